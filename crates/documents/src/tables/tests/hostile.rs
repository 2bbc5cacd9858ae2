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
    assert!(matches!(read(b"PK\x03\x04broken", "a.xlsx"), Err(TableError::Damaged { .. })));
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
