//! Merges of duplicate persons.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// Two records of one human being became one; everything that is needed to take it back.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "person_merge")]
#[record(name = "person_merge")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// The record that stays.
    #[field(class = "system", subject)]
    pub survivor_id: Uuid,
    /// The record that went into it.
    #[field(class = "system")]
    pub absorbed_id: Uuid,
    /// `merged` or `undone`.
    #[field(class = "directory")]
    pub state: String,
    /// Both records as they were, and every row that moved.
    #[field(class = "identity")]
    pub document: Sealed<Document<serde_json::Value>>,
    /// Why they are one.
    #[field(class = "identity")]
    pub reason: Sealed<String>,
    /// Who merged.
    #[field(class = "directory", refers_to = "account")]
    pub merged_by: Option<Uuid>,
    /// When.
    #[field(class = "directory")]
    pub merged_at: Stamp,
    /// Who took it back.
    #[field(class = "directory", refers_to = "account")]
    pub undone_by: Option<Uuid>,
    /// When it was taken back.
    #[field(class = "directory")]
    pub undone_at: Option<Stamp>,
    /// Why it was taken back.
    #[field(class = "identity")]
    pub undo_reason: Option<Sealed<String>>,
}

entity!();
