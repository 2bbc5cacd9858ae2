//! What the flows room takes and gives.

use kernel::{AccountId, Date, FlowId, Instant, PersonId, TaskId, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use workflow::{CycleTime, Definition, Diagram, Finding, FlowStatus, Kind, Purpose, Standing};

/// A flow in use.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FlowDefinitionSummary {
    /// Its key.
    pub key: String,
    /// Its newest version.
    pub version: u32,
    /// What people call it.
    pub title: Text,
    /// What it is for.
    pub purpose: Purpose,
    /// How many tasks it has.
    pub tasks: usize,
    /// When this version was published; `null`: it ships with Renhe.
    #[schema(required)]
    pub published_at: Option<Instant>,
}

/// The flows in use.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FlowDefinitionList {
    /// The flows.
    pub items: Vec<FlowDefinitionSummary>,
}

/// One flow with its diagram.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FlowDefinitionView {
    /// The definition.
    pub definition: Definition,
    /// As text, to edit.
    pub source: String,
    /// How it is drawn.
    pub diagram: Diagram,
    /// What is to be said about it.
    pub findings: Vec<Finding>,
}

/// A new version of a flow.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishFlowDefinition {
    /// The definition as TOML; its version is counted up by the server.
    pub source: String,
    /// Why.
    pub reason: String,
}

/// Who does a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FlowOwner {
    /// The person, when it is one.
    #[schema(required)]
    pub person_id: Option<PersonId>,
    /// The role, when a function does it.
    #[schema(required)]
    pub role: Option<String>,
    /// Names to show: the person's, or up to three who hold the role.
    pub names: Vec<String>,
}

/// How many items of a checklist are received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ItemCount {
    /// All items.
    pub total: usize,
    /// Of them received.
    pub received: usize,
}

/// The last reminder of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NudgeView {
    /// When.
    pub at: Instant,
    /// Who asked.
    #[schema(required)]
    pub by: Option<String>,
    /// How many reminders there were.
    pub times: usize,
}

/// A task of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FlowTask {
    /// Which.
    pub id: TaskId,
    /// Its key in the definition; edges and nodes of the diagram name it.
    pub task: String,
    /// Key of its lane.
    pub lane: String,
    /// Key of its stage.
    pub stage: String,
    /// What people call it.
    pub title: Text,
    /// What sort of work.
    pub kind: Kind,
    /// The article behind it.
    #[schema(required)]
    pub article: Option<Text>,
    /// Whether it may be left out with a reason.
    pub optional: bool,
    /// Where it stands now.
    pub standing: Standing,
    /// From when it is asked for.
    #[schema(required)]
    pub starts_at: Option<Instant>,
    /// By when it must be done.
    #[schema(required)]
    pub due_at: Option<Instant>,
    /// Seconds until the deadline; negative: late. Only while open or blocked.
    #[schema(required)]
    pub seconds_left: Option<i64>,
    /// Titles of the unfinished tasks before it.
    pub waits_for: Vec<Text>,
    /// When it was finished.
    #[schema(required)]
    pub finished_at: Option<Instant>,
    /// Who finished it.
    #[schema(required)]
    pub finished_by: Option<String>,
    /// Who does it instead.
    #[schema(required)]
    pub delegated_to: Option<String>,
    /// Who does it.
    pub owner: FlowOwner,
    /// The checklist behind it, if it has one.
    #[schema(required)]
    pub items: Option<ItemCount>,
    /// Whether the caller may work on it.
    pub mine: bool,
    /// Who asked for it last, while it is not done.
    #[schema(required)]
    pub nudged: Option<NudgeView>,
}

/// A thing that passes from the person to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FlowItem {
    /// Which.
    pub id: Uuid,
    /// In which run.
    pub flow_id: FlowId,
    /// `work`, `document`, `customer` or `asset`.
    pub kind: String,
    /// What it is.
    pub title: String,
    /// Who takes it over.
    #[schema(required)]
    pub successor_id: Option<PersonId>,
    /// Their name.
    #[schema(required)]
    pub successor_name: Option<String>,
    /// When it was received.
    #[schema(required)]
    pub received_at: Option<Instant>,
    /// Who received it.
    #[schema(required)]
    pub received_by: Option<String>,
}

/// A run on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FlowView {
    /// Which.
    pub id: FlowId,
    /// Key of its definition.
    pub definition: String,
    /// Version it runs on.
    pub version: u32,
    /// What people call it.
    pub title: Text,
    /// Where it is.
    pub status: FlowStatus,
    /// Since when.
    pub started_at: Instant,
    /// When it ended.
    #[schema(required)]
    pub ended_at: Option<Instant>,
    /// Lanes, stages, nodes and edges.
    pub diagram: Diagram,
    /// Its tasks.
    pub tasks: Vec<FlowTask>,
    /// Its checklists.
    pub items: Vec<FlowItem>,
    /// Where the time went.
    pub cycle: CycleTime,
    /// What the cycle time means.
    pub cycle_definition: Text,
}

/// Which of the own tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskSelection {
    /// Those that can be done now.
    #[default]
    Open,
    /// Those that wait for their time or for others.
    Upcoming,
    /// Those that were done, newest first.
    Done,
}

/// Which of the own tasks.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TasksQuery {
    /// `open` unless told.
    #[param(inline)]
    pub status: Option<TaskSelection>,
}

/// What the caller may do with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskAction {
    /// Finish it.
    Complete,
    /// Leave it out with a reason.
    Skip,
    /// Give it to somebody.
    Delegate,
    /// Take the completion back with a reason.
    Reopen,
    /// Done on the page of the case: the certificate or the settlement itself finishes it.
    OpenCase,
}

/// Whom a task is about, as little as its owner needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskPerson {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub full_name: String,
    /// Unit.
    pub unit: String,
    /// Position.
    pub position: String,
    /// Last day of the employment, when one is known.
    #[schema(required)]
    pub last_day: Option<Date>,
}

/// A task in one's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskView {
    /// Which.
    pub id: TaskId,
    /// In which run.
    pub flow_id: FlowId,
    /// The record that the run serves: `offboarding`, `objection` …
    pub about: String,
    /// Which one.
    pub about_id: Uuid,
    /// Its key in the definition.
    pub task: String,
    /// What people call it.
    pub title: Text,
    /// What sort of work.
    pub kind: String,
    /// Whom it is about.
    pub person: TaskPerson,
    /// `blocked`, `scheduled`, `open`, `done`, `skipped`, `not_needed` or `closed`.
    pub status: String,
    /// Open and past its deadline.
    pub overdue: bool,
    /// From when it is asked for.
    #[schema(required)]
    pub starts_at: Option<Instant>,
    /// By when it must be done.
    #[schema(required)]
    pub due_at: Option<Instant>,
    /// Seconds until the deadline; negative: late.
    #[schema(required)]
    pub seconds_left: Option<i64>,
    /// When it was finished.
    #[schema(required)]
    pub finished_at: Option<Instant>,
    /// Whether it is here because somebody else is late with it.
    pub escalated: bool,
    /// Whether it was delegated to the caller.
    pub delegated: bool,
    /// Who asked for it last, while it is not done.
    #[schema(required)]
    pub nudged: Option<NudgeView>,
    /// What the caller may do.
    pub actions: Vec<TaskAction>,
}

/// One's tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskList {
    /// The tasks, most urgent first, at most 200.
    pub items: Vec<TaskView>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// How many are overdue.
    pub overdue: usize,
}

/// Finishes a task.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompleteTask {
    /// What is worth noting.
    pub note: Option<String>,
}

/// A reason.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonGiven {
    /// Why.
    pub reason: String,
}

/// Gives a task to somebody: by person or by account.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DelegateTask {
    /// To the account of this person.
    pub person_id: Option<PersonId>,
    /// To this account.
    pub account_id: Option<AccountId>,
}

/// A new item of a checklist.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddFlowItem {
    /// `work`, `document`, `customer` or `asset`.
    pub kind: String,
    /// What it is.
    #[schema(example = "结算服务的发布脚本与值班手册")]
    pub title: String,
    /// Who takes it over.
    pub successor_id: Option<PersonId>,
}

/// What others hand over to the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HandoverList {
    /// The items, not received first.
    pub items: Vec<FlowItem>,
    /// Whether there are more than are listed.
    pub more: bool,
}
