//! Saved views of the directory.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// Filters, order and columns of a list under a name.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "saved_view")]
#[record(name = "saved_view")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who made it.
    #[field(class = "system", refers_to = "account")]
    pub account_id: Uuid,
    /// The role it is shared with; none: it is the maker's own.
    #[field(class = "directory")]
    pub role: Option<String>,
    /// What it is called.
    #[field(class = "directory")]
    pub name: String,
    /// What narrows and orders the list, as it stands in the address.
    #[field(class = "directory")]
    pub query: String,
    /// Which columns are shown, in order; empty: the usual ones.
    #[field(class = "directory")]
    pub columns: String,
    /// When it was made.
    #[field(class = "system")]
    pub created_at: Stamp,
}

entity!();
