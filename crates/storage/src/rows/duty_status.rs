//! What keeps somebody from the own post: a secondment, a leave of absence.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// Days on which an employment goes on but the work is elsewhere, or rests. Absent: at the own post.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "duty_status")]
#[record(name = "duty_status", timeline)]
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
    /// `secondment` or `leave_of_absence`.
    #[field(class = "employment", refers_to = "catalogue:duty_status")]
    pub kind: String,
    /// At which company of the group.
    #[field(class = "employment", refers_to = "legal_entity")]
    pub host_entity_id: Option<Uuid>,
    /// In which unit of the group.
    #[field(class = "employment", refers_to = "org_unit")]
    pub host_unit_id: Option<Uuid>,
    /// At whom outside the group.
    #[field(class = "employment")]
    pub host_name: Option<String>,
    /// Who pays: `home`, `host`, `shared` or `nobody`.
    #[field(class = "employment", refers_to = "catalogue:duty_paid_by")]
    pub paid_by: String,
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
