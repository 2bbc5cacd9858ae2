//! Leave.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// Days away.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "leave")]
#[record(name = "leave")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Annual, personal, sick … The reason of an absence can tell of an illness: protected.
    #[field(class = "health", refers_to = "catalogue:leave_kind")]
    pub kind: Sealed<String>,
    /// First day away.
    #[field(class = "absence")]
    pub first_day: Date,
    /// Last day away.
    #[field(class = "absence")]
    pub last_day: Date,
    /// Length in half working days.
    #[field(class = "absence")]
    pub half_days: i32,
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
