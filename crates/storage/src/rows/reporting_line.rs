//! Dotted lines.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A second line of reporting beside the manager of the assignment, over some days. It gives no rights.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "reporting_line")]
#[record(name = "reporting_line", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Which line.
    #[field(class = "system", key)]
    pub line_id: Uuid,
    /// Who reports.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// To whom.
    #[field(class = "directory", refers_to = "person")]
    pub to_person_id: Uuid,
    /// Dotted, project or mentor.
    #[field(class = "directory", refers_to = "catalogue:reporting_line_kind")]
    pub kind: String,
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

timeline_entity!(LineId);
