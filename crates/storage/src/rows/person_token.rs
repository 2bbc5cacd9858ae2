//! What people are found by: derived from names and numbers, no record and no trail of its own.

use sea_orm::entity::prelude::*;

/// The beginning of a name, of its pinyin, of its initials, or an employee number. Bytes, so that both engines
/// order it alike whatever language the database was made for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_token")]
pub struct Model {
    /// `1` (from the beginning) or `2` (from a later character or syllable on), and the folded text, in UTF-8.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token: Vec<u8>,
    /// Whom it finds.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// `name` or `number`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
}

entity!();
