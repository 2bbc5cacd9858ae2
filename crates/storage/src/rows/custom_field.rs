//! Fields that a firm adds to records.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

/// One field more on a record: data, not schema. Its record, code, kind and class stay; the rest may change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "custom_field")]
#[record(name = "custom_field")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// On which record: `person`, `employment` …
    #[field(class = "directory")]
    pub record: String,
    /// Its name in files and on the wire; once per record.
    #[field(class = "directory")]
    pub code: String,
    /// What people call it, in Chinese.
    #[field(class = "directory")]
    pub title_zh: String,
    /// What people call it, in English.
    #[field(class = "directory")]
    pub title_en: String,
    /// What it holds: `text`, `integer`, `decimal`, `money`, `date`, `boolean` or `code`.
    #[field(class = "directory")]
    pub kind: String,
    /// For codes: the reference list.
    #[field(class = "directory")]
    pub list: Option<String>,
    /// Who may see its values.
    #[field(class = "directory")]
    pub class: String,
    /// Whether a value must be present.
    #[field(class = "directory")]
    pub required: bool,
    /// Whether people can be found by it.
    #[field(class = "directory")]
    pub searchable: bool,
    /// Limits of its values, as JSON.
    #[field(class = "directory")]
    pub rules: String,
    /// Place among the fields of the record.
    #[field(class = "directory")]
    pub sort: i32,
    /// For events: only on events of this kind.
    #[field(class = "directory", refers_to = "catalogue:event_kind")]
    pub category: Option<String>,
    /// First day it is filled in.
    #[field(class = "directory")]
    pub valid_from: Date,
    /// First day it no longer is.
    #[field(class = "directory")]
    pub valid_until: Option<Date>,
}

entity!();
