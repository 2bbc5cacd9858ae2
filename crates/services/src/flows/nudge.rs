//! Reminders: somebody who runs a case asks for what is late, and the owners see who asked.

use std::collections::HashMap;

use kernel::{FlowId, Instant, Problem, TaskId, Text};
use storage::query::Find;
use storage::rows::{Account, Task, TaskNudge};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::views::NudgeView;
use crate::Result;

/// A task is not asked for again within so many seconds: a reminder every minute is read by nobody.
const REST_SECONDS: i64 = 4 * 3600;

/// Reminds of one open task, or of all late ones. Returns the titles of those that were reminded of.
pub async fn nudge_in(work: &mut UnitOfWork, flow: FlowId, only: Option<TaskId>) -> Result<Vec<Text>> {
    let now = work.now();
    let late = |task: &Task| task.due_at.is_some_and(|due| Instant::from(due) <= now);
    let mut tasks = Find::<Task>::new().eq(Task::FLOW_ID, flow.0).eq(Task::STATUS, "open").all(&work.db()).await?;
    match only {
        Some(only) => {
            tasks.retain(|task| task.id == only.0);
            if tasks.is_empty() {
                return Err(Problem::conflict("task.not_open"));
            }
        }
        None => {
            tasks.retain(late);
            if tasks.is_empty() {
                return Err(Problem::conflict("task.none_late"));
            }
        }
    }
    let before = nudges(&work.db(), tasks.iter().map(|task| task.id)).await?;
    tasks.retain(|task| before.get(&task.id).is_none_or(|last| last.at.plus_seconds(REST_SECONDS) <= now));
    if tasks.is_empty() {
        return Err(Problem::conflict("task.nudged_already"));
    }
    let rows: Vec<TaskNudge> = tasks
        .iter()
        .map(|task| TaskNudge {
            id: work.new_id(),
            task_id: task.id,
            flow_id: task.flow_id,
            person_id: task.person_id,
            nudged_by: work.context().actor,
            nudged_at: now.into(),
        })
        .collect();
    work.insert_all(rows).await?;
    Ok(tasks.into_iter().map(|task| Text::new(task.title_zh, task.title_en)).collect())
}

/// The last reminder of each task, with how many there were.
pub(super) async fn nudges(db: &Db<'_>, tasks: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, NudgeView>> {
    let rows = Find::<TaskNudge>::new().any(TaskNudge::TASK_ID, tasks).ascending(TaskNudge::NUDGED_AT).all(db).await?;
    let accounts = Find::<Account>::new().any(Account::ID, rows.iter().filter_map(|row| row.nudged_by)).all(db).await?;
    let names: HashMap<Uuid, String> = accounts.into_iter().map(|row| (row.id, row.display_name)).collect();
    let mut last: HashMap<Uuid, NudgeView> = HashMap::new();
    for TaskNudge { id: _, task_id, flow_id: _, person_id: _, nudged_by, nudged_at } in rows {
        let times = last.get(&task_id).map_or(0, |before| before.times) + 1;
        let by = nudged_by.and_then(|by| names.get(&by).cloned());
        last.insert(task_id, NudgeView { at: nudged_at.into(), by, times });
    }
    Ok(last)
}
