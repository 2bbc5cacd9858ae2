//! Monthly as-of features of one person.
//!
//! A feature of month m uses facts known before the month's end and nothing else; no feature has a protected
//! signal among its inputs, because its list of inputs is a list of [`UsableSignal`]s.

mod compute;
mod meta;
mod words;

use kernel::Text;
use serde::{Deserialize, Serialize};

pub use compute::compute;
pub use words::{Direction, Driver};

use crate::{Action, UsableSignal};

/// A feature. The order is the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Whole months since the hire.
    TenureMonths,
    /// Whole months since the pay last rose, or since the hire.
    MonthsSinceRaise,
    /// How much the last rise was, in percent; 0: none since the hire.
    LastRaisePercent,
    /// Percentile of the pay among peers of the level.
    PayPosition,
    /// Score of the last performance cycle.
    PerformanceLast,
    /// Last score minus the one before.
    PerformanceChange,
    /// Last score minus the one two cycles before.
    PerformanceChangeTwo,
    /// How many cycles in a row the score fell.
    PerformanceDrops,
    /// Days of personal leave in the last three months.
    #[serde(rename = "personal_leave_3m")]
    PersonalLeave3m,
    /// Days of personal leave in the last six months.
    #[serde(rename = "personal_leave_6m")]
    PersonalLeave6m,
    /// Days of personal leave in the last three months above the person's own rate of the twelve months before.
    PersonalLeaveExcess,
    /// Goals that slipped in the last six months.
    #[serde(rename = "goals_slipped_6m")]
    GoalsSlipped6m,
    /// 1 when a resignation was withdrawn in the last twelve months.
    #[serde(rename = "resignation_withdrawn_12m")]
    ResignationWithdrawn12m,
    /// Whole months since a resignation was last withdrawn; missing: never.
    MonthsSinceWithdrawal,
    /// Whole months since the last promotion, or since the hire.
    MonthsSincePromotion,
    /// Whole months since the last transfer; missing: never.
    MonthsSinceTransfer,
    /// Changes of the direct manager in the last twelve months.
    #[serde(rename = "manager_changes_12m")]
    ManagerChanges12m,
    /// Colleagues of the team who left in the last six months.
    #[serde(rename = "team_exits_6m")]
    TeamExits6m,
    /// Colleagues of the team who left in the last twelve months.
    #[serde(rename = "team_exits_12m")]
    TeamExits12m,
    /// 1 when the fixed-term contract ends within six months.
    #[serde(rename = "contract_ends_6m")]
    ContractEnds6m,
    /// Hours of overtime a month, mean of the last three months.
    #[serde(rename = "overtime_3m")]
    Overtime3m,
    /// Minutes of the way to work.
    CommuteMinutes,
}

/// How a feature is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole months.
    Months,
    /// Days, halves possible.
    Days,
    /// Percent.
    Percent,
    /// 0 to 100 among peers.
    Percentile,
    /// Points of a performance score.
    Points,
    /// Cycles in a row.
    Cycles,
    /// Goals.
    Goals,
    /// Times.
    Times,
    /// Persons, counted.
    Persons,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// 0 or 1.
    Flag,
}

/// The sentences of a feature. Each is true whatever the model makes of it, so that no driver can lie.
/// Words in braces are filled in from the row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// When it pushes the score up.
    pub up: Text,
    /// When it pushes the score down.
    pub down: Text,
    /// When its value is 0, whichever way it pushes.
    pub zero: Option<Text>,
    /// When its value is negative, whichever way it pushes.
    pub negative: Option<Text>,
    /// The numbers beside the sentence.
    pub figure: Text,
}

/// What is to be known about a feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeatureMeta {
    /// Which.
    pub feature: Feature,
    /// Column name.
    pub key: &'static str,
    /// What people call it.
    pub name: Text,
    /// How it is measured.
    pub unit: Unit,
    /// The signals it is computed from.
    pub inputs: &'static [UsableSignal],
    /// Its sentences.
    pub wording: Wording,
    /// What usually helps when it pushes the score up, best first.
    pub helps: &'static [Action],
}

impl Feature {
    /// Every feature, in the order of the columns.
    pub const ALL: [Self; 22] = [
        Self::TenureMonths,
        Self::MonthsSinceRaise,
        Self::LastRaisePercent,
        Self::PayPosition,
        Self::PerformanceLast,
        Self::PerformanceChange,
        Self::PerformanceChangeTwo,
        Self::PerformanceDrops,
        Self::PersonalLeave3m,
        Self::PersonalLeave6m,
        Self::PersonalLeaveExcess,
        Self::GoalsSlipped6m,
        Self::ResignationWithdrawn12m,
        Self::MonthsSinceWithdrawal,
        Self::MonthsSincePromotion,
        Self::MonthsSinceTransfer,
        Self::ManagerChanges12m,
        Self::TeamExits6m,
        Self::TeamExits12m,
        Self::ContractEnds6m,
        Self::Overtime3m,
        Self::CommuteMinutes,
    ];

    /// What is to be known about it.
    pub fn meta(self) -> FeatureMeta {
        meta::of(self)
    }

    /// The feature with this column name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.meta().key == key)
    }

    /// Its column.
    pub const fn column(self) -> usize {
        self as usize
    }
}

/// The features of one person in one month, with the facts that the sentences quote.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureRow {
    values: [Option<f64>; Feature::ALL.len()],
    evidence: Evidence,
}

impl FeatureRow {
    /// The value, or `None` when it is not known.
    pub const fn get(&self, feature: Feature) -> Option<f64> {
        self.values[feature.column()]
    }

    /// The columns in order; missing values are NaN, for models that bin them apart.
    pub fn columns(&self) -> [f64; Feature::ALL.len()] {
        self.values.map(|value| value.unwrap_or(f64::NAN))
    }

    /// The features whose value is not known.
    pub fn missing(&self) -> impl Iterator<Item = Feature> + '_ {
        Feature::ALL.into_iter().filter(|feature| self.get(*feature).is_none())
    }
}

/// What the sentences quote beside the values.
#[derive(Debug, Clone, Default, PartialEq)]
struct Evidence {
    /// The last performance scores, oldest first, at most four.
    scores: Vec<f64>,
    /// Days of personal leave in the last three spans of three months, oldest first.
    leave_quarters: Vec<f64>,
    /// The person's usual days of personal leave in three months.
    usual_leave: Option<f64>,
    /// Whether the pay ever rose.
    ever_raised: bool,
    /// Whether there ever was a promotion.
    ever_promoted: bool,
    /// The last day of the contract.
    contract_ends: Option<kernel::Date>,
}
