//! Items of a run's checklists: work to hand over, things to give back.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// One thing that passes from the person to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "flow_item")]
#[record(name = "flow_item")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// In which run.
    #[field(class = "system", refers_to = "flow")]
    pub flow_id: Uuid,
    /// From whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// `work`, `document`, `customer` or `asset`.
    #[field(class = "directory")]
    pub kind: String,
    /// What it is.
    #[field(class = "directory")]
    pub title: String,
    /// Who takes it over; nobody yet, or for things of the firm.
    #[field(class = "directory", refers_to = "person")]
    pub successor_id: Option<Uuid>,
    /// Which account added it.
    #[field(class = "directory", refers_to = "account")]
    pub added_by: Option<Uuid>,
    /// When.
    #[field(class = "system")]
    pub added_at: Stamp,
    /// When it was received.
    #[field(class = "directory")]
    pub received_at: Option<Stamp>,
    /// Which account received it.
    #[field(class = "directory", refers_to = "account")]
    pub received_by: Option<Uuid>,
}

entity!();
