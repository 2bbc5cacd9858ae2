//! Finding people by a custom field.

use std::collections::HashMap;

use access::{Caller, Permission};
use kernel::{CustomFieldId, PersonId, Problem};
use storage::query::Find;
use storage::rows::{CustomField, CustomValue, Person};
use uuid::Uuid;

use super::define::class_of;
use super::values::{blind_purpose, is_plain};
use super::views::{CustomMatch, CustomMatchList, CustomMatchQuery};
use crate::{App, Result};

/// How many are shown.
const SHOWN: usize = 200;

/// Who has a value on a day, of those whose class the caller may see: what is found tells the value. A plain text is
/// found by any part of it, a sealed one by the whole.
pub async fn find_by_custom_value(
    app: &App,
    caller: &Caller,
    field: CustomFieldId,
    query: CustomMatchQuery,
) -> Result<CustomMatchList> {
    caller.require(Permission::PersonRead)?;
    let db = app.db();
    let unknown = || Problem::not_found("custom_fields.unknown");
    let field = Find::<CustomField>::by_id(&db, field.0).await?.ok_or_else(unknown)?;
    if !field.searchable {
        return Err(Problem::conflict("custom_fields.not_searchable"));
    }
    let (day, class) = (query.as_of.unwrap_or_else(|| app.today()), class_of(&field));
    let scope = caller.scope_with(Permission::PersonRead, class);
    let value = query.value.trim();
    let find = Find::<CustomValue>::new().eq(CustomValue::FIELD_ID, field.id).as_of(day, app.now());
    let find = if is_plain(class) {
        find.contains(CustomValue::PLAIN, value)
    } else {
        let blind = app.store().blind(&blind_purpose(field.id), &value.to_lowercase());
        find.eq(CustomValue::BLIND, blind)
    };
    let mut rows = find.visible(&scope, app.today()).limit(SHOWN as u64 + 1).all(&db).await?;
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let persons = Find::<Person>::new().any(Person::ID, rows.iter().filter_map(|row| row.person_id)).all(&db).await?;
    let names: HashMap<Uuid, String> = persons.into_iter().map(|row| (row.id, row.full_name)).collect();
    let found = rows.into_iter().filter_map(|row| {
        let person = row.person_id?;
        let full_name = names.get(&person).cloned().unwrap_or_default();
        Some(CustomMatch { person_id: PersonId(person), full_name, record_id: row.record_id })
    });
    let mut items: Vec<CustomMatch> = found.collect();
    items.sort_by(|a, b| a.full_name.cmp(&b.full_name));
    Ok(CustomMatchList { items, more })
}
