//! Asking for approval, and taking the question back.

use kernel::{ApprovalId, ErrorKind, Instant, PersonId, Problem, Record, Text};
use storage::query::Find;
use storage::rows::{Account, Approval, ApprovalStep};
use storage::{Document, UnitOfWork};
use uuid::Uuid;
use workflow::Relation;

use super::views::SummaryLine;
use crate::flows::{Owner, owners_around};
use crate::{App, Result};

/// Who must say yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approver {
    /// Somebody seen from the person concerned.
    Relation(Relation),
    /// The first holder of a role whose scope covers the person.
    Role(&'static str),
    /// One person.
    Person(PersonId),
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The record that waits and which one.
    pub about: (&'static str, Uuid),
    /// About whom, if it is about one person.
    pub person: Option<PersonId>,
    /// What people call it.
    pub title: Text,
    /// What would change.
    pub summary: Vec<SummaryLine>,
    /// Steps in order; within a step all must agree.
    pub path: Vec<Vec<Approver>>,
    /// By when an answer is wanted.
    pub due: Option<Instant>,
}

/// Asks. A second question about the same record is refused while the first one waits.
pub async fn ask_in(app: &App, work: &mut UnitOfWork, ask: Ask) -> Result<ApprovalId> {
    let Ask { about, person, title, summary, path, due } = ask;
    if pending(work, about).await?.is_some() {
        return Err(Problem::conflict("approvals.asked_already"));
    }
    if path.iter().all(Vec::is_empty) {
        return Err(Problem::new(ErrorKind::Internal, "approvals.nobody_to_ask"));
    }
    let id = work.new_id();
    let steps = voices(app, work, (id, person), &path).await?;
    let lines = serde_json::to_value(&summary).map_err(|_| Problem::new(ErrorKind::Internal, "internal.document"))?;
    let now = work.now();
    let row = Approval {
        id,
        about: about.0.to_owned(),
        about_id: about.1,
        person_id: person.map(|person| person.0),
        title_zh: title.zh.into_owned(),
        title_en: title.en.into_owned(),
        summary: work.seal(Approval::META, Approval::SUMMARY, id, &Document(lines)),
        state: "pending".to_owned(),
        step: 0,
        asked_by: work.context().actor,
        asked_at: now.into(),
        ended_at: None,
        due_at: due.map(Into::into),
    };
    work.insert(row).await?;
    work.insert_all(steps).await?;
    Ok(ApprovalId(id))
}

/// One row per voice; the first step is open.
async fn voices(
    app: &App,
    work: &UnitOfWork,
    (approval, person): (Uuid, Option<PersonId>),
    path: &[Vec<Approver>],
) -> Result<Vec<ApprovalStep>> {
    let asker = asker(work).await?;
    let mut rows = Vec::new();
    let mut seen: Vec<Owner> = Vec::new();
    for (step, approvers) in path.iter().filter(|approvers| !approvers.is_empty()).enumerate() {
        let step = i32::try_from(step).unwrap_or(i32::MAX);
        for approver in approvers {
            let owner = resolve(app, work, *approver, (person, asker)).await?;
            // Two relations may mean the same person, who is asked once, in the first step that names them.
            if seen.contains(&owner) {
                continue;
            }
            let row = ApprovalStep {
                id: work.new_id(),
                approval_id: approval,
                person_id: person.map(|person| person.0),
                step,
                assignee_id: owner.person,
                role: owner.role.map(str::to_owned),
                state: if step == 0 { "open" } else { "waiting" }.to_owned(),
                decided_by: None,
                decided_at: None,
                reason: None,
            };
            seen.push(owner);
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The person behind the account that asks.
async fn asker(work: &UnitOfWork) -> Result<Option<Uuid>> {
    let Some(actor) = work.context().actor else { return Ok(None) };
    Ok(Find::<Account>::by_id(&work.db(), actor).await?.and_then(|account| account.person_id))
}

/// Who an approver is. The question goes to personnel where it would reach the person concerned, the asker, or
/// somebody who cannot sign in: it never waits for nobody.
async fn resolve(
    app: &App,
    work: &UnitOfWork,
    approver: Approver,
    (person, asker): (Option<PersonId>, Option<Uuid>),
) -> Result<Owner> {
    let personnel = Owner { person: None, role: Some("hr") };
    let owner = match approver {
        Approver::Person(person) => Owner { person: Some(person.0), role: None },
        Approver::Role(role) => Owner { person: None, role: Some(role) },
        Approver::Relation(relation) => match person {
            Some(person) => owners_around(app, work, person, &[relation]).await?.pop().unwrap_or(personnel),
            None => personnel,
        },
    };
    let Some(found) = owner.person else { return Ok(owner) };
    if person.is_some_and(|person| person.0 == found) || asker == Some(found) {
        return Ok(personnel);
    }
    let account =
        Find::<Account>::new().eq(Account::PERSON_ID, found).eq(Account::ACTIVE, true).one(&work.db()).await?;
    Ok(if account.is_some() { owner } else { personnel })
}

/// The question about a record that waits for its answer.
pub(super) async fn pending(work: &UnitOfWork, about: (&str, Uuid)) -> Result<Option<Approval>> {
    let find = Find::<Approval>::new().eq(Approval::ABOUT, about.0).eq(Approval::ABOUT_ID, about.1);
    Ok(find.eq(Approval::STATE, "pending").one(&work.db()).await?)
}

/// Takes the question about a record back, if one waits.
pub async fn withdraw_in(work: &mut UnitOfWork, about: (&'static str, Uuid)) -> Result<()> {
    let Some(row) = pending(work, about).await? else { return Ok(()) };
    end_in(work, &row, "withdrawn").await
}

/// Ends an approval; voices that were not heard are needed no more.
pub(super) async fn end_in(work: &mut UnitOfWork, row: &Approval, state: &str) -> Result<()> {
    let now = work.now();
    let new = Approval { state: state.to_owned(), ended_at: Some(now.into()), ..row.clone() };
    work.update(row, new).await?;
    let open = Find::<ApprovalStep>::new().eq(ApprovalStep::APPROVAL_ID, row.id);
    for step in open.any(ApprovalStep::STATE, ["waiting", "open"]).all(&work.db()).await? {
        let new = ApprovalStep { state: "closed".to_owned(), ..step.clone() };
        work.update(&step, new).await?;
    }
    Ok(())
}
