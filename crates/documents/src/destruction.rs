//! The certificate of destruction: 档案销毁证明. What was destroyed, why it could be, and by which two people.

use kernel::Date;

use crate::pdf::{Align, Block, Column, Fonts, Paper, Pdf, PdfError, Row, Style, Table};
use crate::words::chinese_day;

/// One destroyed document. No title: what it said is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DestroyedDocument {
    /// Name and employee number of the person, as `张明远 YC2`.
    pub person: String,
    /// Category, as `劳动合同`.
    pub category: String,
    /// Day of filing.
    pub filed_on: Date,
    /// First day on which it was no longer kept.
    pub kept_until: Date,
    /// Number of versions.
    pub versions: u32,
    /// Digest that can prove later which document it was.
    pub digest: String,
}

/// Everything that the certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DestructionCertificate {
    /// Its number, as `XH-2026-0001`.
    pub number: String,
    /// Why.
    pub reason: String,
    /// Who proposed.
    pub proposed_by: String,
    /// When, as text in the group's zone.
    pub proposed_at: String,
    /// Who approved and so destroyed.
    pub approved_by: String,
    /// When.
    pub approved_at: String,
    /// Day of the certificate.
    pub issued_on: Date,
    /// What.
    pub documents: Vec<DestroyedDocument>,
    /// The key that signs the file.
    pub key_id: String,
}

/// Makes the file.
///
/// # Errors
/// Those of [`Paper::render`].
pub fn render(certificate: &DestructionCertificate) -> Result<Pdf, PdfError> {
    paper(certificate).render(&Fonts::default())
}

fn paper(certificate: &DestructionCertificate) -> Paper {
    let title = Style { indent: 0.0, ..Style::BODY }.sized(20.0).bolder().aligned(Align::Center);
    let count = certificate.documents.len();
    let blocks = vec![
        Block::Heading { level: 1, text: "档案销毁证明".to_owned(), style: title },
        Block::Space(6.0),
        Block::text(format!("编号：{}", certificate.number), Style::PLAIN.aligned(Align::Right)),
        Block::Space(8.0),
        Block::text(
            format!(
                "下列员工档案材料共 {count} 份，保管期限已满，且不在封存范围内，经两人分别提出与批准后销毁。\
                 文件内容、检索索引已一并删除且不可恢复，系统仅保留摘要，用于日后核对。"
            ),
            Style::BODY,
        ),
        Block::Space(8.0),
        facts(certificate),
        Block::Space(12.0),
        list(certificate),
        Block::Space(14.0),
        Block::text(
            format!("签发日期：{}　　签名密钥：{}（Ed25519）", chinese_day(certificate.issued_on), certificate.key_id),
            Style::SMALL,
        ),
    ];
    Paper {
        title: format!("档案销毁证明 {}", certificate.number),
        author: "Renhe 人和".to_owned(),
        identifier: format!("destruction:{}", certificate.number),
        made_on: certificate.issued_on,
        footer: format!("档案销毁证明 {}", certificate.number),
        side_margin: 56.0,
        top_margin: 64.0,
        blocks,
    }
}

fn facts(certificate: &DestructionCertificate) -> Block {
    let column = |share| Column { title: String::new(), share, align: Align::Left };
    let row = |cells: [&str; 4]| Row { cells: cells.map(str::to_owned).to_vec(), total: false };
    Block::Table(Table {
        columns: vec![column(0.14), column(0.36), column(0.14), column(0.36)],
        rows: vec![
            row(["提出人", &certificate.proposed_by, "提出时间", &certificate.proposed_at]),
            row(["批准人", &certificate.approved_by, "批准时间", &certificate.approved_at]),
            row(["销毁原因", &certificate.reason, "份数", &certificate.documents.len().to_string()]),
        ],
        style: Style::PLAIN.sized(10.0),
        padding: 4.0,
        label_columns: vec![0, 2],
    })
}

fn list(certificate: &DestructionCertificate) -> Block {
    let column = |title: &str, share| Column { title: title.to_owned(), share, align: Align::Left };
    let row = |document: &DestroyedDocument| Row {
        cells: vec![
            document.person.clone(),
            document.category.clone(),
            document.filed_on.to_string(),
            document.kept_until.to_string(),
            document.versions.to_string(),
            document.digest.clone(),
        ],
        total: false,
    };
    Block::Table(Table {
        columns: vec![
            column("人员", 0.2),
            column("材料类别", 0.18),
            column("归档日期", 0.14),
            column("期满日期", 0.14),
            column("版本", 0.08),
            column("摘要", 0.26),
        ],
        rows: certificate.documents.iter().map(row).collect(),
        style: Style::PLAIN.sized(8.5),
        padding: 3.0,
        label_columns: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, text_of};

    #[test]
    fn the_certificate_names_both_people_and_every_document() {
        let day = |text: &str| text.parse().unwrap();
        let document = |person: &str| DestroyedDocument {
            person: person.to_owned(),
            category: "身份证件".to_owned(),
            filed_on: day("2020-03-02"),
            kept_until: day("2026-10-01"),
            versions: 2,
            digest: "9f1c2a7b".to_owned(),
        };
        let certificate = DestructionCertificate {
            number: "XH-2026-0007".to_owned(),
            reason: "保管期满".to_owned(),
            proposed_by: "韩雪".to_owned(),
            proposed_at: "2026-11-20 16:00".to_owned(),
            approved_by: "沈岚".to_owned(),
            approved_at: "2026-11-21 09:30".to_owned(),
            issued_on: day("2026-11-21"),
            documents: (0..60).map(|n| document(&format!("张三{n}"))).collect(),
            key_id: "abcd".to_owned(),
        };
        let text = text_of(Kind::Pdf, &render(&certificate).unwrap().bytes).unwrap().replace([' ', '\n'], "");
        for wanted in ["XH-2026-0007", "韩雪", "沈岚", "共60份", "张三59", "9f1c2a7b", "保管期满"] {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
    }
}
