//! Reminders about tasks.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// Somebody who runs the case asked for a task that is late. Its owner sees who asked and when.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "task_nudge")]
#[record(name = "task_nudge")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// About which task.
    #[field(class = "system", refers_to = "task")]
    pub task_id: Uuid,
    /// In which run.
    #[field(class = "system", refers_to = "flow")]
    pub flow_id: Uuid,
    /// Whom the run is about.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Which account asked.
    #[field(class = "directory", refers_to = "account")]
    pub nudged_by: Option<Uuid>,
    /// When.
    #[field(class = "directory")]
    pub nudged_at: Stamp,
}

entity!();
