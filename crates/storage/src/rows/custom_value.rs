//! Values of fields that a firm added.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// One value over some days. The class is that of its field: where it says nothing delicate the value is plain, so that
/// it can be searched in SQL; else it is sealed, with a blind index for equality.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "custom_value")]
#[record(name = "custom_value", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// One field of one record.
    #[field(class = "system", key)]
    pub value_id: Uuid,
    /// Which field.
    #[field(class = "directory", refers_to = "custom_field")]
    pub field_id: Uuid,
    /// Of which kind of record.
    #[field(class = "system")]
    pub record: String,
    /// Of which record.
    #[field(class = "system")]
    pub record_id: Uuid,
    /// Whose, if it is about one person.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Option<Uuid>,
    /// The value of a field of class directory or employment.
    #[field(class = "employment")]
    pub plain: Option<String>,
    /// The value of a field of any other class.
    #[field(class = "identity")]
    pub sealed: Option<Sealed<String>>,
    /// Blind index of a sealed value.
    #[field(class = "system")]
    pub blind: Option<Vec<u8>>,
    /// First day it holds.
    #[field(class = "employment")]
    pub valid_from: Date,
    /// First day it no longer holds.
    #[field(class = "employment")]
    pub valid_until: Option<Date>,
    /// When the firm could know it.
    #[field(class = "system")]
    pub known_from: Stamp,
    /// When it was superseded.
    #[field(class = "system")]
    pub known_until: Option<Stamp>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

timeline_entity!(ValueId);
