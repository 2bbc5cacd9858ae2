//! Alerts.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A score that reached somebody.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "alert")]
#[record(name = "alert")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// About whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Number, such as `RT-2026-0017`.
    #[field(class = "insight")]
    pub number: String,
    /// The score behind it.
    #[field(class = "insight", refers_to = "insight_score")]
    pub score_id: Uuid,
    /// The band when it was raised.
    #[field(class = "insight")]
    pub band: Sealed<String>,
    /// `open`, `snoozed` or `closed`.
    #[field(class = "insight")]
    pub state: String,
    /// When it was raised.
    #[field(class = "insight")]
    pub opened_at: Stamp,
    /// First day it may no longer be used.
    #[field(class = "insight")]
    pub expires_on: Date,
    /// Which account handles it.
    #[field(class = "insight", refers_to = "account")]
    pub assignee_id: Option<Uuid>,
    /// First day it shows again.
    #[field(class = "insight")]
    pub snoozed_until: Option<Date>,
    /// When it was closed.
    #[field(class = "insight")]
    pub closed_at: Option<Stamp>,
    /// How it ended.
    #[field(class = "insight")]
    pub outcome: Option<String>,
}

entity!();
