//! Tables that are no tables: lists of records.

use super::super::*;

fn texts(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect()
}

#[test]
fn a_json_list_is_a_table_whose_columns_are_all_fields_that_occur() {
    let json = r#"{"exported":"2026-01-01","people":[{"工号":"0001","姓名":"张三","pay":12000.5},{"工号":"0002","id":310101199001011234,"在职":true,"pay":null}]}"#;
    let sheet = read(json.as_bytes(), "people.json").unwrap();
    assert_eq!(sheet.header, ["工号", "姓名", "pay", "id", "在职"]);
    assert_eq!(texts(&sheet), [["0001", "张三", "12000.5", "", ""], ["0002", "", "", "310101199001011234", "TRUE"]]);
    assert_eq!((sheet.name.as_str(), sheet.source.clone()), ("people", Source::Json));
}

#[test]
fn xml_elements_with_leaves_are_rows_whatever_stands_around_them() {
    let xml = r#"<?xml version="1.0" encoding="UTF-8"?><data><people><person no="0001"><name>张 &amp; 三</name><pay currency="CNY">12000.50</pay></person>
        <person no="0002"><name><![CDATA[<李四>]]></name></person></people></data>"#;
    let sheet = read(xml.as_bytes(), "people.xml").unwrap();
    assert_eq!(sheet.header, ["name", "pay", "pay.currency", "no"]);
    assert_eq!(texts(&sheet), [["张 & 三", "12000.50", "CNY", "0001"], ["<李四>", "", "", "0002"]]);
    let flat = read(br#"<people><person no="1" name="x"/><person no="2" name="y"/></people>"#, "p.xml").unwrap();
    assert_eq!(texts(&flat), [["1", "x"], ["2", "y"]]);
}

#[test]
fn a_field_that_stands_twice_is_refused_because_one_value_would_be_lost() {
    let json = r#"[{"name":"张三","name":"李四"}]"#;
    assert_eq!(read(json.as_bytes(), "a.json"), Err(TableError::Nested { row: 1, field: "name".into() }));
    let xml = "<people><person><phone>1</phone><phone>2</phone></person></people>";
    assert_eq!(read(xml.as_bytes(), "a.xml"), Err(TableError::Nested { row: 1, field: "phone".into() }));
}

#[test]
fn the_workbook_of_2003_in_xml_is_named() {
    let old = br#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>"#;
    assert_eq!(read(old, "a.xls"), Err(TableError::OldExcel));
}
