//! What the positions room takes and gives.

use access::Shown;
use kernel::{Date, Instant, LegalEntityId, OrgUnitId, PersonId, PositionId, ReportingLineId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::people::{EntityRef, PersonRef, UnitRef};

/// Which part of the chart of which day.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChartQuery {
    /// The day; today unless told.
    pub as_of: Option<Date>,
    /// As far as was known at the end of this day; now unless told.
    pub known_on: Option<Date>,
    /// The unit from which to look down; the root unless told.
    pub unit_id: Option<OrgUnitId>,
    /// How many levels below it, 1 to 3; 1 unless told.
    pub depth: Option<u32>,
}

/// A unit on the chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChartUnit {
    /// Which.
    pub id: OrgUnitId,
    /// The unit above.
    #[schema(required)]
    pub parent_id: Option<OrgUnitId>,
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `group`, `business_unit`, `department` or `team`.
    pub kind: String,
    /// Who heads it.
    #[schema(required)]
    pub head: Option<PersonRef>,
    /// First day of this state.
    pub first_day: Date,
    /// Units right below it, loaded or not.
    pub children: u64,
    /// People in it. Withheld for days to come from whoever may not see future exits there.
    #[schema(required)]
    pub people: Option<u64>,
    /// People in it and below.
    #[schema(required)]
    pub people_total: Option<u64>,
    /// Planned seats; none where there is no plan.
    #[schema(required)]
    pub planned: Option<u64>,
    /// Planned seats here and below; none where there is no plan at all.
    #[schema(required)]
    pub planned_total: Option<u64>,
    /// Planned seats beyond its people.
    #[schema(required)]
    pub vacant: Option<u64>,
    /// The same, unit by unit, here and below.
    #[schema(required)]
    pub vacant_total: Option<u64>,
    /// People beyond the plan, here and below.
    #[schema(required)]
    pub over_total: Option<u64>,
    /// People here and below in units that have no plan.
    #[schema(required)]
    pub unplanned_total: Option<u64>,
}

/// A part of the chart of a day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Chart {
    /// The day.
    pub as_of: Date,
    /// As far as was known then.
    pub known_at: Instant,
    /// The units above the first one, from the root down.
    pub path: Vec<UnitRef>,
    /// The unit asked for and those below it, parents before children.
    pub items: Vec<ChartUnit>,
    /// Units of the whole day.
    pub units: u64,
}

/// What to look for.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OrganisationSearch {
    /// Name, pinyin, initials, code or employee number.
    pub q: String,
    /// The day; today unless told.
    pub as_of: Option<Date>,
    /// As far as was known at the end of this day; now unless told.
    pub known_on: Option<Date>,
}

/// A unit or a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OrganisationHit {
    /// The unit, or the one in which the person works.
    pub unit: UnitRef,
    /// The person, when a person was found.
    #[schema(required)]
    pub person: Option<PersonRef>,
    /// What stands beside the name: a code, or a number and a position.
    pub hint: String,
    /// The units above, from the root down.
    pub path: Vec<UnitRef>,
}

/// What was found, units first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OrganisationHits {
    /// The hits.
    pub items: Vec<OrganisationHit>,
}

/// Somebody in a chain of command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChainLink {
    /// Who.
    pub person: PersonRef,
    /// As what.
    #[schema(required)]
    pub position: Option<String>,
    /// In which unit.
    #[schema(required)]
    pub unit: Option<UnitRef>,
}

/// A dotted line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DottedLine {
    /// Which.
    pub id: ReportingLineId,
    /// `dotted`, `project` or `mentor`.
    pub kind: String,
    /// The other end.
    pub link: ChainLink,
    /// First day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub first_day: Shown<Date>,
    /// Last day, when an end is known.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Option<Date>>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// The chain of command of a person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChainView {
    /// The day.
    pub as_of: Date,
    /// The person.
    pub person: ChainLink,
    /// From the direct manager up to the top.
    pub above: Vec<ChainLink>,
    /// To whom the person also reports.
    pub dotted: Vec<DottedLine>,
    /// Who also reports to the person, as far as the caller may see them.
    pub dotted_in: Vec<DottedLine>,
    /// How many report to the person directly.
    pub reports: u64,
}

/// A new dotted line.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReportingLine {
    /// To whom.
    pub to_person_id: PersonId,
    /// Code of list `reporting_line_kind`.
    #[schema(example = "dotted")]
    pub kind: String,
    /// First day.
    pub first_day: Date,
    /// Last day, if it is agreed.
    pub last_day: Option<Date>,
}

/// Which positions.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PositionsQuery {
    /// The day; today unless told.
    pub as_of: Option<Date>,
    /// As far as was known at the end of this day; now unless told.
    pub known_on: Option<Date>,
    /// This unit and everything below it.
    pub unit_id: Option<OrgUnitId>,
    /// Only those with a vacancy.
    pub vacant: Option<bool>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
}

/// A position on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PositionView {
    /// Which.
    pub id: PositionId,
    /// In which unit.
    pub unit: UnitRef,
    /// Title.
    pub title: String,
    /// Code of list `job`.
    #[schema(required)]
    pub job: Option<String>,
    /// Level.
    #[schema(required)]
    pub job_level: Option<String>,
    /// The employer that its holders should have.
    #[schema(required)]
    pub legal_entity: Option<EntityRef>,
    /// Planned seats.
    pub planned: u64,
    /// People who hold it. Withheld for days to come from whoever may not see future exits there.
    #[schema(required)]
    pub filled: Option<u64>,
    /// Seats that nobody holds.
    #[schema(required)]
    pub vacant: Option<u64>,
    /// People beyond the plan.
    #[schema(required)]
    pub over: Option<u64>,
    /// Whether the group may not leave it empty.
    #[schema(value_type = Option<bool>, required)]
    pub key_position: Shown<bool>,
    /// First day of this state.
    pub first_day: Date,
    /// Last day, when an end is known.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Positions, by unit and title.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PositionList {
    /// The day.
    pub as_of: Date,
    /// The rows.
    pub items: Vec<PositionView>,
    /// Pass it as `cursor` for what follows; `null` at the end.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// How many there are in all.
    pub total: u64,
    /// Planned seats of all of them.
    pub planned: u64,
    /// Vacant seats of all of them.
    #[schema(required)]
    pub vacant: Option<u64>,
}

/// A position from a day on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutPosition {
    /// Which position; a new one unless told.
    pub id: Option<PositionId>,
    /// In which unit.
    pub unit_id: OrgUnitId,
    /// Title, as assignments name it.
    #[schema(example = "后端工程师")]
    pub title: String,
    /// Code of list `job`.
    pub job: Option<String>,
    /// Level.
    pub job_level: Option<String>,
    /// Planned seats.
    pub headcount: i32,
    /// The employer that its holders should have.
    pub legal_entity_id: Option<LegalEntityId>,
    /// Whether the group may not leave it empty.
    #[serde(default)]
    pub key_position: bool,
    /// From which day on.
    pub first_day: Date,
}

/// The end of a position or a dotted line.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LastDay {
    /// Its last day.
    pub last_day: Date,
}

/// The seat of a person from a day on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Which position, of the unit in which the person works.
    pub position_id: PositionId,
    /// From which day on.
    pub first_day: Date,
}

/// An employer in the tree of employers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntityNode {
    /// Which.
    pub id: LegalEntityId,
    /// The employer that owns it.
    #[schema(required)]
    pub parent_id: Option<LegalEntityId>,
    /// Short name.
    pub name: String,
    /// Full registered name.
    pub full_name: String,
    /// Place of registration.
    pub place: String,
    /// Whether new employments may be made with it.
    pub active: bool,
    /// People employed by it on the day.
    #[schema(required)]
    pub people: Option<u64>,
    /// The same, with everything that it owns.
    #[schema(required)]
    pub people_total: Option<u64>,
}

/// Employers with what they own, parents first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntityTree {
    /// The day.
    pub as_of: Date,
    /// The employers.
    pub items: Vec<EntityNode>,
}
