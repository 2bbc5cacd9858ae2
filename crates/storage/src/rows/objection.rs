//! Objections.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// What a person said against the use of a score about them, and the answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "objection")]
#[record(name = "objection")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// What the person said.
    #[field(class = "talk")]
    pub statement: Sealed<String>,
    /// `open`, `upheld`, `rejected` or `taken_back`.
    #[field(class = "talk")]
    pub state: String,
    /// When it was filed.
    #[field(class = "talk")]
    pub filed_at: Stamp,
    /// Last day for the answer.
    #[field(class = "talk")]
    pub due_on: Date,
    /// When it was answered.
    #[field(class = "talk")]
    pub decided_at: Option<Stamp>,
    /// Which account answered.
    #[field(class = "talk", refers_to = "account")]
    pub decided_by: Option<Uuid>,
    /// The reasons of the answer.
    #[field(class = "talk")]
    pub reasons: Option<Sealed<String>>,
}

entity!();
