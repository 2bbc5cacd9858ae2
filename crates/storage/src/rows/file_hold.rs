//! Holds.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// What may not be destroyed for now, whatever its age: a dispute, an inspection.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "file_hold")]
#[record(name = "file_hold")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Whose file.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// One document; none: the whole file.
    #[field(class = "employment", refers_to = "file")]
    pub file_id: Option<Uuid>,
    /// Why.
    #[field(class = "talk")]
    pub reason: Sealed<String>,
    /// When.
    #[field(class = "directory")]
    pub placed_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub placed_by: Option<Uuid>,
    /// When it was lifted.
    #[field(class = "directory")]
    pub lifted_at: Option<Stamp>,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub lifted_by: Option<Uuid>,
    /// Why it was lifted.
    #[field(class = "talk")]
    pub lift_reason: Option<Sealed<String>>,
}

entity!();
