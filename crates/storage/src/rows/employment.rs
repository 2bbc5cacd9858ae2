//! Employments.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A person's time with one legal entity, hire to exit.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "employment")]
#[record(name = "employment", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Which employment.
    #[field(class = "system", key)]
    pub employment_id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// With which employer.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Uuid,
    /// Employee number 工号.
    #[field(class = "directory", searchable)]
    pub employee_no: String,
    /// Full time, part time, intern …
    #[field(class = "employment", refers_to = "catalogue:employment_kind")]
    pub kind: String,
    /// First day after probation.
    #[field(class = "employment")]
    pub probation_until: Option<Date>,
    /// Legal ground of the ending, once it has ended.
    #[field(class = "employment", refers_to = "catalogue:exit_ground")]
    pub exit_ground: Option<String>,
    /// Coded reason of leaving, once it has ended.
    #[field(class = "talk", refers_to = "catalogue:exit_reason")]
    pub exit_reason: Option<Sealed<String>>,
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
