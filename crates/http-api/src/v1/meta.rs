//! The declarations of records.

use access::Permission;
use axum::Json;
use services::meta::{self, RecordList};
use utoipa_axum::routes;

use crate::{Answer, Operation, Registry, Signed};

const LIST_RECORDS: Operation = Operation::read("list_records", Permission::SessionUse);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_RECORDS, routes!(list_records));
}

/// Declarations of records
///
/// Type, class, label and reference of every field: what the page draws forms, tables and filters from.
#[utoipa::path(get, path = "/meta/records", tag = "meta", responses((status = 200, body = RecordList)))]
async fn list_records(signed: Signed) -> Answer<RecordList> {
    Ok(Json(meta::list_records(&signed.caller)?))
}
