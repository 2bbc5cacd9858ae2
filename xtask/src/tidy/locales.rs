//! The page speaks every shipped language in full.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Finding, Tree};

const FOLDER: &str = "web/src/locales/";
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
