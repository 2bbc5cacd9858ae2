//! Complaints.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// What somebody complains of. Protected conduct: read by the person and by whoever handles it, an input of nothing.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "complaint")]
#[record(name = "complaint")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who complains.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// About what.
    #[field(class = "talk", refers_to = "catalogue:complaint_category")]
    pub category: String,
    /// In whose words.
    #[field(class = "talk")]
    pub body: Sealed<String>,
    /// `filed`, `handled`, `answered` or `taken_back`.
    #[field(class = "talk")]
    pub state: String,
    /// By when it is answered.
    #[field(class = "talk")]
    pub due_on: Date,
    /// Who handles it.
    #[field(class = "directory", refers_to = "account")]
    pub handler_id: Option<Uuid>,
    /// When it was filed.
    #[field(class = "talk")]
    pub filed_at: Stamp,
    /// The answer.
    #[field(class = "talk")]
    pub answer: Option<Sealed<String>>,
    /// When it was answered.
    #[field(class = "talk")]
    pub answered_at: Option<Stamp>,
}

entity!();
