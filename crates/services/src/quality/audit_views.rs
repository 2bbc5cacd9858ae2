//! What data audits take and give.

use kernel::{AccountId, Date, Instant, LegalEntityId, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::OwnerRef;

/// How often the data is audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditPlanView {
    /// `quarter` or `half_year`.
    pub cadence: String,
    /// Who answers for it.
    #[schema(required)]
    pub owner: Option<OwnerRef>,
    /// Days after the end of the period within which it is signed.
    pub due_days: i32,
    /// Whether it goes on.
    pub active: bool,
}

/// Sets the calendar.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutAuditPlan {
    /// `quarter` or `half_year`.
    #[schema(example = "quarter")]
    pub cadence: String,
    /// Who answers for it.
    pub owner_account_id: Option<AccountId>,
    /// Days after the end of the period within which it is signed: 1 to 90.
    pub due_days: i32,
    /// Whether it goes on.
    pub active: bool,
}

/// An audit in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditSummary {
    /// Which.
    pub id: Uuid,
    /// `2026Q4` or `2026H2`.
    pub period: String,
    /// First day of the period.
    pub first_day: Date,
    /// Last day of the period.
    pub last_day: Date,
    /// `planned`, `open` or `signed`.
    pub state: String,
    /// Until when it is signed.
    pub due_on: Date,
    /// Whether that is past and it is not signed.
    pub overdue: bool,
    /// Who answers for it.
    #[schema(required)]
    pub owner: Option<OwnerRef>,
    /// The group's score at the opening, in tenths.
    #[schema(required)]
    pub score_tenths: Option<i32>,
    /// Items in all.
    pub items: u64,
    /// Items that are closed.
    pub closed: u64,
    /// Open items past their deadline.
    pub late: u64,
}

/// The calendar and the audits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditList {
    /// The calendar; none while nobody has set it.
    #[schema(required)]
    pub plan: Option<AuditPlanView>,
    /// The audits, newest first.
    pub items: Vec<AuditSummary>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A score at the opening of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditFigure {
    /// Which company; none for the group.
    #[schema(required)]
    pub legal_entity_id: Option<LegalEntityId>,
    /// Its short name.
    pub name: String,
    /// Score in tenths.
    #[schema(required)]
    pub score_tenths: Option<i32>,
    /// Records looked at.
    pub checked: i64,
    /// Records faulted.
    pub failed: i64,
}

/// What one company has to mend about one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditItemView {
    /// Which.
    pub id: Uuid,
    /// The company; none for what belongs to the group.
    #[schema(required)]
    pub company: Option<String>,
    /// The company's id, for the list of findings.
    #[schema(required)]
    pub legal_entity_id: Option<LegalEntityId>,
    /// Key of the rule.
    pub rule: String,
    /// Name of the rule.
    pub title: Text,
    /// How to mend it.
    pub mend: Text,
    /// Findings at the opening.
    pub found: i32,
    /// Findings that are open now.
    pub remaining: u64,
    /// Who mends it.
    #[schema(required)]
    pub owner: Option<OwnerRef>,
    /// Until when.
    pub due_on: Date,
    /// Whether that is past and it is open.
    pub overdue: bool,
    /// `open`, `done` or `accepted`.
    pub state: String,
    /// What was done, or why it stays.
    #[schema(required)]
    pub conclusion: Option<String>,
}

/// An audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditDetail {
    /// What stands in the list.
    pub summary: AuditSummary,
    /// The day of the run it was drawn from.
    #[schema(required)]
    pub run_day: Option<Date>,
    /// Scores at the opening: the group first.
    pub figures: Vec<AuditFigure>,
    /// What has to be mended.
    pub items: Vec<AuditItemView>,
    /// What the signer states.
    #[schema(required)]
    pub statement: Option<String>,
    /// Who signed.
    #[schema(required)]
    pub signed_by: Option<String>,
    /// When.
    #[schema(required)]
    pub signed_at: Option<Instant>,
    /// SHA-256 of the signed report.
    #[schema(required)]
    pub report_digest: Option<String>,
}

/// Changes an item; what is not named stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutAuditItem {
    /// Who mends it.
    pub owner_account_id: Option<AccountId>,
    /// Until when.
    pub due_on: Option<Date>,
    /// `open`, `done` or `accepted`.
    pub state: Option<String>,
    /// What was done, or why it stays; needed to close it.
    pub conclusion: Option<String>,
}

/// Signs an audit.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignAudit {
    /// What the signer states.
    pub statement: String,
}
