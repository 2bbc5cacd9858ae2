//! Events.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// A dated fact on a person's timeline that has no record of its own.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "person_event")]
#[record(name = "person_event")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// What kind: a goal that slipped, an award, a resignation …
    #[field(class = "employment", refers_to = "catalogue:event_kind")]
    pub kind: String,
    /// On which day.
    #[field(class = "employment")]
    pub day: Date,
    /// What is worth keeping; its shape follows the kind.
    #[field(class = "talk")]
    pub detail: Sealed<Document<serde_json::Value>>,
    /// When it became known.
    #[field(class = "system")]
    pub known_from: Stamp,
    /// When it was superseded by a correction.
    #[field(class = "system")]
    pub known_until: Option<Stamp>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

entity!();
