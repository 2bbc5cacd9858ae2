//! The management tree over time.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission};
use kernel::{Date, DateRange, Instant, OrgUnitId, PersonId, Problem};
use storage::query::seats::people_by_unit;
use storage::query::{Find, units_above};
use storage::rows::{Assignment, OrgUnit, Person};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::views::{PutUnit, UnitList, UnitView, UnitsQuery};
use crate::{App, Result};

/// Creates or changes a unit from a day on.
pub async fn put_unit(app: &App, caller: &Caller, input: PutUnit) -> Result<OrgUnitId> {
    caller.require(Permission::OrganisationWrite)?;
    let mut work = app.begin(caller, "put_unit", None).await?;
    let known_at = work.now();
    let id = put_unit_in(&mut work, input, known_at).await?;
    work.commit().await?;
    Ok(id)
}

/// The same inside a unit of work, for a change known since `known_at`.
pub async fn put_unit_in(work: &mut UnitOfWork, input: PutUnit, known_at: Instant) -> Result<OrgUnitId> {
    let name = input.name.trim().to_owned();
    if name.is_empty() {
        return Err(Problem::invalid("input.required").at("/name"));
    }
    let unit_id = input.id.map_or_else(|| work.new_id(), |id| id.0);
    if let Some(parent) = input.parent_id {
        refuse_cycle(&work.db(), unit_id, parent.0, input.first_day, known_at).await?;
    }
    let row = OrgUnit {
        row_id: work.new_id(),
        unit_id,
        parent_id: input.parent_id.map(|id| id.0),
        code: input.code.trim().to_owned(),
        name,
        kind: input.kind,
        head_person_id: input.head_person_id.map(|id| id.0),
        valid_from: input.first_day,
        valid_until: None,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    work.put(DateRange::starting(input.first_day), known_at, &row).await?;
    Ok(OrgUnitId(unit_id))
}

/// Ends a unit inside a unit of work; from `day` on it does not hold. Its people and the units below it must have gone.
pub async fn end_unit_in(work: &mut UnitOfWork, unit: OrgUnitId, day: Date, known_at: Instant) -> Result<()> {
    let db = work.db();
    let below = Find::<OrgUnit>::new().eq(OrgUnit::PARENT_ID, unit.0).as_of(day, known_at).count(&db).await?;
    let people = Find::<Assignment>::new().eq(Assignment::UNIT_ID, unit.0).as_of(day, known_at).count(&db).await?;
    if below + people > 0 {
        return Err(Problem::conflict("organisation.unit_not_empty").with("units", below).with("people", people));
    }
    Ok(work.clear::<OrgUnit>(unit.0, DateRange::starting(day), known_at).await?)
}

/// A unit may not stand below itself.
async fn refuse_cycle(db: &Db<'_>, unit: Uuid, parent: Uuid, day: Date, known_at: Instant) -> Result<()> {
    let path = unit_path(db, parent, day, known_at).await?;
    if path.is_empty() {
        return Err(Problem::invalid("organisation.parent_unknown").at("/parent_id"));
    }
    if path.iter().any(|above| above.unit_id == unit) {
        return Err(Problem::conflict("organisation.unit_below_itself").at("/parent_id"));
    }
    Ok(())
}

/// The unit and everything above it, from the unit up; empty when there is no such unit that day.
pub async fn unit_path(db: &Db<'_>, unit: Uuid, day: Date, known_at: Instant) -> Result<Vec<OrgUnit>> {
    let (mut path, mut seen) = (Vec::new(), HashSet::new());
    for row in units_above(db, unit, day, known_at).await? {
        // Units that stand above each other by mistake are named once.
        if !seen.insert(row.unit_id) {
            break;
        }
        path.push(row);
    }
    Ok(path)
}

/// The units of a day with their heads and headcounts.
pub async fn list_units(app: &App, caller: &Caller, query: &UnitsQuery) -> Result<UnitList> {
    caller.require(Permission::OrganisationRead)?;
    let day = query.as_of.unwrap_or_else(|| app.today());
    let db = app.db();
    let rows = Find::<OrgUnit>::new().as_of(day, app.now()).ascending(OrgUnit::CODE).all(&db).await?;
    let headcount = people_by_unit(&db, day, app.now()).await?;
    let heads: Vec<Uuid> = rows.iter().filter_map(|row| row.head_person_id).collect();
    let names: HashMap<Uuid, String> = Find::<Person>::new()
        .any(Person::ID, heads)
        .all(&db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.full_name))
        .collect();
    let items = rows.into_iter().map(|row| view(row, &names, &headcount)).collect();
    Ok(UnitList { items: parents_first(items), as_of: day })
}

fn view(row: OrgUnit, names: &HashMap<Uuid, String>, headcount: &HashMap<Uuid, u64>) -> UnitView {
    let OrgUnit {
        row_id: _,
        unit_id,
        parent_id,
        code,
        name,
        kind,
        head_person_id,
        valid_from,
        valid_until: _,
        known_from: _,
        known_until: _,
        recorded_at: _,
    } = row;
    UnitView {
        id: OrgUnitId(unit_id),
        parent_id: parent_id.map(OrgUnitId),
        code,
        name,
        kind,
        head_person_id: head_person_id.map(PersonId),
        head_name: head_person_id.and_then(|head| names.get(&head).cloned()),
        headcount: headcount.get(&unit_id).copied().unwrap_or(0),
        first_day: valid_from,
    }
}

/// A unit whose parent is missing that day counts as a root: it must not vanish from the page.
fn parents_first(units: Vec<UnitView>) -> Vec<UnitView> {
    let known: HashSet<OrgUnitId> = units.iter().map(|unit| unit.id).collect();
    let mut children: HashMap<Option<OrgUnitId>, Vec<UnitView>> = HashMap::new();
    for unit in units {
        children.entry(unit.parent_id.filter(|parent| known.contains(parent))).or_default().push(unit);
    }
    let (mut ordered, mut open) = (Vec::new(), children.remove(&None).unwrap_or_default());
    open.reverse();
    while let Some(unit) = open.pop() {
        let mut below = children.remove(&Some(unit.id)).unwrap_or_default();
        below.reverse();
        ordered.push(unit);
        open.extend(below);
    }
    ordered
}
