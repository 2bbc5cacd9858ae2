//! Assignments in order of the names of those who hold them: a copy that the database keeps in step by itself, no record
//! and no trail of its own. What a line of a list is judged by lies together.

use kernel::Date;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// An assignment, as in its own table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster")]
pub struct Model {
    /// Pinyin of the name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name_pinyin: String,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// The assignment's row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_id: Uuid,
    /// Name.
    pub full_name: String,
    /// Under which employment.
    pub employment_id: Uuid,
    /// In which unit.
    pub unit_id: Uuid,
    /// To whom.
    pub manager_id: Option<Uuid>,
    /// With which employer.
    pub legal_entity_id: Uuid,
    /// As what.
    pub position: String,
    /// Level.
    pub job_level: Option<String>,
    /// Where.
    pub place: String,
    /// What the manager is called.
    pub manager_name: Option<String>,
    /// First day.
    pub valid_from: Date,
    /// First day after it.
    pub valid_until: Option<Date>,
    /// Known since.
    pub known_from: Stamp,
    /// Known until.
    pub known_until: Option<Stamp>,
}

entity!();
