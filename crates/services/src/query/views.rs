//! What questions take and give.

use access::Shown;
use kernel::{Date, FieldClass, FieldType, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is said about a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// It is one of the values; a unit means everything below it too.
    OneOf,
    /// It contains the text.
    Contains,
    /// It is this day or later.
    From,
    /// It is this day or earlier.
    Until,
    /// It has no value.
    Empty,
}

/// A field that may be asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskedField {
    /// `record.field`, or `standard.` and a set of codes.
    pub key: &'static str,
    /// Locale key.
    pub label: &'static str,
    /// Who may see it.
    pub class: FieldClass,
    /// What it holds.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// For references and codes: where the values come from.
    #[schema(required)]
    pub refers_to: Option<&'static str>,
    /// The set of codes whose standard it shows.
    #[schema(required)]
    pub standard: Option<&'static str>,
    /// What may be said about it.
    pub operators: Vec<Operator>,
    /// Whether one may group by it.
    pub groups: bool,
}

/// All fields that the caller may ask about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskedFieldList {
    /// The fields.
    pub items: Vec<AskedField>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QueryFilter {
    /// Which field.
    #[schema(example = "assignment.place")]
    pub field: String,
    /// What is said about it.
    pub operator: Operator,
    /// Values, as texts; ids spelt out, days as `2026-11-20`.
    #[serde(default)]
    pub values: Vec<String>,
}

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunQuery {
    /// The day; today unless told.
    pub as_of: Option<Date>,
    /// The conditions, at most 12.
    #[serde(default)]
    pub filters: Vec<QueryFilter>,
    /// Whether one condition is enough; all of them unless told.
    #[serde(default)]
    pub any: bool,
    /// Count by these fields, at most two.
    #[serde(default)]
    pub group_by: Vec<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
}

/// A line of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct QueryRow {
    /// Who.
    pub person_id: PersonId,
    /// Name.
    pub full_name: String,
    /// Employee number.
    pub employee_no: String,
    /// Employer.
    pub company: String,
    /// Unit.
    pub unit: String,
    /// Position.
    pub position: String,
    /// Level.
    #[schema(required)]
    pub job_level: Option<String>,
    /// The level in the group's standard.
    #[schema(required)]
    pub standard_level: Option<String>,
    /// Work place.
    pub place: String,
    /// Kind of employment.
    #[schema(value_type = Option<String>, required)]
    pub employment_kind: Shown<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub hired_on: Shown<Date>,
    /// Last day, when an end is known.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Option<Date>>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QueryGroup {
    /// Values it is grouped by; none where there is no value.
    pub values: Vec<Option<String>>,
    /// The same, called as people call them.
    pub titles: Vec<Option<String>>,
    /// How many; none where the group is too small to be told.
    #[schema(required)]
    pub count: Option<u64>,
}

/// An answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct QueryAnswer {
    /// The day.
    pub as_of: Date,
    /// How many rows the question finds.
    pub total: u64,
    /// The groups, largest first; empty when nothing is grouped by.
    pub groups: Vec<QueryGroup>,
    /// From which size on a group is told, where the fields demand it.
    #[schema(required)]
    pub smallest_group: Option<u64>,
    /// Rows of this page.
    pub rows: Vec<QueryRow>,
    /// Pass it as `cursor` for what follows; `null` at the end.
    #[schema(required)]
    pub next_cursor: Option<String>,
}

/// A question as a file.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportQuery {
    /// The question.
    pub query: RunQuery,
    /// `xlsx` or `csv`.
    pub format: String,
}

/// A file.
#[derive(Debug, Clone)]
pub struct FileOf {
    /// Its name.
    pub file_name: String,
    /// Its type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Keeps a question.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveQuery {
    /// What it is called.
    pub title: String,
    /// The question.
    pub query: RunQuery,
    /// Whether colleagues may use it; each sees the own rows.
    #[serde(default)]
    pub shared: bool,
}

/// A question that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SavedQueryView {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The question.
    pub query: RunQuery,
    /// Whether colleagues may use it.
    pub shared: bool,
    /// Whether it is the caller's own.
    pub own: bool,
}

/// Questions that the caller may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SavedQueryList {
    /// The questions, by name.
    pub items: Vec<SavedQueryView>,
}
