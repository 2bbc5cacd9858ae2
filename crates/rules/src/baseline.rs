//! Three plain rules that anybody could write on paper. A model that is no better than these is not worth its risk.

use kernel::Text;
use serde::{Deserialize, Serialize};

use crate::features::{Direction, Driver, Feature, FeatureRow};

/// A rule of the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BaselineRule {
    /// Performance fell in two cycles in a row or more.
    TwoDrops,
    /// Personal leave a day or more above the person's own habit in three months.
    LeaveAboveHabit,
    /// A resignation was withdrawn in the last twelve months.
    WithdrawnResignation,
}

impl BaselineRule {
    /// All three.
    pub const ALL: [Self; 3] = [Self::TwoDrops, Self::LeaveAboveHabit, Self::WithdrawnResignation];

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::TwoDrops => Text::of("绩效连续两个周期下降", "Performance fell in two cycles in a row"),
            Self::LeaveAboveHabit => {
                Text::of("事假比本人往常多一天以上", "Personal leave a day or more above own habit")
            }
            Self::WithdrawnResignation => {
                Text::of("近 12 个月撤回过离职申请", "Resignation withdrawn in the last twelve months")
            }
        }
    }

    /// The feature that it looks at.
    pub const fn feature(self) -> Feature {
        match self {
            Self::TwoDrops => Feature::PerformanceDrops,
            Self::LeaveAboveHabit => Feature::PersonalLeaveExcess,
            Self::WithdrawnResignation => Feature::ResignationWithdrawn12m,
        }
    }

    /// From which value of the feature on it holds.
    const fn threshold(self) -> f64 {
        match self {
            Self::TwoDrops => 2.0,
            Self::LeaveAboveHabit | Self::WithdrawnResignation => 1.0,
        }
    }

    /// Whether it holds; a missing value never does.
    pub fn holds(self, row: &FeatureRow) -> bool {
        row.get(self.feature()).is_some_and(|value| value >= self.threshold())
    }
}

/// The share of the three rules that hold: 0, ⅓, ⅔ or 1. Many rows tie; count ties in proportion.
pub fn score(row: &FeatureRow) -> f64 {
    let hits = BaselineRule::ALL.iter().filter(|rule| rule.holds(row)).count();
    [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0][hits.min(3)]
}

/// The rules that hold, in words.
pub fn reasons(row: &FeatureRow) -> Vec<Driver> {
    let holding = BaselineRule::ALL.into_iter().filter(|rule| rule.holds(row));
    holding.map(|rule| row.driver(rule.feature(), Direction::Up)).collect()
}
