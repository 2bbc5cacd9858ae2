//! The data standard on PostgreSQL: what groups, joins and points rows elsewhere in SQL says the same as on SQLite.

use std::sync::Arc;

use access::{Caller, Roles};
use kernel::{LegalEntityId, Sensitive, SystemEntropy};
use services::duplicates::{DuplicateQuery, MergePersons, UndoMerge, list_duplicates, merge_persons, undo_merge};
use services::organisation::{NewLegalEntity, PutUnit, create_legal_entity_in, put_unit_in, seed_catalogues};
use services::people::{EndEmployment, end_employment_in};
use services::quality::{FindingQuery, list_findings, run_quality_now};
use services::query::{Operator, QueryFilter, RunQuery, run_query};
use services::{App, AppOptions};
use testkit::{at, clock_at, day};
use vault::sign::DocumentSigner;

use crate::fixture::{Group, NOW};

/// The small group of the other tests, on PostgreSQL; `None` where it is not installed.
async fn group() -> Option<Group> {
    let clock = Arc::new(clock_at(NOW));
    let test = testkit::postgres_store(clock.clone()).await?;
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
    let mut units = Vec::new();
    for (code, name) in [("G1", "云平台部"), ("G2", "数据智能部")] {
        let unit = PutUnit {
            id: None,
            parent_id: None,
            code: code.into(),
            name: name.into(),
            kind: "department".into(),
            head_person_id: None,
            first_day: day("2015-01-01"),
        };
        units.push(put_unit_in(&mut work, unit, at("2015-01-01T00:00:00Z")).await.unwrap());
    }
    work.commit().await.unwrap();
    Some(Group { app, clock, entity, cloud: units[0], data: units[1], _test: test })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_is_found_merged_and_taken_apart_on_postgres() {
    let Some(group) = group().await else { return };
    let born = |mut hire: services::people::Hire| {
        hire.person.as_mut().unwrap().birth_date = Some(Sensitive::new("1990-05-06".into()));
        hire
    };
    let first = group.hired(born(group.hire("王晓燕", "YC000001", "2016-03-01"))).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let end = EndEmployment { last_day: day("2020-06-30"), ground: "employee_resign_art37".into(), reason: None };
    end_employment_in(&mut work, first.employment_id, end, at("2020-06-01T00:00:00Z")).await.unwrap();
    work.commit().await.unwrap();
    let second = group.hired(born(group.hire("王晓燕", "YC000900", "2023-02-01"))).await;
    let pairs = async || list_duplicates(&group.app, &Caller::system(), &DuplicateQuery::default()).await.unwrap();
    let found = pairs().await;
    // The same phone, name, birthday and account.
    assert_eq!((found.total, found.items[0].score, found.items[0].band), (1, 100, "likely"));
    let merge = MergePersons {
        survivor_id: first.person_id,
        absorbed_id: second.person_id,
        take: Vec::new(),
        reason: "本人确认".into(),
    };
    let merged = merge_persons(&group.app, &Caller::system(), merge).await.unwrap();
    assert_eq!(pairs().await.total, 0);
    undo_merge(&group.app, &Caller::system(), merged.id, UndoMerge { reason: "并非同一人".into() }).await.unwrap();
    assert_eq!(pairs().await.total, 1);
    assert_eq!(group.app.store().verify_audit(|_| ()).await.unwrap().first, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_are_found_and_people_are_counted_on_postgres() {
    let Some(group) = group().await else { return };
    for n in 0..6 {
        let mut hire = group.hire(&format!("员工{n}"), &format!("YC{n:06}"), "2024-03-01");
        hire.person.as_mut().unwrap().phone = None;
        if n > 3 {
            hire.unit_id = group.data;
        }
        group.hired(hire).await;
    }
    run_quality_now(&group.app).await.unwrap();
    let phones = FindingQuery { rule: Some("phone_missing".into()), ..FindingQuery::default() };
    assert_eq!(list_findings(&group.app, &Caller::system(), &phones).await.unwrap().total, 6);
    let named =
        QueryFilter { field: "person.full_name".into(), operator: Operator::Contains, values: vec!["员工".into()] };
    let query = RunQuery { filters: vec![named], group_by: vec!["assignment.unit_id".into()], ..RunQuery::default() };
    let answer = run_query(&group.app, &Caller::system(), &query).await.unwrap();
    let counts: Vec<_> = answer.groups.iter().map(|group| (group.titles[0].clone(), group.count)).collect();
    let unit = |name: &str| Some(name.to_owned());
    assert_eq!(counts, [(unit("云平台部"), Some(4)), (unit("数据智能部"), Some(2))]);
}
