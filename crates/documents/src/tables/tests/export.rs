use kernel::{Date, Money};
use proptest::prelude::*;

use super::super::*;

fn made_on() -> Date {
    Date::from_ymd_opt(2026, 11, 21).unwrap()
}

fn sample() -> Export {
    Export {
        name: "花名册".into(),
        columns: vec![
            Column::new("姓名", ColumnKind::Text),
            Column::new("人数", ColumnKind::Integer),
            Column::new("月薪（元）", ColumnKind::Money),
            Column::new("入职日期", ColumnKind::Date),
            Column::new("在职", ColumnKind::Bool),
        ],
        rows: vec![
            vec!["张三".into(), 7.into(), Money::from_fen(-1_234_505).into(), made_on().into(), true.into()],
            vec!["=1+1".into(), Value::Empty, "面议".into(), None::<Date>.into(), false.into()],
        ],
    }
}

#[test]
fn a_csv_opens_in_excel_with_its_characters_and_runs_nothing() {
    let text = String::from_utf8(write_csv(&sample())).unwrap();
    let expected =
        "\u{feff}姓名,人数,月薪（元）,入职日期,在职\r\n张三,7,-12345.05,2026-11-21,TRUE\r\n'=1+1,,面议,,FALSE\r\n";
    assert_eq!(text, expected);
}

#[test]
fn every_start_of_a_formula_is_made_harmless() {
    for text in ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1+1", "-", "+8613800138000"] {
        let mut table = sample();
        table.rows = vec![vec![text.into()]];
        let csv = String::from_utf8(write_csv(&table)).unwrap();
        let cell = csv.lines().nth(1).unwrap_or_default().trim_start_matches('"');
        assert!(cell.starts_with('\''), "{text:?} became {cell:?}");
    }
    for text in ["-12.5", "a=1", "1-2"] {
        let mut table = sample();
        table.rows = vec![vec![text.into()]];
        assert!(String::from_utf8(write_csv(&table)).unwrap().contains(&format!("\n{text}\r")), "{text}");
    }
}

#[test]
fn a_workbook_is_read_back_with_its_types() {
    let bytes = write_xlsx(&[sample()], made_on()).unwrap();
    let sheet = read(&bytes, "").unwrap();
    assert_eq!((sheet.name.as_str(), sheet.header[2].as_str()), ("花名册", "月薪（元）"));
    let number = |text: &str| Cell::Number(text.into());
    assert_eq!(
        sheet.rows[0].cells,
        [
            Cell::Text("张三".into()),
            number("7"),
            number("-12345.05"),
            Cell::Date { day: made_on(), text: "2026-11-21".into() },
            Cell::Bool(true),
        ]
    );
    assert_eq!(sheet.rows[1].cells[0], Cell::Text("=1+1".into()));
    assert!(!sheet.rows[1].is_formula(0));
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    assert_eq!(write_xlsx(&[sample()], made_on()), write_xlsx(&[sample()], made_on()));
}

#[test]
fn sheet_names_are_made_fit_and_different() {
    let named = |name: &str| Export { name: name.into(), ..sample() };
    let long = "很".repeat(40);
    let tables = ["a/b:c", "A?b*c", "", &long, &long].map(named);
    let sheet = read(&write_xlsx(&tables, made_on()).unwrap(), "").unwrap();
    let Source::Xlsx { sheets } = sheet.source else { panic!() };
    let expected =
        ["a b c".to_owned(), "A b c 2".into(), "Sheet".into(), "很".repeat(31), format!("{} 2", "很".repeat(29))];
    assert_eq!(sheets, expected);
}

#[test]
fn a_text_too_long_for_a_cell_is_refused() {
    let table = Export { rows: vec![vec!["x".repeat(32_768).into()]], ..sample() };
    assert_eq!(write_xlsx(&[table], made_on()), Err(ExportError::CellTooLong { row: 2, column: 1 }));
}

fn any_text() -> impl Strategy<Value = String> {
    // Blank texts are the same as no text; a workbook cannot keep a lone carriage return or control marks.
    "[-=+@'\"a-c,;甲乙\n 　\t7.]{1,12}".prop_filter("not blank", |text| !text.trim().is_empty())
}

proptest! {
    #[test]
    fn a_csv_is_read_back_as_it_was_written(rows in prop::collection::vec((any_text(), any_text()), 1..20)) {
        let table = Export {
            name: String::new(),
            columns: vec![Column::new("first name", ColumnKind::Text), Column::new("second name", ColumnKind::Text)],
            rows: rows.iter().map(|(a, b)| vec![a.as_str().into(), b.as_str().into()]).collect(),
        };
        let options = ReadOptions { header_row: Some(1), ..ReadOptions::default() };
        let sheet = read_with(&write_csv(&table), "", &options).unwrap();
        let back: Vec<(String, String)> =
            sheet.rows.iter().map(|row| (row.cells[0].text().to_owned(), row.cells[1].text().to_owned())).collect();
        prop_assert_eq!(back, rows);
    }

    #[test]
    fn a_workbook_keeps_every_fen_and_every_day(fen in -999_999_999_999_999_i64..1_000_000_000_000_000, days in 0_u64..60_000, text in any_text()) {
        let day = Date::from_ymd_opt(1901, 1, 1).unwrap() + chrono::Days::new(days);
        let table = Export {
            rows: vec![vec![text.as_str().into(), fen.into(), Money::from_fen(fen).into(), day.into()]],
            ..sample()
        };
        let sheet = read(&write_xlsx(&[table], made_on()).unwrap(), "").unwrap();
        let cells = &sheet.rows[0].cells;
        prop_assert_eq!(cells[0].text(), text.as_str());
        prop_assert_eq!(cells[1].text(), fen.to_string());
        prop_assert_eq!(Money::parse(cells[2].text()), Ok(Money::from_fen(fen)));
        prop_assert_eq!(&cells[3], &Cell::Date { day, text: day.to_string().into() });
    }
}
