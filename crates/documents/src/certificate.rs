//! The certificate that employment has ended: 解除（终止）劳动合同证明书.
//!
//! Labour Contract Law art. 50: the employer issues it when the contract is dissolved or ends. Implementing
//! Regulation art. 24: it names the contract term, the date of the end, the position and the years of service
//! with this employer. It waits for nothing and says nothing else: there is no field for a reason, a rating or
//! a settlement, so none can slip in.

use std::fmt;

use kernel::Date;

use crate::pdf::{Align, Block, Column, Fonts, Paper, Pdf, PdfError, Row, Span, Style, Table};
use crate::words::chinese_day;

/// How much of an identity number the paper shows. `Debug` hides it, so that it reaches no log.
#[derive(Clone, PartialEq, Eq)]
pub enum IdentityNumber {
    /// The whole number.
    Full(String),
    /// Its last four characters.
    LastFour(String),
    /// It is not on record. The law does not ask for it, so its lack holds no certificate back.
    NotOnRecord,
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "Full(•••)",
            Self::LastFour(_) => "LastFour(•••)",
            Self::NotOnRecord => "NotOnRecord",
        })
    }
}

/// The term of the (last) labour contract. Days are inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContractTerm {
    /// 固定期限.
    Fixed {
        /// First day.
        first_day: Date,
        /// Last day agreed, whether or not it was reached.
        last_day: Date,
    },
    /// 无固定期限.
    OpenEnded {
        /// First day.
        first_day: Date,
    },
    /// 以完成一定工作任务为期限.
    Task {
        /// First day.
        first_day: Date,
        /// The task, if it is to be named.
        task: Option<String>,
    },
}

impl ContractTerm {
    const fn first_day(&self) -> Date {
        match self {
            Self::Fixed { first_day, .. } | Self::OpenEnded { first_day } | Self::Task { first_day, .. } => *first_day,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Fixed { first_day, last_day } => {
                format!("固定期限\n自{}起至{}止", chinese_day(*first_day), chinese_day(*last_day))
            }
            Self::OpenEnded { first_day } => format!("无固定期限\n自{}起", chinese_day(*first_day)),
            Self::Task { first_day, task } => {
                let task = task.as_deref().filter(|task| !task.trim().is_empty());
                let task = task.map_or_else(String::new, |task| format!("：{}", task.trim()));
                format!("以完成一定工作任务为期限{task}\n自{}起", chinese_day(*first_day))
            }
        }
    }
}

/// Service with this employer (本单位工作年限) in full years and months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceYears {
    /// Full years.
    pub years: u32,
    /// Full months beyond them, 0 to 11.
    pub months: u32,
}

impl ServiceYears {
    /// From the first to the last day of employment, both included. Days beyond full months are left out.
    /// Service taken over from another employer (Implementing Regulation art. 10) is to be added by the caller.
    pub fn between(first_day: Date, last_day: Date) -> Self {
        let end = last_day.succ_opt().unwrap_or(last_day);
        // The n-th month is full when its anniversary has come; at month ends the anniversary is the last day.
        let full =
            |months: u32| first_day.checked_add_months(chrono::Months::new(months)).is_some_and(|day| day <= end);
        let months = (1..12 * 150).take_while(|months| full(*months)).last().unwrap_or(0);
        Self { years: months / 12, months: months % 12 }
    }

    fn text(self) -> String {
        match (self.years, self.months) {
            (0, 0) => "不足1个月".to_owned(),
            (0, months) => format!("{months}个月"),
            (years, 0) => format!("{years}年"),
            (years, months) => format!("{years}年{months}个月"),
        }
    }
}

/// Where anyone can check that the paper is genuine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Address of the public page; it shows only whether the certificate is valid.
    pub url: String,
    /// Short code to type in by hand.
    pub short_code: String,
}

/// The mark of the electronic signature. The signature itself covers the bytes of the file and is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureMark {
    /// Algorithm, as `Ed25519`.
    pub algorithm: String,
    /// Identifier of the key.
    pub key_id: String,
}

/// Everything that the certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingCertificate {
    /// Number of the certificate, unique at this employer.
    pub number: String,
    /// Full registered name of the employer.
    pub employer: String,
    /// Its unified social credit code; blank where it is not on record, which holds no certificate back.
    pub social_credit_code: String,
    /// Name of the person.
    pub name: String,
    /// Kind of the identity document, as `居民身份证`.
    pub identity_document: String,
    /// Its number, as far as it is shown.
    pub identity_number: IdentityNumber,
    /// Term of the (last) contract.
    pub term: ContractTerm,
    /// Last day of employment.
    pub ended_on: Date,
    /// Position at the end.
    pub position: String,
    /// Service with this employer.
    pub service: ServiceYears,
    /// Day of issue.
    pub issued_on: Date,
    /// Where it can be checked.
    pub verification: Verification,
    /// Who signs it electronically.
    pub signature: SignatureMark,
}

/// Why a certificate cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// A fact that the law requires is blank.
    #[error("the certificate needs: {0}")]
    Missing(&'static str),
    /// Employment would have ended before the contract began.
    #[error("employment ends before the contract begins")]
    EndsBeforeItBegins,
    /// The paper could not be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// Makes the certificate with the embedded font.
pub fn render(certificate: &LeavingCertificate) -> Result<Pdf, CertificateError> {
    render_with(certificate, &Fonts::default())
}

/// Makes the certificate; `fonts` may add one for rare characters in names.
pub fn render_with(certificate: &LeavingCertificate, fonts: &Fonts) -> Result<Pdf, CertificateError> {
    check(certificate)?;
    Ok(paper(certificate).render(fonts)?)
}

fn check(certificate: &LeavingCertificate) -> Result<(), CertificateError> {
    let blank = match &certificate.identity_number {
        IdentityNumber::Full(number) | IdentityNumber::LastFour(number) => number.trim().is_empty(),
        IdentityNumber::NotOnRecord => false,
    };
    if blank {
        return Err(CertificateError::Missing("identity_number"));
    }
    let required = [
        ("number", &certificate.number),
        ("employer", &certificate.employer),
        ("name", &certificate.name),
        ("identity_document", &certificate.identity_document),
        ("position", &certificate.position),
        ("verification.url", &certificate.verification.url),
        ("verification.short_code", &certificate.verification.short_code),
        ("signature.key_id", &certificate.signature.key_id),
    ];
    if let Some((field, _)) = required.into_iter().find(|(_, text)| text.trim().is_empty()) {
        return Err(CertificateError::Missing(field));
    }
    if certificate.ended_on < certificate.term.first_day() {
        return Err(CertificateError::EndsBeforeItBegins);
    }
    Ok(())
}

const TITLE: &str = "解除（终止）劳动合同证明书";

fn paper(certificate: &LeavingCertificate) -> Paper {
    let number = format!("编号：{}", certificate.number.trim());
    let title = Style { size: 22.0, leading: 1.5, spacing: 0.06, indent: 0.0, ..Style::BODY };
    Paper {
        title: format!("{TITLE} {}", certificate.number.trim()),
        author: certificate.employer.trim().to_owned(),
        identifier: format!("leaving-certificate:{}", certificate.number.trim()),
        made_on: certificate.issued_on,
        footer: number.clone(),
        side_margin: 78.0,
        top_margin: 96.0,
        blocks: vec![
            Block::Heading { level: 1, text: TITLE.to_owned(), style: title.bolder().aligned(Align::Center) },
            Block::Space(14.0),
            Block::text(number, Style::PLAIN.aligned(Align::Right)),
            Block::Space(18.0),
            statement(certificate),
            Block::Space(14.0),
            facts(certificate),
            Block::Space(16.0),
            Block::text("特此证明。", Style::BODY),
            Block::Space(28.0),
            foot(certificate),
            Block::Space(26.0),
            Block::text("注：本证明书一式两份，用人单位与劳动者各执一份，具有同等效力。", Style::SMALL),
        ],
    }
}

fn statement(certificate: &LeavingCertificate) -> Block {
    let document = certificate.identity_document.trim();
    let identity = match &certificate.identity_number {
        IdentityNumber::Full(number) => format!("（{document}号码：{}）", number.trim()),
        IdentityNumber::LastFour(number) => format!("（{document}号码后四位：{}）", number.trim()),
        IdentityNumber::NotOnRecord => String::new(),
    };
    let spans = vec![
        Span::plain("兹证明 "),
        Span::bold(certificate.name.trim()),
        Span::plain(format!("{identity}原系本单位员工，其与本单位的劳动合同已于 ")),
        Span::bold(chinese_day(certificate.ended_on)),
        Span::plain(
            " 解除（终止）。现根据《中华人民共和国劳动合同法》第五十条、《中华人民共和国劳动合同法实施条例》\
             第二十四条的规定，出具证明如下：",
        ),
    ];
    Block::Paragraph { spans, style: Style::BODY }
}

fn facts(certificate: &LeavingCertificate) -> Block {
    let rows = [
        ("劳动合同期限", certificate.term.text()),
        ("劳动合同解除（终止）日期", chinese_day(certificate.ended_on)),
        ("工作岗位", certificate.position.trim().to_owned()),
        ("在本单位工作年限", certificate.service.text()),
    ];
    let column = |share| Column { title: String::new(), share, align: Align::Left };
    Block::Table(Table {
        columns: vec![column(0.37), column(0.63)],
        rows: rows.map(|(label, value)| Row { cells: vec![label.to_owned(), value], total: false }).to_vec(),
        style: Style::PLAIN.sized(11.5),
        padding: 9.0,
        label_columns: vec![0],
    })
}

/// At the left how to check the paper, at the right who issues it.
fn foot(certificate: &LeavingCertificate) -> Block {
    let LeavingCertificate { verification, signature, employer, social_credit_code, issued_on, .. } = certificate;
    foot_of(verification, signature, (employer, social_credit_code), *issued_on)
}

/// The same for every paper that is signed and verified this way.
pub(crate) fn foot_of(
    verification: &Verification,
    signature: &SignatureMark,
    (employer, social_credit_code): (&str, &str),
    issued_on: Date,
) -> Block {
    let Verification { url, short_code } = verification;
    let (url, short_code) = (url.trim().to_owned(), short_code.trim());
    let check = vec![
        Block::text("扫码或登录网址验证真伪", Style::PLAIN.bolder()),
        Block::Space(7.0),
        Block::Qr { text: url.clone(), description: format!("二维码，打开验证页面 {url}"), side: 86.0 },
        Block::Space(6.0),
        Block::text(format!("验证码：{short_code}"), Style::SMALL),
        Block::Link { url, style: Style::SMALL.sized(7.5) },
    ];
    let SignatureMark { algorithm, key_id } = signature;
    let small = Style::SMALL.sized(8.5);
    let seal = Block::Framed(vec![
        Block::text("盖章处（电子签章）", Style::PLAIN.bolder().aligned(Align::Center)),
        Block::Space(3.0),
        Block::text(format!("签名算法：{}\n密钥标识：{}", algorithm.trim(), key_id.trim()), small),
        Block::text("本证明书经用人单位电子签名，可在左侧网址验证签名真实、内容未被改动。", small),
    ]);
    let mut issuer = vec![Block::text(format!("用人单位：{}", employer.trim()), Style::PLAIN.bolder())];
    let code = social_credit_code.trim();
    if !code.is_empty() {
        issuer.push(Block::text(format!("统一社会信用代码：{code}"), Style::PLAIN));
    }
    issuer.extend([
        Block::text(format!("出具日期：{}", chinese_day(issued_on)), Style::PLAIN),
        Block::Space(8.0),
        seal,
    ]);
    Block::Sides { left: check, right: issuer, left_share: 0.46, gap: 14.0 }
}

#[cfg(test)]
mod tests;
