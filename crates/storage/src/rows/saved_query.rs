//! Saved queries.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A question about people that somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "saved_query")]
#[record(name = "saved_query")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Whose.
    #[field(class = "system", refers_to = "account")]
    pub account_id: Uuid,
    /// What it is called.
    #[field(class = "directory")]
    pub title: String,
    /// The question, as JSON.
    #[field(class = "directory")]
    pub definition: String,
    /// Whether colleagues may use it; each sees the own rows.
    #[field(class = "directory")]
    pub shared: bool,
    /// When it was kept.
    #[field(class = "system")]
    pub created_at: Stamp,
}

entity!();
