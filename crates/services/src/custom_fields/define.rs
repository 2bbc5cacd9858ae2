//! Defining fields.

use access::{Caller, Permission};
use chrono::Days;
use kernel::{CustomFieldId, Date, FieldClass, Problem, Text};
use storage::Db;
use storage::query::Find;
use storage::rows::{CatalogueItem, CustomField, CustomValue};

use super::kinds::CustomKind;
use super::owners::EXTENSIBLE;
use super::views::{CustomFieldList, CustomFieldView, CustomFieldsQuery, CustomRules, PutCustomField};
use crate::{App, Result};

/// A code that a program can use too.
const CODE_MAX: usize = 40;

/// All fields. They say nothing about anybody: everybody signed in may read them.
pub async fn list_custom_fields(app: &App, caller: &Caller, query: CustomFieldsQuery) -> Result<CustomFieldList> {
    caller.require(Permission::SessionUse)?;
    let mut rows = Find::<CustomField>::new().all(&app.db()).await?;
    rows.retain(|row| query.record.as_ref().is_none_or(|record| row.record == *record));
    rows.sort_by(|a, b| (&a.record, a.sort, &a.code).cmp(&(&b.record, b.sort, &b.code)));
    Ok(CustomFieldList { items: rows.into_iter().map(view).collect(), records: EXTENSIBLE.to_vec() })
}

/// Adds a field, or changes what may change of a known one.
pub async fn put_custom_field(app: &App, caller: &Caller, input: PutCustomField) -> Result<CustomFieldView> {
    caller.require(Permission::CatalogueWrite)?;
    let mut work = app.begin(caller, "put_custom_field", None).await?;
    check(&work.db(), &input).await?;
    let same = Find::<CustomField>::new().eq(CustomField::RECORD, input.record.as_str());
    let known = same.eq(CustomField::CODE, input.code.as_str()).one(&work.db()).await?;
    let rules = serde_json::to_string(&input.rules).unwrap_or_default();
    let valid_from = input.first_day.or(known.as_ref().map(|row| row.valid_from)).unwrap_or_else(|| app.today());
    let valid_until = input.last_day.map(|day| day + Days::new(1));
    if valid_until.is_some_and(|until| until <= valid_from) {
        return Err(Problem::invalid("input.range_reversed").at("/last_day"));
    }
    let row = CustomField {
        id: known.as_ref().map_or_else(|| work.new_id(), |row| row.id),
        record: input.record,
        code: input.code,
        title_zh: input.title.zh.trim().to_owned(),
        title_en: input.title.en.trim().to_owned(),
        kind: input.kind.key().to_owned(),
        list: input.list,
        class: class_key(input.class),
        required: input.required,
        searchable: input.searchable,
        rules,
        sort: input.sort,
        category: input.category,
        valid_from,
        valid_until,
    };
    match known {
        None => work.insert(row.clone()).await?,
        Some(old) => {
            refuse_other_meaning(&work.db(), &old, &row).await?;
            work.update(&old, row.clone()).await?;
        }
    }
    work.commit().await?;
    Ok(view(row))
}

async fn check(db: &Db<'_>, input: &PutCustomField) -> Result<()> {
    if !EXTENSIBLE.contains(&input.record.as_str()) {
        let problem = Problem::invalid("custom_fields.record_fixed").at("/record");
        return Err(problem.with("known", EXTENSIBLE.join(", ")));
    }
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let starts = input.code.starts_with(|c: char| c.is_ascii_lowercase());
    if !starts || input.code.len() > CODE_MAX || !input.code.chars().all(sound) {
        return Err(Problem::invalid("custom_fields.code_form").at("/code").with("most", CODE_MAX));
    }
    if input.title.incomplete() {
        return Err(Problem::invalid("input.required").at("/title"));
    }
    // What describes the machine describes nobody.
    if input.class == FieldClass::System {
        return Err(Problem::invalid("custom_fields.class_system").at("/class"));
    }
    match (input.kind, input.list.as_deref()) {
        (CustomKind::Code, None) => return Err(Problem::invalid("custom_fields.list_missing").at("/list")),
        (CustomKind::Code, Some(list)) => {
            if Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, list).one(db).await?.is_none() {
                return Err(Problem::invalid("custom_fields.list_unknown").at("/list").with("list", list));
            }
        }
        (_, Some(_)) => return Err(Problem::invalid("custom_fields.list_unused").at("/list")),
        (_, None) => {}
    }
    if let Some(category) = &input.category {
        if input.record != "person_event" {
            return Err(Problem::invalid("custom_fields.category_unused").at("/category"));
        }
        crate::organisation::check_code(db, "event_kind", category, "/category").await?;
    }
    Ok(())
}

/// Values on record keep their meaning: what a field holds and who may see it stays once somebody filled it in.
async fn refuse_other_meaning(db: &Db<'_>, old: &CustomField, new: &CustomField) -> Result<()> {
    let changed = [
        ("/kind", old.kind != new.kind),
        ("/class", old.class != new.class),
        ("/list", old.list != new.list),
        ("/category", old.category != new.category),
    ];
    let Some((pointer, _)) = changed.into_iter().find(|(_, changed)| *changed) else { return Ok(()) };
    let used = Find::<CustomValue>::new().eq(CustomValue::FIELD_ID, old.id).one(db).await?;
    if used.is_some() { Err(Problem::conflict("custom_fields.in_use").at(pointer)) } else { Ok(()) }
}

/// The class as it stands at rest.
fn class_key(class: FieldClass) -> String {
    serde_json::to_value(class).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The class of a field. A name that nobody knows any more is read as the most delicate one.
pub(super) fn class_of(row: &CustomField) -> FieldClass {
    serde_json::from_value(serde_json::Value::String(row.class.clone())).unwrap_or(FieldClass::Protected)
}

/// The limits of a field.
pub(super) fn rules_of(row: &CustomField) -> CustomRules {
    serde_json::from_str(&row.rules).unwrap_or_default()
}

/// The fields of a record that are filled in on a day, in order.
pub(super) async fn fields_on(
    db: &Db<'_>,
    record: &str,
    category: Option<&str>,
    day: Date,
) -> Result<Vec<CustomField>> {
    let mut rows = Find::<CustomField>::new().eq(CustomField::RECORD, record).all(db).await?;
    rows.retain(|row| {
        let holds = row.valid_from <= day && row.valid_until.is_none_or(|until| day < until);
        holds && row.category.as_deref().is_none_or(|wanted| category == Some(wanted))
    });
    rows.sort_by(|a, b| (a.sort, &a.code).cmp(&(b.sort, &b.code)));
    Ok(rows)
}

pub(super) fn view(row: CustomField) -> CustomFieldView {
    let (class, rules) = (class_of(&row), rules_of(&row));
    let CustomField {
        id,
        record,
        code,
        title_zh,
        title_en,
        kind,
        list,
        class: _,
        required,
        searchable,
        rules: _,
        sort,
        category,
        valid_from,
        valid_until,
    } = row;
    CustomFieldView {
        id: CustomFieldId(id),
        record,
        code,
        title: Text::new(title_zh, title_en),
        kind: CustomKind::of(&kind),
        list,
        class,
        required,
        searchable,
        rules,
        sort,
        category,
        first_day: valid_from,
        last_day: valid_until.map(|until| until - Days::new(1)),
    }
}
