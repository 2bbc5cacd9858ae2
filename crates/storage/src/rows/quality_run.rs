//! Runs of the data-quality rules.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// One look at all data by all rules.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "quality_run")]
#[record(name = "quality_run")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// The day that was looked at.
    #[field(class = "directory")]
    pub day: Date,
    /// `queued`, `running`, `done` or `failed`.
    #[field(class = "directory")]
    pub state: String,
    /// Rules that are done.
    #[field(class = "directory")]
    pub step: i32,
    /// Rules in all.
    #[field(class = "directory")]
    pub steps: i32,
    /// Persons employed on the day.
    #[field(class = "directory")]
    pub checked: i32,
    /// What went wrong.
    #[field(class = "system")]
    pub problem: Option<String>,
    /// Who asked for it; none for the calendar.
    #[field(class = "directory", refers_to = "account")]
    pub started_by: Option<Uuid>,
    /// When it was asked for.
    #[field(class = "directory")]
    pub started_at: Stamp,
    /// When it ended.
    #[field(class = "directory")]
    pub finished_at: Option<Stamp>,
}

entity!();
