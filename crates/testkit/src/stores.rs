//! Empty, migrated stores with a clock that stands and ids that repeat.

use std::sync::Arc;

use kernel::{FixedClock, SeededEntropy, SystemEntropy};
use storage::{Blobs, Store, StoreOptions};
use tempfile::TempDir;
use vault::KeyRing;
use vault::note::NoteSigner;

use crate::{TestBucket, TestDatabase};

/// A store that lives as long as the test.
#[derive(Debug)]
pub struct TestStore {
    /// The store.
    pub store: Store,
    /// Its clock: move it with `set`.
    pub clock: Arc<FixedClock>,
    /// The folder with the database file and the checkpoints.
    pub folder: TempDir,
    /// The bucket in which its files lie, when that is not memory.
    pub bucket: Option<TestBucket>,
    /// Its database, when that is not a file in the folder. It goes when the test is over.
    _database: Option<TestDatabase>,
}

/// An empty store on SQLite.
///
/// # Panics
/// When the machine cannot make one.
pub async fn sqlite_store(clock: Arc<FixedClock>) -> TestStore {
    on_sqlite(None, clock).await
}

/// An empty store on SQLite, with its files in a bucket.
///
/// # Panics
/// When the machine cannot make one.
pub async fn bucket_store(clock: Arc<FixedClock>) -> TestStore {
    on_sqlite(Some(TestBucket::start()), clock).await
}

/// An empty store on a throw-away PostgreSQL; `None` where PostgreSQL is not installed.
///
/// # Panics
/// When PostgreSQL is installed but cannot be used.
pub async fn postgres_store(clock: Arc<FixedClock>) -> Option<TestStore> {
    let database = crate::postgres_database()?;
    let opened = open(database.url().to_owned(), crate::data_folder(), None, clock).await;
    Some(TestStore { _database: Some(database), ..opened })
}

async fn on_sqlite(bucket: Option<TestBucket>, clock: Arc<FixedClock>) -> TestStore {
    let folder = crate::data_folder();
    let url = format!("sqlite://{}", folder.path().join("renhe.sqlite").display());
    open(url, folder, bucket, clock).await
}

async fn open(url: String, folder: TempDir, bucket: Option<TestBucket>, clock: Arc<FixedClock>) -> TestStore {
    tell_failures();
    let signer = NoteSigner::generate("renhe.test", &SystemEntropy).unwrap_or_else(|error| panic!("{error}"));
    let blobs = bucket.as_ref().map_or_else(|| Ok(Blobs::memory()), |bucket| Blobs::bucket(bucket.bucket()));
    let options = StoreOptions {
        url,
        checkpoints: folder.path().join("audit-checkpoints.log"),
        keys: Arc::new(KeyRing::generate(&SystemEntropy)),
        signer: Arc::new(signer),
        clock: clock.clone(),
        entropy: Arc::new(SeededEntropy::new(1)),
        blobs: blobs.unwrap_or_else(|error| panic!("{error}")),
    };
    let opened = async {
        let store = Store::open(options).await?;
        store.migrate().await?;
        Ok::<_, storage::StorageError>(store)
    };
    let store = opened.await.unwrap_or_else(|error| panic!("cannot open a test store: {error}"));
    TestStore { store, clock, folder, bucket, _database: None }
}

/// What a failing test prints says what the database said: a problem hides it from those who ask.
fn tell_failures() {
    let errors = tracing_subscriber::fmt().with_max_level(tracing::Level::ERROR).without_time().with_test_writer();
    // Another test of the same process was first.
    let _already = errors.try_init();
}
