//! The plan on paper: repeatable, of the size asked for, with turnover as firms have it.

use std::collections::HashSet;

use kernel::Date;

use super::plan::{Act, Plan};
use super::{DemoOptions, draw};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn plan(people: usize, seed: u64) -> Plan {
    draw(&DemoOptions { people, seed, end: day("2026-11-20"), months: 36 }).unwrap().0
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

/// People hired by the end and not gone by then.
fn present(plan: &Plan) -> usize {
    let gone: HashSet<usize> = plan
        .acts
        .iter()
        .filter(|planned| matches!(planned.act, Act::Leaves { last_day, .. } if last_day <= day("2026-11-20")))
        .map(|planned| planned.person)
        .collect();
    plan.people
        .iter()
        .enumerate()
        .filter(|(n, person)| person.hired_on <= day("2026-11-20") && !gone.contains(n))
        .count()
}

#[test]
fn the_same_seed_draws_the_same_group_and_another_seed_another() {
    let text = |plan: &Plan| format!("{:?}", plan.acts);
    assert_eq!(text(&plan(200, 7)), text(&plan(200, 7)));
    assert_ne!(text(&plan(200, 7)), text(&plan(200, 8)));
}

#[test]
fn about_as_many_people_are_present_as_were_asked_for() {
    for seed in [1, 2, 3] {
        let count = present(&plan(1_200, seed));
        assert!((1_100..=1_300).contains(&count), "{count} with seed {seed}");
    }
}

#[test]
fn yearly_voluntary_turnover_lies_where_technology_firms_have_it() {
    for seed in [1, 2, 3] {
        let plan = plan(1_200, seed);
        let left = plan
            .acts
            .iter()
            .filter(|planned| matches!(planned.act, Act::Leaves { ground: "employee_resign_art37", .. }))
            .count();
        let yearly = share(left, 3 * present(&plan));
        eprintln!("seed {seed}: yearly voluntary turnover {yearly:.3}, acts {}", plan.acts.len());
        assert!((0.08..=0.20).contains(&yearly), "{yearly} with seed {seed}");
    }
}

#[test]
fn nobody_does_anything_before_the_hire_or_after_the_exit() {
    let plan = plan(400, 5);
    for planned in &plan.acts {
        assert!(planned.day >= plan.people[planned.person].hired_on, "{planned:?}");
    }
    for planned in &plan.acts {
        if let Act::Leaves { last_day, .. } = planned.act {
            let after = plan.acts.iter().find(|other| other.person == planned.person && other.day > last_day);
            assert!(after.is_none(), "{planned:?} then {after:?}");
        }
    }
}

/// GB 11643, written out here a second time: weights of the seventeen digits and the character for the remainder.
fn check_digit(body: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(WEIGHTS).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    "10X98765432".chars().nth((sum % 11) as usize).unwrap()
}

#[test]
fn an_identity_number_says_the_province_birthday_and_sex_of_its_holder_and_ends_with_its_check_digit() {
    for person in plan(1_200, 7).people {
        let number = &person.identity_number;
        assert_eq!(number.len(), 18);
        assert!(["11", "31", "32", "33", "37", "42", "43", "44", "51", "61"].contains(&&number[..2]), "{number}");
        assert!(number[2..6].starts_with("019"), "{number}: a county that nobody comes from");
        assert_eq!(number[6..14], person.birth.format("%Y%m%d").to_string(), "{}", person.name);
        let odd = number[16..17].parse::<u32>().unwrap() % 2 == 1;
        assert_eq!(odd, !person.female, "{} {number}", person.name);
        assert_eq!(number.chars().last(), Some(check_digit(&number[..17])), "{number}");
    }
}

#[test]
fn no_two_people_share_a_number_and_no_phone_is_one_that_somebody_could_have() {
    let people = plan(1_200, 7).people;
    let identities: HashSet<&str> = people.iter().map(|person| person.identity_number.as_str()).collect();
    let phones: HashSet<&str> = people.iter().map(|person| person.phone.as_str()).collect();
    assert_eq!((identities.len(), phones.len()), (people.len(), people.len()));
    // 154 is given to no operator; the form is that of a mobile number.
    assert!(phones.iter().all(|phone| phone.len() == 11 && phone.starts_with("154")));
}

#[test]
fn zhang_was_kept_by_a_raise_and_slides_again() {
    let plan = plan(400, 5);
    let acts: Vec<&Act> =
        plan.acts.iter().filter(|planned| planned.person == plan.zhang).map(|planned| &planned.act).collect();
    assert!(acts.iter().any(|act| matches!(act, Act::Withdraws)));
    assert!(acts.iter().any(|act| matches!(act, Act::Pay { reason: "retention", .. })));
    let scores: Vec<i64> = acts
        .iter()
        .filter_map(
            |act| if let Act::Performance { score_hundredths, .. } = act { Some(*score_hundredths) } else { None },
        )
        .collect();
    assert_eq!(scores[scores.len() - 3..], [9_100, 8_300, 7_400]);
    assert!(plan.zhang_resigns_on > day("2026-11-20"));
}
