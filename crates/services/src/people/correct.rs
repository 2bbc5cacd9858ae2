//! Correcting what is written on a person's own row.

use kernel::{PersonId, Problem, Sensitive};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::Person;

use super::commands::{IDENTITY, PHONE, normalised, seal_text};
use super::names::{initials_of, pinyin_of};
use crate::{App, Result};

/// New values; `None` leaves a field as it is, `Some(None)` takes its value away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonCorrection {
    /// Name as on the identity document; nobody is without one.
    pub full_name: Option<String>,
    /// Number of the identity document.
    pub identity_number: Option<Option<Sensitive<String>>>,
    /// Phone.
    pub phone: Option<Option<Sensitive<String>>>,
    /// Mail address.
    pub email: Option<Option<Sensitive<String>>>,
    /// Account that wages are paid to.
    pub bank_account: Option<Option<Sensitive<String>>>,
}

/// The blind index under which an identity number is found.
pub fn identity_blind(app: &App, number: &str) -> Vec<u8> {
    app.store().blind(IDENTITY, &normalised(number))
}

/// Corrects inside a unit of work. The trail keeps what stood there before.
pub async fn correct_person_in(
    app: &App,
    work: &mut UnitOfWork,
    person: PersonId,
    input: PersonCorrection,
) -> Result<()> {
    let PersonCorrection { full_name, identity_number, phone, email, bank_account } = input;
    let old = Find::<Person>::by_id(&work.db(), person.0).await?.ok_or(Problem::not_found("people.unknown"))?;
    let mut new = old.clone();
    let seal = |field, value: &Option<Sensitive<String>>| seal_text(work, field, person.0, value.as_ref());
    if let Some(name) = full_name.map(|name| name.trim().to_owned()) {
        if name.is_empty() {
            return Err(Problem::invalid("input.required").at("/full_name"));
        }
        (new.name_pinyin, new.name_initials) = (pinyin_of(&name), initials_of(&name));
        new.full_name = name;
    }
    if let Some(value) = &identity_number {
        new.identity_number = seal(Person::IDENTITY_NUMBER, value);
        new.identity_blind = value.as_ref().map(|value| identity_blind(app, value.expose()));
    }
    if let Some(value) = &phone {
        new.phone = seal(Person::PHONE, value);
        new.phone_blind = value.as_ref().map(|value| app.store().blind(PHONE, &normalised(value.expose())));
    }
    if let Some(value) = &email {
        new.email = seal(Person::EMAIL, value);
    }
    if let Some(value) = &bank_account {
        new.bank_account = seal(Person::BANK_ACCOUNT, value);
    }
    if let Some(index) = new.identity_blind.clone().filter(|_| identity_number.is_some()) {
        let same = Find::<Person>::new().eq(Person::IDENTITY_BLIND, index).ne(Person::ID, person.0);
        if same.one(&work.db()).await?.is_some() {
            return Err(Problem::conflict("people.identity_number_taken").at("/identity_number"));
        }
    }
    work.update(&old, new).await?;
    Ok(())
}
