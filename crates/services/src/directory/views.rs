//! What the directory room takes and gives.

use access::Shown;
use kernel::{Date, OrgUnitId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::people::{PersonRef, PersonSummary, RosterQuery, UnitRef};

/// A view to be kept.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSavedView {
    /// What it is called.
    #[schema(example = "本月合同到期")]
    pub name: String,
    /// What narrows and orders the list, as it stands in the address.
    #[schema(example = "status=probation&sort=hired")]
    pub query: String,
    /// Which columns are shown, in order; empty: the usual ones.
    pub columns: Vec<String>,
    /// Shared with everybody of this role; none: it is the maker's own.
    pub role: Option<String>,
}

/// A kept view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SavedViewView {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What narrows and orders the list.
    pub query: String,
    /// Which columns are shown, in order; empty: the usual ones.
    pub columns: Vec<String>,
    /// The role it is shared with.
    #[schema(required)]
    pub role: Option<String>,
    /// Whether the caller made it, and may delete it.
    pub own: bool,
}

/// The views that the caller finds in the directory.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SavedViewList {
    /// Own views and those shared with a role of the caller, by name.
    pub items: Vec<SavedViewView>,
}

/// One transfer for many: unit, manager, work place, level. What is not named stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkTransfer {
    /// These people.
    #[serde(default)]
    pub person_ids: Vec<PersonId>,
    /// Or everybody whom this list holds.
    pub filter: Option<RosterQuery>,
    /// First day of the new state.
    pub first_day: Date,
    /// New unit.
    pub unit_id: Option<OrgUnitId>,
    /// New manager.
    pub manager_id: Option<PersonId>,
    /// New work place, by its code or by a name that the data of law know.
    #[schema(example = "CN-Shanghai")]
    pub place: Option<String>,
    /// New level.
    #[schema(example = "P7")]
    pub job_level: Option<String>,
    /// Whether everybody whose work place changes has agreed in writing.
    #[serde(default)]
    pub agreed: bool,
    /// How many the preview said would change; refused when it is another number by now.
    pub expected: Option<u64>,
}

/// Why somebody of a selection stays as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkRefusal {
    /// Not employed on the first day.
    NotEmployed,
    /// The caller may see the person, but not change anything.
    OutOfScope,
    /// Nobody acts on the own record.
    OwnRecord,
    /// Nobody reports to themselves.
    OwnManager,
    /// The new manager reports to this person, directly or not.
    ManagerBelow,
    /// All is so already.
    NothingChanges,
}

/// What to think of before somebody of a selection is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkWarning {
    /// The work place is changed by agreement with the person, in writing.
    AgreementNeeded,
    /// Another change of the same is planned for a later day, and holds from then on.
    ChangesLater,
    /// The end of the employment is known.
    Leaves,
}

/// What a transfer can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkPost {
    /// Unit.
    pub unit: UnitRef,
    /// Manager.
    #[schema(required)]
    pub manager: Option<PersonRef>,
    /// Work place as the law data names it.
    pub place: String,
    /// Level.
    #[schema(required)]
    pub job_level: Option<String>,
}

/// One person of a selection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkLine {
    /// Who.
    pub person: PersonRef,
    /// Employee number.
    pub employee_no: String,
    /// What held on the first day without the change.
    pub before: BulkPost,
    /// What will hold.
    pub after: BulkPost,
    /// What to think of.
    pub warnings: Vec<BulkWarning>,
    /// Why nothing will change here.
    #[schema(required)]
    pub refused: Option<BulkRefusal>,
}

/// What a change would do. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkPreview {
    /// Everybody of the selection, by name.
    pub items: Vec<BulkLine>,
    /// How many would change.
    pub changed: u64,
    /// How many would stay as they are.
    pub refused: u64,
}

/// What a change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkDone {
    /// How many were changed.
    pub changed: u64,
    /// How many stayed as they are.
    pub refused: u64,
}

/// Whose team.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TeamQuery {
    /// Also those who report to one's reports.
    pub below: Option<bool>,
}

/// Some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct AwaySpan {
    /// First day.
    pub first_day: Date,
    /// Last day.
    pub last_day: Date,
}

/// Somebody of the team.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TeamMember {
    /// Who.
    pub person: PersonSummary,
    /// Whether the caller is the direct manager.
    pub direct: bool,
    /// Away today, or soon; never why.
    #[schema(value_type = Option<AwaySpan>, required)]
    pub away: Shown<Option<AwaySpan>>,
    /// Last day of the contract, when it ends within 90 days.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub contract_ends: Shown<Option<Date>>,
    /// First day of a change of unit, position or manager that lies ahead.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub changes_on: Shown<Option<Date>>,
    /// Open tasks about this person that wait for the caller.
    pub open_tasks: u64,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// A manager's team on the present day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TeamView {
    /// The people, by name.
    pub items: Vec<TeamMember>,
    /// Whether there are more than are shown.
    pub more: bool,
    /// The day.
    pub as_of: Date,
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    /// The probation ends.
    ProbationEnds,
    /// The contract ends.
    ContractEnds,
    /// The employment ends.
    EmploymentEnds,
    /// Unit, position or manager change.
    AssignmentChanges,
    /// A tag expires.
    TagExpires,
}

/// Something dated that somebody should think of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reminder {
    /// What.
    pub kind: ReminderKind,
    /// When.
    pub day: Date,
    /// Days from today; negative: it is past.
    pub days_left: i64,
    /// The article behind it.
    #[schema(required)]
    pub article: Option<String>,
}

/// What is due about somebody, the next first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReminderList {
    /// The duties.
    pub items: Vec<Reminder>,
}
