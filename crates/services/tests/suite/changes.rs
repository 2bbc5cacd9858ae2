//! Personnel changes: what the law refuses, what needs an agreement, what is scheduled, undone and corrected.

use access::Caller;
use kernel::{ErrorKind, Money, PersonId, Sensitive};
use serde_json::{Value, json};
use services::changes::{
    ChangeQuery, ChangeReason, ChangeState, ConfirmMany, NewAgreement, OpenChange, ProbationQuery, RetirementQuery,
    confirm_many, decided_in, get_change, list_changes, list_retirements, open_change, preview_change, probation_desk,
    record_change_agreement, tick, undo_change,
};
use services::people::{AsOfQuery, ContractTerms, Hired, NewPerson, TimelineKind, person_page, person_timeline};
use services::{Problem, Result};
use testkit::{at, day};
use uuid::Uuid;

use crate::fixture::{Group, group};

fn change(person: PersonId, effective_on: &str, terms: Value) -> OpenChange {
    OpenChange {
        person_id: person,
        effective_on: day(effective_on),
        terms: Sensitive::new(terms),
        reason: "业务需要".into(),
        agreement: None,
        corrects: None,
        submit: true,
    }
}

/// Hired on 1 September 2026 for three years, probation until the end of the year.
async fn in_probation(group: &Group, name: &str, number: &str) -> Hired {
    let mut hire = group.hire(name, number, "2026-09-01");
    hire.probation_last_day = Some(day("2026-12-31"));
    hire.contract = Some(ContractTerms {
        kind: "fixed_term".into(),
        first_day: day("2026-09-01"),
        last_day: Some(day("2029-08-31")),
        signed_on: Some(day("2026-09-01")),
    });
    group.hired(hire).await
}

/// As if the last approver had agreed.
async fn approve(group: &Group, id: Uuid) {
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    decided_in(&group.app, &mut work, id, true).await.unwrap();
    work.commit().await.unwrap();
}

async fn state(group: &Group, caller: &Caller, id: Uuid) -> ChangeState {
    get_change(&group.app, caller, id).await.unwrap().summary.state
}

fn refused<T: std::fmt::Debug>(result: Result<T>) -> Problem {
    result.unwrap_err()
}

#[tokio::test]
async fn probation_ends_with_the_confirmation_and_the_old_end_is_still_what_was_known_before() {
    let group = group().await;
    let lin = in_probation(&group, "林一", "YC000901").await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let opened = open_change(&group.app, &hr, change(lin.person_id, "2026-12-01", json!({"kind": "confirm"}))).await;
    let id = opened.unwrap().id;
    assert_eq!(state(&group, &hr, id).await, ChangeState::Submitted);
    approve(&group, id).await;
    assert_eq!(state(&group, &hr, id).await, ChangeState::Scheduled);
    let page = async |known: Option<&str>| {
        let query = AsOfQuery { as_of: Some(day("2026-12-10")), known_on: known.map(day) };
        let page = person_page(&group.app, &hr, lin.person_id, query).await.unwrap();
        (page.probation_last_day.into_option().flatten(), page.status.into_option())
    };
    assert_eq!(page(None).await, (Some(day("2026-11-30")), Some("active".into())));
    assert_eq!(page(Some("2026-11-19")).await, (Some(day("2026-12-31")), Some("probation".into())));
    group.clock.set(at("2026-12-01T01:00:00Z"));
    assert_eq!(tick(&group.app).await.unwrap(), 1);
    assert_eq!(state(&group, &hr, id).await, ChangeState::Effective);
}

#[tokio::test]
async fn the_law_refuses_a_probation_that_is_too_long_and_a_second_one_and_names_article_19() {
    let group = group().await;
    let lin = in_probation(&group, "林一", "YC000901").await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let longer = |last: &str| change(lin.person_id, "2026-12-01", json!({"kind": "probation", "last_day": last}));
    let told = preview_change(&group.app, &hr, longer("2027-02-28")).await.unwrap();
    assert!(told.needs_agreement, "six months are allowed by a contract of three years, by agreement");
    let problem = refused(open_change(&group.app, &hr, longer("2027-03-01")).await);
    assert_eq!(
        (problem.code, problem.article.as_deref()),
        ("changes.probation_too_long", Some("《劳动合同法》第十九条"))
    );
    assert_eq!(problem.params["last"], "2027-02-28");

    let old = in_probation(&group, "林二", "YC000902").await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let end = services::people::EndEmployment {
        last_day: day("2026-10-31"),
        ground: "employee_resign_art37".into(),
        reason: None,
    };
    let now = work.now();
    services::people::end_employment_in(&mut work, old.employment_id, end, now).await.unwrap();
    work.commit().await.unwrap();
    let rehire = |probation: Option<&str>| {
        let hire = json!({
            "legal_entity_id": group.entity, "employee_no": "YC000903", "kind": "full_time", "hired_on": "2026-12-01",
            "probation_last_day": probation, "unit_id": group.cloud, "position": "工程师", "place": "CN-Shanghai",
            "working_time": "standard", "base_pay_fen": 2_000_000,
            "contract": {"kind": "open_ended", "first_day": "2026-12-01"},
        });
        change(old.person_id, "2026-12-01", json!({"kind": "rehire", "hire": hire}))
    };
    let problem = refused(open_change(&group.app, &hr, rehire(Some("2027-01-31"))).await);
    assert_eq!(
        (problem.code, problem.article.as_deref()),
        ("changes.second_probation", Some("《劳动合同法》第十九条"))
    );
    let again = open_change(&group.app, &hr, rehire(None)).await.unwrap();
    approve(&group, again.id).await;
    let query = AsOfQuery { as_of: Some(day("2026-12-02")), known_on: None };
    let page = person_page(&group.app, &hr, old.person_id, query).await.unwrap();
    assert_eq!(page.employee_no.as_deref(), Some("YC000903"), "the same person, another employment");
}

#[tokio::test]
async fn another_place_waits_for_the_written_agreement_of_article_35() {
    let group = group().await;
    let lin = group.hired(group.hire("林一", "YC000901", "2022-03-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let terms = json!({"kind": "transfer", "place": "CN-Beijing", "unit_id": group.data});
    let id = open_change(&group.app, &hr, change(lin.person_id, "2026-12-01", terms)).await.unwrap().id;
    approve(&group, id).await;
    assert_eq!(state(&group, &hr, id).await, ChangeState::Approved);
    let place = async || {
        let query = AsOfQuery { as_of: Some(day("2026-12-02")), known_on: None };
        person_page(&group.app, &hr, lin.person_id, query).await.unwrap().place
    };
    assert_eq!(place().await.as_deref(), Some("CN-Shanghai"), "nothing is written without it");
    let agreement = NewAgreement { signed_on: day("2026-11-20"), document: "变更协议 2026-118".into() };
    let done = record_change_agreement(&group.app, &hr, id, agreement).await.unwrap();
    assert_eq!(done.state, ChangeState::Scheduled);
    assert_eq!(place().await.as_deref(), Some("CN-Beijing"));
    let unit_only = json!({"kind": "transfer", "unit_id": group.cloud});
    let told = preview_change(&group.app, &hr, change(lin.person_id, "2026-12-20", unit_only)).await.unwrap();
    assert!(!told.needs_agreement, "another unit alone is no change of the contract");
}

#[tokio::test]
async fn an_undone_change_leaves_what_held_before_and_the_memory_of_both() {
    let group = group().await;
    let lin = group.hired(group.hire("林一", "YC000901", "2022-03-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let agreement = Some(NewAgreement { signed_on: day("2026-11-20"), document: "晋升确认书".into() });
    let promote = json!({"kind": "promote", "job_level": "P8", "base_pay_fen": 3_500_000});
    let promote = OpenChange { agreement, ..change(lin.person_id, "2026-11-01", promote) };
    let id = open_change(&group.app, &hr, promote).await.unwrap().id;
    approve(&group, id).await;
    assert_eq!(state(&group, &hr, id).await, ChangeState::Effective);
    group.clock.set(at("2026-11-25T08:00:00Z"));
    undo_change(&group.app, &hr, id, ChangeReason { reason: "录入有误".into() }).await.unwrap();
    let level = async |known: &str| {
        let query = AsOfQuery { as_of: Some(day("2026-11-10")), known_on: Some(day(known)) };
        person_page(&group.app, &hr, lin.person_id, query).await.unwrap().job_level
    };
    assert_eq!(level("2026-11-19").await.as_deref(), Some("P7"));
    assert_eq!(level("2026-11-22").await.as_deref(), Some("P8"), "what was known in between stays answerable");
    assert_eq!(level("2026-11-25").await.as_deref(), Some("P7"));
    let again = undo_change(&group.app, &hr, id, ChangeReason { reason: "再撤一次".into() }).await;
    assert_eq!(refused(again).code, "changes.wrong_state");
}

#[tokio::test]
async fn what_was_built_upon_is_not_undone_from_under_it() {
    let group = group().await;
    let lin = group.hired(group.hire("林一", "YC000901", "2022-03-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let mut ids = Vec::new();
    for (day, terms) in [
        ("2026-11-01", json!({"kind": "transfer", "unit_id": group.data})),
        ("2026-11-10", json!({"kind": "promote", "job_level": "P8"})),
    ] {
        let id = open_change(&group.app, &hr, change(lin.person_id, day, terms)).await.unwrap().id;
        approve(&group, id).await;
        ids.push(id);
    }
    let undo = async |id| undo_change(&group.app, &hr, id, ChangeReason { reason: "录入有误".into() }).await;
    assert_eq!(refused(undo(ids[0]).await).code, "changes.built_upon");
    undo(ids[1]).await.unwrap();
    undo(ids[0]).await.unwrap();
    let page = person_page(&group.app, &hr, lin.person_id, AsOfQuery::default()).await.unwrap();
    assert_eq!(page.unit_path.last().map(|unit| unit.name.as_str()), Some("云平台部"));
}

#[tokio::test]
async fn a_scheduled_change_stays_scheduled_when_something_nearer_is_changed() {
    let group = group().await;
    let lin = group.hired(group.hire("林一", "YC000901", "2022-03-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    for (day, terms) in [
        ("2027-03-01", json!({"kind": "promote", "job_level": "P8"})),
        ("2026-12-01", json!({"kind": "transfer", "unit_id": group.data})),
    ] {
        let id = open_change(&group.app, &hr, change(lin.person_id, day, terms)).await.unwrap().id;
        approve(&group, id).await;
    }
    let page = async |on: &str| {
        let query = AsOfQuery { as_of: Some(day(on)), known_on: None };
        let page = person_page(&group.app, &hr, lin.person_id, query).await.unwrap();
        (page.unit_path.last().unwrap().name.clone(), page.job_level.unwrap())
    };
    assert_eq!(page("2026-12-02").await, ("数据智能部".into(), "P7".into()));
    assert_eq!(page("2027-03-02").await, ("数据智能部".into(), "P8".into()));
    let line = person_timeline(&group.app, &hr, lin.person_id, AsOfQuery::default()).await.unwrap();
    let ghosts = line.items.iter().filter(|item| item.kind == TimelineKind::Assignment && item.scheduled).count();
    assert_eq!(ghosts, 2);
}

#[tokio::test]
async fn nobody_opens_undoes_or_corrects_the_own_change_and_a_plan_is_not_told_early() {
    let group = group().await;
    let lin = in_probation(&group, "林一", "YC000901").await;
    let own = group.caller("lin.yi", "hr", Some(lin.person_id), None).await;
    let terms = || json!({"kind": "confirm"});
    let problem = refused(open_change(&group.app, &own, change(lin.person_id, "2026-12-01", terms())).await);
    assert_eq!(problem.code, "access.own_case");
    let hr = group.caller("han.xue", "hr", None, None).await;
    let id = open_change(&group.app, &hr, change(lin.person_id, "2026-12-01", terms())).await.unwrap().id;
    assert_eq!(refused(get_change(&group.app, &own, id).await).kind, ErrorKind::NotFound);
    let listed = async || list_changes(&group.app, &own, ChangeQuery::default()).await.unwrap().items.len();
    assert_eq!(listed().await, 0);
    approve(&group, id).await;
    let told = get_change(&group.app, &own, id).await.unwrap();
    assert!(told.actions.is_empty());
    let undo = undo_change(&group.app, &own, id, ChangeReason { reason: "不想转正".into() }).await;
    assert_eq!(refused(undo).code, "access.own_case");
}

#[tokio::test]
async fn pay_in_a_change_is_for_those_who_may_see_pay() {
    let group = group().await;
    let boss = group.hired(group.hire("周文博", "YC000100", "2018-03-01")).await;
    let mut hire = group.hire("林一", "YC000901", "2022-03-01");
    hire.manager_id = Some(boss.person_id);
    let lin = group.hired(hire).await;
    let manager = group.caller("zhou", "manager", Some(boss.person_id), None).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let terms = json!({"kind": "promote", "job_level": "P8", "base_pay_fen": 3_500_000});
    let by_manager = open_change(&group.app, &manager, change(lin.person_id, "2026-12-01", terms.clone())).await;
    assert_eq!(refused(by_manager).code, "access.class_missing");
    let id = open_change(&group.app, &hr, change(lin.person_id, "2026-12-01", terms)).await.unwrap().id;
    let seen = get_change(&group.app, &manager, id).await.unwrap();
    let pay = seen.lines.iter().find(|line| line.field == "base_pay_fen").unwrap();
    assert!(pay.before.as_ref().is_none() && pay.after.as_ref().is_none());
    assert!(seen.redacted.contains(&"base_pay"));
    let low = json!({"kind": "transfer", "base_pay_fen": 200_000});
    let low = open_change(&group.app, &hr, change(lin.person_id, "2026-12-01", low)).await;
    assert_eq!(refused(low).article.as_deref(), Some("《劳动法》第四十八条"));
}

#[tokio::test]
async fn many_are_confirmed_at_once_after_a_preview_and_who_cannot_be_is_named() {
    let group = group().await;
    let one = in_probation(&group, "林一", "YC000901").await;
    let two = in_probation(&group, "林二", "YC000902").await;
    let three = group.hired(group.hire("林三", "YC000903", "2022-03-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let desk = async || probation_desk(&group.app, &hr, ProbationQuery::default()).await.unwrap().items;
    let waiting = desk().await;
    assert_eq!(waiting.len(), 2);
    assert_eq!(waiting[0].statutory_last_day.as_ref(), Some(&Some(day("2027-02-28"))));
    let many = |preview| ConfirmMany {
        person_ids: vec![one.person_id, two.person_id, three.person_id],
        effective_on: None,
        reason: "试用期考核合格".into(),
        preview,
    };
    let told = confirm_many(&group.app, &hr, many(true)).await.unwrap();
    assert_eq!((told.submitted, told.items[2].refused.as_deref()), (2, Some("changes.no_probation")));
    assert!(desk().await.iter().all(|item| item.change.is_none()), "a preview writes nothing");
    confirm_many(&group.app, &hr, many(false)).await.unwrap();
    assert!(desk().await.iter().all(|item| item.change.is_some()));
}

#[tokio::test]
async fn who_reaches_the_age_is_listed_for_those_alone_who_may_see_the_day_of_birth() {
    let group = group().await;
    let mut hire = group.hire("林一", "YC000901", "2002-03-01");
    hire.person = Some(NewPerson {
        full_name: "林一".into(),
        birth_date: Some(Sensitive::new("1966-12-15".into())),
        sex: Some(Sensitive::new("male".into())),
        ..NewPerson::default()
    });
    let lin = group.hired(hire).await;
    group.hired(group.hire("林二", "YC000902", "2022-03-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let boss = group.caller("zhou", "executive", None, None).await;
    // Born in December 1966: 60 in December 2026, 23 months after the start, so six months of delay by the annex.
    let listed = list_retirements(&group.app, &hr, RetirementQuery::default()).await.unwrap();
    assert_eq!((listed.items.len(), listed.unknown), (1, 1));
    assert_eq!(listed.items[0].window.statutory_month, "2027-06");
    assert_eq!(listed.items[0].window.earliest_month, "2026-12");
    let refusal = refused(list_retirements(&group.app, &boss, RetirementQuery::default()).await);
    assert_eq!(refusal.kind, ErrorKind::Forbidden);
    let retire = |on: &str, choice: &str| {
        change(lin.person_id, on, json!({"kind": "retire", "category": "male_60", "choice": choice}))
    };
    let wrong = refused(open_change(&group.app, &hr, retire("2027-06-01", "statutory")).await);
    assert_eq!(wrong.code, "changes.retirement_month");
    let hasty = refused(open_change(&group.app, &hr, retire("2027-01-01", "early")).await);
    assert_eq!(hasty.code, "changes.retirement_notice");
    let id = open_change(&group.app, &hr, retire("2027-07-01", "statutory")).await.unwrap().id;
    approve(&group, id).await;
    let page = person_page(&group.app, &hr, lin.person_id, AsOfQuery::default()).await.unwrap();
    assert_eq!(page.last_day.into_option().flatten(), Some(day("2027-06-30")));
}

#[tokio::test]
async fn a_correction_changes_the_past_as_known_from_now_on() {
    let group = group().await;
    let lin = group.hired(group.hire("林一", "YC000901", "2022-03-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let terms = json!({"kind": "correct", "base_pay_fen": 2_500_000, "last_day": "2026-06-30"});
    let id = open_change(&group.app, &hr, change(lin.person_id, "2026-01-01", terms)).await.unwrap().id;
    approve(&group, id).await;
    let own = group.caller("lin.yi", "employee", Some(lin.person_id), None).await;
    let pay = async |on: &str, known: &str| {
        let query = AsOfQuery { as_of: Some(day(on)), known_on: Some(day(known)) };
        person_page(&group.app, &own, lin.person_id, query).await.unwrap().base_pay_fen.into_option().flatten()
    };
    let (old, new) = (Some(Money::from_fen(2_860_000)), Some(Money::from_fen(2_500_000)));
    assert_eq!(pay("2026-03-01", "2026-11-20").await, new);
    assert_eq!(pay("2026-03-01", "2026-11-19").await, old);
    assert_eq!((pay("2025-12-31", "2026-11-20").await, pay("2026-07-01", "2026-11-20").await), (old, old));
}
