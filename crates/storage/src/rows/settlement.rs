//! Computed settlements.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// What is owed at the end, or what an earlier end would cost, with its whole explanation.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "settlement")]
#[record(name = "settlement")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// `final`, or `preview` of what an earlier day costs.
    #[field(class = "employment")]
    pub purpose: String,
    /// `computed`, `superseded` or `confirmed`.
    #[field(class = "employment")]
    pub status: String,
    /// Lines, steps, parameters, articles.
    #[field(class = "pay")]
    pub document: Sealed<Document<serde_json::Value>>,
    /// When it was computed.
    #[field(class = "system")]
    pub computed_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub computed_by: Option<Uuid>,
    /// When it was confirmed.
    #[field(class = "employment")]
    pub confirmed_at: Option<Stamp>,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub confirmed_by: Option<Uuid>,
}

entity!();
