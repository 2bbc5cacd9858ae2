//! What happened in a leaving case.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// One step in the history of a case.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "offboarding_event")]
#[record(name = "offboarding_event")]
pub struct Model {
    /// Which; a consent or a document is named by it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// In which case.
    #[field(class = "system", refers_to = "offboarding")]
    pub offboarding_id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// What happened.
    #[field(class = "employment")]
    pub kind: String,
    /// When.
    #[field(class = "employment")]
    pub at: Stamp,
    /// Which account did it; nobody when time did.
    #[field(class = "directory", refers_to = "account")]
    pub actor_id: Option<Uuid>,
    /// What was said.
    #[field(class = "talk")]
    pub detail: Sealed<Document<serde_json::Value>>,
}

entity!();
