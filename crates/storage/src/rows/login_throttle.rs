//! Failed sign-ins: operational, no trail.

use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// How often a login or an address failed of late.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "login_throttle")]
pub struct Model {
    /// Login or address.
    #[sea_orm(primary_key, auto_increment = false)]
    pub throttle_key: String,
    /// Failures since the window began.
    pub failures: i32,
    /// When the window began.
    pub window_from: Stamp,
    /// Locked until.
    pub locked_until: Option<Stamp>,
}

entity!();
