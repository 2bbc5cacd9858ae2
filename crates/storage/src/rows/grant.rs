//! Grants.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A role given to an account over some rows.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "grant")]
#[record(name = "grant")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// To whom.
    #[field(class = "directory", refers_to = "account")]
    pub account_id: Uuid,
    /// Which role.
    #[field(class = "directory")]
    pub role: String,
    /// Over what: `group`, `legal_entity`, `unit`, `team` or `own`.
    #[field(class = "directory")]
    pub scope: String,
    /// Which company or unit, if one.
    #[field(class = "directory")]
    pub scope_id: Option<Uuid>,
    /// Since when.
    #[field(class = "system")]
    pub granted_at: Stamp,
    /// Until when.
    #[field(class = "system")]
    pub withdrawn_at: Option<Stamp>,
}

entity!();
