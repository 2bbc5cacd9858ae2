//! When an open-ended contract must be offered.

use kernel::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::LCL_14_2;
use crate::exact::plain;
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// Facts at the end of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenEndedFacts {
    /// Fixed terms signed in a row since 2008, the present one included. An extension by a year or more, an automatic
    /// renewal and a swap of group employers count (法释〔2025〕12号 art. 10).
    pub fixed_contracts_signed: u32,
    /// Years of continuous service here.
    pub continuous_years: Decimal,
    /// Whether a case of art. 39 or art. 40 items 1 and 2 exists.
    pub art39_40_exception: bool,
    /// Whether the person asked for a fixed term.
    pub employee_asked_fixed: bool,
}

/// Why it must, or need not, be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum OpenEndedGround {
    /// Long continuous service, art. 14 para. 2 item 1.
    #[serde(rename = "art14_2_1")]
    LongService,
    /// Two fixed terms in a row, art. 14 para. 2 item 3.
    #[serde(rename = "art14_2_3")]
    TwoFixedTerms,
    /// It would be due, but the person chose a fixed term.
    #[serde(rename = "employee_chose_fixed")]
    EmployeeChoseFixed,
    /// Two fixed terms, but a case of art. 39 or 40 exists.
    #[serde(rename = "art39_40_exception")]
    Exception,
    /// Nothing makes it due yet.
    #[serde(rename = "none")]
    NotDue,
}

impl OpenEndedGround {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LongService => "art14_2_1",
            Self::TwoFixedTerms => "art14_2_3",
            Self::EmployeeChoseFixed => "employee_chose_fixed",
            Self::Exception => "art39_40_exception",
            Self::NotDue => "none",
        }
    }
}

/// Whether an open-ended contract must be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OpenEndedDue {
    /// Whether it must be offered.
    pub must_offer: bool,
    /// Why.
    pub ground: OpenEndedGround,
}

/// `contract.open_ended`: from when on an open-ended contract is due. Labour Contract Law art. 14 para. 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct OpenEndedRule {
    /// Years of continuous service.
    pub continuous_years: u32,
    /// Fixed terms in a row.
    pub fixed_contracts: u32,
}

/// The rule in force on a day, for whoever looks for the persons it concerns.
///
/// # Errors
/// Refuses days before the law.
pub fn open_ended_rule(law: &Parameters, on: Date) -> Result<OpenEndedRule, Refusal> {
    law.national("contract.open_ended", on)?.shape()
}

/// A formula says what is so, not what was asked.
const fn reaches(yes: bool) -> &'static str {
    if yes { "≥" } else { "<" }
}

/// Whether an open-ended contract must be offered. Labour Contract Law art. 14 para. 2.
///
/// # Errors
/// Refuses days before the law.
pub fn open_ended_due(law: &Parameters, facts: &OpenEndedFacts, on: Date) -> Result<Explained<OpenEndedDue>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("contract.open_ended", on)?;
    sheet.uses(row);
    let rule: OpenEndedRule = row.shape()?;
    let long = facts.continuous_years >= Decimal::from(rule.continuous_years);
    let twice = facts.fixed_contracts_signed >= rule.fixed_contracts;
    let ground = match (long, twice, facts.art39_40_exception, facts.employee_asked_fixed) {
        (true, _, _, true) | (_, true, false, true) => OpenEndedGround::EmployeeChoseFixed,
        (true, _, _, false) => OpenEndedGround::LongService,
        (false, true, false, false) => OpenEndedGround::TwoFixedTerms,
        (false, true, true, _) => OpenEndedGround::Exception,
        (false, false, _, _) => OpenEndedGround::NotDue,
    };
    let must_offer = matches!(ground, OpenEndedGround::LongService | OpenEndedGround::TwoFixedTerms);
    let (years, terms) = (plain(facts.continuous_years), facts.fixed_contracts_signed);
    let (zh, en) = if must_offer { ("应当", "must be offered") } else { ("不必", "need not be offered") };
    sheet.step(
        format!(
            "连续工作 {years} 年（满 {} 年），连续订立固定期限合同 {terms} 次（满 {} 次）：{zh}订立无固定期限合同。",
            rule.continuous_years, rule.fixed_contracts
        ),
        format!(
            "{years} years in a row (of {}), {terms} fixed terms (of {}): an open-ended contract {en}.",
            rule.continuous_years, rule.fixed_contracts
        ),
        format!(
            "{years} {} {}; {terms} {} {}",
            reaches(long),
            rule.continuous_years,
            reaches(twice),
            rule.fixed_contracts
        ),
        ground.as_str(),
        &[LCL_14_2],
    );
    Ok(sheet.done(OpenEndedDue { must_offer, ground }))
}
