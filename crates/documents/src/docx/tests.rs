use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use proptest::prelude::*;

use super::*;

const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn letter(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    package(&[("[Content_Types].xml", "<Types/>"), ("word/_rels/document.xml.rels", RELS), (BODY, &document)])
}

fn body(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(BODY).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_placeholder_that_word_split_over_runs_is_put_together() {
    let split = "<w:p><w:r><w:t>兹通知{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{姓</w:t></w:r><w:proofErr/>\
                 <w:r><w:t xml:space=\"preserve\">名}} 自</w:t></w:r><w:r><w:t>{{ effective_on }}起</w:t></w:r></w:p>";
    let template = Template::read(letter(split)).unwrap();
    assert_eq!(template.fields(), ["effective_on", "姓名"]);
    let filled = template.fill(&values(&[("姓名", "张明远 & <妻>")])).unwrap();
    assert_eq!(filled.missing, ["effective_on"]);
    let text = body(&filled.bytes);
    assert!(text.contains("<w:t>兹通知张明远 &amp; &lt;妻&gt;</w:t>"), "{text}");
    assert!(
        text.contains("<w:rPr><w:b/></w:rPr><w:t></w:t>")
            && text.contains("> 自</w:t>")
            && text.contains("<w:t>起</w:t>")
    );
}

#[test]
fn a_placeholder_never_reaches_over_paragraphs() {
    let apart = "<w:p><w:r><w:t>{{na</w:t></w:r></w:p><w:p><w:r><w:t>me}}</w:t></w:r></w:p>";
    assert_eq!(Template::read(letter(apart)).unwrap().fields(), Vec::<String>::new().as_slice());
}

#[test]
fn a_letter_without_placeholders_comes_back_as_it_was() {
    let plain = "<w:p><w:r><w:t>一 &amp; 二</w:t></w:r><!-- <w:t>{{no}}</w:t> --></w:p>";
    let template = Template::read(letter(plain)).unwrap();
    assert_eq!(body(&template.fill(&BTreeMap::new()).unwrap().bytes), body(template.bytes()));
}

#[test]
fn hostile_files_are_refused_by_name() {
    let bomb = "a".repeat(60 << 20);
    let bomb = package(&[(BODY, "<w:document/>"), ("word/media/image1.png", &bomb)]);
    assert!(bomb.len() < FILE_BYTES);
    assert_eq!(Template::read(bomb), Err(DocxError::TooLarge { limit: UNPACKED_BYTES }));
    assert_eq!(Template::read(vec![0; FILE_BYTES + 1]), Err(DocxError::TooLarge { limit: FILE_BYTES as u64 }));
    let entity = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document>&x;</w:document>";
    assert_eq!(Template::read(package(&[(BODY, entity)])), Err(DocxError::Unsafe { what: "entities" }));
    let macros = package(&[(BODY, "<w:document/>"), ("word/vbaProject.bin", "x")]);
    assert_eq!(Template::read(macros), Err(DocxError::Unsafe { what: "macros" }));
    let remote = "<Relationships><Relationship Id=\"r1\" Type=\"http://x/attachedTemplate\" Target=\"http://evil/t.dotm\" TargetMode=\"External\"/></Relationships>";
    let remote = package(&[(BODY, "<w:document/>"), ("word/_rels/settings.xml.rels", remote)]);
    assert_eq!(Template::read(remote), Err(DocxError::Unsafe { what: "external" }));
    assert_eq!(Template::read(b"PK nothing".to_vec()), Err(DocxError::NotADocument));
    assert_eq!(Template::read(package(&[("xl/workbook.xml", "<workbook/>")])), Err(DocxError::NotADocument));
    assert!(matches!(Template::read(letter("<w:p><w:t>open")), Err(DocxError::Damaged { .. }) | Ok(_)));
    assert!(matches!(Template::read(letter("<w:p attr=\"never closed")), Err(DocxError::Damaged { .. })));
}

#[test]
fn a_link_that_a_reader_follows_is_allowed() {
    let link = "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas/hyperlink\" Target=\"https://example.com\" TargetMode=\"External\"/></Relationships>";
    let bytes = package(&[(BODY, "<w:document/>"), ("word/_rels/document.xml.rels", link)]);
    assert!(Template::read(bytes).is_ok());
}

proptest! {
    /// However a text is cut into runs, filling says the same as replacing in the whole text.
    #[test]
    fn cutting_a_text_into_runs_changes_nothing(
        parts in prop::collection::vec(prop_oneof!["[a-z一-龥]{0,4}", Just("{{甲}}".to_owned()), Just("{{b}}".to_owned()), Just("{".to_owned()), Just("}".to_owned())], 1..8),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let whole: String = parts.concat();
        prop_assume!(!whole.contains("{{{") && !whole.contains("}}}"));
        let chars: Vec<char> = whole.chars().collect();
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(chars.len() + 1)).collect();
        at.extend([0, chars.len()]);
        at.sort_unstable();
        let runs: String = at
            .windows(2)
            .map(|pair| format!("<w:r><w:t>{}</w:t></w:r>", chars[pair[0]..pair[1]].iter().collect::<String>()))
            .collect();
        let template = Template::read(letter(&format!("<w:p>{runs}</w:p>"))).unwrap();
        let filled = template.fill(&values(&[("甲", "一"), ("b", "二")])).unwrap();
        let told = body(&filled.bytes);
        let said: String = told.split("<w:t>").skip(1).filter_map(|rest| rest.split("</w:t>").next()).collect();
        let unknown = template.fields().iter().any(|field| field != "甲" && field != "b");
        prop_assume!(!unknown);
        prop_assert_eq!(said, whole.replace("{{甲}}", "一").replace("{{b}}", "二"));
    }
}
