//! Trained models.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// A trained model with its card. It holds no facts about a person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "insight_model")]
#[record(name = "insight_model")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Version, such as `2026.10`.
    #[field(class = "directory")]
    pub version: String,
    /// `ebm` or `logistic`.
    #[field(class = "directory")]
    pub kind: String,
    /// First day of the month up to whose end facts were known to the training.
    #[field(class = "directory")]
    pub month: Date,
    /// When it was trained.
    #[field(class = "directory")]
    pub trained_at: Stamp,
    /// The model as JSON.
    #[field(class = "system")]
    pub model: Sealed<Vec<u8>>,
    /// Its card.
    #[field(class = "system")]
    pub card: Sealed<Document<serde_json::Value>>,
}

entity!();
