//! Drivers in plain words, with the numbers behind them.

use kernel::Text;
use serde::{Deserialize, Serialize};

use super::{Feature, FeatureRow, Unit};
use crate::Action;

/// Which way a feature pushes the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Towards leaving.
    Up,
    /// Towards staying.
    Down,
}

/// One reason of a score, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Driver {
    /// Which feature.
    pub feature: Feature,
    /// Which way it pushes.
    pub direction: Direction,
    /// The sentence: 绩效连续两个周期下降.
    pub sentence: Text,
    /// The numbers: 91 → 83 → 74.
    pub figure: Text,
    /// What usually helps; empty when it pushes down.
    pub helps: Vec<Action>,
}

/// What a reason against first sight rests on.
const MORE_LEFT: Text =
    Text::of("；但从以往记录看，情形相近的人离职较多", "; yet in past records more people in this situation left");
const FEWER_LEFT: Text =
    Text::of("；但从以往记录看，情形相近的人离职较少", "; yet in past records fewer people in this situation left");

impl Feature {
    /// How people read a value: as a reason to leave, as a reason to stay, or as neither. The model may know better,
    /// so this never changes a score, only the words.
    pub fn reads(self, value: f64) -> Option<Direction> {
        let more_is = |direction, other| if value > 0.0 { Some(direction) } else { other };
        match self {
            Self::PerformanceDrops
            | Self::GoalsSlipped6m
            | Self::PersonalLeave3m
            | Self::PersonalLeave6m
            | Self::Overtime3m
            | Self::ResignationWithdrawn12m
            | Self::ManagerChanges12m
            | Self::TeamExits6m
            | Self::TeamExits12m
            | Self::ContractEnds6m => more_is(Direction::Up, Some(Direction::Down)),
            Self::LastRaisePercent => more_is(Direction::Down, Some(Direction::Up)),
            Self::PerformanceChange | Self::PerformanceChangeTwo => {
                more_is(Direction::Down, (value < 0.0).then_some(Direction::Up))
            }
            Self::PersonalLeaveExcess => more_is(Direction::Up, (value < 0.0).then_some(Direction::Down)),
            Self::PayPosition if value < 45.0 => Some(Direction::Up),
            Self::PayPosition if value > 55.0 => Some(Direction::Down),
            // Points of a hundred.
            Self::PerformanceLast if value >= 85.0 => Some(Direction::Down),
            Self::PerformanceLast if value < 60.0 => Some(Direction::Up),
            Self::MonthsSinceWithdrawal => Some(Direction::Up),
            Self::PayPosition
            | Self::PerformanceLast
            | Self::TenureMonths
            | Self::MonthsSinceRaise
            | Self::MonthsSincePromotion
            | Self::MonthsSinceTransfer
            | Self::CommuteMinutes => None,
        }
    }
}

impl FeatureRow {
    /// The driver of a feature. A missing value is said to be missing, not guessed. Where a value pushes the other
    /// way than it reads, the sentence says so: good news among the reasons would look like a mistake.
    pub fn driver(&self, feature: Feature, direction: Direction) -> Driver {
        let plain = self.plain(feature, direction);
        if !self.reads_against(feature, direction) {
            return plain;
        }
        let clause = if direction == Direction::Up { &MORE_LEFT } else { &FEWER_LEFT };
        let sentence =
            Text::new(format!("{}{}", plain.sentence.zh, clause.zh), format!("{}{}", plain.sentence.en, clause.en));
        Driver { sentence, ..plain }
    }

    /// Whether the value, as people read it, pushes the other way.
    pub fn reads_against(&self, feature: Feature, direction: Direction) -> bool {
        self.get(feature).and_then(|value| feature.reads(value)).is_some_and(|reading| reading != direction)
    }

    /// The feature in words, with no claim about the records of others.
    pub fn plain(&self, feature: Feature, direction: Direction) -> Driver {
        let meta = feature.meta();
        let helps = if direction == Direction::Up { meta.helps.to_vec() } else { Vec::new() };
        let Some(value) = self.get(feature) else {
            let sentence = Text::new(format!("{}：暂无数据", meta.name.zh), format!("{}: no data", meta.name.en));
            return Driver {
                feature, direction, sentence, figure: Text::of("暂无数据", "no data"), helps: Vec::new()
            };
        };
        let wording = &meta.wording;
        let by_value = if value == 0.0 {
            wording.zero.as_ref()
        } else if value < 0.0 {
            wording.negative.as_ref()
        } else {
            None
        };
        let by_direction = if direction == Direction::Up { &wording.up } else { &wording.down };
        let params = self.params(value, meta.unit, feature);
        let sentence = fill(by_value.unwrap_or(by_direction), &params);
        Driver { feature, direction, sentence, figure: fill(&wording.figure, &params), helps }
    }

    fn params(&self, value: f64, unit: Unit, feature: Feature) -> [(&'static str, Text); 8] {
        let evidence = &self.evidence;
        let both = |text: String| Text::new(text.clone(), text);
        let arrows = |numbers: &[f64]| numbers.iter().map(|x| number(*x)).collect::<Vec<_>>().join(" → ");
        let seen = match feature {
            Feature::MonthsSincePromotion => evidence.ever_promoted,
            _ => evidence.ever_raised,
        };
        let since = match (feature, seen) {
            (_, false) => Text::of("入职", "hire"),
            (Feature::MonthsSincePromotion, true) => Text::of("上次晋升", "the last promotion"),
            (_, true) => Text::of("上次调薪", "the last raise"),
        };
        let quarters = arrows(&evidence.leave_quarters);
        let usual = evidence.usual_leave.map_or_else(|| "—".to_owned(), number);
        let ends =
            evidence.contract_ends.map_or_else(|| Text::of("无固定期限", "open-ended"), |day| both(day.to_string()));
        [
            ("{value}", amount(value, unit)),
            ("{size}", amount(value.abs(), unit)),
            ("{since}", since),
            ("{scores}", both(arrows(&evidence.scores))),
            ("{quarters}", Text::new(format!("{quarters} 天"), format!("{quarters} days"))),
            ("{usual}", Text::new(format!("{usual} 天"), format!("{usual} days"))),
            ("{ends}", ends),
            ("{band}", band(value)),
        ]
    }
}

fn fill(template: &Text, params: &[(&'static str, Text)]) -> Text {
    let mut zh = template.zh.clone().into_owned();
    let mut en = template.en.clone().into_owned();
    for (name, text) in params {
        zh = zh.replace(name, &text.zh);
        en = en.replace(name, &text.en);
    }
    Text::new(zh, en)
}

/// At most one decimal, none when it is whole.
fn number(x: f64) -> String {
    let rounded = (x * 10.0).round() / 10.0 + 0.0; // + 0.0 turns -0 into 0
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

fn amount(value: f64, unit: Unit) -> Text {
    let n = number(value);
    let en = |one: &str, many: &str| format!("{n} {}", if n == "1" { one } else { many });
    match unit {
        Unit::Months => Text::new(format!("{n} 个月"), en("month", "months")),
        Unit::Days => Text::new(format!("{n} 天"), en("day", "days")),
        Unit::Percent => Text::new(format!("{n}%"), format!("{n}%")),
        Unit::Percentile => Text::new(format!("{n} 分位"), format!("percentile {n}")),
        Unit::Points => Text::new(format!("{n} 分"), en("point", "points")),
        Unit::Cycles => cycles(value),
        Unit::Goals => Text::new(format!("{n} 项"), en("goal", "goals")),
        Unit::Times => Text::new(format!("{n} 次"), en("time", "times")),
        Unit::Persons => Text::new(format!("{n} 人"), en("person", "people")),
        Unit::Hours => Text::new(format!("{n} 小时"), en("hour", "hours")),
        Unit::Minutes => Text::new(format!("{n} 分钟"), en("minute", "minutes")),
        Unit::Flag if value == 0.0 => Text::of("否", "no"),
        Unit::Flag => Text::of("是", "yes"),
    }
}

/// 最近一个周期, 连续两个周期, 连续三个周期 …
fn cycles(value: f64) -> Text {
    let n = number(value);
    let (zh, en) = match n.as_str() {
        "1" => return Text::of("最近一个周期", "in the last cycle"),
        "2" => ("两", "two"),
        "3" => ("三", "three"),
        "4" => ("四", "four"),
        "5" => ("五", "five"),
        _ => return Text::new(format!("连续 {n} 个周期"), format!("{n} cycles in a row")),
    };
    Text::new(format!("连续{zh}个周期"), format!("{en} cycles in a row"))
}

/// Where a percentile lies, in words.
fn band(percentile: f64) -> Text {
    match percentile {
        p if p < 25.0 => Text::of("偏低位置", "in the lowest quarter"),
        p if p < 45.0 => Text::of("中下位置", "below the middle"),
        p if p <= 55.0 => Text::of("中位", "in the middle"),
        p if p <= 75.0 => Text::of("中上位置", "above the middle"),
        _ => Text::of("较高位置", "in the highest quarter"),
    }
}
