//! From a draft to a plan with a day: submitted, answered by others, or taken back.

use std::borrow::Cow;
use std::collections::BTreeSet;

use access::{Caller, Permission};
use kernel::{FieldClass, PersonId, Problem, ReorganisationId, Text};
use storage::query::Find;
use storage::rows::{Account, Reorganisation as Row};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::activate::activate_in;
use super::compare::numbers_of;
use super::load::{Outlook, outlook};
use super::records::{ABOUT, of_version, opened};
use super::views::{OfVersion, ReorganisationView, WithdrawReorganisation};
use crate::app::required_reason;
use crate::approvals::{Approver, Ask, SummaryLine, SummaryValue, ask_in, withdraw_in};
use crate::{App, Result};

/// Sends a draft to those who must agree: the heads of the parts of the group that it touches, then the management.
pub async fn submit_reorganisation(
    app: &App,
    caller: &Caller,
    id: ReorganisationId,
    input: OfVersion,
) -> Result<ReorganisationView> {
    caller.require(Permission::ReorganisationPlan)?;
    let mut work = app.begin(caller, "submit_reorganisation", None).await?;
    submit_reorganisation_in(app, &mut work, id, input.version).await?;
    work.commit().await?;
    super::get_reorganisation(app, caller, id).await
}

/// The same inside a unit of work.
pub async fn submit_reorganisation_in(
    app: &App,
    work: &mut UnitOfWork,
    id: ReorganisationId,
    version: i32,
) -> Result<()> {
    let row = of_version(work, id, version).await?;
    if !matches!(row.state.as_str(), "draft" | "refused") {
        return Err(Problem::conflict("reorganisations.not_a_draft"));
    }
    let plan = opened(app.store(), &row)?;
    if plan.changes.is_empty() {
        return Err(Problem::conflict("reorganisations.nothing_changes"));
    }
    let seen = outlook(&work.db(), &plan, row.effective_on, work.now()).await?;
    if let Some(first) = seen.hindrances.first() {
        return Err(Problem::conflict("reorganisations.hindered").with("name", &first.name).with("code", &first.code));
    }
    let heads = heads_concerned(&work.db(), &seen).await?;
    let zh = format!("组织调整：{}", row.title);
    let en = format!("Reorganisation: {}", row.title);
    let ask = Ask {
        about: (ABOUT, row.id),
        person: None,
        title: Text { zh: Cow::Owned(zh), en: Cow::Owned(en) },
        summary: summary(&row, plan.changes.len(), &seen),
        path: vec![heads.into_iter().map(Approver::Person).collect(), vec![Approver::Role("executive")]],
        due: None,
    };
    ask_in(app, work, ask).await?;
    let now = work.now();
    let new = Row {
        state: "submitted".to_owned(),
        submitted_at: Some(now.into()),
        changed_at: now.into(),
        hindrance: None,
        ..row.clone()
    };
    Ok(work.update(&row, new).await?)
}

/// What changes, in a few lines, for who must agree.
fn summary(row: &Row, changes: usize, seen: &Outlook) -> Vec<SummaryLine> {
    let planned = |picture| numbers_of(picture).values().map(|numbers| numbers.planned.cast_signed()).sum::<i64>();
    let number = |value: i64| Some(SummaryValue::Number { value });
    let count = |value: usize| number(i64::try_from(value).unwrap_or(i64::MAX));
    let line = |label: &str, before, after| SummaryLine {
        label: label.to_owned(),
        class: FieldClass::Directory,
        before,
        after,
    };
    vec![
        line("reorganisation.effective_on", None, Some(SummaryValue::Day { value: row.effective_on })),
        line("plan.changes", None, count(changes)),
        line("plan.units", count(seen.before.units.len()), count(seen.after.units.len())),
        line("plan.planned", number(planned(&seen.before)), number(planned(&seen.after))),
        line("plan.moved", None, count(seen.difference.people_moved())),
    ]
}

/// The heads of the units right below the group in which something changes, as far as they can sign in.
async fn heads_concerned(db: &Db<'_>, seen: &Outlook) -> Result<BTreeSet<PersonId>> {
    let (before, after) = (seen.before.tree(), seen.after.tree());
    let mut units: BTreeSet<Uuid> = BTreeSet::new();
    let mut concern = |tree: &crate::positions::Tree, unit: Uuid| {
        let above = tree.above(unit);
        // The root agrees as the management; below it the part of the group counts.
        units.insert(above.get(1).copied().unwrap_or(unit));
    };
    for unit in seen.difference.marks.keys() {
        concern(&after, *unit);
    }
    for (unit, ..) in &seen.difference.ghosts {
        concern(&before, *unit);
    }
    for moved in seen.difference.moved.iter().filter(|moved| moved.of_unit()) {
        concern(&before, moved.before.unit);
        concern(&after, moved.after.unit);
    }
    let heads = units.iter().filter_map(|unit| seen.before.units.get(unit)?.head);
    let accounts = Find::<Account>::new().any(Account::PERSON_ID, heads).eq(Account::ACTIVE, true).all(db).await?;
    Ok(accounts.into_iter().filter_map(|account| account.person_id).map(PersonId).collect())
}

/// The answer of those who were asked. A yes on or after the day is carried out at once.
pub async fn decided_in(app: &App, work: &mut UnitOfWork, id: Uuid, approved: bool) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("reorganisations.unknown"))?;
    if row.state != "submitted" {
        return Err(Problem::conflict("reorganisations.not_submitted"));
    }
    let state = if approved { "scheduled" } else { "refused" };
    let new = Row { state: state.to_owned(), changed_at: work.now().into(), ..row.clone() };
    work.update(&row, new.clone()).await?;
    if approved && new.effective_on <= app.day_of(work.now()) {
        activate_in(app, work, &new).await?;
    }
    Ok(())
}

/// Takes a reorganisation back before its day, for good or to change it.
pub async fn withdraw_reorganisation(
    app: &App,
    caller: &Caller,
    id: ReorganisationId,
    input: WithdrawReorganisation,
) -> Result<ReorganisationView> {
    caller.require(Permission::ReorganisationPlan)?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "withdraw_reorganisation", Some(reason)).await?;
    let row = Find::<Row>::by_id(&work.db(), id.0).await?.ok_or(Problem::not_found("reorganisations.unknown"))?;
    if matches!(row.state.as_str(), "activated" | "withdrawn") {
        return Err(Problem::conflict("reorganisations.over"));
    }
    withdraw_in(&mut work, (ABOUT, row.id)).await?;
    let state = if input.to_draft { "draft" } else { "withdrawn" };
    let new = Row {
        state: state.to_owned(),
        version: row.version + 1,
        hindrance: None,
        changed_at: work.now().into(),
        ..row.clone()
    };
    work.update(&row, new).await?;
    work.commit().await?;
    super::get_reorganisation(app, caller, id).await
}
