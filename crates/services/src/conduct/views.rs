//! What the conduct room takes and gives.

use access::Shown;
use kernel::{Date, Instant, LegalEntityId, Money, OrgUnitId, PersonId, Sensitive};
use rules::ProtectedInfo;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::approvals::ApprovalView;
use crate::people::{EntityRef, PersonRef, UnitRef};

/// A new version of a work rule.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkRule {
    /// A further version of this rule; else a new rule.
    pub rule_id: Option<Uuid>,
    /// What it is called.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Whether it touches the interests of the staff.
    pub touches_staff: bool,
    /// For which employer; all of them when none is named.
    pub legal_entity_id: Option<LegalEntityId>,
}

/// A step of the consultation.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRuleStep {
    /// Code of list `work_rule_step`.
    pub kind: String,
    /// On which day.
    pub day: Date,
    /// Who took part, what was said, where the paper is.
    pub detail: String,
}

/// Publication.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishWorkRule {
    /// First day on which it holds.
    pub effective_on: Date,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RuleStepView {
    /// Code of list `work_rule_step`.
    pub kind: String,
    /// On which day.
    pub day: Date,
    /// Who took part, what was said, where the paper is.
    pub detail: String,
    /// When Renhe wrote it.
    pub recorded_at: Instant,
}

/// How many have acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct AcknowledgementCount {
    /// Employed in the caller's scope.
    pub employed: u64,
    /// Of these, how many have not acknowledged.
    pub missing: u64,
}

/// A version of a work rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WorkRuleView {
    /// Which version.
    pub id: Uuid,
    /// Versions of one rule carry this id.
    pub rule_id: Uuid,
    /// Number of the version.
    pub version: i32,
    /// What it is called.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Whether art. 4 wants it discussed.
    pub touches_staff: bool,
    /// For which employer.
    #[schema(required)]
    pub legal_entity: Option<EntityRef>,
    /// `draft`, `published` or `replaced`.
    pub state: String,
    /// Day on which it was made known.
    #[schema(required)]
    pub published_on: Option<Date>,
    /// First day on which it holds.
    #[schema(required)]
    pub effective_on: Option<Date>,
    /// The steps of the consultation.
    pub steps: Vec<RuleStepView>,
    /// Codes of the steps that are still missing before publication.
    pub missing_steps: Vec<&'static str>,
    /// For whoever maintains it.
    #[schema(required)]
    pub acknowledgements: Option<AcknowledgementCount>,
    /// When the caller acknowledged it.
    #[schema(required)]
    pub acknowledged_at: Option<Instant>,
    /// Whether the caller is asked to.
    pub to_acknowledge: bool,
}

/// Work rules, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WorkRuleList {
    /// The versions.
    pub items: Vec<WorkRuleView>,
}

/// Somebody who has not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnacknowledgedView {
    /// Who.
    pub person: PersonRef,
    /// Employee number.
    pub employee_no: String,
    /// Unit.
    pub unit: UnitRef,
}

/// A measure that is proposed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDiscipline {
    /// Against whom.
    pub person_id: PersonId,
    /// Under which version of which rule.
    pub work_rule_id: Uuid,
    /// Which clause.
    pub clause: String,
    /// Code of list `discipline_measure`.
    pub measure: String,
    /// Day of the incident.
    pub incident_on: Date,
    /// What happened, and the evidence.
    #[schema(value_type = String)]
    pub facts: Sensitive<String>,
}

/// What the person said.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hearing {
    /// Day of the hearing.
    pub day: Date,
    /// What the person said.
    #[schema(value_type = String)]
    pub said: Sensitive<String>,
}

/// The union was told of the reasons.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnionNotice {
    /// On which day.
    pub day: Date,
    /// What the union said.
    #[schema(value_type = Option<String>)]
    pub answer: Option<Sensitive<String>>,
}

/// A measure is dropped.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DropDiscipline {
    /// Why.
    pub reason: String,
}

/// A measure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DisciplineView {
    /// Which.
    pub id: Uuid,
    /// Against whom.
    pub person: PersonRef,
    /// The rule, with its version.
    pub rule_title: String,
    /// Number of the version.
    pub rule_version: i32,
    /// When the person acknowledged it.
    #[schema(required)]
    pub acknowledged_at: Option<Instant>,
    /// Which clause.
    #[schema(value_type = Option<String>, required)]
    pub clause: Shown<String>,
    /// What is proposed.
    #[schema(value_type = Option<String>, required)]
    pub measure: Shown<String>,
    /// Day of the incident.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub incident_on: Shown<Date>,
    /// What happened.
    #[schema(value_type = Option<String>, required)]
    pub facts: Shown<String>,
    /// `open`, `asked`, `imposed` or `dropped`.
    #[schema(value_type = Option<String>, required)]
    pub state: Shown<String>,
    /// Day of the hearing.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub heard_on: Shown<Option<Date>>,
    /// What the person said.
    #[schema(value_type = Option<String>, required)]
    pub hearing: Shown<Option<String>>,
    /// Day on which the union was told.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub union_on: Shown<Option<Date>>,
    /// What the union said.
    #[schema(value_type = Option<String>, required)]
    pub union_answer: Shown<Option<String>>,
    /// Day on which it was imposed or dropped.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub ended_on: Shown<Option<Date>>,
    /// What is missing before it can be proposed: `hearing`, `union`.
    pub missing: Vec<&'static str>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// A measure with the question about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DisciplinePage {
    /// The measure.
    pub measure: DisciplineView,
    /// Who is asked, once it was proposed.
    #[schema(required)]
    pub approval: Option<ApprovalView>,
}

/// Measures, the newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DisciplineList {
    /// The measures, at most 500.
    pub items: Vec<DisciplineView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// What a unit may spend in a year.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutAwardBudget {
    /// Which unit.
    pub unit_id: OrgUnitId,
    /// Year.
    pub year: i32,
    /// How much.
    #[schema(value_type = i64)]
    pub amount_fen: Sensitive<Money>,
}

/// A proposed award.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAward {
    /// To whom.
    pub person_id: PersonId,
    /// Code of list `award_kind`.
    pub kind: String,
    /// For what.
    pub title: String,
    /// How much; nothing for an honour.
    #[schema(value_type = i64)]
    pub amount_fen: Sensitive<Money>,
    /// Day of the award.
    pub day: Date,
}

/// A budget with what is left of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AwardBudgetView {
    /// Unit.
    pub unit: UnitRef,
    /// Year.
    pub year: i32,
    /// How much.
    #[schema(value_type = Option<i64>, required)]
    pub amount_fen: Shown<Money>,
    /// Granted and asked for.
    #[schema(value_type = Option<i64>, required)]
    pub used_fen: Shown<Money>,
}

/// An award.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AwardView {
    /// Which.
    pub id: Uuid,
    /// To whom.
    pub person: PersonRef,
    /// Kind.
    pub kind: String,
    /// For what.
    pub title: String,
    /// How much.
    #[schema(value_type = Option<i64>, required)]
    pub amount_fen: Shown<Money>,
    /// `asked`, `granted` or `refused`.
    pub state: String,
    /// Day of the award.
    pub day: Date,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// An award with the question about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AwardPage {
    /// The award.
    pub award: AwardView,
    /// Who is asked.
    #[schema(required)]
    pub approval: Option<ApprovalView>,
}

/// Awards and budgets of the present year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AwardList {
    /// Awards, the newest first, at most 500.
    pub items: Vec<AwardView>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// Budgets that the caller may see.
    pub budgets: Vec<AwardBudgetView>,
}

/// A complaint in one's own words.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileComplaint {
    /// Code of list `complaint_category`.
    pub category: String,
    /// What happened and what is asked for.
    #[schema(value_type = String)]
    pub body: Sensitive<String>,
}

/// The answer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerComplaint {
    /// In words that the person understands.
    #[schema(value_type = String)]
    pub answer: Sensitive<String>,
}

/// A complaint. Who complained and what about is told to the person and to whoever handles it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComplaintView {
    /// Which.
    pub id: Uuid,
    /// Who complains; withheld until one handles it.
    #[schema(required)]
    pub person: Option<PersonRef>,
    /// About what.
    pub category: String,
    /// In whose words; withheld until one handles it.
    #[schema(value_type = Option<String>, required)]
    pub body: Shown<String>,
    /// `filed`, `handled`, `answered` or `taken_back`.
    pub state: String,
    /// By when it is answered.
    pub due_on: Date,
    /// Whether that has passed without an answer.
    pub overdue: bool,
    /// When it was filed.
    pub filed_at: Instant,
    /// The answer.
    #[schema(value_type = Option<String>, required)]
    pub answer: Shown<Option<String>>,
    /// When it was answered.
    #[schema(required)]
    pub answered_at: Option<Instant>,
    /// Whether the caller handles it.
    pub mine: bool,
}

/// Complaints, the earliest deadline first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComplaintList {
    /// The complaints.
    pub items: Vec<ComplaintView>,
    /// Why nothing may be held against whoever complains.
    pub protection: ProtectedInfo,
}
