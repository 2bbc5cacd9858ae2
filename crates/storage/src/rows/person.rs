//! Persons.

use kernel::Record;
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A human being, once, even after rehire.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "person")]
#[record(name = "person")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id, subject)]
    pub id: Uuid,
    /// Name as on the identity document.
    #[field(class = "directory", searchable)]
    pub full_name: String,
    /// The name in pinyin without tones, for search: `zhangmingyuan`.
    #[field(class = "directory", searchable)]
    pub name_pinyin: String,
    /// The initials of the pinyin: `zmy`.
    #[field(class = "directory", searchable)]
    pub name_initials: String,
    /// Number of the identity document.
    #[field(class = "identity")]
    pub identity_number: Option<Sealed<String>>,
    /// Blind index of the identity number: finds the same person again.
    #[field(class = "system")]
    pub identity_blind: Option<Vec<u8>>,
    /// Mobile phone.
    #[field(class = "contact")]
    pub phone: Option<Sealed<String>>,
    /// Blind index of the phone.
    #[field(class = "system")]
    pub phone_blind: Option<Vec<u8>>,
    /// Mail address.
    #[field(class = "contact")]
    pub email: Option<Sealed<String>>,
    /// Account that wages are paid to.
    #[field(class = "bank")]
    pub bank_account: Option<Sealed<String>>,
    /// Day of birth: for retirement age and fairness audits only.
    #[field(class = "protected")]
    pub birth_date: Option<Sealed<String>>,
    /// For duties of law and fairness audits only.
    #[field(class = "protected", refers_to = "catalogue:sex")]
    pub sex: Option<Sealed<String>>,
    /// When Renhe first knew the person.
    #[field(class = "system")]
    pub created_at: Stamp,
}

entity!();
