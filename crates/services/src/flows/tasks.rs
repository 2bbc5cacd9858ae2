//! One's tasks: those of one's person, of one's roles over their scope, delegated ones, and late ones of others.

use std::collections::{BTreeMap, HashMap};

use access::{Caller, Permission, Subject};
use chrono::Days;
use kernel::{AccountId, FlowId, Instant, PersonId, Problem, TaskId, Text};
use storage::query::{Find, subject_of};
use storage::rows::{Account, Assignment, Employment, Flow, FlowItem, OrgUnit, Person, Task};
use storage::{Db, UnitOfWork};
use uuid::Uuid;
use workflow::{Event, Kind};

use super::engine::{actor, happen_in};
use super::items::belongs;
use super::nudge::nudges;
use super::views::{
    CompleteTask, DelegateTask, ReasonGiven, TaskAction, TaskList, TaskPerson, TaskSelection, TaskView, TasksQuery,
};
use crate::app::required_reason;
use crate::wire::cut;
use crate::{App, Result};

/// How many tasks a list shows at most.
const SHOWN: u64 = 200;

/// Whether a task is the caller's to work on: delegated to them, or, while nobody stands in, theirs by person or role.
pub(super) fn may_work(caller: &Caller, subject: &Subject, task: &Task) -> bool {
    if caller.is_system() {
        return true;
    }
    if let Some(delegate) = task.delegate_id {
        return caller.account() == Some(AccountId(delegate));
    }
    // What a function does about somebody, that person does not do in its name.
    task.assignee_id.is_some_and(|person| caller.is(person))
        || !caller.is(task.person_id) && holds(caller, subject, task.role.as_deref())
}

fn holds(caller: &Caller, subject: &Subject, role: Option<&str>) -> bool {
    role.is_some_and(|role| caller.grants().iter().any(|grant| grant.role.key == role && grant.scope.covers(subject)))
}

fn was_told(caller: &Caller, subject: &Subject, task: &Task) -> bool {
    task.escalated_person_id.is_some_and(|person| caller.is(person))
        || holds(caller, subject, task.escalated_role.as_deref())
}

fn selected(find: Find<Task>, selection: TaskSelection) -> Find<Task> {
    match selection {
        TaskSelection::Open => find.eq(Task::STATUS, "open").ascending(Task::DUE_AT),
        TaskSelection::Upcoming => find.any(Task::STATUS, ["scheduled", "blocked"]).ascending(Task::DUE_AT),
        TaskSelection::Done => find.any(Task::STATUS, ["done", "skipped"]).descending(Task::FINISHED_AT),
    }
    .limit(SHOWN + 1)
}

/// The caller's tasks, most urgent first.
pub async fn list_my_tasks(app: &App, caller: &Caller, query: TasksQuery) -> Result<TaskList> {
    caller.require(Permission::TaskWork)?;
    let selection = query.status.unwrap_or_default();
    let (db, today) = (app.db(), app.today());
    let find = || selected(Find::<Task>::new(), selection);
    let mut found: BTreeMap<Uuid, Task> = BTreeMap::new();
    let mut add = |rows: Vec<Task>| found.extend(rows.into_iter().map(|row| (row.id, row)));
    if let Some(account) = caller.account() {
        add(find().eq(Task::DELEGATE_ID, account.0).all(&db).await?);
    }
    if let Some(person) = caller.person() {
        add(find().eq(Task::ASSIGNEE_ID, person.0).none(Task::DELEGATE_ID).all(&db).await?);
        add(find().eq(Task::ESCALATED_PERSON_ID, person.0).all(&db).await?);
    }
    for grant in caller.grants() {
        let role = || grant.role.key.as_str();
        add(find().eq(Task::ROLE, role()).none(Task::DELEGATE_ID).visible(&grant.scope, today).all(&db).await?);
        add(find().eq(Task::ESCALATED_ROLE, role()).visible(&grant.scope, today).all(&db).await?);
    }
    let mut items = views(app, caller, found.into_values().collect()).await?;
    match selection {
        TaskSelection::Done => items.sort_by_key(|task| std::cmp::Reverse(task.finished_at)),
        _ => items.sort_by_key(|task| (task.due_at.is_none(), task.due_at, task.starts_at)),
    }
    let overdue = items.iter().filter(|task| task.overdue).count();
    let more = cut(&mut items, SHOWN);
    Ok(TaskList { items, more, overdue })
}

async fn views(app: &App, caller: &Caller, tasks: Vec<Task>) -> Result<Vec<TaskView>> {
    let (db, now) = (app.db(), app.now());
    let persons: Vec<Uuid> = tasks.iter().map(|task| task.person_id).collect();
    let people = people(app, &db, &persons).await?;
    let subjects = storage::query::subjects_of(&db, &persons, app.today()).await?;
    let flows = Find::<Flow>::new().any(Flow::ID, tasks.iter().map(|task| task.flow_id)).all(&db).await?;
    let flows: HashMap<Uuid, Flow> = flows.into_iter().map(|row| (row.id, row)).collect();
    let unfinished = tasks.iter().filter(|task| task.finished_at.is_none()).map(|task| task.id);
    let mut nudges = nudges(&db, unfinished).await?;
    let views = tasks.into_iter().filter_map(|task| {
        let flow = flows.get(&task.flow_id)?;
        let person = people.get(&task.person_id)?.clone();
        let subject = subjects
            .get(&task.person_id)
            .copied()
            .unwrap_or(Subject { person: Some(task.person_id), ..Subject::default() });
        let last = nudges.remove(&task.id);
        Some(TaskView { nudged: last, ..view(caller, &subject, task, flow, person, now) })
    });
    Ok(views.collect())
}

fn view(caller: &Caller, subject: &Subject, task: Task, flow: &Flow, person: TaskPerson, now: Instant) -> TaskView {
    let mine = may_work(caller, subject, &task);
    let manages = caller.scope(Permission::OffboardingManage).covers(subject);
    let actions = actions(&task, flow, mine, manages);
    let due_at = task.due_at.map(Instant::from);
    let open = task.status == "open";
    let seconds_left = due_at
        .filter(|_| open || task.status == "blocked")
        .map(|due| (due.micros() - now.micros()).div_euclid(1_000_000));
    TaskView {
        id: TaskId(task.id),
        flow_id: FlowId(task.flow_id),
        about: flow.about.clone(),
        about_id: flow.about_id,
        task: task.task_key,
        title: Text::new(task.title_zh, task.title_en),
        kind: task.kind,
        person,
        overdue: open && due_at.is_some_and(|due| due <= now),
        status: task.status,
        starts_at: task.starts_at.map(Into::into),
        due_at,
        seconds_left,
        finished_at: task.finished_at.map(Into::into),
        escalated: !mine,
        nudged: None,
        delegated: task.delegate_id.is_some() && task.delegate_id == caller.account().map(|account| account.0),
        actions,
    }
}

/// Tasks whose own act finishes them: issuing the certificate, confirming the settlement.
fn done_elsewhere(kind: &str) -> bool {
    matches!(kind, "certificate" | "settlement")
}

fn actions(task: &Task, flow: &Flow, mine: bool, manages: bool) -> Vec<TaskAction> {
    let mut actions = Vec::new();
    let running = flow.status == "running";
    match task.status.as_str() {
        "open" | "scheduled" | "blocked" if running && (mine || manages) => {
            if mine && task.status != "blocked" {
                let elsewhere = done_elsewhere(&task.kind);
                actions.push(if elsewhere { TaskAction::OpenCase } else { TaskAction::Complete });
            }
            if mine && task.optional {
                actions.push(TaskAction::Skip);
            }
            actions.push(TaskAction::Delegate);
        }
        "done" | "skipped" if (mine || manages) && !done_elsewhere(&task.kind) => actions.push(TaskAction::Reopen),
        _ => {}
    }
    actions
}

/// The persons of tasks with a constant number of queries. The last assignment counts for leavers.
async fn people(app: &App, db: &Db<'_>, persons: &[Uuid]) -> Result<HashMap<Uuid, TaskPerson>> {
    let ids = || persons.iter().copied();
    let (today, now) = (app.today(), app.now());
    let rows = Find::<Person>::new().any(Person::ID, ids()).all(db).await?;
    let mut assignments: HashMap<Uuid, Assignment> = HashMap::new();
    let known = Find::<Assignment>::new().any(Assignment::PERSON_ID, ids()).known().ascending(Assignment::VALID_FROM);
    for row in known.all(db).await?.into_iter().filter(|row| row.valid_from <= today) {
        assignments.insert(row.person_id, row);
    }
    let mut ends: HashMap<Uuid, Option<kernel::Date>> = HashMap::new();
    let known = Find::<Employment>::new().any(Employment::PERSON_ID, ids()).known().ascending(Employment::VALID_FROM);
    for row in known.all(db).await? {
        ends.insert(row.person_id, row.valid_until.map(|until| until - Days::new(1)));
    }
    let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, assignments.values().map(|row| row.unit_id));
    let units: HashMap<Uuid, String> =
        units.as_of(today, now).all(db).await?.into_iter().map(|row| (row.unit_id, row.name)).collect();
    let person = |row: Person| {
        let assignment = assignments.get(&row.id);
        let person = TaskPerson {
            id: PersonId(row.id),
            full_name: row.full_name,
            unit: assignment.and_then(|own| units.get(&own.unit_id).cloned()).unwrap_or_default(),
            position: assignment.map(|own| own.position.clone()).unwrap_or_default(),
            last_day: ends.get(&row.id).copied().flatten(),
        };
        (row.id, person)
    };
    Ok(rows.into_iter().map(person).collect())
}

/// The task, if the caller may know of it; and whether they may work on it.
async fn task_for(app: &App, work: &UnitOfWork, caller: &Caller, id: TaskId) -> Result<(Task, bool, bool)> {
    let unknown = || Problem::not_found("task.unknown");
    let task = Find::<Task>::by_id(&work.db(), id.0).await?.ok_or_else(unknown)?;
    let subject = subject_of(&work.db(), task.person_id, app.today()).await?;
    let mine = may_work(caller, &subject, &task);
    let manages = caller.scope(Permission::OffboardingManage).covers(&subject);
    let sees = mine
        || manages
        || was_told(caller, &subject, &task)
        || caller.scope(Permission::OffboardingRead).covers(&subject);
    if sees { Ok((task, mine, manages)) } else { Err(unknown()) }
}

/// One task.
pub async fn get_task(app: &App, caller: &Caller, id: TaskId) -> Result<TaskView> {
    caller.require(Permission::TaskWork)?;
    let unknown = || Problem::not_found("task.unknown");
    let task = Find::<Task>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    let subject = subject_of(&app.db(), task.person_id, app.today()).await?;
    let sees = may_work(caller, &subject, &task)
        || was_told(caller, &subject, &task)
        || caller.scope(Permission::OffboardingRead).covers(&subject);
    if !sees {
        return Err(unknown());
    }
    views(app, caller, vec![task]).await?.pop().ok_or_else(unknown)
}

/// Finishes a task, once. The second completion is refused with `task.already_done` and changes nothing.
pub async fn complete_task(app: &App, caller: &Caller, id: TaskId, input: CompleteTask) -> Result<TaskView> {
    caller.require(Permission::TaskWork)?;
    let mut work = app.begin(caller, "complete_task", None).await?;
    let (task, mine, _) = task_for(app, &work, caller, id).await?;
    if matches!(task.status.as_str(), "done" | "skipped") {
        return Err(Problem::conflict("task.already_done").with("task", task.task_key));
    }
    if !mine {
        return Err(Problem::forbidden("task.not_yours"));
    }
    if done_elsewhere(&task.kind) {
        return Err(Problem::conflict("task.done_elsewhere").with("kind", task.kind));
    }
    refuse_open_items(&work, &task).await?;
    let by = actor(&work);
    let note = input.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    let event = Event::TaskCompleted { task: task.task_key, by, note };
    happen_in(app, &mut work, task.flow_id, event).await?;
    work.commit().await?;
    get_task(app, caller, id).await
}

/// A review of the handover and the return of things wait for their lists; nothing that the law wants does.
async fn refuse_open_items(work: &UnitOfWork, task: &Task) -> Result<()> {
    let kind: Option<Kind> = serde_json::from_value(serde_json::Value::String(task.kind.clone())).ok();
    let Some(kind) = kind.filter(|kind| matches!(kind, Kind::Review | Kind::AssetReturn)) else { return Ok(()) };
    let items = Find::<FlowItem>::new().eq(FlowItem::FLOW_ID, task.flow_id).all(&work.db()).await?;
    let open = items.iter().filter(|item| belongs(kind, item) && item.received_at.is_none()).count();
    if open > 0 { Err(Problem::conflict("task.items_open").with("count", open)) } else { Ok(()) }
}

/// Leaves an optional task out, with a reason.
pub async fn skip_task(app: &App, caller: &Caller, id: TaskId, input: ReasonGiven) -> Result<TaskView> {
    caller.require(Permission::TaskWork)?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "skip_task", Some(reason.clone())).await?;
    let (task, mine, _) = task_for(app, &work, caller, id).await?;
    if !mine {
        return Err(Problem::forbidden("task.not_yours"));
    }
    let by = actor(&work);
    happen_in(app, &mut work, task.flow_id, Event::TaskSkipped { task: task.task_key, by, reason }).await?;
    work.commit().await?;
    get_task(app, caller, id).await
}

/// Says that a completion was wrong. Its owner or whoever runs the case may.
pub async fn reopen_task(app: &App, caller: &Caller, id: TaskId, input: ReasonGiven) -> Result<TaskView> {
    caller.require(Permission::TaskWork)?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "reopen_task", Some(reason.clone())).await?;
    let (task, mine, manages) = task_for(app, &work, caller, id).await?;
    if !mine && !manages {
        return Err(Problem::forbidden("task.not_yours"));
    }
    if done_elsewhere(&task.kind) {
        return Err(Problem::conflict("task.done_elsewhere").with("kind", task.kind));
    }
    let by = actor(&work);
    happen_in(app, &mut work, task.flow_id, Event::TaskReopened { task: task.task_key, by, reason }).await?;
    work.commit().await?;
    get_task(app, caller, id).await
}

/// Gives a task to somebody else, who must be able to sign in.
pub async fn delegate_task(app: &App, caller: &Caller, id: TaskId, input: DelegateTask) -> Result<()> {
    caller.require(Permission::TaskWork)?;
    let mut work = app.begin(caller, "delegate_task", None).await?;
    let (task, mine, manages) = task_for(app, &work, caller, id).await?;
    if !mine && !manages {
        return Err(Problem::forbidden("task.not_yours"));
    }
    let find = match (input.account_id, input.person_id) {
        (Some(account), None) => Find::<Account>::new().eq(Account::ID, account.0),
        (None, Some(person)) => Find::<Account>::new().eq(Account::PERSON_ID, person.0),
        _ => return Err(Problem::invalid("input.required").at("/person_id")),
    };
    let account = find.eq(Account::ACTIVE, true).one(&work.db()).await?;
    let account = account.ok_or(Problem::invalid("task.no_account").at("/person_id"))?;
    if account.person_id == Some(task.person_id) {
        return Err(Problem::invalid("task.delegate_is_leaver").at("/person_id"));
    }
    let by = actor(&work);
    let event = Event::Delegated { task: task.task_key, by, to: AccountId(account.id) };
    happen_in(app, &mut work, task.flow_id, event).await?;
    work.commit().await?;
    Ok(())
}
