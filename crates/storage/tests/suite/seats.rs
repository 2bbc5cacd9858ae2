//! Counting who sits where, by the database.

use kernel::{DateRange, Instant};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use storage::WriteContext;
use storage::query::Find;
use storage::query::seats::{people_by_entity, people_by_unit, seat_counts, seat_rows};
use storage::rows::Assignment;
use testkit::{at, day};
use uuid::Uuid;

use super::on_both_engines;

/// One change of an assignment: whose, to which unit and position, from which day for how long.
type Change = (u128, u128, Option<u128>, u64, Option<u64>);

fn assignment(store: &storage::Store, (person, unit, position, ..): Change) -> Assignment {
    Assignment {
        row_id: store.entropy().uuid(),
        employment_id: Uuid::from_u128(1_000 + person),
        person_id: Uuid::from_u128(person),
        legal_entity_id: Uuid::from_u128(50 + unit % 2),
        unit_id: Uuid::from_u128(unit),
        manager_id: None,
        position: format!("T{}", unit % 3),
        job_level: None,
        place: "CN-Shanghai".into(),
        working_time: "standard".into(),
        position_id: position.map(|position| Uuid::from_u128(100 * unit + position)),
        valid_from: day("2026-01-01"),
        valid_until: None,
        known_from: store.now().into(),
        known_until: None,
        recorded_at: store.now().into(),
    }
}

fn histories() -> Vec<Change> {
    let change = (1_u128..12, 1_u128..5, prop::option::of(1_u128..3), 0_u64..40, prop::option::of(1_u64..20));
    prop::collection::vec(change, 60).new_tree(&mut TestRunner::deterministic()).unwrap().current()
}

on_both_engines! {
    async fn counts_by_the_database_equal_a_count_of_the_rows(test: TestStore) {
        let store = &test.store;
        let start = day("2026-01-01");
        let mut work = store.begin(WriteContext::system("test")).await.unwrap();
        for (n, change) in (0..).zip(histories()) {
            let from = start + chrono::Days::new(change.3);
            let range = DateRange::new(from, change.4.map(|days| from + chrono::Days::new(days))).unwrap();
            work.put(range, at("2026-01-01T00:00:00Z").plus_seconds(n * 60), &assignment(store, change)).await.unwrap();
        }
        work.commit().await.unwrap();
        for (offset, minutes) in [(0, 10), (5, 30), (12, 60), (25, 60), (39, 45), (70, 60)] {
            let on = start + chrono::Days::new(offset);
            let known: Instant = at("2026-01-01T00:00:00Z").plus_seconds(minutes * 60);
            let rows = Find::<Assignment>::new().as_of(on, known).all(&store.db()).await.unwrap();
            let seats = seat_rows(&store.db(), on, known).await.unwrap();
            let mut people: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
            let mut seated: Vec<Uuid> = seats.iter().map(|row| row.person_id).collect();
            people.sort_unstable();
            seated.sort_unstable();
            assert_eq!(people, seated);
            for (unit, counted) in people_by_unit(&store.db(), on, known).await.unwrap() {
                assert_eq!(usize::try_from(counted).unwrap(), rows.iter().filter(|row| row.unit_id == unit).count());
            }
            for (entity, counted) in people_by_entity(&store.db(), on, known).await.unwrap() {
                assert_eq!(usize::try_from(counted).unwrap(), rows.iter().filter(|row| row.legal_entity_id == entity).count());
            }
            let counts = seat_counts(&store.db(), on, known, None).await.unwrap();
            assert_eq!(counts.iter().map(|count| count.people).sum::<i64>(), i64::try_from(rows.len()).unwrap());
            for count in &counts {
                let same = |row: &&Assignment| {
                    (row.unit_id, row.position_id, &row.position) == (count.unit_id, count.position_id, &count.title)
                };
                assert_eq!(usize::try_from(count.people).unwrap(), rows.iter().filter(same).count());
            }
            let unit = Uuid::from_u128(2);
            let narrowed = seat_counts(&store.db(), on, known, Some(&[unit])).await.unwrap();
            assert!(narrowed.iter().all(|count| count.unit_id == unit));
            assert_eq!(narrowed.len(), counts.iter().filter(|count| count.unit_id == unit).count());
        }
    }
}
