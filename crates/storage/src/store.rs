//! The open database: one writer, many readers, and the keys.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kernel::{Clock, Entropy, FieldMeta, Instant};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;
use vault::note::NoteSigner;
use vault::{Aad, BlindIndex, KeyRing};

use crate::migrations::Migrator;
use crate::reached::Reached;
use crate::types::{Opened, Plain, Sealed};
use crate::{Blobs, Db, StorageError};

/// What a store needs besides its address.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// `sqlite://PATH` or `postgres://…`.
    pub url: String,
    /// Where checkpoints of the trail are written outside the database.
    pub checkpoints: PathBuf,
    /// Field keys.
    pub keys: Arc<KeyRing>,
    /// Signs checkpoints.
    pub signer: Arc<NoteSigner>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Where whole files lie.
    pub blobs: Blobs,
}

/// The open database.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) writer: DatabaseConnection,
    reader: DatabaseConnection,
    pub(crate) blind: Arc<BlindIndex>,
    pub(crate) turn: Arc<tokio::sync::Mutex<()>>,
    statements: Arc<AtomicU64>,
    pub(crate) reached: Arc<Reached>,
    pub(crate) options: Arc<StoreOptions>,
}

/// Readers beside the one writer. SQLite lets readers run while the writer writes (WAL). Each looks at the file by itself
/// and has to find its parts anew, so more of them make all of them slower.
const READERS: u32 = 4;
/// Connections to PostgreSQL, for reading and writing alike.
const CONNECTIONS: u32 = 6;

impl Store {
    /// Opens the database. Does not migrate.
    pub async fn open(options: StoreOptions) -> Result<Self, StorageError> {
        let sqlite = options.url.starts_with("sqlite:");
        let statements = Arc::new(AtomicU64::new(0));
        let writers = if sqlite { 1 } else { CONNECTIONS };
        let writer = counted(Database::connect(connect_options(&options.url, writers)).await?, &statements);
        let reader = if sqlite {
            counted(Database::connect(connect_options(&options.url, READERS)).await?, &statements)
        } else {
            writer.clone()
        };
        let blind = Arc::new(BlindIndex::new(&options.keys));
        let (turn, reached) = (Arc::default(), Arc::default());
        Ok(Self { writer, reader, blind, turn, statements, reached, options: Arc::new(options) })
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// How many migrations are still to be applied.
    pub async fn pending_migrations(&self) -> Result<usize, StorageError> {
        Ok(Migrator::get_pending_migrations(&self.writer).await?.len())
    }

    /// Reads what is committed.
    pub fn db(&self) -> Db<'_> {
        (&self.reader).into()
    }

    /// `sqlite` or `postgres`.
    pub fn engine(&self) -> &'static str {
        if self.writer.get_database_backend() == DbBackend::Sqlite { "sqlite" } else { "postgres" }
    }

    /// How many statements were run since the store was opened: for benches and tests.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Lets PostgreSQL look at how its values are distributed, as it does by itself a while after many rows came.
    /// SQLite keeps to the order that a query names.
    pub async fn analyse(&self) -> Result<(), StorageError> {
        if self.engine() == "postgres" {
            self.writer.execute_unprepared("ANALYZE").await?;
        }
        Ok(())
    }

    /// The present instant by the store's clock.
    pub fn now(&self) -> Instant {
        self.options.clock.now()
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.options.clock
    }

    /// The randomness.
    pub fn entropy(&self) -> &dyn Entropy {
        &*self.options.entropy
    }

    /// The field keys.
    pub fn keys(&self) -> &KeyRing {
        &self.options.keys
    }

    /// Signs checkpoints and documents.
    pub fn signer(&self) -> &NoteSigner {
        &self.options.signer
    }

    /// The checkpoint file outside the database.
    pub fn checkpoint_file(&self) -> &Path {
        &self.options.checkpoints
    }

    /// Seals a value for a field of a row.
    pub fn seal<T: Plain>(&self, table: &'static str, field: &FieldMeta, row: Uuid, value: &T) -> Sealed<T> {
        let aad = Aad { table, column: field.name, row };
        Sealed::from_bytes(self.keys().seal(self.entropy(), &aad, &value.to_bytes()))
    }

    /// Opens a sealed field of a row.
    pub fn unseal<T: Plain>(
        &self,
        table: &'static str,
        field: &FieldMeta,
        row: Uuid,
        sealed: &Sealed<T>,
    ) -> Result<Opened<T>, StorageError> {
        let plain = self.keys().open(&Aad { table, column: field.name, row }, &sealed.bytes)?;
        T::from_bytes(&plain)
            .map(Opened::new)
            .ok_or_else(|| StorageError::Damaged(format!("{table}.{} of {row}", field.name)))
    }

    /// The blind index of a value: equal values have equal indexes, nothing else can be read from it.
    pub fn blind(&self, purpose: &str, normalised: &str) -> Vec<u8> {
        self.blind.blind(purpose, normalised).to_vec()
    }

    /// Closes the pools, so that SQLite folds its WAL into the database file.
    pub async fn close(self) -> Result<(), StorageError> {
        self.reader.close_by_ref().await?;
        Ok(self.writer.close_by_ref().await?)
    }
}

fn counted(mut connection: DatabaseConnection, statements: &Arc<AtomicU64>) -> DatabaseConnection {
    let statements = statements.clone();
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    connection
}

/// Bytes of a page of SQLite, for files that are made new: twice the usual size halves what the log of a large import has
/// to be searched for, and holds nine entries of the trail instead of three.
const PAGE: u32 = 8 << 10;
/// Pages that the one writer of SQLite keeps, in KiB: about the indexes that an import of a hundred thousand people
/// touches all over. A page that does not fit goes to the log and is searched there again.
const WRITER_CACHE: u32 = 96 << 10;
/// The same for each reader: SQLite's own default of 2 MiB does not hold the upper levels of the indexes.
const READER_CACHE: u32 = 8 << 10;
/// Bytes of the file that readers look at in place (64 GiB, a part of the address space and not of the memory): a list
/// touches a thousand pages all over it, and each would be a call to the system and a copy. The writer copies as before.
const READER_MAP: u64 = 0x10_0000_0000;

/// Rows that a reader hands over before it waits for who asked: a page of a list. With less room both sides wake each
/// other in the middle of it, and under load each waits for a turn every time.
const ROWS: usize = 1 << 10;

fn connect_options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let (cache, map) = if connections == 1 { (WRITER_CACHE, 0) } else { (READER_CACHE, READER_MAP) };
    // A file does not go away as a server does: asking whether it is still there would cost as much as a query.
    options.test_before_acquire(!url.starts_with("sqlite:"));
    options.max_connections(connections).sqlx_logging(false).map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .create_if_missing(true)
            .page_size(PAGE)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: an acknowledged write survives a power cut, not only a crash of the process.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(std::time::Duration::from_secs(15))
            .foreign_keys(true)
            .row_buffer_size(ROWS)
            .pragma("cache_size", format!("-{cache}"))
            .pragma("mmap_size", map.to_string())
            .pragma("secure_delete", "ON")
    });
    options
}

/// For tests and the doctor: looking at the database from outside the records.
impl Store {
    /// The columns of a table, as the database names them.
    pub async fn columns(&self, table: &str) -> Result<Vec<String>, StorageError> {
        let (sql, name) = if self.engine() == "sqlite" {
            ("SELECT name FROM pragma_table_info($1)", table)
        } else {
            ("SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1", table)
        };
        let statement = Statement::from_sql_and_values(self.writer.get_database_backend(), sql, [name.into()]);
        let rows = self.reader.query_all_raw(statement).await?;
        Ok(rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?)
    }

    /// Runs SQL behind Renhe's back, to test that the trail notices.
    #[cfg(debug_assertions)]
    pub async fn tamper(&self, sql: &str) -> Result<(), StorageError> {
        self.writer.execute_unprepared(sql).await?;
        Ok(())
    }
}
