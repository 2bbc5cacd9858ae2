//! Sessions: operational, no trail.

use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A sign-in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the cookie's token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_digest: Vec<u8>,
    /// Whose.
    pub account_id: Uuid,
    /// When it began.
    pub created_at: Stamp,
    /// When it was last used.
    pub last_seen_at: Stamp,
    /// When it ends however busy.
    pub expires_at: Stamp,
}

entity!();
