//! The settlement of a case: computed again until finance confirms it; confirming finishes the task.

use access::{Caller, Permission};
use kernel::{FlowId, Problem, SettlementId};
use law::Ground;
use serde_json::json;
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Offboarding as Row, Task};
use uuid::Uuid;

use super::case::{Open, case_for, employment, note, open, unknown};
use super::views::{ComputeSettlement, ConfirmSettlement};
use crate::flows::complete_in;
use crate::settlement::{SettlementOf, SettlementView, compute_in, confirm_in, current, view};
use crate::{App, Result};

/// Computes the settlement again, with facts that somebody entered.
pub async fn compute_settlement(
    app: &App,
    caller: &Caller,
    id: Uuid,
    input: ComputeSettlement,
) -> Result<SettlementView> {
    let mut work = app.begin(caller, "compute_settlement", None).await?;
    let (open, subject) = case_for(app, &work.db(), caller, Permission::SettlementReview, id).await?;
    let row = &open.row;
    let (Some(last_day), Some(ground)) = (row.last_day, row.ground.as_deref().and_then(Ground::find)) else {
        return Err(Problem::conflict("offboarding.no_basis"));
    };
    let employment = employment(&work.db(), row.employment_id).await?;
    let handover_done_on = handover_done_on(app, &work, row).await?;
    let of = SettlementOf { employment: &employment, last_day, ground, handover_done_on, facts: input.facts };
    compute_in(app, &mut work, of).await?;
    work.commit().await?;
    let computed = current(&app.db(), row.employment_id).await?.ok_or(Problem::not_found("settlement.unknown"))?;
    view(app, caller, subject, computed).await
}

async fn handover_done_on(app: &App, work: &UnitOfWork, row: &Row) -> Result<Option<kernel::Date>> {
    let Some(flow) = row.flow_id else { return Ok(None) };
    let task = Find::<Task>::new().eq(Task::FLOW_ID, flow).eq(Task::TASK_KEY, "handover_done").one(&work.db()).await?;
    Ok(task.and_then(|task| task.finished_at).map(|at| app.day_of(at.into())))
}

/// Finance confirms what it looked at.
pub async fn confirm_settlement(
    app: &App,
    caller: &Caller,
    id: Uuid,
    input: ConfirmSettlement,
) -> Result<SettlementView> {
    let mut work = app.begin(caller, "confirm_settlement", None).await?;
    let (open, subject) = case_for(app, &work.db(), caller, Permission::SettlementReview, id).await?;
    let employment = open.row.employment_id;
    confirm(app, &mut work, open, input.settlement_id).await?;
    work.commit().await?;
    let confirmed = current(&app.db(), employment).await?.ok_or(Problem::not_found("settlement.unknown"))?;
    view(app, caller, subject, confirmed).await
}

/// The same inside a unit of work, for the settlement computed last.
pub async fn confirm_settlement_in(app: &App, work: &mut UnitOfWork, id: Uuid) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or_else(unknown)?;
    let open = open(app.store(), row)?;
    let settled = current(&work.db(), open.row.employment_id).await?;
    let settled = settled.ok_or(Problem::not_found("settlement.unknown"))?;
    confirm(app, work, open, SettlementId(settled.id)).await
}

async fn confirm(app: &App, work: &mut UnitOfWork, open: Open, seen: SettlementId) -> Result<()> {
    confirm_in(app, work, open.row.employment_id, seen).await?;
    note(work, open.row.id, open.row.person_id, "settlement_confirmed", json!({ "settlement_id": seen.0 })).await?;
    let Some(flow) = open.row.flow_id else { return Ok(()) };
    match complete_in(app, work, FlowId(flow), "review_settlement", None).await {
        // Already done, or the firm's own flow has no such task: the confirmation itself counts.
        Err(problem) if !matches!(problem.code, "task.already_done" | "flow.unknown_task" | "flow.ended") => {
            Err(problem)
        }
        _ => Ok(()),
    }
}
