//! Values: read on a day as far as was known, written from a day on.

use std::collections::HashMap;

use access::Caller;
use kernel::{Date, DateRange, FieldClass, Instant, Problem, Record};
use serde_json::{Map, Value};
use storage::query::Find;
use storage::rows::{CustomField, CustomValue};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::define::{class_of, fields_on, rules_of, view};
use super::kinds::CustomKind;
use super::owners::{Owner, owner};
use super::views::{CustomFieldView, CustomValueView, CustomValues, PutCustomValues};
use crate::people::{AsOfQuery, axes};
use crate::{App, Result};

/// Classes whose values are kept plain, so that lists can search them.
pub const fn is_plain(class: FieldClass) -> bool {
    matches!(class, FieldClass::Directory | FieldClass::Employment)
}

/// The purpose of a field's blind index: equal values are found within one field, never across.
pub(super) fn blind_purpose(field: Uuid) -> String {
    format!("custom_value.{field}")
}

/// The custom fields of one record on a day.
pub async fn custom_values(
    app: &App,
    caller: &Caller,
    record: &str,
    id: Uuid,
    query: AsOfQuery,
) -> Result<CustomValues> {
    let db = app.db();
    let (day, known_at) = axes(app, &query);
    let owner = owner(app, &db, record, id).await?;
    owner.require(caller, owner.reads())?;
    let fields = fields_on(&db, record, owner.category.as_deref(), day).await?;
    let all = Find::<CustomValue>::new().eq(CustomValue::RECORD_ID, id).eq(CustomValue::RECORD, record);
    let all = all.known_at(known_at).all(&db).await?;
    let mut redacted = Vec::new();
    let mut items = Vec::new();
    for field in fields {
        let own = || all.iter().filter(|value| value.field_id == field.id);
        let now = own().find(|value| value.valid_from <= day && value.valid_until.is_none_or(|until| day < until));
        let reads = owner.may_read(caller, class_of(&field));
        if !reads {
            redacted.push(field.code.clone());
        }
        let changes_later = reads && own().any(|value| value.valid_from > day);
        items.push(value_view(app, caller, &owner, field, now, changes_later)?);
    }
    let may_write = owner.require(caller, owner.writes()).is_ok();
    Ok(CustomValues { record: record.to_owned(), record_id: id, as_of: day, items, may_write, redacted })
}

fn value_view(
    app: &App,
    caller: &Caller,
    owner: &Owner,
    field: CustomField,
    row: Option<&CustomValue>,
    changes_later: bool,
) -> Result<CustomValueView> {
    let class = class_of(&field);
    let kind = CustomKind::of(&field.kind);
    let reads = owner.may_read(caller, class);
    let text = match row {
        Some(row) if reads => open(app, row)?,
        _ => None,
    };
    let value = text.map(|text| kind.value(&text));
    let subject = owner.subject;
    let (value, first_day) = if owner.person.is_some() {
        (caller.show_class(&subject, class, value), caller.show_class(&subject, class, row.map(|row| row.valid_from)))
    } else {
        (caller.show_of_organisation(class, value), caller.show_of_organisation(class, row.map(|row| row.valid_from)))
    };
    Ok(CustomValueView { field: view(field), value, first_day, changes_later })
}

/// The text of a value.
pub(super) fn open(app: &App, row: &CustomValue) -> Result<Option<String>> {
    match (&row.plain, &row.sealed) {
        (Some(plain), _) => Ok(Some(plain.clone())),
        (None, Some(sealed)) => {
            let opened = app.store().unseal(CustomValue::META.name, CustomValue::SEALED, row.value_id, sealed)?;
            Ok(Some(opened.into_exposed()))
        }
        (None, None) => Ok(None),
    }
}

/// Writes values from a day on.
pub async fn put_custom_values(
    app: &App,
    caller: &Caller,
    record: &str,
    id: Uuid,
    input: PutCustomValues,
) -> Result<CustomValues> {
    let owner = owner(app, &app.db(), record, id).await?;
    owner.require(caller, owner.writes())?;
    let first_day = input.first_day.unwrap_or_else(|| app.today());
    let mut work = app.begin(caller, "put_custom_values", None).await?;
    let may_write = |class| owner.may_read(caller, class);
    put_in(app, &mut work, (record, id), &owner, (first_day, app.now()), &input.values, &may_write).await?;
    work.commit().await?;
    let query = AsOfQuery { as_of: Some(first_day), known_on: None };
    custom_values(app, caller, record, id, query).await
}

/// The same inside a unit of work, known since `known_at`: for imports and other rooms, which have asked for the right.
pub async fn put_custom_values_in(
    app: &App,
    work: &mut UnitOfWork,
    (record, id): (&str, Uuid),
    first_day: Date,
    known_at: Instant,
    values: &Map<String, Value>,
) -> Result<()> {
    let owner = owner(app, &work.db(), record, id).await?;
    put_in(app, work, (record, id), &owner, (first_day, known_at), values, &|_| true).await
}

#[expect(clippy::too_many_arguments, reason = "what a value hangs on, each by its name")]
async fn put_in(
    app: &App,
    work: &mut UnitOfWork,
    (record, id): (&str, Uuid),
    owner: &Owner,
    (first_day, known_at): (Date, Instant),
    values: &Map<String, Value>,
    may_write: &(dyn Fn(FieldClass) -> bool + Sync),
) -> Result<()> {
    let fields = fields_on(&work.db(), record, owner.category.as_deref(), first_day).await?;
    let known: HashMap<Uuid, Uuid> = on_record(&work.db(), record, id).await?;
    for (code, value) in values {
        let pointer = format!("/values/{code}");
        let unknown = || Problem::invalid("custom_fields.field_unknown").at(pointer.clone()).with("code", code);
        let field = fields.iter().find(|field| field.code == *code).ok_or_else(unknown)?;
        if !may_write(class_of(field)) {
            let problem = Problem::forbidden("access.class_missing").at(pointer);
            return Err(problem.with("class", field.class.clone()));
        }
        let value_id = known.get(&field.id).copied();
        if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
            if let Some(value_id) = value_id {
                work.clear::<CustomValue>(value_id, DateRange::starting(first_day), known_at).await?;
            }
            continue;
        }
        let kind = CustomKind::of(&field.kind);
        let text = kind.canonical(value, &rules_of(field), &pointer)?;
        if let Some(list) = field.list.as_deref() {
            crate::organisation::check_code(&work.db(), list, &text, &pointer).await?;
        }
        let value_id = value_id.unwrap_or_else(|| work.new_id());
        let ids = (value_id, id, owner.person);
        let row = row(app, work, &view(field.clone()), ids, &text, (first_day, known_at));
        work.put(DateRange::starting(first_day), known_at, &row).await?;
    }
    refuse_missing(work, (record, id), &fields, (first_day, known_at)).await
}

/// The timelines that a record has already, by field.
async fn on_record(db: &Db<'_>, record: &str, id: Uuid) -> Result<HashMap<Uuid, Uuid>> {
    let find = Find::<CustomValue>::new().eq(CustomValue::RECORD_ID, id).eq(CustomValue::RECORD, record);
    Ok(find.all(db).await?.into_iter().map(|row| (row.field_id, row.value_id)).collect())
}

/// A value that holds from a day on, not yet written: for files that bring thousands. Its timeline is new.
pub fn compose(
    app: &App,
    work: &UnitOfWork,
    field: &CustomFieldView,
    (record, person): (Uuid, Uuid),
    text: &str,
    (first_day, known_at): (Date, Instant),
) -> CustomValue {
    row(app, work, field, (work.new_id(), record, Some(person)), text, (first_day, known_at))
}

fn row(
    app: &App,
    work: &UnitOfWork,
    field: &CustomFieldView,
    (value_id, record_id, person_id): (Uuid, Uuid, Option<Uuid>),
    text: &str,
    (first_day, known_at): (Date, Instant),
) -> CustomValue {
    let plain = is_plain(field.class);
    let blind = || app.store().blind(&blind_purpose(field.id.0), &text.to_lowercase());
    let seal = || work.seal(CustomValue::META, CustomValue::SEALED, value_id, &text.to_owned());
    CustomValue {
        row_id: work.new_id(),
        value_id,
        field_id: field.id.0,
        record: field.record.clone(),
        record_id,
        person_id,
        plain: plain.then(|| text.to_owned()),
        sealed: (!plain).then(seal),
        blind: (!plain && field.searchable).then(blind),
        valid_from: first_day,
        valid_until: None,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    }
}

/// What must be present is present afterwards.
async fn refuse_missing(
    work: &UnitOfWork,
    (record, id): (&str, Uuid),
    fields: &[CustomField],
    (day, known_at): (Date, Instant),
) -> Result<()> {
    let find = Find::<CustomValue>::new().eq(CustomValue::RECORD_ID, id).eq(CustomValue::RECORD, record);
    let held = find.as_of(day, known_at).all(&work.db()).await?;
    let missing = |field: &&CustomField| field.required && !held.iter().any(|value| value.field_id == field.id);
    match fields.iter().find(missing) {
        Some(field) => Err(Problem::invalid("input.required").at(format!("/values/{}", field.code))),
        None => Ok(()),
    }
}
