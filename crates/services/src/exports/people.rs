//! The roster of a day as CSV, XLSX or JSON.

use std::collections::HashMap;

use access::{Caller, Permission};
use chrono::Days;
use documents::tables::{Column, ColumnKind, Export, Value, write_csv, write_xlsx};
use kernel::{Date, ErrorKind, Instant, Money, Problem};
use serde::Deserialize;
use serde_json::{Map, json};
use storage::audit::Action;
use storage::query::Find;
use storage::rows::CatalogueItem;
use utoipa::ToSchema;

use super::roster::{Roster, read};
use crate::custom_fields::{CustomFieldView, CustomKind};
use crate::imports::Target;
use crate::{App, Result};

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Text with commas, UTF-8 with a byte-order mark.
    Csv,
    /// A workbook.
    Xlsx,
    /// JSON with codes instead of names, amounts in fen.
    Json,
}

/// Which day, in which form.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportPeople {
    /// The day; today unless told.
    pub as_of: Option<Date>,
    /// As far as was known at the end of this day; now unless told.
    pub known_on: Option<Date>,
    /// `csv`, `xlsx` or `json`.
    #[param(inline)]
    pub format: ExportFormat,
}

/// A file to hand out.
#[derive(Debug, Clone)]
pub struct ExportedFile {
    /// Its name.
    pub file_name: String,
    /// Its type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many people are in it.
    pub people: usize,
    /// Columns that were left out, wholly or for some people, because the caller may not read them.
    pub redacted: Vec<String>,
}

/// The people employed on the day, as far as the caller may see. The entry in the trail is committed before the file
/// is given out.
pub async fn export_people(app: &App, caller: &Caller, input: ExportPeople) -> Result<ExportedFile> {
    let scope = caller.require(Permission::RosterExport)?;
    let day = input.as_of.unwrap_or_else(|| app.today());
    let known_at =
        input.known_on.map_or_else(|| app.now(), |day| app.instant_of(day + Days::new(1), 0, 0).plus_seconds(-1));
    let roster = read(app, caller, scope, day, known_at).await?;
    let (bytes, content_type, ending) = match input.format {
        ExportFormat::Json => (as_json(&roster, day, known_at)?, "application/json", "json"),
        ExportFormat::Csv => (write_csv(&table(app, &roster, day).await?), "text/csv; charset=utf-8", "csv"),
        ExportFormat::Xlsx => {
            let tables = [table(app, &roster, day).await?, about(&roster, day, known_at)];
            let bytes = write_xlsx(&tables, app.today())
                .map_err(|error| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error))?;
            (bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
    };
    let reason = format!("roster as of {day}, {} people, {ending}", roster.rows.len());
    let mut work = app.begin(caller, "export_people", Some(reason)).await?;
    let id = work.new_id();
    work.record(Action::Export, "person", id, None);
    work.commit().await?;
    Ok(ExportedFile {
        file_name: format!("花名册-{day}.{ending}"),
        content_type,
        bytes,
        people: roster.rows.len(),
        redacted: roster.redacted.iter().cloned().collect(),
    })
}

const fn kind(target: Target) -> ColumnKind {
    match target {
        target if target.is_day() => ColumnKind::Date,
        Target::BasePay => ColumnKind::Money,
        _ => ColumnKind::Text,
    }
}

/// The table for people: Chinese headings, names instead of codes.
async fn table(app: &App, roster: &Roster, day: Date) -> Result<Export> {
    let items = Find::<CatalogueItem>::new().all(&app.db()).await?;
    let names: HashMap<(&str, &str), &str> =
        items.iter().map(|item| ((item.kind.as_str(), item.code.as_str()), item.title_zh.as_str())).collect();
    let own = roster.custom.iter().map(|field| Column::new(field.title.zh.as_ref(), custom_kind(field.kind)));
    let columns = roster.columns.iter().map(|target| Column::new(heading(*target), kind(*target))).chain(own).collect();
    let rows = roster.rows.iter().map(|row| {
        let cell = |target: &Target| {
            let value =
                row.values.iter().find(|(own, _)| own == target).map_or(Value::Empty, |(_, value)| value.clone());
            match (&value, target.catalogue()) {
                (Value::Text(code), Some("contract_kind")) if code == "none" => Value::from("无合同"),
                (Value::Text(code), Some(list)) => {
                    names.get(&(list, code.as_str())).map_or(value.clone(), |name| Value::from(*name))
                }
                _ => value,
            }
        };
        let own = roster.custom.iter().map(|field| {
            let value = row.custom.iter().find(|(id, _)| *id == field.id).map(|(_, value)| value);
            value.map_or(Value::Empty, |value| custom_cell(field, value, &names))
        });
        roster.columns.iter().map(cell).chain(own).collect()
    });
    Ok(Export { name: format!("花名册 {day}"), columns, rows: rows.collect() })
}

pub(super) const fn custom_kind(kind: CustomKind) -> ColumnKind {
    match kind {
        CustomKind::Date => ColumnKind::Date,
        CustomKind::Money => ColumnKind::Money,
        CustomKind::Integer => ColumnKind::Integer,
        CustomKind::Text | CustomKind::Decimal | CustomKind::Boolean | CustomKind::Code => ColumnKind::Text,
    }
}

/// A value of a field that the firm added, as its kind is written in a table.
pub(super) fn custom_cell(
    field: &CustomFieldView,
    value: &serde_json::Value,
    names: &HashMap<(&str, &str), &str>,
) -> Value {
    let text = value.as_str();
    match field.kind {
        CustomKind::Date => text.and_then(|text| text.parse::<Date>().ok()).map_or(Value::Empty, Value::Date),
        CustomKind::Money => value.as_i64().map_or(Value::Empty, |fen| Value::Money(Money::from_fen(fen))),
        CustomKind::Integer => value.as_i64().map_or(Value::Empty, Value::Integer),
        CustomKind::Boolean => {
            value.as_bool().map_or(Value::Empty, |truth| Value::from(if truth { "是" } else { "否" }))
        }
        CustomKind::Code => text.map_or(Value::Empty, |code| {
            let list = field.list.as_deref().unwrap_or_default();
            Value::from(names.get(&(list, code)).copied().unwrap_or(code))
        }),
        CustomKind::Text | CustomKind::Decimal => text.map_or(Value::Empty, Value::from),
    }
}

/// Headings that say the unit of what stands below, and that an import recognises again.
fn heading(target: Target) -> String {
    if target == Target::BasePay { "月基本工资".to_owned() } else { target.title().zh.into_owned() }
}

/// The second sheet: what the first one shows and what it leaves out.
fn about(roster: &Roster, day: Date, known_at: Instant) -> Export {
    let columns = ["说明", "内容"].map(|title| Column::new(title, ColumnKind::Text)).to_vec();
    let left_out: Vec<String> = roster
        .redacted
        .iter()
        .map(|key| Target::parse(key).map_or_else(|| key.clone(), |target| target.title().zh.into_owned()))
        .collect();
    let left_out = if left_out.is_empty() { "无".to_owned() } else { left_out.join("、") };
    let rows = [
        ("数据日期", day.to_string()),
        ("按此时所知", known_at.to_string()),
        ("人数", roster.rows.len().to_string()),
        ("无权查看而略去的列", left_out),
    ];
    let rows = rows.into_iter().map(|(name, text)| vec![Value::from(name), Value::from(text)]).collect();
    Export { name: "说明".to_owned(), columns, rows }
}

/// For programs: keys, codes, fen.
fn as_json(roster: &Roster, day: Date, known_at: Instant) -> Result<Vec<u8>> {
    let people: Vec<_> = roster
        .rows
        .iter()
        .map(|row| {
            let fields = row.values.iter().map(|(target, value)| match value {
                Value::Money(amount) => (format!("{}_fen", target.key()), json!(amount.fen())),
                Value::Text(text) => (target.key().to_owned(), json!(text)),
                Value::Integer(number) => (target.key().to_owned(), json!(number)),
                Value::Date(day) => (target.key().to_owned(), json!(day)),
                Value::Bool(truth) => (target.key().to_owned(), json!(truth)),
                Value::Empty if *target == Target::BasePay => ("base_pay_fen".to_owned(), json!(null)),
                Value::Empty => (target.key().to_owned(), json!(null)),
            });
            let own = roster.custom.iter().map(|field| {
                let value = row.custom.iter().find(|(id, _)| *id == field.id).map(|(_, value)| value.clone());
                (format!("{}.{}", field.record, field.code), json!(value))
            });
            fields.chain(own).collect::<Map<_, _>>()
        })
        .collect();
    let document = json!({
        "as_of": day, "known_at": known_at, "count": people.len(), "people": people, "redacted": roster.redacted,
    });
    serde_json::to_vec_pretty(&document)
        .map_err(|error| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error))
}
