//! The last weeks of the history run through the leaving room, so that boards and cycle times show real cases.

use std::collections::HashMap;

use access::Caller;
use kernel::{Date, FlowId, PersonId};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Certificate, Offboarding, Task};

use super::random::Draws;
use crate::flows::complete_in;
use crate::offboarding::{SubmitResignation, issue_certificate, submit_resignation_in, tick};
use crate::{App, Result};

/// So many days before the end, leaving runs as cases instead of being recorded as a fact.
pub(super) const WINDOW_DAYS: u64 = 75;

/// Tasks that are work of hands; settlements, payments and certificates belong to those who answer for them.
const BY_HAND: [&str; 7] =
    ["confirm", "checklist", "review", "handover", "interview", "account_inventory", "asset_return"];

/// Hands the resignation in as the employee would.
pub(super) async fn resign(app: &App, work: &mut UnitOfWork, person: PersonId, last_day: Date) -> Result<()> {
    let text = "因个人发展原因，本人申请辞去现任职务，感谢公司的培养。".to_owned();
    submit_resignation_in(app, work, person, SubmitResignation { text, wished_last_day: Some(last_day) }).await?;
    Ok(())
}

/// An evening: the clock is seen, and most of what is due is done, each task some hours after it came up.
pub(super) async fn evening(app: &App, draws: &Draws) -> Result<()> {
    tick(app).await?;
    certify(app).await?;
    let now = app.now();
    let open: Vec<Task> = Find::<Task>::new().eq(Task::STATUS, "open").ascending(Task::DUE_AT).all(&app.db()).await?;
    let mut by_flow: HashMap<uuid::Uuid, Vec<Task>> = HashMap::new();
    for task in open {
        by_flow.entry(task.flow_id).or_default().push(task);
    }
    let mut flows: Vec<_> = by_flow.into_iter().collect();
    flows.sort_by_key(|(flow, _)| *flow);
    for (flow, tasks) in flows {
        for task in tasks.into_iter().filter(|task| BY_HAND.contains(&task.kind.as_str())) {
            let started = task.starts_at.is_none_or(|starts| kernel::Instant::from(starts) <= now);
            if !started || !draws.chance(0.45) {
                continue;
            }
            let mut work = app.begin(&Caller::system(), "complete_task", None).await?;
            // A task that waits for its list, or for a later hour, stays for tomorrow.
            if complete_in(app, &mut work, FlowId(flow), &task.task_key, None).await.is_ok() {
                work.commit().await?;
            }
        }
    }
    Ok(())
}

/// Certificates are issued at the end of the employment and wait for nothing (Labour Contract Law art. 50).
async fn certify(app: &App) -> Result<()> {
    for case in Find::<Offboarding>::new().eq(Offboarding::PHASE, "ended").all(&app.db()).await? {
        let issued = Find::<Certificate>::new().eq(Certificate::PERSON_ID, case.person_id).one(&app.db()).await?;
        if issued.is_none() {
            issue_certificate(app, &Caller::system(), case.id).await?;
        }
    }
    Ok(())
}
