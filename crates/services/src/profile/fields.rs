//! Which data people give about themselves, and the one spelling of each value.

use documents::identifiers;
use kernel::{FieldMeta, Problem, Sensitive};
use serde::{Deserialize, Serialize};
use storage::rows::{Person, PersonContact};

use super::views::ChangeOwnData;
use crate::Result;

/// The longest value, in characters.
const LONGEST: usize = 200;
/// As short as an account number may be, and as long (IBAN: 34).
const ACCOUNT: std::ops::RangeInclusive<usize> = 8..=34;

/// A field that people give about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OwnField {
    FullName,
    Phone,
    Email,
    Address,
    EmergencyName,
    EmergencyPhone,
    BankAccount,
}

impl OwnField {
    pub(super) const fn meta(self) -> &'static FieldMeta {
        match self {
            Self::FullName => Person::FULL_NAME,
            Self::Phone => Person::PHONE,
            Self::Email => Person::EMAIL,
            Self::Address => PersonContact::ADDRESS,
            Self::EmergencyName => PersonContact::EMERGENCY_NAME,
            Self::EmergencyPhone => PersonContact::EMERGENCY_PHONE,
            Self::BankAccount => Person::BANK_ACCOUNT,
        }
    }

    /// Key of its label, as in the declarations of records.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::FullName => "person.full_name",
            Self::Phone => "person.phone",
            Self::Email => "person.email",
            Self::Address => "person_contact.address",
            Self::EmergencyName => "person_contact.emergency_name",
            Self::EmergencyPhone => "person_contact.emergency_phone",
            Self::BankAccount => "person.bank_account",
        }
    }

    pub(super) const fn needs_reason(self) -> bool {
        matches!(self, Self::FullName | Self::BankAccount)
    }

    /// The one spelling of a value; nothing for an empty one, which takes the value away.
    fn spelled(self, text: &str) -> Result<Option<String>> {
        let at = format!("/{}", self.meta().name);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = text.chars().count();
        if length > LONGEST {
            return Err(Problem::invalid("profile.too_long").at(at).with("most", LONGEST).with("length", length));
        }
        if text.is_empty() {
            // Nobody is without a name, and wages are paid somewhere.
            return if self.needs_reason() { Err(Problem::invalid("input.required").at(at)) } else { Ok(None) };
        }
        let spelled = match self {
            Self::Phone | Self::EmergencyPhone => {
                identifiers::phone(&text).map_err(|_| Problem::invalid("profile.phone_form").at(at))?
            }
            Self::Email => identifiers::email(&text).map_err(|_| Problem::invalid("profile.email_form").at(at))?,
            Self::BankAccount => {
                let account: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
                if !ACCOUNT.contains(&account.len()) || !account.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                    return Err(Problem::invalid("profile.account_form").at(at));
                }
                account
            }
            Self::FullName | Self::Address | Self::EmergencyName => text,
        };
        Ok(Some(spelled))
    }
}

impl ChangeOwnData {
    /// The values that are asked for, each in its one spelling.
    pub(super) fn wanted(&self) -> Result<Vec<(OwnField, Option<String>)>> {
        let Self { full_name, phone, email, address, emergency_name, emergency_phone, bank_account, reason: _ } = self;
        let given: [(OwnField, &Option<Sensitive<String>>); 7] = [
            (OwnField::FullName, full_name),
            (OwnField::Phone, phone),
            (OwnField::Email, email),
            (OwnField::Address, address),
            (OwnField::EmergencyName, emergency_name),
            (OwnField::EmergencyPhone, emergency_phone),
            (OwnField::BankAccount, bank_account),
        ];
        let given = given.into_iter().filter_map(|(field, value)| Some((field, value.as_ref()?)));
        given.map(|(field, value)| Ok((field, field.spelled(value.expose())?))).collect()
    }
}
