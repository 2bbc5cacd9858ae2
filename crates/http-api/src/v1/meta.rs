//! The declarations of records.

use access::Permission;
use axum::Json;
use serde_json::Value;
use services::custom_fields::{self, CustomFieldsQuery};
use services::meta::{self, RecordList};
use utoipa_axum::routes;

use crate::{Answer, Operation, Registry, Signed, document};

const LIST_RECORDS: Operation = Operation::read("list_records", Permission::SessionUse);

const GET_DESCRIPTION: Operation = Operation::read("get_description", Permission::SessionUse);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_RECORDS, routes!(list_records));
    registry.add(GET_DESCRIPTION, routes!(get_description));
}

/// Declarations of records
///
/// Type, class, label and reference of every field: what the page draws forms, tables and filters from.
#[utoipa::path(get, path = "/meta/records", tag = "meta", responses((status = 200, body = RecordList)))]
async fn list_records(signed: Signed) -> Answer<RecordList> {
    Ok(Json(meta::list_records(&signed.caller)?))
}

/// This description, with the custom fields of the firm
///
/// `/api/openapi.json` holds the core and is there for anybody; what a firm added is for who is signed in.
#[utoipa::path(get, path = "/meta/openapi", tag = "meta", responses((status = 200, body = Value)))]
async fn get_description(signed: Signed) -> Answer<Value> {
    let query = CustomFieldsQuery::default();
    let fields = custom_fields::list_custom_fields(&signed.app, &signed.caller, query).await?;
    let mut described = serde_json::to_value(document::openapi()).unwrap_or_default();
    document::with_custom_fields(&mut described, &fields.items);
    Ok(Json(described))
}
