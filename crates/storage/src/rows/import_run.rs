//! Imports.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// One file on its way in: from the upload to the report.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "import_run")]
#[record(name = "import_run")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Name of the file as it was sent.
    #[field(class = "directory")]
    pub file_name: String,
    /// Fingerprint of the bytes: the same file is recognised.
    #[field(class = "system")]
    pub file_digest: String,
    /// The bytes.
    #[field(class = "identity")]
    pub file: Sealed<Vec<u8>>,
    /// Which column means what, what the file lacks, and the cells that were mended.
    #[field(class = "identity")]
    pub mapping: Sealed<Document<serde_json::Value>>,
    /// Fingerprint of the mapping and the mended cells, once it ran.
    #[field(class = "system")]
    pub mapping_digest: Option<String>,
    /// `uploaded`, `mapped`, `checked`, `running`, `paused`, `done`, `cancelled`, `undone` or `failed`.
    #[field(class = "directory")]
    pub state: String,
    /// Filled rows of the file.
    #[field(class = "directory")]
    pub row_count: i32,
    /// What the last check or the run found.
    #[field(class = "identity")]
    pub report: Option<Sealed<Document<serde_json::Value>>>,
    /// Who sent it.
    #[field(class = "directory", refers_to = "account")]
    pub created_by: Option<Uuid>,
    /// When it was sent.
    #[field(class = "system")]
    pub created_at: Stamp,
    /// When its state changed last.
    #[field(class = "system")]
    pub changed_at: Stamp,
    /// `set` for a set of files from an older system; none for a roster.
    #[field(class = "system")]
    pub kind: Option<String>,
}

entity!();
