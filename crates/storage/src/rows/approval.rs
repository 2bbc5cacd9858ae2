//! What somebody asked approval for.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// One matter that waits for a yes, or had its answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "approval")]
#[record(name = "approval")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Record that waits: `reorganisation`, `personnel_change` …
    #[field(class = "directory")]
    pub about: String,
    /// Which one.
    #[field(class = "system")]
    pub about_id: Uuid,
    /// About whom, if it is about one person.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Option<Uuid>,
    /// What people call it, in Chinese.
    #[field(class = "directory")]
    pub title_zh: String,
    /// What people call it, in English.
    #[field(class = "directory")]
    pub title_en: String,
    /// What would change, line by line; each line names its own class.
    #[field(class = "talk")]
    pub summary: Sealed<Document<serde_json::Value>>,
    /// `pending`, `approved`, `refused` or `withdrawn`.
    #[field(class = "directory")]
    pub state: String,
    /// The step that is open, from 0.
    #[field(class = "system")]
    pub step: i32,
    /// The account that asked.
    #[field(class = "directory", refers_to = "account")]
    pub asked_by: Option<Uuid>,
    /// When it was asked.
    #[field(class = "directory")]
    pub asked_at: Stamp,
    /// When it had its answer.
    #[field(class = "directory")]
    pub ended_at: Option<Stamp>,
    /// By when an answer is wanted.
    #[field(class = "directory")]
    pub due_at: Option<Stamp>,
}

entity!();
