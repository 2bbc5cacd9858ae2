//! The trail's hashes.

use sea_orm::entity::prelude::*;

/// The hash of a complete subtree.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_node")]
pub struct Model {
    /// Height: 0 is a leaf.
    #[sea_orm(primary_key, auto_increment = false)]
    pub level: i32,
    /// Place among the subtrees of this height.
    #[sea_orm(primary_key, auto_increment = false)]
    pub idx: i64,
    /// SHA-256 as RFC 6962 defines it.
    pub hash: Vec<u8>,
}

entity!();
