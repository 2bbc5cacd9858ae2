//! What the approvals room takes and gives.

use access::Shown;
use kernel::{ApprovalId, Date, FieldClass, Instant, Money, PersonId, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::people::PersonRef;

/// A value in a line, with its kind, so that the page writes it in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SummaryValue {
    /// Words as they are: a name, a title.
    Text {
        /// The words.
        value: String,
    },
    /// An amount in fen.
    Money {
        /// The amount.
        value: Money,
    },
    /// A day.
    Day {
        /// The day.
        value: Date,
    },
    /// A number.
    Number {
        /// The number.
        value: i64,
    },
    /// A place of the law, such as `CN-Shanghai`.
    Place {
        /// Its code.
        value: String,
    },
    /// An entry of a reference list.
    Code {
        /// Which list.
        list: String,
        /// Its code.
        value: String,
    },
}

impl SummaryValue {
    /// Words as they are.
    pub fn text(value: impl Into<String>) -> Self {
        Self::Text { value: value.into() }
    }

    /// An entry of a reference list.
    pub fn code(list: impl Into<String>, value: impl Into<String>) -> Self {
        Self::Code { list: list.into(), value: value.into() }
    }
}

/// What would change, one thing a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryLine {
    /// Key of its label: `assignment.position`, as in the declarations of records.
    pub label: String,
    /// Who may see it.
    pub class: FieldClass,
    /// What holds now.
    pub before: Option<SummaryValue>,
    /// What would hold.
    pub after: Option<SummaryValue>,
}

/// A line as this caller may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SummaryLineView {
    /// Key of its label.
    pub label: String,
    /// Whether both values are withheld from this caller.
    pub withheld: bool,
    /// What holds now.
    #[schema(required, value_type = Option<SummaryValue>)]
    pub before: Shown<Option<SummaryValue>>,
    /// What would hold.
    #[schema(required, value_type = Option<SummaryValue>)]
    pub after: Shown<Option<SummaryValue>>,
}

/// How far an approval is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// Waits for an answer.
    Pending,
    /// Everybody said yes.
    Approved,
    /// Somebody said no.
    Refused,
    /// Whoever asked took it back.
    Withdrawn,
}

/// How far one voice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// An earlier step comes first.
    Waiting,
    /// Asked for now.
    Open,
    /// Said yes.
    Approved,
    /// Said no.
    Refused,
    /// Needed no more.
    Closed,
}

/// One voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApprovalStepView {
    /// In which step, from 0; voices of one step are asked at the same time.
    pub step: i32,
    /// The person, when it is one.
    #[schema(required)]
    pub assignee: Option<PersonRef>,
    /// The role's name, when a function answers.
    #[schema(required)]
    pub role: Option<Text>,
    /// How far.
    pub state: StepState,
    /// Who answered.
    #[schema(required)]
    pub decided_by: Option<String>,
    /// When.
    #[schema(required)]
    pub decided_at: Option<Instant>,
    /// What was said with it; shown to who takes part.
    #[schema(required)]
    pub reason: Option<String>,
    /// Whether the caller may answer now.
    pub mine: bool,
}

/// A matter that waits for a yes, or had its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApprovalView {
    /// Which.
    pub id: ApprovalId,
    /// Record that waits.
    pub about: String,
    /// Which one.
    pub about_id: Uuid,
    /// What people call it.
    pub title: Text,
    /// About whom.
    #[schema(required)]
    pub person: Option<PersonRef>,
    /// What would change.
    pub lines: Vec<SummaryLineView>,
    /// How far.
    pub state: ApprovalState,
    /// Who asked.
    #[schema(required)]
    pub asked_by: Option<String>,
    /// When.
    pub asked_at: Instant,
    /// By when an answer is wanted.
    #[schema(required)]
    pub due_at: Option<Instant>,
    /// When it had its answer.
    #[schema(required)]
    pub ended_at: Option<Instant>,
    /// The voices in order.
    pub steps: Vec<ApprovalStepView>,
    /// Whether the caller may answer now.
    pub mine: bool,
}

/// Which approvals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalSelection {
    /// Those that wait for the caller.
    #[default]
    Mine,
    /// Those that the caller asked for.
    Asked,
    /// Those that the caller answered.
    Decided,
}

/// Which approvals.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ApprovalsQuery {
    /// `mine` unless told.
    #[param(inline)]
    pub selection: Option<ApprovalSelection>,
}

/// Approvals, the most urgent first; of those that had their answer the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApprovalList {
    /// The approvals, at most 200.
    pub items: Vec<ApprovalView>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// An answer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// Yes or no.
    pub approve: bool,
    /// Why. A no needs a reason.
    pub reason: Option<String>,
}

/// Whom a view names.
pub(super) fn person_ref(id: Uuid, names: &std::collections::HashMap<Uuid, String>) -> PersonRef {
    PersonRef { id: PersonId(id), full_name: names.get(&id).cloned().unwrap_or_default() }
}
