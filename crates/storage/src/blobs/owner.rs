//! Whose files these are.
//!
//! What no row names is swept, so two databases on one place would remove each other's files. That one is named here: the
//! place holds the newest signed checkpoint of the trail of the database that uses it. A database may write and remove
//! files only where that checkpoint is a part of its own trail. A stranger has other keys. A copy has the same keys, but
//! from its first entry on another trail.
//!
//! The checkpoint is looked at before a file is put or removed. It is written anew when a server starts and stops, at every
//! sweep, and after a commit that names files: a copy that was taken before does not have that entry.

use vault::merkle::Hash;

use crate::{StorageError, Store, audit};

/// The checkpoint's name in the place of the files. No blob is named so.
pub const MARKER: &str = "renhe-database.note";

impl Store {
    /// Error: [`StorageError::BlobsTaken`] when the place of the files is another database's.
    pub async fn check_blobs_are_ours(&self) -> Result<(), StorageError> {
        let Some(note) = self.blobs().marker().await? else { return Ok(()) };
        let taken = |why: String| StorageError::BlobsTaken { place: self.blobs().place().to_owned(), why };
        let Ok(marked) = self.signer().verifier().verify_checkpoint(&note) else {
            return Err(taken("another database, with other keys".to_owned()));
        };
        let own = audit::size(&self.db()).await?;
        if marked.size <= own && self.audit_root(marked.size).await? == marked.root {
            return Ok(());
        }
        let what = "a copy of this database, or this one before it lost its newest entries";
        Err(taken(format!("{what} (its trail had {} entries, this one has {own})", marked.size)))
    }

    /// Makes the place of the files this database's. Error: as [`Store::check_blobs_are_ours`].
    pub async fn claim_blobs(&self) -> Result<(), StorageError> {
        self.check_blobs_are_ours().await?;
        let size = audit::size(&self.db()).await?;
        if size == 0 {
            // Nothing tells an empty database from another; what it stores is named by its first entries.
            return Ok(());
        }
        let root: Hash = self.audit_root(size).await?;
        self.blobs().mark(self.signer().sign_checkpoint(size, &root)).await
    }
}
