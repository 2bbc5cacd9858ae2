//! Steps on the way of a work rule.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A step of the consultation, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "work_rule_step")]
#[record(name = "work_rule_step")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which version.
    #[field(class = "system", refers_to = "work_rule")]
    pub work_rule_id: Uuid,
    /// What was done.
    #[field(class = "directory", refers_to = "catalogue:work_rule_step")]
    pub kind: String,
    /// On which day.
    #[field(class = "directory")]
    pub day: Date,
    /// Who took part, what was said, where the paper is.
    #[field(class = "directory")]
    pub detail: String,
    /// When Renhe wrote it.
    #[field(class = "directory")]
    pub recorded_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
}

entity!();
