//! Key people.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A person whose file has more modules for a time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "key_person")]
#[record(name = "key_person")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// As what.
    #[field(class = "employment", refers_to = "catalogue:key_person_kind")]
    pub kind: String,
    /// From when.
    #[field(class = "employment")]
    pub first_day: Date,
    /// Until when, included.
    #[field(class = "employment")]
    pub last_day: Option<Date>,
    /// Why.
    #[field(class = "talk")]
    pub reason: Sealed<String>,
    /// When it was marked.
    #[field(class = "system")]
    pub marked_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub marked_by: Option<Uuid>,
}

entity!();
