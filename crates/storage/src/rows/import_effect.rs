//! What an import made.

use kernel::Record;
use sea_orm::entity::prelude::*;

/// One thing that an import made, so that it can be taken back as a whole.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "import_effect")]
#[record(name = "import_effect")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which import.
    #[field(class = "system", refers_to = "import_run")]
    pub import_id: Uuid,
    /// Which kind of record, such as `person` or `org_unit`.
    #[field(class = "system")]
    pub record: String,
    /// Which one.
    #[field(class = "system")]
    pub record_id: Uuid,
    /// From which row of the file; 0 for what no single row asked for.
    #[field(class = "system")]
    pub row_number: i32,
    /// From which file of a set, counted from 0; none for a roster.
    #[field(class = "system")]
    pub file_number: Option<i32>,
}

entity!();
