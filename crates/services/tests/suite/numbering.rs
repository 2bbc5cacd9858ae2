//! Employee numbers: unique, without gaps, whoever hires at the same time, on both engines.

use std::collections::BTreeSet;

use access::{Caller, Roles};
use kernel::{LegalEntityId, OrgUnitId, SystemEntropy};
use services::changes::{HireOptions, hire_person};
use services::numbering::{
    CountedBy, EmployerCode, NewHire, NextNumberQuery, NumberPart, NumberRuleDraft, OnMismatch, OnOverflow,
    list_number_rules, next_number, preview_number_rule, put_number_rule, put_number_rule_in, take_in,
};
use services::organisation::{NewLegalEntity, PutUnit, create_legal_entity_in, put_unit_in, seed_catalogues};
use services::people::{Hire, hire_in};
use services::{App, AppOptions};
use storage::query::Find;
use storage::rows::Employment;
use testkit::{TestStore, day};
use vault::sign::DocumentSigner;

use crate::fixture::{Group, group};

fn sequence(digits: u8, per: &[CountedBy]) -> NumberPart {
    NumberPart::Sequence { digits, start: 1, per: per.to_vec() }
}

fn rule(parts: Vec<NumberPart>, codes: &[(LegalEntityId, &str)], first_day: &str) -> NumberRuleDraft {
    let employer_codes =
        codes.iter().map(|(id, code)| EmployerCode { legal_entity_id: *id, code: (*code).into() }).collect();
    NumberRuleDraft {
        legal_entity_id: None,
        title: "集团统一工号".into(),
        parts,
        group_code: "YC".into(),
        employer_codes,
        on_mismatch: OnMismatch::Warn,
        on_overflow: OnOverflow::Refuse,
        first_day: day(first_day),
    }
}

/// Group, employer, entry year, running number by employer and year.
fn usual(group: &Group) -> NumberRuleDraft {
    let parts = vec![
        NumberPart::GroupCode,
        NumberPart::EmployerCode,
        NumberPart::EntryYear { digits: 2 },
        sequence(4, &[CountedBy::Employer, CountedBy::Year]),
    ];
    rule(parts, &[(group.entity, "SH")], "2026-01-01")
}

async fn numbers(app: &App) -> Vec<String> {
    let rows = Find::<Employment>::new().known().all(&app.db()).await.unwrap();
    let mut numbers: Vec<String> = rows.into_iter().map(|row| row.employee_no).collect();
    numbers.sort();
    numbers
}

#[tokio::test]
async fn a_hire_without_a_number_takes_the_next_one_and_a_hire_that_fails_gives_it_back() {
    let group = group().await;
    put_number_rule(&group.app, &Caller::system(), usual(&group)).await.unwrap();
    let first =
        hire_person(&group.app, &Caller::system(), group.hire("张明远", "", "2026-03-01"), HireOptions::default())
            .await
            .unwrap();
    assert_eq!(first.employee_no, "YCSH260001");

    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let now = work.now();
    hire_in(&group.app, &mut work, group.hire("李娜", "", "2026-03-01"), now).await.unwrap();
    drop(work);
    let mut bad = group.hire("王强", "", "2026-03-01");
    bad.kind = "no_such_kind".into();
    hire_person(&group.app, &Caller::system(), bad, HireOptions::default()).await.unwrap_err();

    let second =
        hire_person(&group.app, &Caller::system(), group.hire("赵敏", "", "2026-04-01"), HireOptions::default())
            .await
            .unwrap();
    assert_eq!(second.employee_no, "YCSH260002");
    let other_year =
        hire_person(&group.app, &Caller::system(), group.hire("孙丽", "", "2027-01-04"), HireOptions::default())
            .await
            .unwrap();
    assert_eq!(other_year.employee_no, "YCSH270001");
    let problem =
        hire_person(&group.app, &Caller::system(), group.hire("周舟", "", "2025-12-31"), HireOptions::default())
            .await
            .unwrap_err();
    assert_eq!(problem.code, "input.required", "no rule held on that day");
}

#[tokio::test]
async fn old_numbers_move_the_count_whether_they_came_before_the_rule_or_after_it() {
    let group = group().await;
    group.hired(group.hire("张明远", "YCSH260007", "2026-01-05")).await;
    group.hired(group.hire("李娜", "LEGACY-1", "2019-01-05")).await;
    let preview = preview_number_rule(&group.app, &Caller::system(), usual(&group)).await.unwrap();
    assert_eq!((preview.known, preview.others), (1, 1));
    assert_eq!(preview.examples[0].numbers, ["YCSH260008", "YCSH260009", "YCSH260010"]);
    put_number_rule(&group.app, &Caller::system(), usual(&group)).await.unwrap();
    group.hired(group.hire("王强", "YCSH260019", "2026-02-01")).await;
    let next = hire_person(&group.app, &Caller::system(), group.hire("赵敏", "", "2026-05-01"), HireOptions::default())
        .await
        .unwrap();
    assert_eq!(next.employee_no, "YCSH260020");
    let list = list_number_rules(&group.app, &Caller::system()).await.unwrap();
    assert_eq!(list.items[0].examples[0].numbers[0], "YCSH260021");
    assert_eq!((list.counters[0].scope.as_str(), list.counters[0].next), ("employer=SH year=26", 21));
}

#[tokio::test]
async fn a_number_given_by_hand_that_does_not_fit_is_told_or_refused_as_the_rule_says() {
    let group = group().await;
    put_number_rule(&group.app, &Caller::system(), usual(&group)).await.unwrap();
    let query = |number: &str| NextNumberQuery {
        legal_entity_id: group.entity,
        unit_id: group.cloud,
        hired_on: day("2026-06-01"),
        number: Some(number.into()),
    };
    let told = next_number(&group.app, &Caller::system(), query("X1")).await.unwrap();
    assert_eq!((told.number.as_deref(), told.fits, told.refuses), (Some("YCSH260001"), Some(false), false));
    assert_eq!(next_number(&group.app, &Caller::system(), query("YCSH260044")).await.unwrap().fits, Some(true));
    hire_person(&group.app, &Caller::system(), group.hire("张明远", "X1", "2026-06-01"), HireOptions::default())
        .await
        .unwrap();
    let strict = NumberRuleDraft { on_mismatch: OnMismatch::Refuse, ..usual(&group) };
    put_number_rule(&group.app, &Caller::system(), NumberRuleDraft { first_day: day("2026-07-01"), ..strict })
        .await
        .unwrap();
    let refused =
        hire_person(&group.app, &Caller::system(), group.hire("李娜", "X2", "2026-07-01"), HireOptions::default())
            .await
            .unwrap_err();
    assert_eq!((refused.code, refused.pointer.as_deref()), ("numbering.does_not_fit", Some("/employee_no")));
    hire_person(&group.app, &Caller::system(), group.hire("李娜", "X2", "2026-06-30"), HireOptions::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_rule_that_would_make_a_number_twice_is_refused() {
    let group = group().await;
    let bad = [
        (vec![NumberPart::GroupCode], "numbering.one_sequence"),
        (vec![NumberPart::GroupCode, sequence(4, &[CountedBy::Employer])], "numbering.count_not_shown"),
        (vec![NumberPart::EntryYear { digits: 2 }, sequence(4, &[CountedBy::Month])], "numbering.count_not_shown"),
        (vec![NumberPart::EmployerCode, NumberPart::UnitCode, sequence(4, &[])], "numbering.ambiguous"),
        (vec![NumberPart::CheckDigit, sequence(4, &[])], "numbering.check_digit_last"),
        (vec![NumberPart::Literal { text: "工号".into() }, sequence(4, &[])], "numbering.literal"),
        (vec![NumberPart::EmployerCode, sequence(4, &[])], "numbering.employer_code"),
    ];
    for (parts, code) in bad {
        let problem = put_number_rule(&group.app, &Caller::system(), rule(parts, &[], "2026-01-01")).await.unwrap_err();
        assert_eq!(problem.code, code);
    }
    let digits = rule(vec![sequence(2, &[])], &[], "2026-01-01");
    put_number_rule(&group.app, &Caller::system(), digits).await.unwrap();
    group.hired(group.hire("张明远", "98", "2026-01-05")).await;
    let last = hire_person(&group.app, &Caller::system(), group.hire("李娜", "", "2026-02-01"), HireOptions::default())
        .await
        .unwrap();
    assert_eq!(last.employee_no, "99");
    let over = hire_person(&group.app, &Caller::system(), group.hire("王强", "", "2026-02-01"), HireOptions::default())
        .await
        .unwrap_err();
    assert_eq!(over.code, "numbering.used_up");
}

#[tokio::test]
async fn an_employers_own_rule_goes_before_the_groups_and_they_never_make_the_same_number() {
    let group = group().await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let beijing = NewLegalEntity {
        name: "云程数据（北京）有限公司".into(),
        short_name: "云程北京".into(),
        credit_code: None,
        place: "CN-Beijing".into(),
    };
    let beijing = LegalEntityId(create_legal_entity_in(&mut work, beijing).await.unwrap().id);
    let plain = vec![NumberPart::GroupCode, sequence(4, &[])];
    put_number_rule_in(&mut work, &rule(plain, &[], "2026-01-01")).await.unwrap();
    // The same shape spelt otherwise, counted by year: both would begin with YC260001 one day.
    let own = vec![
        NumberPart::Literal { text: "YC".into() },
        NumberPart::EntryYear { digits: 2 },
        sequence(2, &[CountedBy::Year]),
    ];
    let own = NumberRuleDraft { legal_entity_id: Some(beijing), ..rule(own, &[], "2026-01-01") };
    put_number_rule_in(&mut work, &own).await.unwrap();
    for n in 0..60 {
        let mut hire = group.hire(&format!("员工{n}"), "", "2026-02-01");
        if n % 2 == 0 {
            hire.legal_entity_id = beijing;
        }
        let now = work.now();
        hire_in(&group.app, &mut work, hire, now).await.unwrap();
    }
    // Bring the group's count to where Beijing's numbers lie.
    let mut jump = group.hire("跳号", "YC2600", "2026-02-01");
    jump.unit_id = group.cloud;
    let now = work.now();
    hire_in(&group.app, &mut work, jump, now).await.unwrap();
    let hire = NewHire { legal_entity: group.entity.0, unit: group.cloud.0, hired_on: day("2026-02-02") };
    let next = take_in(&mut work, hire).await.unwrap();
    work.commit().await.unwrap();
    let all = numbers(&group.app).await;
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 61, "no number twice");
    assert_eq!(next.as_deref(), Some("YC2631"), "Beijing has YC2601 to YC2630 already");
}

/// An empty group on this store.
async fn founded(test: &TestStore) -> (App, LegalEntityId, OrgUnitId) {
    let app = App::new(AppOptions {
        store: test.store.clone(),
        roles: Roles::built_in().unwrap(),
        signer: DocumentSigner::generate(&SystemEntropy),
        public_url: "http://127.0.0.1:8080".into(),
        zone: chrono_tz::Asia::Shanghai,
        demo: false,
    });
    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
    seed_catalogues(&mut work).await.unwrap();
    let entity = NewLegalEntity {
        name: "云程科技（上海）有限公司".into(),
        short_name: "云程上海".into(),
        credit_code: None,
        place: "CN-Shanghai".into(),
    };
    let entity = LegalEntityId(create_legal_entity_in(&mut work, entity).await.unwrap().id);
    let unit = PutUnit {
        id: None,
        parent_id: None,
        code: "B11".into(),
        name: "检索平台部".into(),
        kind: "department".into(),
        head_person_id: None,
        first_day: day("2015-01-01"),
    };
    let unit = put_unit_in(&mut work, unit, testkit::at("2015-01-01T00:00:00Z")).await.unwrap();
    let parts = vec![
        NumberPart::GroupCode,
        NumberPart::UnitCode,
        NumberPart::EntryYear { digits: 2 },
        sequence(5, &[CountedBy::Unit, CountedBy::Year]),
        NumberPart::CheckDigit,
    ];
    put_number_rule_in(&mut work, &rule(parts, &[], "2026-01-01")).await.unwrap();
    work.commit().await.unwrap();
    (app, entity, unit)
}

/// Eight writers hire 1,000 people each, some of them in units of work that are given up half-way.
async fn eight_writers(test: TestStore) {
    const WRITERS: usize = 8;
    const HIRES: usize = 1_000;
    const AT_ONCE: usize = 20;
    let (app, entity, unit) = founded(&test).await;
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let app = app.clone();
            tokio::spawn(async move {
                let mut hired = 0;
                for turn in 0.. {
                    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
                    for n in 0..AT_ONCE {
                        let now = work.now();
                        hire_in(&app, &mut work, plain_hire(entity, unit, writer, n), now).await.unwrap();
                    }
                    // Every fifth turn fails after it has taken its numbers.
                    if turn % 5 == 4 {
                        drop(work);
                        continue;
                    }
                    work.commit().await.unwrap();
                    hired += AT_ONCE;
                    if hired == HIRES {
                        return;
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let all = numbers(&app).await;
    assert_eq!(all.len(), WRITERS * HIRES);
    // YC B11 26 00001 with its check digit: the places in the count are 1 to 8,000, each once.
    let places: Vec<usize> = all.iter().map(|number| number[7..12].parse().unwrap()).collect();
    assert_eq!(places, (1..=WRITERS * HIRES).collect::<Vec<_>>());
    assert!(all.iter().all(|number| number.starts_with("YCB1126") && number.len() == 13));
}

fn plain_hire(entity: LegalEntityId, unit: OrgUnitId, writer: usize, n: usize) -> Hire {
    Hire {
        person_id: None,
        person: Some(services::people::NewPerson { full_name: format!("员工{writer}-{n}"), ..Default::default() }),
        legal_entity_id: entity,
        employee_no: String::new(),
        kind: "full_time".into(),
        hired_on: day("2026-11-20"),
        probation_last_day: None,
        contract: None,
        unit_id: unit,
        manager_id: None,
        position: "工程师".into(),
        job_level: None,
        place: "CN-Shanghai".into(),
        working_time: "standard".into(),
        base_pay_fen: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_writers_hire_8000_people_without_a_gap_or_a_double_on_sqlite() {
    eight_writers(testkit::sqlite_store(std::sync::Arc::new(testkit::clock_at(crate::fixture::NOW))).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_writers_hire_8000_people_without_a_gap_or_a_double_on_postgres() {
    let clock = std::sync::Arc::new(testkit::clock_at(crate::fixture::NOW));
    if let Some(test) = testkit::postgres_store(clock).await {
        eight_writers(test).await;
    }
}
