//! The chart of a day, part by part: no person is loaded to count people.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission, Subject};
use kernel::{Date, FieldClass, OrgUnitId, PersonId, Problem};
use storage::query::Find;
use storage::query::seats::people_by_unit;
use storage::rows::{OrgUnit, Person, Position};
use uuid::Uuid;

use super::tree::{Numbers, PlannedSeat, Tree, numbers};
use super::views::{Chart, ChartQuery, ChartUnit};
use crate::people::{AsOfQuery, PersonRef, UnitRef, axes};
use crate::{App, Result};

/// As many levels as one request gives at most.
const DEPTH: u32 = 3;

/// A unit of the day with those below it, with heads, people and plans.
pub async fn chart(app: &App, caller: &Caller, query: ChartQuery) -> Result<Chart> {
    caller.require(Permission::OrganisationRead)?;
    let (day, known_at) = axes(app, &AsOfQuery { as_of: query.as_of, known_on: query.known_on });
    let db = app.db();
    let units = Find::<OrgUnit>::new().as_of(day, known_at).ascending(OrgUnit::CODE).all(&db).await?;
    let tree = Tree::of(&units);
    let rows: HashMap<Uuid, &OrgUnit> = units.iter().map(|unit| (unit.unit_id, unit)).collect();
    let start = match query.unit_id {
        Some(unit) if !rows.contains_key(&unit.0) => {
            return Err(Problem::not_found("organisation.unit_unknown").at("/unit_id").with("day", day));
        }
        Some(unit) => vec![unit.0],
        None => tree.roots().to_vec(),
    };
    let shown = level_by_level(&tree, &start, query.depth.unwrap_or(1).clamp(1, DEPTH));
    let positions = Find::<Position>::new().as_of(day, known_at).all(&db).await?;
    let people = people_by_unit(&db, day, known_at).await?;
    let seats: Vec<PlannedSeat<'_>> = positions.iter().map(PlannedSeat::from).collect();
    let direct = numbers(rows.keys().copied(), &seats, &people);
    let totals = tree.totals(&direct);
    let heads: HashSet<Uuid> = shown.iter().filter_map(|unit| rows.get(unit)?.head_person_id).collect();
    let names = Find::<Person>::new().any(Person::ID, heads).all(&db).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|row| (row.id, row.full_name)).collect();
    let sight = Sight { caller, ahead: day > app.today() };
    let zero = Numbers::default();
    let of = |map: &HashMap<Uuid, Numbers>, unit: Uuid| map.get(&unit).copied().unwrap_or(zero);
    let items = shown.iter().filter_map(|unit| {
        let row = rows.get(unit)?;
        let figures = sight.counts(*unit).then(|| (of(&direct, *unit), of(&totals, *unit)));
        let plans = (of(&direct, *unit), of(&totals, *unit));
        Some(view(row, tree.children(*unit).len(), figures, plans, &names))
    });
    let items = items.collect();
    let path = match start.as_slice() {
        [one] => tree.above(*one).into_iter().filter_map(|unit| rows.get(&unit)).map(|row| reference(row)).collect(),
        _ => Vec::new(),
    };
    Ok(Chart { as_of: day, known_at, path, items, units: units.len() as u64 })
}

/// Who may be told how many people a unit has on the day. Tomorrow's number would tell who will be gone.
pub(super) struct Sight<'a> {
    pub(super) caller: &'a Caller,
    pub(super) ahead: bool,
}

impl<'a> Sight<'a> {
    pub(super) fn on(app: &App, caller: &'a Caller, day: Date) -> Self {
        Self { caller, ahead: day > app.today() }
    }

    pub(super) fn counts(&self, unit: Uuid) -> bool {
        let unit = Subject { unit: Some(unit), ..Subject::default() };
        !self.ahead || self.caller.may_read(FieldClass::Employment, &unit)
    }
}

/// The units to start from and so many levels below, parents before children.
fn level_by_level(tree: &Tree, start: &[Uuid], depth: u32) -> Vec<Uuid> {
    let (mut found, mut level) = (start.to_vec(), start.to_vec());
    for _ in 0..depth {
        level = level.iter().flat_map(|unit| tree.children(*unit)).copied().collect();
        found.extend(&level);
    }
    found
}

pub(super) fn reference(row: &OrgUnit) -> UnitRef {
    UnitRef { id: OrgUnitId(row.unit_id), name: row.name.clone() }
}

fn view(
    row: &OrgUnit,
    children: usize,
    figures: Option<(Numbers, Numbers)>,
    (direct, total): (Numbers, Numbers),
    names: &HashMap<Uuid, String>,
) -> ChartUnit {
    let head = row
        .head_person_id
        .and_then(|head| Some(PersonRef { id: PersonId(head), full_name: names.get(&head)?.clone() }));
    let planned = |numbers: Numbers| (numbers.units_planned > 0).then_some(numbers.planned);
    let of_plan = |numbers: Numbers, value: u64| (numbers.units_planned > 0).then_some(value);
    ChartUnit {
        id: OrgUnitId(row.unit_id),
        parent_id: row.parent_id.map(OrgUnitId),
        code: row.code.clone(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        head,
        first_day: row.valid_from,
        children: children as u64,
        people: figures.map(|(direct, _)| direct.people),
        people_total: figures.map(|(_, total)| total.people),
        planned: planned(direct),
        planned_total: planned(total),
        vacant: figures.and_then(|(direct, _)| of_plan(direct, direct.vacant)),
        vacant_total: figures.and_then(|(_, total)| of_plan(total, total.vacant)),
        over_total: figures.and_then(|(_, total)| of_plan(total, total.over)),
        unplanned_total: figures.map(|(_, total)| total.unplanned),
    }
}
