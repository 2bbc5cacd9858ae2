//! Objections: the use of a score is frozen at once, and somebody else answers in time.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission};
use chrono::Days;
use kernel::{PersonId, Problem, Record};
use storage::query::{Find, subject_of};
use storage::rows::{AlertEvent, Objection, Person, Talk};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::policy::Policy;
use super::views::{DecideObjection, FileObjection, ObjectionDecision, ObjectionList, ObjectionView};
use crate::people::PersonRef;
use crate::{App, Result};

/// Whose scores may not be used: an objection is open, or was upheld.
pub async fn frozen_persons(db: &Db<'_>) -> Result<HashSet<Uuid>> {
    let rows = Find::<Objection>::new().any(Objection::STATE, ["open", "upheld"]).all(db).await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

fn own(caller: &Caller) -> Result<PersonId> {
    caller.person().ok_or(Problem::forbidden("access.no_person"))
}

/// The caller objects to the use of scores about themself. From this moment on none is used.
pub async fn file_objection(app: &App, caller: &Caller, input: FileObjection) -> Result<ObjectionView> {
    caller.require(Permission::ObjectionFile)?;
    let person = own(caller)?;
    let text = input.text.into_exposed().trim().to_owned();
    if text.chars().count() < 2 {
        return Err(Problem::invalid("input.required").at("/text"));
    }
    let mut work = app.begin(caller, "file_objection", None).await?;
    let open = Find::<Objection>::new().eq(Objection::PERSON_ID, person.0).eq(Objection::STATE, "open");
    if open.one(&work.db()).await?.is_some() {
        return Err(Problem::conflict("privacy.objection_open"));
    }
    let id = work.new_id();
    let row = Objection {
        id,
        person_id: person.0,
        statement: work.seal(Objection::META, Objection::STATEMENT, id, &text),
        state: "open".to_owned(),
        filed_at: work.now().into(),
        due_on: app.today() + Days::new(Policy::built_in()?.objection_days),
        decided_at: None,
        decided_by: None,
        reasons: None,
    };
    work.insert(row.clone()).await?;
    work.commit().await?;
    view(app, caller, row, &names(&app.db(), [person.0]).await?).await
}

/// The caller takes an open objection back.
pub async fn take_back_objection(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    caller.require(Permission::ObjectionFile)?;
    let mut work = app.begin(caller, "take_back_objection", None).await?;
    let old = Find::<Objection>::by_id(&work.db(), id).await?.filter(|row| caller.is(row.person_id));
    let old = old.ok_or(Problem::not_found("privacy.objection_unknown"))?;
    refuse_closed(&old)?;
    let new = Objection { state: "taken_back".to_owned(), decided_at: Some(work.now().into()), ..old.clone() };
    work.update(&old, new).await?;
    work.commit().await?;
    Ok(())
}

fn refuse_closed(row: &Objection) -> Result<()> {
    if row.state == "open" { Ok(()) } else { Err(Problem::conflict("privacy.objection_answered")) }
}

/// Answers an objection. Whoever handles alerts about the person may not.
pub async fn decide_objection(app: &App, caller: &Caller, id: Uuid, input: DecideObjection) -> Result<ObjectionView> {
    let row = Find::<Objection>::by_id(&app.db(), id).await?.ok_or(Problem::not_found("privacy.objection_unknown"))?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    caller.require_for(Permission::ObjectionDecide, &subject)?;
    let reasons = input.reasons.into_exposed().trim().to_owned();
    if reasons.chars().count() < 2 {
        return Err(Problem::invalid("input.reason_required").at("/reasons"));
    }
    let mut work = app.begin(caller, "decide_objection", None).await?;
    let old = Find::<Objection>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("privacy.objection_unknown"))?;
    refuse_closed(&old)?;
    if caller.scope(Permission::AlertAct).covers(&subject) || handled(&work, caller, old.person_id).await? {
        return Err(Problem::forbidden("privacy.objection_own_case").by_law("《个人信息保护法》第二十四条"));
    }
    let state = match input.decision {
        ObjectionDecision::Upheld => "upheld",
        ObjectionDecision::Rejected => "rejected",
    };
    let new = Objection {
        state: state.to_owned(),
        decided_at: Some(work.now().into()),
        decided_by: caller.account().map(|account| account.0),
        reasons: Some(work.seal(Objection::META, Objection::REASONS, id, &reasons)),
        ..old.clone()
    };
    work.update(&old, new.clone()).await?;
    work.commit().await?;
    view(app, caller, new.clone(), &names(&app.db(), [new.person_id]).await?).await
}

/// Whether the caller had a hand in the person's alerts, or is the person.
async fn handled(work: &UnitOfWork, caller: &Caller, person: Uuid) -> Result<bool> {
    let Some(account) = caller.account() else { return Ok(false) };
    let db = work.db();
    let events = Find::<AlertEvent>::new().eq(AlertEvent::PERSON_ID, person).eq(AlertEvent::ACTOR_ID, account.0);
    let talks = Find::<Talk>::new().eq(Talk::PERSON_ID, person).eq(Talk::RECORDED_BY, account.0);
    Ok(caller.is(person) || events.one(&db).await?.is_some() || talks.one(&db).await?.is_some())
}

/// Objections that the caller may answer: open ones first, by deadline.
pub async fn list_objections(app: &App, caller: &Caller) -> Result<ObjectionList> {
    let scope = caller.require(Permission::ObjectionDecide)?;
    let rows = Find::<Objection>::new().visible(&scope, app.today()).all(&app.db()).await?;
    list(app, caller, rows).await
}

/// The caller's own objections with their answers.
pub async fn own_objections(app: &App, caller: &Caller) -> Result<ObjectionList> {
    caller.require(Permission::ObjectionFile)?;
    let rows = Find::<Objection>::new().eq(Objection::PERSON_ID, own(caller)?.0).all(&app.db()).await?;
    list(app, caller, rows).await
}

async fn list(app: &App, caller: &Caller, mut rows: Vec<Objection>) -> Result<ObjectionList> {
    rows.sort_by_key(|row| (row.state != "open", row.due_on, row.id));
    let names = names(&app.db(), rows.iter().map(|row| row.person_id)).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push(view(app, caller, row, &names).await?);
    }
    Ok(ObjectionList { items })
}

async fn names(db: &Db<'_>, persons: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, String>> {
    let rows = Find::<Person>::new().any(Person::ID, persons).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.full_name)).collect())
}

async fn view(app: &App, caller: &Caller, row: Objection, names: &HashMap<Uuid, String>) -> Result<ObjectionView> {
    let Objection { id, person_id, statement, state, filed_at, due_on, decided_at, decided_by: _, reasons } = row;
    let subject = subject_of(&app.db(), person_id, app.today()).await?;
    let mut shown = caller.disclose(subject);
    let open = |field, sealed: &storage::Sealed<String>| -> Result<String> {
        Ok(app.store().unseal(Objection::META.name, field, id, sealed)?.into_exposed())
    };
    let text = shown.show_with(Objection::STATEMENT, || open(Objection::STATEMENT, &statement))?;
    let reasons = shown.show_with(Objection::REASONS, || {
        reasons.as_ref().map(|sealed| open(Objection::REASONS, sealed)).transpose()
    })?;
    let full_name = names.get(&person_id).cloned().unwrap_or_default();
    Ok(ObjectionView {
        id,
        person: PersonRef { id: PersonId(person_id), full_name },
        text,
        overdue: state == "open" && due_on < app.today(),
        state,
        filed_at: filed_at.into(),
        due_on,
        decided_at: decided_at.map(Into::into),
        reasons,
        redacted: shown.redacted(),
    })
}
