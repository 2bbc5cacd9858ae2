//! Which column means what, and what the file lacks. The same shape on the wire, at rest and as `MAP.toml`.

use std::collections::BTreeMap;

use documents::dates::Order;
use kernel::{Date, Problem, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::migration::SetFile;
use super::target::{Care, Target};
use crate::Result;
use crate::custom_fields::CustomFieldView;

/// Whether `record.code` names the field.
pub(super) fn is(field: &CustomFieldView, key: &str) -> bool {
    key.split_once('.').is_some_and(|(record, code)| field.record == record && field.code == code)
}

/// What time the amounts of a column are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PayPeriod {
    /// A month.
    Month,
    /// A year; divided by twelve.
    Year,
}

/// The order of day, month and year in a column of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// `2021-03-01`.
    YearMonthDay,
    /// `3/1/2021`.
    MonthDayYear,
    /// `1/3/2021`.
    DayMonthYear,
}

impl From<DayOrder> for Order {
    fn from(order: DayOrder) -> Self {
        match order {
            DayOrder::YearMonthDay => Self::YearMonthDay,
            DayOrder::MonthDayYear => Self::MonthDayYear,
            DayOrder::DayMonthYear => Self::DayMonthYear,
        }
    }
}

impl From<Order> for DayOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::YearMonthDay => Self::YearMonthDay,
            Order::MonthDayYear => Self::MonthDayYear,
            Order::DayMonthYear => Self::DayMonthYear,
        }
    }
}

/// Why a column is not imported, or how its meaning was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The heading is one of the usual ones.
    Heading,
    /// A person decided it.
    ByHand,
    /// The heading names a protected attribute: nothing here may be decided by it.
    Protected,
    /// Nothing in Renhe needs it.
    NoPurpose,
    /// Another column already gives it.
    AnotherColumn,
    /// The values do not look like what the heading says.
    ValuesDoNotFit,
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnMap {
    /// Its heading in the file.
    pub heading: String,
    /// What it means; none: do not import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// A field that the firm added, as `record.code`: `person.shirt_size`. Instead of a target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom: Option<String>,
    /// How that was found, or why it is left out.
    pub why: Why,
    /// For days: the order of day, month and year where the texts leave it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_order: Option<DayOrder>,
    /// For a protected attribute: what for. Without it the column is not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
}

/// When the firm could know what the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    /// Each fact since its own day plus the stated lag: hires since the hire, exits since the exit.
    History,
    /// Everything since one day: an undated snapshot.
    Snapshot,
}

/// What to do with rows whose first day lies ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FutureHires {
    /// Leave them out, and say so.
    LeaveOut,
    /// Import them as planned, known since today.
    Plan,
}

/// What the file lacks. Every value is said in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// Employer of rows that name none; created when there is none of this name.
    pub legal_entity: String,
    /// Place of registration of employers that are created.
    pub legal_entity_place: String,
    /// Whether employers that the file names and Renhe does not know are created.
    pub create_legal_entities: bool,
    /// Name of the unit under which the file's units stand.
    pub unit_root: String,
    /// What separates the levels in a path of units; none: the text is one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_separator: Option<String>,
    /// Position of rows that name none.
    pub position: String,
    /// Work place of rows that name none, or one that is not known.
    pub place: String,
    /// Kind of employment of rows that name none.
    pub employment_kind: String,
    /// Working time of rows that name none.
    pub working_time: String,
    /// Kind of contract of rows that name none and have no last day; `none`: no contract is written.
    pub contract_kind: String,
    /// Ground of an exit that names none.
    pub exit_ground: String,
    /// What time the amounts are for.
    pub pay_period: PayPeriod,
    /// When the firm could know what the file says.
    pub knowledge: Knowledge,
    /// For a snapshot: since which day; today unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_on: Option<Date>,
    /// For a history: days between a fact and its being known.
    pub lag_days: u16,
    /// Rows whose first day lies ahead.
    pub future_hires: FutureHires,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            legal_entity: String::new(),
            legal_entity_place: "CN".to_owned(),
            create_legal_entities: true,
            unit_root: "集团".to_owned(),
            unit_separator: None,
            position: "未填写".to_owned(),
            place: "CN".to_owned(),
            employment_kind: "full_time".to_owned(),
            working_time: "standard".to_owned(),
            contract_kind: "open_ended".to_owned(),
            exit_ground: "unknown".to_owned(),
            pay_period: PayPeriod::Month,
            knowledge: Knowledge::History,
            known_on: None,
            lag_days: 0,
            future_hires: FutureHires::LeaveOut,
        }
    }
}

/// The whole mapping: what `MAP.toml` holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What the file lacks.
    pub defaults: Defaults,
    /// Target → text in the file → code or value. Added to the built-in words.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// The columns in the order of the file.
    #[serde(rename = "column")]
    pub columns: Vec<ColumnMap>,
}

/// A mended cell or a left-out row. It stands beside the file, which stays as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Edit {
    pub(super) row: u32,
    /// `None`: leave the row out.
    pub(super) heading: Option<String>,
    pub(super) value: String,
}

/// What the record keeps, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan {
    pub(super) mapping: Mapping,
    pub(super) edits: Vec<Edit>,
    /// The files of a set; empty for a roster.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) files: Vec<SetFile>,
}

impl Mapping {
    /// Reads `MAP.toml`.
    ///
    /// # Errors
    /// `imports.map_unreadable` with what the reader stumbled over.
    pub fn from_toml(text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|error| Problem::invalid("imports.map_unreadable").with("detail", error.message()))
    }

    /// Writes `MAP.toml`.
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string_pretty(self)
            .map_err(|error| Problem::new(kernel::ErrorKind::Internal, "internal.map").with("detail", error))
    }

    /// The position of the column with this meaning.
    pub(super) fn column(&self, target: Target) -> Option<usize> {
        self.columns.iter().position(|column| column.target == Some(target))
    }

    /// Refuses what cannot work with this header: other columns, a meaning given twice, no name, no number,
    /// no first day, a protected attribute without a purpose.
    pub(super) fn check(&self, header: &[String]) -> Result<()> {
        for (at, heading) in header.iter().enumerate() {
            if self.columns.get(at).is_none_or(|column| column.heading != *heading) {
                return Err(Problem::invalid("imports.other_columns").at(format!("/column/{at}")));
            }
        }
        if self.columns.len() != header.len() {
            return Err(Problem::invalid("imports.other_columns").at(format!("/column/{}", header.len())));
        }
        for (at, column) in self.columns.iter().enumerate() {
            let named = |own: &ColumnMap| column.custom.is_some() && own.custom == column.custom;
            if column.custom.is_some() && (column.target.is_some() || self.columns[..at].iter().any(named)) {
                let problem = Problem::invalid("imports.target_twice").with("heading", &column.heading);
                return Err(problem.at(format!("/column/{at}/target")));
            }
            let Some(target) = column.target else { continue };
            if self.column(target) != Some(at) {
                return Err(Problem::invalid("imports.target_twice")
                    .with("heading", &column.heading)
                    .at(format!("/column/{at}/target")));
            }
            let stated = column.purpose.as_ref().is_some_and(|purpose| purpose.trim().chars().count() >= 2);
            if target.care() == Care::Protected && !stated {
                return Err(Problem::invalid("imports.purpose_required")
                    .with("heading", &column.heading)
                    .at(format!("/column/{at}/purpose"))
                    .by_law("《个人信息保护法》第六条、第二十八条"));
            }
        }
        for target in [Target::FullName, Target::EmployeeNo, Target::HiredOn] {
            if self.column(target).is_none() {
                let Text { zh, en } = target.title();
                let problem = Problem::invalid("imports.target_missing").at("/column");
                return Err(problem.with("target", format!("{zh} ({en})")));
            }
        }
        if self.column(Target::LegalEntity).is_none() && self.defaults.legal_entity.trim().is_empty() {
            return Err(Problem::invalid("input.required").at("/defaults/legal_entity"));
        }
        if self.defaults.unit_root.trim().is_empty() {
            return Err(Problem::invalid("input.required").at("/defaults/unit_root"));
        }
        self.check_values()
    }

    /// Refuses fields of the firm that are not there.
    pub(super) fn check_custom(&self, known: &[CustomFieldView]) -> Result<()> {
        let missing = |column: &ColumnMap| column.custom.as_ref().is_some_and(|key| !known.iter().any(|f| is(f, key)));
        match self.columns.iter().position(missing) {
            Some(at) => Err(Problem::invalid("imports.target_unknown").at(format!("/column/{at}/custom"))),
            None => Ok(()),
        }
    }

    fn check_values(&self) -> Result<()> {
        match self.values.keys().find(|key| Target::parse(key).is_none()) {
            Some(key) => Err(Problem::invalid("imports.target_unknown").at(format!("/values/{key}"))),
            None => Ok(()),
        }
    }
}
