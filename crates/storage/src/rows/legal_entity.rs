//! Legal entities.

use kernel::Record;
use sea_orm::entity::prelude::*;

/// An employer before the law.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "legal_entity")]
#[record(name = "legal_entity")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Full registered name.
    #[field(class = "directory", searchable)]
    pub name: String,
    /// Short name.
    #[field(class = "directory", searchable)]
    pub short_name: String,
    /// Unified social credit code 统一社会信用代码.
    #[field(class = "directory")]
    pub credit_code: Option<String>,
    /// Place of registration as the law data names it, such as `CN-Shanghai`.
    #[field(class = "directory")]
    pub place: String,
    /// Whether new employments may be made with it.
    #[field(class = "directory")]
    pub active: bool,
    /// The employer that owns it; none for the parent company.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub parent_id: Option<Uuid>,
}

entity!();
