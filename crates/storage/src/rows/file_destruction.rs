//! Destructions.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// Documents whose time is over, proposed by one person, destroyed by another.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "file_destruction")]
#[record(name = "file_destruction")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Number of the certificate.
    #[field(class = "directory")]
    pub number: String,
    /// Year of the number.
    #[field(class = "system")]
    pub year: i32,
    /// Place in the numbers of the year, from 1 and without gaps.
    #[field(class = "system")]
    pub sequence: i32,
    /// `proposed`, `done` or `refused`.
    #[field(class = "directory")]
    pub status: String,
    /// Why.
    #[field(class = "talk")]
    pub reason: Sealed<String>,
    /// How many documents.
    #[field(class = "directory")]
    pub item_count: i32,
    /// When it was proposed.
    #[field(class = "directory")]
    pub proposed_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub proposed_by: Option<Uuid>,
    /// When it was decided.
    #[field(class = "directory")]
    pub decided_at: Option<Stamp>,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub decided_by: Option<Uuid>,
    /// The certificate.
    #[field(class = "talk")]
    pub pdf: Option<Sealed<Vec<u8>>>,
    /// SHA-256 of the certificate.
    #[field(class = "system")]
    pub sha256: Option<String>,
    /// Its detached signature.
    #[field(class = "system")]
    pub signature: Option<String>,
    /// The public key that checks it, as PEM.
    #[field(class = "system")]
    pub public_key: Option<String>,
}

entity!();
