//! Proofs of employment 在职证明 and of income 收入证明: what a bank, a landlord or a consulate asks for. They say what
//! the records say and nothing else; they carry the same marks as the certificate of leaving.

use kernel::{Date, Money};

use crate::certificate::{CertificateError, IdentityNumber, SignatureMark, Verification};
use crate::pdf::{Align, Block, Fonts, Paper, Pdf, Span, Style};
use crate::words::chinese_day;

/// What is proven beside the employment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proven {
    /// That the person works here.
    Employment,
    /// What the person earns.
    Income {
        /// Base pay of a month.
        monthly: Money,
        /// Average over the last full months, with how many they are.
        average: Option<(Money, u32)>,
    },
}

/// Everything that a proof says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Number, unique at this employer.
    pub number: String,
    /// Full registered name of the employer.
    pub employer: String,
    /// Its unified social credit code; blank where it is not on record.
    pub social_credit_code: String,
    /// Name of the person.
    pub name: String,
    /// Number of the identity document, as far as it is shown.
    pub identity_number: IdentityNumber,
    /// First day of the employment.
    pub since: Date,
    /// Position.
    pub position: String,
    /// For whom it is meant, as `办理签证`.
    pub purpose: String,
    /// What is proven.
    pub proven: Proven,
    /// Day of issue.
    pub issued_on: Date,
    /// Where it can be checked.
    pub verification: Verification,
    /// Who signs it electronically.
    pub signature: SignatureMark,
}

/// Makes the proof with the embedded font.
///
/// # Errors
/// Refuses blank facts and a paper that cannot be made.
pub fn render(proof: &Proof) -> Result<Pdf, CertificateError> {
    let required = [
        ("number", &proof.number),
        ("employer", &proof.employer),
        ("name", &proof.name),
        ("position", &proof.position),
        ("purpose", &proof.purpose),
        ("verification.url", &proof.verification.url),
        ("signature.key_id", &proof.signature.key_id),
    ];
    if let Some((field, _)) = required.into_iter().find(|(_, text)| text.trim().is_empty()) {
        return Err(CertificateError::Missing(field));
    }
    Ok(paper(proof).render(&Fonts::default())?)
}

fn paper(proof: &Proof) -> Paper {
    let title = match proof.proven {
        Proven::Employment => "在职证明",
        Proven::Income { .. } => "收入证明",
    };
    let number = format!("编号：{}", proof.number.trim());
    let heading = Style { size: 22.0, leading: 1.5, spacing: 0.06, indent: 0.0, ..Style::BODY };
    Paper {
        title: format!("{title} {}", proof.number.trim()),
        author: proof.employer.trim().to_owned(),
        identifier: format!("proof:{}", proof.number.trim()),
        made_on: proof.issued_on,
        footer: number.clone(),
        side_margin: 78.0,
        top_margin: 96.0,
        blocks: vec![
            Block::Heading { level: 1, text: title.to_owned(), style: heading.bolder().aligned(Align::Center) },
            Block::Space(14.0),
            Block::text(number, Style::PLAIN.aligned(Align::Right)),
            Block::Space(18.0),
            statement(proof),
            Block::Space(10.0),
            Block::text(format!("本证明仅用于{}。", proof.purpose.trim()), Style::BODY),
            Block::Space(10.0),
            Block::text("特此证明。", Style::BODY),
            Block::Space(28.0),
            crate::certificate::foot_of(
                &proof.verification,
                &proof.signature,
                (&proof.employer, &proof.social_credit_code),
                proof.issued_on,
            ),
        ],
    }
}

fn statement(proof: &Proof) -> Block {
    let identity = match &proof.identity_number {
        IdentityNumber::Full(number) => format!("（居民身份证号码：{}）", number.trim()),
        IdentityNumber::LastFour(number) => format!("（居民身份证号码后四位：{}）", number.trim()),
        IdentityNumber::NotOnRecord => String::new(),
    };
    let mut spans = vec![
        Span::plain("兹证明 "),
        Span::bold(proof.name.trim()),
        Span::plain(format!("{identity}自 {} 起在本单位工作，现任", chinese_day(proof.since))),
        Span::bold(proof.position.trim()),
        Span::plain("。"),
    ];
    if let Proven::Income { monthly, average } = &proof.proven {
        spans.push(Span::plain(format!("目前每月税前基本工资为人民币 {monthly} 元")));
        if let Some((average, months)) = average {
            spans.push(Span::plain(format!("，最近 {months} 个月平均为 {average} 元")));
        }
        spans.push(Span::plain("。"));
    }
    Block::Paragraph { spans, style: Style::BODY }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(proven: Proven) -> Proof {
        Proof {
            number: "ZM-2026-000001".into(),
            employer: "云程科技（上海）有限公司".into(),
            social_credit_code: String::new(),
            name: "张明远".into(),
            identity_number: IdentityNumber::LastFour("1234".into()),
            since: "2022-03-01".parse().unwrap(),
            position: "高级后端工程师".into(),
            purpose: "办理签证".into(),
            proven,
            issued_on: "2026-11-20".parse().unwrap(),
            verification: Verification { url: "https://hr.example/verify/x".into(), short_code: "abcd1234".into() },
            signature: SignatureMark { algorithm: "Ed25519".into(), key_id: "k1".into() },
        }
    }

    #[test]
    fn a_proof_is_a_pdf_and_the_same_facts_make_the_same_bytes() {
        let income =
            Proven::Income { monthly: Money::from_fen(2_860_000), average: Some((Money::from_fen(2_800_000), 12)) };
        let first = render(&proof(income.clone())).unwrap();
        assert!(first.bytes.starts_with(b"%PDF"));
        assert_eq!(first.bytes, render(&proof(income)).unwrap().bytes);
    }

    #[test]
    fn a_proof_without_a_purpose_is_refused() {
        let blank = Proof { purpose: " ".into(), ..proof(Proven::Employment) };
        assert_eq!(render(&blank).unwrap_err(), CertificateError::Missing("purpose"));
    }
}
