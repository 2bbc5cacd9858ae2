//! Scores.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// What the model says about a person at the end of a month. It dies after its expiry.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "insight_score")]
#[record(name = "insight_score")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// By which model.
    #[field(class = "insight", refers_to = "insight_model")]
    pub model_id: Uuid,
    /// First day of the month.
    #[field(class = "insight")]
    pub month: Date,
    /// When it was made.
    #[field(class = "system")]
    pub scored_at: Stamp,
    /// First day it may no longer be used.
    #[field(class = "insight")]
    pub expires_on: Date,
    /// Band, confidence and reasons.
    #[field(class = "insight")]
    pub detail: Sealed<Document<serde_json::Value>>,
}

entity!();
