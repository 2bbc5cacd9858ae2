//! Foresight by unit.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed};

/// What the model expects of a group of people, never of one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "unit_foresight")]
#[record(name = "unit_foresight")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Which unit, with everything below it.
    #[field(class = "directory", refers_to = "org_unit")]
    pub unit_id: Uuid,
    /// By which model.
    #[field(class = "directory", refers_to = "insight_model")]
    pub model_id: Uuid,
    /// First day of the month.
    #[field(class = "directory")]
    pub month: Date,
    /// Expected exits and the reasons behind them.
    #[field(class = "directory")]
    pub detail: Sealed<Document<serde_json::Value>>,
}

entity!();
