//! Documents in the files of persons.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A document: what it is and where it stands. Its bytes are in its versions.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "file")]
#[record(name = "file")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Its number in the search index.
    #[field(class = "system")]
    pub number: i64,
    /// Whose file.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// What kind of document.
    #[field(class = "directory", refers_to = "catalogue:file_category")]
    pub category: String,
    /// How delicate it is: the class that one must hold to see it. From the rule of its category when it was filed.
    #[field(class = "directory")]
    pub class: String,
    /// Its title. Declared under the strictest class; who may see it is decided by `class`.
    #[field(class = "health", searchable)]
    pub title: Sealed<String>,
    /// `filed` or `destroyed`.
    #[field(class = "directory")]
    pub status: String,
    /// Number of the present version, from 1.
    #[field(class = "directory")]
    pub version: i32,
    /// The day that stands on it.
    #[field(class = "employment")]
    pub dated_on: Option<Date>,
    /// First day on which it no longer proves anything, such as an expired identity card.
    #[field(class = "employment")]
    pub expires_on: Option<Date>,
    /// The record that made it, when a flow filed it.
    #[field(class = "system")]
    pub source: Option<String>,
    /// Which one.
    #[field(class = "system")]
    pub source_id: Option<Uuid>,
    /// When it was filed.
    #[field(class = "directory")]
    pub filed_at: Stamp,
    /// By which account; none: by Renhe itself.
    #[field(class = "directory", refers_to = "account")]
    pub filed_by: Option<Uuid>,
    /// When its newest version or its state came.
    #[field(class = "system")]
    pub changed_at: Stamp,
    /// When it was destroyed.
    #[field(class = "directory")]
    pub destroyed_at: Option<Stamp>,
}

entity!();
