//! Proofs of employment and income.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// An issued proof: the file, its signature, and whether it still holds.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "proof")]
#[record(name = "proof")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// For whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// About which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Uuid,
    /// Of employment or of income.
    #[field(class = "employment", refers_to = "catalogue:proof_kind")]
    pub kind: String,
    /// For whom it is meant.
    #[field(class = "employment")]
    pub purpose: String,
    /// Number, unique in the group.
    #[field(class = "employment")]
    pub number: String,
    /// Year of the number.
    #[field(class = "system")]
    pub year: i32,
    /// Place in the year's numbers, from 1 and without gaps.
    #[field(class = "system")]
    pub sequence: i32,
    /// `valid` or `revoked`.
    #[field(class = "employment")]
    pub status: String,
    /// Day of issue.
    #[field(class = "employment")]
    pub issued_on: Date,
    /// When.
    #[field(class = "system")]
    pub issued_at: Stamp,
    /// The file.
    #[field(class = "pay")]
    pub pdf: Sealed<Vec<u8>>,
    /// SHA-256 of the file in hexadecimal digits.
    #[field(class = "system")]
    pub sha256: String,
    /// Detached signature of the file.
    #[field(class = "system")]
    pub signature: String,
    /// The public key that checks it, as PEM.
    #[field(class = "system")]
    pub public_key: String,
    /// SHA-256 of the code in the public address.
    #[field(class = "system")]
    pub token_digest: Vec<u8>,
    /// The code in the public address.
    #[field(class = "employment")]
    pub token: Sealed<String>,
    /// When it was revoked.
    #[field(class = "employment")]
    pub revoked_at: Option<Stamp>,
}

entity!();
