//! Updates by workbook.

use access::Permission;
use axum::Json;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use kernel::SheetUpdateId;
use services::exchange::{self, ApplySheetUpdate, NewSheetUpdate, ReturnedSheet, SheetUpdateList, SheetUpdateView};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::imports::file;
use crate::{Answer, ApiProblem, File, Id, Input, Made, Operation, RateClass, Registry, Signed, made};

const LIST_SHEET_UPDATES: Operation = Operation::read("list_sheet_updates", Permission::RosterExport);
const MAKE_SHEET_UPDATE: Operation =
    Operation::write("make_sheet_update", Permission::RosterExport, "whose values went out, sealed")
        .rated(RateClass::Heavy)
        .fails(&["exchange.column_not_editable", "exchange.nobody", "exchange.too_many_people", "people.unknown"]);
const RETURN_SHEET: Operation = Operation::write("return_sheet", Permission::RosterExport, "what came back, sealed")
    .rated(RateClass::Heavy)
    .body_mib(17)
    .fails(&[
        "imports.file_missing",
        "imports.file_too_large",
        "exchange.foreign_file",
        "exchange.unknown",
        "exchange.applied",
    ]);
const GET_SHEET_UPDATE: Operation =
    Operation::read("get_sheet_update", Permission::RosterExport).fails(&["exchange.unknown"]);
const GET_SHEET_WORKBOOK: Operation =
    Operation::read("get_sheet_workbook", Permission::RosterExport).fails(&["exchange.unknown"]);
const APPLY_SHEET_UPDATE: Operation =
    Operation::write("apply_sheet_update", Permission::RosterExport, "every record that it writes, values sealed")
        .rated(RateClass::Heavy)
        .fails(&[
            "exchange.unknown",
            "exchange.applied",
            "exchange.not_returned",
            "exchange.nothing_to_apply",
            "exchange.no_such_cell",
            "exchange.cell_refused",
            "people.not_employed",
            "input.required",
            "input.reason_required",
        ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_SHEET_UPDATES, routes!(list_sheet_updates));
    registry.add(MAKE_SHEET_UPDATE, routes!(make_sheet_update));
    registry.add(RETURN_SHEET, routes!(return_sheet));
    registry.add(GET_SHEET_UPDATE, routes!(get_sheet_update));
    registry.add(GET_SHEET_WORKBOOK, routes!(get_sheet_workbook));
    registry.add(APPLY_SHEET_UPDATE, routes!(apply_sheet_update));
}

/// A form with a workbook.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as it streams in")]
struct SheetForm {
    /// The workbook that went out, edited; at most 16 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Own updates by workbook
///
/// Newest first, with the columns that may be edited.
#[utoipa::path(get, path = "/sheet-updates", tag = "imports", responses((status = 200, body = SheetUpdateList)))]
async fn list_sheet_updates(signed: Signed) -> Answer<SheetUpdateList> {
    Ok(Json(exchange::list_sheet_updates(&signed.app, &signed.caller).await?))
}

/// Send values out
///
/// Keeps the present values of the people and columns, so that a workbook with them can be edited and brought back.
#[utoipa::path(post, path = "/sheet-updates", tag = "imports", request_body = NewSheetUpdate,
    responses((status = 201, body = SheetUpdateView)))]
async fn make_sheet_update(signed: Signed, Input(input): Input<NewSheetUpdate>) -> Made<SheetUpdateView> {
    made(exchange::make_sheet_update(&signed.app, &signed.caller, input).await?)
}

/// Bring a workbook back
///
/// The workbook says by itself which update it belongs to. Answers with every changed cell; nothing is written.
#[utoipa::path(post, path = "/sheet-updates/files", tag = "imports",
    request_body(content = SheetForm, content_type = "multipart/form-data"),
    responses((status = 201, body = SheetUpdateView)))]
async fn return_sheet(signed: Signed, form: Result<Multipart, MultipartRejection>) -> Made<SheetUpdateView> {
    let sent = file(form).await?;
    let sheet = ReturnedSheet { file_name: sent.file_name, bytes: sent.bytes };
    made(exchange::return_sheet(&signed.app, &signed.caller, sheet).await?)
}

/// One update
///
/// Each changed cell with what went out, what came back, and whether it can be applied now.
#[utoipa::path(get, path = "/sheet-updates/{sheet_update_id}", tag = "imports",
    params(("sheet_update_id" = SheetUpdateId, Path, description = "The update.")),
    responses((status = 200, body = SheetUpdateView)))]
async fn get_sheet_update(signed: Signed, Id(id): Id<SheetUpdateId>) -> Answer<SheetUpdateView> {
    Ok(Json(exchange::sheet_update(&signed.app, &signed.caller, id).await?))
}

/// The workbook of an update
///
/// XLSX with the values that went out; a hidden column says whose row it is.
#[utoipa::path(get, path = "/sheet-updates/{sheet_update_id}/workbook.xlsx", tag = "imports",
    params(("sheet_update_id" = SheetUpdateId, Path, description = "The update.")),
    responses((status = 200, body = String, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn get_sheet_workbook(signed: Signed, Id(id): Id<SheetUpdateId>) -> Result<File, ApiProblem> {
    let file = exchange::sheet_workbook(&signed.app, &signed.caller, id).await?;
    Ok(File { name: file.file_name, content_type: file.content_type, bytes: file.bytes })
}

/// Apply
///
/// Writes the accepted cells by the same commands as on the page, in one unit of work, known now.
#[utoipa::path(post, path = "/sheet-updates/{sheet_update_id}/application", tag = "imports",
    request_body = ApplySheetUpdate,
    params(("sheet_update_id" = SheetUpdateId, Path, description = "The update.")),
    responses((status = 200, body = SheetUpdateView)))]
async fn apply_sheet_update(
    signed: Signed,
    Id(id): Id<SheetUpdateId>,
    Input(input): Input<ApplySheetUpdate>,
) -> Answer<SheetUpdateView> {
    Ok(Json(exchange::apply_sheet_update(&signed.app, &signed.caller, id, input).await?))
}
