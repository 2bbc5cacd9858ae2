//! Drafts: begun, changed step by step, listed, read.

use access::{Caller, Permission, Scope, Subject};
use kernel::{OrgUnitId, Problem, ReorganisationId};
use storage::query::Find;
use storage::rows::{Account, Reorganisation as Row};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::load::{lay_over, names, outlook, picture_on};
use super::picture::{Picture, Refusal};
use super::plan::{Change, Plan, Step};
use super::records::{ABOUT, has_voice, hindrances, of_version, opened, readable, sealed, sees_all};
use super::views::{
    AddChange, ChangeView, EditReorganisation, Hindrance, Names, NewReorganisation, ReorganisationList,
    ReorganisationSummary, ReorganisationView,
};
use crate::approvals::approval_of;
use crate::organisation::check_code;
use crate::people::UnitRef;
use crate::wire::cut;
use crate::{App, Result};

/// More changes than anybody can read.
const MOST_CHANGES: usize = 200;

/// Begins a draft.
pub async fn create_reorganisation(app: &App, caller: &Caller, input: NewReorganisation) -> Result<ReorganisationView> {
    caller.require(Permission::ReorganisationPlan)?;
    let mut work = app.begin(caller, "create_reorganisation", None).await?;
    let id = create_reorganisation_in(&mut work, input).await?;
    work.commit().await?;
    get_reorganisation(app, caller, id).await
}

/// The same inside a unit of work.
pub async fn create_reorganisation_in(work: &mut UnitOfWork, input: NewReorganisation) -> Result<ReorganisationId> {
    let title = required_title(&input.title)?;
    let (id, now) = (work.new_id(), work.now());
    let plan = Plan { note: input.note.trim().to_owned(), changes: Vec::new() };
    let row = Row {
        id,
        title,
        effective_on: input.effective_on,
        state: "draft".to_owned(),
        version: 1,
        plan: sealed(work, id, &plan)?,
        hindrance: None,
        created_by: work.context().actor,
        created_at: now.into(),
        changed_at: now.into(),
        submitted_at: None,
        activated_at: None,
    };
    work.insert(row).await?;
    Ok(ReorganisationId(id))
}

fn required_title(title: &str) -> Result<String> {
    let title = title.trim();
    if title.is_empty() {
        return Err(Problem::invalid("input.required").at("/title"));
    }
    Ok(title.to_owned())
}

/// Changes title, day and reason.
pub async fn edit_reorganisation(
    app: &App,
    caller: &Caller,
    id: ReorganisationId,
    input: EditReorganisation,
) -> Result<ReorganisationView> {
    let mut work = begin(app, caller).await?;
    let row = of_version(&work, id, input.version).await?;
    let plan = Plan { note: input.note.trim().to_owned(), ..opened(app.store(), &row)? };
    let new = Row { title: required_title(&input.title)?, effective_on: input.effective_on, ..row.clone() };
    write(&mut work, &row, new, &plan).await?;
    work.commit().await?;
    get_reorganisation(app, caller, id).await
}

/// Adds a change at the end of the draft.
pub async fn add_change(
    app: &App,
    caller: &Caller,
    id: ReorganisationId,
    input: AddChange,
) -> Result<ReorganisationView> {
    let scope = caller.require(Permission::ReorganisationPlan)?;
    let mut work = begin(app, caller).await?;
    add_change_in(app, &mut work, (id, input.version), input.change, &scope).await?;
    work.commit().await?;
    get_reorganisation(app, caller, id).await
}

/// The same inside a unit of work; gives the id of the change, which is that of a unit or position it makes.
pub async fn add_change_in(
    app: &App,
    work: &mut UnitOfWork,
    (id, version): (ReorganisationId, i32),
    what: Step,
    scope: &Scope,
) -> Result<Uuid> {
    let row = of_version(work, id, version).await?;
    let mut plan = opened(app.store(), &row)?;
    if plan.changes.len() >= MOST_CHANGES {
        return Err(Problem::conflict("reorganisations.too_many_changes").with("most", MOST_CHANGES));
    }
    if let Step::CreateUnit { unit_kind, .. } = &what {
        check_code(&work.db(), "unit_kind", unit_kind, "/change/unit_kind").await?;
    }
    let known = picture_on(&work.db(), row.effective_on, work.now()).await?;
    let (mut picture, _) = lay_over(&known, &plan);
    let change = Change { id: work.new_id(), seen: picture.seen_by(&what), what };
    refuse_out_of_scope(&known, &change, scope)?;
    picture.apply(&change).map_err(problem)?;
    let change_id = change.id;
    plan.changes.push(change);
    write(work, &row, row.clone(), &plan).await?;
    Ok(change_id)
}

/// Units that are outside the planner's scope are not there for them.
fn refuse_out_of_scope(known: &Picture, change: &Change, scope: &Scope) -> Result<()> {
    let plan = Plan { changes: vec![change.clone()], ..Plan::default() };
    let mut units =
        plan.units_named().filter(|unit| known.units.contains_key(unit)).chain(change.seen.units_of.values().copied());
    let inside = |unit: Uuid| scope.covers(&Subject { unit: Some(unit), ..Subject::default() });
    if units.all(inside) { Ok(()) } else { Err(Problem::not_found("access.out_of_scope")) }
}

fn problem(refusal: Refusal) -> Problem {
    let Refusal { code, pointer, name } = refusal;
    let problem = Problem::conflict(code).at(format!("/change{pointer}")).with("name", name);
    match code {
        "reorganisations.place_needs_agreement" => problem.by_law("《劳动合同法》第三十五条"),
        _ => problem,
    }
}

/// Takes a change out of the draft.
pub async fn remove_change(
    app: &App,
    caller: &Caller,
    id: ReorganisationId,
    change: Uuid,
    version: i32,
) -> Result<ReorganisationView> {
    let mut work = begin(app, caller).await?;
    let row = of_version(&work, id, version).await?;
    let mut plan = opened(app.store(), &row)?;
    let known = picture_on(&work.db(), row.effective_on, work.now()).await?;
    let (_, before) = lay_over(&known, &plan);
    let count = plan.changes.len();
    plan.changes.retain(|known| known.id != change);
    if plan.changes.len() == count {
        return Err(Problem::not_found("reorganisations.change_unknown"));
    }
    // Later changes saw what the removed one had made; what they find now is no surprise.
    let surprised = |id: Uuid| before.iter().any(|found| found.change_id == Some(id));
    see_again(&known, &mut plan, |change| !surprised(change.id));
    write(&mut work, &row, row.clone(), &plan).await?;
    work.commit().await?;
    get_reorganisation(app, caller, id).await
}

/// Takes the organisation as it is now for what the draft was made on: somebody has looked at what changed meanwhile.
pub async fn confirm_reorganisation(
    app: &App,
    caller: &Caller,
    id: ReorganisationId,
    version: i32,
) -> Result<ReorganisationView> {
    let mut work = begin(app, caller).await?;
    let row = of_version(&work, id, version).await?;
    let mut plan = opened(app.store(), &row)?;
    let known = picture_on(&work.db(), row.effective_on, work.now()).await?;
    see_again(&known, &mut plan, |_| true);
    write(&mut work, &row, row.clone(), &plan).await?;
    work.commit().await?;
    get_reorganisation(app, caller, id).await
}

fn see_again(known: &Picture, plan: &mut Plan, which: impl Fn(&Change) -> bool) {
    let mut picture = known.clone();
    for change in &mut plan.changes {
        if which(change) {
            change.seen = picture.seen_by(&change.what);
        }
        let _ = picture.apply(change);
    }
}

async fn begin(app: &App, caller: &Caller) -> Result<UnitOfWork> {
    caller.require(Permission::ReorganisationPlan)?;
    app.begin(caller, "change_reorganisation", None).await
}

/// Writes the draft as its next version. Only drafts are changed; one that was refused becomes a draft again.
async fn write(work: &mut UnitOfWork, old: &Row, new: Row, plan: &Plan) -> Result<()> {
    if !matches!(old.state.as_str(), "draft" | "refused") {
        return Err(Problem::conflict("reorganisations.not_a_draft"));
    }
    let row = Row {
        state: "draft".to_owned(),
        version: old.version + 1,
        plan: sealed(work, old.id, plan)?,
        hindrance: None,
        changed_at: work.now().into(),
        ..new
    };
    Ok(work.update(old, row).await?)
}

/// All that the caller may open, those that are open first.
pub async fn list_reorganisations(app: &App, caller: &Caller) -> Result<ReorganisationList> {
    const SHOWN: u64 = 200;
    caller.require(Permission::ReorganisationRead)?;
    let db = app.db();
    let mut rows = Find::<Row>::new().descending(Row::CHANGED_AT).limit(SHOWN + 1).all(&db).await?;
    let more = cut(&mut rows, SHOWN);
    let mut items = Vec::new();
    for row in rows {
        if !sees_all(caller) && (row.state == "draft" || !has_voice(app, caller, row.id).await?) {
            continue;
        }
        let plan = opened(app.store(), &row)?;
        let drafted_by = account_name(&db, row.created_by).await?;
        items.push(ReorganisationSummary {
            id: ReorganisationId(row.id),
            hindered: row.hindrance.is_some(),
            title: row.title,
            effective_on: row.effective_on,
            state: row.state,
            changes: plan.changes.len() as u64,
            drafted_by,
            changed_at: row.changed_at.into(),
        });
    }
    items.sort_by_key(|item| matches!(item.state.as_str(), "activated" | "withdrawn"));
    Ok(ReorganisationList { items, more })
}

async fn account_name(db: &Db<'_>, account: Option<Uuid>) -> Result<Option<String>> {
    let Some(account) = account else { return Ok(None) };
    Ok(Find::<Account>::by_id(db, account).await?.map(|row| row.display_name))
}

/// A reorganisation with its changes in words.
pub async fn get_reorganisation(app: &App, caller: &Caller, id: ReorganisationId) -> Result<ReorganisationView> {
    let row = readable(app, caller, id).await?;
    let plan = opened(app.store(), &row)?;
    let db = app.db();
    // What was activated is told as it was; there is nothing in its way any more.
    let over = matches!(row.state.as_str(), "activated" | "withdrawn");
    let known_at = row.activated_at.map_or_else(|| app.now(), |at| kernel::Instant::from(at).plus_seconds(-1));
    let seen = outlook(&db, &plan, row.effective_on, known_at).await?;
    let found = if over { Vec::new() } else { seen.hindrances };
    let heads = plan.changes.iter().filter_map(|change| match &change.what {
        Step::CreateUnit { head_person_id, .. } | Step::ChangeHead { head_person_id, .. } => *head_person_id,
        _ => None,
    });
    let names = names(&db, heads.map(|head| head.0)).await?;
    let changes = describe(&seen.before, &plan, &found, &names);
    let whole = found.into_iter().filter(|found| found.change_id.is_none());
    let may_change =
        caller.can(Permission::ReorganisationPlan).allowed && matches!(row.state.as_str(), "draft" | "refused");
    let mut stopped = hindrances(app.store(), &row)?;
    for hindrance in whole {
        if !stopped.contains(&hindrance) {
            stopped.push(hindrance);
        }
    }
    let Row {
        id: row_id,
        title,
        effective_on,
        state,
        version,
        plan: _,
        hindrance: _,
        created_by,
        created_at,
        changed_at,
        submitted_at,
        activated_at,
    } = row;
    Ok(ReorganisationView {
        id: ReorganisationId(row_id),
        title,
        effective_on,
        note: plan.note,
        state,
        version,
        drafted_by: account_name(&db, created_by).await?,
        created_at: created_at.into(),
        changed_at: changed_at.into(),
        submitted_at: submitted_at.map(Into::into),
        activated_at: activated_at.map(Into::into),
        changes,
        hindrances: stopped,
        approval: approval_of(app, caller, (ABOUT, row_id)).await?,
        may_change,
    })
}

/// Each change with the names that it found, told in the order in which they follow each other.
fn describe(before: &Picture, plan: &Plan, found: &[Hindrance], names: &Names) -> Vec<ChangeView> {
    let mut picture = before.clone();
    let mut views = Vec::with_capacity(plan.changes.len());
    for change in &plan.changes {
        let unit = |picture: &Picture, id: Uuid| {
            picture.units.get(&id).map(|unit| UnitRef { id: OrgUnitId(id), name: unit.name.clone() })
        };
        let was = picture.clone();
        let _ = picture.apply(change);
        let changed = was.people.iter().filter(|(id, seated)| {
            picture.people.get(*id).is_some_and(|now| now.unit != seated.unit || now.manager != seated.manager)
        });
        let mut view = ChangeView {
            id: change.id,
            change: change.what.clone(),
            unit: None,
            from: None,
            to: None,
            head: None,
            title: None,
            headcount_before: change.seen.headcount,
            people: changed.count() as u64,
            hindrances: found.iter().filter(|found| found.change_id == Some(change.id)).cloned().collect(),
        };
        match &change.what {
            Step::CreateUnit { parent_id, head_person_id, .. } => {
                view.unit = unit(&picture, change.id);
                view.to = unit(&was, parent_id.0);
                view.head = head_person_id.map(|head| names.person(head.0));
            }
            Step::MoveUnit { unit_id, parent_id } => {
                view.unit = unit(&was, unit_id.0);
                view.from = change.seen.parent.and_then(|parent| unit(&was, parent));
                view.to = unit(&was, parent_id.0);
                view.people = members_below(&was, unit_id.0);
            }
            Step::RenameUnit { unit_id, .. } => view.unit = unit(&was, unit_id.0),
            Step::DissolveUnit { unit_id, receiver_id } => {
                view.unit = unit(&was, unit_id.0);
                view.to = unit(&was, receiver_id.0);
            }
            Step::ChangeHead { unit_id, head_person_id } => {
                view.unit = unit(&was, unit_id.0);
                view.head = head_person_id.map(|head| names.person(head.0));
            }
            Step::SetHeadcount { unit_id, position_id, title, .. } => {
                view.unit = unit(&was, unit_id.0);
                let post = position_id.and_then(|id| was.posts.get(&id.0)).map(|post| post.title.clone());
                view.title = post.or_else(|| title.clone());
            }
            Step::MovePeople { unit_id, person_ids, .. } => {
                view.to = unit(&was, unit_id.0);
                view.people = person_ids.len() as u64;
            }
        }
        views.push(view);
    }
    views
}

fn members_below(picture: &Picture, unit: Uuid) -> u64 {
    let below = picture.tree().below(unit);
    picture.people.values().filter(|seated| below.contains(&seated.unit)).count() as u64
}
