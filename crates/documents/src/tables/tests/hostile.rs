//! Damaged, mistaken and malicious files.

use std::io::Write;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::super::*;

fn limits(change: impl FnOnce(&mut Limits)) -> ReadOptions {
    let mut options = ReadOptions::default();
    change(&mut options.limits);
    options
}

#[test]
fn each_limit_has_its_own_error() {
    let three = b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n";
    let read = |change: fn(&mut Limits)| read_with(three, "", &limits(change));
    assert_eq!(read(|l| l.rows = 3), Err(TableError::TooManyRows { limit: 3 }));
    assert_eq!(read(|l| l.columns = 2), Err(TableError::TooManyColumns { row: 1, limit: 2 }));
    assert_eq!(read(|l| l.cells = 8), Err(TableError::TooManyCells { limit: 8 }));
    assert_eq!(read(|l| l.file_bytes = 10), Err(TableError::FileTooLarge { limit: 10 }));
    assert!(read(|l| (l.rows, l.columns, l.cells) = (4, 3, 12)).is_ok());
    let long = read_with("a,b\n1,很长的\n".as_bytes(), "", &limits(|l| l.cell_chars = 2));
    assert_eq!(long, Err(TableError::CellTooLong { row: 2, column: 2, limit: 2 }));
}

#[test]
fn an_open_quotation_mark_is_found_where_it_opens() {
    let text = "a,b\n1,2\n3,\"4\n5,6\n7,8\n";
    assert_eq!(read(text.as_bytes(), ""), Err(TableError::UnclosedQuote { row: 3 }));
    // An inch mark inside a cell opens nothing.
    assert_eq!(
        read(b"a,b\n1,15\" screen\n", "").map(|sheet| sheet.rows[0].cells[1].text().to_owned()),
        Ok("15\" screen".into())
    );
}

#[test]
fn broken_text_names_its_line_instead_of_losing_letters() {
    let mut utf8 = "姓名,部门\n张三,研发部\n".as_bytes().to_vec();
    utf8.extend_from_slice(b"\xe6\x9d,x\n");
    assert_eq!(read(&utf8, ""), Err(TableError::BrokenText { encoding: TextEncoding::Utf8, line: 3 }));
    let gb = b"\xd0\xd5\xc3\xfb,\xb2\xbf\xc3\xc5\n\xd5\xc5\xc8\xfd,\xff\n";
    assert_eq!(read(gb, ""), Err(TableError::BrokenText { encoding: TextEncoding::Gb18030, line: 2 }));
    assert_eq!(read(b"name,city\nJos\xe9,Z\xfcrich\n", ""), Err(TableError::UnknownEncoding));
    let options = ReadOptions { encoding: Some(TextEncoding::Windows1252), ..ReadOptions::default() };
    assert_eq!(read_with(b"name,city\nJos\xe9,x\n", "", &options).unwrap().rows[0].cells[0].text(), "José");
}

#[test]
fn a_text_that_decodes_to_unlikely_characters_is_pointed_out() {
    let sheet = read(b"name,city\nRen\xe9e,Orl\xe9ans\n", "").unwrap();
    assert_eq!(sheet.notices[0], Notice::EncodingUncertain { encoding: TextEncoding::Gb18030 });
}

#[test]
fn what_is_no_table_is_named() {
    assert_eq!(read(b"", "a.csv"), Err(TableError::Empty));
    assert_eq!(read(b" \n\n", "a.csv"), Err(TableError::Empty));
    assert_eq!(read(b"\xef\xbb\xbf,,\n,\n", "a.csv"), Err(TableError::Empty));
    assert_eq!(read(b"a,b\n", "a.csv"), Err(TableError::NoRows));
    assert_eq!(read(b"<html><table><tr>", "a.xls"), Err(TableError::WebPage));
    assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0", "a.csv"), Err(TableError::NotATable));
    assert_eq!(read(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "a.xls"), Err(TableError::OldExcel));
    assert_eq!(read(b"PK\x03\x04broken", "a.xlsx"), Err(TableError::CutOff));
    assert_eq!(read(&package(&[("mimetype", b"application/vnd.oasis")]), "a.ods"), Err(TableError::NotATable));
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one_is_stopped() {
    let zeros = vec![b' '; 8 << 20];
    let bomb = package(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", &zeros)]);
    assert!(bomb.len() < 64 << 10);
    let read = read_with(&bomb, "a.xlsx", &limits(|l| l.unpacked_bytes = 1 << 20));
    assert_eq!(read, Err(TableError::UnpacksTooLarge { limit: 1 << 20 }));
}

#[test]
fn a_sheet_that_claims_a_million_rows_costs_nothing() {
    let content_types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let root = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let rels = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let sheet = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>z</t></is></c><c r="XFD1048576" s="0"/></row></sheetData><mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:XFD1048576"/></mergeCells></worksheet>"#;
    let bytes = package(&[
        ("[Content_Types].xml", content_types),
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", rels),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let sheet = read(&bytes, "a.xlsx").unwrap();
    assert_eq!((sheet.header, sheet.rows[0].number, sheet.rows.len()), (vec!["a".to_owned()], 1_048_576, 1));
}

/// A workbook with one sheet and these shared texts.
fn book(sheet: &[u8], texts: Option<&[u8]>) -> Vec<u8> {
    let content_types = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let root = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let rels = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", content_types),
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", rels),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(texts.map(|texts| ("xl/sharedStrings.xml", texts)));
    package(&parts)
}

fn sheet_of(rows: &str) -> Vec<u8> {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()
}

fn cell(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// Runs, and fails when it takes longer than a person would wait.
fn soon<T>(read: impl FnOnce() -> T) -> T {
    let began = std::time::Instant::now();
    let outcome = read();
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    outcome
}

#[test]
fn a_million_columns_are_too_many_and_a_million_empty_ones_are_nothing() {
    let filled: String = (0..1_000_000).map(|_| "<c><v>1</v></c>").collect();
    let bytes = book(&sheet_of(&format!("<row>{filled}</row>")), None);
    assert_eq!(soon(|| read(&bytes, "a.xlsx")), Err(TableError::TooManyColumns { row: 1, limit: 500 }));
    let empty: String = (0..1_000_000).map(|_| "<c/>").collect();
    let rows = format!("<row>{}{empty}</row><row>{}</row>", cell("姓名"), cell("张三"));
    assert_eq!(soon(|| read(&book(&sheet_of(&rows), None), "a.xlsx")).map(|sheet| sheet.header.len()), Ok(1));
    let line = ",".repeat(1_000_000);
    assert_eq!(
        soon(|| read(format!("a,b\n1,2\n{line}x\n").as_bytes(), "a.csv")).err(),
        Some(TableError::TooManyColumns { row: 3, limit: 500 })
    );
}

#[test]
fn one_endless_text_inside_a_part_is_refused_before_it_is_kept() {
    for (open, close) in [("<a b=\"", "\"/>"), ("<a>", "</a>"), ("<!--", "-->"), ("<![CDATA[", "]]>")] {
        let mut sheet = b"<worksheet>".to_vec();
        sheet.extend(open.bytes());
        // Signs that look like tags do not hide the length of a comment or of raw text.
        sheet.extend(if open.starts_with("<!") { b"<a>".repeat(4 << 20) } else { vec![b'x'; 12 << 20] });
        sheet.extend(close.bytes());
        sheet.extend(b"</worksheet>");
        let bytes = book(&sheet, None);
        assert!(bytes.len() < 1 << 20, "{open}");
        assert!(matches!(soon(|| read(&bytes, "a.xlsx")), Err(TableError::Damaged { .. })), "{open}");
    }
}

#[test]
fn entities_are_never_expanded() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]><a><b><c>&m;</c></b></a>"#;
    assert_eq!(read(bomb.as_bytes(), "a.xml"), Err(TableError::Doctype));
    assert_eq!(read(&book(bomb.as_bytes(), None), "a.xlsx"), Err(TableError::Doctype));
    let unknown = "<people><person><name>&m;</name></person></people>";
    assert!(matches!(read(unknown.as_bytes(), "a.xml"), Err(TableError::BrokenMarkup { format: "XML", .. })));
}

#[test]
fn shared_texts_and_merged_cells_have_their_own_limits() {
    let texts = format!("<sst>{}</sst>", "<si><t>x</t></si>".repeat(2_000_001));
    let one = sheet_of(&format!("<row>{}</row><row>{}</row>", cell("a"), cell("b")));
    assert!(matches!(
        soon(|| read(&book(&one, Some(texts.as_bytes())), "a.xlsx")),
        Err(TableError::TooManyCells { .. })
    ));
    let mut merged = String::from_utf8(one).unwrap();
    merged.push_str(&"<mergeCell ref=\"A1:A2\"/>".repeat(100_001));
    let bytes = book(merged.as_bytes(), None);
    assert_eq!(soon(|| read(&bytes, "a.xlsx")), Err(TableError::TooManyMerges { limit: 100_000 }));
}

#[test]
fn a_long_text_merged_over_many_rows_stands_in_memory_once() {
    let long = "长".repeat(30_000);
    let mut rows = format!("<row>{}{}</row><row>{}{}</row>", cell("部门"), cell("工号"), cell(&long), cell("1"));
    for row in 2..50_000 {
        rows.push_str(&format!("<row><c/>{}</row>", cell(&row.to_string())));
    }
    let sheet = format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A2:A50000\"/></mergeCells></worksheet>"
    );
    let sheet = soon(|| read(&book(sheet.as_bytes(), None), "a.xlsx")).unwrap();
    assert_eq!(sheet.rows.last().unwrap().cells[0].text(), long);
}

#[test]
fn a_cut_file_says_that_it_was_cut() {
    let whole = include_bytes!("../../../tests/fixtures/roster_openpyxl.xlsx");
    for part in 1..8 {
        let error = read(&whole[..whole.len() * part / 8], "a.xlsx").unwrap_err();
        assert!(matches!(error, TableError::CutOff | TableError::Damaged { .. }), "{error}");
    }
    let sheet = read("姓名,工号,部门\n张三,1,研发\n李四,2,研发\n王五,3".as_bytes(), "a.csv").unwrap();
    assert_eq!(sheet.notices, vec![Notice::CutOff { row: 4 }]);
    assert_eq!(read(r#"[{"name":"张三"},{"na"#.as_bytes(), "a.json"), Err(TableError::CutOff));
    assert_eq!(read("<people><person><name>张".as_bytes(), "a.xml").unwrap_err(), TableError::CutOff);
}

#[test]
fn deep_json_and_xml_are_refused() {
    let deep = "[".repeat(100_000);
    assert!(matches!(read(deep.as_bytes(), "a.json"), Err(TableError::BrokenMarkup { .. } | TableError::CutOff)));
    let deep = "<a>".repeat(100_000);
    assert!(matches!(read(deep.as_bytes(), "a.xml"), Err(TableError::BrokenMarkup { format: "XML", .. })));
    let nested = r#"[{"name":"张三","pay":{"base":1}}]"#;
    assert_eq!(read(nested.as_bytes(), "a.json"), Err(TableError::Nested { row: 1, field: "pay".into() }));
}

#[test]
fn a_text_in_two_byte_units_is_read_without_its_mark_too() {
    let text = "姓名,工号\r\n张三,1\r\n李四,2\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        let sheet = read(&bytes, "a.csv").unwrap();
        assert_eq!((sheet.header[0].as_str(), sheet.rows[1].cells[0].text()), ("姓名", "李四"));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, "x");
        let _ = read(&[b"PK\x03\x04".as_slice(), &bytes].concat(), "x");
        let _ = read(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &bytes].concat(), "x");
    }

    #[test]
    fn no_damage_to_a_workbook_makes_it_panic(at in 0_usize..6000, byte: u8) {
        let mut bytes = include_bytes!("../../../tests/fixtures/roster_openpyxl.xlsx").to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes, "x.xlsx");
    }

    #[test]
    fn any_text_is_a_table_or_an_error(text in "[a-c,;\t\"'\n\r =甲乙]{0,60}") {
        if let Ok(sheet) = read(text.as_bytes(), "x") {
            prop_assert!(sheet.rows.iter().all(|row| row.cells.len() == sheet.header.len() && row.is_filled()));
            let distinct: std::collections::BTreeSet<&String> = sheet.header.iter().collect();
            prop_assert_eq!(distinct.len(), sheet.header.len());
            prop_assert!(sheet.rows.windows(2).all(|pair| pair[0].number < pair[1].number));
        }
    }
}
