//! Data audits.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// The audit of one quarter or half-year: opened by the calendar, drawn from a run, signed by its owner.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "data_audit")]
#[record(name = "data_audit")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// `2026Q4` or `2026H2`.
    #[field(class = "directory")]
    pub period: String,
    /// First day of the period.
    #[field(class = "directory")]
    pub first_day: Date,
    /// Last day of the period.
    #[field(class = "directory")]
    pub last_day: Date,
    /// Until when it is signed.
    #[field(class = "directory")]
    pub due_on: Date,
    /// The run it was drawn from.
    #[field(class = "system", refers_to = "quality_run")]
    pub run_id: Option<Uuid>,
    /// `planned`, `open` or `signed`.
    #[field(class = "directory")]
    pub state: String,
    /// Who answers for it.
    #[field(class = "directory", refers_to = "account")]
    pub owner_account_id: Option<Uuid>,
    /// Scores and counts at the opening, as JSON.
    #[field(class = "directory")]
    pub figures: Option<String>,
    /// What the signer states.
    #[field(class = "directory")]
    pub statement: Option<String>,
    /// Who signed.
    #[field(class = "directory", refers_to = "account")]
    pub signed_by: Option<Uuid>,
    /// When.
    #[field(class = "directory")]
    pub signed_at: Option<Stamp>,
    /// The signed report.
    #[field(class = "employment")]
    pub report: Option<Sealed<Vec<u8>>>,
    /// SHA-256 of the signed report.
    #[field(class = "directory")]
    pub report_digest: Option<String>,
}

entity!();
