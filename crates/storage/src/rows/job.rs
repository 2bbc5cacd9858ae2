//! The outbox: operational, no trail.

use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// Work to be done after a commit, at least once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What kind of work.
    pub kind: String,
    /// The same key is queued once.
    pub job_key: String,
    /// What the worker needs to know.
    pub payload: Sealed<Document<serde_json::Value>>,
    /// `ready`, `leased`, `done` or `failed`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Not before.
    pub run_after: Stamp,
    /// When a claim ends.
    pub leased_until: Option<Stamp>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When it was queued.
    pub created_at: Stamp,
}

entity!();
