//! Whole files beside the database, in a folder or a bucket: sealed, and named by their content.
//!
//! A blob's name is a keyed digest of its plain bytes. Equal files are stored once, and whoever holds the folder
//! cannot tell whether it holds a file that they know. Its bytes are sealed for that name, so a blob under another
//! name does not open.
//!
//! A blob is written before the row that names it is committed, and under the writer's turn. So a row never points at
//! nothing; what a broken transaction leaves behind is swept, under the writer's turn too, when no row names it.

mod bucket;
mod fault;
mod owner;
mod transport;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures::{StreamExt as _, TryStreamExt as _, stream};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use uuid::Uuid;
use vault::Aad;

use crate::{Db, StorageError, Store, UnitOfWork, WriteContext};

pub use bucket::{Addressing, Bucket};
pub use owner::MARKER;

/// Every column that names a blob. What stands in none of them is swept.
const NAMED_BY: [(&str, &str); 2] = [("file_version", "blob_id"), ("file_version", "text_id")];

/// Files that are copied at once: a bucket answers late, but many at a time.
const AT_ONCE: usize = 8;

/// Where whole files lie: a folder, a bucket, or memory in tests.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    place: Arc<str>,
}

/// What a sweep found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Blobs that some row names.
    pub kept: usize,
    /// Blobs that no row named; they are gone.
    pub removed: usize,
}

impl Blobs {
    /// In a folder that exists. A written blob survives a power cut.
    pub fn folder(path: &Path) -> Result<Self, StorageError> {
        let place = path.display().to_string();
        match LocalFileSystem::new_with_prefix(path) {
            Ok(store) => Ok(Self { store: Arc::new(store.with_fsync(true)), place: place.into() }),
            Err(error) => Err(StorageError::Blobs { place, why: error.to_string() }),
        }
    }

    /// In memory, for tests.
    pub fn memory() -> Self {
        Self { store: Arc::new(InMemory::new()), place: "memory".into() }
    }

    /// Which place it is, for people.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Copies what `to` does not have yet, as it lies: sealed. Returns how many.
    pub async fn copy_into(&self, to: &Self) -> Result<usize, StorageError> {
        let there = to.list().await?;
        let missing = self.list().await?.into_iter().filter(|id| !there.contains(id));
        let copied = stream::iter(missing).map(|id| self.copy_one(id, to)).buffer_unordered(AT_ONCE);
        copied.try_fold(0, async |count, copied| Ok(count + usize::from(copied))).await
    }

    /// One that was swept since it was listed is no loss.
    async fn copy_one(&self, id: Uuid, to: &Self) -> Result<bool, StorageError> {
        match self.raw(id).await? {
            Some(bytes) => to.put(&key_of(id), bytes).await.map(|()| true),
            None => Ok(false),
        }
    }

    /// The names of all blobs.
    pub async fn list(&self) -> Result<BTreeSet<Uuid>, StorageError> {
        let found: Vec<_> = self.store.list(None).try_collect().await.map_err(|error| self.failed(&error))?;
        Ok(found.iter().filter_map(|meta| id_of(&meta.location)).collect())
    }

    /// Writes, reads and removes an object, to tell whether the place is fit for files.
    pub async fn probe(&self) -> Result<(), StorageError> {
        let (key, bytes) = (Key::from(format!("renhe-probe-{}", std::process::id())), b"renhe".to_vec());
        self.put(&key, bytes.clone()).await?;
        let read = self.get(&key).await;
        self.delete(&key).await?;
        match read? {
            Some(read) if read == bytes => Ok(()),
            _ => Err(StorageError::Blobs {
                place: self.place().to_owned(),
                why: "it does not keep what it is given".to_owned(),
            }),
        }
    }

    /// Whether some database has made this place its own.
    pub async fn is_claimed(&self) -> Result<bool, StorageError> {
        Ok(self.marker().await?.is_some())
    }

    async fn marker(&self) -> Result<Option<String>, StorageError> {
        let note = self.get(&Key::from(MARKER)).await?;
        Ok(note.map(|note| String::from_utf8_lossy(&note).into_owned()))
    }

    async fn mark(&self, note: String) -> Result<(), StorageError> {
        self.put(&Key::from(MARKER), note.into_bytes()).await
    }

    async fn raw(&self, id: Uuid) -> Result<Option<Vec<u8>>, StorageError> {
        self.get(&key_of(id)).await
    }

    async fn put(&self, key: &Key, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.store.put(key, PutPayload::from(bytes)).await.map(drop).map_err(|error| self.failed(&error))
    }

    async fn get(&self, key: &Key) -> Result<Option<Vec<u8>>, StorageError> {
        let read = async { self.store.get(key).await?.bytes().await };
        match read.await {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(error) if is_absence(&error) => Ok(None),
            Err(error) => Err(self.failed(&error)),
        }
    }

    async fn delete(&self, key: &Key) -> Result<(), StorageError> {
        match self.store.delete(key).await {
            Err(error) if !is_absence(&error) => Err(self.failed(&error)),
            _ => Ok(()),
        }
    }

    fn failed(&self, error: &object_store::Error) -> StorageError {
        StorageError::Blobs { place: self.place().to_owned(), why: fault::in_words(error) }
    }

    /// Puts other bytes behind Renhe's back, to test that it notices.
    #[cfg(debug_assertions)]
    pub async fn tamper(&self, id: Uuid, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.put(&key_of(id), bytes).await
    }
}

/// The object is not there. Where the bucket itself is missing, nobody knows.
fn is_absence(error: &object_store::Error) -> bool {
    matches!(error, object_store::Error::NotFound { .. }) && !fault::no_bucket(error)
}

/// `ab/abcdef…`: folders with a million entries are slow to list.
fn key_of(id: Uuid) -> Key {
    let name = id.simple().to_string();
    Key::from_iter([&name[..2], name.as_str()])
}

fn id_of(key: &Key) -> Option<Uuid> {
    key.filename().filter(|name| name.len() == 32).and_then(|name| Uuid::try_parse(name).ok())
}

const fn place(id: Uuid) -> Aad<'static> {
    Aad { table: "blob", column: "bytes", row: id }
}

impl Store {
    /// Where whole files lie.
    pub fn blobs(&self) -> &Blobs {
        &self.options.blobs
    }

    /// The name under which these bytes are stored.
    pub fn blob_id(&self, plain: &[u8]) -> Uuid {
        Uuid::from_bytes(self.blind.blind_bytes("blob", plain))
    }

    /// Writes a blob ahead, so that the unit of work that will name it need not wait for a slow store.
    pub async fn prepare_blob(&self, plain: &[u8]) -> Result<Uuid, StorageError> {
        let id = self.blob_id(plain);
        if !self.holds(id).await? {
            let sealed = self.keys().seal(self.entropy(), &place(id), plain);
            self.blobs().put(&key_of(id), sealed).await?;
        }
        Ok(id)
    }

    /// Whether the blob is there and opens: a damaged one is written anew by whoever stores the same bytes again.
    async fn holds(&self, id: Uuid) -> Result<bool, StorageError> {
        match self.read_blob(id).await {
            Ok(_) => Ok(true),
            Err(StorageError::BlobBroken(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The plain bytes. [`StorageError::BlobBroken`] when it is missing or not what was written.
    pub async fn read_blob(&self, id: Uuid) -> Result<Vec<u8>, StorageError> {
        let sealed = self.blobs().raw(id).await?.ok_or(StorageError::BlobBroken(id))?;
        let plain = self.keys().open(&place(id), &sealed).map_err(|_| StorageError::BlobBroken(id))?;
        Ok(plain.to_vec())
    }

    /// Removes these blobs unless a row names them. Waits for the writer's turn, so that nobody names one meanwhile.
    pub async fn remove_unnamed_blobs(&self, ids: impl IntoIterator<Item = Uuid>) -> Result<Swept, StorageError> {
        let work = self.begin(WriteContext::system("sweep_blobs")).await?;
        self.claim_blobs().await?;
        let mut swept = Swept::default();
        for id in ids {
            if is_named(&work.db(), id).await? {
                swept.kept += 1;
            } else {
                self.blobs().delete(&key_of(id)).await?;
                swept.removed += 1;
            }
        }
        Ok(swept)
    }

    /// Removes every blob that no row names, and says once more whose the place is.
    pub async fn sweep_blobs(&self) -> Result<Swept, StorageError> {
        self.claim_blobs().await?;
        let (mut unnamed, mut kept) = (Vec::new(), 0);
        for id in self.blobs().list().await? {
            if is_named(&self.db(), id).await? {
                kept += 1;
            } else {
                unnamed.push(id);
            }
        }
        // Asked again under the writer's turn: one of them may have been named since.
        let swept = if unnamed.is_empty() { Swept::default() } else { self.remove_unnamed_blobs(unnamed).await? };
        Ok(Swept { kept: kept + swept.kept, removed: swept.removed })
    }

    /// The blobs that rows name and that are not there.
    pub async fn missing_blobs(&self) -> Result<BTreeSet<Uuid>, StorageError> {
        let there = self.blobs().list().await?;
        let mut missing = BTreeSet::new();
        for (table, column) in NAMED_BY {
            let select = Query::select()
                .column(Alias::new(column))
                .from(Alias::new(table))
                .and_where(Expr::col(Alias::new(column)).is_not_null())
                .to_owned();
            for row in self.db().0.query_all(&select).await? {
                let id: Uuid = row.try_get("", column)?;
                if !there.contains(&id) {
                    missing.insert(id);
                }
            }
        }
        Ok(missing)
    }
}

async fn is_named(db: &Db<'_>, id: Uuid) -> Result<bool, StorageError> {
    for (table, column) in NAMED_BY {
        let select = Query::select()
            .expr(Expr::value(1))
            .from(Alias::new(table))
            .and_where(Expr::col(Alias::new(column)).eq(id))
            .limit(1)
            .to_owned();
        if db.0.query_one(&select).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

impl UnitOfWork {
    /// Stores a blob before the row that names it is committed. Without the commit it is swept later.
    /// Error: [`StorageError::BlobsTaken`] when the place of the files is another database's.
    pub async fn put_blob(&self, plain: &[u8]) -> Result<Uuid, StorageError> {
        if !self.stored_files.load(Ordering::Relaxed) {
            self.store().check_blobs_are_ours().await?;
            self.stored_files.store(true, Ordering::Relaxed);
        }
        self.store().prepare_blob(plain).await
    }
}
