//! Saying yes or no.

use access::{Caller, Permission, Subject};
use kernel::{AccountId, ApprovalId, Problem, Record};
use storage::UnitOfWork;
use storage::query::{Find, subject_of};
use storage::rows::{Approval, ApprovalStep};
use uuid::Uuid;

use super::ask::end_in;
use super::views::Decide;
use crate::app::required_reason;
use crate::{App, Result};

/// What an answer led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// Others are still asked.
    Pending,
    /// The matter has its answer: its owner acts in the same unit of work.
    Ended {
        /// The record that waited.
        about: String,
        /// Which one.
        about_id: Uuid,
        /// Yes or no.
        approved: bool,
    },
}

/// What an approval is about, as far as scopes care.
pub(super) async fn subject(app: &App, db: &storage::Db<'_>, row: &Approval) -> Result<Subject> {
    match row.person_id {
        Some(person) => Ok(subject_of(db, person, app.today()).await?),
        None => Ok(Subject::default()),
    }
}

/// Whether a voice is the caller's: by person, or by a role that covers the person concerned. Never in the own matter,
/// and never for what the caller asked.
pub(super) fn is_voice(caller: &Caller, approval: &Approval, subject: &Subject, step: &ApprovalStep) -> bool {
    let asked = caller.account().is_some_and(|account| approval.asked_by == Some(account.0));
    let concerned = approval.person_id.is_some_and(|person| caller.is(person));
    if asked || concerned {
        return false;
    }
    let by_role = |role: &str| {
        caller.grants().iter().any(|grant| {
            let covers = approval.person_id.is_none() || grant.scope.covers(subject);
            grant.role.key == role && covers
        })
    };
    step.assignee_id.is_some_and(|person| caller.is(person)) || step.role.as_deref().is_some_and(by_role)
}

/// Whether the caller has said yes or no in this step.
pub(super) fn spoke(caller: &Caller, step: &ApprovalStep) -> bool {
    caller.account().is_some_and(|account| step.decided_by == Some(account.0))
}

/// Whether the caller has answered already: a second yes wants a second person.
pub(super) fn has_spoken(caller: &Caller, steps: &[ApprovalStep]) -> bool {
    steps.iter().any(|step| spoke(caller, step))
}

/// Answers. The owner of the matter is called by `inbox`, in the same unit of work.
pub async fn decide_in(
    app: &App,
    work: &mut UnitOfWork,
    caller: &Caller,
    id: ApprovalId,
    input: Decide,
) -> Result<Decided> {
    caller.require(Permission::TaskWork)?;
    let unknown = || Problem::not_found("approvals.unknown");
    let row = Find::<Approval>::by_id(&work.db(), id.0).await?.ok_or_else(unknown)?;
    let subject = subject(app, &work.db(), &row).await?;
    let steps = Find::<ApprovalStep>::new().eq(ApprovalStep::APPROVAL_ID, id.0).all(&work.db()).await?;
    let voices: Vec<_> = steps.iter().filter(|step| is_voice(caller, &row, &subject, step)).collect();
    if voices.is_empty() {
        return Err(unknown());
    }
    if row.state != "pending" {
        return Err(Problem::conflict("approvals.answered"));
    }
    if has_spoken(caller, &steps) {
        return Err(Problem::conflict("approvals.spoken"));
    }
    let mine =
        voices.into_iter().find(|step| step.state == "open").ok_or(Problem::conflict("approvals.not_your_turn"))?;
    let reason = match (input.approve, input.reason.as_deref()) {
        (false, reason) => Some(required_reason(reason.unwrap_or_default())?),
        (true, reason) => reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned),
    };
    let new = ApprovalStep {
        state: if input.approve { "approved" } else { "refused" }.to_owned(),
        decided_by: caller.account().map(|AccountId(id)| id),
        decided_at: Some(work.now().into()),
        reason: reason.map(|reason| work.seal(ApprovalStep::META, ApprovalStep::REASON, mine.id, &reason)),
        ..mine.clone()
    };
    work.update(mine, new).await?;
    if !input.approve {
        end_in(work, &row, "refused").await?;
        return Ok(Decided::Ended { about: row.about, about_id: row.about_id, approved: false });
    }
    let others = steps.iter().filter(|step| step.id != mine.id);
    advance_in(work, row, others.cloned().collect()).await
}

/// After a yes: the same step waits for its other voices, or the next one opens, or all has been said.
async fn advance_in(work: &mut UnitOfWork, row: Approval, others: Vec<ApprovalStep>) -> Result<Decided> {
    if others.iter().any(|step| step.state == "open") {
        return Ok(Decided::Pending);
    }
    let next = others.iter().filter(|step| step.state == "waiting").map(|step| step.step).min();
    let Some(next) = next else {
        end_in(work, &row, "approved").await?;
        return Ok(Decided::Ended { about: row.about, about_id: row.about_id, approved: true });
    };
    for step in others.iter().filter(|step| step.step == next && step.state == "waiting") {
        let new = ApprovalStep { state: "open".to_owned(), ..step.clone() };
        work.update(step, new).await?;
    }
    let new = Approval { step: next, ..row.clone() };
    work.update(&row, new).await?;
    Ok(Decided::Pending)
}
