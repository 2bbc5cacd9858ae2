//! Support tasks.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// What a manager is asked to do for a person of the team. It says what, never why.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "support_task")]
#[record(name = "support_task")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Who is asked.
    #[field(class = "directory", refers_to = "person")]
    pub assignee_id: Uuid,
    /// What, a key of the list of actions.
    #[field(class = "directory")]
    pub action: String,
    /// By when.
    #[field(class = "directory")]
    pub due_on: Date,
    /// `open` or `done`.
    #[field(class = "directory")]
    pub state: String,
    /// Which account asked.
    #[field(class = "directory", refers_to = "account")]
    pub asked_by: Option<Uuid>,
    /// When.
    #[field(class = "system")]
    pub asked_at: Stamp,
    /// When it was done.
    #[field(class = "directory")]
    pub done_at: Option<Stamp>,
}

entity!();
