//! Accounts.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A login.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "account")]
#[record(name = "account")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Name to sign in with.
    #[field(class = "directory", searchable)]
    pub login: String,
    /// Name on the page.
    #[field(class = "directory", searchable)]
    pub display_name: String,
    /// Whose login it is; an administrator's may be nobody's.
    #[field(class = "directory", subject, refers_to = "person")]
    pub person_id: Option<Uuid>,
    /// Argon2id.
    #[field(class = "system")]
    pub password_hash: Sealed<String>,
    /// Whether it may sign in.
    #[field(class = "directory")]
    pub active: bool,
    /// When it was made.
    #[field(class = "system")]
    pub created_at: Stamp,
}

entity!();
