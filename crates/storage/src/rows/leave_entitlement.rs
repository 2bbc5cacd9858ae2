//! Leave that people are entitled to.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// Days of leave that a person brings along from an older system: carried over, or still open on the day of moving in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "leave_entitlement")]
#[record(name = "leave_entitlement")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Whose.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Annual, marriage … As with days away, the kind can tell of an illness: protected.
    #[field(class = "health", refers_to = "catalogue:leave_kind")]
    pub kind: Sealed<String>,
    /// The year that the days belong to.
    #[field(class = "absence")]
    pub year: i32,
    /// How much, in half working days.
    #[field(class = "absence")]
    pub half_days: i32,
    /// First day on which they may no longer be taken; none where they do not lapse.
    #[field(class = "absence")]
    pub expires_on: Option<Date>,
    /// When it became known.
    #[field(class = "system")]
    pub known_from: Stamp,
    /// When it was superseded by a correction.
    #[field(class = "system")]
    pub known_until: Option<Stamp>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

entity!();
