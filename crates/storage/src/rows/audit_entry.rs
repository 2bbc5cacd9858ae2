//! The trail's entries.

use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// One entry of the trail.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// Number in the log, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// When.
    pub at: Stamp,
    /// The account; none for the system.
    pub actor: Option<Uuid>,
    /// The operation's name.
    pub operation: String,
    /// The kind of record.
    pub record: String,
    /// Which record.
    pub record_id: Uuid,
    /// Whom it is about.
    pub subject: Option<Uuid>,
    /// The bytes that are hashed.
    pub leaf: String,
    /// The readable part; none once erased.
    pub detail: Option<Sealed<Document<crate::audit::Detail>>>,
}

entity!();
