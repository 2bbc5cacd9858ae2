//! The trail's checkpoints.

use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A signed head of the log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_checkpoint")]
pub struct Model {
    /// Entries it covers.
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: i64,
    /// The signed note.
    pub note: String,
    /// When it was signed.
    pub at: Stamp,
}

entity!();
