//! Factual tags.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// Something that is so about a person for some time, with where it is known from. The person sees it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "person_tag")]
#[record(name = "person_tag")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// What is so.
    #[field(class = "employment", refers_to = "catalogue:person_tag")]
    pub kind: String,
    /// Where it is known from: a document, a system, a decision.
    #[field(class = "employment")]
    pub source: String,
    /// What it rests on, in words.
    #[field(class = "employment")]
    pub basis: Sealed<String>,
    /// First day.
    #[field(class = "employment")]
    pub valid_from: Date,
    /// First day on which it no longer counts: no tag holds for ever.
    #[field(class = "employment")]
    pub valid_until: Date,
    /// Who recorded it.
    #[field(class = "system", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
    /// What the person holds against it.
    #[field(class = "talk")]
    pub objection: Option<Sealed<String>>,
    /// When the person objected.
    #[field(class = "system")]
    pub objected_at: Option<Stamp>,
    /// When it was taken back.
    #[field(class = "system")]
    pub withdrawn_at: Option<Stamp>,
}

entity!();
