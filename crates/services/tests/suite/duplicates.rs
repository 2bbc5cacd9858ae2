//! One human being, once: pairs are found and explained, merged with everything that hangs on them, and taken apart again.

use access::Caller;
use kernel::{ErrorKind, Instant, Money, PersonId, Record, Sensitive};
use services::duplicates::{
    DuplicateQuery, MarkDifferent, MergePersons, PairQuery, UndoMerge, compare_persons, list_duplicates, list_merges,
    mark_different, merge_persons, undo_merge,
};
use services::people::{
    AsOfQuery, ChangePay, EndEmployment, Hire, Leave, Performance, RecordEvent, Transfer, change_pay_in,
    end_employment_in, person_page, person_timeline, record_event_in, record_leave_in, record_performance_in,
    transfer_in,
};
use storage::query::Find;
use storage::rows::{
    Account, Assignment, Compensation, Contract, Employment, Leave as LeaveRow, PerformanceResult, Person, PersonEvent,
};
use testkit::{at, day};

use crate::fixture::{Group, group};

fn named(group: &Group, name: &str, number: &str, hired_on: &str, phone: Option<&str>, birth: Option<&str>) -> Hire {
    let mut hire = group.hire(name, number, hired_on);
    let person = hire.person.as_mut().unwrap();
    person.phone = phone.map(|phone| Sensitive::new(phone.into()));
    person.birth_date = birth.map(|birth| Sensitive::new(birth.into()));
    person.bank_account = None;
    hire
}

/// Somebody who left in 2020, and came back under another number as if new.
async fn twice(group: &Group) -> (PersonId, PersonId) {
    let first =
        group.hired(named(group, "王晓燕", "YC000001", "2016-03-01", Some("13900139000"), Some("1990-05-06"))).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let transfer = Transfer {
        first_day: day("2018-01-01"),
        unit_id: Some(group.data),
        manager_id: None,
        position: None,
        job_level: Some("P6".into()),
        place: None,
    };
    transfer_in(&mut work, first.employment_id, transfer, at("2018-01-01T00:00:00Z")).await.unwrap();
    let end = EndEmployment {
        last_day: day("2020-06-30"),
        ground: "employee_resign_art37".into(),
        reason: Some(Sensitive::new("career".into())),
    };
    end_employment_in(&mut work, first.employment_id, end, at("2020-06-01T00:00:00Z")).await.unwrap();
    work.commit().await.unwrap();
    let second = group.hired(named(group, "王晓燕", "YC000900", "2023-02-01", None, Some("1990-05-06"))).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let known = at("2024-01-10T00:00:00Z");
    let pay = ChangePay {
        first_day: day("2024-01-01"),
        base_pay_fen: Sensitive::new(Money::from_fen(3_100_000)),
        reason: "annual_review".into(),
    };
    change_pay_in(&mut work, second.employment_id, pay, known).await.unwrap();
    let result = Performance {
        cycle: "2023Q4".into(),
        first_day: day("2023-10-01"),
        last_day: day("2023-12-31"),
        score_hundredths: 8_800,
    };
    record_performance_in(&mut work, second.person_id, result, known).await.unwrap();
    let leave = Leave {
        kind: Sensitive::new("personal".into()),
        first_day: day("2024-01-08"),
        last_day: day("2024-01-08"),
        half_days: 2,
    };
    record_leave_in(&mut work, second.person_id, leave, known).await.unwrap();
    let event =
        RecordEvent {
            kind: "award".into(), day: day("2024-01-09"), detail: serde_json::json!({"title": "年度优秀"})
        };
    record_event_in(&mut work, second.person_id, event, known).await.unwrap();
    work.commit().await.unwrap();
    (first.person_id, second.person_id)
}

fn into(survivor: PersonId, absorbed: PersonId) -> MergePersons {
    MergePersons {
        survivor_id: survivor,
        absorbed_id: absorbed,
        take: Vec::new(),
        reason: "本人确认曾在本公司任职".into(),
    }
}

/// Everything about everybody, so that "exactly as before" can be asked. Sealed texts of persons are opened, because
/// sealing again makes other bytes of the same value.
async fn everything(group: &Group) -> Vec<String> {
    let db = group.app.db();
    let mut rows = Vec::new();
    macro_rules! all {
        ($($record:ty),+) => {$(
            for row in Find::<$record>::new().all(&db).await.unwrap() {
                rows.push(format!("{} {:?}", <$record as Record>::META.name, row.values()));
            }
        )+};
    }
    all!(Employment, Assignment, Contract, Compensation, PerformanceResult, LeaveRow, PersonEvent, Account);
    for row in Find::<Person>::new().all(&db).await.unwrap() {
        let open = |field, sealed: &Option<storage::Sealed<String>>| {
            sealed
                .as_ref()
                .map(|sealed| group.app.store().unseal("person", field, row.id, sealed).unwrap().into_exposed())
        };
        rows.push(format!(
            "person {} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            row.id,
            row.full_name,
            open(Person::IDENTITY_NUMBER, &row.identity_number),
            row.identity_blind,
            open(Person::PHONE, &row.phone),
            row.phone_blind,
            open(Person::EMAIL, &row.email),
            open(Person::BANK_ACCOUNT, &row.bank_account),
            open(Person::BIRTH_DATE, &row.birth_date),
            Instant::from(row.created_at),
        ));
    }
    rows.sort();
    rows
}

#[tokio::test]
async fn an_old_link_of_a_merged_record_names_the_one_that_stayed_to_those_who_may_see_it() {
    let group = group().await;
    let (first, second) = twice(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let stranger = group.caller("stranger", "employee", None, None).await;
    let page = async |caller, person| person_page(&group.app, caller, person, AsOfQuery::default()).await;
    let before = page(&stranger, first).await.unwrap_err();
    let merge = merge_persons(&group.app, &hr, into(second, first)).await.unwrap();
    let told = page(&hr, first).await.unwrap_err();
    assert_eq!((told.kind, told.code), (ErrorKind::NotFound, "people.merged"));
    assert_eq!(told.params["person_id"], second.0.to_string());
    assert_eq!(page(&stranger, first).await.unwrap_err(), before, "a stranger learns nothing");
    let third = group.hired(named(&group, "王晓燕", "YC000901", "2015-02-01", None, None)).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let end = EndEmployment { last_day: day("2015-12-31"), ground: "employee_resign_art37".into(), reason: None };
    end_employment_in(&mut work, third.employment_id, end, at("2015-12-01T00:00:00Z")).await.unwrap();
    work.commit().await.unwrap();
    let further = merge_persons(&group.app, &hr, into(third.person_id, second)).await.unwrap();
    let told = page(&hr, first).await.unwrap_err();
    assert_eq!(told.params["person_id"], third.person_id.0.to_string(), "followed to the last one");
    for merge in [further.id, merge.id] {
        undo_merge(&group.app, &hr, merge, UndoMerge { reason: "两人同名".into() }).await.unwrap();
    }
    assert!(page(&hr, first).await.is_ok());
}

#[tokio::test]
async fn a_pair_is_found_and_its_score_says_what_it_is_made_of() {
    let group = group().await;
    let (first, second) = twice(&group).await;
    group.hired(named(&group, "王小燕", "YC000300", "2019-01-01", Some("13700137000"), Some("1985-01-01"))).await;
    group.hired(named(&group, "李娜", "YC000301", "2019-01-01", Some("13900139000"), None)).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let list = list_duplicates(&group.app, &hr, &DuplicateQuery::default()).await.unwrap();
    assert_eq!(list.total, 1, "a shared phone alone and a namesake alone are none: {:?}", list.items);
    let pair = &list.items[0];
    let mut ids = [pair.first.person_id, pair.second.person_id];
    ids.sort();
    let mut wanted = [first, second];
    wanted.sort();
    assert_eq!(ids, wanted);
    let terms: Vec<_> = pair.terms.iter().map(|term| (term.key, term.points)).collect();
    assert_eq!((terms, pair.score, pair.band), (vec![("birth_same", 25), ("name_same", 20)], 45, "possible"));
}

#[tokio::test]
async fn what_a_whole_office_shares_makes_no_pairs() {
    let group = group().await;
    for n in 0..20 {
        let hire = named(&group, &format!("张伟{n}"), &format!("N{n:03}"), "2020-01-01", Some("02100000000"), None);
        group.hired(hire).await;
    }
    let list = list_duplicates(&group.app, &Caller::system(), &DuplicateQuery::default()).await.unwrap();
    assert_eq!(list.total, 0);
}

#[tokio::test]
async fn a_comparison_masks_and_a_pair_that_was_set_aside_does_not_come_back() {
    let group = group().await;
    let (first, second) = twice(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let pair = PairQuery { first_id: first, second_id: second };
    let comparison = compare_persons(&group.app, &hr, pair).await.unwrap();
    let wire = serde_json::to_string(&comparison).unwrap();
    assert!(!wire.contains("13900139000") && !wire.contains("1990-05-06"), "{wire}");
    assert!(wire.contains("139****9000") && wire.contains("1990-**-**"));
    let reason = "身份证件核对为两人".to_owned();
    mark_different(&group.app, &hr, MarkDifferent { first_id: second, second_id: first, reason }).await.unwrap();
    let list = list_duplicates(&group.app, &hr, &DuplicateQuery::default()).await.unwrap();
    assert_eq!((list.total, list.set_aside), (0, 1));
}

#[tokio::test]
async fn a_merge_moves_everything_and_an_undo_restores_it_exactly() {
    let group = group().await;
    let (first, second) = twice(&group).await;
    let below = {
        let mut hire = named(&group, "孙丽", "YC000950", "2024-05-01", Some("13600136000"), None);
        hire.manager_id = Some(second);
        group.hired(hire).await
    };
    group.caller("wang.xiaoyan", "employee", Some(second), None).await;
    let before = everything(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let merged = merge_persons(&group.app, &hr, into(first, second)).await.unwrap();

    let system = Caller::system();
    let of = async |person, on: &str| {
        person_page(&group.app, &system, person, AsOfQuery { as_of: Some(day(on)), known_on: None }).await
    };
    assert_eq!(of(first, "2017-01-01").await.unwrap().employee_no.as_deref(), Some("YC000001"));
    let now = of(first, "2026-11-20").await.unwrap();
    assert_eq!((now.employee_no.as_deref(), now.employed), (Some("YC000900"), true));
    assert_eq!(of(second, "2026-11-20").await.unwrap_err().code, "people.merged");
    let line = person_timeline(&group.app, &system, first, AsOfQuery::default()).await.unwrap();
    assert!(line.items.len() >= 10, "both lives on one line: {}", line.items.len());
    assert_eq!(of(below.person_id, "2026-11-20").await.unwrap().manager.unwrap().id, first);
    let account =
        Find::<Account>::new().eq(Account::LOGIN, "wang.xiaoyan").one(&group.app.db()).await.unwrap().unwrap();
    assert_eq!((account.person_id, account.active), (Some(first.0), true));

    undo_merge(&group.app, &hr, merged.id, UndoMerge { reason: "核对后并非同一人".into() }).await.unwrap();
    let mut after = everything(&group).await;
    after.retain(|row| !row.contains("han.xue"));
    assert_eq!(after, before);
    let merges = list_merges(&group.app, &hr).await.unwrap();
    assert_eq!((merges.items[0].state.as_str(), merges.items[0].moved), ("undone", merged.moved));
    let again = undo_merge(&group.app, &hr, merged.id, UndoMerge { reason: "再次撤销".into() }).await.unwrap_err();
    assert_eq!(again.code, "duplicates.already_undone");
    assert_eq!(group.app.store().verify_audit(|_| ()).await.unwrap().first, None);
}

#[tokio::test]
async fn what_was_written_since_under_a_moved_employment_follows_it_back() {
    let group = group().await;
    let (first, second) = twice(&group).await;
    let merged = merge_persons(&group.app, &Caller::system(), into(first, second)).await.unwrap();
    let employment = Find::<Employment>::new().eq(Employment::EMPLOYEE_NO, "YC000900").one(&group.app.db()).await;
    let employment = kernel::EmploymentId(employment.unwrap().unwrap().employment_id);
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let transfer = Transfer {
        first_day: day("2026-11-01"),
        unit_id: None,
        manager_id: None,
        position: Some("首席工程师".into()),
        job_level: None,
        place: None,
    };
    transfer_in(&mut work, employment, transfer, at("2026-11-01T00:00:00Z")).await.unwrap();
    work.commit().await.unwrap();
    undo_merge(&group.app, &Caller::system(), merged.id, UndoMerge { reason: "并非同一人".into() }).await.unwrap();
    let system = Caller::system();
    let page = person_page(&group.app, &system, second, AsOfQuery::default()).await.unwrap();
    assert_eq!(page.position.as_deref(), Some("首席工程师"));
    let other = person_page(&group.app, &system, first, AsOfQuery::default()).await.unwrap();
    assert!(!other.employed && other.position.is_none());
}

#[tokio::test]
async fn two_employments_at_once_with_one_employer_are_refused_and_named() {
    let group = group().await;
    let (first, _) = twice(&group).await;
    let twin = group.hired(named(&group, "王晓燕", "YC000777", "2019-01-01", None, Some("1990-05-06"))).await.person_id;
    let before = everything(&group).await;
    let refused = merge_persons(&group.app, &Caller::system(), into(first, twin)).await.unwrap_err();
    assert_eq!(refused.code, "duplicates.overlap");
    let mut named = [refused.params["first"].as_str(), refused.params["second"].as_str()];
    named.sort_unstable();
    assert_eq!((refused.params["employer"].as_str(), named), ("云程上海", ["YC000001", "YC000777"]));
    assert_eq!(everything(&group).await, before, "nothing was written");
}

#[tokio::test]
async fn where_both_have_an_account_one_stays_and_the_other_rests_until_the_undo() {
    let group = group().await;
    let (first, second) = twice(&group).await;
    group.caller("wang.old", "employee", Some(first), None).await;
    group.caller("wang.new", "employee", Some(second), None).await;
    let merged = merge_persons(&group.app, &Caller::system(), into(first, second)).await.unwrap();
    let account = async |login: &str| {
        Find::<Account>::new().eq(Account::LOGIN, login).one(&group.app.db()).await.unwrap().unwrap()
    };
    assert_eq!((account("wang.old").await.person_id, account("wang.old").await.active), (Some(first.0), true));
    assert_eq!((account("wang.new").await.person_id, account("wang.new").await.active), (None, false));
    undo_merge(&group.app, &Caller::system(), merged.id, UndoMerge { reason: "并非同一人".into() }).await.unwrap();
    assert_eq!((account("wang.new").await.person_id, account("wang.new").await.active), (Some(second.0), true));
}

#[tokio::test]
async fn merges_are_taken_back_in_their_order_and_not_over_a_later_correction() {
    let group = group().await;
    let (first, second) = twice(&group).await;
    let third = group.hired(named(&group, "王晓燕", "YC000002", "2015-02-01", None, None)).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let end = EndEmployment { last_day: day("2015-12-31"), ground: "employee_resign_art37".into(), reason: None };
    end_employment_in(&mut work, third.employment_id, end, at("2015-12-01T00:00:00Z")).await.unwrap();
    work.commit().await.unwrap();
    let before = everything(&group).await;
    let inner = merge_persons(&group.app, &Caller::system(), into(second, first)).await.unwrap();
    let outer = merge_persons(&group.app, &Caller::system(), into(third.person_id, second)).await.unwrap();
    let undo =
        async |id| undo_merge(&group.app, &Caller::system(), id, UndoMerge { reason: "并非同一人".into() }).await;
    assert_eq!(undo(inner.id).await.unwrap_err().code, "duplicates.later_merge_first");
    undo(outer.id).await.unwrap();
    undo(inner.id).await.unwrap();
    assert_eq!(everything(&group).await, before);

    let merged = merge_persons(&group.app, &Caller::system(), into(second, first)).await.unwrap();
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let row = Find::<Person>::by_id(&work.db(), second.0).await.unwrap().unwrap();
    let phone = work.seal(Person::META, Person::PHONE, row.id, &"13500135000".to_owned());
    work.update(&row, Person { phone: Some(phone), ..row.clone() }).await.unwrap();
    work.commit().await.unwrap();
    let refused = undo(merged.id).await.unwrap_err();
    assert_eq!((refused.code, refused.params["fields"].as_str()), ("duplicates.changed_since", "phone"));
}

#[tokio::test]
async fn nobody_merges_the_own_record_and_who_may_not_merge_hears_of_no_pair() {
    let group = group().await;
    let (first, second) = twice(&group).await;
    let mut hire = named(&group, "韩雪", "YC000004", "2016-01-01", None, Some("1991-01-01"));
    hire.position = "人事经理".into();
    let own = group.hired(hire).await.person_id;
    let hr = group.caller("han.xue", "hr", Some(own), None).await;
    let refused = merge_persons(&group.app, &hr, into(own, second)).await.unwrap_err();
    assert_eq!(refused.code, "access.own_case");
    let manager = group.caller("zhou", "manager", Some(first), None).await;
    assert_eq!(
        list_duplicates(&group.app, &manager, &DuplicateQuery::default()).await.unwrap_err().code,
        "access.permission_missing"
    );
}
