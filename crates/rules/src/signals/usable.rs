//! Signals that may be an input.

use kernel::Text;
use serde::Serialize;

use super::catalogue;

/// The entry of a usable signal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UsableInfo {
    /// Key in rules, reports and storage.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub key: &'static str,
    /// What people call it.
    pub name: Text,
    /// Which record it is computed from.
    pub source: Text,
    /// What it may be used for.
    pub purpose: Text,
    /// How many months it may be used for, counted from its effective day.
    pub retention_months: u16,
}

const PAY: Text = Text::of("薪酬记录", "Pay records");
const PERFORMANCE: Text = Text::of("绩效结果", "Performance results");
const LEAVE: Text = Text::of("休假记录，仅事假", "Leave records, personal leave only");
const EXITS: Text = Text::of("离职申请记录", "Resignation records");
const ASSIGNMENTS: Text = Text::of("任职记录", "Assignments");
const CONTRACTS: Text = Text::of("劳动合同", "Labour contracts");
const ATTENDANCE: Text = Text::of("考勤记录", "Attendance records");

const FAIR_PAY: Text = Text::of("留任支持：发现薪酬落后", "Support: notice pay that fell behind");
const GROWTH: Text = Text::of("留任支持：发现成长受阻", "Support: notice growth that came to a halt");
const LOAD: Text = Text::of("留任支持：发现负荷与生活压力", "Support: notice workload and strain");
const CHANGE: Text = Text::of("留任支持：了解团队与汇报关系变化", "Support: know of changes in team and manager");
const TALK_AGAIN: Text = Text::of("留任支持：跟进曾经提出的离职", "Support: follow up an earlier resignation");
const RENEWAL: Text = Text::of("续签提醒", "Reminder of a renewal");

const fn entry(key: &'static str, name: Text, source: Text, purpose: Text, retention_months: u16) -> UsableInfo {
    UsableInfo { key, name, source, purpose, retention_months }
}

catalogue! {
    /// A signal that may become an input of a feature, a rule or a report. Facts of the working relation only.
    UsableSignal, UsableInfo {
        /// Start of the employment.
        Hire = entry("hire", Text::of("入职", "Hire"), Text::of("任职关系", "Employments"), GROWTH, 120);
        /// A change of the base pay.
        PayChange = entry("pay_change", Text::of("调薪", "Pay change"), PAY, FAIR_PAY, 60);
        /// The place of the pay among peers of the same level.
        PayPosition = entry("pay_position", Text::of("同级薪酬位置", "Pay position among peers"), PAY, FAIR_PAY, 24);
        /// The result of a performance cycle, prorated for days of absence by right.
        PerformanceResult =
            entry("performance_result", Text::of("绩效结果（已按出勤折算）", "Performance result (prorated)"), PERFORMANCE, GROWTH, 36);
        /// Unpaid personal leave; no other kind of leave.
        PersonalLeave = entry("personal_leave", Text::of("事假", "Personal leave"), LEAVE, LOAD, 24);
        /// A goal met or slipped.
        GoalResult = entry("goal_result", Text::of("目标进展", "Goal result"), Text::of("目标记录", "Goals"), GROWTH, 24);
        /// A resignation handed in.
        ResignationSubmitted =
            entry("resignation_submitted", Text::of("提出离职", "Resignation handed in"), EXITS, TALK_AGAIN, 24);
        /// A resignation withdrawn.
        ResignationWithdrawn =
            entry("resignation_withdrawn", Text::of("撤回离职", "Resignation withdrawn"), EXITS, TALK_AGAIN, 24);
        /// A promotion.
        Promotion = entry("promotion", Text::of("晋升", "Promotion"), ASSIGNMENTS, GROWTH, 120);
        /// A transfer to another unit or post.
        Transfer = entry("transfer", Text::of("调动", "Transfer"), ASSIGNMENTS, CHANGE, 60);
        /// Another direct manager.
        ManagerChange = entry("manager_change", Text::of("更换主管", "Manager change"), ASSIGNMENTS, CHANGE, 24);
        /// A colleague of the same team left; a count, never names.
        TeamExit = entry("team_exit", Text::of("团队成员离开", "Exit in the team"), Text::of("团队离职人数", "Exits of the team, counted"), CHANGE, 24);
        /// The end of a fixed-term contract.
        ContractTerm = entry("contract_term", Text::of("合同期限", "Contract term"), CONTRACTS, RENEWAL, 60);
        /// Hours of overtime worked.
        Overtime = entry("overtime", Text::of("加班时长", "Overtime"), ATTENDANCE, LOAD, 24);
        /// Minutes of the way to work, as the person stated it for support with the commute.
        Commute = entry("commute", Text::of("通勤时长", "Commute"), Text::of("本人填写", "Stated by the person"), LOAD, 24);
        /// What the person said about staying or leaving and confirmed in a recorded talk.
        ConfirmedStatement =
            entry("confirmed_statement", Text::of("本人在面谈中确认的陈述", "Statement confirmed in a talk"), Text::of("面谈记录", "Recorded talks"), TALK_AGAIN, 12);
    }
}
