//! Service-period agreements.

use kernel::{Date, Money, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A time that a person agreed to stay after training that the employer paid for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "service_bond")]
#[record(name = "service_bond")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Under which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Uuid,
    /// Which training.
    #[field(class = "employment")]
    pub training: String,
    /// Who gave it.
    #[field(class = "employment")]
    pub provider: String,
    /// What the employer paid for it.
    #[field(class = "pay")]
    pub cost: Sealed<Money>,
    /// Penalty that was agreed.
    #[field(class = "pay")]
    pub penalty: Sealed<Money>,
    /// Day of signing.
    #[field(class = "employment")]
    pub signed_on: Date,
    /// First day of the service period.
    #[field(class = "employment")]
    pub first_day: Date,
    /// Months to serve.
    #[field(class = "employment")]
    pub months: i32,
    /// Last day of the service period.
    #[field(class = "employment")]
    pub last_day: Date,
    /// `running` or `waived`.
    #[field(class = "employment")]
    pub state: String,
    /// When it was waived.
    #[field(class = "employment")]
    pub waived_on: Option<Date>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
}

entity!();
