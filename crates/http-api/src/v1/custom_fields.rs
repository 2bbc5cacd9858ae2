//! Fields that a firm adds to records, and their values.

use access::Permission;
use axum::Json;
use axum::extract::Path;
use kernel::CustomFieldId;
use services::custom_fields::{
    self, CustomColumns, CustomColumnsQuery, CustomFieldList, CustomFieldView, CustomFieldsQuery, CustomMatchList,
    CustomMatchQuery, CustomValues, PutCustomField, PutCustomValues,
};
use services::people::AsOfQuery;
use utoipa_axum::routes;

use crate::{Answer, Id, Input, Operation, Query, Registry, Signed};

const LIST_CUSTOM_FIELDS: Operation = Operation::read("list_custom_fields", Permission::SessionUse);
const PUT_CUSTOM_FIELD: Operation =
    Operation::write("put_custom_field", Permission::CatalogueWrite, "the field before and after").fails(&[
        "custom_fields.record_fixed",
        "custom_fields.code_form",
        "custom_fields.class_system",
        "custom_fields.list_missing",
        "custom_fields.list_unknown",
        "custom_fields.list_unused",
        "custom_fields.category_unused",
        "custom_fields.in_use",
        "catalogue.code_unknown",
        "input.required",
        "input.range_reversed",
    ]);
const GET_CUSTOM_VALUES: Operation =
    Operation::read("get_custom_values", Permission::SessionUse).fails(&["access.out_of_scope"]);
const PUT_CUSTOM_VALUES: Operation =
    Operation::write("put_custom_values", Permission::SessionUse, "the values before and after").fails(&[
        "custom_fields.field_unknown",
        "custom_fields.wrong_kind",
        "custom_fields.too_long",
        "custom_fields.out_of_bounds",
        "custom_fields.not_a_day",
        "custom_fields.not_an_integer",
        "custom_fields.not_decimal",
        "custom_fields.not_money",
        "catalogue.code_unknown",
        "access.class_missing",
        "access.out_of_scope",
        "access.own_case",
        "input.required",
    ]);
const FIND_BY_CUSTOM_VALUE: Operation = Operation::read("find_by_custom_value", Permission::PersonRead)
    .fails(&["custom_fields.unknown", "custom_fields.not_searchable"]);
const LIST_CUSTOM_COLUMNS: Operation =
    Operation::read("list_custom_columns", Permission::PersonRead).fails(&["custom_fields.too_many_lines"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_CUSTOM_FIELDS, routes!(list_custom_fields));
    registry.add(PUT_CUSTOM_FIELD, routes!(put_custom_field));
    registry.add(GET_CUSTOM_VALUES, routes!(get_custom_values));
    registry.add(PUT_CUSTOM_VALUES, routes!(put_custom_values));
    registry.add(FIND_BY_CUSTOM_VALUE, routes!(find_by_custom_value));
    registry.add(LIST_CUSTOM_COLUMNS, routes!(list_custom_columns));
}

/// Custom fields
///
/// Their types, limits, classes and days; the page draws forms from them.
#[utoipa::path(get, path = "/custom-fields", tag = "custom fields", params(CustomFieldsQuery),
    responses((status = 200, body = CustomFieldList)))]
async fn list_custom_fields(signed: Signed, Query(query): Query<CustomFieldsQuery>) -> Answer<CustomFieldList> {
    Ok(Json(custom_fields::list_custom_fields(&signed.app, &signed.caller, query).await?))
}

/// Add or change a custom field
///
/// Known by its record and code. What it holds and who may see it stay once there are values.
#[utoipa::path(put, path = "/custom-fields", tag = "custom fields", request_body = PutCustomField,
    responses((status = 200, body = CustomFieldView)))]
async fn put_custom_field(signed: Signed, Input(input): Input<PutCustomField>) -> Answer<CustomFieldView> {
    Ok(Json(custom_fields::put_custom_field(&signed.app, &signed.caller, input).await?))
}

/// The custom fields of a record
///
/// With their values on a day, as far as was known. Whoever may see the record may ask; classes decide what is shown.
#[utoipa::path(get, path = "/custom-values/{record}/{record_id}", tag = "custom fields",
    params(("record" = String, Path, description = "Kind of record: `person`, `employment` …"),
        ("record_id" = uuid::Uuid, Path, description = "The record."), AsOfQuery),
    responses((status = 200, body = CustomValues)))]
async fn get_custom_values(
    signed: Signed,
    Path((record, record_id)): Path<(String, String)>,
    Query(query): Query<AsOfQuery>,
) -> Answer<CustomValues> {
    let id = record_id.parse().unwrap_or_default();
    Ok(Json(custom_fields::custom_values(&signed.app, &signed.caller, &record, id, query).await?))
}

/// Write custom fields of a record
///
/// From a day on. Fields that are not named stay as they are; `null` ends a value. All or nothing.
#[utoipa::path(put, path = "/custom-values/{record}/{record_id}", tag = "custom fields", request_body = PutCustomValues,
    params(("record" = String, Path, description = "Kind of record: `person`, `employment` …"),
        ("record_id" = uuid::Uuid, Path, description = "The record.")),
    responses((status = 200, body = CustomValues)))]
async fn put_custom_values(
    signed: Signed,
    Path((record, record_id)): Path<(String, String)>,
    Input(input): Input<PutCustomValues>,
) -> Answer<CustomValues> {
    let id = record_id.parse().unwrap_or_default();
    Ok(Json(custom_fields::put_custom_values(&signed.app, &signed.caller, &record, id, input).await?))
}

/// People by a custom field
///
/// Only of a searchable field, and only people whose class of it the caller may see.
#[utoipa::path(get, path = "/custom-fields/{field_id}/matches", tag = "custom fields",
    params(("field_id" = CustomFieldId, Path, description = "The field."), CustomMatchQuery),
    responses((status = 200, body = CustomMatchList)))]
async fn find_by_custom_value(
    signed: Signed,
    Id(field_id): Id<CustomFieldId>,
    Query(query): Query<CustomMatchQuery>,
) -> Answer<CustomMatchList> {
    Ok(Json(custom_fields::find_by_custom_value(&signed.app, &signed.caller, field_id, query).await?))
}

/// Custom fields as columns
///
/// Of up to 200 people at once, for lists. Whoever is out of the caller's sight has no line.
#[utoipa::path(get, path = "/custom-columns", tag = "custom fields", params(CustomColumnsQuery),
    responses((status = 200, body = CustomColumns)))]
async fn list_custom_columns(signed: Signed, Query(query): Query<CustomColumnsQuery>) -> Answer<CustomColumns> {
    Ok(Json(custom_fields::custom_columns(&signed.app, &signed.caller, query).await?))
}
