//! Acknowledgements of work rules.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A person has read a version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "work_rule_ack")]
#[record(name = "work_rule_ack")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Which version.
    #[field(class = "system", refers_to = "work_rule")]
    pub work_rule_id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// When.
    #[field(class = "employment")]
    pub acknowledged_at: Stamp,
}

entity!();
