//! What the duplicates room takes and gives.

use access::Shown;
use kernel::{Date, Instant, LegalEntityId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Which pairs.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DuplicateQuery {
    /// Only from this score on, 0 to 100.
    pub at_least: Option<i32>,
}

/// Which two persons.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PairQuery {
    /// One.
    pub first_id: PersonId,
    /// The other.
    pub second_id: PersonId,
}

/// One thing that counts for or against two records being one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScoreTerm {
    /// What: `identity_same`, `phone_same`, `name_same`, `birth_same` …
    pub key: &'static str,
    /// Points for, or against when negative.
    pub points: i32,
}

/// Where somebody worked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairEmployment {
    /// With which employer.
    pub legal_entity_id: LegalEntityId,
    /// Its short name.
    pub employer: String,
    /// Employee number.
    pub employee_no: String,
    /// First day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub first_day: Shown<Date>,
    /// Last day, when an end is known.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Option<Date>>,
}

/// One of the two.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairPerson {
    /// Who.
    pub person_id: PersonId,
    /// Name.
    pub full_name: String,
    /// Where the person worked, newest first.
    pub employments: Vec<PairEmployment>,
}

/// Two records that may be one person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicatePair {
    /// One.
    pub first: PairPerson,
    /// The other.
    pub second: PairPerson,
    /// 0 to 100.
    pub score: i32,
    /// `likely` or `possible`.
    pub band: &'static str,
    /// What the score is made of, strongest first.
    pub terms: Vec<ScoreTerm>,
}

/// The list of pairs, most likely first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateList {
    /// At most 200 pairs.
    pub items: Vec<DuplicatePair>,
    /// How many there are.
    pub total: u64,
    /// From which score on a pair is shown.
    pub threshold: i32,
    /// Pairs that somebody said are two persons.
    pub set_aside: u64,
}

/// One field of both, side by side.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ComparisonLine {
    /// Which field of a person.
    pub field: &'static str,
    /// Of the first, masked where it is delicate.
    #[schema(value_type = Option<String>, required)]
    pub first: Shown<Option<String>>,
    /// Of the second.
    #[schema(value_type = Option<String>, required)]
    pub second: Shown<Option<String>>,
    /// `same`, `differs`, `first_only`, `second_only` or `none`; withheld with the values.
    #[schema(value_type = Option<String>, required)]
    pub verdict: Shown<&'static str>,
}

/// Two records side by side.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateComparison {
    /// The pair with its score.
    pub pair: DuplicatePair,
    /// Field by field.
    pub lines: Vec<ComparisonLine>,
    /// Why they cannot be merged as they are: codes of problems.
    pub obstacles: Vec<Obstacle>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// What stands in the way of a merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Obstacle {
    /// Code of the problem that a merge would answer with.
    pub code: &'static str,
    /// What belongs to its text.
    #[schema(value_type = Object)]
    pub params: std::collections::BTreeMap<&'static str, String>,
}

/// Two persons that are two.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkDifferent {
    /// One.
    pub first_id: PersonId,
    /// The other.
    pub second_id: PersonId,
    /// How one knows.
    pub reason: String,
}

/// Two records that are one person.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergePersons {
    /// The record that stays.
    pub survivor_id: PersonId,
    /// The record that goes into it.
    pub absorbed_id: PersonId,
    /// Fields whose value is taken from the record that goes; where the one that stays has none it is taken anyhow.
    #[serde(default)]
    pub take: Vec<String>,
    /// How one knows that they are one.
    pub reason: String,
}

/// What a merge did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Merged {
    /// The merge.
    pub id: Uuid,
    /// Rows that moved.
    pub moved: u64,
}

/// Why a merge is taken back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoMerge {
    /// The reason.
    pub reason: String,
}

/// A merge.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MergeView {
    /// Which.
    pub id: Uuid,
    /// The record that stayed.
    pub survivor_id: PersonId,
    /// Its name.
    pub survivor_name: String,
    /// The record that went into it.
    pub absorbed_id: PersonId,
    /// The name that stood on it.
    pub absorbed_name: String,
    /// `merged` or `undone`.
    pub state: String,
    /// Rows that moved.
    pub moved: u64,
    /// How one knew.
    pub reason: String,
    /// Who merged.
    #[schema(required)]
    pub merged_by: Option<String>,
    /// When.
    pub merged_at: Instant,
    /// Who took it back.
    #[schema(required)]
    pub undone_by: Option<String>,
    /// When it was taken back.
    #[schema(required)]
    pub undone_at: Option<Instant>,
    /// Why it was taken back.
    #[schema(required)]
    pub undo_reason: Option<String>,
}

/// All merges, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MergeList {
    /// The merges.
    pub items: Vec<MergeView>,
    /// Whether there are more than are listed.
    pub more: bool,
}
