//! Organisation units.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A node of the management tree over some days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "org_unit")]
#[record(name = "org_unit", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Which unit.
    #[field(class = "system", key)]
    pub unit_id: Uuid,
    /// The unit above; none for the group.
    #[field(class = "directory", refers_to = "org_unit")]
    pub parent_id: Option<Uuid>,
    /// Short code.
    #[field(class = "directory", searchable)]
    pub code: String,
    /// Name.
    #[field(class = "directory", searchable)]
    pub name: String,
    /// Group, business unit, department or team.
    #[field(class = "directory", refers_to = "catalogue:unit_kind")]
    pub kind: String,
    /// Who heads it.
    #[field(class = "directory", refers_to = "person")]
    pub head_person_id: Option<Uuid>,
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

timeline_entity!(UnitId);
