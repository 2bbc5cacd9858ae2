//! A run as the page draws it, and many runs at once for boards.

use std::collections::HashMap;

use access::Caller;
use kernel::{FlowId, PersonId, Problem, TaskId};
use storage::query::Find;
use storage::rows::{Account, Flow, FlowItem as ItemRow, Grant, Person, Task};
use storage::{Db, Store};
use uuid::Uuid;
use workflow::{CYCLE_TIME_DEFINITION, Definition, State, TaskStanding, cycle_time, diagram, standings};

use super::definitions::definition;
use super::items::counts;
use super::nudge::nudges;
use super::tasks::may_work;
use super::views::{FlowOwner, FlowTask, FlowView};
use crate::{App, Result};

/// A run opened: for rooms above, never for the wire.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its definition, with the tasks added to this run.
    pub definition: Definition,
    /// Where it is.
    pub state: State,
}

pub(super) fn open_state(store: &Store, row: &Flow) -> Result<State> {
    let opened = store.unseal("flow", Flow::STATE, row.id, &row.state)?;
    serde_json::from_value(opened.into_exposed().0).map_err(|error| {
        tracing::error!(flow = %row.id, %error, "a flow's state cannot be read");
        Problem::new(kernel::ErrorKind::Internal, "internal.flow_state")
    })
}

/// One run.
pub async fn run(app: &App, db: &Db<'_>, flow: FlowId) -> Result<Run> {
    let mut found = runs(app, db, &[flow.0]).await?;
    found.remove(&flow.0).ok_or(Problem::not_found("flow.unknown"))
}

/// Many runs with a constant number of queries: one for the runs, one per version of a definition.
pub async fn runs(app: &App, db: &Db<'_>, flows: &[Uuid]) -> Result<HashMap<Uuid, Run>> {
    let mut definitions: HashMap<(String, i32), Definition> = HashMap::new();
    let mut found = HashMap::with_capacity(flows.len());
    for chunk in flows.chunks(500) {
        for row in Find::<Flow>::new().any(Flow::ID, chunk.iter().copied()).all(db).await? {
            let key = (row.definition.clone(), row.version);
            if !definitions.contains_key(&key) {
                let read = definition(db, &row.definition, u32::try_from(row.version).ok()).await?;
                definitions.insert(key.clone(), read);
            }
            let Some(definition) = definitions.get(&key) else { continue };
            let state = open_state(app.store(), &row)?;
            found.insert(row.id, Run { definition: state.whole(definition).into_owned(), state });
        }
    }
    Ok(found)
}

/// Names of accounts, for "finished by".
async fn account_names(db: &Db<'_>, tasks: &[Task]) -> Result<HashMap<Uuid, String>> {
    let ids = tasks.iter().flat_map(|task| [task.finished_by, task.delegate_id]).flatten();
    let rows = Find::<Account>::new().any(Account::ID, ids).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.display_name)).collect())
}

/// Names of the people who do the tasks.
async fn assignee_names(db: &Db<'_>, tasks: &[Task]) -> Result<HashMap<Uuid, String>> {
    let people = Find::<Person>::new().any(Person::ID, tasks.iter().filter_map(|task| task.assignee_id));
    Ok(people.all(db).await?.into_iter().map(|row| (row.id, row.full_name)).collect())
}

/// Up to three people who hold each role, so that a lane has a face.
async fn role_holders(db: &Db<'_>, tasks: &[Task]) -> Result<HashMap<String, Vec<String>>> {
    let mut roles: Vec<String> = tasks.iter().filter_map(|task| task.role.clone()).collect();
    roles.sort_unstable();
    roles.dedup();
    let grants = Find::<Grant>::new().any(Grant::ROLE, roles).none(Grant::WITHDRAWN_AT).all(db).await?;
    let accounts = Find::<Account>::new().any(Account::ID, grants.iter().map(|grant| grant.account_id)).all(db).await?;
    let mut holders: HashMap<String, Vec<String>> = HashMap::new();
    for grant in grants {
        let Some(account) = accounts.iter().find(|account| account.id == grant.account_id && account.active) else {
            continue;
        };
        let names = holders.entry(grant.role).or_default();
        if names.len() < 3 && !names.contains(&account.display_name) {
            names.push(account.display_name.clone());
        }
    }
    Ok(holders)
}

/// A run with its lanes, tasks, edges and cycle time. The caller's right to see the run is checked by the room that
/// owns what the run is about.
pub async fn flow_view(app: &App, caller: &Caller, flow: FlowId) -> Result<FlowView> {
    let db = app.db();
    let now = app.now();
    let Run { definition, state } = run(app, &db, flow).await?;
    let tasks = Find::<Task>::new().eq(Task::FLOW_ID, flow.0).all(&db).await?;
    let people = assignee_names(&db, &tasks).await?;
    let (accounts, holders) = (account_names(&db, &tasks).await?, role_holders(&db, &tasks).await?);
    let items = Find::<ItemRow>::new().eq(ItemRow::FLOW_ID, flow.0).all(&db).await?;
    let nudges = nudges(&db, tasks.iter().filter(|task| task.finished_at.is_none()).map(|task| task.id)).await?;
    let subject = match tasks.first() {
        Some(task) => storage::query::subject_of(&db, task.person_id, app.today()).await?,
        None => access::Subject::default(),
    };
    let owner = |task: &Task| FlowOwner {
        person_id: task.assignee_id.map(PersonId),
        role: task.role.clone(),
        names: match (&task.assignee_id, &task.role) {
            (Some(person), _) => people.get(person).cloned().into_iter().collect(),
            (None, Some(role)) => holders.get(role).cloned().unwrap_or_default(),
            (None, None) => Vec::new(),
        },
    };
    let mut shown = Vec::with_capacity(tasks.len());
    for standing in standings(&definition, &state, now) {
        let Some(row) = tasks.iter().find(|row| row.task_key == standing.task) else { continue };
        let Some(task) = definition.task(&standing.task) else { continue };
        let TaskStanding { standing, starts_at, due_at, seconds_left, waits_for, finished_at, .. } = standing;
        let titles = |keys: &[String]| {
            keys.iter().filter_map(|key| definition.task(key)).map(|task| task.title.clone()).collect()
        };
        shown.push(FlowTask {
            id: TaskId(row.id),
            task: task.key.clone(),
            lane: task.lane.clone(),
            stage: task.stage.clone(),
            title: task.title.clone(),
            kind: task.kind,
            article: task.article.clone(),
            optional: task.optional,
            standing,
            starts_at,
            due_at,
            seconds_left,
            waits_for: titles(&waits_for),
            finished_at,
            finished_by: row.finished_by.and_then(|by| accounts.get(&by).cloned()),
            delegated_to: row.delegate_id.and_then(|to| accounts.get(&to).cloned()),
            owner: owner(row),
            items: counts(task.kind, &items),
            mine: may_work(caller, &subject, row),
            nudged: nudges.get(&row.id).cloned(),
        });
    }
    let cycle = cycle_time(&definition, &state, None, now);
    Ok(FlowView {
        id: flow,
        definition: definition.key.clone(),
        version: definition.version,
        title: definition.title.clone(),
        status: state.status,
        started_at: state.started_at,
        ended_at: state.ended_at,
        diagram: diagram(&definition),
        tasks: shown,
        items: super::items::views(&db, items).await?,
        cycle,
        cycle_definition: CYCLE_TIME_DEFINITION,
    })
}
