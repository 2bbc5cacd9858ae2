//! Runs: the machine's state sealed in one row, one row per task beside it.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{AccountId, Date, FlowId, Instant, PersonId, Problem, Record, TaskId, Text};
use storage::query::Find;
use storage::rows::{Flow, Task};
use storage::{Document, UnitOfWork};
use uuid::Uuid;
use workflow::{
    AnchorAt, Context, Definition, Effect, Event, FlowStatus, LegalLimits, Refusal, State, TaskStanding, TaskStatus,
    next_wake, standings, start, step,
};

use super::assignees::{Around, Owner};
use super::definitions::definition;
use super::setting::zone_of;
use super::view::{Run, open_state};
use crate::{App, Result};

/// What a run begins with.
#[derive(Debug, Clone)]
pub struct StartFlow {
    /// Key of the definition; its newest version is taken.
    pub definition: String,
    /// About whom.
    pub person: PersonId,
    /// The record it serves and which one.
    pub about: (&'static str, Uuid),
    /// Where the declared anchors lie, as far as known.
    pub anchors: BTreeMap<String, AnchorAt>,
    /// Facts that hold.
    pub facts: BTreeSet<String>,
    /// Statutory day counts.
    pub limits: LegalLimits,
}

/// Starts a run now. Its tasks stand in their owners' lists with the same commit.
pub async fn start_in(app: &App, work: &mut UnitOfWork, input: StartFlow) -> Result<FlowId> {
    let StartFlow { definition: key, person, about, anchors, facts, limits } = input;
    let definition = definition(&work.db(), &key, None).await?;
    let now = work.now();
    let context = Context { anchors, facts, zone: zone_of(app, now), limits };
    let (state, _) = start(&definition, context, now)?;
    let id = work.new_id();
    let row = Flow {
        id,
        definition: definition.key.clone(),
        version: i32::try_from(definition.version).unwrap_or(i32::MAX),
        person_id: person.0,
        about: about.0.to_owned(),
        about_id: about.1,
        status: flow_status(state.status).to_owned(),
        state: seal(work, id, &state)?,
        started_at: now.into(),
        ended_at: None,
        wake_at: next_wake(&definition, &state).map(Into::into),
    };
    work.insert(row).await?;
    let around = Around::read(&work.db(), person.0, app.day_of(now), now).await?;
    let tasks = standings(&definition, &state, now).into_iter().filter_map(|standing| {
        let task = definition.task(&standing.task)?;
        let entry = state.tasks.get(&standing.task)?;
        let owner = around.resolve(definition.owner(task)?);
        Some(task_row(work.new_id(), (id, person.0), task, entry.status, &standing, owner))
    });
    let tasks = tasks.collect();
    work.insert_all(tasks).await?;
    Ok(FlowId(id))
}

/// A task's row at its beginning.
fn task_row(
    id: Uuid,
    (flow, person): (Uuid, Uuid),
    task: &workflow::Task,
    status: TaskStatus,
    standing: &TaskStanding,
    owner: Owner,
) -> Task {
    Task {
        id,
        flow_id: flow,
        person_id: person,
        task_key: task.key.clone(),
        lane: task.lane.clone(),
        kind: kind_text(task.kind),
        title_zh: task.title.zh.to_string(),
        title_en: task.title.en.to_string(),
        optional: task.optional,
        status: task_status(status).to_owned(),
        starts_at: standing.starts_at.map(Into::into),
        due_at: standing.due_at.map(Into::into),
        assignee_id: owner.person,
        role: owner.role.map(str::to_owned),
        delegate_id: None,
        escalated_person_id: None,
        escalated_role: None,
        finished_at: None,
        finished_by: None,
    }
}

fn seal(work: &UnitOfWork, id: Uuid, state: &State) -> Result<storage::Sealed<Document<serde_json::Value>>> {
    let json =
        serde_json::to_value(state).map_err(|_| Problem::new(kernel::ErrorKind::Internal, "internal.flow_state"))?;
    Ok(work.seal(Flow::META, Flow::STATE, id, &Document(json)))
}

pub(super) const fn flow_status(status: FlowStatus) -> &'static str {
    match status {
        FlowStatus::Running => "running",
        FlowStatus::Completed => "completed",
        FlowStatus::Cancelled => "cancelled",
        FlowStatus::Expired => "expired",
    }
}

pub(super) const fn task_status(status: TaskStatus) -> &'static str {
    match status {
        TaskStatus::Blocked => "blocked",
        TaskStatus::Scheduled => "scheduled",
        TaskStatus::Open => "open",
        TaskStatus::Done => "done",
        TaskStatus::Skipped => "skipped",
        TaskStatus::NotNeeded => "not_needed",
        TaskStatus::Closed => "closed",
    }
}

/// The kind as it stands in definitions.
fn kind_text(kind: workflow::Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Lets something happen to a run. On a refusal nothing is written.
pub(super) async fn happen_in(app: &App, work: &mut UnitOfWork, flow: Uuid, event: Event) -> Result<Run> {
    let row = Find::<Flow>::by_id(&work.db(), flow).await?.ok_or(Problem::not_found("flow.unknown"))?;
    let version = u32::try_from(row.version).ok();
    let definition = definition(&work.db(), &row.definition, version).await?;
    let old = open_state(work.store(), &row)?;
    let now = work.now();
    let (state, effects) = step(&definition, &old, event, now).map_err(refused)?;
    persist(app, work, &row, &definition, &state, &effects).await?;
    Ok(Run { definition: state.whole(&definition).into_owned(), state })
}

/// A second completion has its own code on the wire: clients retry, and must see that the first one counted.
fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::AlreadyDone(task) => Problem::conflict("task.already_done").with("task", task),
        other => other.into(),
    }
}

async fn persist(
    app: &App,
    work: &mut UnitOfWork,
    row: &Flow,
    definition: &Definition,
    state: &State,
    effects: &[Effect],
) -> Result<()> {
    let new = Flow {
        status: flow_status(state.status).to_owned(),
        state: seal(work, row.id, state)?,
        ended_at: state.ended_at.map(Into::into),
        wake_at: next_wake(definition, state).map(Into::into),
        ..row.clone()
    };
    work.update(row, new).await?;
    let escalated = escalations(app, work, row, effects).await?;
    let now = work.now();
    let standings = standings(definition, state, now);
    for old in Find::<Task>::new().eq(Task::FLOW_ID, row.id).all(&work.db()).await? {
        let (Some(entry), Some(standing)) =
            (state.tasks.get(&old.task_key), standings.iter().find(|standing| standing.task == old.task_key))
        else {
            continue;
        };
        let told = escalated.iter().rfind(|(task, _)| *task == old.task_key).map(|(_, to)| *to);
        let finished = entry.completion.is_some();
        let new = Task {
            status: task_status(entry.status).to_owned(),
            starts_at: standing.starts_at.map(Into::into),
            due_at: entry.due.map(Into::into),
            delegate_id: entry.delegation.as_ref().map(|delegation| delegation.to.0),
            escalated_person_id: told.map_or(old.escalated_person_id, |to| to.person).filter(|_| !finished),
            escalated_role: told
                .map_or_else(|| old.escalated_role.clone(), |to| to.role.map(str::to_owned))
                .filter(|_| !finished),
            finished_at: entry.completion.as_ref().map(|done| done.at.into()),
            finished_by: entry.completion.as_ref().map(|done| done.by.0).filter(|by| !by.is_nil()),
            ..old.clone()
        };
        work.update(&old, new).await?;
    }
    Ok(())
}

/// The last one who was told of each late task.
async fn escalations(app: &App, work: &UnitOfWork, row: &Flow, effects: &[Effect]) -> Result<Vec<(String, Owner)>> {
    let told: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Escalated { task, to, .. } => Some((task.clone(), *to)),
            _ => None,
        })
        .collect();
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let now = work.now();
    let around = Around::read(&work.db(), row.person_id, app.day_of(now), now).await?;
    Ok(told.into_iter().map(|(task, to)| (task, around.resolve(to))).collect())
}

/// Who acts, for the machine; the system has no account.
pub(super) fn actor(work: &UnitOfWork) -> AccountId {
    AccountId(work.context().actor.unwrap_or_default())
}

/// Finishes a task once. A second completion is refused with `task.already_done`.
pub async fn complete_in(
    app: &App,
    work: &mut UnitOfWork,
    flow: FlowId,
    task: &str,
    note: Option<String>,
) -> Result<Run> {
    let by = actor(work);
    happen_in(app, work, flow.0, Event::TaskCompleted { task: task.to_owned(), by, note }).await
}

/// Leaves an optional task out, with a reason.
pub async fn skip_in(app: &App, work: &mut UnitOfWork, flow: FlowId, task: &str, reason: String) -> Result<Run> {
    let by = actor(work);
    happen_in(app, work, flow.0, Event::TaskSkipped { task: task.to_owned(), by, reason }).await
}

/// Adds work to one run alone. It waits for nothing and nothing waits for it.
pub async fn add_task_in(
    app: &App,
    work: &mut UnitOfWork,
    flow: FlowId,
    (lane, title, due): (String, String, Date),
) -> Result<TaskId> {
    let title = Text::new(title.clone(), title);
    let run = happen_in(app, work, flow.0, Event::TaskAdded { lane, title, due }).await?;
    let now = work.now();
    let missing = || Problem::not_found("task.unknown");
    let task = run.state.added.last().ok_or_else(missing)?;
    let standing = standings(&run.definition, &run.state, now).into_iter().find(|standing| standing.task == task.key);
    let (standing, entry) = (standing.ok_or_else(missing)?, run.state.tasks.get(&task.key).ok_or_else(missing)?);
    let row = Find::<Flow>::by_id(&work.db(), flow.0).await?.ok_or(Problem::not_found("flow.unknown"))?;
    let around = Around::read(&work.db(), row.person_id, app.day_of(now), now).await?;
    let id = work.new_id();
    let owner = around.resolve(run.definition.owner(task).ok_or_else(missing)?);
    work.insert(task_row(id, (flow.0, row.person_id), task, entry.status, &standing, owner)).await?;
    Ok(TaskId(id))
}

/// Moves an anchor: the last day changed.
pub async fn move_anchor_in(app: &App, work: &mut UnitOfWork, flow: FlowId, anchor: &str, to: AnchorAt) -> Result<()> {
    happen_in(app, work, flow.0, Event::AnchorMoved { anchor: anchor.to_owned(), to }).await?;
    Ok(())
}

/// A fact came to hold while the run goes on: tasks that depend on it become part of it.
pub async fn add_fact_in(app: &App, work: &mut UnitOfWork, flow: FlowId, fact: &str) -> Result<()> {
    let row = Find::<Flow>::by_id(&work.db(), flow.0).await?.ok_or(Problem::not_found("flow.unknown"))?;
    let definition = definition(&work.db(), &row.definition, u32::try_from(row.version).ok()).await?;
    let mut state = open_state(work.store(), &row)?;
    if state.status != FlowStatus::Running || !state.context.facts.insert(fact.to_owned()) {
        return Ok(());
    }
    for task in definition.tasks.iter().filter(|task| task.condition.as_deref() == Some(fact)) {
        if let Some(entry) = state.tasks.get_mut(&task.key) {
            // The machine places what is closed in a running flow, as it does at the start.
            entry.status = TaskStatus::Closed;
        }
    }
    let (state, effects) = step(&definition, &state, Event::Tick, work.now()).map_err(refused)?;
    persist(app, work, &row, &definition, &state, &effects).await
}

/// Stops a run. One that has ended stays as it is.
pub async fn cancel_in(app: &App, work: &mut UnitOfWork, flow: FlowId) -> Result<()> {
    match happen_in(app, work, flow.0, Event::Cancelled).await {
        Err(problem) if problem.code == "flow.ended" => Ok(()),
        other => other.map(|_| ()),
    }
}

/// Whether time alone changes something by `now`.
pub(super) fn is_due(row: &Flow, now: Instant) -> bool {
    row.status == "running" && row.wake_at.is_some_and(|at| Instant::from(at) <= now)
}
