//! What a contract says beside its kind and its days.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// The terms of one contract. Nothing is required: a roster from elsewhere brings a contract without them.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "contract_terms")]
#[record(name = "contract_terms", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Of which contract.
    #[field(class = "system", key, refers_to = "contract")]
    pub contract_id: Uuid,
    /// Of which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Number of the contract.
    #[field(class = "employment")]
    pub number: Option<String>,
    /// Who signed for the employer.
    #[field(class = "employment")]
    pub signed_by: Option<String>,
    /// Work place that the contract names.
    #[field(class = "employment")]
    pub work_place: Option<String>,
    /// Place where social insurance is paid.
    #[field(class = "employment")]
    pub insured_place: Option<String>,
    /// Agreement on working time.
    #[field(class = "employment", refers_to = "catalogue:working_time")]
    pub working_time: Option<String>,
    /// Months of probation that the contract names.
    #[field(class = "employment")]
    pub probation_months: Option<i32>,
    /// Tenths of an hour a day, for part-time work.
    #[field(class = "employment")]
    pub tenth_hours_a_day: Option<i32>,
    /// Tenths of an hour a week, for part-time work.
    #[field(class = "employment")]
    pub tenth_hours_a_week: Option<i32>,
    /// Days between two pays, for part-time work.
    #[field(class = "employment")]
    pub pay_days: Option<i32>,
    /// The agency that dispatched the person.
    #[field(class = "employment")]
    pub agency: Option<String>,
    /// Last day of the work permit of a foreigner.
    #[field(class = "identity")]
    pub permit_last_day: Option<Date>,
    /// The signed paper in the person's file.
    #[field(class = "system")]
    pub file_id: Option<Uuid>,
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

timeline_entity!(ContractId);
