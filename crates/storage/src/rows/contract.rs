//! Contracts.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// A labour contract.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "contract")]
#[record(name = "contract", timeline)]
pub struct Model {
    /// This version of the fact.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Which contract.
    #[field(class = "system", key)]
    pub contract_id: Uuid,
    /// Of which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Fixed term, open-ended or for a task.
    #[field(class = "employment", refers_to = "catalogue:contract_kind")]
    pub kind: String,
    /// Day of signing.
    #[field(class = "employment")]
    pub signed_on: Option<Date>,
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

timeline_entity!(ContractId);
