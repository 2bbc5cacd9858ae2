//! The roster and the search of the palette.

use std::collections::{HashMap, HashSet};

use access::{Caller, Disclosure, Permission, Subject};
use kernel::{Date, FieldClass, LegalEntityId, OrgUnitId, PersonId};
use storage::Db;
use storage::query::people::{RosterFilter, RosterRow, count, list};
use storage::query::{Find, subjects_of};
use storage::rows::{Employment, LegalEntity, OrgUnit, Person};
use uuid::Uuid;

use super::page::day_before;
use super::views::{EntityRef, PersonRef, PersonSummary, RosterQuery, SearchQuery, UnitRef};
use crate::{App, Page, Result};

/// How many hits the palette shows.
const HITS: u64 = 12;

/// People employed on a day whom the caller may see, by pinyin.
pub async fn list_people(app: &App, caller: &Caller, query: RosterQuery) -> Result<Page<PersonSummary>> {
    let mut scope = caller.require(Permission::PersonRead)?;
    let day = query.as_of.unwrap_or_else(|| app.today());
    if day > app.today() {
        // Tomorrow's directory would tell who will be gone.
        scope = caller.scope_with(Permission::PersonRead, FieldClass::Employment);
    }
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let units = match query.unit_id {
        Some(unit) => Some(units_below(&app.db(), unit.0, day, app).await?),
        None => None,
    };
    let after = query.cursor.as_deref().and_then(|cursor| {
        let (pinyin, person) = cursor.rsplit_once('~')?;
        Some((pinyin.to_owned(), person.parse().ok()?))
    });
    let legal_entity = query.legal_entity_id.map(|entity| entity.0);
    let filter = RosterFilter { day, known_at: app.now(), scope, search: query.q, units, legal_entity, after };
    let mut rows = list(&app.db(), &filter, limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = more.then(|| rows.last().map(|row| format!("{}~{}", row.name_pinyin, row.person_id))).flatten();
    let total = Some(count(&app.db(), &filter).await?);
    Ok(Page { items: summaries(app, caller, rows, day).await?, next_cursor, total })
}

/// People by name, pinyin, initials or employee number; the best few.
pub async fn search_people(app: &App, caller: &Caller, query: SearchQuery) -> Result<Page<PersonSummary>> {
    let found = RosterQuery { q: Some(query.q), limit: Some(HITS), ..RosterQuery::default() };
    list_people(app, caller, found).await
}

/// The unit and everything below it on the day.
pub async fn units_below(db: &Db<'_>, root: Uuid, day: Date, app: &App) -> Result<Vec<Uuid>> {
    let units = Find::<OrgUnit>::new().as_of(day, app.now()).all(db).await?;
    let mut found = HashSet::from([root]);
    // Each round adds one level; a tree is no deeper than it has units.
    for _ in 0..units.len() {
        let before = found.len();
        let next = units.iter().filter(|unit| unit.parent_id.is_some_and(|parent| found.contains(&parent)));
        let next: Vec<Uuid> = next.map(|unit| unit.unit_id).collect();
        found.extend(next);
        if found.len() == before {
            break;
        }
    }
    Ok(found.into_iter().collect())
}

async fn summaries(app: &App, caller: &Caller, rows: Vec<RosterRow>, day: Date) -> Result<Vec<PersonSummary>> {
    let db = app.db();
    let managers = rows.iter().filter_map(|row| row.manager_id);
    let managers: HashMap<Uuid, String> = Find::<Person>::new()
        .any(Person::ID, managers)
        .all(&db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.full_name))
        .collect();
    let units = rows.iter().map(|row| row.unit_id);
    let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, units).as_of(day, app.now()).all(&db).await?;
    let units: HashMap<Uuid, String> = units.into_iter().map(|unit| (unit.unit_id, unit.name)).collect();
    let entities = Find::<LegalEntity>::new().all(&db).await?;
    let entities: HashMap<Uuid, String> = entities.into_iter().map(|entity| (entity.id, entity.short_name)).collect();
    let names = Names { managers, units, entities };
    // Who is in charge today may see what is known today; who was in charge on a past day may not.
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let subjects = subjects_of(&db, &persons, app.today()).await?;
    let subject = |row: &RosterRow| {
        let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
        subjects.get(&row.person_id).copied().unwrap_or(nowhere)
    };
    Ok(rows.into_iter().map(|row| summary(caller.disclose(subject(&row)), row, day, &names)).collect())
}

/// What ids are called.
struct Names {
    managers: HashMap<Uuid, String>,
    units: HashMap<Uuid, String>,
    entities: HashMap<Uuid, String>,
}

fn summary(mut shown: Disclosure<'_>, row: RosterRow, day: Date, names: &Names) -> PersonSummary {
    let name = |names: &HashMap<Uuid, String>, id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let standing = status(row.ends_on, row.probation_until, day).to_owned();
    PersonSummary {
        person_id: PersonId(row.person_id),
        full_name: row.full_name,
        employee_no: row.employee_no,
        legal_entity: EntityRef {
            id: LegalEntityId(row.legal_entity_id),
            name: name(&names.entities, row.legal_entity_id),
        },
        unit: UnitRef { id: OrgUnitId(row.unit_id), name: name(&names.units, row.unit_id) },
        position: row.position,
        job_level: row.job_level,
        place: row.place,
        manager: row.manager_id.map(|id| PersonRef { id: PersonId(id), full_name: name(&names.managers, id) }),
        hired_on: shown.show_as("hired_on", Employment::VALID_FROM, row.hired_on),
        last_day: shown.show_as("last_day", Employment::VALID_UNTIL, row.ends_on.map(day_before)),
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
