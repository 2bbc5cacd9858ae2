//! What figures are called and what they mean.

use kernel::Text;
use workflow::CYCLE_TIME_DEFINITION;

use super::key::{Band, Cohort, FigureKey, MonthPart, Slice, Span};

/// Over whom people figures are computed.
pub(super) const POPULATION: Text = Text::of(
    "您管理范围内的全日制与非全日制员工，按其当前或最后所在部门划入范围；实习生、退休返聘人员不计入。",
    "Full-time and part-time employees in your scope, by their present or last unit; interns and rehired retirees do \
     not count.",
);
/// Over whom alerts are counted.
pub(super) const ALERTS: Text = Text::of("您可查看提醒的人员。", "People whose alerts you may see.");
/// Over what leaving work is computed.
pub(super) const CASES: Text = Text::of("您可查看的离职个案。", "Leaving cases that you may see.");

pub(super) const TOO_SMALL: Text = Text::of(
    "人数不足 5 人，为保护个人信息不予显示。",
    "Hidden: fewer than five people, so that nobody can be recognised.",
);
pub(super) const GIVEN_AWAY: Text = Text::of(
    "为避免由合计反推出不足 5 人的分组，不予显示。",
    "Hidden, because the total would give away a group of fewer than five people.",
);

pub(super) const MONTHS: Text = Text::of(
    "月末人数：当月最后一日之后仍在职的人数，等于上月末人数加入职减离职。入职：首日在当月；离职：最后在职日在当月。\
     连续更换用人单位不计为离职与入职。当月数据截至所选日期。",
    "Closing headcount: people who stay on after the last day of the month, that is the month before plus hires minus \
     exits. Hires: first day in the month; exits: last day in the month. A change of employer without a gap is neither. \
     The current month counts up to the chosen day.",
);
pub(super) const TURNOVER: Text = Text::of(
    "主动离职率 = 近 12 个月主动离职人数 ÷ 同期平均人数。主动离职：本人辞职（第三十七条）或由员工提出的协商解除（第三十六条）；\
     合同到期、退休、被迫解除不计入。平均人数：每月期初与期末人数的平均，再取 12 个月的平均。",
    "Voluntary turnover = people who left at their own wish in the last 12 months / average headcount of the same time. \
     At their own wish: resignation (art. 37) or an ending by agreement that the employee proposed (art. 36); expiry, \
     retirement and endings for the employer's fault are not among them. Average headcount: of each month the mean of \
     opening and closing, then the mean of the 12 months.",
);
pub(super) const RETENTION: Text = Text::of(
    "留任加薪或撤回离职之后，满 6（或 12）个月时仍在职的比例。留任加薪：调薪原因为“留任调薪”；\
     撤回未加薪：撤回离职申请，前 30 天至后 60 天内没有留任调薪；全体：期初在职人员中期末仍在职的比例。\
     仅计起点已满 6（或 12）个月的近三年个案；这是对照，不是因果证明。",
    "Of the people who got a raise to stay, or withdrew a resignation, the share still here 6 (or 12) months later. \
     Raise to stay: a pay change with the reason retention. Without a raise: a withdrawn resignation with no such raise \
     from 30 days before to 60 days after. Everybody: of those present at the beginning, the share still here at the \
     end. Only starts of the last three years that lie 6 (or 12) months back count. A comparison, no proof of cause.",
);
pub(super) const CYCLE: Text = CYCLE_TIME_DEFINITION;

/// What a figure is called.
pub(super) fn title(key: &FigureKey) -> Text {
    match key {
        FigureKey::Headcount => Text::of("在职人数", "Headcount"),
        FigureKey::HiresThisMonth => Text::of("本月入职", "Hires this month"),
        FigureKey::LeaversThisMonth => Text::of("本月离职", "Leavers this month"),
        FigureKey::Turnover(Slice::Tenure(band)) => band_label(*band),
        FigureKey::Turnover(Slice::Reason(_)) => Text::of("主动离职（按原因）", "Voluntary leavers by reason"),
        FigureKey::Turnover(Slice::Unit(_)) => Text::of("主动离职（按部门）", "Voluntary leavers by unit"),
        FigureKey::Turnover(Slice::All) => Text::of("近 12 个月主动离职率", "Voluntary turnover, 12 months"),
        FigureKey::Month(month, part) => {
            let (zh, en) = match part {
                MonthPart::Headcount => ("月末人数", "closing headcount"),
                MonthPart::Hires => ("入职", "hires"),
                MonthPart::Exits => ("离职", "exits"),
                MonthPart::VoluntaryExits => ("主动离职", "voluntary exits"),
            };
            Text::new(format!("{month} {zh}"), format!("{month}: {en}"))
        }
        FigureKey::Retention(cohort, _) => cohort_label(*cohort),
        FigureKey::OpenAlerts => Text::of("待处理提醒", "Open alerts"),
        FigureKey::OpenCases => Text::of("办理中的离职", "Open leaving cases"),
        FigureKey::OverdueTasks => Text::of("逾期任务", "Overdue tasks"),
        FigureKey::CycleTime => Text::of("离职办理企业可控用时（中位数）", "Leaving: median time the firm controls"),
        FigureKey::CycleLane(_) => Text::of("各方任务用时（中位数）", "Median time of a lane's tasks"),
    }
}

/// What a figure means.
pub(super) fn definition(key: &FigureKey) -> Text {
    match key {
        FigureKey::Headcount => Text::of(
            "所选日期当日在职的人数，含当日为最后在职日者；同一人只计一次。",
            "People employed on the chosen day, those whose last day it is included; each person once.",
        ),
        FigureKey::HiresThisMonth => Text::of(
            "当月 1 日至所选日期入职的人数。",
            "People whose first day lies between the first of the month and the chosen day.",
        ),
        FigureKey::LeaversThisMonth => Text::of(
            "最后在职日在当月 1 日至所选日期之间的人数，不分原因。",
            "People whose last day lies between the first of the month and the chosen day, whatever the reason.",
        ),
        FigureKey::Turnover(_) => TURNOVER,
        FigureKey::Month(..) => MONTHS,
        FigureKey::Retention(..) => RETENTION,
        FigureKey::OpenAlerts => Text::of(
            "您可查看、今日仍可使用且未关闭、未稍后提醒的提醒数；本人提出异议期间冻结的不计入。",
            "Alerts that you may see and use today, neither closed nor put off; those frozen by an objection do not count.",
        ),
        FigureKey::OpenCases => Text::of(
            "已发起、尚未办结的离职预案与离职个案。",
            "Pre-offboardings and leaving cases that were opened and are not closed.",
        ),
        FigureKey::OverdueTasks => Text::of(
            "已过期限仍未办结的离职任务，含因前置任务未完成而等待的任务。",
            "Tasks of leaving cases that are past their deadline and not done, those that wait for others included.",
        ),
        FigureKey::CycleTime | FigureKey::CycleLane(_) => CYCLE,
    }
}

/// Name and version of a formula.
pub(super) const fn formula(key: &FigureKey) -> &'static str {
    match key {
        FigureKey::Headcount => "headcount.v1",
        FigureKey::HiresThisMonth => "hires.v1",
        FigureKey::LeaversThisMonth => "leavers.v1",
        FigureKey::Turnover(_) => "voluntary_turnover.v1",
        FigureKey::Month(..) => "months.v1",
        FigureKey::Retention(..) => "retention_effect.v1",
        FigureKey::OpenAlerts => "open_alerts.v1",
        FigureKey::OpenCases => "open_cases.v1",
        FigureKey::OverdueTasks => "overdue_tasks.v1",
        FigureKey::CycleTime | FigureKey::CycleLane(_) => "firm_cycle_time.v1",
    }
}

pub(super) const fn band_label(band: Band) -> Text {
    match band {
        Band::Under1 => Text::of("不满 1 年", "Under 1 year"),
        Band::From1To2 => Text::of("1–2 年", "1 to 2 years"),
        Band::From2To3 => Text::of("2–3 年", "2 to 3 years"),
        Band::From3To5 => Text::of("3–5 年", "3 to 5 years"),
        Band::From5 => Text::of("5 年及以上", "5 years and more"),
    }
}

pub(super) const fn cohort_label(cohort: Cohort) -> Text {
    match cohort {
        Cohort::WithRaise => Text::of("留任加薪", "Raise to stay"),
        Cohort::WithoutRaise => Text::of("撤回离职、未加薪", "Withdrew, no raise"),
        Cohort::Baseline => Text::of("全体", "Everybody"),
    }
}

pub(super) const fn span_title(span: Span) -> Text {
    match span {
        Span::HalfYear => Text::of("留任效果：6 个月后仍在职", "Retention effect: still here after 6 months"),
        Span::Year => Text::of("留任效果：12 个月后仍在职", "Retention effect: still here after 12 months"),
    }
}
