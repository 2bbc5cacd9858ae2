//! Time passing: plans run out, employments end, deadlines are told. Called by the worker; idempotent.

use access::Caller;
use chrono::Days;
use kernel::PersonId;
use storage::query::Find;
use storage::rows::Offboarding as Row;
use workflow::exit::{Event, Phase, apply};

use super::case::{Stored, note, nothing, open, projected, setting};
use crate::flows::cancel_in;
use crate::identity::withdraw_functions_in;
use crate::{App, Result};

/// Lets flows and cases see the time. Returns how many changed; a second call at the same instant changes nothing.
pub async fn tick(app: &App) -> Result<usize> {
    let mut changed = crate::flows::tick(app).await?;
    let now = app.now();
    let plans = Find::<Row>::new().eq(Row::PHASE, "pre_offboarding");
    let plans = plans.lt(Row::PRE_EXPIRES_AT, now.plus_seconds(1)).all(&app.db()).await?;
    changed += end_functions(app).await?;
    let ended = Find::<Row>::new().eq(Row::PHASE, "running").lt(Row::LAST_DAY, app.today()).all(&app.db()).await?;
    for row in plans.into_iter().chain(ended) {
        match pass(app, row).await {
            Ok(true) => changed += 1,
            Ok(false) => {}
            Err(problem) => tracing::error!(code = problem.code, "a leaving case did not take the time"),
        }
    }
    Ok(changed)
}

/// At the last working minute, and never earlier, the person's roles in Renhe itself end. Other systems are confirmed by
/// their owners.
async fn end_functions(app: &App) -> Result<usize> {
    let now = app.now();
    let tomorrow = app.today() + Days::new(1);
    let rows = Find::<Row>::new().eq(Row::PHASE, "running").lt(Row::LAST_DAY, tomorrow).all(&app.db()).await?;
    let mut changed = 0;
    for row in rows {
        let person = PersonId(row.person_id);
        if open(app.store(), row)?.stored.case.last_working_minute.is_none_or(|minute| now < minute) {
            continue;
        }
        let mut work = app.begin(&Caller::system(), "end_functions", None).await?;
        if withdraw_functions_in(&mut work, person).await? > 0 {
            work.commit().await?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// One case in its own unit of work, looked at again inside it.
async fn pass(app: &App, row: Row) -> Result<bool> {
    let mut work = app.begin(&Caller::system(), "tick_offboarding", None).await?;
    let Some(row) = Find::<Row>::by_id(&work.db(), row.id).await? else { return Ok(false) };
    let open = open(app.store(), row)?;
    let now = work.now();
    let over = open.stored.case.last_day.is_some_and(|last_day| last_day < app.day_of(now));
    let event = match open.stored.case.phase {
        Phase::PreOffboarding => Event::Tick,
        Phase::Running if over => Event::Ended,
        _ => return Ok(false),
    };
    let case = apply(Some(&open.stored.case), event, now, &setting(app, app.day_of(now), now)?)?;
    if case == open.stored.case {
        return Ok(false);
    }
    let kind = if case.phase == Phase::Ended { "employment_ended" } else { "pre_offboarding_expired" };
    let expired = case.phase == Phase::PreExpired;
    let stored = Stored { case, ..open.stored };
    let new = projected(&work, open.row.clone(), &stored)?;
    work.update(&open.row, new).await?;
    if let Some(flow) = open.row.pre_flow_id.filter(|_| expired) {
        // The flow's own clock ends it at the same instant; whichever comes first counts.
        cancel_in(app, &mut work, flow.into()).await?;
    }
    note(&mut work, open.row.id, open.row.person_id, kind, nothing()).await?;
    work.commit().await?;
    Ok(true)
}
