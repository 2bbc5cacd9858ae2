//! Codes of companies and the standard of the group.

use access::Permission;
use axum::Json;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use kernel::{Date, Problem};
use serde::Deserialize;
use services::Created;
use services::codes::{
    self, CodeFile, CodeImport, CodeMappingList, CodeMappingQuery, CodeSetList, ExportCodes, PutCodeMapping,
};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::problem::TOO_LARGE;
use crate::{Answer, ApiProblem, File, Input, Made, Operation, Query, RateClass, Registry, Signed, made};

const LIST_CODE_SETS: Operation = Operation::read("list_code_sets", Permission::StandardRead);
const LIST_CODE_MAPPINGS: Operation =
    Operation::read("list_code_mappings", Permission::StandardRead).fails(&["codes.kind_unknown"]);
const PUT_CODE_MAPPING: Operation =
    Operation::write("put_code_mapping", Permission::StandardWrite, "what the code means, and what it meant before")
        .fails(&[
            "codes.kind_unknown",
            "input.required",
            "organisation.legal_entity_unknown",
            "catalogue.code_unknown",
            "history.out_of_order",
        ]);
const EXPORT_CODE_MAPPINGS: Operation = Operation::read("export_code_mappings", Permission::StandardRead)
    .audits("who took which set of codes")
    .rated(RateClass::Heavy)
    .fails(&["codes.kind_unknown"]);
const IMPORT_CODE_MAPPINGS: Operation =
    Operation::write("import_code_mappings", Permission::StandardWrite, "every code that is mapped")
        .rated(RateClass::Heavy)
        .body_mib(5)
        .fails(&["codes.kind_unknown", "codes.column_missing", "codes.file_missing"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_CODE_SETS, routes!(list_code_sets));
    registry.add(LIST_CODE_MAPPINGS, routes!(list_code_mappings));
    registry.add(PUT_CODE_MAPPING, routes!(put_code_mapping));
    registry.add(EXPORT_CODE_MAPPINGS, routes!(export_code_mappings));
    registry.add(IMPORT_CODE_MAPPINGS, routes!(import_code_mappings));
}

/// Sets of codes
///
/// Job levels, positions, cost centres: the standard of the group, and how far each company is mapped.
#[utoipa::path(get, path = "/code-sets", tag = "standard", responses((status = 200, body = CodeSetList)))]
async fn list_code_sets(signed: Signed) -> Answer<CodeSetList> {
    Ok(Json(codes::list_code_sets(&signed.app, &signed.caller).await?))
}

/// Codes of companies
///
/// On any day, those without a standard code first, with how many people carry each, and a proposal where a standard
/// code is spelt the same.
#[utoipa::path(get, path = "/code-mappings", tag = "standard", params(CodeMappingQuery),
    responses((status = 200, body = CodeMappingList)))]
async fn list_code_mappings(signed: Signed, Query(query): Query<CodeMappingQuery>) -> Answer<CodeMappingList> {
    Ok(Json(codes::list_code_mappings(&signed.app, &signed.caller, &query).await?))
}

/// Map a code
///
/// From a day on; what the code meant before stays answerable.
#[utoipa::path(post, path = "/code-mappings", tag = "standard", request_body = PutCodeMapping,
    responses((status = 201, body = Created)))]
async fn put_code_mapping(signed: Signed, Input(input): Input<PutCodeMapping>) -> Made<Created> {
    let id = codes::put_code_mapping(&signed.app, &signed.caller, input).await?;
    made(Created { id })
}

/// Codes as a file
///
/// Mapped and unmapped, for whoever knows the company's codes to fill in.
#[utoipa::path(get, path = "/code-mappings/file", tag = "standard", params(ExportCodes),
    responses((status = 200, body = String, content_type = "application/octet-stream")))]
async fn export_code_mappings(signed: Signed, Query(query): Query<ExportCodes>) -> Result<File, ApiProblem> {
    let file = codes::export_code_mappings(&signed.app, &signed.caller, query).await?;
    Ok(File { name: file.file_name, content_type: file.content_type, bytes: file.bytes })
}

/// Which set, from which day on.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ImportCodes {
    /// Which set.
    kind: String,
    /// From which day on the codes mean this; today unless told.
    first_day: Option<Date>,
}

/// A form with a file.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as it streams in")]
struct CodeFileForm {
    /// CSV or XLSX with the columns of the exported file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Read codes back
///
/// All rows are written, or none and every wrong row is named.
#[utoipa::path(post, path = "/code-mappings/file", tag = "standard", params(ImportCodes),
    request_body(content = CodeFileForm, content_type = "multipart/form-data"),
    responses((status = 200, body = CodeImport)))]
async fn import_code_mappings(
    signed: Signed,
    Query(query): Query<ImportCodes>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer<CodeImport> {
    let file = file(form).await?;
    Ok(Json(codes::import_code_mappings(&signed.app, &signed.caller, &query.kind, query.first_day, file).await?))
}

/// The part named `file`.
async fn file(form: Result<Multipart, MultipartRejection>) -> Result<CodeFile, ApiProblem> {
    let missing = || ApiProblem(Problem::invalid("codes.file_missing").at("/file"));
    let mut form = form.map_err(|_| missing())?;
    while let Some(part) = form.next_field().await.map_err(|_| missing())? {
        if part.name() != Some("file") {
            continue;
        }
        let file_name = part.file_name().unwrap_or("codes.csv").to_owned();
        let bytes = part.bytes().await.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiProblem(Problem::invalid(TOO_LARGE)),
            _ => missing(),
        })?;
        return Ok(CodeFile { file_name, content_type: "application/octet-stream", bytes: bytes.to_vec() });
    }
    Err(missing())
}
