//! Changes that people ask for in their own data.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// What somebody wants changed about themselves, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "change_request")]
#[record(name = "change_request")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who asks, about themselves.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Old and new values and the reason.
    #[field(class = "identity")]
    pub detail: Sealed<Document<serde_json::Value>>,
    /// `asked`, `applied`, `refused` or `withdrawn`.
    #[field(class = "employment")]
    pub state: String,
    /// When it was asked for.
    #[field(class = "system")]
    pub asked_at: Stamp,
    /// When it was answered or taken back.
    #[field(class = "system")]
    pub ended_at: Option<Stamp>,
}

entity!();
