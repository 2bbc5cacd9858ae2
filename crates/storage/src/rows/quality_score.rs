//! Results of the data-quality rules.

use kernel::Record;
use sea_orm::entity::prelude::*;

/// How many records of a company one rule looked at, and how many it faults.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "quality_score")]
#[record(name = "quality_score")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which run.
    #[field(class = "system", refers_to = "quality_run")]
    pub run_id: Uuid,
    /// Of which company; none for what belongs to the group.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Option<Uuid>,
    /// By which rule.
    #[field(class = "directory")]
    pub rule: String,
    /// Records that were looked at.
    #[field(class = "directory")]
    pub checked: i32,
    /// Records that it faults.
    #[field(class = "directory")]
    pub failed: i32,
}

entity!();
