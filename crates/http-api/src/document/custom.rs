//! The description with the fields that a firm added: what is served to who is signed in. The committed description
//! holds the core alone.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use services::custom_fields::CustomFieldView;

use crate::registry::PREFIX;

/// Adds, for each record with fields of its own, a schema and the two operations with the record's name in their path.
pub fn with_custom_fields(described: &mut Value, fields: &[CustomFieldView]) {
    let mut by_record: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for field in fields {
        by_record.entry(&field.record).or_default().insert(field.code.clone(), schema(field));
    }
    let generic = format!("{PREFIX}/custom-values/{{record}}/{{record_id}}");
    for (record, properties) in by_record {
        let name = format!("CustomValues_{record}");
        let values = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        insert(described, "/components/schemas", &name, values);
        let Some(mut path) = described.get("paths").and_then(|paths| paths.get(&generic)).cloned() else { continue };
        for (method, id) in [("get", "get_custom_values"), ("put", "put_custom_values")] {
            let Some(operation) = path.get_mut(method) else { continue };
            operation["operationId"] = json!(format!("{id}_{record}"));
            if let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) {
                parameters.retain(|parameter| parameter["name"] != "record");
            }
        }
        if let Some(content) = path.pointer_mut("/put/requestBody/content/application~1json") {
            content["schema"] = body(&name);
        }
        insert(described, "/paths", &format!("{PREFIX}/custom-values/{record}/{{record_id}}"), path);
    }
}

fn body(values: &str) -> Value {
    json!({
        "type": "object",
        "required": ["values"],
        "properties": {
            "first_day": { "type": ["string", "null"], "format": "date" },
            "values": { "$ref": format!("#/components/schemas/{values}") },
        },
    })
}

fn insert(described: &mut Value, place: &str, name: &str, value: Value) {
    if let Some(map) = described.pointer_mut(place).and_then(Value::as_object_mut) {
        map.insert(name.to_owned(), value);
    }
}

fn schema(field: &CustomFieldView) -> Value {
    let mut schema = field.kind.schema();
    schema["title"] = json!(field.title.en);
    schema["description"] = json!(field.title.zh);
    schema["x-field-class"] = json!(field.class);
    for (name, limit) in [("minimum", field.rules.min), ("maximum", field.rules.max)] {
        if let Some(limit) = limit {
            schema[name] = json!(limit);
        }
    }
    if let Some(most) = field.rules.max_length {
        schema["maxLength"] = json!(most);
    }
    if let Some(list) = &field.list {
        schema["x-catalogue"] = json!(list);
    }
    schema
}
