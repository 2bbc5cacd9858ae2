//! Recorded talks.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A talk with a person, and the statement that the person may confirm.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "talk")]
#[record(name = "talk")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// The alert that led to it.
    #[field(class = "talk", refers_to = "alert")]
    pub alert_id: Option<Uuid>,
    /// On which day.
    #[field(class = "talk")]
    pub held_on: Date,
    /// Which account wrote it down.
    #[field(class = "talk", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
    /// What was talked about.
    #[field(class = "talk")]
    pub summary: Sealed<String>,
    /// What the person is asked to confirm.
    #[field(class = "talk")]
    pub statement: Option<Sealed<String>>,
    /// `none`, `pending`, `confirmed` or `declined`.
    #[field(class = "talk")]
    pub answer: String,
    /// When the person answered.
    #[field(class = "talk")]
    pub answered_at: Option<Stamp>,
    /// When it was written down.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

entity!();
