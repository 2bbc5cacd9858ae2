//! The page speaks every shipped language in full.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::tree::is_test_file;
use super::{Finding, Tree};

const FOLDER: &str = "web/src/locales/";
const LABELS: &str = "records.json";
const RULE: &str = "locales";

/// Every text exists in every language, and none is empty.
pub fn complete(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut languages: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    for (path, text) in tree.files() {
        let Some((language, part)) = path.strip_prefix(FOLDER).and_then(split) else { continue };
        match serde_json::from_str(text) {
            Ok(content) => flatten(part, &content, languages.entry(language).or_default()),
            Err(error) => found.push(Finding::new(RULE, path, error.line(), error.to_string())),
        }
    }
    let all: BTreeSet<&String> = languages.values().flat_map(BTreeMap::keys).collect();
    for (language, texts) in &languages {
        for key in all.iter().filter(|key| texts.get(**key).is_none_or(|text| text.trim().is_empty())) {
            found.push(Finding::new(RULE, &format!("{FOLDER}{language}"), 0, format!("no text for `{key}`")));
        }
    }
    found
}

/// `zh-CN/people.json` is language and part; `zh-CN.json` is the whole language.
fn split(path: &str) -> Option<(&str, &str)> {
    let path = path.strip_suffix(".json")?;
    Some(path.split_once('/').unwrap_or((path, "")))
}

fn flatten(prefix: &str, value: &Value, texts: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                flatten(&key, value, texts);
            }
        }
        Value::String(text) => {
            texts.insert(prefix.to_owned(), text.clone());
        }
        other => {
            texts.insert(prefix.to_owned(), other.to_string());
        }
    }
}

/// Every declared field that people see has its label `record.field` in each language, and no label outlives its
/// field. Fields of class `system` say nothing to people and need none.
pub fn labels_of_records(tree: &Tree) -> Vec<Finding> {
    let declared = declared_labels(tree);
    let mut found = Vec::new();
    for (path, text) in tree.files() {
        let labels = path.strip_prefix(FOLDER).filter(|rest| rest.ends_with(&format!("/{LABELS}")));
        let (Some(_), Ok(Value::Object(texts))) = (labels, serde_json::from_str(text)) else { continue };
        for (label, place) in declared.iter().filter(|(label, _)| !texts.contains_key(*label)) {
            found.push(Finding::new(RULE, path, 0, format!("no label `{label}`, which {place} declares")));
        }
        for label in texts.keys().filter(|label| !declared.contains_key(*label)) {
            found.push(Finding::new(RULE, path, 0, format!("no record declares `{label}`")));
        }
    }
    found
}

/// Labels with the file that declares them.
fn declared_labels(tree: &Tree) -> BTreeMap<String, &str> {
    let mut labels = BTreeMap::new();
    for (path, file) in tree.rust_below("crates/").filter(|(path, _)| !is_test_file(path)) {
        for item in &file.items {
            let syn::Item::Struct(record) = item else { continue };
            let Some(name) = setting(&record.attrs, "record", "name") else { continue };
            for field in &record.fields {
                let (Some(ident), Some(class)) = (&field.ident, setting(&field.attrs, "field", "class")) else {
                    continue;
                };
                if class != "system" {
                    labels.insert(format!("{name}.{ident}"), path);
                }
            }
        }
    }
    labels
}

/// The text of `key = "…"` in the attribute.
fn setting(attributes: &[syn::Attribute], attribute: &str, key: &str) -> Option<String> {
    let mut found = None;
    for attribute in attributes.iter().filter(|candidate| candidate.path().is_ident(attribute)) {
        // Other settings of the attribute are read over; a malformed one does not compile anyway.
        let _read = attribute.parse_nested_meta(|meta| {
            if let Ok(value) = meta.value() {
                let text: syn::LitStr = value.parse()?;
                if meta.path.is_ident(key) {
                    found = Some(text.value());
                }
            }
            Ok(())
        });
    }
    found
}
