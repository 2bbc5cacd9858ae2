//! What the overview gives.

use access::Shown;
use kernel::{Date, Instant, PersonId, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::people::UnitRef;

/// On which day.
#[derive(Debug, Clone, Copy, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OverviewQuery {
    /// The day the figures are about; today unless told.
    pub as_of: Option<Date>,
}

/// Which rows.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FigureRowsQuery {
    /// The day the figure is about; today unless told.
    pub as_of: Option<Date>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
}

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureUnit {
    /// People.
    People,
    /// A share: 0.125 is 12.5 %.
    Share,
    /// Alerts.
    Alerts,
    /// Leaving cases.
    Cases,
    /// Tasks.
    Tasks,
    /// Minutes.
    Minutes,
}

/// One figure with everything one needs to trust it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Figure {
    /// Its name; opens its rows.
    pub key: String,
    /// What it is called.
    pub title: Text,
    /// The value; `null` when it is hidden or cannot be computed.
    #[schema(required)]
    pub value: Option<f64>,
    /// What the value counts.
    pub unit: FigureUnit,
    /// Of a share: how many are counted.
    #[schema(required)]
    pub numerator: Option<u64>,
    /// Of a share: out of how many (an average headcount, so not always whole).
    #[schema(required)]
    pub denominator: Option<f64>,
    /// The same figure a year before, where there is one.
    #[schema(required)]
    pub a_year_before: Option<f64>,
    /// How many rows stand behind it; `null` when the caller may not open them.
    #[schema(required)]
    pub rows: Option<u64>,
    /// Why the value is not shown.
    #[schema(required)]
    pub hidden: Option<Text>,
    /// What it means, with its formula.
    pub definition: Text,
    /// Name and version of the formula.
    pub formula: &'static str,
    /// Over whom it was computed.
    pub population: Text,
    /// The day it is about.
    pub as_of: Date,
    /// First day of the period it covers; `null` for a figure of one day.
    #[schema(required)]
    pub first_day: Option<Date>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MonthPoint {
    /// `2026-10`. Rows: `months.2026-10.headcount`, `.hires`, `.exits`, `.voluntary_exits`.
    pub month: String,
    /// People who stay on after its last day: the month before plus hires minus exits.
    pub headcount: u64,
    /// People whose first day lies in it.
    pub hires: u64,
    /// People whose last day lies in it.
    pub exits: u64,
    /// Of them at their own wish.
    pub voluntary_exits: u64,
}

/// One part of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FigureGroup {
    /// Its name; opens its rows.
    pub key: String,
    /// What it is called.
    pub label: Text,
    /// The value; `null` when hidden.
    #[schema(required)]
    pub value: Option<f64>,
    /// How many are counted; `null` when hidden.
    #[schema(required)]
    pub numerator: Option<u64>,
    /// Out of how many; `null` when hidden.
    #[schema(required)]
    pub denominator: Option<f64>,
    /// How many rows stand behind it; `null` when the caller may not open them.
    #[schema(required)]
    pub rows: Option<u64>,
    /// Why the value is not shown.
    #[schema(required)]
    pub hidden: Option<Text>,
}

/// A figure in parts.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Breakdown {
    /// `turnover_by_unit`, `turnover_by_tenure`, `turnover_by_reason`, `retention_6m`, `retention_12m`,
    /// `cycle_time_by_lane`.
    pub key: &'static str,
    /// What it is called.
    pub title: Text,
    /// What the values count.
    pub unit: FigureUnit,
    /// What it means, with its formula.
    pub definition: Text,
    /// Name and version of the formula.
    pub formula: &'static str,
    /// Over whom it was computed.
    pub population: Text,
    /// The day it is about.
    pub as_of: Date,
    /// First day of the period it covers.
    pub first_day: Date,
    /// The parts: units and reasons by value, hidden ones last; the others in their own order.
    pub groups: Vec<FigureGroup>,
}

/// The overview of a day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Overview {
    /// The day.
    pub as_of: Date,
    /// As far as was known then.
    pub known_at: Instant,
    /// The strip on top. What the caller may not see is absent.
    pub figures: Vec<Figure>,
    /// The last 24 months, oldest first.
    pub months: Vec<MonthPoint>,
    /// What headcount, hires and exits of a month mean.
    pub months_definition: Text,
    /// Figures in parts.
    pub breakdowns: Vec<Breakdown>,
    /// Key of the lane in which tasks were open longest; `null` without finished cases.
    #[schema(required)]
    pub bottleneck_lane: Option<String>,
}

/// What became of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Still here after the span.
    Stayed,
    /// Not here any more.
    Left,
}

/// One row behind a figure.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FigureRow {
    /// Who.
    pub person_id: PersonId,
    /// Name.
    pub full_name: String,
    /// Employee number.
    #[schema(required)]
    pub employee_no: Option<String>,
    /// Present or last unit.
    #[schema(required)]
    pub unit: Option<UnitRef>,
    /// The day that made the row count: first day, last day, day of the raise, day of the deadline …
    pub day: Date,
    /// What the row is about, such as the task that is late.
    #[schema(required)]
    pub note: Option<Text>,
    /// Minutes that it took, for cycle time.
    #[schema(required)]
    pub minutes: Option<i64>,
    /// For retention: what became of the person.
    #[schema(required)]
    pub outcome: Option<Outcome>,
    /// Code of list `exit_ground`, for leavers.
    #[schema(value_type = Option<String>, required)]
    pub exit_ground: Shown<Option<String>>,
    /// Code of list `exit_reason`, for leavers.
    #[schema(value_type = Option<String>, required)]
    pub exit_reason: Shown<Option<String>>,
    /// What was left out.
    pub redacted: Vec<&'static str>,
}

/// The rows behind a figure.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FigureRows {
    /// The figure.
    pub key: String,
    /// What it is called.
    pub title: Text,
    /// What it means.
    pub definition: Text,
    /// The day it is about.
    pub as_of: Date,
    /// The rows, newest day first.
    pub items: Vec<FigureRow>,
    /// Pass it as `cursor` for what follows; `null` at the end.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// How many there are in all.
    pub total: u64,
}
