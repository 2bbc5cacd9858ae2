//! Borrowing.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A request to see a document, or the documents of one category of one person, for some days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "file_loan")]
#[record(name = "file_loan")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Whose file.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// One document.
    #[field(class = "employment", refers_to = "file")]
    pub file_id: Option<Uuid>,
    /// Or all of one category.
    #[field(class = "employment", refers_to = "catalogue:file_category")]
    pub category: Option<String>,
    /// Which account asks.
    #[field(class = "directory", refers_to = "account")]
    pub borrower_id: Uuid,
    /// The person behind it.
    #[field(class = "directory", refers_to = "person")]
    pub borrower_person_id: Option<Uuid>,
    /// What for.
    #[field(class = "talk")]
    pub reason: Sealed<String>,
    /// For how many days.
    #[field(class = "directory")]
    pub days: i32,
    /// `asked`, `granted`, `refused`, `withdrawn`, `returned` or `expired`.
    #[field(class = "directory")]
    pub status: String,
    /// When.
    #[field(class = "directory")]
    pub asked_at: Stamp,
    /// When it was decided.
    #[field(class = "directory")]
    pub decided_at: Option<Stamp>,
    /// When it ends by itself.
    #[field(class = "directory")]
    pub expires_at: Option<Stamp>,
}

entity!();
