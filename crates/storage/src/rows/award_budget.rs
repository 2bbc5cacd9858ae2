//! Budgets for awards.

use kernel::{Money, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// What a unit may spend on awards in a year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "award_budget")]
#[record(name = "award_budget")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which unit.
    #[field(class = "directory", refers_to = "org_unit")]
    pub unit_id: Uuid,
    /// Year.
    #[field(class = "directory")]
    pub year: i32,
    /// How much.
    #[field(class = "pay")]
    pub amount: Sealed<Money>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
}

entity!();
