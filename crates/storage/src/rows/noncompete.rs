//! Non-compete agreements.

use kernel::{Date, Money, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// What a person agreed not to do after the job, and what that is paid with.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "noncompete")]
#[record(name = "noncompete")]
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
    /// Why the person may be bound: management, senior technical staff, or bound to secrecy.
    #[field(class = "employment", refers_to = "catalogue:noncompete_ground")]
    pub ground: String,
    /// Which secrets the person knows.
    #[field(class = "talk")]
    pub secrets: Sealed<String>,
    /// Which business is ruled out.
    #[field(class = "employment")]
    pub business: String,
    /// Where.
    #[field(class = "employment")]
    pub region: String,
    /// Months after the job.
    #[field(class = "employment")]
    pub months: i32,
    /// What is paid each month.
    #[field(class = "pay")]
    pub monthly: Option<Sealed<Money>>,
    /// Penalty that was agreed.
    #[field(class = "pay")]
    pub penalty: Option<Sealed<Money>>,
    /// Day of signing.
    #[field(class = "employment")]
    pub signed_on: Date,
    /// `agreed`, `running`, `released`, `waived` or `over`.
    #[field(class = "employment")]
    pub state: String,
    /// First day on which it binds.
    #[field(class = "employment")]
    pub first_day: Option<Date>,
    /// Last day on which it binds.
    #[field(class = "employment")]
    pub last_day: Option<Date>,
    /// Last day that was paid for.
    #[field(class = "pay")]
    pub paid_through: Option<Date>,
    /// Day on which it was released early.
    #[field(class = "employment")]
    pub released_on: Option<Date>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
}

entity!();
