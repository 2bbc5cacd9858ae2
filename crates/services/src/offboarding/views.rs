//! What the offboarding room takes and gives.

use access::Shown;
use kernel::{AccountId, Date, Instant, PersonId, SettlementId, TaskId, Text};
use law::termination::ProtectedStatus;
use law::{ExitRule, Explained, Ground};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use workflow::CycleSummary;
use workflow::exit::Side;

use crate::certificates::CertificateView;
use crate::flows::{FlowItem, FlowView};
use crate::settlement::{Explanation, SettlementFact, SettlementView};

/// What a pre-offboarding rests on. There is no third kind: a score or an alert opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NewEvidence {
    /// A recorded talk.
    Talk {
        /// Id of the talk.
        id: Uuid,
    },
    /// A statement that the person confirmed.
    Statement {
        /// Id of the talk in which it was made.
        id: Uuid,
    },
}

/// Opens a pre-offboarding.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenPreOffboarding {
    /// About whom.
    pub person_id: PersonId,
    /// Why, in own words.
    pub reason: String,
    /// What it rests on.
    pub evidence: Option<NewEvidence>,
}

/// Closes a pre-offboarding.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosePreOffboarding {
    /// Why.
    pub reason: String,
}

/// A case that was opened or went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct OffboardingOpened {
    /// Which.
    pub id: Uuid,
}

/// What a resignation handed in today would mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ResignationPreview {
    /// The day of receipt.
    pub received_on: Date,
    /// Whether the person is in probation.
    pub in_probation: bool,
    /// Days of notice.
    pub notice_days: u32,
    /// The earliest last day without the employer's consent.
    pub earliest_last_day: Date,
    /// Steps and articles.
    pub explanation: Explanation,
}

/// Hands in the own resignation.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitResignation {
    /// The written notice.
    #[schema(example = "因个人发展原因，本人申请辞去现任职务。")]
    pub text: String,
    /// The wished last day. An earlier one than the notice allows needs the employer's consent.
    pub wished_last_day: Option<Date>,
}

/// Records a resignation that reached HR on paper or as a message.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordResignation {
    /// Who resigns.
    pub person_id: PersonId,
    /// Whether it is in writing; anything else is refused (Labour Contract Law art. 37).
    pub written: bool,
    /// The day on which it was received.
    pub received_on: Date,
    /// The wished last day.
    pub wished_last_day: Option<Date>,
    /// Where the paper or message is kept, or what it says.
    pub document: String,
}

/// Records an agreement to end.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAgreement {
    /// With whom.
    pub person_id: PersonId,
    /// Whether it is in writing.
    pub written: bool,
    /// Who proposed it: the employer's proposal pays N.
    pub proposed_by: Side,
    /// The agreed last day.
    pub last_day: Date,
    /// Where the agreement is kept, or what it says.
    pub document: String,
    /// The preview of the cost that was shown, when the employer proposed it.
    pub acknowledged_preview_id: Option<SettlementId>,
}

/// Asks what an end that the employer wants would cost.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewCost {
    /// For whom.
    pub person_id: PersonId,
    /// The day that the employer wants.
    pub wanted_last_day: Date,
    /// States that protect the person, beside those on record (art. 42).
    pub protected: Option<Vec<ProtectedStatus>>,
}

/// Moves the last day.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeLastDay {
    /// Who wants it.
    pub wanted_by: Side,
    /// The new last day.
    pub last_day: Date,
    /// The other side's written consent: where it is kept, or what it says.
    pub consent_document: Option<String>,
    /// The preview of the cost that was shown, when the employer wants an earlier day.
    pub acknowledged_preview_id: Option<SettlementId>,
}

/// Why a resignation is to be taken back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalReason {
    /// Why.
    pub reason: String,
}

/// The employer's answer to a request to take a resignation back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideWithdrawal {
    /// Whether the employer consents.
    pub consent: bool,
    /// Why.
    pub reason: String,
}

/// Asks whether a ground of the employer is open.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckGround {
    /// For whom.
    pub person_id: PersonId,
    /// The ground.
    pub ground: Ground,
    /// States that protect the person, beside those on record (art. 42).
    pub protected: Option<Vec<ProtectedStatus>>,
}

/// A ground that is open, with what it demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GroundCheck {
    /// Always true: what is closed is refused with its article.
    pub allowed: bool,
    /// What the ground demands and pays.
    #[schema(value_type = Object)]
    pub rule: Explained<ExitRule>,
}

/// Computes the settlement again.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComputeSettlement {
    /// Facts to enter with their sources; absent: those of the last computation are kept.
    pub facts: Option<Vec<SettlementFact>>,
}

/// Confirms the settlement that was looked at.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSettlement {
    /// The one that was looked at.
    pub settlement_id: SettlementId,
}

/// Records the exit interview.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordExitInterview {
    /// Coded reason, from the list `exit_reason`.
    #[schema(example = "career")]
    pub reason: String,
    /// What was said, with the person's consent.
    pub note: Option<String>,
}

/// Revokes a certificate.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeCertificate {
    /// Why.
    pub reason: String,
    /// Whether a corrected one is issued at once.
    pub reissue: bool,
}

/// Where a case is, for the columns of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardStage {
    /// A continuity plan, no resignation.
    PreOffboarding,
    /// Tasks run, the last day is ahead.
    Running,
    /// Seven days or less to the last day.
    LastDays,
    /// The employment has ended, tasks are left.
    Closing,
    /// Everything is done.
    Done,
    /// Withdrawn, closed or expired without an end.
    Stopped,
}

/// Which cases.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BoardQuery {
    /// Whether finished and stopped cases are listed too.
    pub include_closed: Option<bool>,
}

/// A case on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoardItem {
    /// Which.
    pub id: Uuid,
    /// Who.
    pub person_id: PersonId,
    /// Name.
    pub full_name: String,
    /// Unit.
    pub unit: String,
    /// Position.
    pub position: String,
    /// Where it is.
    pub stage: BoardStage,
    /// `pre_offboarding`, `running`, `ended` …
    pub phase: String,
    /// Legal ground.
    #[schema(required)]
    pub ground: Option<String>,
    /// Last day.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// Calendar days to the last day or to the expiry of the plan; negative: over.
    #[schema(required)]
    pub days_left: Option<i64>,
    /// Tasks of the run in force.
    pub tasks_total: usize,
    /// Of them finished.
    pub tasks_done: usize,
    /// Open and past their deadline.
    pub tasks_overdue: usize,
    /// Time that the firm controls so far, in minutes.
    #[schema(required)]
    pub firm_minutes: Option<i64>,
    /// Lane in which the time goes.
    #[schema(required)]
    pub bottleneck: Option<String>,
    /// Whether the person asked to take the resignation back.
    pub withdrawal_requested: bool,
    /// Number of the valid certificate.
    #[schema(required)]
    pub certificate_number: Option<String>,
    /// When the case was opened.
    pub opened_at: Instant,
}

/// Cycle time over many cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CycleOverview {
    /// Medians by lane and the bottleneck, over the newest 2,000 that are finished.
    pub summary: CycleSummary,
    /// How many are finished in all.
    pub completed: u64,
    /// What the figure means.
    pub definition: Text,
    /// The cases behind it.
    pub cases: Vec<BoardItem>,
}

/// A day set by law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Deadline {
    /// `wages`, `certificate`, `file_and_social_insurance`, `housing_fund`, `arbitration`, `contract_text`.
    pub code: String,
    /// What is due.
    pub title: Text,
    /// Until when, included.
    pub day: Date,
    /// Calendar days left; negative: over.
    pub days_left: i64,
    /// The article.
    pub article: Text,
    /// Key of the task that does it, if one does.
    #[schema(required)]
    pub task: Option<String>,
    /// Whether that task is done.
    pub done: bool,
}

/// A step of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HistoryItem {
    /// Which.
    pub id: Uuid,
    /// What happened: `resignation_submitted`, `last_day_changed` …
    pub kind: String,
    /// When.
    pub at: Instant,
    /// Who did it; `null`: time did, or Renhe.
    #[schema(required)]
    pub actor: Option<String>,
    /// The account.
    #[schema(required)]
    pub actor_id: Option<AccountId>,
    /// What was said.
    #[schema(value_type = Option<Object>, required)]
    pub detail: Shown<serde_json::Value>,
}

/// A case with everything that the caller may see of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OffboardingPage {
    /// Which.
    pub id: Uuid,
    /// Who, and where the case stands.
    pub summary: BoardItem,
    /// Employee number.
    pub employee_no: String,
    /// Employer.
    pub legal_entity: String,
    /// First day of employment.
    pub hired_on: Date,
    /// The day on which the resignation or agreement was received.
    #[schema(required)]
    pub received_on: Option<Date>,
    /// Last day of the notice.
    #[schema(required)]
    pub notice_ends: Option<Date>,
    /// The day the person asked for.
    #[schema(required)]
    pub wished_last_day: Option<Date>,
    /// When access ends.
    #[schema(required)]
    pub last_working_minute: Option<Instant>,
    /// Seconds until then; negative: over.
    #[schema(required)]
    pub seconds_to_last_minute: Option<i64>,
    /// When the continuity plan runs out.
    #[schema(required)]
    pub pre_expires_at: Option<Instant>,
    /// `none`, `requested`, `refused` or `consented`.
    pub withdrawal: String,
    /// Why the plan was opened.
    #[schema(value_type = Option<String>, required)]
    pub pre_reason: Shown<Option<String>>,
    /// What the person wrote or the parties agreed.
    #[schema(value_type = Option<String>, required)]
    pub text: Shown<Option<String>>,
    /// Why the person wants to take it back.
    #[schema(value_type = Option<String>, required)]
    pub withdrawal_reason: Shown<Option<String>>,
    /// Coded reason of leaving.
    #[schema(value_type = Option<String>, required)]
    pub reason: Shown<Option<String>>,
    /// The run of continuity work.
    #[schema(required)]
    pub pre_flow: Option<FlowView>,
    /// The run of leaving.
    #[schema(required)]
    pub flow: Option<FlowView>,
    /// Median of the time the firm controls over other finished cases in sight.
    #[schema(required)]
    pub median_firm_minutes: Option<i64>,
    /// Days set by law.
    pub deadlines: Vec<Deadline>,
    /// What is owed.
    #[schema(required)]
    pub settlement: Option<SettlementView>,
    /// Certificates, newest first; empty for callers who neither issue them nor are the person.
    pub certificates: Vec<CertificateView>,
    /// From when a certificate can be issued.
    #[schema(required)]
    pub certificate_from: Option<Instant>,
    /// What happened.
    pub history: Vec<HistoryItem>,
    /// What the caller may do: `close_pre`, `record_resignation`, `change_last_day`, `decide_withdrawal`,
    /// `compute_settlement`, `confirm_settlement`, `issue_certificate`, `revoke_certificate`, `exit_interview`,
    /// `nudge`, `add_task`.
    pub actions: Vec<&'static str>,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// One of the five things that matter to the person who leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MyOffboardingItem {
    /// `resignation`, `handover`, `settlement`, `certificate`, `transfers`.
    pub code: String,
    /// What people call it.
    pub title: Text,
    /// `done`, `open`, `waiting` or `overdue`.
    pub state: String,
    /// The day that counts.
    #[schema(required)]
    pub day: Option<Date>,
    /// What it means for the person now.
    pub note: Text,
}

/// The own page of the person who leaves.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MyOffboarding {
    /// Which; `null`: there is no case.
    #[schema(required)]
    pub id: Option<Uuid>,
    /// Where it is.
    #[schema(required)]
    pub phase: Option<String>,
    /// Last day.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// When access ends.
    #[schema(required)]
    pub last_working_minute: Option<Instant>,
    /// `none`, `requested`, `refused` or `consented`.
    #[schema(required)]
    pub withdrawal: Option<String>,
    /// When the continuity plan runs out: it changes nothing about access, pay or status.
    #[schema(required)]
    pub pre_expires_at: Option<Instant>,
    /// The five items.
    pub items: Vec<MyOffboardingItem>,
    /// What one wrote.
    #[schema(required)]
    pub text: Option<String>,
    /// What is handed over, and to whom.
    pub handover: Vec<FlowItem>,
    /// What is owed, with the same explanation that finance sees.
    #[schema(required)]
    pub settlement: Option<SettlementView>,
    /// Certificates, newest first.
    pub certificates: Vec<CertificateView>,
    /// Days set by law, the limit of arbitration among them.
    pub deadlines: Vec<Deadline>,
}

/// Reminds of tasks.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NudgeTasks {
    /// This open task; without it all that are late.
    pub task_id: Option<TaskId>,
}

/// What was reminded of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Nudged {
    /// Titles of the tasks.
    pub tasks: Vec<Text>,
}

/// A task for one case alone.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTask {
    /// What is to be done.
    #[schema(example = "归还测试手机")]
    pub title: String,
    /// Key of the lane whose owner does it.
    #[schema(example = "it")]
    pub lane: String,
    /// The last day on which it is in time.
    pub due_on: Date,
}

/// A recorded talk, without what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TalkOfPerson {
    /// Which.
    pub id: Uuid,
    /// When it was held.
    pub held_on: Date,
    /// Who held and recorded it.
    #[schema(required)]
    pub with: Option<String>,
    /// `none`: no statement; `pending`, `confirmed` or `declined` by the person.
    pub answer: String,
    /// Whether a continuity plan rests on it already; it opens no second one.
    pub used: bool,
}

/// The recorded talks with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TalkList {
    /// The talks, newest first.
    pub items: Vec<TalkOfPerson>,
}
