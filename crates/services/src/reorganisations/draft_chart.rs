//! The chart of the draft's day with the draft laid over it: what is new, what comes, what goes.

use std::collections::{HashMap, HashSet};

use access::Caller;
use kernel::{OrgUnitId, ReorganisationId};
use uuid::Uuid;

use super::compare::{Mark, numbers_of};
use super::load::{Outlook, names};
use super::preview::look;
use super::records::readable;
use super::views::{DraftChart, DraftChartQuery, DraftUnit, Names};
use crate::positions::{Numbers, Tree};
use crate::{App, Result};

/// A place on the chart: a unit where it stands, or a place that a unit leaves.
#[derive(Clone, Copy)]
struct Place {
    unit: Uuid,
    parent: Option<Uuid>,
    ghost: Option<Mark>,
}

/// The root with the way to everything that changes, or what stands right below a unit.
pub async fn draft_chart(
    app: &App,
    caller: &Caller,
    id: ReorganisationId,
    query: DraftChartQuery,
) -> Result<DraftChart> {
    let row = readable(app, caller, id).await?;
    let seen = look(app, &row).await?;
    let tree = seen.after.tree();
    let open = match query.unit_id {
        Some(unit) => vec![unit.0],
        None => open_units(&seen, &tree),
    };
    let mut places: Vec<Place> = Vec::new();
    if query.unit_id.is_none() {
        places.extend(tree.roots().iter().map(|unit| Place { unit: *unit, parent: None, ghost: None }));
    }
    for above in open {
        let parent = Some(above);
        places.extend(tree.children(above).iter().map(|unit| Place { unit: *unit, parent, ghost: None }));
        let ghosts = seen.difference.ghosts.iter().filter(|(_, from, _)| *from == parent);
        places.extend(ghosts.map(|(unit, parent, mark)| Place { unit: *unit, parent: *parent, ghost: Some(*mark) }));
    }
    let figures = Figures::of(&seen, &tree);
    let heads = places.iter().filter_map(|place| unit_at(&seen, *place)?.head);
    let names = names(&app.db(), heads.collect::<HashSet<_>>()).await?;
    let items = places.into_iter().filter_map(|place| view(&seen, &tree, place, &figures, &names)).collect();
    Ok(DraftChart { effective_on: row.effective_on, version: row.version, items })
}

/// Up to so many units on the third level are shown without being asked for.
const READABLE: usize = 40;

/// The units whose children are shown at first, parents before children.
fn open_units(seen: &Outlook, tree: &Tree) -> Vec<Uuid> {
    let mut open: HashSet<Uuid> = tree.roots().iter().copied().collect();
    let second: Vec<Uuid> = tree.roots().iter().flat_map(|root| tree.children(*root)).copied().collect();
    if second.iter().map(|unit| tree.children(*unit).len()).sum::<usize>() <= READABLE {
        open.extend(second);
    }
    for unit in seen.difference.marks.keys() {
        open.extend(tree.above(*unit));
    }
    for (_, parent, _) in &seen.difference.ghosts {
        let standing = parent.filter(|parent| seen.after.units.contains_key(parent));
        if let Some(parent) = standing {
            open.extend(tree.above(parent));
            open.insert(parent);
        }
    }
    let (mut ordered, mut next) = (Vec::new(), tree.roots().to_vec());
    while !next.is_empty() {
        next.retain(|unit| open.contains(unit));
        ordered.extend(&next);
        next = next.iter().flat_map(|unit| tree.children(*unit)).copied().collect();
    }
    ordered
}

fn unit_at(seen: &Outlook, place: Place) -> Option<&super::picture::Unit> {
    let picture = if place.ghost.is_some() { &seen.before } else { &seen.after };
    picture.units.get(&place.unit)
}

/// People and planned seats with everything below, before and after.
struct Figures {
    before: HashMap<Uuid, Numbers>,
    after: HashMap<Uuid, Numbers>,
}

impl Figures {
    fn of(seen: &Outlook, tree: &Tree) -> Self {
        Self {
            before: seen.before.tree().totals(&numbers_of(&seen.before)),
            after: tree.totals(&numbers_of(&seen.after)),
        }
    }
}

fn view(seen: &Outlook, tree: &Tree, place: Place, figures: &Figures, names: &Names) -> Option<DraftUnit> {
    let unit = unit_at(seen, place)?;
    let of = |figures: &HashMap<Uuid, Numbers>| figures.get(&place.unit).copied().unwrap_or_default();
    let (before, after) = (of(&figures.before), of(&figures.after));
    let ghost = place.ghost.is_some();
    let numbers = if ghost { before } else { after };
    let old_name = seen.before.units.get(&place.unit).map(|old| &old.name).filter(|name| **name != unit.name);
    let difference =
        |of: fn(&Numbers) -> u64| if ghost { 0 } else { of(&after).cast_signed() - of(&before).cast_signed() };
    Some(DraftUnit {
        key: format!("{}{}", place.unit, if ghost { ":before" } else { "" }),
        id: OrgUnitId(place.unit),
        parent_id: place.parent.map(OrgUnitId),
        code: unit.code.clone(),
        name: unit.name.clone(),
        kind: unit.kind.clone(),
        head: unit.head.map(|head| names.person(head)),
        children: if ghost { 0 } else { tree.children(place.unit).len() as u64 },
        mark: place.ghost.or_else(|| seen.difference.marks.get(&place.unit).copied()),
        ghost,
        old_name: old_name.cloned(),
        people: numbers.people,
        planned: (numbers.units_planned > 0).then_some(numbers.planned),
        people_difference: difference(|numbers| numbers.people),
        planned_difference: difference(|numbers| numbers.planned),
    })
}
