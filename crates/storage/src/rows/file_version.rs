//! Versions of documents.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// One version: which bytes, and what they are.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "file_version")]
#[record(name = "file_version")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which document.
    #[field(class = "system", refers_to = "file")]
    pub file_id: Uuid,
    /// Whose file.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Its number, from 1.
    #[field(class = "directory")]
    pub version: i32,
    /// The bytes; none once they are destroyed.
    #[field(class = "system")]
    pub blob_id: Option<Uuid>,
    /// The text in them, for search and for showing where something was found.
    #[field(class = "system")]
    pub text_id: Option<Uuid>,
    /// How many bytes.
    #[field(class = "directory")]
    pub byte_count: i64,
    /// What the bytes are, as told by themselves.
    #[field(class = "directory")]
    pub media_type: String,
    /// The name it came under.
    #[field(class = "health")]
    pub file_name: Option<Sealed<String>>,
    /// When it was added.
    #[field(class = "directory")]
    pub added_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub added_by: Option<Uuid>,
}

entity!();
