//! What data quality takes and gives.

use access::Shown;
use kernel::{AccountId, Date, Instant, LegalEntityId, PersonId, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A run of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QualityRunView {
    /// Which.
    pub id: Uuid,
    /// The day that was looked at.
    pub day: Date,
    /// `queued`, `running`, `done` or `failed`.
    pub state: String,
    /// Rules that are done.
    pub step: i32,
    /// Rules in all.
    pub steps: i32,
    /// Persons employed on the day.
    pub checked: i32,
    /// What went wrong: code of a problem.
    #[schema(required)]
    pub problem: Option<String>,
    /// When it was asked for.
    pub started_at: Instant,
    /// When it ended.
    #[schema(required)]
    pub finished_at: Option<Instant>,
}

/// Of which company.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct QualityQuery {
    /// Counts of the rules for this company; for the whole group unless told.
    pub legal_entity_id: Option<LegalEntityId>,
}

/// How good a company's data is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompanyQuality {
    /// Which company.
    pub legal_entity_id: LegalEntityId,
    /// Its short name.
    pub name: String,
    /// Score in tenths: 987 is 98.7.
    #[schema(required)]
    pub score_tenths: Option<i32>,
    /// The same a month before.
    #[schema(required)]
    pub before_tenths: Option<i32>,
    /// Findings that are open.
    pub open: u64,
    /// Open findings past their deadline.
    pub overdue: u64,
}

/// What one rule says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RuleQuality {
    /// Key of the rule.
    pub key: String,
    /// Its name.
    pub title: Text,
    /// What is wrong when it faults a record.
    pub definition: Text,
    /// How to mend it.
    pub mend: Text,
    /// The law behind it.
    #[schema(required)]
    pub law: Option<String>,
    /// Where it is mended: `person`, `unit`, `codes` or `duplicates`.
    pub link: String,
    /// Its part in the score.
    pub weight: u32,
    /// Records looked at.
    pub checked: i64,
    /// Records faulted, accepted ones left out.
    pub failed: i64,
    /// Findings that are open.
    pub open: u64,
    /// Whether the caller may see its findings at all.
    pub readable: bool,
}

/// A score of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QualityPoint {
    /// The month, `2026-11`.
    pub month: String,
    /// Which company; none for the group.
    #[schema(required)]
    pub legal_entity_id: Option<LegalEntityId>,
    /// Score in tenths.
    pub score_tenths: i32,
}

/// The state of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QualityOverview {
    /// The last run that ended well.
    #[schema(required)]
    pub run: Option<QualityRunView>,
    /// A run that waits or runs.
    #[schema(required)]
    pub running: Option<QualityRunView>,
    /// How a score is computed.
    pub definition: Text,
    /// The group's score in tenths.
    #[schema(required)]
    pub score_tenths: Option<i32>,
    /// Company by company.
    pub companies: Vec<CompanyQuality>,
    /// Rule by rule, worst first.
    pub rules: Vec<RuleQuality>,
    /// Scores by month, oldest first.
    pub trend: Vec<QualityPoint>,
}

/// Which findings.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FindingQuery {
    /// Of this rule.
    pub rule: Option<String>,
    /// Of this company.
    pub legal_entity_id: Option<LegalEntityId>,
    /// `open` unless told, else `fixed` or `accepted`.
    pub state: Option<String>,
    /// Only those given to the caller.
    pub mine: Option<bool>,
    /// Only those past their deadline.
    pub overdue: Option<bool>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
}

/// Who mends something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnerRef {
    /// Which account.
    pub account_id: AccountId,
    /// Name on the page.
    pub name: String,
}

/// Accounts that something can be given to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnerList {
    /// The accounts, by name.
    pub items: Vec<OwnerRef>,
}

/// A finding.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FindingView {
    /// Which.
    pub id: Uuid,
    /// By which rule.
    pub rule: String,
    /// Name of the rule.
    pub title: Text,
    /// How to mend it.
    pub mend: Text,
    /// Where: `person`, `unit`, `codes` or `duplicates`.
    pub link: String,
    /// Whom it is about.
    #[schema(required)]
    pub person_id: Option<PersonId>,
    /// The person's name, or the unit's.
    #[schema(required)]
    pub name: Option<String>,
    /// Of which company.
    #[schema(required)]
    pub company: Option<String>,
    /// What is wrong, by name: `days`, `code`, `day`, `why`, `number`, `unit`.
    #[schema(value_type = Option<Object>, required)]
    pub detail: Shown<Option<serde_json::Value>>,
    /// `open`, `fixed` or `accepted`.
    pub state: String,
    /// When it was found.
    pub opened_on: Date,
    /// When it was gone, or accepted.
    #[schema(required)]
    pub closed_on: Option<Date>,
    /// Who mends it.
    #[schema(required)]
    pub owner: Option<OwnerRef>,
    /// Until when.
    #[schema(required)]
    pub due_on: Option<Date>,
    /// Whether that is past.
    pub overdue: bool,
    /// Why it was accepted.
    #[schema(value_type = Option<String>, required)]
    pub note: Shown<Option<String>>,
}

/// A page of findings.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FindingList {
    /// The findings.
    pub items: Vec<FindingView>,
    /// Pass it as `cursor` for what follows; `null` at the end.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// How many there are.
    pub total: u64,
}

/// Gives findings to somebody.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignFindings {
    /// These findings; all open ones of the rule and company below when empty.
    #[serde(default)]
    pub ids: Vec<Uuid>,
    /// Of this rule.
    pub rule: Option<String>,
    /// Of this company.
    pub legal_entity_id: Option<LegalEntityId>,
    /// To whom.
    pub owner_account_id: AccountId,
    /// Until when.
    pub due_on: Date,
}

/// How many findings were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Assigned {
    /// So many.
    pub count: u64,
}

/// Leaves a finding as it is.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptFinding {
    /// Why it stays.
    pub note: String,
}
