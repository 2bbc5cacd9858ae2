//! Trainings.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A training of the model, asked for by somebody.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "model_training")]
#[record(name = "model_training")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Which account asked for it.
    #[field(class = "directory", refers_to = "account")]
    pub requested_by: Option<Uuid>,
    /// When it was asked for.
    #[field(class = "directory")]
    pub requested_at: Stamp,
    /// `queued`, `reading`, `fitting`, `scoring`, `done` or `failed`.
    #[field(class = "directory")]
    pub stage: String,
    /// How far, in hundredths.
    #[field(class = "directory")]
    pub progress: i32,
    /// What went wrong: its code and what belongs to its text, as JSON.
    #[field(class = "directory")]
    pub problem: Option<String>,
    /// The model that came out.
    #[field(class = "directory", refers_to = "insight_model")]
    pub model_id: Option<Uuid>,
    /// When it ended.
    #[field(class = "directory")]
    pub finished_at: Option<Stamp>,
}

entity!();
