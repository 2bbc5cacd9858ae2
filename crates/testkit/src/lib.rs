//! What tests share. A development dependency only: nothing that ships may use it.
//!
//! - [`day`], [`at`], [`clock_at`], [`entropy`]: time and randomness from plain text.
//! - [`postgres_database`]: a fresh PostgreSQL database, or `None` where PostgreSQL is not installed.
//! - [`sqlite_store`], [`postgres_store`]: a migrated, empty store under a clock that stands.
//! - [`bucket_store`], [`TestBucket`]: the same with its files in a bucket; the bucket alone.
//! - [`data_folder`]: a folder that is gone after the test.
//!
//! A wrong text or a machine that cannot start a database panics: in a test that is the clearest report.

#[cfg(feature = "stores")]
mod bucket;
mod postgres;
#[cfg(feature = "stores")]
mod stores;
mod time;

#[cfg(feature = "stores")]
pub use bucket::{BUCKET_SECRET, TestBucket};
pub use postgres::{PostgresError, TestDatabase, ThrowawayPostgres, postgres_database};
#[cfg(feature = "stores")]
pub use stores::{TestStore, bucket_store, postgres_store, sqlite_store};
pub use tempfile::TempDir;
pub use time::{at, clock_at, day, entropy};

/// A new empty folder, removed with everything in it when the value is dropped.
///
/// # Panics
/// When the machine's temporary folder cannot be written.
pub fn data_folder() -> TempDir {
    match tempfile::Builder::new().prefix("renhe-test-").tempdir() {
        Ok(folder) => folder,
        Err(error) => panic!("cannot make a temporary folder: {error}"),
    }
}
