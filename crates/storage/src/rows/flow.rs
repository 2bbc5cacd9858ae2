//! Running flows.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// One run of a flow about one person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "flow")]
#[record(name = "flow")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Key of the definition it runs on.
    #[field(class = "directory")]
    pub definition: String,
    /// Version of the definition it runs on.
    #[field(class = "system")]
    pub version: i32,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Record that it serves: `offboarding`, `objection` …
    #[field(class = "directory")]
    pub about: String,
    /// Which one.
    #[field(class = "system")]
    pub about_id: Uuid,
    /// `running`, `completed`, `cancelled` or `expired`.
    #[field(class = "directory")]
    pub status: String,
    /// What the state machine remembers; notes in it may name people.
    #[field(class = "talk")]
    pub state: Sealed<Document<serde_json::Value>>,
    /// When it started.
    #[field(class = "system")]
    pub started_at: Stamp,
    /// When it ended.
    #[field(class = "system")]
    pub ended_at: Option<Stamp>,
    /// When time alone will change something.
    #[field(class = "system")]
    pub wake_at: Option<Stamp>,
}

entity!();
