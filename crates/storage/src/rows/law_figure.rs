//! Figures of law that somebody entered by hand because the shipped data lack them.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A published figure with its source.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "law_figure")]
#[record(name = "law_figure")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Parameter, such as `wage.average_month`.
    #[field(class = "directory")]
    pub parameter: String,
    /// Place as the law data name it.
    #[field(class = "directory")]
    pub place: String,
    /// The value as text.
    #[field(class = "directory")]
    pub value: String,
    /// First day in force.
    #[field(class = "directory")]
    pub first_day: Date,
    /// Last day in force.
    #[field(class = "directory")]
    pub last_day: Option<Date>,
    /// Document and number, or address.
    #[field(class = "directory")]
    pub source: String,
    /// When it was entered.
    #[field(class = "system")]
    pub recorded_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
    /// When it was replaced by another entry.
    #[field(class = "system")]
    pub replaced_at: Option<Stamp>,
}

entity!();
