//! Published versions of flows.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A version of a flow that the firm published instead of the shipped one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "flow_definition")]
#[record(name = "flow_definition")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Its key.
    #[field(class = "directory")]
    pub definition: String,
    /// Its version.
    #[field(class = "directory")]
    pub version: i32,
    /// The definition as TOML.
    #[field(class = "directory")]
    pub source: String,
    /// Why it was changed.
    #[field(class = "directory")]
    pub reason: String,
    /// When it was published.
    #[field(class = "system")]
    pub published_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub published_by: Option<Uuid>,
}

entity!();
