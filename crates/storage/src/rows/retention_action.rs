//! Retention actions.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// Something done for a person who may leave.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "retention_action")]
#[record(name = "retention_action")]
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
    /// What.
    #[field(class = "talk", refers_to = "catalogue:retention_action")]
    pub code: String,
    /// On which day.
    #[field(class = "talk")]
    pub day: Date,
    /// What is worth keeping.
    #[field(class = "talk")]
    pub note: Option<Sealed<String>>,
    /// Which account wrote it down.
    #[field(class = "talk", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
    /// When it was written down.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

entity!();
