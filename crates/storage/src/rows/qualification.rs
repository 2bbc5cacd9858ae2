//! Qualifications.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A certificate of skill that a person holds: 职业资格、资质证书.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "qualification")]
#[record(name = "qualification")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who holds it.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// What it certifies.
    #[field(class = "employment", searchable)]
    pub title: String,
    /// Who issued it.
    #[field(class = "employment")]
    pub issuer: String,
    /// Its number.
    #[field(class = "identity")]
    pub number: Option<Sealed<String>>,
    /// Day of issue.
    #[field(class = "employment")]
    pub issued_on: Date,
    /// Last day of validity; none where it never runs out.
    #[field(class = "employment")]
    pub expires_on: Option<Date>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

entity!();
