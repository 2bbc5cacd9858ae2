//! A custom value as it stands in a cell of a file.

use documents::dates::{DateHint, DateKind, ParsedDate, parse_loose};
use documents::{amounts, fold};
use kernel::Date;
use serde_json::{Value, json};

use super::kinds::CustomKind;
use super::views::CustomFieldView;

/// Reads a cell into the canonical text of the field's values; `codes` are pairs of title and code of its list. `None`:
/// this is no value of the field.
pub fn read_text<'a>(
    field: &CustomFieldView,
    cell: &str,
    today: Date,
    mut codes: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    let text = fold(cell).split_whitespace().collect::<Vec<_>>().join(" ");
    let value = match field.kind {
        CustomKind::Text => Value::String(text),
        CustomKind::Decimal => Value::String(text.replace(',', "")),
        CustomKind::Integer => json!(text.replace(',', "").trim_end_matches(".0").parse::<i64>().ok()?),
        CustomKind::Money => json!(amounts::parse_loose(&text).ok().flatten()?.amount.fen()),
        CustomKind::Date => match parse_loose(&text, DateHint::new(DateKind::Event, today)).ok()? {
            ParsedDate::Day { day, .. } => json!(day),
            ParsedDate::OpenEnd | ParsedDate::Missing => return None,
        },
        CustomKind::Boolean => json!(truth(&text)?),
        CustomKind::Code => {
            let wanted = text.to_lowercase();
            let found = codes.find(|(title, code)| title.to_lowercase() == wanted || code.to_lowercase() == wanted)?;
            Value::String(found.1.to_owned())
        }
    };
    field.kind.canonical(&value, &field.rules, "").ok()
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "是" | "有" | "对" | "yes" | "y" | "true" | "1" => Some(true),
        "否" | "无" | "没有" | "no" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}
