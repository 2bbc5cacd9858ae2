//! The firm's own letter templates.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// A Word file whose placeholders are filled.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "letter_template")]
#[record(name = "letter_template")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// For which kind of change.
    #[field(class = "system", refers_to = "catalogue:change_kind")]
    pub kind: String,
    /// For which employer; none: for all of them.
    #[field(class = "system", refers_to = "legal_entity")]
    pub legal_entity_id: Option<Uuid>,
    /// Name of the file.
    #[field(class = "system")]
    pub file_name: String,
    /// The file.
    #[field(class = "system")]
    pub file: Sealed<Vec<u8>>,
    /// The placeholders that it holds.
    #[field(class = "system")]
    pub fields: Sealed<Document<Vec<String>>>,
    /// When it was uploaded.
    #[field(class = "system")]
    pub uploaded_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub uploaded_by: Option<Uuid>,
    /// When it was taken out of use.
    #[field(class = "system")]
    pub withdrawn_at: Option<Stamp>,
}

entity!();
