//! What a draft makes of an organisation, as values.

use std::collections::{BTreeMap, HashSet};

use kernel::{OrgUnitId, PersonId, PositionId};
use proptest::prelude::*;
use uuid::Uuid;

use super::compare::{Mark, Reach, Reaches, difference, numbers_of, wide_spans};
use super::load::lay_over;
use super::picture::{Picture, Post, Seated, Unit};
use super::plan::{Change, Plan, Seen, Step};

const UNITS: u128 = 9;
const PEOPLE: u128 = 24;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn unit_id(n: u128) -> Uuid {
    id(1_000 + n)
}

/// A group of nine units: the root, two below it, and so on; each with a head, two members and a position.
fn group() -> Picture {
    let mut picture = Picture::default();
    for n in 0..UNITS {
        let parent = (n > 0).then(|| unit_id((n - 1) / 2));
        let name = format!("U{n}");
        let unit = Unit { parent, code: name.clone(), name, kind: "department".into(), head: Some(id(n)) };
        picture.units.insert(unit_id(n), unit);
        let post = Post {
            unit: unit_id(n),
            title: "工程师".into(),
            headcount: 3,
            job: None,
            job_level: None,
            legal_entity: None,
            key_position: false,
        };
        picture.posts.insert(id(5_000 + n), post);
    }
    for person in 0..PEOPLE {
        let unit = person % UNITS;
        let manager = if person < UNITS { (unit > 0).then(|| id((unit - 1) / 2)) } else { Some(id(unit)) };
        let seated = Seated {
            person: id(person),
            entity: id(7_000),
            unit: unit_id(unit),
            manager,
            position: None,
            title: if person < UNITS { "经理" } else { "工程师" }.into(),
            place: "CN-Shanghai".into(),
        };
        picture.people.insert(id(9_000 + person), seated);
    }
    picture
}

fn change(n: u128, what: Step) -> Change {
    Change { id: id(20_000 + n), what, seen: Seen::default() }
}

/// The plan as if each change had been written down in turn.
fn plan(before: &Picture, steps: Vec<Step>) -> Plan {
    let mut plan = Plan::default();
    for (n, what) in (0..).zip(steps) {
        let (picture, _) = lay_over(before, &plan);
        let seen = picture.seen_by(&what);
        plan.changes.push(Change { seen, ..change(n, what) });
    }
    plan
}

fn unit(n: u128) -> OrgUnitId {
    OrgUnitId(unit_id(n))
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let units = 0..UNITS;
    let step =
        (0_u8..7, units.clone(), units, 0..PEOPLE, 0_i32..6).prop_map(|(kind, a, b, person, seats)| match kind {
            0 => Step::MoveUnit { unit_id: unit(a), parent_id: unit(b) },
            1 => Step::DissolveUnit { unit_id: unit(a), receiver_id: unit(b) },
            2 => Step::RenameUnit { unit_id: unit(a), name: format!("V{b}") },
            3 => Step::ChangeHead { unit_id: unit(a), head_person_id: Some(PersonId(id(person))) },
            4 => Step::SetHeadcount {
                unit_id: unit(a),
                position_id: Some(PositionId(id(5_000 + a))),
                title: None,
                headcount: seats,
            },
            5 => Step::CreateUnit {
                parent_id: unit(a),
                code: format!("N{b}{person}"),
                name: format!("新{b}"),
                unit_kind: "team".into(),
                head_person_id: None,
            },
            _ => Step::MovePeople {
                person_ids: vec![PersonId(id(person)), PersonId(id((person + 5) % PEOPLE))],
                unit_id: unit(b),
                manager_id: None,
                place: None,
                agreed: false,
            },
        });
    prop::collection::vec(step, 0..12)
}

proptest! {
    /// Whatever a draft says: nobody is lost or left in a unit that is gone, the tree stays a tree, no seat vanishes
    /// but by a change of the plan, and the difference is exactly what is different.
    #[test]
    fn a_draft_loses_nobody_and_leaves_a_tree(steps in steps()) {
        let before = group();
        let plan = plan(&before, steps);
        let (after, hindrances) = lay_over(&before, &plan);
        prop_assert!(hindrances.iter().all(|found| found.code != "reorganisations.changed_meanwhile"));
        let persons = |picture: &Picture| picture.people.values().map(|seated| seated.person).collect::<HashSet<_>>();
        prop_assert_eq!(persons(&before), persons(&after));
        prop_assert!(after.people.values().all(|seated| after.units.contains_key(&seated.unit)));
        prop_assert!(after.posts.values().all(|post| after.units.contains_key(&post.unit)));
        prop_assert!(after.people.values().all(|seated| seated.manager != Some(seated.person)));
        let tree = after.tree();
        prop_assert_eq!(tree.roots(), [unit_id(0)]);
        prop_assert_eq!(tree.below(unit_id(0)).len(), after.units.len());
        let found = difference(&before, &after);
        for (id, unit) in &after.units {
            let changed = before.units.get(id) != Some(unit);
            prop_assert!(!changed || found.marks.contains_key(id), "{:?} is not marked", unit);
        }
        let gone: HashSet<Uuid> =
            found.ghosts.iter().filter(|(_, _, mark)| *mark == Mark::Dissolved).map(|(id, ..)| *id).collect();
        prop_assert!(before.units.keys().all(|id| after.units.contains_key(id) != gone.contains(id)));
        let moved: BTreeMap<Uuid, &Seated> = found.moved.iter().map(|moved| (moved.employment, &moved.after)).collect();
        for (employment, seated) in &after.people {
            prop_assert_eq!(before.people.get(employment) != Some(seated), moved.contains_key(employment));
        }
        let planned = |picture: &Picture| picture.posts.values().map(|post| u64::try_from(post.headcount).unwrap_or(0)).sum::<u64>();
        let counted = numbers_of(&after);
        prop_assert_eq!(counted.values().map(|numbers| numbers.people).sum::<u64>(), u64::try_from(PEOPLE).unwrap_or(0));
        prop_assert_eq!(counted.values().map(|numbers| numbers.planned).sum::<u64>(), planned(&after));
        for numbers in counted.values().filter(|numbers| numbers.units_planned == 1) {
            prop_assert_eq!(numbers.planned + numbers.over, numbers.people + numbers.vacant);
        }
    }

    /// A change that somebody made meanwhile is found, whatever the draft does elsewhere.
    #[test]
    fn a_unit_that_others_moved_meanwhile_is_told(target in 3..UNITS, name in "[a-z]{3}") {
        let before = group();
        let steps = vec![Step::MoveUnit { unit_id: unit(target), parent_id: unit(0) }, Step::RenameUnit { unit_id: unit(1), name }];
        let plan = plan(&before, steps);
        let mut meanwhile = before.clone();
        let elsewhere = if target == 4 { 2 } else { 1 };
        meanwhile.units.entry(unit_id(target)).and_modify(|unit| {
            unit.parent = Some(unit_id(if unit.parent == Some(unit_id(elsewhere)) { 2 } else { elsewhere }));
        });
        let (_, found) = lay_over(&meanwhile, &plan);
        let told: Vec<_> = found.iter().filter(|found| found.code == "reorganisations.changed_meanwhile").collect();
        prop_assert_eq!(told.len(), 1);
        prop_assert_eq!(told[0].change_id, Some(plan.changes[0].id));
    }
}

#[test]
fn a_unit_that_moves_takes_its_people_along_and_only_its_head_gets_another_manager() {
    let before = group();
    let plan = plan(&before, vec![Step::MoveUnit { unit_id: unit(3), parent_id: unit(2) }]);
    let (after, hindrances) = lay_over(&before, &plan);
    assert_eq!(hindrances, []);
    let found = difference(&before, &after);
    assert_eq!(found.marks, BTreeMap::from([(unit_id(3), Mark::MovedIn)]));
    assert_eq!(found.ghosts, [(unit_id(3), Some(unit_id(1)), Mark::MovedOut)]);
    assert_eq!(found.moved.len(), 1);
    let below = before.tree().below(unit_id(3));
    let whole = before.people.values().filter(|seated| below.contains(&seated.unit)).count();
    assert_eq!(found.people_moved(), whole, "everybody in it and below goes along");
    assert_eq!((found.moved[0].before.manager, found.moved[0].after.manager), (Some(id(1)), Some(id(2))));
    let (was, is) = (Reaches::of(&before), Reaches::of(&after));
    let seen = |reaches: &Reaches, reach| reaches.persons(reach).len();
    // U3 has a head and two members; below it U7 and U8 have a head and two and one members.
    assert_eq!(seen(&was, Reach::Unit(unit_id(1))) - seen(&is, Reach::Unit(unit_id(1))), whole);
    assert_eq!(seen(&is, Reach::Team(id(2))) - seen(&was, Reach::Team(id(2))), whole);
}

#[test]
fn a_dissolved_unit_hands_over_people_positions_and_units_and_two_positions_of_one_title_become_one() {
    let before = group();
    let plan = plan(&before, vec![Step::DissolveUnit { unit_id: unit(3), receiver_id: unit(4) }]);
    let (after, hindrances) = lay_over(&before, &plan);
    assert_eq!(hindrances, []);
    assert!(!after.units.contains_key(&unit_id(3)));
    assert_eq!(after.units[&unit_id(7)].parent, Some(unit_id(4)));
    let titles: Vec<_> =
        after.posts.values().filter(|post| post.unit == unit_id(4)).map(|post| post.headcount).collect();
    assert_eq!(titles, [6]);
    let members = after.people.values().filter(|seated| seated.unit == unit_id(4) && seated.person != id(4));
    assert!(members.clone().count() > 2);
    assert!(
        members.clone().all(|seated| seated.manager == Some(id(4))),
        "who reported to the old head has the new one"
    );
    assert_eq!(after.people[&id(9_007)].manager, Some(id(4)), "and so does the head of a unit below");
}

#[test]
fn another_work_place_is_refused_until_it_was_agreed() {
    let before = group();
    let step = |agreed| Step::MovePeople {
        person_ids: vec![PersonId(id(9))],
        unit_id: unit(2),
        manager_id: None,
        place: Some("CN-Beijing".into()),
        agreed,
    };
    let refused = before.clone().apply(&change(0, step(false))).map_err(|refusal| refusal.code);
    assert_eq!(refused, Err("reorganisations.place_needs_agreement"));
    let mut after = before;
    assert_eq!(after.apply(&change(0, step(true))), Ok(()));
    assert_eq!(after.people[&id(9_009)].place, "CN-Beijing");
}

#[test]
fn a_new_head_takes_over_the_old_ones_reports() {
    let before = group();
    let step = Step::ChangeHead { unit_id: unit(1), head_person_id: Some(PersonId(id(10))) };
    let (after, hindrances) = lay_over(&before, &plan(&before, vec![step]));
    assert_eq!(hindrances, []);
    assert_eq!(after.people[&id(9_010)].manager, Some(id(0)));
    assert_eq!(after.people[&id(9_001)].manager, Some(id(10)), "the old head stays as a member");
    assert_eq!(after.people[&id(9_003)].manager, Some(id(10)), "heads below report to the new one");
    assert_eq!(wide_spans(&after), 0);
}
