//! Counters of employee numbers.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// The next number of a sequence. Taken inside the hire's unit of work, so that a hire that fails gives it back.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "number_counter")]
#[record(name = "number_counter")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// What it counts: `all`, or the codes that the count is kept by.
    #[field(class = "directory")]
    pub scope_key: String,
    /// The number that comes next.
    #[field(class = "directory")]
    pub next_value: i64,
    /// When it moved last.
    #[field(class = "system")]
    pub changed_at: Stamp,
}

entity!();
