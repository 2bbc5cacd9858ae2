//! What a draft would change on its day: figures, people by name, rights gained and lost.

use std::collections::{BTreeSet, HashMap, HashSet};

use access::{Caller, Permission, Subject};
use kernel::{FieldClass, Money, OrgUnitId, Record, ReorganisationId};
use storage::query::{Find, subjects_of};
use storage::rows::{Compensation, Reorganisation as Row};
use uuid::Uuid;

use super::compare::{Moved, numbers_of, wide_spans};
use super::load::{Outlook, names, outlook};
use super::picture::{Picture, Seated};
use super::records::{opened, readable};
use super::rights::rights;
use super::views::{BeforeAfter, MoveList, MoveView, MovesQuery, Names, ReorganisationPreview, UnitDifference};
use crate::people::UnitRef;
use crate::positions::Numbers;
use crate::{App, Result};

/// Sums over fewer people would tell single pays.
const FEW: usize = 5;

/// The day of a draft before and after, as the organisation is known now.
pub(super) async fn look(app: &App, row: &Row) -> Result<Outlook> {
    let plan = opened(app.store(), row)?;
    // What was activated is compared with what was known just before.
    let known_at = row.activated_at.map_or_else(|| app.now(), |at| kernel::Instant::from(at).plus_seconds(-1));
    let mut seen = outlook(&app.db(), &plan, row.effective_on, known_at).await?;
    if matches!(row.state.as_str(), "activated" | "withdrawn") {
        seen.hindrances.clear();
    }
    Ok(seen)
}

/// What a draft would change.
pub async fn preview_reorganisation(app: &App, caller: &Caller, id: ReorganisationId) -> Result<ReorganisationPreview> {
    let row = readable(app, caller, id).await?;
    let seen = look(app, &row).await?;
    let pay = Pay::of(app, caller, &row, &seen).await?;
    let (before, after) = (numbers_of(&seen.before), numbers_of(&seen.after));
    let sum = |numbers: &HashMap<Uuid, Numbers>, of: fn(&Numbers) -> u64| numbers.values().map(of).sum::<u64>();
    let both = |of: fn(&Numbers) -> u64| BeforeAfter { before: sum(&before, of), after: sum(&after, of) };
    let moved = |of: fn(&Moved) -> bool| seen.difference.moved.iter().filter(|moved| of(moved)).count() as u64;
    let mut shown = caller.disclose(Subject::default());
    let (places, entities) = (moved(Moved::of_place), moved(|moved| moved.other_entity.is_some()));
    let total = |picture: &Picture| pay.sum(picture.people.keys().copied());
    let field = Compensation::BASE_PAY;
    let pay_before_fen = shown.show_as("pay_before_fen", field, total(&seen.before));
    let pay_after_fen = shown.show_as("pay_after_fen", field, total(&seen.after));
    let added_seats_fen = shown.show_as("added_seats_fen", field, pay.added_seats(&seen, &before, &after));
    Ok(ReorganisationPreview {
        effective_on: row.effective_on,
        version: row.version,
        units: BeforeAfter { before: seen.before.units.len() as u64, after: seen.after.units.len() as u64 },
        people: both(|numbers| numbers.people),
        planned: both(|numbers| numbers.planned),
        wide_spans: BeforeAfter { before: wide_spans(&seen.before), after: wide_spans(&seen.after) },
        moved: seen.difference.people_moved() as u64,
        managers_changed: moved(Moved::of_manager),
        places_changed: places,
        entities_changed: entities,
        pay_before_fen,
        pay_after_fen,
        added_seats_fen,
        by_unit: by_unit(caller, &seen, (&before, &after), &pay),
        rights: rights(app, &app.db(), &seen).await?,
        needs_agreement: places + entities > 0,
        hindrances: seen.hindrances,
        redacted: shown.redacted(),
    })
}

/// Monthly base pay by employment, opened only for who may read pay somewhere.
struct Pay(HashMap<Uuid, Money>);

impl Pay {
    async fn of(app: &App, caller: &Caller, row: &Row, seen: &Outlook) -> Result<Self> {
        if caller.scope_with(Permission::ReorganisationRead, FieldClass::Pay).is_empty() {
            return Ok(Self(HashMap::new()));
        }
        let known_at = row.activated_at.map_or_else(|| app.now(), Into::into);
        let mut pays = HashMap::with_capacity(seen.before.people.len());
        for pay in Find::<Compensation>::new().as_of(row.effective_on, known_at).all(&app.db()).await? {
            let key = pay.employment_id;
            let opened = app.store().unseal(Compensation::META.name, Compensation::BASE_PAY, key, &pay.base_pay)?;
            pays.insert(key, opened.into_exposed());
        }
        Ok(Self(pays))
    }

    fn sum(&self, employments: impl Iterator<Item = Uuid>) -> Money {
        let fen = employments.filter_map(|employment| self.0.get(&employment)).map(|pay| pay.fen()).sum();
        Money::from_fen(fen)
    }

    fn of_unit(&self, picture: &Picture, unit: Uuid) -> Option<Money> {
        let members: Vec<Uuid> =
            picture.people.iter().filter(|(_, seated)| seated.unit == unit).map(|(id, _)| *id).collect();
        let few = members.len() < FEW && !members.is_empty();
        (!few).then(|| self.sum(members.into_iter()))
    }

    /// Seats that are planned more than before, at the average pay of their unit, or of everybody where nobody is yet.
    fn added_seats(&self, seen: &Outlook, before: &HashMap<Uuid, Numbers>, after: &HashMap<Uuid, Numbers>) -> Money {
        let average = |employments: Vec<Uuid>| {
            let paid = employments.iter().filter(|employment| self.0.contains_key(employment)).count();
            let sum = self.sum(employments.into_iter()).fen();
            i64::try_from(paid).ok().filter(|paid| *paid > 0).map(|paid| sum / paid)
        };
        let everybody = average(seen.after.people.keys().copied().collect()).unwrap_or(0);
        // Positions that only change their unit are planned before and after: what counts is the sum of all units.
        let added = |planned: fn(&Numbers) -> u64| {
            let of = |numbers: &HashMap<Uuid, Numbers>| numbers.values().map(planned).sum::<u64>().cast_signed();
            of(after) - of(before)
        };
        let change = added(|numbers| numbers.planned);
        let grown: Vec<Uuid> = after
            .iter()
            .filter(|(unit, numbers)| numbers.planned > before.get(*unit).map_or(0, |old| old.planned))
            .map(|(unit, _)| *unit)
            .collect();
        let members = seen.after.people.iter().filter(|(_, seated)| grown.contains(&seated.unit));
        let rate = average(members.map(|(id, _)| *id).collect()).unwrap_or(everybody);
        Money::from_fen(rate.saturating_mul(change))
    }
}

/// The units that the draft touches, each by itself.
fn by_unit(
    caller: &Caller,
    seen: &Outlook,
    (before, after): (&HashMap<Uuid, Numbers>, &HashMap<Uuid, Numbers>),
    pay: &Pay,
) -> Vec<UnitDifference> {
    let mut touched: BTreeSet<Uuid> = seen.difference.marks.keys().copied().collect();
    touched.extend(seen.difference.ghosts.iter().map(|(unit, ..)| *unit));
    for moved in seen.difference.moved.iter().filter(|moved| moved.of_unit()) {
        touched.extend([moved.before.unit, moved.after.unit]);
    }
    let marks = &seen.difference.marks;
    let mut rows: Vec<UnitDifference> = Vec::with_capacity(touched.len());
    for id in touched {
        let Some(unit) = seen.after.units.get(&id).or_else(|| seen.before.units.get(&id)) else { continue };
        let gone = seen.difference.ghosts.iter().find(|(ghost, ..)| *ghost == id).map(|(_, _, mark)| *mark);
        let both = |of: fn(&Numbers) -> u64| BeforeAfter {
            before: before.get(&id).map_or(0, of),
            after: after.get(&id).map_or(0, of),
        };
        let mut shown = caller.disclose(Subject { unit: Some(id), ..Subject::default() });
        let field = Compensation::BASE_PAY;
        rows.push(UnitDifference {
            unit: UnitRef { id: OrgUnitId(id), name: unit.name.clone() },
            mark: marks.get(&id).copied().or(gone),
            people: both(|numbers| numbers.people),
            planned: both(|numbers| numbers.planned),
            pay_before_fen: shown.show_as("pay_before_fen", field, pay.of_unit(&seen.before, id)),
            pay_after_fen: shown.show_as("pay_after_fen", field, pay.of_unit(&seen.after, id)),
            redacted: shown.redacted(),
        });
    }
    rows.sort_by_key(|row| (row.mark, row.unit.name.clone()));
    rows
}

/// Everybody whose unit, manager or place would change, by unit and name; as far as the caller may see them.
pub async fn list_moves(app: &App, caller: &Caller, id: ReorganisationId, query: MovesQuery) -> Result<MoveList> {
    let row = readable(app, caller, id).await?;
    let seen = look(app, &row).await?;
    // Who goes along with the unit is named too: the place in the organisation is another one.
    let changed: HashSet<Uuid> = seen.difference.moved.iter().map(|moved| moved.employment).collect();
    let carried = seen.difference.carried.iter().filter(|(employment, _)| !changed.contains(employment));
    let rows: Vec<(&Seated, &Seated, Option<Uuid>)> = seen
        .difference
        .moved
        .iter()
        .map(|moved| (&moved.before, &moved.after, moved.other_entity))
        .chain(carried.filter_map(|(employment, _)| {
            Some((seen.before.people.get(employment)?, seen.after.people.get(employment)?, None))
        }))
        .collect();
    let persons: Vec<Uuid> = rows.iter().map(|(_, after, _)| after.person).collect();
    let scope = caller.scope_with(Permission::PersonRead, FieldClass::Directory);
    let subjects =
        if scope.everything { HashMap::new() } else { subjects_of(&app.db(), &persons, app.today()).await? };
    let sees = |person: Uuid| scope.everything || subjects.get(&person).is_some_and(|subject| scope.covers(subject));
    let total = rows.len();
    let visible: Vec<_> = rows.into_iter().filter(|(_, after, _)| sees(after.person)).collect();
    let managers = visible.iter().flat_map(|(before, after, _)| [before.manager, after.manager]).flatten();
    let named: HashSet<Uuid> = visible.iter().map(|(_, after, _)| after.person).chain(managers).collect();
    let names = names(&app.db(), named).await?;
    let carriers: HashMap<Uuid, Uuid> = seen
        .difference
        .carried
        .iter()
        .map(|(who, unit)| (seen.after.people.get(who).map_or(*who, |seated| seated.person), *unit))
        .collect();
    let mut items: Vec<MoveView> = visible
        .into_iter()
        .map(|(before, after, entity)| move_view(&seen, (before, after), (entity, carriers.get(&after.person)), &names))
        .collect();
    items.sort_by(|a, b| {
        let key =
            |row: &MoveView| (row.unit_after.name.clone(), row.unit_before.name.clone(), row.person.full_name.clone());
        key(a).cmp(&key(b))
    });
    let hidden = total - items.len();
    let limit = usize::try_from(query.limit.unwrap_or(50).clamp(1, 200)).unwrap_or(50);
    let from: usize = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let next_cursor = (from + limit < items.len()).then(|| (from + limit).to_string());
    let items = items.into_iter().skip(from).take(limit).collect();
    Ok(MoveList { items, next_cursor, total: total as u64, hidden: hidden as u64 })
}

fn move_view(
    seen: &Outlook,
    (before, after): (&Seated, &Seated),
    (entity, carrier): (Option<Uuid>, Option<&Uuid>),
    names: &Names,
) -> MoveView {
    let unit = |picture: &Picture, id: Uuid| {
        let name = picture.units.get(&id).map(|unit| unit.name.clone()).unwrap_or_default();
        UnitRef { id: OrgUnitId(id), name }
    };
    let place = |seated: &Seated| (before.place != after.place).then(|| seated.place.clone());
    MoveView {
        person: names.person(after.person),
        position: after.title.clone(),
        unit_before: unit(&seen.before, before.unit),
        unit_after: unit(&seen.after, after.unit),
        carried_by: carrier.map(|carrier| unit(&seen.after, *carrier)),
        manager_before: before.manager.map(|id| names.person(id)),
        manager_after: after.manager.map(|id| names.person(id)),
        place_before: place(before),
        place_after: place(after),
        other_entity: entity.map(|id| names.entity(id)),
    }
}
