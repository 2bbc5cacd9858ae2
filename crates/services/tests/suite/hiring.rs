//! Hires by the thousand say the same as hires one by one.

use std::collections::BTreeMap;

use access::Caller;
use kernel::{Instant, Money, Sensitive};
use services::people::{
    EndEmployment, Hire, Hiring, NewHire, Performance, end_employment_in, hire_in, record_performance_in,
};
use storage::EntryFilter;
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, Employment, PerformanceResult, Person};
use testkit::day;

use crate::fixture::{Group, group};

fn exit(last_day: &str, ground: &str) -> EndEmployment {
    EndEmployment { last_day: day(last_day), ground: ground.into(), reason: Some(Sensitive::new("career".into())) }
}

fn review() -> Performance {
    Performance {
        cycle: "2020Q4".into(),
        first_day: day("2020-01-01"),
        last_day: day("2020-12-31"),
        score_hundredths: 8_250,
    }
}

/// One of each kind: plain, gone, gone on the first day, known late, without pay and contract, with a review.
fn newcomers(group: &Group) -> Vec<NewHire> {
    let known = |day: &str| Instant::start_of(testkit::day(day));
    let hire = |name: &str, number: &str, on: &str| group.hire(name, number, on);
    let mut bare = hire("吴缺", "H5", "2021-05-01");
    (bare.contract, bare.base_pay_fen) = (None, None);
    let mut probation = hire("郑试", "H6", "2026-11-01");
    probation.probation_last_day = Some(day("2027-01-31"));
    let new = |hire: Hire, known_at, exit| NewHire { hire, known_at, exit, performance: None };
    vec![
        new(hire("赵一", "H1", "2019-03-01"), known("2019-03-01"), None),
        new(
            hire("钱二", "H2", "2018-03-01"),
            known("2018-03-02"),
            Some((exit("2022-06-30", "employee_resign_art37"), known("2022-07-01"))),
        ),
        new(
            hire("孙三", "H3", "2018-03-01"),
            known("2018-03-02"),
            Some((exit("2018-03-01", "employee_resign_art37"), known("2018-03-02"))),
        ),
        NewHire {
            performance: Some((review(), known("2021-01-15"))),
            ..new(hire("李四", "H4", "2017-01-01"), known("2026-11-20"), None)
        },
        new(bare, known("2021-05-01"), None),
        new(probation, known("2026-11-01"), None),
    ]
}

async fn one_by_one(group: &Group, hires: Vec<NewHire>) {
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    for NewHire { hire, known_at, exit, performance } in hires {
        let hired = hire_in(&group.app, &mut work, hire, known_at).await.unwrap();
        if let Some((exit, known)) = exit {
            end_employment_in(&mut work, hired.employment_id, exit, known).await.unwrap();
        }
        if let Some((performance, known)) = performance {
            record_performance_in(&mut work, hired.person_id, performance, known).await.unwrap();
        }
    }
    work.commit().await.unwrap();
}

async fn together(group: &Group, hires: Vec<NewHire>) {
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let mut hiring = Hiring::read(&work.db()).await.unwrap();
    for hire in hires {
        hiring.add(&group.app, &work, hire).unwrap();
    }
    hiring.write(&mut work).await.unwrap();
    work.commit().await.unwrap();
}

/// Everything about everybody in words, without ids and ciphertext, in an order of its own.
async fn said(group: &Group) -> Vec<String> {
    let (app, db) = (&group.app, group.app.db());
    let mut lines = Vec::new();
    let people: BTreeMap<_, _> =
        Find::<Person>::new().all(&db).await.unwrap().into_iter().map(|row| (row.id, row.full_name)).collect();
    lines.extend(people.values().map(|name| format!("person {name}")));
    let numbers: BTreeMap<_, _> = Find::<Employment>::new()
        .all(&db)
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.employment_id, row.employee_no))
        .collect();
    for row in Find::<Employment>::new().all(&db).await.unwrap() {
        let (until, known, gone) = (row.valid_until, (row.known_from, row.known_until), row.exit_ground);
        let sealed = row.exit_reason.is_some();
        let (from, no, probation) = (row.valid_from, row.employee_no, row.probation_until);
        lines.push(format!("employment {no} {from} {until:?} {known:?} {gone:?} {sealed} {probation:?}"));
    }
    for row in Find::<Assignment>::new().all(&db).await.unwrap() {
        let (no, known) = (&numbers[&row.employment_id], (row.known_from, row.known_until));
        lines.push(format!("seat {no} {} {} {:?} {known:?}", row.position, row.valid_from, row.valid_until));
    }
    for row in Find::<Contract>::new().all(&db).await.unwrap() {
        let (no, known) = (&numbers[&row.employment_id], (row.known_from, row.known_until));
        lines.push(format!("contract {no} {} {} {:?} {known:?}", row.kind, row.valid_from, row.valid_until));
    }
    for row in Find::<Compensation>::new().all(&db).await.unwrap() {
        use kernel::Record as _;
        let store = app.store();
        let place = Compensation::META.name;
        let pay: Money =
            store.unseal(place, Compensation::BASE_PAY, row.employment_id, &row.base_pay).unwrap().into_exposed();
        let (no, known) = (&numbers[&row.employment_id], (row.known_from, row.known_until));
        lines.push(format!("pay {no} {pay} {} {} {:?} {known:?}", row.reason, row.valid_from, row.valid_until));
    }
    for row in Find::<PerformanceResult>::new().all(&db).await.unwrap() {
        lines.push(format!("result {} {} {:?}", people[&row.person_id], row.cycle, row.known_from));
    }
    lines.sort();
    lines
}

/// How often the trail says what about which record.
async fn trail(group: &Group) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for entry in group.app.store().audit_entries(&EntryFilter::default(), 10_000).await.unwrap() {
        let fields: Vec<&str> = entry.changes.iter().map(|change| change.field.as_str()).collect();
        let key = format!("{} {:?} {}", entry.leaf.record, entry.leaf.action, fields.join(","));
        *counts.entry(key).or_default() += 1;
    }
    counts
}

#[tokio::test]
async fn many_hires_together_leave_the_same_facts_and_the_same_trail_as_one_by_one() {
    let (alone, many) = (group().await, group().await);
    one_by_one(&alone, newcomers(&alone)).await;
    together(&many, newcomers(&many)).await;
    assert_eq!(said(&alone).await, said(&many).await);
    assert_eq!(trail(&alone).await, trail(&many).await);
    assert_eq!(many.app.store().verify_audit(|_| ()).await.unwrap().first, None);
}

#[tokio::test]
async fn what_one_hire_is_refused_for_many_are_refused_for_too() {
    let group = group().await;
    group.hired(group.hire("周旧", "OLD", "2020-01-01")).await;
    let wrong: Vec<fn(&mut Hire)> = vec![
        |hire| hire.legal_entity_id = kernel::LegalEntityId(uuid_of(9)),
        |hire| hire.employee_no = "  ".into(),
        |hire| hire.employee_no = " OLD ".into(),
        |hire| hire.unit_id = kernel::OrgUnitId(uuid_of(9)),
        |hire| hire.hired_on = day("2014-12-31"),
        |hire| hire.probation_last_day = Some(day("2019-01-01")),
        |hire| hire.kind = "nothing".into(),
        |hire| hire.working_time = "nothing".into(),
        |hire| hire.person = None,
        |hire| hire.person.as_mut().unwrap().full_name = " ".into(),
        |hire| hire.contract.as_mut().unwrap().kind = "nothing".into(),
        |hire| hire.contract.as_mut().unwrap().kind = "fixed_term".into(),
    ];
    for (at, spoil) in wrong.into_iter().enumerate() {
        let mut hire = group.hire("冯错", "NEW", "2020-01-01");
        spoil(&mut hire);
        let known = Instant::start_of(hire.hired_on);
        let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
        let mut hiring = Hiring::read(&work.db()).await.unwrap();
        let new = NewHire { hire: hire.clone(), known_at: known, exit: None, performance: None };
        let together = hiring.add(&group.app, &work, new).unwrap_err();
        let alone = hire_in(&group.app, &mut work, hire, known).await.unwrap_err();
        assert_eq!((together.code, together.pointer), (alone.code, alone.pointer), "case {at}");
    }
}

#[tokio::test]
async fn two_of_one_batch_cannot_share_a_number_or_an_identity() {
    let group = group().await;
    let work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let mut hiring = Hiring::read(&work.db()).await.unwrap();
    let known_at = Instant::start_of(day("2020-01-01"));
    let mut add = |name: &str, number: &str, identity: &str| {
        let mut hire = group.hire(name, number, "2020-01-01");
        hire.person.as_mut().unwrap().identity_number = Some(Sensitive::new(identity.into()));
        hiring.add(&group.app, &work, NewHire { hire, known_at, exit: None, performance: None }).map_err(|it| it.code)
    };
    assert!(add("甲", "A1", "310101199001010005").is_ok());
    assert_eq!(add("乙", "A1", "310101199001020006").unwrap_err(), "people.employee_no_taken");
    assert_eq!(add("丙", "A3", "310101 199001010005").unwrap_err(), "people.identity_number_taken");
}

const fn uuid_of(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}
