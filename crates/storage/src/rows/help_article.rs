//! The knowledge base.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// An answer that many look for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "help_article")]
#[record(name = "help_article")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Title.
    #[field(class = "directory", searchable)]
    pub title: String,
    /// The title in pinyin, for search.
    #[field(class = "directory", searchable)]
    pub title_pinyin: String,
    /// Its initials.
    #[field(class = "directory", searchable)]
    pub title_initials: String,
    /// About what.
    #[field(class = "directory", refers_to = "catalogue:ticket_category")]
    pub category: String,
    /// The answer.
    #[field(class = "directory")]
    pub body: String,
    /// When it was last changed.
    #[field(class = "directory")]
    pub updated_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub updated_by: Option<Uuid>,
}

entity!();
