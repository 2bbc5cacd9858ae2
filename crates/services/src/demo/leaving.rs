//! The last weeks of the history run through the leaving room, so that boards and cycle times show real cases.

use std::collections::HashMap;

use access::Caller;
use chrono::{Datelike, Weekday};
use kernel::{Date, FlowId, Instant, PersonId};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Offboarding, Task};
use uuid::Uuid;

use super::random::Draws;
use crate::flows::complete_in;
use crate::offboarding::{SubmitResignation, confirm_settlement_in, issue_certificate_in, submit_resignation_in, tick};
use crate::{App, Result};

/// So many days before the end, leaving runs as cases instead of being recorded as a fact.
pub(super) const WINDOW_DAYS: u64 = 75;

/// Hands the resignation in as the employee would.
pub(super) async fn resign(app: &App, work: &mut UnitOfWork, person: PersonId, last_day: Date) -> Result<()> {
    let text = "因个人发展原因，本人申请辞去现任职务，感谢公司的培养。".to_owned();
    submit_resignation_in(app, work, person, SubmitResignation { text, wished_last_day: Some(last_day) }).await?;
    Ok(())
}

/// An evening: the clock is seen, and most of what is due is done by those who answer for it.
pub(super) async fn evening(app: &App, draws: &Draws) -> Result<()> {
    tick(app).await?;
    let cases: HashMap<Uuid, Uuid> = Find::<Offboarding>::new()
        .all(&app.db())
        .await?
        .into_iter()
        .filter_map(|case| Some((case.flow_id?, case.id)))
        .collect();
    let open: Vec<Task> = Find::<Task>::new().eq(Task::STATUS, "open").ascending(Task::DUE_AT).all(&app.db()).await?;
    for task in open {
        let started = task.starts_at.is_none_or(|starts| Instant::from(starts) <= app.now());
        if !started || !draws.chance(diligence(app, &task)) {
            continue;
        }
        let mut work = app.begin(&Caller::system(), "complete_task", None).await?;
        let case = cases.get(&task.flow_id).copied();
        // A task that waits for its list, or for a figure that is missing, stays for another evening.
        if finish(app, &mut work, &task, case).await.is_ok() {
            work.commit().await?;
        }
    }
    Ok(())
}

/// How likely a task is finished this evening. What the law or safety ties to an hour is rarely late.
fn diligence(app: &App, task: &Task) -> f64 {
    let tomorrow = app.now().plus_seconds(24 * 60 * 60);
    let weekend = matches!(app.today().weekday(), Weekday::Sat | Weekday::Sun);
    match task.kind.as_str() {
        "access" | "wage_payment" | "severance_payment" | "certificate" => 0.97,
        _ if weekend => 0.0,
        "transfer" | "housing_fund" => 0.2,
        _ if task.due_at.is_some_and(|due| Instant::from(due) <= tomorrow) => 0.9,
        _ => 0.45,
    }
}

async fn finish(app: &App, work: &mut UnitOfWork, task: &Task, case: Option<Uuid>) -> Result<()> {
    match (task.kind.as_str(), case) {
        ("settlement", Some(case)) => confirm_settlement_in(app, work, case).await,
        ("certificate", Some(case)) => issue_certificate_in(app, work, case).await.map(drop),
        _ => complete_in(app, work, FlowId(task.flow_id), &task.task_key, None).await.map(drop),
    }
}
