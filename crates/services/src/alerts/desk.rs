//! The HRBP's desk: the list and the page. Every page view stands in the trail.

use std::collections::HashMap;

use access::{Caller, Permission, Scope, Subject};
use chrono::Days;
use kernel::{AccountId, AlertId, Date, FieldClass, OrgUnitId, PersonId, Problem};
use rules::features::Direction;
use storage::audit::Action;
use storage::query::{Find, subject_of};
use storage::rows::{Alert, Assignment, OrgUnit, Person};
use uuid::Uuid;

use super::history::account_names;
use super::page;
use super::raise::open_band;
use super::views::{AlertList, AlertPage, AlertQuery, AlertSummary};
use crate::insights::scores_of_person;
use crate::people::{PersonRef, UnitRef};
use crate::privacy::{frozen_persons, require_named_mode};
use crate::{App, Result};

/// Reasons in the list.
const REASONS: usize = 3;

/// The state as people see it today.
fn state(alert: &Alert, frozen: bool, today: Date) -> &'static str {
    match alert.state.as_str() {
        "closed" => "closed",
        _ if frozen => "frozen",
        _ if alert.expires_on <= today => "expired",
        "snoozed" if alert.snoozed_until.is_some_and(|until| today < until) => "snoozed",
        _ => "open",
    }
}

/// Alerts about the people in the caller's scope, never about the caller.
pub async fn list_alerts(app: &App, caller: &Caller, query: AlertQuery) -> Result<AlertList> {
    let scope = caller.require(Permission::AlertRead)?;
    require_named_mode(app).await?;
    let wanted = query.state.as_deref().unwrap_or("open").to_owned();
    let mut items = summaries(app, caller, &scope, None).await?;
    let open = items.iter().filter(|alert| alert.state == "open").count();
    items.retain(|alert| {
        let fits = wanted == "all" || alert.state == wanted || (wanted == "open" && alert.state == "frozen");
        let mine = query.mine != Some(true) || alert.assignee == caller.account();
        fits && mine
    });
    items.sort_by_key(|alert| std::cmp::Reverse((alert.band, alert.opened_at)));
    Ok(AlertList { items, open })
}

/// About whom an alert is open in the caller's sight, and since when: for counts. Empty while named mode is closed.
pub async fn open_alerts(app: &App, caller: &Caller) -> Result<Vec<(PersonId, Date)>> {
    let scope = caller.require(Permission::AlertRead)?;
    let (db, today) = (app.db(), app.today());
    if require_named_mode(app).await.is_err() {
        return Ok(Vec::new());
    }
    let rows = Find::<Alert>::new().ne(Alert::STATE, "closed").visible(&scope, today).all(&db).await?;
    let frozen = frozen_persons(&db).await?;
    let open = rows
        .iter()
        .filter(|row| !caller.is(row.person_id) && state(row, frozen.contains(&row.person_id), today) == "open");
    Ok(open.map(|row| (PersonId(row.person_id), app.day_of(row.opened_at.into()))).collect())
}

async fn summaries(app: &App, caller: &Caller, scope: &Scope, only: Option<Uuid>) -> Result<Vec<AlertSummary>> {
    let db = app.db();
    let today = app.today();
    let mut find = Find::<Alert>::new().visible(scope, today);
    if let Some(only) = only {
        find = find.eq(Alert::ID, only);
    }
    let mut rows = find.all(&db).await?;
    rows.retain(|row| !caller.is(row.person_id));
    let frozen = frozen_persons(&db).await?;
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let people = Find::<Person>::new().any(Person::ID, persons.iter().copied()).all(&db).await?;
    let people: HashMap<Uuid, String> = people.into_iter().map(|row| (row.id, row.full_name)).collect();
    let posts = Find::<Assignment>::new().any(Assignment::PERSON_ID, persons.iter().copied());
    let posts = posts.as_of(today, app.now()).all(&db).await?;
    let posts: HashMap<Uuid, Assignment> = posts.into_iter().map(|row| (row.person_id, row)).collect();
    let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, posts.values().map(|post| post.unit_id));
    let units = units.as_of(today, app.now()).all(&db).await?;
    let units: HashMap<Uuid, String> = units.into_iter().map(|row| (row.unit_id, row.name)).collect();
    let names = account_names(&db, rows.iter().filter_map(|row| row.assignee_id)).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let state = state(&row, frozen.contains(&row.person_id), today);
        let usable = matches!(state, "open" | "snoozed");
        let post = posts.get(&row.person_id);
        let unit = post.map(|post| UnitRef {
            id: OrgUnitId(post.unit_id),
            name: units.get(&post.unit_id).cloned().unwrap_or_default(),
        });
        let band = if usable { Some(open_band(app, &row)?) } else { None };
        let reasons = if usable { reasons(app, &row).await? } else { Vec::new() };
        let full_name = people.get(&row.person_id).cloned().unwrap_or_default();
        items.push(AlertSummary {
            id: AlertId(row.id),
            number: row.number,
            person: PersonRef { id: PersonId(row.person_id), full_name },
            position: post.map(|post| post.position.clone()).unwrap_or_default(),
            unit,
            band,
            reasons,
            state: state.to_owned(),
            opened_at: row.opened_at.into(),
            last_day: row.expires_on - Days::new(1),
            assignee: row.assignee_id.map(AccountId),
            assignee_name: row.assignee_id.and_then(|account| names.get(&account).cloned()),
        });
    }
    Ok(items)
}

async fn reasons(app: &App, alert: &Alert) -> Result<Vec<kernel::Text>> {
    let scores = scores_of_person(app, alert.person_id).await?;
    let own = scores.into_iter().find(|score| score.id == alert.score_id);
    let up = own.into_iter().flat_map(|score| score.detail.drivers).filter(|driver| driver.direction == Direction::Up);
    Ok(up.take(REASONS).map(|driver| driver.sentence).collect())
}

/// The alert behind an id, when the caller may see or act on it. Nobody meets an alert about themself here: the own
/// page tells everything.
pub(super) async fn found(app: &App, caller: &Caller, permission: Permission, id: AlertId) -> Result<(Alert, Subject)> {
    caller.require(permission)?;
    require_named_mode(app).await?;
    let unknown = Problem::not_found("alerts.unknown");
    let row = Find::<Alert>::by_id(&app.db(), id.0).await?.ok_or(unknown.clone())?;
    if caller.is(row.person_id) {
        return Err(unknown);
    }
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    caller.require_for(permission, &subject)?;
    if !caller.may_read(FieldClass::Insight, &subject) {
        return Err(Problem::forbidden("access.class_missing").with("class", "insight"));
    }
    Ok((row, subject))
}

/// The page of an alert. That it was looked at is written before it is shown.
pub async fn get_alert(app: &App, caller: &Caller, id: AlertId) -> Result<AlertPage> {
    let (row, subject) = found(app, caller, Permission::AlertRead, id).await?;
    let mut work = app.begin(caller, "get_alert", None).await?;
    work.record(Action::Read, "alert", row.id, Some(row.person_id));
    work.commit().await?;
    let scope = caller.scope(Permission::AlertRead);
    let summary = summaries(app, caller, &scope, Some(row.id)).await?.pop();
    let summary = summary.ok_or(Problem::not_found("alerts.unknown"))?;
    let may_act = caller.scope(Permission::AlertAct).covers(&subject);
    page::page(app, row, summary, may_act).await
}
