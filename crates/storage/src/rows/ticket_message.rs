//! Messages of the service desk.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// One message of a question.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "ticket_message")]
#[record(name = "ticket_message")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which question.
    #[field(class = "system", refers_to = "ticket")]
    pub ticket_id: Uuid,
    /// Whose question.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Who wrote it.
    #[field(class = "directory", refers_to = "account")]
    pub author_id: Option<Uuid>,
    /// Whether the asker wrote it.
    #[field(class = "system")]
    pub by_asker: bool,
    /// What it says.
    #[field(class = "talk")]
    pub body: Sealed<String>,
    /// When.
    #[field(class = "employment")]
    pub at: Stamp,
}

entity!();
