//! Tasks of running flows, as lists show them.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// One piece of work in a run. The run's state decides; this row is what lists and scopes look at.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "task")]
#[record(name = "task")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// In which run.
    #[field(class = "system", refers_to = "flow")]
    pub flow_id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Key in the definition.
    #[field(class = "directory")]
    pub task_key: String,
    /// Key of the lane.
    #[field(class = "directory")]
    pub lane: String,
    /// What sort of work.
    #[field(class = "directory")]
    pub kind: String,
    /// What people call it, in Chinese.
    #[field(class = "directory")]
    pub title_zh: String,
    /// What people call it, in English.
    #[field(class = "directory")]
    pub title_en: String,
    /// Whether it may be left out with a reason.
    #[field(class = "directory")]
    pub optional: bool,
    /// `blocked`, `scheduled`, `open`, `done`, `skipped`, `not_needed` or `closed`.
    #[field(class = "directory")]
    pub status: String,
    /// From when it is asked for.
    #[field(class = "directory")]
    pub starts_at: Option<Stamp>,
    /// By when it must be done.
    #[field(class = "directory")]
    pub due_at: Option<Stamp>,
    /// The person who does it, when it is one.
    #[field(class = "directory", refers_to = "person")]
    pub assignee_id: Option<Uuid>,
    /// The role that does it, when a function does.
    #[field(class = "directory")]
    pub role: Option<String>,
    /// The account that does it instead.
    #[field(class = "directory", refers_to = "account")]
    pub delegate_id: Option<Uuid>,
    /// The person who was told that it is late.
    #[field(class = "directory", refers_to = "person")]
    pub escalated_person_id: Option<Uuid>,
    /// The role that was told that it is late.
    #[field(class = "directory")]
    pub escalated_role: Option<String>,
    /// When it was finished.
    #[field(class = "directory")]
    pub finished_at: Option<Stamp>,
    /// Which account finished it.
    #[field(class = "directory", refers_to = "account")]
    pub finished_by: Option<Uuid>,
}

entity!();
