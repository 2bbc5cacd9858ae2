//! Personnel changes 人事异动.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// One change of somebody's working life, from the draft to its effect, and back if it is undone.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "personnel_change")]
#[record(name = "personnel_change")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Of which employment; none before a rehire is in force.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Option<Uuid>,
    /// With which employer.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Uuid,
    /// `confirm`, `transfer`, `retire` …
    #[field(class = "employment", refers_to = "catalogue:change_kind")]
    pub kind: String,
    /// `draft`, `submitted`, `refused`, `approved`, `scheduled`, `effective`, `undone` or `withdrawn`.
    #[field(class = "employment", refers_to = "catalogue:change_state")]
    pub state: String,
    /// First day of the new state.
    #[field(class = "employment")]
    pub effective_on: Date,
    /// The terms, what held before, the agreement, what was written: sealed as a whole.
    #[field(class = "pay")]
    pub payload: Sealed<Document<serde_json::Value>>,
    /// Why.
    #[field(class = "employment")]
    pub reason: Sealed<String>,
    /// The change that this one corrects.
    #[field(class = "system", refers_to = "personnel_change")]
    pub corrects_id: Option<Uuid>,
    /// Who asked for it.
    #[field(class = "directory", refers_to = "account")]
    pub requested_by: Option<Uuid>,
    /// When it was opened.
    #[field(class = "system")]
    pub requested_at: Stamp,
    /// When it was approved or refused.
    #[field(class = "employment")]
    pub decided_at: Option<Stamp>,
    /// When it was written to the timelines.
    #[field(class = "system")]
    pub applied_at: Option<Stamp>,
    /// When it was undone or withdrawn.
    #[field(class = "employment")]
    pub closed_at: Option<Stamp>,
}

entity!();
