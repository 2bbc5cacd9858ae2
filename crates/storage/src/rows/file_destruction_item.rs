//! What was destroyed.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

/// One document of a destruction: what stays of it is a digest.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "file_destruction_item")]
#[record(name = "file_destruction_item")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which destruction.
    #[field(class = "system", refers_to = "file_destruction")]
    pub destruction_id: Uuid,
    /// Which document.
    #[field(class = "system", refers_to = "file")]
    pub file_id: Uuid,
    /// Whose file.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Its category.
    #[field(class = "directory", refers_to = "catalogue:file_category")]
    pub category: String,
    /// Day of filing.
    #[field(class = "directory")]
    pub filed_on: Date,
    /// First day on which it was no longer kept.
    #[field(class = "directory")]
    pub keep_until: Date,
    /// How many versions.
    #[field(class = "directory")]
    pub versions: i32,
    /// Keyed digest over the bytes of all versions: proves later which document it was, and tells nothing.
    #[field(class = "system")]
    pub digest: String,
}

entity!();
