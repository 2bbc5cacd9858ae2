//! Lists of approvals and one of them, for those who take part.

use std::collections::{BTreeMap, HashMap};

use access::{Caller, Permission, Subject};
use kernel::{ApprovalId, FieldClass, Instant, Problem, Record, Text};
use storage::query::{Find, subjects_of};
use storage::rows::{Account, Approval, ApprovalStep, Person};
use storage::{Db, Document};
use uuid::Uuid;

use super::decide::{has_spoken, is_voice, spoke};
use super::views::{
    ApprovalList, ApprovalSelection, ApprovalState, ApprovalStepView, ApprovalView, ApprovalsQuery, StepState,
    SummaryLine, SummaryLineView, person_ref,
};
use crate::{App, Result};

/// How many a list shows at most.
const SHOWN: usize = 200;

/// The caller's approvals.
pub async fn list_approvals(app: &App, caller: &Caller, query: ApprovalsQuery) -> Result<ApprovalList> {
    caller.require(Permission::TaskWork)?;
    let db = app.db();
    let selection = query.selection.unwrap_or_default();
    let mut rows = match selection {
        ApprovalSelection::Mine => waiting_for(app, caller, &db).await?,
        ApprovalSelection::Asked => asked_by(caller, &db).await?,
        ApprovalSelection::Decided => decided_by(caller, &db).await?,
    };
    match selection {
        ApprovalSelection::Mine => rows.sort_by_key(|row| (row.due_at.is_none(), row.due_at, row.asked_at)),
        _ => rows.sort_by_key(|row| std::cmp::Reverse(row.ended_at.unwrap_or(row.asked_at))),
    }
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    Ok(ApprovalList { items: views(app, caller, &db, rows).await?, more })
}

async fn waiting_for(app: &App, caller: &Caller, db: &Db<'_>) -> Result<Vec<Approval>> {
    let open = || Find::<ApprovalStep>::new().eq(ApprovalStep::STATE, "open").limit(1000);
    let mut steps: BTreeMap<Uuid, ApprovalStep> = BTreeMap::new();
    let mut add = |rows: Vec<ApprovalStep>| steps.extend(rows.into_iter().map(|row| (row.id, row)));
    if let Some(person) = caller.person() {
        add(open().eq(ApprovalStep::ASSIGNEE_ID, person.0).all(db).await?);
    }
    for grant in caller.grants() {
        let role = || open().eq(ApprovalStep::ROLE, grant.role.key.as_str());
        add(role().visible(&grant.scope, app.today()).all(db).await?);
        add(role().none(ApprovalStep::PERSON_ID).all(db).await?);
    }
    let rows = Find::<Approval>::new().any(Approval::ID, steps.values().map(|step| step.approval_id)).all(db).await?;
    let subjects = subjects(app, db, &rows).await?;
    let said =
        Find::<ApprovalStep>::new().any(ApprovalStep::APPROVAL_ID, rows.iter().map(|row| row.id)).all(db).await?;
    let mine = |row: &Approval| {
        let subject = subject_in(&subjects, row);
        let spoken = said.iter().any(|step| step.approval_id == row.id && spoke(caller, step));
        !spoken && steps.values().any(|step| step.approval_id == row.id && is_voice(caller, row, &subject, step))
    };
    Ok(rows.into_iter().filter(mine).collect())
}

async fn asked_by(caller: &Caller, db: &Db<'_>) -> Result<Vec<Approval>> {
    let Some(account) = caller.account() else { return Ok(Vec::new()) };
    let find = Find::<Approval>::new().eq(Approval::ASKED_BY, account.0).descending(Approval::ASKED_AT);
    Ok(find.limit(SHOWN as u64 + 1).all(db).await?)
}

async fn decided_by(caller: &Caller, db: &Db<'_>) -> Result<Vec<Approval>> {
    let Some(account) = caller.account() else { return Ok(Vec::new()) };
    let steps = Find::<ApprovalStep>::new().eq(ApprovalStep::DECIDED_BY, account.0);
    let steps = steps.descending(ApprovalStep::DECIDED_AT).limit(SHOWN as u64 + 1).all(db).await?;
    Ok(Find::<Approval>::new().any(Approval::ID, steps.iter().map(|step| step.approval_id)).all(db).await?)
}

/// One approval, for who takes part in it.
pub async fn get_approval(app: &App, caller: &Caller, id: ApprovalId) -> Result<ApprovalView> {
    caller.require(Permission::TaskWork)?;
    let unknown = || Problem::not_found("approvals.unknown");
    let db = app.db();
    let row = Find::<Approval>::by_id(&db, id.0).await?.ok_or_else(unknown)?;
    let subject = super::decide::subject(app, &db, &row).await?;
    let steps = Find::<ApprovalStep>::new().eq(ApprovalStep::APPROVAL_ID, id.0).all(&db).await?;
    let asked = caller.account().is_some_and(|account| row.asked_by == Some(account.0));
    let decided = |step: &ApprovalStep| caller.account().is_some_and(|account| step.decided_by == Some(account.0));
    let takes_part = |step: &ApprovalStep| is_voice(caller, &row, &subject, step) || decided(step);
    if !caller.is_system() && !asked && !steps.iter().any(takes_part) {
        return Err(unknown());
    }
    views(app, caller, &db, vec![row]).await?.pop().ok_or_else(unknown)
}

/// The newest approval about a record, for the page of that record. The room that owns the record has asked whether the
/// caller may see it.
pub async fn approval_of(app: &App, caller: &Caller, about: (&str, Uuid)) -> Result<Option<ApprovalView>> {
    let db = app.db();
    let Some(row) = newest(&db, about).await? else { return Ok(None) };
    Ok(views(app, caller, &db, vec![row]).await?.pop())
}

/// How far the newest approval about a record is.
pub async fn approval_state(db: &Db<'_>, about: (&str, Uuid)) -> Result<Option<ApprovalState>> {
    Ok(newest(db, about).await?.map(|row| approval_state_of(&row.state)))
}

async fn newest(db: &Db<'_>, about: (&str, Uuid)) -> Result<Option<Approval>> {
    let find = Find::<Approval>::new().eq(Approval::ABOUT, about.0).eq(Approval::ABOUT_ID, about.1);
    Ok(find.descending(Approval::ASKED_AT).one(db).await?)
}

fn approval_state_of(state: &str) -> ApprovalState {
    match state {
        "approved" => ApprovalState::Approved,
        "refused" => ApprovalState::Refused,
        "withdrawn" => ApprovalState::Withdrawn,
        _ => ApprovalState::Pending,
    }
}

fn step_state_of(state: &str) -> StepState {
    match state {
        "open" => StepState::Open,
        "approved" => StepState::Approved,
        "refused" => StepState::Refused,
        "closed" => StepState::Closed,
        _ => StepState::Waiting,
    }
}

async fn subjects(app: &App, db: &Db<'_>, rows: &[Approval]) -> Result<HashMap<Uuid, Subject>> {
    let persons: Vec<Uuid> = rows.iter().filter_map(|row| row.person_id).collect();
    Ok(subjects_of(db, &persons, app.today()).await?)
}

fn subject_in(subjects: &HashMap<Uuid, Subject>, row: &Approval) -> Subject {
    let Some(person) = row.person_id else { return Subject::default() };
    subjects.get(&person).copied().unwrap_or(Subject { person: Some(person), ..Subject::default() })
}

/// What ids are called in a list of approvals.
struct Names {
    persons: HashMap<Uuid, String>,
    accounts: HashMap<Uuid, String>,
    subjects: HashMap<Uuid, Subject>,
}

async fn views(app: &App, caller: &Caller, db: &Db<'_>, rows: Vec<Approval>) -> Result<Vec<ApprovalView>> {
    let ids = || rows.iter().map(|row| row.id);
    let steps = Find::<ApprovalStep>::new().any(ApprovalStep::APPROVAL_ID, ids()).ascending(ApprovalStep::STEP);
    let mut steps_of: HashMap<Uuid, Vec<ApprovalStep>> = HashMap::new();
    for step in steps.all(db).await? {
        steps_of.entry(step.approval_id).or_default().push(step);
    }
    let steps = || steps_of.values().flatten();
    let persons = rows.iter().filter_map(|row| row.person_id).chain(steps().filter_map(|step| step.assignee_id));
    let persons = Find::<Person>::new().any(Person::ID, persons).all(db).await?;
    let accounts = rows.iter().filter_map(|row| row.asked_by).chain(steps().filter_map(|step| step.decided_by));
    let accounts = Find::<Account>::new().any(Account::ID, accounts).all(db).await?;
    let names = Names {
        persons: persons.into_iter().map(|row| (row.id, row.full_name)).collect(),
        accounts: accounts.into_iter().map(|row| (row.id, row.display_name)).collect(),
        subjects: subjects(app, db, &rows).await?,
    };
    let view_of = |row: Approval| {
        let steps = steps_of.remove(&row.id).unwrap_or_default();
        view(app, caller, &names, row, steps)
    };
    rows.into_iter().map(view_of).collect()
}

fn view(app: &App, caller: &Caller, names: &Names, row: Approval, steps: Vec<ApprovalStep>) -> Result<ApprovalView> {
    let subject = subject_in(&names.subjects, &row);
    let lines = lines(app, caller, &subject, &row)?;
    let pending = row.state == "pending" && !has_spoken(caller, &steps);
    let steps = steps.into_iter().map(|step| {
        let mine = pending && step.state == "open" && is_voice(caller, &row, &subject, &step);
        step_view(app, names, step, mine)
    });
    let steps = steps.collect::<Result<Vec<_>>>()?;
    let Approval {
        id,
        about,
        about_id,
        person_id,
        title_zh,
        title_en,
        summary: _,
        state,
        step: _,
        asked_by,
        asked_at,
        ended_at,
        due_at,
    } = row;
    Ok(ApprovalView {
        id: ApprovalId(id),
        about,
        about_id,
        title: Text::new(title_zh, title_en),
        person: person_id.map(|person| person_ref(person, &names.persons)),
        lines,
        state: approval_state_of(&state),
        asked_by: asked_by.and_then(|account| names.accounts.get(&account).cloned()),
        asked_at: asked_at.into(),
        due_at: due_at.map(Instant::from),
        ended_at: ended_at.map(Instant::from),
        mine: steps.iter().any(|step| step.mine),
        steps,
    })
}

fn lines(app: &App, caller: &Caller, subject: &Subject, row: &Approval) -> Result<Vec<SummaryLineView>> {
    let opened = app.store().unseal(Approval::META.name, Approval::SUMMARY, row.id, &row.summary)?;
    let Document(lines) = opened.into_exposed();
    let lines: Vec<SummaryLine> = serde_json::from_value(lines).unwrap_or_default();
    let shown = lines.into_iter().map(|line| {
        let SummaryLine { label, class, before, after } = line;
        // What is about no person and open to everybody in the group is open to whoever is asked, whatever the scope.
        let open = row.person_id.is_none() && class == FieldClass::Directory;
        let show = |value| {
            if open { caller.show_of_organisation(class, value) } else { caller.show_class(subject, class, value) }
        };
        let before = show(before);
        let withheld = before.as_ref().is_none();
        SummaryLineView { label, withheld, before, after: show(after) }
    });
    Ok(shown.collect())
}

fn step_view(app: &App, names: &Names, step: ApprovalStep, mine: bool) -> Result<ApprovalStepView> {
    let ApprovalStep {
        id,
        approval_id: _,
        person_id: _,
        step,
        assignee_id,
        role,
        state,
        decided_by,
        decided_at,
        reason,
    } = step;
    let open = |reason| app.store().unseal(ApprovalStep::META.name, ApprovalStep::REASON, id, &reason);
    let titles = role.as_deref().and_then(|role| app.roles().get(role));
    Ok(ApprovalStepView {
        step,
        assignee: assignee_id.map(|person| person_ref(person, &names.persons)),
        role: titles.map(|role| Text::new(&role.title_zh, &role.title_en)),
        state: step_state_of(&state),
        decided_by: decided_by.and_then(|account| names.accounts.get(&account).cloned()),
        decided_at: decided_at.map(Instant::from),
        reason: reason.map(open).transpose()?.map(kernel::Sensitive::into_exposed),
        mine,
    })
}
