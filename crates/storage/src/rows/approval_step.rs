//! Who must say yes.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// One voice in one step of an approval. A step is passed when all its voices said yes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "approval_step")]
#[record(name = "approval_step")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which approval.
    #[field(class = "system", refers_to = "approval")]
    pub approval_id: Uuid,
    /// About whom, if it is about one person.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Option<Uuid>,
    /// In which step, from 0.
    #[field(class = "directory")]
    pub step: i32,
    /// The person who answers, when it is one.
    #[field(class = "directory", refers_to = "person")]
    pub assignee_id: Option<Uuid>,
    /// The role that answers, when a function does: the first of its holders.
    #[field(class = "directory")]
    pub role: Option<String>,
    /// `waiting`, `open`, `approved`, `refused` or `closed`.
    #[field(class = "directory")]
    pub state: String,
    /// Which account answered.
    #[field(class = "directory", refers_to = "account")]
    pub decided_by: Option<Uuid>,
    /// When.
    #[field(class = "directory")]
    pub decided_at: Option<Stamp>,
    /// Why, as far as something was said.
    #[field(class = "talk")]
    pub reason: Option<Sealed<String>>,
}

entity!();
