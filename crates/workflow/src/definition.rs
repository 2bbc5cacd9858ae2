//! A flow as data: who does what, after what, by when, and who hears of it when nobody does.

use serde::{Deserialize, Serialize};

use crate::{AnchorKind, Offset, Text};

/// A version of a flow. Versions are stored by others; a running flow keeps the version it started with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Stable name, `snake_case`: `offboarding`.
    pub key: String,
    /// Counts up with every change.
    pub version: u32,
    /// What people call it.
    pub title: Text,
    /// What it is for; decides which law its edges obey.
    pub purpose: Purpose,
    /// What one run is about: `employment`, `alert`.
    pub subject: String,
    /// What may start it.
    pub triggers: Vec<Trigger>,
    /// When a run ends by itself, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Offset>,
    /// The points in time that tasks refer to. `flow_start` is always there and need not be declared.
    #[serde(default)]
    pub anchors: Vec<AnchorDecl>,
    /// Facts about the subject that conditions ask for, such as `severance_due`.
    #[serde(default)]
    pub facts: Vec<Named>,
    /// Columns of the board, in order.
    pub stages: Vec<Named>,
    /// Rows of the board, in order.
    pub lanes: Vec<Lane>,
    /// The work.
    pub tasks: Vec<Task>,
}

/// What a flow is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The end of an employment: articles 36, 37 and 50 stand in its edges.
    Offboarding,
    /// Continuity work before any resignation: it touches no access, pay or status and expires.
    PreOffboarding,
    /// The answer to an objection of the person concerned.
    Objection,
    /// Anything else.
    General,
}

/// What may start a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A written resignation is on record (Labour Contract Law art. 37).
    WrittenResignation,
    /// A written agreement to end is on record (Labour Contract Law art. 36).
    WrittenAgreement,
    /// A person decided, gave a reason and has a talk or a statement on record.
    PersonWithReason,
    /// The person concerned objected.
    Objection,
    /// A model's score. No exit flow accepts it.
    Score,
    /// An alert. No exit flow accepts it.
    Alert,
}

/// A declared anchor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnchorDecl {
    /// Name that offsets use.
    pub key: String,
    /// What people call it.
    pub title: Text,
    /// A point in time or a day.
    pub kind: AnchorKind,
}

/// Something with a key and a title: a stage or a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Name in references.
    pub key: String,
    /// What people call it.
    pub title: Text,
}

/// A row of the board: one party that works in parallel with the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Name that tasks use.
    pub key: String,
    /// What people call it.
    pub title: Text,
    /// Who does its tasks, seen from the subject.
    pub owner: Relation,
}

/// Somebody seen from the subject of the flow. The services find the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The person concerned.
    Employee,
    /// The direct manager.
    Manager,
    /// The manager's manager.
    SkipManager,
    /// Whoever answers for the business systems and customers of the unit.
    BusinessOwner,
    /// IT.
    It,
    /// Finance.
    Finance,
    /// Personnel administration.
    Hr,
    /// The HR business partner of the unit.
    Hrbp,
    /// The head of personnel, where escalations end.
    HrHead,
}

impl Relation {
    /// Whether the firm, not the employee, controls how fast it goes.
    pub const fn is_firm(self) -> bool {
        !matches!(self, Self::Employee)
    }
}

/// One piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Name in references.
    pub key: String,
    /// Key of the lane.
    pub lane: String,
    /// Key of the stage.
    pub stage: String,
    /// What people call it.
    pub title: Text,
    /// What sort of work; the law looks at it.
    pub kind: Kind,
    /// Tasks that must be finished first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// From when it is asked for; absent: as soon as `after` allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Offset>,
    /// By when it must be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Offset>,
    /// Who hears of it when it is late.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalation: Vec<Escalation>,
    /// The article behind it, for the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Text>,
    /// Whether its owner may leave it out with a reason.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// A fact without which the task is not part of the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

/// Somebody to tell when a task is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Hours after the deadline; negative is a reminder before it.
    pub after_hours: i32,
    /// Who is told.
    pub to: Relation,
}

/// What sort of work a task is. The law in the edges looks at this and at nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody states that something is so.
    Confirm,
    /// A list whose items are ticked one by one.
    Checklist,
    /// Somebody examines another's work.
    Review,
    /// Work, customers or knowledge pass to somebody else.
    Handover,
    /// A talk, with a note.
    Talk,
    /// The leaving interview.
    Interview,
    /// Something is written down: a plan, an answer.
    Document,
    /// A reasoned decision by a named person.
    Decision,
    /// Amounts are computed and checked; nothing is paid.
    Settlement,
    /// The last wages are paid.
    WagePayment,
    /// Severance is paid.
    SeverancePayment,
    /// The leaving certificate is issued.
    Certificate,
    /// Accounts are listed; nothing is switched off.
    AccountInventory,
    /// Accounts, tokens or permissions are withdrawn.
    Access,
    /// Things of the firm come back.
    AssetReturn,
    /// The employment's status changes.
    StatusChange,
    /// File and social insurance are transferred.
    Transfer,
    /// The housing fund is told.
    HousingFund,
}

impl Kind {
    /// Work that keeps the business going and touches nobody's access, pay or status.
    pub const fn is_continuity(self) -> bool {
        matches!(self, Self::Confirm | Self::Checklist | Self::Review | Self::Handover | Self::Talk | Self::Document)
    }

    /// Work that belongs to the handover of art. 50 para. 2, for which severance may wait.
    pub const fn is_handover(self) -> bool {
        matches!(self, Self::Confirm | Self::Checklist | Self::Review | Self::Handover | Self::AssetReturn)
    }

    /// Work that must not be done before its start, even if somebody would like to:
    /// access ends at the last working minute, a certificate states an end that has come.
    pub const fn is_bound_to_start(self) -> bool {
        matches!(
            self,
            Self::WagePayment
                | Self::SeverancePayment
                | Self::Certificate
                | Self::Access
                | Self::StatusChange
                | Self::Transfer
                | Self::HousingFund
        )
    }

    /// Work with a period set by law after the end of employment.
    pub const fn is_statutory(self) -> bool {
        matches!(
            self,
            Self::WagePayment | Self::SeverancePayment | Self::Certificate | Self::Transfer | Self::HousingFund
        )
    }
}

/// Why a text is no definition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the flow definition cannot be read: {0}")]
pub struct DefinitionError(pub String);

impl Definition {
    /// Reads a definition. Whether it makes sense is the business of [`crate::validate`].
    pub fn from_toml(text: &str) -> Result<Self, DefinitionError> {
        toml::from_str(text).map_err(|error| DefinitionError(error.to_string()))
    }

    /// Writes it the way [`Definition::from_toml`] reads it.
    pub fn to_toml(&self) -> Result<String, DefinitionError> {
        toml::to_string(self).map_err(|error| DefinitionError(error.to_string()))
    }

    /// The task with this key.
    pub fn task(&self, key: &str) -> Option<&Task> {
        self.tasks.iter().find(|task| task.key == key)
    }

    /// The lane with this key.
    pub fn lane(&self, key: &str) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.key == key)
    }

    /// Who owns the task: the owner of its lane.
    pub fn owner(&self, task: &Task) -> Option<Relation> {
        self.lane(&task.lane).map(|lane| lane.owner)
    }

    /// The tasks that wait for this one, directly.
    pub fn successors<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Task> {
        self.tasks.iter().filter(move |task| task.after.iter().any(|before| before == key))
    }
}
