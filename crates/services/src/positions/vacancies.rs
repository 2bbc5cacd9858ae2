//! Positions of a day with their plan, who holds them, and what is vacant.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use kernel::{LegalEntityId, PositionId, Problem};
use storage::query::Find;
use storage::query::seats::seat_counts;
use storage::rows::{LegalEntity, OrgUnit, Position};
use uuid::Uuid;

use super::chart::{Sight, reference};
use super::tree::{PlannedSeat, Tree, fill};
use super::views::{PositionList, PositionView, PositionsQuery};
use crate::people::{AsOfQuery, EntityRef, axes};
use crate::{App, Result};

/// Positions of a day, by unit and title.
pub async fn list_positions(app: &App, caller: &Caller, query: PositionsQuery) -> Result<PositionList> {
    caller.require(Permission::OrganisationRead)?;
    let (day, known_at) = axes(app, &AsOfQuery { as_of: query.as_of, known_on: query.known_on });
    let db = app.db();
    let units = Find::<OrgUnit>::new().as_of(day, known_at).ascending(OrgUnit::CODE).all(&db).await?;
    let tree = Tree::of(&units);
    let within = match query.unit_id {
        Some(unit) if units.iter().all(|row| row.unit_id != unit.0) => {
            return Err(Problem::not_found("organisation.unit_unknown").at("/unit_id").with("day", day));
        }
        Some(unit) => Some(tree.below(unit.0)),
        None => None,
    };
    let place: HashMap<Uuid, usize> = units.iter().enumerate().map(|(at, unit)| (unit.unit_id, at)).collect();
    let mut positions = Find::<Position>::new().as_of(day, known_at).all(&db).await?;
    positions.retain(|row| {
        place.contains_key(&row.unit_id) && within.as_ref().is_none_or(|within| within.contains(&row.unit_id))
    });
    positions.sort_by(|a, b| (place[&a.unit_id], &a.title).cmp(&(place[&b.unit_id], &b.title)));
    let some: Option<Vec<Uuid>> = within.filter(|within| within.len() < 500).map(|within| within.into_iter().collect());
    let seats: Vec<PlannedSeat<'_>> = positions.iter().map(PlannedSeat::from).collect();
    let filled = fill(&seats, &seat_counts(&db, day, known_at, some.as_deref()).await?);
    let entities = Find::<LegalEntity>::new().all(&db).await?;
    let entities: HashMap<Uuid, String> = entities.into_iter().map(|row| (row.id, row.short_name)).collect();
    let sight = Sight::on(app, caller, day);
    let mut items: Vec<PositionView> = Vec::with_capacity(positions.len());
    for row in positions {
        let held = sight.counts(row.unit_id).then(|| filled.get(&row.position_id).copied().unwrap_or(0));
        let unit = &units[place[&row.unit_id]];
        items.push(view(caller, row, unit, held, &entities));
    }
    if query.vacant == Some(true) {
        items.retain(|item| item.vacant.is_some_and(|vacant| vacant > 0));
    }
    let (total, planned) = (items.len() as u64, items.iter().map(|item| item.planned).sum());
    let vacant = items.iter().map(|item| item.vacant).sum();
    let limit = usize::try_from(query.limit.unwrap_or(50).clamp(1, 200)).unwrap_or(50);
    let from: usize = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let next_cursor = (from + limit < items.len()).then(|| (from + limit).to_string());
    let items = items.into_iter().skip(from).take(limit).collect();
    Ok(PositionList { as_of: day, items, next_cursor, total, planned, vacant })
}

fn view(
    caller: &Caller,
    row: Position,
    unit: &OrgUnit,
    held: Option<u64>,
    entities: &HashMap<Uuid, String>,
) -> PositionView {
    let Position {
        row_id: _,
        position_id,
        unit_id,
        title,
        job,
        job_level,
        headcount,
        legal_entity_id,
        key_position,
        valid_from,
        valid_until,
        known_from: _,
        known_until: _,
        recorded_at: _,
    } = row;
    let mut shown = caller.disclose(Subject { unit: Some(unit_id), ..Subject::default() });
    let planned = u64::try_from(headcount).unwrap_or(0);
    PositionView {
        id: PositionId(position_id),
        unit: reference(unit),
        title,
        job,
        job_level,
        legal_entity: legal_entity_id
            .map(|id| EntityRef { id: LegalEntityId(id), name: entities.get(&id).cloned().unwrap_or_default() }),
        planned,
        filled: held,
        vacant: held.map(|held| planned.saturating_sub(held)),
        over: held.map(|held| held.saturating_sub(planned)),
        key_position: shown.show(Position::KEY_POSITION, key_position),
        first_day: valid_from,
        last_day: valid_until.map(|until| until - chrono::Days::new(1)),
        redacted: shown.redacted(),
    }
}
