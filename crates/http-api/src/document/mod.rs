//! The description of the API (OpenAPI 3.1).

mod custom;

use serde_json::Value;
use utoipa::openapi::schema::ComponentsBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, SecurityRequirement};
use utoipa::{PartialSchema, ToSchema};

pub(crate) use custom::with_custom_fields;

use crate::problem::ProblemBody;
use crate::{registry, v1};

const INTRODUCTION: &str = "The API of Renhe 人和. JSON in snake_case; ids are UUIDs; days are `YYYY-MM-DD` and ranges \
inclusive (`first_day`, `last_day`); instants are RFC 3339 in UTC; money is whole fen in fields named `*_fen`. A field \
that the caller may not see is `null` and its name stands in `redacted`. Errors are `application/problem+json` with a \
stable `code`, in the language of `Accept-Language` (zh-CN, en). Lists page by `cursor`. Sign in at `POST /session`; \
every write needs the header `X-Renhe-Request: 1` and may carry an `Idempotency-Key`. `x-permission` names what the \
caller must hold; `x-audits` says what stands in the trail afterwards; `x-problem-codes` lists what may go wrong.";

/// The description of every operation.
pub fn openapi() -> OpenApi {
    let (_, described) = v1::registry().router.split_for_parts();
    let mut described = OpenApi::default().nest(registry::PREFIX, described);
    described.info = InfoBuilder::new()
        .title("Renhe 人和")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(INTRODUCTION))
        .license(Some(utoipa::openapi::LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .build();
    let components = described.components.take().unwrap_or_default();
    let mut schemas = components.schemas;
    let mut nested = Vec::new();
    ProblemBody::schemas(&mut nested);
    schemas.extend(nested);
    schemas.insert("Problem".to_owned(), ProblemBody::schema());
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("renhe_session")));
    let built = ComponentsBuilder::new().schemas_from_iter(schemas).security_scheme("session", cookie).build();
    described.components = Some(built);
    described.security = Some(vec![SecurityRequirement::new("session", Vec::<String>::new())]);
    by_reference(described)
}

/// utoipa writes `Page<T>` out with T in full. Where a schema equals a component, a reference says the same in a
/// line, and TypeScript gets one type instead of many.
fn by_reference(described: OpenApi) -> OpenApi {
    let Ok(mut json) = serde_json::to_value(&described) else { return described };
    let components = json.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default();
    let known: Vec<(String, Value)> =
        components.into_iter().filter(|(_, schema)| schema.get("type").is_some_and(|kind| kind == "object")).collect();
    if let Some(schemas) = json.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        for schema in schemas.values_mut() {
            // The component itself stays; what it holds may become references.
            inside(schema, &known);
        }
    }
    if let Some(paths) = json.get_mut("paths") {
        replace(paths, &known);
    }
    serde_json::from_value(json).unwrap_or(described)
}

fn inside(value: &mut Value, known: &[(String, Value)]) {
    match value {
        Value::Object(map) => map.values_mut().for_each(|value| replace(value, known)),
        Value::Array(list) => list.iter_mut().for_each(|value| replace(value, known)),
        _ => {}
    }
}

fn replace(value: &mut Value, known: &[(String, Value)]) {
    if let Some((name, _)) = known.iter().find(|(_, schema)| schema == value) {
        *value = serde_json::json!({ "$ref": format!("#/components/schemas/{name}") });
    } else {
        inside(value, known);
    }
}
