//! What the numbering room takes and gives.

use kernel::{Date, LegalEntityId, OrgUnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::parts::NumberPart;

/// What happens to a number given by hand that does not fit the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnMismatch {
    /// It is taken, and said so.
    Warn,
    /// It is refused.
    Refuse,
}

/// What happens when the digits are used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnOverflow {
    /// No further number: the rule has to be changed.
    Refuse,
    /// The number grows by a digit.
    Widen,
}

/// What stands for an employer in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmployerCode {
    /// Which employer.
    pub legal_entity_id: LegalEntityId,
    /// Its code in numbers.
    #[schema(example = "SH")]
    pub code: String,
}

/// A rule as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberRuleDraft {
    /// For which employer; none for the whole group.
    pub legal_entity_id: Option<LegalEntityId>,
    /// What it is called.
    #[schema(example = "集团统一工号")]
    pub title: String,
    /// The parts in order.
    pub parts: Vec<NumberPart>,
    /// What stands for the group.
    #[serde(default)]
    pub group_code: String,
    /// What stands for each employer.
    #[serde(default)]
    pub employer_codes: Vec<EmployerCode>,
    /// What happens to a number given by hand that does not fit.
    pub on_mismatch: OnMismatch,
    /// What happens when the digits are used up.
    pub on_overflow: OnOverflow,
    /// First day it holds: hires from this day on.
    pub first_day: Date,
}

/// From when on a rule no longer holds.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndNumberRule {
    /// Last day it holds.
    pub last_day: Date,
}

/// Numbers that a rule would make at one employer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NumberExample {
    /// The employer's short name.
    pub employer: String,
    /// The next numbers.
    pub numbers: Vec<String>,
    /// How many are left before the digits are used up.
    pub left: i64,
}

/// What a rule would make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NumberPreview {
    /// By employer.
    pub examples: Vec<NumberExample>,
    /// Numbers in use that the rule reads as its own; they move its counts forward.
    pub known: u64,
    /// Numbers in use that the rule does not read as its own. They stay as they are.
    pub others: u64,
}

/// A rule over some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NumberRuleView {
    /// Which rule.
    pub rule_id: Uuid,
    /// For which employer; none for the whole group.
    #[schema(required)]
    pub legal_entity_id: Option<LegalEntityId>,
    /// The employer's short name.
    #[schema(required)]
    pub employer: Option<String>,
    /// What it is called.
    pub title: String,
    /// The parts in order.
    pub parts: Vec<NumberPart>,
    /// What stands for the group.
    pub group_code: String,
    /// What stands for each employer.
    pub employer_codes: Vec<EmployerCode>,
    /// What happens to a number given by hand that does not fit.
    pub on_mismatch: OnMismatch,
    /// What happens when the digits are used up.
    pub on_overflow: OnOverflow,
    /// First day it holds.
    pub first_day: Date,
    /// Last day it holds.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// `past`, `current` or `planned`.
    pub state: &'static str,
    /// What comes next, by employer; only while it holds.
    pub examples: Vec<NumberExample>,
}

/// A count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CounterView {
    /// What it is counted by: `all`, or such as `employer=SH year=26`.
    pub scope: String,
    /// The place that comes next.
    pub next: i64,
}

/// All rules and counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NumberRuleList {
    /// The rules, those that hold first.
    pub items: Vec<NumberRuleView>,
    /// The counts.
    pub counters: Vec<CounterView>,
}

/// For which hire.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NextNumberQuery {
    /// With which employer.
    pub legal_entity_id: LegalEntityId,
    /// In which unit.
    pub unit_id: OrgUnitId,
    /// First day.
    pub hired_on: Date,
    /// A number given by hand, to be looked at.
    pub number: Option<String>,
}

/// What a hire's number will be, if nobody comes before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NextNumber {
    /// The rule's name; none when no rule holds.
    #[schema(required)]
    pub rule: Option<String>,
    /// The next number.
    #[schema(required)]
    pub number: Option<String>,
    /// Whether the number given by hand fits the rule.
    #[schema(required)]
    pub fits: Option<bool>,
    /// Whether somebody has it already.
    #[schema(required)]
    pub taken: Option<bool>,
    /// Whether a number that does not fit is refused.
    pub refuses: bool,
}
