//! Gates.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A dated record that a precondition of a risky feature is met.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "gate")]
#[record(name = "gate")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Which precondition: `work_rule_acknowledged`, `notice_given`, `impact_assessment_approved`.
    #[field(class = "directory")]
    pub gate: String,
    /// From which day it counts.
    #[field(class = "directory")]
    pub first_day: Date,
    /// First day it no longer counts.
    #[field(class = "directory")]
    pub expires_on: Date,
    /// What proves it: document, number, place.
    #[field(class = "directory")]
    pub evidence: String,
    /// Which account said so.
    #[field(class = "directory", refers_to = "account")]
    pub approved_by: Option<Uuid>,
    /// When it was said.
    #[field(class = "system")]
    pub approved_at: Stamp,
    /// When it was taken back.
    #[field(class = "directory")]
    pub withdrawn_at: Option<Stamp>,
}

entity!();
