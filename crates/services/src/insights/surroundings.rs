//! Facts about a person that follow from the lines of assignments: another manager, another unit, colleagues who left.
//!
//! A derived fact is known exactly while all rows that it follows from are known, so that a correction of any of
//! them corrects it too, and nothing of it is known a moment earlier.

use std::collections::HashMap;

use chrono::Days;
use kernel::{Date, Fact, Known};
use rules::{FactValue, Reported, WorkFact};
use uuid::Uuid;

use super::records::{PersonRecords, Post};

/// Adds the derived facts to everybody's records.
pub(super) fn add(people: &mut [PersonRecords]) {
    let mut derived: Vec<(usize, WorkFact)> = Vec::new();
    for (index, person) in people.iter().enumerate() {
        derived.extend(moves(&person.posts).into_iter().map(|fact| (index, fact)));
    }
    derived.extend(exits(people));
    for (index, fact) in derived {
        if let Some(person) = people.get_mut(index) {
            person.reported.push(Reported::Usable(fact));
        }
    }
}

/// When both are known.
fn both(a: Known, b: Known) -> Option<Known> {
    let until = match (a.until, b.until) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    };
    let from = a.from.max(b.from);
    until.is_none_or(|until| from < until).then_some(Known { from, until })
}

/// Changes of manager and unit, from neighbouring rows that were known together.
fn moves(posts: &[Fact<Post>]) -> Vec<WorkFact> {
    let mut found = Vec::new();
    for next in posts {
        let before = posts.iter().filter(|before| {
            before.value.employment == next.value.employment && before.range.until() == Some(next.range.from())
        });
        for before in before {
            let Some(known) = both(before.known, next.known) else { continue };
            let mut push = |value| found.push(WorkFact { effective: next.range.from(), known, value });
            if before.value.unit != next.value.unit {
                push(FactValue::Transferred);
            }
            if before.value.manager.is_some() && before.value.manager != next.value.manager {
                push(FactValue::ManagerChanged);
            }
        }
    }
    found
}

/// Colleagues of the same unit who left, for everybody who was there on their last day.
fn exits(people: &[PersonRecords]) -> Vec<(usize, WorkFact)> {
    let mut units: HashMap<Uuid, Vec<(usize, &Fact<Post>)>> = HashMap::new();
    for (index, person) in people.iter().enumerate() {
        for post in &person.posts {
            units.entry(post.value.unit).or_default().push((index, post));
        }
    }
    let mut found = Vec::new();
    for (leaver, person) in people.iter().enumerate() {
        for (last_day, employment, known) in ended(person) {
            let own =
                person.posts.iter().filter(|post| post.value.employment == employment && post.range.contains(last_day));
            for post in own {
                let Some(known) = both(known, post.known) else { continue };
                let team = units.get(&post.value.unit).map(Vec::as_slice).unwrap_or_default();
                let mates = team.iter().filter(|(mate, theirs)| *mate != leaver && theirs.range.contains(last_day));
                found.extend(mates.filter_map(|(mate, theirs)| {
                    let known = both(known, theirs.known)?;
                    Some((*mate, WorkFact { effective: last_day, known, value: FactValue::TeammateLeft }))
                }));
            }
        }
    }
    found
}

/// Last days with the employment and the time over which the end was known.
fn ended(person: &PersonRecords) -> impl Iterator<Item = (Date, Uuid, Known)> + '_ {
    person.employed.iter().filter_map(|fact| {
        fact.value.exit?;
        Some((fact.range.until()? - Days::new(1), fact.value.employment, fact.known))
    })
}
