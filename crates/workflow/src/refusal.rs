//! Why a flow says no.

use kernel::{Instant, Problem};

use crate::Text;

/// Why an event was not taken. The state is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The state belongs to another definition or version.
    #[error("the state belongs to another version of the flow")]
    WrongVersion,
    /// The flow is over.
    #[error("the flow has ended")]
    FlowEnded,
    /// The definition has no such task.
    #[error("there is no task {0}")]
    UnknownTask(String),
    /// The definition has no such lane.
    #[error("there is no lane {0}")]
    UnknownLane(String),
    /// The definition has no such anchor, or it cannot move.
    #[error("the anchor {0} cannot be moved")]
    UnknownAnchor(String),
    /// A day was given for an instant, or the other way round.
    #[error("the anchor {0} is of another kind")]
    WrongAnchorKind(String),
    /// The task has its completion already.
    #[error("the task {0} is already done")]
    AlreadyDone(String),
    /// Other tasks come first.
    #[error("the task {task} waits for {}", waits_for.join(", "))]
    Blocked {
        /// Task key.
        task: String,
        /// The unfinished tasks before it.
        waits_for: Vec<String>,
    },
    /// It must not be done before its start.
    #[error("the task {task} must not be done yet")]
    TooEarly {
        /// Task key.
        task: String,
        /// From when it may be done, when that is known.
        at: Option<Instant>,
    },
    /// The task is not part of this run.
    #[error("the task {0} is not part of this run")]
    NotNeeded(String),
    /// Only optional tasks may be left out.
    #[error("the task {0} cannot be left out")]
    NotOptional(String),
    /// A reason must be given.
    #[error("a reason is needed")]
    ReasonMissing,
    /// The task is not done, so there is nothing to reopen.
    #[error("the task {0} is not done")]
    NotDone(String),
    /// Tasks behind it are finished; they must be reopened first.
    #[error("the task {task} was relied on by {}", successors.join(", "))]
    ReliedOn {
        /// Task key.
        task: String,
        /// Finished tasks behind it.
        successors: Vec<String>,
    },
    /// Moving the anchor would make a finished task one that was done too early.
    #[error("the task {task} was done on the old date")]
    AnchorUsed {
        /// Task key.
        task: String,
    },
}

impl Refusal {
    /// Stable code `flow.reason`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongVersion => "flow.wrong_version",
            Self::FlowEnded => "flow.ended",
            Self::UnknownTask(_) => "flow.unknown_task",
            Self::UnknownLane(_) => "flow.unknown_lane",
            Self::UnknownAnchor(_) => "flow.unknown_anchor",
            Self::WrongAnchorKind(_) => "flow.wrong_anchor_kind",
            Self::AlreadyDone(_) => "flow.already_done",
            Self::Blocked { .. } => "flow.blocked",
            Self::TooEarly { .. } => "flow.too_early",
            Self::NotNeeded(_) => "flow.not_needed",
            Self::NotOptional(_) => "flow.not_optional",
            Self::ReasonMissing => "flow.reason_missing",
            Self::NotDone(_) => "flow.not_done",
            Self::ReliedOn { .. } => "flow.relied_on",
            Self::AnchorUsed { .. } => "flow.anchor_used",
        }
    }

    /// The sentence for the user, for the table of codes at the edge.
    pub const fn text(&self) -> Text {
        match self {
            Self::WrongVersion => {
                Text::of("流程版本与办理记录不一致。", "The record belongs to another version of the flow.")
            }
            Self::FlowEnded => Text::of("流程已结束，不能再办理。", "The flow has ended; nothing can be done in it."),
            Self::UnknownTask(_) => Text::of("流程中没有这项任务。", "The flow has no such task."),
            Self::UnknownLane(_) => Text::of("流程中没有这个负责方。", "The flow has no such party."),
            Self::UnknownAnchor(_) => Text::of("这个日期不能调整。", "This date cannot be moved."),
            Self::WrongAnchorKind(_) => Text::of(
                "日期格式不对：需要日期或具体时刻。",
                "A day was given where a time is wanted, or the reverse.",
            ),
            Self::AlreadyDone(_) => Text::of("任务已办结，不能重复办理。", "The task is already done."),
            Self::Blocked { .. } => Text::of("前置任务尚未办结，暂不能办理。", "Other tasks must be finished first."),
            Self::TooEarly { .. } => Text::of("还没有到可以办理的时间。", "This must not be done before its time."),
            Self::NotNeeded(_) => Text::of("本次办理不需要这项任务。", "This run does not need the task."),
            Self::NotOptional(_) => Text::of("这项任务不能跳过。", "This task cannot be left out."),
            Self::ReasonMissing => Text::of("请填写原因。", "Please give a reason."),
            Self::NotDone(_) => {
                Text::of("任务尚未办结，无需重新打开。", "The task is not done, so it cannot be reopened.")
            }
            Self::ReliedOn { .. } => {
                Text::of("后续任务已办结，请先重新打开后续任务。", "Tasks behind it are done; reopen those first.")
            }
            Self::AnchorUsed { .. } => Text::of(
                "已有任务按原日期办结，请先重新打开该任务再调整日期。",
                "A task was done on the old date; reopen it before moving the date.",
            ),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let problem = match &refusal {
            Refusal::UnknownTask(_) => Self::not_found(refusal.code()),
            Refusal::ReasonMissing
            | Refusal::WrongAnchorKind(_)
            | Refusal::UnknownAnchor(_)
            | Refusal::UnknownLane(_) => Self::invalid(refusal.code()),
            _ => Self::conflict(refusal.code()),
        };
        match refusal {
            Refusal::UnknownTask(task)
            | Refusal::AlreadyDone(task)
            | Refusal::NotNeeded(task)
            | Refusal::NotOptional(task)
            | Refusal::NotDone(task)
            | Refusal::AnchorUsed { task } => problem.with("task", task),
            Refusal::Blocked { task, waits_for: others } | Refusal::ReliedOn { task, successors: others } => {
                problem.with("task", task).with("others", others.join(", "))
            }
            Refusal::TooEarly { task, at } => {
                let problem = problem.with("task", task);
                match at {
                    Some(at) => problem.with("at", at),
                    None => problem,
                }
            }
            Refusal::UnknownAnchor(anchor) | Refusal::WrongAnchorKind(anchor) => problem.with("anchor", anchor),
            Refusal::UnknownLane(lane) => problem.at("/lane").with("lane", lane),
            Refusal::ReasonMissing => problem.at("/reason"),
            Refusal::WrongVersion | Refusal::FlowEnded => problem,
        }
    }
}
