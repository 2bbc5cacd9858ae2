//! Reading certificates.

use std::collections::HashMap;

use access::{Caller, Disclosure, Permission, Subject};
use kernel::{FieldClass, PersonId, QualificationId, Record, Sensitive};
use storage::query::{Find, subjects_of};
use storage::rows::{Person, Qualification};
use uuid::Uuid;

use super::views::{QualificationView, QualificationsQuery};
use crate::{App, Page, Result};

/// Certificates of people whom the caller may see, newest issue first.
pub async fn list_qualifications(
    app: &App,
    caller: &Caller,
    query: QualificationsQuery,
) -> Result<Page<QualificationView>> {
    caller.require(Permission::PersonRead)?;
    // That somebody holds a certificate is a fact of the employment, the list's rows included.
    let scope = caller.scope_with(Permission::PersonRead, FieldClass::Employment);
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let from: u64 = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let find = || {
        let find = Find::<Qualification>::new().visible(&scope, app.today());
        let find = match query.person_id {
            Some(person) => find.eq(Qualification::PERSON_ID, person.0),
            None => find,
        };
        match query.q.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
            Some(words) => find.contains(Qualification::TITLE, words),
            None => find,
        }
    };
    let db = app.db();
    let ordered = find().descending(Qualification::ISSUED_ON).ascending(Qualification::ID);
    let mut rows = ordered.offset(from).limit(limit + 1).all(&db).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let names = Find::<Person>::new().any(Person::ID, persons.iter().copied()).all(&db).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|row| (row.id, row.full_name)).collect();
    let subjects = subjects_of(&db, &persons, app.today()).await?;
    let view_of = |row: Qualification| {
        let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
        let subject = subjects.get(&row.person_id).copied().unwrap_or(nowhere);
        view(app, caller.disclose(subject), row, &names)
    };
    let items = rows.into_iter().map(view_of).collect::<Result<_>>()?;
    let total = Some(find().count(&db).await?);
    Ok(Page { items, next_cursor: more.then(|| (from + limit).to_string()), total })
}

fn view(
    app: &App,
    mut shown: Disclosure<'_>,
    row: Qualification,
    names: &HashMap<Uuid, String>,
) -> Result<QualificationView> {
    let Qualification { id, person_id, title, issuer, number, issued_on, expires_on, recorded_at: _ } = row;
    let open = || -> Result<Option<String>> {
        let open = |number| app.store().unseal(Qualification::META.name, Qualification::NUMBER, id, &number);
        Ok(number.map(open).transpose()?.map(Sensitive::into_exposed))
    };
    Ok(QualificationView {
        id: QualificationId(id),
        person_id: PersonId(person_id),
        person_name: names.get(&person_id).cloned().unwrap_or_default(),
        title: shown.show(Qualification::TITLE, title),
        issuer: shown.show(Qualification::ISSUER, issuer),
        number: shown.show_with(Qualification::NUMBER, open)?,
        issued_on: shown.show(Qualification::ISSUED_ON, issued_on),
        expires_on: shown.show(Qualification::EXPIRES_ON, expires_on),
        redacted: shown.redacted(),
    })
}
