//! What the changes room takes and gives.

use access::Shown;
use kernel::{Date, FieldClass, Instant, LegalEntityId, PersonId, Sensitive, Text};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::ChangeState;
use super::terms::{ChangeKind, Terms};
use super::who::ChangePerson;
use crate::approvals::ApprovalView;
use crate::people::EntityRef;

/// A change to open.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenChange {
    /// About whom.
    pub person_id: PersonId,
    /// First day of the new state; a past day for a correction.
    pub effective_on: Date,
    /// What changes.
    #[schema(value_type = Terms)]
    pub terms: Sensitive<Value>,
    /// Why.
    pub reason: String,
    /// The person's written agreement, where it is there already.
    pub agreement: Option<NewAgreement>,
    /// The change that a correction corrects, if it is one of these.
    pub corrects: Option<Uuid>,
    /// Sends it into approval at once; else it is a draft.
    #[serde(default)]
    pub submit: bool,
}

/// The person's written agreement.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAgreement {
    /// On which day it was signed.
    pub signed_on: Date,
    /// Which document it is: number, title, where it is kept.
    pub document: String,
}

/// Why something is undone, withdrawn or corrected.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeReason {
    /// Why.
    pub reason: String,
}

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckLevel {
    /// How a limit came about.
    Note,
    /// A duty that the change brings along.
    Duty,
    /// A doubt.
    Warning,
}

/// What a law or good order says to a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangeCheck {
    /// How serious.
    pub level: CheckLevel,
    /// In both languages.
    pub text: Text,
    /// The article.
    #[schema(required)]
    pub article: Option<Text>,
    /// The class of the values in the sentence.
    pub class: FieldClass,
}

/// One thing that changes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangeLine {
    /// Which: `unit`, `position`, `base_pay_fen` …
    pub field: String,
    /// What held before.
    #[schema(value_type = Value, required)]
    pub before: Shown<Value>,
    /// What holds then.
    #[schema(value_type = Value, required)]
    pub after: Shown<Value>,
}

/// What a change would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangePreview {
    /// Before and after.
    pub lines: Vec<ChangeLine>,
    /// What the law says.
    pub findings: Vec<ChangeCheck>,
    /// Whether the person's written agreement is needed before it takes effect.
    pub needs_agreement: bool,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// A change that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangeOpened {
    /// Which.
    pub id: Uuid,
    /// Where it stands.
    pub state: ChangeState,
}

/// What the caller may do with a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeAction {
    /// Send it into approval.
    Submit,
    /// Give it up.
    Withdraw,
    /// Record the person's written agreement.
    RecordAgreement,
    /// Take it back.
    Undo,
    /// Correct what it says about past days.
    Correct,
    /// Make the letter.
    MakeLetter,
}

/// A change in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangeSummary {
    /// Which.
    pub id: Uuid,
    /// Who.
    pub who: ChangePerson,
    /// With which employer.
    pub legal_entity: EntityRef,
    /// What kind.
    pub kind: ChangeKind,
    /// Where it stands.
    pub state: ChangeState,
    /// First day of the new state.
    pub effective_on: Date,
    /// When it was opened.
    pub requested_at: Instant,
    /// Who asked for it.
    #[schema(required)]
    pub requested_by: Option<String>,
}

/// Changes, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangeList {
    /// The rows.
    pub items: Vec<ChangeSummary>,
    /// Pass it as `cursor` for what follows.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// How many in each state, over the same filter without the state.
    pub counts: Vec<StateCount>,
}

/// How many changes stand in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct StateCount {
    /// Which state.
    pub state: ChangeState,
    /// How many.
    pub count: u64,
}

/// Which changes.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangeQuery {
    /// Of this kind.
    pub kind: Option<ChangeKind>,
    /// In this state.
    pub state: Option<ChangeState>,
    /// Only those on which something is to be done: drafts, in approval, awaiting an agreement, scheduled.
    pub open: Option<bool>,
    /// About this person.
    pub person_id: Option<PersonId>,
    /// With this employer.
    pub legal_entity_id: Option<LegalEntityId>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
}

/// The recorded agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgreementView {
    /// On which day it was signed.
    pub signed_on: Date,
    /// Which document.
    pub document: String,
    /// When it was recorded.
    pub recorded_at: Instant,
}

/// A letter about a change.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LetterView {
    /// Which.
    pub id: Uuid,
    /// Name of the file.
    pub file_name: String,
    /// Media type of the file.
    pub media_type: String,
    /// Whether the firm's own template was filled.
    pub own_template: bool,
    /// SHA-256 of the file.
    pub sha256: String,
    /// When it was made.
    pub made_at: Instant,
}

/// A change with everything about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangePage {
    /// In a line.
    pub summary: ChangeSummary,
    /// Before and after.
    pub lines: Vec<ChangeLine>,
    /// What the law says.
    pub findings: Vec<ChangeCheck>,
    /// Whether the person's written agreement is needed.
    pub needs_agreement: bool,
    /// The agreement.
    #[schema(required)]
    pub agreement: Option<AgreementView>,
    /// Why.
    #[schema(value_type = Option<String>, required)]
    pub reason: Shown<String>,
    /// Why it was undone, withdrawn or refused.
    #[schema(value_type = Option<String>, required)]
    pub closing_reason: Shown<Option<String>>,
    /// When it was approved or refused.
    #[schema(required)]
    pub decided_at: Option<Instant>,
    /// When it was written to the timelines.
    #[schema(required)]
    pub applied_at: Option<Instant>,
    /// When it was undone or withdrawn.
    #[schema(required)]
    pub closed_at: Option<Instant>,
    /// The change that this one corrects.
    #[schema(required)]
    pub corrects: Option<Uuid>,
    /// The changes that correct this one.
    pub corrected_by: Vec<Uuid>,
    /// Who must say yes, and what they said; none before it was sent.
    #[schema(required)]
    pub approval: Option<ApprovalView>,
    /// Its letters, newest first.
    pub letters: Vec<LetterView>,
    /// What the caller may do.
    pub actions: Vec<ChangeAction>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}
