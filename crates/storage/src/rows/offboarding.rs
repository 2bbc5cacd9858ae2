//! Leaving cases.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// One exit of one employment, from the first plan to the last transfer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "offboarding")]
#[record(name = "offboarding")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Of which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Uuid,
    /// `pre_offboarding`, `pre_closed`, `pre_expired`, `running`, `ended` or `withdrawn`.
    #[field(class = "employment")]
    pub phase: String,
    /// Legal ground of the ending.
    #[field(class = "employment", refers_to = "catalogue:exit_ground")]
    pub ground: Option<String>,
    /// The day on which the resignation or agreement was received.
    #[field(class = "employment")]
    pub received_on: Option<Date>,
    /// Last day of the statutory notice.
    #[field(class = "employment")]
    pub notice_ends: Option<Date>,
    /// Last day that the person asked for.
    #[field(class = "employment")]
    pub wished_last_day: Option<Date>,
    /// Last day of the employment.
    #[field(class = "employment")]
    pub last_day: Option<Date>,
    /// The instant at which access ends.
    #[field(class = "employment")]
    pub last_working_minute: Option<Stamp>,
    /// When the pre-offboarding ends by itself.
    #[field(class = "employment")]
    pub pre_expires_at: Option<Stamp>,
    /// The run of continuity work.
    #[field(class = "system", refers_to = "flow")]
    pub pre_flow_id: Option<Uuid>,
    /// The run of the tasks of leaving.
    #[field(class = "system", refers_to = "flow")]
    pub flow_id: Option<Uuid>,
    /// `none`, `requested`, `refused` or `consented`.
    #[field(class = "employment")]
    pub withdrawal: String,
    /// Coded reason of leaving, from the exit interview.
    #[field(class = "talk", refers_to = "catalogue:exit_reason")]
    pub reason: Option<Sealed<String>>,
    /// The state of the case, its texts and its evidence.
    #[field(class = "talk")]
    pub state: Sealed<Document<serde_json::Value>>,
    /// When it was opened.
    #[field(class = "system")]
    pub opened_at: Stamp,
    /// When the employment ended, or the case without an end.
    #[field(class = "system")]
    pub closed_at: Option<Stamp>,
}

entity!();
