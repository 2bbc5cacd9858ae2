//! Items of data audits.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// What one company has to mend about one rule, by whom and until when.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "data_audit_item")]
#[record(name = "data_audit_item")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which audit.
    #[field(class = "system", refers_to = "data_audit")]
    pub audit_id: Uuid,
    /// Of which company.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Option<Uuid>,
    /// By which rule.
    #[field(class = "directory")]
    pub rule: String,
    /// Findings at the opening.
    #[field(class = "directory")]
    pub found: i32,
    /// Who mends it.
    #[field(class = "directory", refers_to = "account")]
    pub owner_account_id: Option<Uuid>,
    /// Until when.
    #[field(class = "directory")]
    pub due_on: Date,
    /// `open`, `done` or `accepted`.
    #[field(class = "directory")]
    pub state: String,
    /// What was done, or why it stays.
    #[field(class = "directory")]
    pub conclusion: Option<String>,
    /// When.
    #[field(class = "directory")]
    pub closed_at: Option<Stamp>,
}

entity!();
