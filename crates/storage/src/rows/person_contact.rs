//! Where a person lives and whom to call.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// Address and emergency contact. After a merge of two records the newest row counts.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "person_contact")]
#[record(name = "person_contact")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Whose.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Where letters reach the person.
    #[field(class = "contact")]
    pub address: Option<Sealed<String>>,
    /// Whom to call in an emergency.
    #[field(class = "contact")]
    pub emergency_name: Option<Sealed<String>>,
    /// Under which number.
    #[field(class = "contact")]
    pub emergency_phone: Option<Sealed<String>>,
    /// When it was changed last.
    #[field(class = "system")]
    pub changed_at: Stamp,
}

entity!();
