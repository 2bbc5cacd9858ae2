//! Work rules and their versions.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// One version of a work rule, from the draft to the day another one replaces it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "work_rule")]
#[record(name = "work_rule")]
pub struct Model {
    /// Which version.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Versions of one rule carry this id.
    #[field(class = "system")]
    pub rule_id: Uuid,
    /// Number of the version.
    #[field(class = "directory")]
    pub version: i32,
    /// What it is called.
    #[field(class = "directory", searchable)]
    pub title: String,
    /// Its text.
    #[field(class = "directory")]
    pub body: String,
    /// Whether it touches the interests of the staff, so that art. 4 wants it discussed.
    #[field(class = "directory")]
    pub touches_staff: bool,
    /// For which employer; all of them when none is named.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Option<Uuid>,
    /// `draft`, `published` or `replaced`.
    #[field(class = "directory")]
    pub state: String,
    /// Day on which it was made known.
    #[field(class = "directory")]
    pub published_on: Option<Date>,
    /// First day on which it holds.
    #[field(class = "directory")]
    pub effective_on: Option<Date>,
    /// When the draft was made.
    #[field(class = "directory")]
    pub created_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub created_by: Option<Uuid>,
}

entity!();
