//! All cases in sight, with a constant number of queries.

use std::collections::HashMap;

use access::{Caller, Permission, Scope, Subject};
use kernel::{Instant, PersonId};
use storage::Db;
use storage::query::{Find, subjects_of};
use storage::rows::{Assignment, Certificate, Flow, Offboarding as Row, OrgUnit, Person, Task};
use uuid::Uuid;
use workflow::{CYCLE_TIME_DEFINITION, CycleTime, cycle_time, summarise};

use super::views::{BoardItem, BoardQuery, BoardStage, CycleOverview};
use crate::flows::{Run, runs};
use crate::wire::cut;
use crate::{App, Page, Result};

/// From so many days before the last one a case stands in the column of the last days.
const LAST_DAYS: i64 = 7;
/// More cases than a board can show; beyond it nobody says how many there are.
const SHOWN: u64 = 2_000;

/// The cases that the caller may see, most urgent first.
pub async fn list_offboardings(app: &App, caller: &Caller, query: BoardQuery) -> Result<Page<BoardItem>> {
    let scope = caller.require(Permission::OffboardingRead)?;
    let db = app.db();
    let all = query.include_closed.unwrap_or(false);
    let find = Find::<Row>::new().visible(&scope, app.today()).descending(Row::OPENED_AT).limit(SHOWN + 1);
    // A case whose employment ended counts until its tasks are done; the flow knows.
    let find = if all { find } else { find.any(Row::PHASE, ["pre_offboarding", "running", "ended"]) };
    let mut rows = find.all(&db).await?;
    let more = cut(&mut rows, SHOWN);
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let subjects = subjects_of(&db, &persons, app.today()).await?;
    rows.retain(|row| may_know(caller, &subjects.get(&row.person_id).copied().unwrap_or_default(), row));
    let mut items = items(app, &db, rows).await?;
    items.retain(|item| all || !matches!(item.stage, BoardStage::Done | BoardStage::Stopped));
    items.sort_by_key(|item| (item.stage, item.days_left, item.opened_at));
    let total = (!more).then_some(items.len() as u64);
    Ok(Page { items, next_cursor: None, total })
}

/// A plan is no resignation: it is known to who runs it, to the manager whose work it prepares and to the person.
pub(super) fn may_know(caller: &Caller, subject: &Subject, row: &Row) -> bool {
    let plan = matches!(row.phase.as_str(), "pre_offboarding" | "pre_closed" | "pre_expired");
    !plan
        || caller.is(row.person_id)
        || subject.manager.is_some_and(|manager| caller.is(manager))
        || caller.scope(Permission::OffboardingManage).covers(subject)
}

/// What the rows look like on the board.
pub(super) async fn items(app: &App, db: &Db<'_>, rows: Vec<Row>) -> Result<Vec<BoardItem>> {
    let (today, now) = (app.today(), app.now());
    let flows: Vec<Uuid> = rows.iter().filter_map(|row| row.flow_id.or(row.pre_flow_id)).collect();
    let runs = runs(app, db, &flows).await?;
    let names = Names::read(app, db, &rows).await?;
    let mut tasks: HashMap<Uuid, Vec<Task>> = HashMap::new();
    for chunk in flows.chunks(500) {
        for task in Find::<Task>::new().any(Task::FLOW_ID, chunk.iter().copied()).all(db).await? {
            tasks.entry(task.flow_id).or_default().push(task);
        }
    }
    Ok(rows.into_iter().map(|row| item(row, &names, &runs, &tasks, (today, now))).collect())
}

/// Names around many cases.
struct Names {
    people: HashMap<Uuid, String>,
    assignments: HashMap<Uuid, Assignment>,
    units: HashMap<Uuid, String>,
    certificates: HashMap<Uuid, String>,
}

impl Names {
    async fn read(app: &App, db: &Db<'_>, rows: &[Row]) -> Result<Self> {
        let today = app.today();
        let (mut people, mut assignments, mut certificates) = (HashMap::new(), HashMap::new(), HashMap::new());
        for chunk in rows.chunks(500) {
            let persons = || chunk.iter().map(|row| row.person_id);
            for row in Find::<Person>::new().any(Person::ID, persons()).all(db).await? {
                people.insert(row.id, row.full_name);
            }
            let known = Find::<Assignment>::new().any(Assignment::PERSON_ID, persons()).known();
            for row in known.ascending(Assignment::VALID_FROM).all(db).await? {
                if row.valid_from <= today {
                    assignments.insert(row.employment_id, row);
                }
            }
            let employments = chunk.iter().map(|row| row.employment_id);
            let valid = Find::<Certificate>::new().any(Certificate::EMPLOYMENT_ID, employments);
            for row in valid.eq(Certificate::STATUS, "valid").all(db).await? {
                certificates.insert(row.employment_id, row.number);
            }
        }
        let units = Find::<OrgUnit>::new().as_of(today, app.now()).all(db).await?;
        let units = units.into_iter().map(|row| (row.unit_id, row.name)).collect();
        Ok(Self { people, assignments, units, certificates })
    }
}

fn stage(row: &Row, run: Option<&Run>, days_left: Option<i64>) -> BoardStage {
    let finished = run.is_some_and(|run| run.state.ended_at.is_some());
    match row.phase.as_str() {
        "pre_offboarding" => BoardStage::PreOffboarding,
        "running" if days_left.is_some_and(|days| days <= LAST_DAYS) => BoardStage::LastDays,
        "running" | "received" => BoardStage::Running,
        "ended" if finished => BoardStage::Done,
        "ended" => BoardStage::Closing,
        _ => BoardStage::Stopped,
    }
}

fn item(
    row: Row,
    names: &Names,
    runs: &HashMap<Uuid, Run>,
    tasks: &HashMap<Uuid, Vec<Task>>,
    (today, now): (kernel::Date, Instant),
) -> BoardItem {
    let flow = row.flow_id.or(row.pre_flow_id);
    let run = flow.and_then(|flow| runs.get(&flow));
    let tasks = flow.and_then(|flow| tasks.get(&flow)).map(Vec::as_slice).unwrap_or_default();
    let needed = || tasks.iter().filter(|task| !matches!(task.status.as_str(), "not_needed" | "closed"));
    let late = |task: &&Task| task.status == "open" && task.due_at.is_some_and(|due| Instant::from(due) <= now);
    let until = row.last_day.or_else(|| row.pre_expires_at.map(|at| Instant::from(at).day()));
    let days_left = until.map(|day| (day - today).num_days());
    let cycle: Option<CycleTime> = run.map(|run| cycle_time(&run.definition, &run.state, None, now));
    let assignment = names.assignments.get(&row.employment_id);
    BoardItem {
        stage: stage(&row, run, days_left),
        id: row.id,
        person_id: PersonId(row.person_id),
        full_name: names.people.get(&row.person_id).cloned().unwrap_or_default(),
        unit: assignment.and_then(|own| names.units.get(&own.unit_id).cloned()).unwrap_or_default(),
        position: assignment.map(|own| own.position.clone()).unwrap_or_default(),
        ground: row.ground,
        last_day: row.last_day,
        days_left,
        tasks_total: needed().count(),
        tasks_done: needed().filter(|task| task.finished_at.is_some()).count(),
        tasks_overdue: needed().filter(late).count(),
        firm_minutes: cycle.as_ref().map(|cycle| cycle.firm_minutes),
        bottleneck: cycle.and_then(|cycle| cycle.bottleneck),
        withdrawal_requested: row.withdrawal == "requested",
        certificate_number: names.certificates.get(&row.employment_id).cloned(),
        phase: row.phase,
        opened_at: row.opened_at.into(),
    }
}

/// Cycle time over the finished cases that the caller may see, with the cases behind the figure.
pub async fn cycle_summary(app: &App, caller: &Caller) -> Result<CycleOverview> {
    let db = app.db();
    let (runs, completed) = finished(app, &db, &cycle_scope(caller)?).await?;
    let mut rows = Vec::new();
    if !caller.scope(Permission::OffboardingRead).is_empty() {
        for chunk in runs.chunks(500) {
            rows.extend(Find::<Row>::new().any(Row::FLOW_ID, chunk.iter().copied()).all(&db).await?);
        }
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.opened_at), row.id));
    let summary = summarise(&times(app, &db, &runs).await?);
    Ok(CycleOverview { summary, completed, definition: CYCLE_TIME_DEFINITION, cases: items(app, &db, rows).await? })
}

/// The median alone, for a page that needs no more.
pub(super) async fn median_firm_minutes(app: &App, caller: &Caller) -> Result<Option<i64>> {
    let db = app.db();
    let (runs, _) = finished(app, &db, &cycle_scope(caller)?).await?;
    Ok(summarise(&times(app, &db, &runs).await?).median_firm_minutes)
}

fn cycle_scope(caller: &Caller) -> Result<Scope> {
    let mut scope = caller.scope(Permission::OffboardingRead);
    scope.extend(&caller.require(Permission::OverviewRead).unwrap_or_default());
    if scope.is_empty() {
        caller.require(Permission::OffboardingRead)?;
    }
    Ok(scope)
}

/// The runs that ended last, and how many have ended in all: open cases, however many and new, push none of them out.
async fn finished(app: &App, db: &Db<'_>, scope: &Scope) -> Result<(Vec<Uuid>, u64)> {
    let find = || {
        let find = Find::<Flow>::new().visible(scope, app.today());
        find.eq(Flow::DEFINITION, "offboarding").eq(Flow::STATUS, "completed")
    };
    let rows = find().descending(Flow::ENDED_AT).limit(SHOWN).all(db).await?;
    let completed = if (rows.len() as u64) < SHOWN { rows.len() as u64 } else { find().count(db).await? };
    Ok((rows.into_iter().map(|row| row.id).collect(), completed))
}

async fn times(app: &App, db: &Db<'_>, flows: &[Uuid]) -> Result<Vec<CycleTime>> {
    let runs = runs(app, db, flows).await?;
    let found = flows.iter().filter_map(|flow| runs.get(flow));
    Ok(found.map(|run| cycle_time(&run.definition, &run.state, None, app.now())).collect())
}
