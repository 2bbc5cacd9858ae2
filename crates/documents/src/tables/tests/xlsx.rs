//! A workbook made by another program (openpyxl 3.1; `tests/fixtures/README.md` says what is in it).

use kernel::Date;

use super::super::*;

const ROSTER: &[u8] = include_bytes!("../../../tests/fixtures/roster_openpyxl.xlsx");

fn ymd(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn a_header_in_two_rows_with_merged_cells_becomes_one_name_a_column() {
    let sheet = read(ROSTER, "roster.xlsx").unwrap();
    assert_eq!(sheet.name, "花名册");
    let expected = ["工号", "姓名", "部门", "身份证号", "入职日期", "在职", "合同起始日", "合同终止日", "月薪", "备注"];
    assert_eq!(sheet.header, expected);
    assert_eq!(sheet.header_row, 5);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [6, 7, 8, 12]);
}

#[test]
fn cells_keep_their_type_and_their_text() {
    let sheet = read(ROSTER, "roster.xlsx").unwrap();
    let row = &sheet.rows[0].cells;
    assert_eq!(row[0], Cell::Text("0001".into()));
    assert_eq!(row[4], Cell::Date { day: ymd(2019, 3, 1), text: "2019-03-01".into() });
    assert_eq!(row[5], Cell::Bool(true));
    assert_eq!(row[7], Cell::Text("长期".into()));
    assert_eq!(row[8], Cell::Number("12000.5".into()));
    let row = &sheet.rows[1].cells;
    assert_eq!(row[4], Cell::Date { day: ymd(2020, 6, 15), text: "2020-06-15 09:30:00".into() });
    assert_eq!(sheet.rows[2].cells[4], Cell::Text("2021.3.1".into()));
    assert_eq!(sheet.rows[2].cells[8], Cell::Number("0.3".into()));
    assert_eq!(sheet.rows[2].cells[9], Cell::Error("#N/A".into()));
    assert_eq!(sheet.rows[3].cells[2], Cell::Empty);
}

#[test]
fn what_a_careful_reader_would_mention_is_mentioned() {
    let sheet = read(ROSTER, "roster.xlsx").unwrap();
    assert_eq!(
        sheet.rows.iter().map(|row| row.cells[2].text()).collect::<Vec<_>>(),
        ["研发部", "研发部", "研发部", ""]
    );
    for expected in [
        Notice::TitleRowsSkipped { rows: vec![1, 2] },
        Notice::MergedDown { column: 3, first_row: 6, last_row: 8 },
        Notice::DigitsLost { row: 8, column: 4 },
        Notice::FormulaWithoutValue { row: 7, column: 9 },
        Notice::OtherSheets { sheets: vec!["离职".into()] },
    ] {
        assert!(sheet.notices.contains(&expected), "{expected:?} is missing in {:?}", sheet.notices);
    }
    assert_eq!(sheet.notices.len(), 5);
    let sheets = ["封面", "花名册", "隐藏", "离职"].map(str::to_owned).to_vec();
    assert_eq!(sheet.source, Source::Xlsx { sheets });
}

#[test]
fn a_sheet_is_chosen_by_its_name() {
    let named = |name: &str| ReadOptions { sheet: Some(name.to_owned()), ..ReadOptions::default() };
    assert_eq!(read_with(ROSTER, "", &named("离职")).unwrap().rows[0].cells[0].text(), "钱七");
    assert_eq!(read_with(ROSTER, "", &named("隐藏")).unwrap().header, ["x"]);
    assert!(
        matches!(read_with(ROSTER, "", &named("没有")), Err(TableError::NoSuchSheet { sheets, .. }) if sheets.len() == 4)
    );
    assert_eq!(read_with(ROSTER, "", &named("封面")), Err(TableError::Empty));
}

#[test]
fn the_value_of_a_formula_is_read_and_flagged() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "姓名").unwrap().write_string(0, 1, "月薪").unwrap();
    sheet.write_string(1, 0, "张三").unwrap();
    sheet.write_formula(1, 1, rust_xlsxwriter::Formula::new("=1000*8").set_result("8000")).unwrap();
    let sheet = read(&book.save_to_buffer().unwrap(), "").unwrap();
    assert_eq!(sheet.rows[0].cells[1], Cell::Number("8000".into()));
    assert!(sheet.rows[0].is_formula(1) && !sheet.rows[0].is_formula(0));
}

#[test]
fn a_group_heading_without_vertical_merges_still_names_its_columns() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let format = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "姓名").unwrap();
    sheet.merge_range(0, 1, 0, 2, "Contract", &format).unwrap();
    sheet.write_string(0, 3, "部门").unwrap().write_string(0, 4, "职位").unwrap();
    sheet.write_string(1, 1, "Start").unwrap().write_string(1, 2, "End").unwrap();
    for (column, text) in ["张三", "2020-1-1", "2023-1-1", "一部", "工程师"].iter().enumerate() {
        sheet.write_string(2, u16::try_from(column).unwrap(), *text).unwrap();
    }
    let sheet = read(&book.save_to_buffer().unwrap(), "").unwrap();
    assert_eq!(sheet.header, ["姓名", "Contract Start", "Contract End", "部门", "职位"]);
    assert_eq!(sheet.rows.len(), 1);
}

#[test]
fn numbers_are_plain_digits_whatever_their_size() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let numbers = [13_800_138_000.0, 0.000_012_5, -42.0, 1e20, 0.1 + 0.2, 123_456_789.012_345, 0.0, 100.0];
    sheet.write_string(0, 0, "数").unwrap();
    for (row, number) in (1_u32..).zip(numbers) {
        sheet.write_number(row, 0, number).unwrap();
    }
    let sheet = read(&book.save_to_buffer().unwrap(), "").unwrap();
    let texts: Vec<&str> = sheet.texts(0).map(|(_, text)| text).collect();
    let expected = ["13800138000", "0.0000125", "-42", "100000000000000000000", "0.3", "123456789.012345", "0", "100"];
    assert_eq!(texts, expected);
    assert_eq!(sheet.notices, [Notice::DigitsLost { row: 5, column: 1 }]);
}
