//! What usually helps. Support only: there is no action against anybody in this list.

use kernel::Text;
use serde::{Deserialize, Serialize};

/// Something a manager or an HRBP can do for a person who may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// 留任面谈.
    RetentionTalk,
    /// 薪酬复核.
    PayReview,
    /// 职业发展面谈.
    CareerTalk,
    /// 调整工作内容或项目.
    WorkChange,
    /// 目标重设与辅导.
    GoalSupport,
    /// 培训支持.
    Training,
    /// 减轻负荷.
    LoadRelief,
    /// 弹性安排.
    FlexibleWork,
    /// 主管沟通辅导.
    ManagerCoaching,
    /// 团队稳定措施.
    TeamSupport,
    /// 续签沟通.
    RenewalTalk,
}

/// The entry of an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ActionInfo {
    /// Stable key.
    pub action: Action,
    /// What people call it.
    pub name: Text,
    /// How it is done, in one sentence.
    pub how: Text,
    /// In how many days it should have happened.
    pub within_days: u16,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 11] = [
        Self::RetentionTalk,
        Self::PayReview,
        Self::CareerTalk,
        Self::WorkChange,
        Self::GoalSupport,
        Self::Training,
        Self::LoadRelief,
        Self::FlexibleWork,
        Self::ManagerCoaching,
        Self::TeamSupport,
        Self::RenewalTalk,
    ];

    /// Whether a manager may be asked to do it. What names leaving or pay would tell the manager what was foreseen.
    pub const fn is_for_managers(self) -> bool {
        !matches!(self, Self::RetentionTalk | Self::PayReview | Self::RenewalTalk | Self::ManagerCoaching)
    }

    /// Its entry.
    pub fn info(self) -> ActionInfo {
        let ((zh, en), (how_zh, how_en), within_days) = match self {
            Self::RetentionTalk => (
                ("留任面谈", "Retention talk"),
                ("HRBP 单独面谈，先听后问，记录由本人确认。", "The HRBP listens first; the person confirms the note."),
                7,
            ),
            Self::PayReview => (
                ("薪酬复核", "Pay review"),
                ("与同级同城比较，决定是否调整并说明依据。", "Compare with peers; decide and explain."),
                30,
            ),
            Self::CareerTalk => (
                ("职业发展面谈", "Career talk"),
                ("两周内谈清下一步发展与时间。", "Within two weeks, agree on the next step and when."),
                14,
            ),
            Self::WorkChange => (
                ("调整工作内容或项目", "Change of work or project"),
                ("主管与 HRBP 共同安排，征得本人同意。", "Manager and HRBP arrange it with the person's consent."),
                30,
            ),
            Self::GoalSupport => (
                ("目标重设与辅导", "Goal reset and coaching"),
                ("找出延期原因，重设可达成的目标。", "Find why goals slipped; set reachable ones."),
                14,
            ),
            Self::Training => (
                ("培训支持", "Training"),
                ("安排与岗位相关的培训或导师。", "Arrange training or a mentor for the job."),
                60,
            ),
            Self::LoadRelief => (
                ("减轻工作负荷", "Relief of workload"),
                ("调整分工，控制加班。", "Share the work anew; limit overtime."),
                14,
            ),
            Self::FlexibleWork => (
                ("弹性工作安排", "Flexible work"),
                ("协商弹性时间或远程办公。", "Agree on flexible hours or remote work."),
                14,
            ),
            Self::ManagerCoaching => (
                ("主管沟通辅导", "Coaching of the manager"),
                ("帮助主管建立一对一沟通。", "Help the manager to hold one-to-ones."),
                30,
            ),
            Self::TeamSupport => (
                ("团队稳定措施", "Support of the team"),
                ("补充人手，说明后续安排。", "Fill the gaps; say what comes next."),
                30,
            ),
            Self::RenewalTalk => (
                ("续签沟通", "Renewal talk"),
                ("在到期前说明续签意向与条件。", "Say before the end whether and how to renew."),
                30,
            ),
        };
        ActionInfo { action: self, name: Text::of(zh, en), how: Text::of(how_zh, how_en), within_days }
    }
}
