//! What happened to alerts.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// One step in the handling of an alert. The person concerned may read it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "alert_event")]
#[record(name = "alert_event")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Of which alert.
    #[field(class = "insight", refers_to = "alert")]
    pub alert_id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// When.
    #[field(class = "insight")]
    pub at: Stamp,
    /// Which account; none for Renhe itself.
    #[field(class = "insight", refers_to = "account")]
    pub actor_id: Option<Uuid>,
    /// What: `raised`, `assigned`, `snoozed`, `talk`, `talk_answered`, `action`, `support`, `closed`.
    #[field(class = "insight")]
    pub kind: String,
    /// What is worth keeping; its shape follows the kind.
    #[field(class = "talk")]
    pub detail: Sealed<Document<serde_json::Value>>,
}

entity!();
