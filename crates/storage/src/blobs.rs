//! Whole files beside the database: sealed, and named by their content.
//!
//! A blob's name is a keyed digest of its plain bytes. Equal files are stored once, and whoever holds the folder
//! cannot tell whether it holds a file that they know. Its bytes are sealed for that name, so a blob under another
//! name does not open.
//!
//! A blob is written before the row that names it is committed, and under the writer's turn. So a row never points at
//! nothing; what a broken transaction leaves behind is swept, under the writer's turn too, when no row names it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use futures::TryStreamExt as _;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use uuid::Uuid;
use vault::Aad;

use crate::{Db, StorageError, Store, UnitOfWork, WriteContext};

/// Every column that names a blob. What stands in none of them is swept.
const NAMED_BY: [(&str, &str); 2] = [("file_version", "blob_id"), ("file_version", "text_id")];

/// Where whole files lie: a folder, or memory in tests.
#[derive(Debug, Clone)]
pub struct Blobs(Arc<dyn ObjectStore>);

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
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true))))
    }

    /// In memory, for tests.
    pub fn memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Copies what `to` does not have yet, as it lies: sealed. Returns how many.
    pub async fn copy_into(&self, to: &Self) -> Result<usize, StorageError> {
        let mut copied = 0;
        for id in self.list().await? {
            let key = key_of(id);
            if to.0.head(&key).await.is_ok() {
                continue;
            }
            // One that was swept since it was listed is no loss.
            if let Some(bytes) = self.raw(id).await? {
                to.0.put(&key, PutPayload::from(bytes)).await?;
                copied += 1;
            }
        }
        Ok(copied)
    }

    /// The names of all blobs.
    pub async fn list(&self) -> Result<BTreeSet<Uuid>, StorageError> {
        let found: Vec<_> = self.0.list(None).try_collect().await?;
        Ok(found.iter().filter_map(|meta| id_of(&meta.location)).collect())
    }

    async fn raw(&self, id: Uuid) -> Result<Option<Vec<u8>>, StorageError> {
        match self.0.get(&key_of(id)).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn remove(&self, id: Uuid) -> Result<(), StorageError> {
        match self.0.delete(&key_of(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Puts other bytes behind Renhe's back, to test that it notices.
    #[cfg(debug_assertions)]
    pub async fn tamper(&self, id: Uuid, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.0.put(&key_of(id), PutPayload::from(bytes)).await?;
        Ok(())
    }
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
            self.blobs().0.put(&key_of(id), PutPayload::from(sealed)).await?;
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
        let mut swept = Swept::default();
        for id in ids {
            if is_named(&work.db(), id).await? {
                swept.kept += 1;
            } else {
                self.blobs().remove(id).await?;
                swept.removed += 1;
            }
        }
        Ok(swept)
    }

    /// Removes every blob that no row names.
    pub async fn sweep_blobs(&self) -> Result<Swept, StorageError> {
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
    pub async fn put_blob(&self, plain: &[u8]) -> Result<Uuid, StorageError> {
        self.store().prepare_blob(plain).await
    }
}
