//! The employee page on both axes of time, and who sees what of it.

use access::Caller;
use kernel::{ErrorKind, Money, Sensitive};
use services::people::{
    AsOfQuery, ChangePay, EndEmployment, Reveal, RosterQuery, TimelineKind, Transfer, change_pay, change_pay_in,
    end_employment_in, list_people, person_page, person_timeline, reveal_field, search_people, transfer_in,
};
use storage::EntryFilter;
use testkit::{at, day};

use crate::fixture::group;

fn on(as_of: &str, known_on: Option<&str>) -> AsOfQuery {
    AsOfQuery { as_of: Some(day(as_of)), known_on: known_on.map(day) }
}

#[tokio::test]
async fn the_page_answers_for_any_day_as_far_as_was_known() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let transfer = Transfer {
        first_day: day("2026-02-01"),
        unit_id: Some(group.data),
        manager_id: None,
        position: None,
        job_level: None,
        place: None,
    };
    transfer_in(&mut work, zhang.employment_id, transfer, at("2026-03-15T02:00:00Z")).await.unwrap();
    work.commit().await.unwrap();

    let unit = async |query| {
        let page = person_page(&group.app, &Caller::system(), zhang.person_id, query).await.unwrap();
        page.unit_path.last().map(|unit| unit.name.clone())
    };
    assert_eq!(unit(on("2026-02-10", Some("2026-03-14"))).await.as_deref(), Some("云平台部"));
    assert_eq!(unit(on("2026-02-10", Some("2026-03-15"))).await.as_deref(), Some("数据智能部"));
    assert_eq!(unit(on("2026-01-31", None)).await.as_deref(), Some("云平台部"));
    assert_eq!(unit(on("2022-02-28", None)).await, None);
}

#[tokio::test]
async fn an_exit_is_not_known_before_it_was_said() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let end = EndEmployment {
        last_day: day("2026-10-31"),
        ground: "employee_resign_art37".into(),
        reason: Some(Sensitive::new("career".into())),
    };
    end_employment_in(&mut work, zhang.employment_id, end, at("2026-10-01T02:00:00Z")).await.unwrap();
    work.commit().await.unwrap();
    let page = async |query| person_page(&group.app, &Caller::system(), zhang.person_id, query).await.unwrap();
    assert_eq!(page(on("2026-09-01", Some("2026-09-30"))).await.last_day.as_ref(), Some(&None));
    assert_eq!(page(on("2026-09-01", Some("2026-10-01"))).await.last_day.as_ref(), Some(&Some(day("2026-10-31"))));
    assert_eq!(page(on("2026-11-01", None)).await.status.as_ref().unwrap(), "not_employed");
    let line = person_timeline(&group.app, &Caller::system(), zhang.person_id, AsOfQuery::default()).await.unwrap();
    assert!(line.items.iter().any(|item| item.values.get("reason") == Some(&"career".into())));
}

#[tokio::test]
async fn a_manager_sees_the_report_without_pay_and_a_stranger_does_not_find_the_page() {
    let group = group().await;
    let boss = group.hired(group.hire("周文博", "YC000100", "2018-03-01")).await;
    let mut hire = group.hire("张明远", "YC000871", "2022-03-01");
    hire.manager_id = Some(boss.person_id);
    let zhang = group.hired(hire).await;
    let stranger = group.hired(group.hire("李娜", "YC000872", "2022-03-01")).await;
    let manager = group.caller("zhou", "manager", Some(boss.person_id), None).await;
    let page = person_page(&group.app, &manager, zhang.person_id, AsOfQuery::default()).await.unwrap();
    assert!(page.redacted.contains(&"base_pay_fen") && page.redacted.contains(&"phone"));
    let other = group.caller("li.n", "employee", Some(stranger.person_id), None).await;
    let refusal = person_page(&group.app, &other, zhang.person_id, AsOfQuery::default()).await.unwrap_err();
    assert_eq!(refusal.kind, ErrorKind::NotFound);
    assert_eq!(list_people(&group.app, &other, RosterQuery::default()).await.unwrap().total, Some(1));
}

#[tokio::test]
async fn pay_of_others_is_revealed_with_a_reason_that_stands_in_the_trail() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    let hr = group.caller("li.na", "hr", None, None).await;
    let page = person_page(&group.app, &hr, zhang.person_id, AsOfQuery::default()).await.unwrap();
    assert!(page.base_pay_fen.as_ref().is_some_and(Option::is_none) && page.masked.contains(&"base_pay_fen"));
    let reveal =
        Reveal { field: "base_pay_fen".into(), reason: "核对调薪申请".into(), as_of: None, known_at: None };
    let revealed = reveal_field(&group.app, &hr, zhang.person_id, reveal).await.unwrap();
    assert_eq!(revealed.value.into_option(), Some(2_860_000.into()));
    let entries = group
        .app
        .store()
        .audit_entries(&EntryFilter { operation: Some("reveal_field".into()), ..EntryFilter::default() }, 5)
        .await
        .unwrap();
    assert_eq!(entries[0].reason.as_deref(), Some("base_pay_fen: 核对调薪申请"));
    let before_the_hire = Reveal {
        field: "base_pay_fen".into(),
        reason: "核对历史".into(),
        as_of: Some(day("2022-02-28")),
        known_at: None,
    };
    let revealed = reveal_field(&group.app, &hr, zhang.person_id, before_the_hire).await.unwrap();
    assert_eq!(revealed.value.into_option(), Some(serde_json::Value::Null), "the value is that of the page's day");
}

#[tokio::test]
async fn one_sees_the_own_pay_plainly() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let pay = ChangePay {
        first_day: day("2026-04-01"),
        base_pay_fen: Sensitive::new(Money::from_fen(3_097_400)),
        reason: "retention".into(),
    };
    change_pay_in(&mut work, zhang.employment_id, pay, at("2026-03-20T02:00:00Z")).await.unwrap();
    work.commit().await.unwrap();
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let page = person_page(&group.app, &own, zhang.person_id, AsOfQuery::default()).await.unwrap();
    assert_eq!(page.base_pay_fen.into_option(), Some(Some(Money::from_fen(3_097_400))));
    assert_eq!(page.redacted, Vec::<&str>::new());
}

#[tokio::test]
async fn people_are_found_by_name_pinyin_initials_and_number() {
    let group = group().await;
    group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    group.hired(group.hire("李娜", "YC000872", "2022-03-01")).await;
    for q in ["张明", "zhangming", "zmy", "yc000871", "ZMY"] {
        let found =
            search_people(&group.app, &Caller::system(), services::people::SearchQuery { q: q.into() }).await.unwrap();
        let names: Vec<_> = found.items.iter().map(|person| person.full_name.as_str()).collect();
        assert_eq!(names, ["张明远"], "{q}");
    }
}

#[tokio::test]
async fn of_what_a_caller_may_not_see_not_even_the_day_is_told() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let base_pay_fen = Sensitive::new(Money::from_fen(3_000_000));
    let raise = ChangePay { first_day: day("2026-02-01"), base_pay_fen, reason: "retention".into() };
    let known = work.now();
    change_pay_in(&mut work, zhang.employment_id, raise, known).await.unwrap();
    work.commit().await.unwrap();
    let it = group.caller("shao.kai", "it", None, None).await;
    let manager = group.caller("ceo", "executive", None, None).await;
    let payroll = group.caller("li.yang", "payroll", None, None).await;
    let line = async |caller: &Caller| person_timeline(&group.app, caller, zhang.person_id, AsOfQuery::default()).await;
    let refused = line(&it).await.unwrap_err();
    assert_eq!((refused.kind, refused.code), (ErrorKind::Forbidden, "access.class_missing"));
    let page = person_page(&group.app, &it, zhang.person_id, AsOfQuery::default()).await.unwrap();
    assert_eq!(page.status.as_ref(), None, "where somebody works is known to all, the way out is not");
    assert!(["status", "hired_on", "contract_kind", "base_pay_fen"].iter().all(|name| page.redacted.contains(name)));
    let listed = list_people(&group.app, &it, RosterQuery::default()).await.unwrap();
    assert!(listed.items.iter().all(|person| person.last_day.as_ref().is_none() && person.hired_on.as_ref().is_none()));
    let told = async |caller| line(caller).await.unwrap().items.iter().any(|item| item.kind == TimelineKind::Pay);
    assert!(told(&payroll).await && !told(&manager).await);
}

#[tokio::test]
async fn nobody_changes_the_own_pay_whatever_the_role() {
    let group = group().await;
    let own = group.hired(group.hire("韩雪", "YC000300", "2020-03-01")).await;
    let hr = group.caller("han.xue", "hr", Some(own.person_id), None).await;
    let base_pay_fen = Sensitive::new(Money::from_fen(99_900_000));
    let raise = ChangePay { first_day: day("2026-12-01"), base_pay_fen, reason: "annual_review".into() };
    let refused = change_pay(&group.app, &hr, own.person_id, raise).await.unwrap_err();
    assert_eq!((refused.kind, refused.code), (ErrorKind::Forbidden, "access.own_case"));
}
