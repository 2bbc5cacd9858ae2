//! Awards.

use kernel::{Date, Money, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// An award, from the proposal to the answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "award")]
#[record(name = "award")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// To whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Whose budget pays it.
    #[field(class = "directory", refers_to = "org_unit")]
    pub unit_id: Uuid,
    /// Year of the budget.
    #[field(class = "directory")]
    pub year: i32,
    /// Kind.
    #[field(class = "directory", refers_to = "catalogue:award_kind")]
    pub kind: String,
    /// For what.
    #[field(class = "directory")]
    pub title: String,
    /// How much; nothing for an honour.
    #[field(class = "pay")]
    pub amount: Sealed<Money>,
    /// `asked`, `granted` or `refused`.
    #[field(class = "directory")]
    pub state: String,
    /// Day of the award.
    #[field(class = "directory")]
    pub day: Date,
    /// When it was proposed.
    #[field(class = "directory")]
    pub proposed_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub proposed_by: Option<Uuid>,
}

entity!();
