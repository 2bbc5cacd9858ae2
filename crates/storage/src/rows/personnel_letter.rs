//! Letters about personnel changes.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A letter as it was made: later changes of the template or of the person do not change it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "personnel_letter")]
#[record(name = "personnel_letter")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// About which change.
    #[field(class = "system", refers_to = "personnel_change")]
    pub change_id: Uuid,
    /// For whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// The firm's own template; none: the built-in letter.
    #[field(class = "system", refers_to = "letter_template")]
    pub template_id: Option<Uuid>,
    /// Name of the file.
    #[field(class = "employment")]
    pub file_name: String,
    /// Media type of the file.
    #[field(class = "system")]
    pub media_type: String,
    /// The file.
    #[field(class = "pay")]
    pub file: Sealed<Vec<u8>>,
    /// SHA-256 of the file in hexadecimal digits.
    #[field(class = "system")]
    pub sha256: String,
    /// The document in the person's file.
    #[field(class = "system")]
    pub file_id: Option<Uuid>,
    /// When.
    #[field(class = "system")]
    pub made_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub made_by: Option<Uuid>,
}

entity!();
