//! The calendar of data audits.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// How often the data is audited, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "data_audit_plan")]
#[record(name = "data_audit_plan")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// `quarter` or `half_year`.
    #[field(class = "directory")]
    pub cadence: String,
    /// Who answers for it.
    #[field(class = "directory", refers_to = "account")]
    pub owner_account_id: Option<Uuid>,
    /// Days after the end of the period within which it is signed.
    #[field(class = "directory")]
    pub due_days: i32,
    /// Whether it goes on.
    #[field(class = "directory")]
    pub active: bool,
    /// When it was set.
    #[field(class = "system")]
    pub changed_at: Stamp,
}

entity!();
