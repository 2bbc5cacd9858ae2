//! Reorganisations.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// A change of the organisation that is planned ahead: a draft that is approved and then holds from a day on.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "reorganisation")]
#[record(name = "reorganisation")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// What it is called.
    #[field(class = "employment", searchable)]
    pub title: String,
    /// The first day of the new organisation.
    #[field(class = "employment")]
    pub effective_on: Date,
    /// `draft`, `submitted`, `refused`, `scheduled`, `activated` or `withdrawn`.
    #[field(class = "employment")]
    pub state: String,
    /// How often the draft was changed: two people never change the same one.
    #[field(class = "system")]
    pub version: i32,
    /// The changes, with the names of people in them.
    #[field(class = "employment")]
    pub plan: Sealed<Document<serde_json::Value>>,
    /// What stood in the way of the activation.
    #[field(class = "employment")]
    pub hindrance: Option<Sealed<Document<serde_json::Value>>>,
    /// Who drafts it.
    #[field(class = "directory", refers_to = "account")]
    pub created_by: Option<Uuid>,
    /// When it was begun.
    #[field(class = "system")]
    pub created_at: Stamp,
    /// When the draft or its state changed last.
    #[field(class = "system")]
    pub changed_at: Stamp,
    /// When it was submitted.
    #[field(class = "system")]
    pub submitted_at: Option<Stamp>,
    /// When it was written into the organisation.
    #[field(class = "system")]
    pub activated_at: Option<Stamp>,
}

entity!();
