//! The organisation of a day out of the store, and what a draft makes of it.

use std::collections::{HashMap, HashSet};

use kernel::{Date, Instant};
use storage::Db;
use storage::query::Find;
use storage::query::seats::seat_rows;
use storage::rows::{Assignment, LegalEntity, OrgUnit, Person, Position};
use uuid::Uuid;

use super::compare::{Difference, Mark, difference};
use super::picture::{Picture, Post, Seated, Unit};
use super::plan::Plan;
use super::views::{Hindrance, Names};
use crate::Result;

/// The organisation of a day, as known at an instant.
pub(super) async fn picture_on(db: &Db<'_>, day: Date, known_at: Instant) -> Result<Picture> {
    let units = Find::<OrgUnit>::new().as_of(day, known_at).all(db).await?;
    let posts = Find::<Position>::new().as_of(day, known_at).all(db).await?;
    let people = seat_rows(db, day, known_at).await?;
    let unit = |row: OrgUnit| {
        let OrgUnit { unit_id, parent_id, code, name, kind, head_person_id, .. } = row;
        (unit_id, Unit { parent: parent_id, code, name, kind, head: head_person_id })
    };
    let post = |row: Position| {
        let Position { position_id, unit_id, title, job, job_level, headcount, legal_entity_id, key_position, .. } =
            row;
        let legal_entity = legal_entity_id;
        (position_id, Post { unit: unit_id, title, headcount, job, job_level, legal_entity, key_position })
    };
    Ok(Picture {
        units: units.into_iter().map(unit).collect(),
        posts: posts.into_iter().map(post).collect(),
        people: people
            .into_iter()
            .map(|row| {
                let seated = Seated {
                    person: row.person_id,
                    entity: row.legal_entity_id,
                    unit: row.unit_id,
                    manager: row.manager_id,
                    position: row.position_id,
                    title: row.position,
                    place: row.place,
                };
                (row.employment_id, seated)
            })
            .collect(),
    })
}

/// Before, after, what differs, and what stands in the way.
pub(super) struct Outlook {
    pub(super) before: Picture,
    pub(super) after: Picture,
    pub(super) difference: Difference,
    pub(super) hindrances: Vec<Hindrance>,
}

/// Lays a draft over the organisation of its day as it is known now.
pub(super) async fn outlook(db: &Db<'_>, plan: &Plan, day: Date, known_at: Instant) -> Result<Outlook> {
    let before = picture_on(db, day, known_at).await?;
    let (after, mut hindrances) = lay_over(&before, plan);
    let difference = difference(&before, &after);
    let moved: HashSet<Uuid> = difference.moved.iter().map(|moved| moved.after.person).collect();
    if let Some(person) = after.circle(&moved) {
        let names = names(db, [person]).await?;
        hindrances.push(whole("reorganisations.manager_circle", names.person(person).full_name));
    }
    hindrances.extend(later(db, &before, &after, &difference, day).await?);
    Ok(Outlook { before, after, difference, hindrances })
}

/// Carries out every change that can be carried out, and says why the others cannot.
pub(super) fn lay_over(before: &Picture, plan: &Plan) -> (Picture, Vec<Hindrance>) {
    let (mut picture, mut hindrances) = (before.clone(), Vec::new());
    for change in &plan.changes {
        let told = |code: &str, name: String| Hindrance { change_id: Some(change.id), code: code.to_owned(), name };
        if picture.seen_by(&change.what) != change.seen {
            let unit = Plan { changes: vec![change.clone()], ..Plan::default() };
            let unit = unit.units_named().next().and_then(|unit| picture.units.get(&unit));
            let name = unit.map(|unit| unit.name.clone()).unwrap_or_default();
            hindrances.push(told("reorganisations.changed_meanwhile", name));
        }
        if let Err(refusal) = picture.apply(change) {
            hindrances.push(told(refusal.code, refusal.name));
        }
    }
    (picture, hindrances)
}

fn whole(code: &str, name: String) -> Hindrance {
    Hindrance { change_id: None, code: code.to_owned(), name }
}

/// What is already written for days after the draft's day, and would be overwritten or left behind by it.
async fn later(
    db: &Db<'_>,
    before: &Picture,
    after: &Picture,
    difference: &Difference,
    day: Date,
) -> Result<Vec<Hindrance>> {
    let next = day + chrono::Days::new(1);
    let mut found = Vec::new();
    let touched: HashSet<Uuid> =
        difference.marks.keys().copied().chain(difference.ghosts.iter().map(|(unit, ..)| *unit)).collect();
    let name = |unit: &Uuid| {
        let unit = after.units.get(unit).or_else(|| before.units.get(unit));
        unit.map(|unit| unit.name.clone()).unwrap_or_default()
    };
    for row in Find::<OrgUnit>::new().known().gte(OrgUnit::VALID_FROM, next).all(db).await? {
        if touched.contains(&row.unit_id) {
            found.push(whole("reorganisations.later_change", name(&row.unit_id)));
        }
    }
    let posts: HashSet<Uuid> =
        after.posts.iter().filter(|(id, post)| before.posts.get(id) != Some(*post)).map(|(id, _)| *id).collect();
    for row in Find::<Position>::new().known().gte(Position::VALID_FROM, next).all(db).await? {
        if posts.contains(&row.position_id) {
            found.push(whole("reorganisations.later_change", row.title));
        }
    }
    let gone: Vec<Uuid> =
        difference.ghosts.iter().filter(|(_, _, mark)| *mark == Mark::Dissolved).map(|(unit, ..)| *unit).collect();
    let arriving = Find::<Assignment>::new().known().any(Assignment::UNIT_ID, gone).gte(Assignment::VALID_FROM, next);
    let arriving: HashSet<Uuid> = arriving.all(db).await?.into_iter().map(|row| row.unit_id).collect();
    found.extend(arriving.iter().map(|unit| whole("reorganisations.later_people", name(unit))));
    // A change that is recorded for later would put somebody back to where they were.
    let moved: HashMap<Uuid, Uuid> =
        difference.moved.iter().map(|moved| (moved.employment, moved.after.person)).collect();
    let employments: Vec<Uuid> = moved.keys().copied().collect();
    let mut again: HashSet<Uuid> = HashSet::new();
    for chunk in employments.chunks(5_000) {
        let rows = Find::<Assignment>::new().known().any(Assignment::EMPLOYMENT_ID, chunk.iter().copied());
        let rows = rows.gte(Assignment::VALID_FROM, next).all(db).await?;
        again.extend(rows.iter().filter_map(|row| moved.get(&row.employment_id)));
    }
    let named = names(db, again.iter().copied()).await?;
    let mut persons: Vec<String> = again.iter().map(|person| named.person(*person).full_name).collect();
    persons.sort();
    found.extend(persons.into_iter().map(|person| whole("reorganisations.later_change", person)));
    Ok(found)
}

/// Names of persons, and of all employers.
pub(super) async fn names(db: &Db<'_>, persons: impl IntoIterator<Item = Uuid>) -> Result<Names> {
    let persons: Vec<Uuid> = persons.into_iter().collect();
    let mut names = Names::default();
    // Both engines limit the number of bound values in one statement.
    for chunk in persons.chunks(5_000) {
        let rows = Find::<Person>::new().any(Person::ID, chunk.iter().copied()).all(db).await?;
        names.persons.extend(rows.into_iter().map(|row| (row.id, row.full_name)));
    }
    let entities: HashMap<Uuid, String> =
        Find::<LegalEntity>::new().all(db).await?.into_iter().map(|row| (row.id, row.short_name)).collect();
    names.entities = entities;
    Ok(names)
}
