//! Names, units, sentences and what helps, feature by feature.

use kernel::Text;

use super::{Feature, FeatureMeta, Unit, Wording};
use crate::Action::{
    self, CareerTalk, FlexibleWork, GoalSupport, LoadRelief, ManagerCoaching, PayReview, RenewalTalk, RetentionTalk,
    TeamSupport, Training, WorkChange,
};
use crate::UsableSignal as S;

impl Wording {
    /// One sentence whichever way it pushes; the figure is the value.
    const fn same(zh: &'static str, en: &'static str) -> Self {
        Self::either((zh, en), (zh, en))
    }

    /// Another stress when it pushes up and when it pushes down; both true.
    const fn either(up: (&'static str, &'static str), down: (&'static str, &'static str)) -> Self {
        Self {
            up: Text::of(up.0, up.1),
            down: Text::of(down.0, down.1),
            zero: None,
            negative: None,
            figure: Text::of("{value}", "{value}"),
        }
    }

    fn zero(self, zh: &'static str, en: &'static str) -> Self {
        Self { zero: Some(Text::of(zh, en)), ..self }
    }

    fn negative(self, zh: &'static str, en: &'static str) -> Self {
        Self { negative: Some(Text::of(zh, en)), ..self }
    }

    fn figure(self, zh: &'static str, en: &'static str) -> Self {
        Self { figure: Text::of(zh, en), ..self }
    }
}

/// The row of the table below.
struct Entry(&'static str, (&'static str, &'static str), Unit, &'static [S], Wording, &'static [Action]);

pub(super) fn of(feature: Feature) -> FeatureMeta {
    let Entry(key, (zh, en), unit, inputs, wording, helps) = match feature {
        Feature::TenureMonths
        | Feature::MonthsSincePromotion
        | Feature::MonthsSinceTransfer
        | Feature::ContractEnds6m => employment(feature),
        Feature::MonthsSinceRaise | Feature::LastRaisePercent | Feature::PayPosition => pay(feature),
        Feature::PerformanceLast
        | Feature::PerformanceChange
        | Feature::PerformanceChangeTwo
        | Feature::PerformanceDrops
        | Feature::GoalsSlipped6m => performance(feature),
        Feature::PersonalLeave3m
        | Feature::PersonalLeave6m
        | Feature::PersonalLeaveExcess
        | Feature::Overtime3m
        | Feature::CommuteMinutes => leave_and_load(feature),
        Feature::ResignationWithdrawn12m
        | Feature::MonthsSinceWithdrawal
        | Feature::ManagerChanges12m
        | Feature::TeamExits6m
        | Feature::TeamExits12m => surroundings(feature),
    };
    FeatureMeta { feature, key, name: Text::of(zh, en), unit, inputs, wording, helps }
}

fn employment(feature: Feature) -> Entry {
    match feature {
        Feature::TenureMonths => Entry(
            "tenure_months",
            ("司龄", "Tenure"),
            Unit::Months,
            &[S::Hire],
            Wording::same("入职 {value}", "{value} with the firm"),
            &[CareerTalk],
        ),
        Feature::MonthsSincePromotion => Entry(
            "months_since_promotion",
            ("距上次晋升", "Time since the last promotion"),
            Unit::Months,
            &[S::Promotion, S::Hire],
            Wording::either(
                ("距{since}已有 {value}，未再晋升", "{value} since {since} without a promotion"),
                ("距{since} {value}", "{value} since {since}"),
            ),
            &[CareerTalk, WorkChange, Training],
        ),
        Feature::MonthsSinceTransfer => Entry(
            "months_since_transfer",
            ("距上次调动", "Time since the last transfer"),
            Unit::Months,
            &[S::Transfer],
            Wording::same("上次调动在 {value}前", "Last transfer {value} ago")
                .zero("本月刚调动", "Transferred within the last month"),
            &[CareerTalk, ManagerCoaching],
        ),
        _ => Entry(
            "contract_ends_6m",
            ("合同 6 个月内到期", "Contract ends within six months"),
            Unit::Flag,
            &[S::ContractTerm],
            Wording::same("劳动合同将在 6 个月内到期", "The contract ends within six months")
                .zero("劳动合同 6 个月内不到期", "The contract does not end within six months")
                .figure("{ends}", "{ends}"),
            &[RenewalTalk],
        ),
    }
}

fn pay(feature: Feature) -> Entry {
    match feature {
        Feature::MonthsSinceRaise => Entry(
            "months_since_raise",
            ("距上次调薪", "Time since the last raise"),
            Unit::Months,
            &[S::PayChange, S::Hire],
            Wording::either(
                ("距{since}已有 {value}，未再调薪", "{value} since {since} without a raise"),
                ("距{since} {value}", "{value} since {since}"),
            ),
            &[PayReview, CareerTalk],
        ),
        Feature::LastRaisePercent => Entry(
            "last_raise_percent",
            ("上次调薪幅度", "Size of the last raise"),
            Unit::Percent,
            &[S::PayChange],
            Wording::same("上次调薪 {value}", "The last raise was {value}")
                .zero("入职以来没有调薪", "No raise since the hire"),
            &[PayReview],
        ),
        _ => Entry(
            "pay_position",
            ("同级薪酬位置", "Pay among peers"),
            Unit::Percentile,
            &[S::PayPosition],
            Wording::same("薪酬处于同级{band}", "Pay is {band} among peers"),
            &[PayReview],
        ),
    }
}

fn performance(feature: Feature) -> Entry {
    match feature {
        Feature::PerformanceLast => Entry(
            "performance_last",
            ("最近一次绩效", "Last performance score"),
            Unit::Points,
            &[S::PerformanceResult],
            Wording::same("最近一次绩效 {value}", "The last performance score is {value}"),
            &[GoalSupport, CareerTalk],
        ),
        Feature::PerformanceChange => Entry(
            "performance_change",
            ("较上一周期绩效变化", "Performance against the cycle before"),
            Unit::Points,
            &[S::PerformanceResult],
            Wording::same("绩效较上一周期上升 {size}", "Performance rose by {size} against the cycle before")
                .negative("绩效较上一周期下降 {size}", "Performance fell by {size} against the cycle before")
                .zero("绩效与上一周期持平", "Performance is as in the cycle before")
                .figure("{scores}", "{scores}"),
            &[GoalSupport, WorkChange, CareerTalk],
        ),
        Feature::PerformanceChangeTwo => Entry(
            "performance_change_two",
            ("较两个周期前绩效变化", "Performance against two cycles before"),
            Unit::Points,
            &[S::PerformanceResult],
            Wording::same("绩效较两个周期前上升 {size}", "Performance rose by {size} over two cycles")
                .negative("绩效较两个周期前下降 {size}", "Performance fell by {size} over two cycles")
                .zero("绩效与两个周期前持平", "Performance is as two cycles before"),
            &[GoalSupport, WorkChange, CareerTalk],
        ),
        Feature::PerformanceDrops => Entry(
            "performance_drops",
            ("绩效连续下降", "Performance falling in a row"),
            Unit::Cycles,
            &[S::PerformanceResult],
            Wording::same("绩效{value}下降", "Performance fell {value}")
                .zero("最近一个周期绩效没有下降", "Performance did not fall in the last cycle")
                .figure("{scores}", "{scores}"),
            &[WorkChange, GoalSupport, CareerTalk],
        ),
        _ => Entry(
            "goals_slipped_6m",
            ("近 6 个月目标延期", "Goals slipped in six months"),
            Unit::Goals,
            &[S::GoalResult],
            Wording::same("近 6 个月有 {value}目标延期", "Slipped in the last six months: {value}")
                .zero("近 6 个月没有目标延期", "No goal slipped in the last six months"),
            &[GoalSupport, LoadRelief],
        ),
    }
}

fn leave_and_load(feature: Feature) -> Entry {
    match feature {
        Feature::PersonalLeave3m => Entry(
            "personal_leave_3m",
            ("近 3 个月事假", "Personal leave in three months"),
            Unit::Days,
            &[S::PersonalLeave],
            Wording::same("近 3 个月事假 {value}", "{value} of personal leave in the last three months")
                .zero("近 3 个月没有事假", "No personal leave in the last three months")
                .figure("{quarters}", "{quarters}"),
            &[RetentionTalk, FlexibleWork],
        ),
        Feature::PersonalLeave6m => Entry(
            "personal_leave_6m",
            ("近 6 个月事假", "Personal leave in six months"),
            Unit::Days,
            &[S::PersonalLeave],
            Wording::same("近 6 个月事假 {value}", "{value} of personal leave in the last six months")
                .zero("近 6 个月没有事假", "No personal leave in the last six months")
                .figure("{quarters}", "{quarters}"),
            &[RetentionTalk, FlexibleWork],
        ),
        Feature::PersonalLeaveExcess => Entry(
            "personal_leave_excess",
            ("事假与本人往常相比", "Personal leave against own habit"),
            Unit::Days,
            &[S::PersonalLeave, S::Hire],
            Wording::same("事假比本人往常多 {size}", "{size} more personal leave than this person's habit")
                .negative("事假比本人往常少 {size}", "{size} less personal leave than this person's habit")
                .zero("事假与本人往常持平", "Personal leave is as this person's habit")
                .figure("{quarters}；往常 {usual}", "{quarters}; usually {usual}"),
            &[RetentionTalk, FlexibleWork, LoadRelief],
        ),
        Feature::Overtime3m => Entry(
            "overtime_3m",
            ("近 3 个月月均加班", "Overtime a month"),
            Unit::Hours,
            &[S::Overtime],
            Wording::same("近 3 个月平均每月加班 {value}", "{value} of overtime a month in the last three months")
                .zero("近 3 个月没有加班", "No overtime in the last three months"),
            &[LoadRelief, FlexibleWork],
        ),
        _ => Entry(
            "commute_minutes",
            ("单程通勤", "Way to work"),
            Unit::Minutes,
            &[S::Commute],
            Wording::same("单程通勤 {value}", "{value} to work, one way"),
            &[FlexibleWork],
        ),
    }
}

fn surroundings(feature: Feature) -> Entry {
    match feature {
        Feature::ResignationWithdrawn12m => Entry(
            "resignation_withdrawn_12m",
            ("近 12 个月撤回过离职申请", "Resignation withdrawn in twelve months"),
            Unit::Flag,
            &[S::ResignationWithdrawn],
            Wording::same("近 12 个月内提出过离职并撤回", "A resignation was withdrawn in the last twelve months")
                .zero("近 12 个月没有撤回过离职申请", "No resignation was withdrawn in the last twelve months"),
            &[WorkChange, CareerTalk, RetentionTalk],
        ),
        Feature::MonthsSinceWithdrawal => Entry(
            "months_since_withdrawal",
            ("距撤回离职申请", "Time since a resignation was withdrawn"),
            Unit::Months,
            &[S::ResignationWithdrawn],
            Wording::same("{value}前撤回过离职申请", "A resignation was withdrawn {value} ago")
                .zero("本月撤回了离职申请", "A resignation was withdrawn within the last month"),
            &[RetentionTalk, CareerTalk, WorkChange],
        ),
        Feature::ManagerChanges12m => Entry(
            "manager_changes_12m",
            ("近 12 个月更换主管", "Manager changes in twelve months"),
            Unit::Times,
            &[S::ManagerChange],
            Wording::same("近 12 个月更换主管 {value}", "Manager changed in the last twelve months: {value}")
                .zero("近 12 个月主管没有变动", "The same manager for twelve months"),
            &[ManagerCoaching, RetentionTalk],
        ),
        Feature::TeamExits6m => Entry(
            "team_exits_6m",
            ("近 6 个月团队离职", "Exits in the team in six months"),
            Unit::Persons,
            &[S::TeamExit],
            Wording::same("直属团队近 6 个月有 {value}离开", "Left the team in the last six months: {value}")
                .zero("直属团队近 6 个月无人离开", "Nobody left the team in the last six months"),
            &[TeamSupport, LoadRelief],
        ),
        _ => Entry(
            "team_exits_12m",
            ("近 12 个月团队离职", "Exits in the team in twelve months"),
            Unit::Persons,
            &[S::TeamExit],
            Wording::same("直属团队近 12 个月有 {value}离开", "Left the team in the last twelve months: {value}")
                .zero("直属团队近 12 个月无人离开", "Nobody left the team in the last twelve months"),
            &[TeamSupport, LoadRelief],
        ),
    }
}
