//! Answers to repeated writes: operational, no trail.

use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// The answer to a write that may be repeated.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// Account, operation and the caller's key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_key: String,
    /// What was asked.
    pub input_digest: Vec<u8>,
    /// Status of the answer.
    pub status: i32,
    /// Body of the answer.
    pub answer: Sealed<Vec<u8>>,
    /// When.
    pub created_at: Stamp,
}

entity!();
