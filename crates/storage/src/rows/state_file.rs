//! The state's personnel file.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// Where the 人事档案 of a person lies: with which body, never its contents.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "state_file")]
#[record(name = "state_file")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Whose.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// `held`, `moving_in`, `moving_out`, `gone` or `unknown`.
    #[field(class = "employment")]
    pub status: String,
    /// Who keeps it.
    #[field(class = "employment", refers_to = "catalogue:state_file_custody")]
    pub custody: String,
    /// Name of the body.
    #[field(class = "employment")]
    pub holder: String,
    /// Its number there.
    #[field(class = "employment")]
    pub reference: Option<String>,
    /// When this was written.
    #[field(class = "system")]
    pub changed_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub changed_by: Option<Uuid>,
}

entity!();
