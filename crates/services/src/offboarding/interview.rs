//! The exit interview: the coded reason of leaving, for statistics about work, never about the person.

use access::{Caller, Permission};
use kernel::{EmploymentId, FlowId, Problem, Record};
use serde_json::json;
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::Offboarding as Row;
use uuid::Uuid;

use super::case::{Open, case_for, note, open, unknown};
use super::views::RecordExitInterview;
use crate::flows::complete_in;
use crate::organisation::check_code;
use crate::people::{EndEmployment, end_employment_in};
use crate::{App, Result};

/// Records the interview and finishes its task.
pub async fn record_exit_interview(app: &App, caller: &Caller, id: Uuid, input: RecordExitInterview) -> Result<()> {
    let mut work = app.begin(caller, "record_exit_interview", None).await?;
    let (open, _) = case_for(app, &work.db(), caller, Permission::OffboardingManage, id).await?;
    record(app, &mut work, open, input).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work.
pub async fn record_exit_interview_in(
    app: &App,
    work: &mut UnitOfWork,
    id: Uuid,
    input: RecordExitInterview,
) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or_else(unknown)?;
    let open = open(app.store(), row)?;
    record(app, work, open, input).await
}

async fn record(app: &App, work: &mut UnitOfWork, open: Open, input: RecordExitInterview) -> Result<()> {
    let RecordExitInterview { reason, note: said } = input;
    check_code(&work.db(), "exit_reason", &reason, "/reason").await?;
    let row = open.row;
    let (Some(last_day), Some(ground)) = (row.last_day, row.ground.clone()) else {
        return Err(Problem::conflict("offboarding.no_basis"));
    };
    let new = Row { reason: Some(work.seal(Row::META, Row::REASON, row.id, &reason)), ..row.clone() };
    work.update(&row, new).await?;
    note(work, row.id, row.person_id, "exit_interview", json!({ "reason": reason, "note": said })).await?;
    // The reason stands beside the end of the employment, where turnover by reason is counted.
    let now = work.now();
    let end = EndEmployment { last_day, ground, reason: Some(kernel::Sensitive::new(reason)) };
    end_employment_in(work, EmploymentId(row.employment_id), end, now).await?;
    if let Some(flow) = row.flow_id {
        match complete_in(app, work, FlowId(flow), "exit_interview", None).await {
            Err(problem) if !matches!(problem.code, "task.already_done" | "flow.ended" | "flow.unknown_task") => {
                return Err(problem);
            }
            _ => {}
        }
    }
    Ok(())
}
