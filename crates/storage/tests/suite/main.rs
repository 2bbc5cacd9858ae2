//! The storage suite: every test runs on SQLite and on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

mod audit;
mod bucket;
mod files;
mod roster;
mod schema;
mod seats;
mod timeline;
mod writing;

/// Writes a test for both engines, on demand also for files in a bucket. On PostgreSQL it is skipped where PostgreSQL is
/// not installed.
macro_rules! on_both_engines {
    (in a bucket too: $($tests:tt)+) => { on_both_engines! { @ [bucket] $($tests)+ } };
    (@ $more:tt $($(#[$doc:meta])* async fn $name:ident($test:ident: TestStore) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn check($test: testkit::TestStore) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                check(testkit::sqlite_store(std::sync::Arc::new(testkit::clock_at("2026-11-20T08:00:00Z"))).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                let clock = std::sync::Arc::new(testkit::clock_at("2026-11-20T08:00:00Z"));
                if let Some(store) = testkit::postgres_store(clock).await {
                    check(store).await;
                }
            }

            $crate::in_a_bucket! { $more }
        }
    )+};
    ($($tests:tt)+) => { on_both_engines! { @ [] $($tests)+ } };
}
/// Its test with files in a bucket.
macro_rules! in_a_bucket {
    ([]) => {};
    ([bucket]) => {
        #[tokio::test(flavor = "multi_thread")]
        async fn bucket() {
            check(testkit::bucket_store(std::sync::Arc::new(testkit::clock_at("2026-11-20T08:00:00Z"))).await).await;
        }
    };
}
use in_a_bucket;
use on_both_engines;

/// A person with only a name.
pub fn person(store: &storage::Store, name: &str) -> storage::rows::Person {
    storage::rows::Person {
        id: store.entropy().uuid(),
        full_name: name.to_owned(),
        name_pinyin: name.to_lowercase(),
        name_initials: String::new(),
        identity_number: None,
        identity_blind: None,
        phone: None,
        phone_blind: None,
        email: None,
        bank_account: None,
        birth_date: None,
        sex: None,
        created_at: store.now().into(),
    }
}
