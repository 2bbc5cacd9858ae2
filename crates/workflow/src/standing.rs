//! Where each task stands at an instant, as the board shows it.

use kernel::{AccountId, Instant};
use serde::{Deserialize, Serialize};

use crate::runtime::start_of;
use crate::{Definition, State, TaskStatus};

/// What the board says about a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 已完成.
    Done,
    /// 已跳过.
    Skipped,
    /// 进行中.
    Open,
    /// 已超时: open and past its deadline.
    Overdue,
    /// 被阻塞.
    Blocked,
    /// 已排期.
    Scheduled,
    /// 不适用.
    NotNeeded,
    /// 已关闭: the flow ended before it was done.
    Closed,
}

/// One task on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TaskStanding {
    /// Task key.
    pub task: String,
    /// Where it stands.
    pub standing: Standing,
    /// From when it is asked for.
    pub starts_at: Option<Instant>,
    /// By when it must be done.
    pub due_at: Option<Instant>,
    /// Seconds until the deadline; negative: late. Only while it is open or blocked.
    pub seconds_left: Option<i64>,
    /// Unfinished tasks before it.
    pub waits_for: Vec<String>,
    /// When it was finished.
    pub finished_at: Option<Instant>,
    /// Who finished it.
    pub finished_by: Option<AccountId>,
    /// Who does it instead of the owner of its lane.
    pub delegated_to: Option<AccountId>,
}

/// Every task of a run at `now`, in the order of the definition.
pub fn standings(definition: &Definition, state: &State, now: Instant) -> Vec<TaskStanding> {
    let definition = &*state.whole(definition);
    let finished = |key: &String| state.tasks.get(key).is_some_and(|entry| entry.status.is_finished());
    let of_task = |task: &crate::Task| {
        let entry = state.tasks.get(&task.key)?;
        let standing = match entry.status {
            TaskStatus::Open if entry.due.is_some_and(|due| due <= now) => Standing::Overdue,
            TaskStatus::Open => Standing::Open,
            TaskStatus::Blocked => Standing::Blocked,
            TaskStatus::Scheduled => Standing::Scheduled,
            TaskStatus::Done => Standing::Done,
            TaskStatus::Skipped => Standing::Skipped,
            TaskStatus::NotNeeded => Standing::NotNeeded,
            TaskStatus::Closed => Standing::Closed,
        };
        let blocked = entry.status == TaskStatus::Blocked;
        let counts_down = blocked || entry.status == TaskStatus::Open;
        Some(TaskStanding {
            task: task.key.clone(),
            standing,
            starts_at: start_of(task, &state.context).instant(),
            due_at: entry.due,
            seconds_left: entry
                .due
                .filter(|_| counts_down)
                .map(|due| (due.micros() - now.micros()).div_euclid(1_000_000)),
            waits_for: task.after.iter().filter(|key| blocked && !finished(key)).cloned().collect(),
            finished_at: entry.completion.as_ref().map(|done| done.at),
            finished_by: entry.completion.as_ref().map(|done| done.by),
            delegated_to: entry.delegation.as_ref().map(|delegation| delegation.to),
        })
    };
    definition.tasks.iter().filter_map(of_task).collect()
}
