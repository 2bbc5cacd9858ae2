//! What can go wrong below the services.

use kernel::{ErrorKind, Problem};

/// A failure of storage. Services pass it on as an internal problem; only conflicts mean something to them.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database refused or could not be reached.
    #[error("the database failed: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A sealed value could not be opened or made.
    #[error("a sealed value cannot be opened: {0}")]
    Vault(#[from] vault::VaultError),
    /// A file beside the database cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A change claims to have been known before what is already on the timeline.
    #[error(transparent)]
    Timeline(#[from] kernel::TimelineError),
    /// Whole files cannot be reached.
    #[error("the file store {place}: {why}")]
    Blobs {
        /// Which place.
        place: String,
        /// What is wrong and how to mend it.
        why: String,
    },
    /// Whole files of somebody else lie there.
    #[error(
        "the file store {place} is in use by {why}. Two databases on one place would remove each other's files: set \
         files_url to a place of its own. When the other is gone for good, remove {} there and try again.",
        crate::blobs::MARKER
    )]
    BlobsTaken {
        /// Which place.
        place: String,
        /// By whom it is used.
        why: String,
    },
    /// A file that the database names is not there, or its bytes were changed.
    #[error("blob {0} is missing or was changed")]
    BlobBroken(uuid::Uuid),
    /// Stored data contradicts its declaration.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        if let StorageError::Timeline(error) = &error {
            return Self::conflict("history.out_of_order").with("detail", error);
        }
        tracing::error!(%error, "storage failed");
        if matches!(error, StorageError::BlobBroken(_)) {
            return Self::new(ErrorKind::Internal, "internal.file_broken");
        }
        Self::new(ErrorKind::Internal, "internal.storage")
    }
}
