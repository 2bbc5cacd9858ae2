//! Facts are superseded, not overwritten.

use kernel::{DateRange, Instant};
use storage::query::Find;
use storage::rows::OrgUnit;
use storage::{TimelineRow, WriteContext};
use testkit::{at, day};

use super::on_both_engines;

fn unit(store: &storage::Store, name: &str) -> OrgUnit {
    OrgUnit {
        row_id: store.entropy().uuid(),
        unit_id: uuid::Uuid::from_u128(7),
        parent_id: None,
        code: "CLOUD".into(),
        name: name.into(),
        kind: "department".into(),
        head_person_id: None,
        valid_from: day("2020-01-01"),
        valid_until: None,
        known_from: store.now().into(),
        known_until: None,
        recorded_at: store.now().into(),
    }
}

async fn name_on(store: &storage::Store, when: &str, known: Instant) -> Option<String> {
    Find::<OrgUnit>::new().as_of(day(when), known).one(&store.db()).await.unwrap().map(|unit| unit.name)
}

on_both_engines! {
    async fn what_was_known_before_a_correction_stays_answerable(test: TestStore) {
        let store = &test.store;
        let mut work = store.begin(WriteContext::system("test")).await.unwrap();
        work.put(DateRange::starting(day("2020-01-01")), at("2020-01-01T00:00:00Z"), &unit(store, "云平台部")).await.unwrap();
        work.put(DateRange::starting(day("2026-02-01")), at("2026-03-15T00:00:00Z"), &unit(store, "云与数据部")).await.unwrap();
        work.commit().await.unwrap();

        assert_eq!(name_on(store, "2026-02-10", at("2026-03-14T00:00:00Z")).await.as_deref(), Some("云平台部"));
        assert_eq!(name_on(store, "2026-02-10", at("2026-03-15T00:00:00Z")).await.as_deref(), Some("云与数据部"));
        assert_eq!(name_on(store, "2026-01-31", at("2026-11-01T00:00:00Z")).await.as_deref(), Some("云平台部"));
    }

    async fn at_no_instant_do_two_known_facts_overlap(test: TestStore) {
        let store = &test.store;
        let mut work = store.begin(WriteContext::system("test")).await.unwrap();
        for (n, from) in (0..).zip(["2020-01-01", "2024-06-01", "2022-03-01", "2024-06-01", "2021-01-01"]) {
            let known = at("2026-01-01T00:00:00Z").plus_seconds(n * 60);
            let end = (n % 2 == 0).then(|| day("2025-01-01"));
            work.put(DateRange::new(day(from), end).unwrap(), known, &unit(store, &format!("U{n}"))).await.unwrap();
        }
        work.commit().await.unwrap();
        let known: Vec<OrgUnit> = Find::new().known().all(&store.db()).await.unwrap();
        for (i, a) in known.iter().enumerate() {
            assert!(known[i + 1..].iter().all(|b| !a.range().overlaps(b.range())));
        }
    }

    async fn a_change_that_claims_to_be_older_than_what_is_known_is_refused(test: TestStore) {
        let store = &test.store;
        let mut work = store.begin(WriteContext::system("test")).await.unwrap();
        work.put(DateRange::starting(day("2020-01-01")), at("2026-01-01T00:00:00Z"), &unit(store, "A")).await.unwrap();
        assert!(work.put(DateRange::starting(day("2021-01-01")), at("2025-01-01T00:00:00Z"), &unit(store, "B")).await.is_err());
    }
}
