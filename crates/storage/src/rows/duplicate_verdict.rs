//! Pairs that are not the same person.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// Somebody looked at two persons and said that they are two.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "duplicate_verdict")]
#[record(name = "duplicate_verdict")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// One of the two.
    #[field(class = "system")]
    pub first_id: Uuid,
    /// The other.
    #[field(class = "system")]
    pub second_id: Uuid,
    /// Why they are two.
    #[field(class = "identity")]
    pub reason: Sealed<String>,
    /// Who said so.
    #[field(class = "directory", refers_to = "account")]
    pub decided_by: Option<Uuid>,
    /// When.
    #[field(class = "directory")]
    pub decided_at: Stamp,
}

entity!();
