//! Built-in letters about personnel changes: 转正通知, 调动通知 …: who, what from when on, what else follows.

use kernel::Date;

use crate::pdf::{Align, Block, Column, Fonts, Paper, Pdf, PdfError, Row, Span, Style, Table};
use crate::words::chinese_day;

/// Everything that a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// As 转正通知书.
    pub title: String,
    /// Number, so that it can be cited.
    pub number: String,
    /// Full registered name of the employer.
    pub employer: String,
    /// Name of the person.
    pub name: String,
    /// Employee number.
    pub employee_no: String,
    /// Sentences, each a paragraph.
    pub sentences: Vec<String>,
    /// What changes: name, before, after. Before may be empty.
    pub rows: Vec<(String, String, String)>,
    /// Day of the letter.
    pub written_on: Date,
    /// How it ends.
    pub closing: Closing,
}

/// What stands below what a letter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// It gives notice: in two copies, with a line for the person's signature.
    Notice,
    /// It records what the person did in the own account: nobody signs it once more.
    Record,
}

/// Makes the letter with the embedded font.
///
/// # Errors
/// As [`Paper::render`].
pub fn render(letter: &Letter) -> Result<Pdf, PdfError> {
    paper(letter).render(&Fonts::default())
}

fn paper(letter: &Letter) -> Paper {
    let title = Style { size: 22.0, leading: 1.5, spacing: 0.06, indent: 0.0, ..Style::BODY };
    let number = format!("编号：{}", letter.number);
    let mut blocks = vec![
        Block::Heading { level: 1, text: letter.title.clone(), style: title.bolder().aligned(Align::Center) },
        Block::Space(14.0),
        Block::text(number.clone(), Style::PLAIN.aligned(Align::Right)),
        Block::Space(18.0),
        Block::Paragraph {
            spans: vec![Span::bold(letter.name.as_str()), Span::plain(format!("（工号 {}）：", letter.employee_no))],
            style: Style { indent: 0.0, ..Style::BODY },
        },
        Block::Space(8.0),
    ];
    for sentence in &letter.sentences {
        blocks.push(Block::text(sentence.clone(), Style::BODY));
        blocks.push(Block::Space(6.0));
    }
    if !letter.rows.is_empty() {
        blocks.push(Block::Space(8.0));
        blocks.push(rows(&letter.rows));
    }
    if letter.closing == Closing::Notice {
        blocks.extend([Block::Space(16.0), Block::text("特此通知。", Style::BODY)]);
    }
    let note = match letter.closing {
        Closing::Notice => "注：本通知一式两份，用人单位与员工各执一份。员工签收：____________　日期：____________",
        Closing::Record => "注：本确认书根据员工本人账号的确认记录生成，无需另行签字。",
    };
    blocks.extend([
        Block::Space(36.0),
        Block::text(letter.employer.clone(), Style::PLAIN.bolder().aligned(Align::Right)),
        Block::Space(4.0),
        Block::text(chinese_day(letter.written_on), Style::PLAIN.aligned(Align::Right)),
        Block::Space(30.0),
        Block::text(note, Style::SMALL),
    ]);
    Paper {
        title: format!("{} {}", letter.title, letter.number),
        author: letter.employer.clone(),
        identifier: format!("letter:{}", letter.number),
        made_on: letter.written_on,
        footer: number,
        side_margin: 78.0,
        top_margin: 96.0,
        blocks,
    }
}

fn rows(rows: &[(String, String, String)]) -> Block {
    let column = |title: &str, share| Column { title: title.to_owned(), share, align: Align::Left };
    let dash = |text: &String| if text.is_empty() { "—".to_owned() } else { text.clone() };
    Block::Table(Table {
        columns: vec![column("事项", 0.28), column("变动前", 0.36), column("变动后", 0.36)],
        rows: rows
            .iter()
            .map(|(name, before, after)| Row { cells: vec![name.clone(), dash(before), dash(after)], total: false })
            .collect(),
        style: Style::PLAIN.sized(11.5),
        padding: 8.0,
        label_columns: vec![0],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::page_texts;

    #[test]
    fn a_letter_says_who_what_and_from_when() {
        let letter = Letter {
            title: "调动通知书".into(),
            number: "YD-2026-0001".into(),
            employer: "云程科技（上海）有限公司".into(),
            name: "张明远".into(),
            employee_no: "YC000871".into(),
            sentences: vec!["经研究决定，自2026年12月1日起，您的任职安排调整如下。".into()],
            rows: vec![("部门".into(), "云平台部".into(), "数据智能部".into())],
            written_on: "2026-11-20".parse().unwrap(),
            closing: Closing::Notice,
        };
        let pdf = render(&letter).unwrap();
        assert_eq!(pdf.warnings, []);
        let text = page_texts(&pdf).concat();
        for said in ["调动通知书", "张明远", "YC000871", "数据智能部", "云平台部"] {
            assert!(text.contains(said), "{said} is missing in {text}");
        }
    }
}
