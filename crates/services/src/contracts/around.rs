//! Whom a record is about: what each list of agreements needs of its persons.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use kernel::{PersonId, Problem};
use storage::UnitOfWork;
use storage::query::{Find, subject_of, subjects_of};
use storage::rows::{Employment, Person};
use uuid::Uuid;

use crate::people::PersonRef;
use crate::{App, Result};

/// A list shows at most so many.
pub(super) const LISTED: u64 = 500;

/// The newest employment of a person: a non-compete lives on after it ended.
async fn employment_of(db: &storage::Db<'_>, person: PersonId) -> Result<Employment> {
    let find = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known();
    let row = find.descending(Employment::VALID_FROM).one(db).await?;
    row.ok_or(Problem::conflict("people.not_employed"))
}

/// Begins a write about a person whose contracts the caller runs.
pub(super) async fn begin(
    app: &App,
    caller: &Caller,
    operation: &'static str,
    person: PersonId,
) -> Result<(UnitOfWork, Employment)> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::ContractWrite, &subject)?;
    let work = app.begin(caller, operation, None).await?;
    let employment = employment_of(&work.db(), person).await?;
    Ok((work, employment))
}

/// A text that must be said.
pub(super) fn required(text: &str, pointer: &'static str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::invalid("input.required").at(pointer));
    }
    Ok(text.to_owned())
}

/// Subjects and names of some persons.
pub(super) struct Around {
    subjects: HashMap<Uuid, Subject>,
    names: HashMap<Uuid, String>,
}

pub(super) async fn around(app: &App, persons: Vec<Uuid>) -> Result<Around> {
    let db = app.db();
    let subjects = subjects_of(&db, &persons, app.today()).await?;
    let names = Find::<Person>::new().any(Person::ID, persons).all(&db).await?;
    Ok(Around { subjects, names: names.into_iter().map(|row| (row.id, row.full_name)).collect() })
}

impl Around {
    pub(super) fn subject(&self, person: Uuid) -> Subject {
        let nowhere = Subject { person: Some(person), ..Subject::default() };
        self.subjects.get(&person).copied().unwrap_or(nowhere)
    }

    pub(super) fn person(&self, id: Uuid) -> PersonRef {
        PersonRef { id: PersonId(id), full_name: self.names.get(&id).cloned().unwrap_or_default() }
    }
}
