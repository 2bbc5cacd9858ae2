//! Assignments.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// What one does over some days: position, unit, manager, place.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "assignment")]
#[record(name = "assignment", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Under which employment.
    #[field(class = "system", key, refers_to = "employment")]
    pub employment_id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// With which employer.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Uuid,
    /// In which unit.
    #[field(class = "directory", refers_to = "org_unit")]
    pub unit_id: Uuid,
    /// To whom the person reports.
    #[field(class = "directory", refers_to = "person")]
    pub manager_id: Option<Uuid>,
    /// Position.
    #[field(class = "directory", searchable)]
    pub position: String,
    /// Level, such as P7.
    #[field(class = "directory")]
    pub job_level: Option<String>,
    /// Work place as the law data names it, such as `CN-Shanghai`.
    #[field(class = "directory")]
    pub place: String,
    /// Standard, comprehensive or flexible hours.
    #[field(class = "employment", refers_to = "catalogue:working_time")]
    pub working_time: String,
    /// On which seat of the unit; none when only the title is known.
    #[field(class = "directory", refers_to = "position")]
    pub position_id: Option<Uuid>,
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

timeline_entity!(EmploymentId);
