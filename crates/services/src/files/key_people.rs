//! Key people: whose file has more modules for a time, and why.

use access::{Caller, Permission, Subject};
use chrono::Days;
use kernel::{Date, PersonId, Problem, Record};
use serde::Deserialize;
use storage::Db;
use storage::query::{Find, subject_of};
use storage::rows::KeyPerson;
use utoipa::ToSchema;
use uuid::Uuid;

use super::completeness::KeyPeople;
use super::views::KeyPersonView;
use crate::app::required_reason;
use crate::{App, Result};

/// Why somebody is a key person.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkKeyPerson {
    /// A code of the catalogue `key_person_kind`.
    #[schema(example = "core_technology")]
    pub kind: String,
    /// First day; today unless told.
    #[serde(default)]
    pub first_day: Option<Date>,
    /// Last day, when it is known.
    #[serde(default)]
    pub last_day: Option<Date>,
    /// Why.
    pub reason: String,
}

/// Those who are marked on a day.
pub(super) async fn marked(db: &Db<'_>, persons: &[Uuid], day: Date) -> Result<KeyPeople> {
    let mut found = KeyPeople::new();
    for chunk in persons.chunks(500) {
        let rows = Find::<KeyPerson>::new().any(KeyPerson::PERSON_ID, chunk.iter().copied()).all(db).await?;
        let holds = |row: &KeyPerson| row.first_day <= day && row.last_day.is_none_or(|last| day <= last);
        found.extend(rows.into_iter().filter(holds).map(|row| (row.person_id, row)));
    }
    Ok(found)
}

pub(super) fn view(app: &App, caller: &Caller, subject: &Subject, row: KeyPerson) -> Result<KeyPersonView> {
    let mut shown = caller.disclose(*subject);
    let reason = shown.show_with(KeyPerson::REASON, || {
        app.store().unseal("key_person", KeyPerson::REASON, row.id, &row.reason).map(storage::Opened::into_exposed)
    })?;
    let KeyPerson { id: _, person_id: _, kind, first_day, last_day, reason: _, marked_at, marked_by: _ } = row;
    Ok(KeyPersonView {
        kind: shown.show(KeyPerson::KIND, kind),
        first_day: shown.show(KeyPerson::FIRST_DAY, first_day),
        last_day: shown.show(KeyPerson::LAST_DAY, last_day),
        reason,
        marked_at: marked_at.into(),
        redacted: shown.redacted(),
    })
}

/// Marks a person, or changes the mark.
pub async fn mark_key_person(app: &App, caller: &Caller, person: PersonId, input: MarkKeyPerson) -> Result<()> {
    let MarkKeyPerson { kind, first_day, last_day, reason } = input;
    let (reason, today) = (required_reason(&reason)?, app.today());
    let first_day = first_day.unwrap_or(today);
    if last_day.is_some_and(|last| last < first_day) {
        return Err(Problem::invalid("files.ends_before_it_begins").at("/last_day"));
    }
    let subject = subject_of(&app.db(), person.0, today).await?;
    caller.require_for(Permission::FileWrite, &subject)?;
    let mut work = app.begin(caller, "mark_key_person", None).await?;
    crate::organisation::check_code(&work.db(), "key_person_kind", &kind, "/kind").await?;
    close_in(&mut work, person, first_day - Days::new(1)).await?;
    let id = work.new_id();
    let row = KeyPerson {
        id,
        person_id: person.0,
        kind,
        first_day,
        last_day,
        reason: work.seal(KeyPerson::META, KeyPerson::REASON, id, &reason),
        marked_at: work.now().into(),
        marked_by: work.context().actor,
    };
    work.insert(row).await?;
    work.commit().await?;
    Ok(())
}

/// Takes the mark away: yesterday was its last day.
pub async fn unmark_key_person(app: &App, caller: &Caller, person: PersonId) -> Result<()> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::FileWrite, &subject)?;
    let mut work = app.begin(caller, "unmark_key_person", None).await?;
    let last = app.today() - Days::new(1);
    if close_in(&mut work, person, last).await? == 0 {
        return Err(Problem::not_found("files.not_marked"));
    }
    work.commit().await?;
    Ok(())
}

/// Ends the marks that reach beyond a day; one that had not begun goes.
async fn close_in(work: &mut storage::UnitOfWork, person: PersonId, last: Date) -> Result<usize> {
    let rows = Find::<KeyPerson>::new().eq(KeyPerson::PERSON_ID, person.0).all(&work.db()).await?;
    let mut ended = 0;
    for row in rows.into_iter().filter(|row| row.last_day.is_none_or(|until| last < until)) {
        ended += 1;
        if row.first_day > last {
            work.remove(row).await?;
        } else {
            let new = KeyPerson { last_day: Some(last), ..row.clone() };
            work.update(&row, new).await?;
        }
    }
    Ok(ended)
}
