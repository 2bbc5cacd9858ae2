use encoding_rs::{GB18030, UTF_16LE};

use super::super::*;

fn text_rows(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
    sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::text).collect())).collect()
}

fn source(encoding: TextEncoding, byte_order_mark: bool, delimiter: char) -> Source {
    Source::Csv { encoding, byte_order_mark, delimiter }
}

#[test]
fn the_same_roster_is_read_from_every_encoding() {
    let text = "姓名,部门\n张三,研发部\n䶮山,㐀部\n";
    let gb = GB18030.encode(text).0.into_owned();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf16_be: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    for (bytes, expected) in [
        (text.as_bytes().to_vec(), source(TextEncoding::Utf8, false, ',')),
        (marked, source(TextEncoding::Utf8, true, ',')),
        (gb, source(TextEncoding::Gb18030, false, ',')),
        (utf16, source(TextEncoding::Utf16Le, true, ',')),
        (utf16_be, source(TextEncoding::Utf16Be, true, ',')),
    ] {
        let sheet = read(&bytes, "花名册.csv").unwrap();
        assert_eq!(sheet.source, expected);
        assert_eq!((sheet.name.as_str(), &sheet.header[..]), ("花名册", &["姓名".to_owned(), "部门".to_owned()][..]));
        assert_eq!(text_rows(&sheet), [(2, vec!["张三", "研发部"]), (3, vec!["䶮山", "㐀部"])]);
        assert!(sheet.notices.is_empty());
    }
    // What `encode` makes of UTF-16 is UTF-8, so the two kinds above are made by hand.
    assert_eq!(UTF_16LE.name(), TextEncoding::Utf16Le.to_string());
}

#[test]
fn fixed_gb2312_bytes_are_read() {
    // 姓名,工号 / 张三,7 written as bytes, so that no codec of ours is on both sides.
    let bytes = b"\xd0\xd5\xc3\xfb,\xb9\xa4\xba\xc5\r\n\xd5\xc5\xc8\xfd,7\r\n";
    let sheet = read(bytes, "a.csv").unwrap();
    assert_eq!(sheet.header, ["姓名", "工号"]);
    assert_eq!(text_rows(&sheet), [(2, vec!["张三", "7"])]);
}

#[test]
fn the_delimiter_is_found_and_can_be_given() {
    for (text, delimiter) in [("a,b\n1,2\n", ','), ("a;b\n1,5;2,5\n", ';'), ("a\tb\nx,y\tz,w\n", '\t'), ("a\nb\n", ',')]
    {
        let sheet = read(text.as_bytes(), "").unwrap();
        assert_eq!(sheet.source, source(TextEncoding::Utf8, false, delimiter), "{text:?}");
    }
    let options = ReadOptions { delimiter: Some('|'), ..ReadOptions::default() };
    assert_eq!(read_with(b"a|b\n1|2\n", "", &options).unwrap().header, ["a", "b"]);
    let stated = read(b"sep=;\r\na;b\r\n1;2\r\n", "").unwrap();
    assert_eq!((stated.header_row, stated.rows[0].number), (2, 3));
}

#[test]
fn a_row_has_the_number_that_excel_shows() {
    let text = "\n姓名,地址\n张三,\"上海\n浦东\n张江\"\n\n,,\n李四,北京\r\n\r\n\"王\n五\",广州";
    let sheet = read(text.as_bytes(), "").unwrap();
    assert_eq!(sheet.header_row, 2);
    let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [3, 6, 8]);
    assert_eq!(sheet.rows[0].cells[1].text(), "上海\n浦东\n张江");
}

#[test]
fn lines_of_old_macs_are_lines() {
    let sheet = read(b"a,b\r1,2\r3,4", "").unwrap();
    assert_eq!(text_rows(&sheet), [(2, vec!["1", "2"]), (3, vec!["3", "4"])]);
}

#[test]
fn title_rows_above_the_header_are_skipped_and_named() {
    let text = "某某公司员工花名册,,,,\n制表：人事部,,,2026-11-21,\n\n工号,姓名,部门,入职日期,月薪\n1,张三,研发部,2019-03-01,8000\n";
    let sheet = read(text.as_bytes(), "").unwrap();
    assert_eq!((sheet.header_row, sheet.header[1].as_str()), (4, "姓名"));
    assert_eq!(sheet.notices, [Notice::TitleRowsSkipped { rows: vec![1, 2] }]);
}

#[test]
fn the_header_row_can_be_given() {
    let options = ReadOptions { header_row: Some(2), ..ReadOptions::default() };
    let sheet = read_with(b"a,b\nc,d\n1,2\n", "", &options).unwrap();
    assert_eq!(sheet.header, ["c", "d"]);
    let beyond = ReadOptions { header_row: Some(9), ..ReadOptions::default() };
    assert_eq!(read_with(b"a,b\n1,2\n", "", &beyond), Err(TableError::NoHeader { row: 9 }));
}

#[test]
fn rows_without_any_header_are_pointed_out() {
    let sheet = read("1,13800138000,2019-03-01\n2,13900139000,2020-03-01\n".as_bytes(), "").unwrap();
    assert_eq!(sheet.notices, [Notice::HeaderUncertain { row: 1 }]);
}

#[test]
fn empty_and_equal_column_names_are_kept_apart() {
    let sheet = read("姓名,,姓名,姓名 (2),列2,\n张三,a,b,c,d,\n".as_bytes(), "").unwrap();
    assert_eq!(sheet.header, ["姓名", "列2-2", "姓名 (2)", "姓名(2)", "列2"]);
    assert_eq!(
        sheet.notices,
        [
            Notice::HeaderEmpty { column: 2, name: "列2-2".into() },
            Notice::HeaderDuplicate { column: 3, name: "姓名".into(), renamed: "姓名 (2)".into() },
        ]
    );
}

#[test]
fn a_row_longer_than_the_header_is_named_and_nothing_is_shifted() {
    let sheet = read("姓名,地址\n张三,上海,浦东\n李四\n".as_bytes(), "").unwrap();
    assert_eq!(sheet.header, ["姓名", "地址", "列3"]);
    assert_eq!(text_rows(&sheet), [(2, vec!["张三", "上海", "浦东"]), (3, vec!["李四", "", ""])]);
    assert_eq!(sheet.notices[0], Notice::RowTooLong { row: 2, cells: 3, header: 2 });
}

#[test]
fn a_header_repeated_on_every_printed_page_is_left_out() {
    let sheet = read("姓名,部门\n张三,一部\n姓名,部门\n李四,二部\n".as_bytes(), "").unwrap();
    assert_eq!(sheet.rows.len(), 2);
    assert_eq!(sheet.notices, [Notice::HeaderRepeated { row: 3 }]);
}

#[test]
fn what_keeps_a_text_a_text_is_taken_off() {
    let sheet = read(b"id,name\n\"=\"\"00123\"\"\",'=x\n'12,'a\n", "").unwrap();
    assert_eq!(text_rows(&sheet), [(2, vec!["00123", "=x"]), (3, vec!["'12", "'a"])]);
}

#[test]
fn a_text_full_of_semicolons_is_still_separated_by_commas() {
    let sheet = read("first name,second name\n\";\",\"\n;\"\n\"\n;\",\"\n;\"\n".as_bytes(), "a.csv").unwrap();
    assert_eq!(sheet.rows[0].cells.iter().map(Cell::text).collect::<Vec<_>>(), [";", "\n;"]);
}
