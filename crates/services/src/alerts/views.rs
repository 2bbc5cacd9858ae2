//! What the alerts room takes and gives.

use kernel::{AccountId, AlertId, Date, Instant, Sensitive, Text};
use rules::features::Driver;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::insights::{Backtest, Band, Confidence, InputLine, ModelRef};
use crate::people::{PersonRef, UnitRef};
use crate::privacy::ObjectionView;

/// Which alerts.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AlertQuery {
    /// `open` (unless told), `snoozed`, `closed` or `all`.
    pub state: Option<String>,
    /// Only those assigned to the caller.
    pub mine: Option<bool>,
}

/// A line of the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertSummary {
    /// Which.
    pub id: AlertId,
    /// Number, such as `RT-2026-0017`.
    pub number: String,
    /// About whom.
    pub person: PersonRef,
    /// Position.
    pub position: String,
    /// Unit.
    #[schema(required)]
    pub unit: Option<UnitRef>,
    /// Band; none while the person's objection is open.
    #[schema(required)]
    pub band: Option<Band>,
    /// What pushes up most, in words.
    pub reasons: Vec<Text>,
    /// `open`, `snoozed`, `closed`, `expired` or `frozen`.
    pub state: String,
    /// When it was raised.
    pub opened_at: Instant,
    /// Last day it may be used.
    pub last_day: Date,
    /// Who handles it.
    #[schema(required)]
    pub assignee: Option<AccountId>,
    /// Name of who handles it.
    #[schema(required)]
    pub assignee_name: Option<String>,
}

/// Alerts in the caller's scope.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertList {
    /// Highest band first, then newest.
    pub items: Vec<AlertSummary>,
    /// How many are open.
    pub open: usize,
}

/// What usually helps, and what it did so far.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Help {
    /// Key of the action.
    pub action: rules::Action,
    /// What people call it.
    pub name: Text,
    /// How it is done.
    pub how: Text,
    /// Days in which it should happen.
    pub within_days: u16,
    /// Code of list `retention_action` to record it under, when there is one.
    #[schema(required)]
    pub code: Option<String>,
    /// How many got it twelve months ago or earlier; none without enough data.
    #[schema(required)]
    pub people: Option<usize>,
    /// Share of them still here after twelve months; none without enough data.
    #[schema(required)]
    pub stayed: Option<f64>,
    /// The same of comparable people without it.
    #[schema(required)]
    pub compared_stayed: Option<f64>,
    /// Says so when data do not suffice: 无足够数据.
    #[schema(required)]
    pub note: Option<Text>,
}

/// A value of a quarter.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Point {
    /// Quarter, such as `2026Q2`.
    pub quarter: String,
    /// Score in points, or days.
    #[schema(required)]
    pub value: Option<f64>,
}

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Marker {
    /// When.
    pub day: Date,
    /// `resignation_submitted`, `resignation_withdrawn`, `raise`, `promotion`, `goal_slipped`.
    pub kind: String,
    /// In words.
    pub title: Text,
}

/// Performance, personal leave and events on one axis.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Timeline {
    /// Score by quarter.
    pub performance: Vec<Point>,
    /// Days of personal leave by quarter.
    pub personal_leave: Vec<Point>,
    /// What happened.
    pub markers: Vec<Marker>,
}

/// A step in the handling. The person concerned may read it too.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AlertEventView {
    /// When.
    pub at: Instant,
    /// `raised`, `assigned`, `snoozed`, `talk`, `talk_answered`, `action`, `support`, `closed`.
    pub kind: String,
    /// Who; none for Renhe itself.
    #[schema(required)]
    pub actor_name: Option<String>,
    /// In words.
    pub title: Text,
    /// What was kept with it.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
}

/// The page of an alert.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertPage {
    /// What the list shows.
    pub alert: AlertSummary,
    /// The manager, who gets a task at most and never this page.
    #[schema(required)]
    pub manager: Option<PersonRef>,
    /// Whether the use is frozen by an objection: then everything below is empty.
    pub frozen: bool,
    /// The band of the score before.
    #[schema(required)]
    pub previous_band: Option<Band>,
    /// How well founded.
    #[schema(required)]
    pub confidence: Option<Confidence>,
    /// About how many people learnt from were alike.
    #[schema(required)]
    pub similar: Option<u32>,
    /// The model.
    #[schema(required)]
    pub model: Option<ModelRef>,
    /// The month scored, its first day.
    #[schema(required)]
    pub month: Option<Date>,
    /// When it was scored.
    #[schema(required)]
    pub scored_at: Option<Instant>,
    /// Reasons up and down, strongest first.
    pub drivers: Vec<Driver>,
    /// Every input in words.
    pub inputs: Vec<InputLine>,
    /// What usually helps.
    pub helps: Vec<Help>,
    /// The last backtest, month by month.
    pub backtest: Vec<Backtest>,
    /// Months looked ahead.
    pub horizon_months: u32,
    /// The person's line.
    pub timeline: Timeline,
    /// What is never used.
    pub never_used: Vec<Text>,
    /// What a score may be used for.
    pub support_only: Text,
    /// What the person may do.
    pub rights: Text,
    /// What was done, newest first.
    pub history: Vec<AlertEventView>,
    /// What the caller may do now: `assign`, `snooze`, `talk`, `action`, `support`, `close`.
    pub actions: Vec<&'static str>,
}

/// Somebody who may handle an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AlertAssignee {
    /// Which account.
    pub account_id: AccountId,
    /// Name on the page.
    pub display_name: String,
    /// As what: the roles that may act on alerts.
    pub roles: Vec<Text>,
}

/// To whom an alert may be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AlertAssigneeList {
    /// By name.
    pub items: Vec<AlertAssignee>,
}

/// Hands an alert over.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignAlert {
    /// To which account; to the caller unless told.
    pub account_id: Option<AccountId>,
}

/// Rests an alert.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SnoozeAlert {
    /// The day on which it shows again; before its expiry.
    pub until: Date,
    /// Why.
    pub reason: String,
}

/// A talk with the person.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordTalk {
    /// On which day; today unless told.
    pub held_on: Option<Date>,
    /// What was talked about.
    #[schema(value_type = String)]
    pub summary: Sensitive<String>,
    /// What the person is asked to confirm on the own page.
    #[schema(value_type = Option<String>)]
    pub statement: Option<Sensitive<String>>,
}

/// Something done for the person.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordRetentionAction {
    /// Code of list `retention_action`.
    pub code: String,
    /// On which day; today unless told.
    pub day: Option<Date>,
    /// What is worth keeping.
    #[schema(value_type = Option<String>)]
    pub note: Option<Sensitive<String>>,
}

/// Asks the manager for support, without reasons.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskSupport {
    /// What.
    pub action: rules::Action,
    /// By when; as the action says unless told.
    pub due_on: Option<Date>,
}

/// Ends the handling.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseAlert {
    /// `supported`, `no_need`, `offboarding` or `mistaken`.
    pub outcome: String,
    /// What is worth keeping.
    #[schema(value_type = Option<String>)]
    pub note: Option<Sensitive<String>>,
}

/// The person's answer to a statement.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerTalk {
    /// Whether the statement is right.
    pub confirm: bool,
}

/// A talk as the person sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OwnTalk {
    /// Which.
    pub id: Uuid,
    /// When.
    pub held_on: Date,
    /// With whom.
    #[schema(required)]
    pub with: Option<String>,
    /// What was written down.
    pub summary: String,
    /// What is to be confirmed.
    #[schema(required)]
    pub statement: Option<String>,
    /// `none`, `pending`, `confirmed` or `declined`.
    pub answer: String,
}

/// How often a protected signal stood in the records and was left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SetAsideCount {
    /// What.
    pub name: Text,
    /// The article that protects it.
    pub article: Text,
    /// How often.
    pub count: usize,
}

/// The own page.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OwnInsight {
    /// Whether scores about persons are used at all.
    pub named_mode: bool,
    /// Whether the use of the own scores is frozen by an objection.
    pub frozen: bool,
    /// The own band; none without a score.
    #[schema(required)]
    pub band: Option<Band>,
    /// How well founded.
    #[schema(required)]
    pub confidence: Option<Confidence>,
    /// The model.
    #[schema(required)]
    pub model: Option<ModelRef>,
    /// The month scored, its first day.
    #[schema(required)]
    pub month: Option<Date>,
    /// Last day the score may be used.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// Reasons, strongest first.
    pub drivers: Vec<Driver>,
    /// Every input in words.
    pub inputs: Vec<InputLine>,
    /// Protected records that were left alone.
    pub set_aside: Vec<SetAsideCount>,
    /// What is never used.
    pub never_used: Vec<Text>,
    /// What a score may be used for.
    pub support_only: Text,
    /// What one may do.
    pub rights: Text,
    /// Talks, newest first; those to confirm have `answer` `pending`.
    pub talks: Vec<OwnTalk>,
    /// Own objections with their answers.
    pub objections: Vec<ObjectionView>,
    /// What was done about the own alerts, newest first.
    pub history: Vec<AlertEventView>,
}

/// A task for a manager: what, never why.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SupportTaskView {
    /// Which.
    pub id: Uuid,
    /// For whom.
    pub person: PersonRef,
    /// What.
    pub action: rules::Action,
    /// What people call it.
    pub name: Text,
    /// How it is done.
    pub how: Text,
    /// By when.
    pub due_on: Date,
    /// `open` or `done`.
    pub state: String,
}

/// A manager's support tasks.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SupportTaskList {
    /// Open ones first, by deadline.
    pub items: Vec<SupportTaskView>,
}
