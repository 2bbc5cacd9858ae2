//! Transfers of the state's file.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// One transfer: from whom to whom, on which day, under which receipt.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "state_file_move")]
#[record(name = "state_file_move")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Whose.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// `in` or `out`.
    #[field(class = "employment")]
    pub direction: String,
    /// Who gave it away.
    #[field(class = "employment")]
    pub sender: String,
    /// Who takes it.
    #[field(class = "employment")]
    pub receiver: String,
    /// Day of sending.
    #[field(class = "employment")]
    pub moved_on: Date,
    /// Last day by law.
    #[field(class = "employment")]
    pub due_on: Option<Date>,
    /// `confidential_mail` or `courier_by_hand`: nobody carries the own file.
    #[field(class = "employment")]
    pub channel: String,
    /// Number of the receipt.
    #[field(class = "employment")]
    pub receipt_no: Option<String>,
    /// Day on the receipt.
    #[field(class = "employment")]
    pub received_on: Option<Date>,
    /// After which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Option<Uuid>,
    /// When it was recorded.
    #[field(class = "system")]
    pub recorded_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub recorded_by: Option<Uuid>,
}

entity!();
