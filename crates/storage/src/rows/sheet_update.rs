//! Updates by workbook.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// A workbook that went out with values of people, came back edited, and was applied.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "sheet_update")]
#[record(name = "sheet_update")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// `sent_out`, `returned` or `applied`.
    #[field(class = "directory")]
    pub state: String,
    /// People in it.
    #[field(class = "directory")]
    pub row_count: i32,
    /// Cells that were applied.
    #[field(class = "directory")]
    pub changed_count: i32,
    /// What went out, what came back, and what was decided about each cell.
    #[field(class = "identity")]
    pub content: Sealed<Document<serde_json::Value>>,
    /// Who made it; only this account opens it.
    #[field(class = "directory", refers_to = "account")]
    pub created_by: Option<Uuid>,
    /// When.
    #[field(class = "system")]
    pub created_at: Stamp,
    /// When it changed last.
    #[field(class = "system")]
    pub changed_at: Stamp,
}

entity!();
