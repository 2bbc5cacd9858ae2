//! Reference lists.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

/// An item of a reference list.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "catalogue_item")]
#[record(name = "catalogue_item")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Which list: `leave_kind`, `exit_reason` …
    #[field(class = "directory")]
    pub kind: String,
    /// Stable code.
    #[field(class = "directory", searchable)]
    pub code: String,
    /// Chinese name.
    #[field(class = "directory", searchable)]
    pub title_zh: String,
    /// English name.
    #[field(class = "directory", searchable)]
    pub title_en: String,
    /// Place in the list.
    #[field(class = "directory")]
    pub sort: i32,
    /// First day it may be used.
    #[field(class = "directory")]
    pub valid_from: Date,
    /// First day it may no longer be used.
    #[field(class = "directory")]
    pub valid_until: Option<Date>,
}

entity!();
