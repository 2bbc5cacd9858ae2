//! Compensation.

use kernel::{Date, Money, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// Pay over some days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "compensation")]
#[record(name = "compensation", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Under which employment.
    #[field(class = "system", key, refers_to = "employment")]
    pub employment_id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Monthly base pay.
    #[field(class = "pay")]
    pub base_pay: Sealed<Money>,
    /// Why it became this.
    #[field(class = "pay", refers_to = "catalogue:pay_reason")]
    pub reason: String,
    /// First day it holds.
    #[field(class = "employment")]
    pub valid_from: Date,
    /// First day it no longer holds.
    #[field(class = "employment")]
    pub valid_until: Option<Date>,
    /// When the firm could know it.
    #[field(class = "system")]
    pub known_from: Stamp,
    /// When it was superseded.
    #[field(class = "system")]
    pub known_until: Option<Stamp>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

timeline_entity!(EmploymentId);
