//! Codes of single companies.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// What a code of one company means in the standard of the group, over some days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "code_mapping")]
#[record(name = "code_mapping", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Which company's code.
    #[field(class = "system", key)]
    pub mapping_id: Uuid,
    /// Which set: `job_level`, `position`, `cost_centre` …
    #[field(class = "directory")]
    pub kind: String,
    /// Whose code.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Uuid,
    /// The company's code.
    #[field(class = "directory", searchable)]
    pub local_code: String,
    /// What the company calls it.
    #[field(class = "directory", searchable)]
    pub local_title: String,
    /// The code of the group's standard; none while nobody has mapped it.
    #[field(class = "directory")]
    pub standard_code: Option<String>,
    /// First day it holds.
    #[field(class = "employment")]
    pub valid_from: Date,
    /// First day it no longer holds.
    #[field(class = "employment")]
    pub valid_until: Option<Date>,
    /// When the firm could know it.
    #[field(class = "system")]
    pub known_from: Stamp,
    /// When it was superseded.
    #[field(class = "system")]
    pub known_until: Option<Stamp>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

timeline_entity!(MappingId);
