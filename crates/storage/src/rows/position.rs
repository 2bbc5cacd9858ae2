//! Positions: seats of a unit.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A kind of seat in a unit over some days, with how many of it are planned. It can be empty.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "position")]
#[record(name = "position", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Which position.
    #[field(class = "system", key)]
    pub position_id: Uuid,
    /// In which unit.
    #[field(class = "directory", refers_to = "org_unit")]
    pub unit_id: Uuid,
    /// What it is called in the unit.
    #[field(class = "directory", searchable)]
    pub title: String,
    /// The entry of the job catalogue.
    #[field(class = "directory", refers_to = "catalogue:job")]
    pub job: Option<String>,
    /// Level, such as P7.
    #[field(class = "directory")]
    pub job_level: Option<String>,
    /// How many people it is planned for.
    #[field(class = "directory")]
    pub headcount: i32,
    /// The employer that its holders should have.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Option<Uuid>,
    /// Whether the group may not leave it empty.
    #[field(class = "employment")]
    pub key_position: bool,
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

timeline_entity!(PositionId);
