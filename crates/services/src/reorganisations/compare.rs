//! What differs between the organisation of a day and what a draft makes of it. Values in, values out.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::picture::{Picture, Seated};
use crate::positions::{Numbers, PlannedSeat, Tree, numbers};

/// A manager with more direct reports than this has a wide span. A rule of thumb, not of law.
pub(super) const WIDE_SPAN: usize = 12;

/// What becomes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It is new.
    New,
    /// It comes from below another unit.
    MovedIn,
    /// It goes below another unit; this is the place it leaves.
    MovedOut,
    /// It ends.
    Dissolved,
    /// It has another name.
    Renamed,
    /// It has another head or another number of planned seats.
    Changed,
}

/// Somebody whose assignment becomes another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) employment: Uuid,
    pub(super) before: Seated,
    pub(super) after: Seated,
    /// The employer that the position there asks for, when it is not the person's.
    pub(super) other_entity: Option<Uuid>,
}

impl Moved {
    pub(super) fn of_unit(&self) -> bool {
        self.before.unit != self.after.unit
    }
    pub(super) fn of_manager(&self) -> bool {
        self.before.manager != self.after.manager
    }
    pub(super) fn of_place(&self) -> bool {
        self.before.place != self.after.place
    }
}

/// Everything that differs.
#[derive(Debug, Clone, Default)]
pub(super) struct Difference {
    /// Units of the day after, and what became of them.
    pub(super) marks: BTreeMap<Uuid, Mark>,
    /// Places that units leave: which unit, below which one, and why.
    pub(super) ghosts: Vec<(Uuid, Option<Uuid>, Mark)>,
    pub(super) moved: Vec<Moved>,
    /// Who stays in a unit that goes below another one, itself or with a unit above it: the employment and that unit.
    pub(super) carried: Vec<(Uuid, Uuid)>,
}

impl Difference {
    /// How many people work elsewhere in the organisation afterwards: in another unit, or carried along with theirs.
    pub(super) fn people_moved(&self) -> usize {
        self.moved.iter().filter(|moved| moved.of_unit()).count() + self.carried.len()
    }
}

pub(super) fn difference(before: &Picture, after: &Picture) -> Difference {
    let mut found = Difference::default();
    let planned = |picture: &Picture| {
        let mut seats: HashMap<Uuid, i64> = HashMap::new();
        for post in picture.posts.values() {
            *seats.entry(post.unit).or_default() += i64::from(post.headcount);
        }
        seats
    };
    let (seats_before, seats_after) = (planned(before), planned(after));
    for (id, unit) in &after.units {
        let mark = match before.units.get(id) {
            None => Some(Mark::New),
            Some(old) if old.parent != unit.parent => {
                found.ghosts.push((*id, old.parent, Mark::MovedOut));
                Some(Mark::MovedIn)
            }
            Some(old) if old.name != unit.name => Some(Mark::Renamed),
            Some(old) if old.head != unit.head || seats_before.get(id) != seats_after.get(id) => Some(Mark::Changed),
            Some(_) => None,
        };
        found.marks.extend(mark.map(|mark| (*id, mark)));
    }
    for (id, unit) in before.units.iter().filter(|(id, _)| !after.units.contains_key(id)) {
        found.ghosts.push((*id, unit.parent, Mark::Dissolved));
    }
    let tree = after.tree();
    let moves: Vec<Uuid> =
        found.marks.iter().filter(|(_, mark)| **mark == Mark::MovedIn).map(|(unit, _)| *unit).collect();
    let mut carriers: HashMap<Uuid, Uuid> = HashMap::new();
    for unit in moves {
        for below in tree.below(unit) {
            carriers.entry(below).or_insert(unit);
        }
    }
    for (employment, was) in &before.people {
        let stays = after.people.get(employment).filter(|is| is.unit == was.unit);
        found.carried.extend(stays.and_then(|is| carriers.get(&is.unit)).map(|unit| (*employment, *unit)));
        let Some(is) = after.people.get(employment).filter(|is| *is != was) else { continue };
        found.moved.push(Moved {
            employment: *employment,
            before: was.clone(),
            after: is.clone(),
            other_entity: (was.unit != is.unit).then(|| wanted_entity(after, is)).flatten(),
        });
    }
    found
}

/// The employer that the position of a person's title asks for, when the person has another one.
fn wanted_entity(picture: &Picture, seated: &Seated) -> Option<Uuid> {
    let mut posts = picture.posts.iter().filter(|(id, post)| match seated.position {
        Some(position) => **id == position,
        None => post.unit == seated.unit && post.title == seated.title,
    });
    posts.next()?.1.legal_entity.filter(|entity| *entity != seated.entity)
}

/// People and planned seats of each unit by itself.
pub(super) fn numbers_of(picture: &Picture) -> HashMap<Uuid, Numbers> {
    let mut people: HashMap<Uuid, u64> = HashMap::new();
    for seated in picture.people.values() {
        *people.entry(seated.unit).or_default() += 1;
    }
    let seats: Vec<PlannedSeat<'_>> = picture
        .posts
        .iter()
        .map(|(id, post)| PlannedSeat {
            position_id: *id,
            unit_id: post.unit,
            title: &post.title,
            headcount: post.headcount,
        })
        .collect();
    numbers(picture.units.keys().copied(), &seats, &people)
}

/// How many managers have a wide span.
pub(super) fn wide_spans(picture: &Picture) -> u64 {
    let mut spans: HashMap<Uuid, usize> = HashMap::new();
    for manager in picture.people.values().filter_map(|seated| seated.manager) {
        *spans.entry(manager).or_default() += 1;
    }
    spans.values().filter(|span| **span > WIDE_SPAN).count() as u64
}

/// Whom a grant reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// A unit with everything below it.
    Unit(Uuid),
    /// Those who report to a person, directly or not.
    Team(Uuid),
}

/// Who is where and below whom, indexed once for many grants.
pub(super) struct Reaches {
    tree: Tree,
    members: HashMap<Uuid, Vec<Uuid>>,
    reports: HashMap<Uuid, Vec<Uuid>>,
}

impl Reaches {
    pub(super) fn of(picture: &Picture) -> Self {
        let mut reaches = Self { tree: picture.tree(), members: HashMap::new(), reports: HashMap::new() };
        for seated in picture.people.values() {
            reaches.members.entry(seated.unit).or_default().push(seated.person);
            if let Some(manager) = seated.manager {
                reaches.reports.entry(manager).or_default().push(seated.person);
            }
        }
        reaches
    }

    /// The persons whom a grant reaches.
    pub(super) fn persons(&self, reach: Reach) -> HashSet<Uuid> {
        match reach {
            Reach::Unit(unit) => {
                let below = self.tree.below(unit);
                below.iter().filter_map(|unit| self.members.get(unit)).flatten().copied().collect()
            }
            Reach::Team(person) => {
                let (mut found, mut open) = (HashSet::new(), vec![person]);
                while let Some(next) = open.pop() {
                    let below = self.reports.get(&next).map(Vec::as_slice).unwrap_or_default();
                    open.extend(below.iter().filter(|person| found.insert(**person)));
                }
                found
            }
        }
    }
}
