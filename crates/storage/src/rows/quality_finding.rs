//! Findings about data.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed};

/// One record that one rule faults, from the day it was found to the day it was mended.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "quality_finding")]
#[record(name = "quality_finding")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// By which rule.
    #[field(class = "directory")]
    pub rule: String,
    /// Which kind of record: `person`, `employment`, `org_unit` …
    #[field(class = "system")]
    pub record: String,
    /// Which one.
    #[field(class = "system")]
    pub record_id: Uuid,
    /// Whom it is about.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Option<Uuid>,
    /// Of which company.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Option<Uuid>,
    /// What is wrong, without the value itself.
    #[field(class = "employment")]
    pub detail: Option<Sealed<Document<serde_json::Value>>>,
    /// `open`, `fixed` or `accepted`.
    #[field(class = "directory")]
    pub state: String,
    /// When it was found.
    #[field(class = "directory")]
    pub opened_on: Date,
    /// When it was gone, or accepted.
    #[field(class = "directory")]
    pub closed_on: Option<Date>,
    /// Which run found it.
    #[field(class = "system", refers_to = "quality_run")]
    pub run_id: Uuid,
    /// Who mends it.
    #[field(class = "directory", refers_to = "account")]
    pub owner_account_id: Option<Uuid>,
    /// Until when.
    #[field(class = "directory")]
    pub due_on: Option<Date>,
    /// What was said about it.
    #[field(class = "employment")]
    pub note: Option<Sealed<String>>,
}

entity!();
