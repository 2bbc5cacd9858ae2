//! The firm's own fields as columns of a list of people.

use std::collections::{BTreeMap, HashMap};

use access::{Caller, Permission};
use kernel::{PersonId, Problem};
use storage::query::{Find, subjects_of};
use storage::rows::Employment;
use uuid::Uuid;

use super::sheet::CustomSheet;
use super::views::{CustomColumns, CustomColumnsQuery, CustomLine};
use crate::{App, Result};

/// As many as a page of the list has at most.
const LINES: usize = 200;

/// Values of people whom the caller may see, in the fields asked for. Whoever is out of sight has no line.
pub async fn custom_columns(app: &App, caller: &Caller, query: CustomColumnsQuery) -> Result<CustomColumns> {
    let scope = caller.require(Permission::PersonRead)?;
    let (db, now, day) = (app.db(), app.now(), query.as_of.unwrap_or_else(|| app.today()));
    let people: Vec<Uuid> = query.people.split(',').filter_map(|id| id.trim().parse().ok()).collect();
    if people.len() > LINES {
        return Err(Problem::invalid("custom_fields.too_many_lines").at("/people").with("most", LINES));
    }
    let sheet = CustomSheet::read(&db, Some(&people), (day, now)).await?;
    let wanted: Vec<_> = query.fields.split(',').map(str::trim).collect();
    let names = |field: &super::CustomFieldView| format!("{}.{}", field.record, field.code);
    let fields: Vec<_> = sheet.fields().iter().filter(|field| wanted.contains(&names(field).as_str())).collect();
    let find = Find::<Employment>::new().any(Employment::PERSON_ID, people.iter().copied());
    let employments = find.as_of(day, now).all(&db).await?;
    let employments: HashMap<Uuid, Uuid> =
        employments.into_iter().map(|row| (row.person_id, row.employment_id)).collect();
    let subjects = subjects_of(&db, &people, app.today()).await?;
    let mut items = Vec::with_capacity(people.len());
    for person in people {
        let Some(subject) = subjects.get(&person).filter(|subject| scope.covers(subject)) else { continue };
        let (mut values, mut redacted) = (BTreeMap::new(), Vec::new());
        for field in &fields {
            let record = if field.record == "person" { Some(person) } else { employments.get(&person).copied() };
            if !caller.may_read(field.class, subject) {
                redacted.push(names(field));
            }
            let value = sheet.value(app, caller, subject, (field, record.unwrap_or_default()))?;
            values.insert(names(field), value);
        }
        items.push(CustomLine { person_id: PersonId(person), values, redacted });
    }
    Ok(CustomColumns { items })
}
