//! What the reorganisations room takes and gives.

use access::Shown;
use kernel::{Date, Instant, LegalEntityId, Money, OrgUnitId, PersonId, ReorganisationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::compare::Mark;
use super::plan::Step;
use crate::approvals::ApprovalView;
use crate::people::{EntityRef, PersonRef, UnitRef};

/// A new draft.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReorganisation {
    /// What it is called.
    #[schema(example = "检索并入数据智能")]
    pub title: String,
    /// The first day of the new organisation.
    pub effective_on: Date,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// What a draft is called, when it holds, and why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditReorganisation {
    /// The version that was looked at.
    pub version: i32,
    /// What it is called.
    pub title: String,
    /// The first day of the new organisation.
    pub effective_on: Date,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// One more change.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddChange {
    /// The version that was looked at.
    pub version: i32,
    /// What changes.
    pub change: Step,
}

/// The version that was looked at.
#[derive(Debug, Clone, Deserialize, ToSchema, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfVersion {
    /// The version.
    pub version: i32,
}

/// A change of a draft, with names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangeView {
    /// Which.
    pub id: Uuid,
    /// What changes.
    pub change: Step,
    /// The unit it is about.
    #[schema(required)]
    pub unit: Option<UnitRef>,
    /// The unit that it goes below, that receives, or that it left when it was written down.
    #[schema(required)]
    pub from: Option<UnitRef>,
    /// Where it goes, or who receives.
    #[schema(required)]
    pub to: Option<UnitRef>,
    /// A head: the new one.
    #[schema(required)]
    pub head: Option<PersonRef>,
    /// The title of a position.
    #[schema(required)]
    pub title: Option<String>,
    /// Planned seats before.
    #[schema(required)]
    pub headcount_before: Option<i32>,
    /// People concerned.
    pub people: u64,
    /// Why it cannot be carried out, or what changed meanwhile.
    pub hindrances: Vec<Hindrance>,
}

/// What stands in the way of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Hindrance {
    /// Of which change; none for the draft as a whole.
    #[schema(required)]
    pub change_id: Option<Uuid>,
    /// `reorganisations.changed_meanwhile`, `reorganisations.unit_gone` …
    pub code: String,
    /// What it is about.
    pub name: String,
}

/// A reorganisation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReorganisationSummary {
    /// Which.
    pub id: ReorganisationId,
    /// What it is called.
    pub title: String,
    /// The first day of the new organisation.
    pub effective_on: Date,
    /// `draft`, `submitted`, `refused`, `scheduled`, `activated` or `withdrawn`.
    pub state: String,
    /// How many changes.
    pub changes: u64,
    /// Who drafts it.
    #[schema(required)]
    pub drafted_by: Option<String>,
    /// When it changed last.
    pub changed_at: Instant,
    /// Whether something stood in the way on its day.
    pub hindered: bool,
}

/// Reorganisations, those that are open first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReorganisationList {
    /// The rows.
    pub items: Vec<ReorganisationSummary>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A reorganisation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReorganisationView {
    /// Which.
    pub id: ReorganisationId,
    /// What it is called.
    pub title: String,
    /// The first day of the new organisation.
    pub effective_on: Date,
    /// Why.
    pub note: String,
    /// `draft`, `submitted`, `refused`, `scheduled`, `activated` or `withdrawn`.
    pub state: String,
    /// How often it was changed.
    pub version: i32,
    /// Who drafts it.
    #[schema(required)]
    pub drafted_by: Option<String>,
    /// When it was begun.
    pub created_at: Instant,
    /// When it changed last.
    pub changed_at: Instant,
    /// When it was submitted.
    #[schema(required)]
    pub submitted_at: Option<Instant>,
    /// When it was written into the organisation.
    #[schema(required)]
    pub activated_at: Option<Instant>,
    /// The changes in order.
    pub changes: Vec<ChangeView>,
    /// What stood in the way on its day.
    pub hindrances: Vec<Hindrance>,
    /// Who was asked and what they said, once it was submitted.
    #[schema(required)]
    pub approval: Option<ApprovalView>,
    /// Whether the caller may change it now.
    pub may_change: bool,
}

/// A number before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct BeforeAfter {
    /// Without the draft.
    pub before: u64,
    /// With it.
    pub after: u64,
}

/// A unit that the draft touches, by itself, those below not counted.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitDifference {
    /// Which.
    pub unit: UnitRef,
    /// What becomes of it.
    #[schema(required)]
    pub mark: Option<Mark>,
    /// People.
    pub people: BeforeAfter,
    /// Planned seats.
    pub planned: BeforeAfter,
    /// Monthly base pay before, in fen; none where fewer than five people would be added up.
    #[schema(value_type = Option<i64>, required)]
    pub pay_before_fen: Shown<Option<Money>>,
    /// The same after.
    #[schema(value_type = Option<i64>, required)]
    pub pay_after_fen: Shown<Option<Money>>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Whom an account sees by one of its grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RightDifference {
    /// The account's name.
    pub account: String,
    /// Key of the role.
    pub role: String,
    /// Name of the role, Chinese.
    pub role_zh: String,
    /// Name of the role, English.
    pub role_en: String,
    /// `unit` or `team`.
    pub scope: String,
    /// People seen.
    pub people: BeforeAfter,
    /// People seen only afterwards.
    pub gained: u64,
    /// People seen only before.
    pub lost: u64,
}

/// What a draft would change on its day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReorganisationPreview {
    /// The day.
    pub effective_on: Date,
    /// The version that was looked at.
    pub version: i32,
    /// Units.
    pub units: BeforeAfter,
    /// People.
    pub people: BeforeAfter,
    /// Planned seats.
    pub planned: BeforeAfter,
    /// Managers with more than twelve direct reports.
    pub wide_spans: BeforeAfter,
    /// People who go to another unit, or along with theirs.
    pub moved: u64,
    /// People who get another manager.
    pub managers_changed: u64,
    /// People whose work place changes.
    pub places_changed: u64,
    /// People whose new position asks for another employer.
    pub entities_changed: u64,
    /// Monthly base pay of everybody before, in fen.
    #[schema(value_type = Option<i64>, required)]
    pub pay_before_fen: Shown<Money>,
    /// The same after: moving people costs nothing by itself.
    #[schema(value_type = Option<i64>, required)]
    pub pay_after_fen: Shown<Money>,
    /// What the added seats would cost a month at the average base pay of their unit, in fen; an estimate.
    #[schema(value_type = Option<i64>, required)]
    pub added_seats_fen: Shown<Money>,
    /// Units that it touches.
    pub by_unit: Vec<UnitDifference>,
    /// Accounts that see other people afterwards.
    pub rights: Vec<RightDifference>,
    /// Whether another employer or work place must be agreed with somebody first (Labour Contract Law art. 35).
    pub needs_agreement: bool,
    /// What stands in the way.
    pub hindrances: Vec<Hindrance>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Which people of a draft.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MovesQuery {
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
}

/// Somebody whose assignment would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MoveView {
    /// Who.
    pub person: PersonRef,
    /// Title.
    pub position: String,
    /// Unit before.
    pub unit_before: UnitRef,
    /// Unit after.
    pub unit_after: UnitRef,
    /// The unit with which the person goes along, when the own one stays.
    #[schema(required)]
    pub carried_by: Option<UnitRef>,
    /// Manager before.
    #[schema(required)]
    pub manager_before: Option<PersonRef>,
    /// Manager after.
    #[schema(required)]
    pub manager_after: Option<PersonRef>,
    /// Work place before, when it changes.
    #[schema(required)]
    pub place_before: Option<String>,
    /// Work place after, when it changes.
    #[schema(required)]
    pub place_after: Option<String>,
    /// The employer that the new position asks for, when it is another one.
    #[schema(required)]
    pub other_entity: Option<EntityRef>,
}

/// People whose assignment would change, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MoveList {
    /// The rows that the caller may see.
    pub items: Vec<MoveView>,
    /// Pass it as `cursor` for what follows; `null` at the end.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// How many there are in all.
    pub total: u64,
    /// How many of them the caller may not see.
    pub hidden: u64,
}

/// Which part of the chart with a draft laid over it.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DraftChartQuery {
    /// Only the units right below this one; the root with the way to everything that changes unless told.
    pub unit_id: Option<OrgUnitId>,
}

/// A unit on the chart of the day, as the draft leaves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DraftUnit {
    /// Different for each place: a unit that moves stands where it was and where it goes.
    pub key: String,
    /// Which.
    pub id: OrgUnitId,
    /// The unit above, as on this chart.
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
    /// Units right below it, loaded or not.
    pub children: u64,
    /// What becomes of it.
    #[schema(required)]
    pub mark: Option<Mark>,
    /// Whether it is gone from this place.
    pub ghost: bool,
    /// The name before, when it is renamed.
    #[schema(required)]
    pub old_name: Option<String>,
    /// People here and below.
    pub people: u64,
    /// Planned seats here and below; none where there is no plan.
    #[schema(required)]
    pub planned: Option<u64>,
    /// How many more people, here and below.
    pub people_difference: i64,
    /// How many more planned seats, here and below.
    pub planned_difference: i64,
}

/// A part of the chart with a draft laid over it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DraftChart {
    /// The day.
    pub effective_on: Date,
    /// The version that was looked at.
    pub version: i32,
    /// The units, parents before children.
    pub items: Vec<DraftUnit>,
}

/// Why a reorganisation is taken back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawReorganisation {
    /// Why; stands in the trail.
    pub reason: String,
    /// Whether it becomes a draft again instead of ending.
    #[serde(default)]
    pub to_draft: bool,
}

/// What ids are called in the views of this room.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) persons: std::collections::HashMap<Uuid, String>,
    pub(super) entities: std::collections::HashMap<Uuid, String>,
}

impl Names {
    pub(super) fn person(&self, id: Uuid) -> PersonRef {
        PersonRef { id: PersonId(id), full_name: self.persons.get(&id).cloned().unwrap_or_default() }
    }
    pub(super) fn entity(&self, id: Uuid) -> EntityRef {
        EntityRef { id: LegalEntityId(id), name: self.entities.get(&id).cloned().unwrap_or_default() }
    }
}
