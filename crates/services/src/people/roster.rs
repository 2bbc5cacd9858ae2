//! The roster and the search of the palette.

use std::collections::HashMap;

use access::{Caller, Disclosure, Permission, Scope, Subject};
use kernel::{Date, FieldClass, LegalEntityId, OrgUnitId, PersonId};
use storage::query::people::{self, RosterFilter, RosterRow, RosterSort, Standing};
use storage::query::subjects_of;
use storage::rows::Employment;
use uuid::Uuid;

use super::page::day_before;
use super::views::{
    EntityRef, PeopleCount, PersonRef, PersonSummary, RosterOrder, RosterQuery, SearchQuery, StatusFilter, UnitRef,
};
use crate::{App, Page, Result};

/// How many hits the palette shows.
const HITS: u64 = 12;

/// People employed on a day whom the caller may see, in the order asked for. How many there are in all is said where
/// it was learnt on the way; [`count_people`] counts.
pub async fn list_people(app: &App, caller: &Caller, query: RosterQuery) -> Result<Page<PersonSummary>> {
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let after = query.cursor.as_deref().and_then(|cursor| {
        let (value, person) = cursor.rsplit_once('~')?;
        Some((value.to_owned(), person.parse().ok()?))
    });
    let filter = RosterFilter { after, ..roster_filter(app, caller, Permission::PersonRead, query)? };
    let db = app.db();
    let plan = people::plan(&db, &filter, limit).await?;
    let people::RosterPage { rows, total, next } = people::page(&db, &filter, plan, limit).await?;
    let next_cursor = next.map(|(value, person)| format!("{value}~{person}"));
    Ok(Page { items: summaries(app, caller, rows, filter.day).await?, next_cursor, total })
}

/// How many people a list holds.
pub async fn count_people(app: &App, caller: &Caller, query: RosterQuery) -> Result<PeopleCount> {
    let filter = roster_filter(app, caller, Permission::PersonRead, query)?;
    Ok(PeopleCount { total: total(app, &filter).await? })
}

/// Counting a hundred thousand lines takes a while, and many ask: the answer holds until somebody writes.
async fn total(app: &App, filter: &RosterFilter) -> Result<u64> {
    let db = app.db();
    let version = people::people_version(&db).await?;
    // The scope stands in the key: who may see whom is found out anew for every call.
    let unfixed = RosterFilter { known_at: kernel::Instant::from_micros(0), after: None, ..filter.clone() };
    let key = format!("{version} {unfixed:?}");
    let _one_at_a_time = app.counting().lock().await;
    if let Some(total) = app.counts().get(&key) {
        return Ok(total);
    }
    let total = people::count(&db, filter).await?;
    app.counts().put(key, total);
    Ok(total)
}

/// What a query asks for, within the rows over which the caller has the permission.
pub(crate) fn roster_filter(
    app: &App,
    caller: &Caller,
    permission: Permission,
    query: RosterQuery,
) -> Result<RosterFilter> {
    let day = query.as_of.unwrap_or_else(|| app.today());
    let searched = query.q.as_ref().is_some_and(|text| !text.trim().is_empty());
    let (sort, descending) = match query.sort.unwrap_or_default() {
        RosterOrder::Name if searched && query.sort.is_none() => (RosterSort::Match, false),
        RosterOrder::Name => (RosterSort::Name, false),
        RosterOrder::NameDescending => (RosterSort::Name, true),
        RosterOrder::Number => (RosterSort::Number, false),
        RosterOrder::NumberDescending => (RosterSort::Number, true),
        RosterOrder::Hired => (RosterSort::Hired, false),
        RosterOrder::HiredDescending => (RosterSort::Hired, true),
    };
    Ok(RosterFilter {
        search: query.q.clone().filter(|text| !text.trim().is_empty()),
        unit: query.unit_id.map(|unit| unit.0),
        legal_entity: query.legal_entity_id.map(|entity| entity.0),
        manager: query.manager_id.map(|manager| manager.0),
        standing: query.status.map(|status| match status {
            StatusFilter::Probation => Standing::Probation,
            StatusFilter::Active => Standing::Active,
            StatusFilter::Leaving => Standing::Leaving,
        }),
        kind: query.kind.clone(),
        place: query.place.clone(),
        job_level: query.job_level.clone(),
        hired_from: query.hired_from,
        hired_before: query.hired_to.map(|day| day + chrono::Days::new(1)),
        contract_until: query.contract_ends_by.map(|day| day + chrono::Days::new(1)),
        sort,
        descending,
        ..RosterFilter::new(day, app.now(), scope(app, caller, permission, (&query, day))?)
    })
}

/// Tomorrow's directory would tell who will be gone; and a list that is narrowed or ordered by the terms of employment
/// tells these terms. Both only to who may read them.
fn scope(app: &App, caller: &Caller, permission: Permission, (query, day): (&RosterQuery, Date)) -> Result<Scope> {
    let scope = caller.require(permission)?;
    let tells = day > app.today()
        || query.status.is_some()
        || query.kind.is_some()
        || query.hired_from.is_some()
        || query.hired_to.is_some()
        || query.contract_ends_by.is_some()
        || matches!(query.sort, Some(RosterOrder::Hired | RosterOrder::HiredDescending));
    Ok(if tells { caller.scope_with(permission, FieldClass::Employment) } else { scope })
}

/// People by name, pinyin, initials or employee number; the best few.
pub async fn search_people(app: &App, caller: &Caller, query: SearchQuery) -> Result<Page<PersonSummary>> {
    let found = RosterQuery { q: Some(query.q), limit: Some(HITS), ..RosterQuery::default() };
    list_people(app, caller, found).await
}

pub(crate) async fn summaries(
    app: &App,
    caller: &Caller,
    rows: Vec<RosterRow>,
    day: Date,
) -> Result<Vec<PersonSummary>> {
    // Who is in charge today may see what is known today; who was in charge on a past day may not.
    let subjects: HashMap<Uuid, Subject> = if day == app.today() {
        rows.iter().map(|row| (row.person_id, own_subject(row))).collect()
    } else {
        let persons: Vec<_> = rows.iter().map(|row| row.person_id).collect();
        subjects_of(&app.db(), &persons, app.today()).await?
    };
    let subject = |row: &RosterRow| {
        let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
        subjects.get(&row.person_id).copied().unwrap_or(nowhere)
    };
    Ok(rows.into_iter().map(|row| summary(caller.disclose(subject(&row)), row, day)).collect())
}

/// What scopes see of a line of today.
const fn own_subject(row: &RosterRow) -> Subject {
    Subject {
        person: Some(row.person_id),
        legal_entity: Some(row.assigned_entity_id),
        unit: Some(row.unit_id),
        manager: row.manager_id,
    }
}

fn summary(mut shown: Disclosure<'_>, row: RosterRow, day: Date) -> PersonSummary {
    let RosterRow {
        person_id,
        full_name,
        name_pinyin: _,
        employment_id: _,
        employee_no,
        employment_kind,
        hired_on,
        ends_on,
        probation_until,
        legal_entity_id,
        legal_entity_name,
        assigned_entity_id: _,
        unit_id,
        unit_name,
        manager_id,
        manager_name,
        position,
        job_level,
        place,
    } = row;
    let standing = status(ends_on, probation_until, day).to_owned();
    PersonSummary {
        person_id: PersonId(person_id),
        full_name,
        employee_no,
        legal_entity: EntityRef { id: LegalEntityId(legal_entity_id), name: legal_entity_name.unwrap_or_default() },
        unit: UnitRef { id: OrgUnitId(unit_id), name: unit_name.unwrap_or_default() },
        position,
        job_level,
        place,
        manager: manager_id.map(|id| PersonRef { id: PersonId(id), full_name: manager_name.unwrap_or_default() }),
        employment_kind: shown.show_as("employment_kind", Employment::KIND, employment_kind),
        hired_on: shown.show_as("hired_on", Employment::VALID_FROM, hired_on),
        last_day: shown.show_as("last_day", Employment::VALID_UNTIL, ends_on.map(day_before)),
        probation_last_day: shown.show_as(
            "probation_last_day",
            Employment::PROBATION_UNTIL,
            probation_until.map(day_before),
        ),
        status: shown.show_as("status", Employment::VALID_UNTIL, standing),
        redacted: shown.redacted(),
    }
}

/// `leaving` once an end is known, `probation` until probation is over, else `active`.
pub(super) fn status(ends_on: Option<Date>, probation_until: Option<Date>, day: Date) -> &'static str {
    match (ends_on, probation_until) {
        (Some(_), _) => "leaving",
        (None, Some(until)) if day < until => "probation",
        _ => "active",
    }
}
