//! Salts: operational, no trail.

use sea_orm::entity::prelude::*;

use crate::types::Sealed;

/// What blinds a person's values in the trail; destroyed when the person is forgotten.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_salt")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// 32 random bytes.
    pub salt: Sealed<Vec<u8>>,
}

entity!();
