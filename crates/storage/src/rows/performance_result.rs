//! Performance results.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// The result of one cycle.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "performance_result")]
#[record(name = "performance_result")]
pub struct Model {
    /// Which result.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Cycle, such as `2026Q2`.
    #[field(class = "performance")]
    pub cycle: String,
    /// First day of the cycle.
    #[field(class = "performance")]
    pub first_day: Date,
    /// Last day of the cycle.
    #[field(class = "performance")]
    pub last_day: Date,
    /// Score in hundredths, prorated for lawful absence.
    #[field(class = "performance")]
    pub score: Sealed<i64>,
    /// When the result became known.
    #[field(class = "system")]
    pub known_from: Stamp,
    /// When it was superseded by a correction.
    #[field(class = "system")]
    pub known_until: Option<Stamp>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

entity!();
