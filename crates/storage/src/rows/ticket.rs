//! Questions to the service desk.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A question of an employee, until it is answered.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "ticket")]
#[record(name = "ticket")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who asks.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// About what.
    #[field(class = "employment", refers_to = "catalogue:ticket_category")]
    pub category: String,
    /// In a few words.
    #[field(class = "talk")]
    pub title: Sealed<String>,
    /// The question.
    #[field(class = "talk")]
    pub body: Sealed<String>,
    /// `open`, `answered` or `closed`.
    #[field(class = "employment")]
    pub state: String,
    /// By when it is answered.
    #[field(class = "employment")]
    pub due_at: Stamp,
    /// Who answered first.
    #[field(class = "directory", refers_to = "account")]
    pub handler_id: Option<Uuid>,
    /// When it was asked.
    #[field(class = "employment")]
    pub opened_at: Stamp,
    /// When it was answered first.
    #[field(class = "employment")]
    pub answered_at: Option<Stamp>,
}

entity!();
