//! What those who run a case do about its tasks: ask for what is late, add what the definition does not know.

use access::{Caller, Permission};
use kernel::{FlowId, Problem};
use serde_json::json;
use storage::query::Find;
use storage::query::subject_of;
use storage::rows::{Account, Talk};
use uuid::Uuid;

use super::case::{Open, case_for, note};
use super::views::{AddTask, NudgeTasks, Nudged, TalkList, TalkOfPerson};
use crate::flows::{add_task_in, nudge_in};
use crate::{App, Created, Result};

fn running(open: &Open) -> Result<FlowId> {
    let flow = open.row.flow_id.or(open.row.pre_flow_id);
    flow.map(FlowId).ok_or(Problem::conflict("offboarding.wrong_phase"))
}

/// Reminds the owners of late tasks, or of one open task. They see who asked and when.
pub async fn nudge_tasks(app: &App, caller: &Caller, id: Uuid, input: NudgeTasks) -> Result<Nudged> {
    let mut work = app.begin(caller, "nudge_tasks", None).await?;
    let (open, _) = case_for(app, &work.db(), caller, Permission::OffboardingManage, id).await?;
    let tasks = nudge_in(&mut work, running(&open)?, input.task_id).await?;
    note(&mut work, open.row.id, open.row.person_id, "nudged", json!({ "tasks": tasks })).await?;
    work.commit().await?;
    Ok(Nudged { tasks })
}

/// Adds a task to this case alone. Nothing waits for it, so it holds back neither wages nor certificate nor access.
pub async fn add_task(app: &App, caller: &Caller, id: Uuid, input: AddTask) -> Result<Created> {
    let title = input.title.trim().to_owned();
    if title.is_empty() {
        return Err(Problem::invalid("input.required").at("/title"));
    }
    if input.due_on < app.today() {
        return Err(Problem::invalid("input.day_past").at("/due_on"));
    }
    let mut work = app.begin(caller, "add_task", None).await?;
    let (open, _) = case_for(app, &work.db(), caller, Permission::OffboardingManage, id).await?;
    let detail = json!({ "title": title, "last_day": input.due_on });
    let task = add_task_in(app, &mut work, running(&open)?, (input.lane, title, input.due_on)).await?;
    note(&mut work, open.row.id, open.row.person_id, "task_added", detail).await?;
    work.commit().await?;
    Ok(Created { id: task.0 })
}

/// The recorded talks with a person, newest first: day, with whom and whether a statement was confirmed, never what was
/// said. A continuity plan rests on one of them.
pub async fn list_talks(app: &App, caller: &Caller, person: kernel::PersonId) -> Result<TalkList> {
    let db = app.db();
    let subject = subject_of(&db, person.0, app.today()).await?;
    caller.require_for(Permission::OffboardingManage, &subject)?;
    let mut rows = Find::<Talk>::new().eq(Talk::PERSON_ID, person.0).all(&db).await?;
    rows.sort_by_key(|row| std::cmp::Reverse((row.held_on, row.recorded_at)));
    let accounts =
        Find::<Account>::new().any(Account::ID, rows.iter().filter_map(|row| row.recorded_by)).all(&db).await?;
    let used = super::pre::used_talks(app, &db, person).await?;
    let view = |row: Talk| TalkOfPerson {
        with: row
            .recorded_by
            .and_then(|by| accounts.iter().find(|account| account.id == by))
            .map(|a| a.display_name.clone()),
        used: used.contains(&row.id),
        id: row.id,
        held_on: row.held_on,
        answer: row.answer,
    };
    Ok(TalkList { items: rows.into_iter().map(view).collect() })
}
