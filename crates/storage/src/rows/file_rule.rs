//! Rules for categories of documents.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// What a firm decided for a category, in place of what ships with Renhe.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "file_rule")]
#[record(name = "file_rule")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// For which category.
    #[field(class = "directory", refers_to = "catalogue:file_category")]
    pub category: String,
    /// The class that one must hold to see its documents.
    #[field(class = "directory")]
    pub class: String,
    /// Who must have such a document: `everyone`, `kinds`, `key_people` or `nobody`.
    #[field(class = "directory")]
    pub audience: String,
    /// For `kinds`: the kinds of employment, parted by commas.
    #[field(class = "directory")]
    pub kinds: String,
    /// Years that it is kept; 0: for good.
    #[field(class = "directory")]
    pub keep_years: i32,
    /// From when the years count: `filed` or `exit`.
    #[field(class = "directory")]
    pub keep_from: String,
    /// Why so long.
    #[field(class = "directory")]
    pub basis: String,
    /// When it was decided.
    #[field(class = "system")]
    pub changed_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub changed_by: Option<Uuid>,
}

entity!();
