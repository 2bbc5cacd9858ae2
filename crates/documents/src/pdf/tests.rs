//! What is on the pages is read back with another implementation (lopdf).

use kernel::Date;
use proptest::prelude::*;

use super::*;

/// The text of each page without blanks and line breaks.
pub(crate) fn page_texts(pdf: &Pdf) -> Vec<String> {
    let document = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let pages = document.get_pages().into_keys();
    pages.map(|page| document.extract_text(&[page]).unwrap().chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "试印".into(),
        author: "仁和".into(),
        identifier: "test:1".into(),
        made_on: Date::from_ymd_opt(2026, 11, 30).unwrap(),
        footer: "试印".into(),
        side_margin: 60.0,
        top_margin: 60.0,
        blocks,
    }
}

fn render(blocks: Vec<Block>) -> Result<Pdf, PdfError> {
    paper(blocks).render(&Fonts::default())
}

fn table(rows: Vec<Row>) -> Block {
    let column = |title: &str| Column { title: title.into(), share: 1.0, align: Align::Left };
    Block::Table(Table {
        columns: vec![column("序号"), column("内容")],
        rows,
        style: Style::PLAIN,
        padding: 4.0,
        label_columns: Vec::new(),
    })
}

#[test]
fn a_table_over_pages_repeats_its_head_and_loses_no_row() {
    let row =
        |n: usize| Row { cells: vec![format!("〔{n}〕"), "第一行\n第二行".repeat(n % 3 + 1)], total: false };
    let pdf = render(vec![table((1..=90).map(row).collect())]).unwrap();
    let pages = page_texts(&pdf);
    assert!(pages.len() > 3);
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains("序号内容"), "page {}", index + 1);
        assert!(page.ends_with(&format!("试印第{}页共{}页", index + 1, pages.len())), "page {}", index + 1);
    }
    let all = pages.concat();
    assert!((1..=90).all(|n| all.matches(&format!("〔{n}〕")).count() == 1));
}

#[test]
fn a_row_higher_than_a_page_is_broken_and_nothing_of_it_is_lost() {
    let lines: Vec<String> = (1..=150).map(|n| format!("〔{n}〕")).collect();
    let row = Row { cells: vec!["长".into(), lines.join("\n")], total: false };
    let short = || Row { cells: vec!["短".into(), "一行".into()], total: false };
    let pages = page_texts(&render(vec![table(vec![short(), row, short()])]).unwrap());
    assert!(pages.len() >= 3);
    let all = pages.concat();
    assert!(lines.iter().all(|line| all.matches(line.as_str()).count() == 1));
}

#[test]
fn a_paragraph_goes_on_over_the_page() {
    let text = (1..=900).map(|n| format!("〔{n}〕汉字")).collect::<Vec<_>>().concat();
    let pages = page_texts(&render(vec![Block::text(text.clone(), Style::BODY)]).unwrap());
    assert!(pages.len() > 1);
    let body: String = pages.iter().map(|page| page.split("试印").next().unwrap_or_default()).collect();
    assert_eq!(body, text);
}

#[test]
fn what_must_stay_together_moves_to_the_next_page_or_is_refused() {
    let lines = |n: usize| Block::Together(vec![Block::text("行\n".repeat(n), Style::PLAIN)]);
    let pages = page_texts(&render(vec![lines(30), lines(30)]).unwrap());
    assert_eq!(pages.iter().map(|page| page.matches('行').count()).collect::<Vec<_>>(), [30, 30]);
    assert_eq!(render(vec![lines(80)]), Err(PdfError::TooHigh));
    assert_eq!(render(vec![Block::Framed(vec![Block::text("行\n".repeat(80), Style::PLAIN)])]), Err(PdfError::TooHigh));
}

#[test]
fn a_missing_character_is_reported_once_and_a_further_font_mends_it() {
    let blocks = || vec![Block::text("王頔、李頔", Style::PLAIN)];
    let pdf = render(blocks()).unwrap();
    assert_eq!(pdf.warnings, [PdfWarning::MissingCharacter('頔')]);
    assert!(page_texts(&pdf)[0].starts_with("王〓、李〓"));
    let font = include_bytes!("../../tests/fixtures/rare_characters.ttf").to_vec();
    let pdf = paper(blocks()).render(&Fonts::default().with_extra(font).unwrap()).unwrap();
    assert_eq!(pdf.warnings, []);
    assert!(page_texts(&pdf)[0].starts_with("王頔、李頔"));
    assert_eq!(Fonts::default().with_extra(b"no font".to_vec()).err(), Some(PdfError::BadFont));
}

#[test]
fn the_file_is_tagged_and_says_its_language_and_archive_level() {
    let blocks = vec![
        Block::Heading { level: 1, text: "标题".into(), style: Style::BODY },
        Block::Qr { text: "https://example.com".into(), description: "二维码".into(), side: 60.0 },
        Block::Link { url: "https://example.com/".into(), style: Style::SMALL },
    ];
    let pdf = render(blocks).unwrap();
    let document = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert!(catalog.get(b"MarkInfo").unwrap().as_dict().unwrap().get(b"Marked").unwrap().as_bool().unwrap());
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let metadata = document.get_object(metadata).unwrap().as_stream().unwrap().get_plain_content().unwrap();
    let metadata = String::from_utf8(metadata).unwrap();
    assert!(metadata.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(metadata.contains("<pdfaid:conformance>A</pdfaid:conformance>"));
    assert!(metadata.contains("2026-11-30T00:00:00+08:00"));
    let everything = format!("{:?}", document.objects);
    assert!(everything.contains("https://example.com/"), "the link opens an address");
}

#[test]
fn a_qr_code_with_too_much_text_is_refused() {
    let block = Block::Qr { text: "x".repeat(4000), description: String::new(), side: 60.0 };
    assert_eq!(render(vec![block]), Err(PdfError::QrTooLong));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let blocks = || vec![Block::text("同一份", Style::BODY.bolder()), table(vec![Row::default(); 3])];
    assert_eq!(render(blocks()), render(blocks()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_text_makes_it_fail(text in "\\PC{0,40}|[\u{0}-\u{40}汉字\n]{0,60}", share in 0.1_f32..0.9) {
        let sides = Block::Sides {
            left: vec![Block::text(text.clone(), Style::SMALL)],
            right: vec![Block::Framed(vec![Block::text(text.clone(), Style::BODY.aligned(Align::Center))])],
            left_share: share,
            gap: 8.0,
        };
        let row = Row { cells: vec![text.clone(), text], total: true };
        let rendered = render(vec![sides, table(vec![row])]);
        prop_assert!(rendered.is_ok());
    }
}
