//! Rosters from files.

use access::Permission;
use axum::Json;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use kernel::{ImportId, Problem};
use services::imports::{
    self, ImportList, ImportView, Mapping, MendImport, RunImport, SignedVerification, UndoImport, Upload,
};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::problem::TOO_LARGE;
use crate::{Answer, ApiProblem, File, Id, Input, Language, Made, Operation, RateClass, Registry, Signed, made};

const LIST_IMPORTS: Operation =
    Operation::read("list_imports", Permission::RosterImport).fails(&["imports.whole_group_only"]);
const UPLOAD_IMPORT: Operation =
    Operation::write("upload_import", Permission::RosterImport, "the import with the digest of its file")
        .rated(RateClass::Heavy)
        .body_mib(33)
        .fails(&[
            "imports.whole_group_only",
            "imports.file_missing",
            "imports.file_too_large",
            "imports.no_rows",
            "imports.no_tables",
            "imports.file_kind_unknown",
            "imports.map_unreadable",
            "imports.no_such_column",
            "imports.target_unknown",
        ]);
const GET_IMPORT: Operation =
    Operation::read("get_import", Permission::RosterImport).fails(&["imports.unknown", "imports.whole_group_only"]);
const GET_IMPORT_MAPPING_FILE: Operation =
    Operation::read("get_import_mapping_file", Permission::RosterImport).fails(&["imports.unknown"]);
const PUT_IMPORT_MAPPING: Operation =
    Operation::write("put_import_mapping", Permission::RosterImport, "the mapping, sealed").fails(&[
        "imports.unknown",
        "imports.running",
        "imports.done",
        "imports.other_columns",
        "imports.target_twice",
        "imports.target_missing",
        "imports.target_unknown",
        "imports.purpose_required",
        "imports.mended_in_files",
        "input.required",
    ]);
const CHECK_IMPORT: Operation = Operation::write("check_import", Permission::RosterImport, "the report, sealed")
    .rated(RateClass::Heavy)
    .fails(&["imports.unknown", "imports.running", "imports.done", "imports.target_missing"]);
const MEND_IMPORT: Operation = Operation::write("mend_import", Permission::RosterImport, "the mended cells, sealed")
    .rated(RateClass::Heavy)
    .fails(&[
        "imports.unknown",
        "imports.running",
        "imports.done",
        "imports.no_such_finding",
        "imports.no_such_column",
        "imports.no_such_row",
        "imports.mended_in_files",
    ]);
const RUN_IMPORT: Operation =
    Operation::write("run_import", Permission::RosterImport, "every record that it writes, values sealed")
        .rated(RateClass::Heavy)
        .fails(&[
            "imports.unknown",
            "imports.running",
            "imports.done",
            "imports.bad_rows",
            "imports.nothing_to_import",
            "imports.sum_too_large",
        ]);
const CANCEL_IMPORT: Operation = Operation::write("cancel_import", Permission::RosterImport, "that it was stopped")
    .fails(&["imports.unknown", "imports.not_running"]);
const UNDO_IMPORT: Operation =
    Operation::write("undo_import", Permission::RosterImport, "every record that it removes, and why")
        .rated(RateClass::Heavy)
        .fails(&["imports.unknown", "imports.not_done", "imports.built_upon", "input.reason_required"]);
const GET_IMPORT_PROBLEMS_FILE: Operation = Operation::read("get_import_problems_file", Permission::RosterImport)
    .audits("that the rows to mend were downloaded")
    .fails(&["imports.unknown", "imports.not_checked"]);

const GET_ROSTER_TEMPLATE_FILE: Operation =
    Operation::read("get_roster_template_file", Permission::RosterImport).fails(&["imports.whole_group_only"]);
const GET_SET_TEMPLATES_FILE: Operation =
    Operation::read("get_set_templates_file", Permission::RosterImport).fails(&["imports.whole_group_only"]);
const VERIFY_IMPORT: Operation =
    Operation::write("verify_import", Permission::RosterImport, "that the import was verified")
        .rated(RateClass::Heavy)
        .fails(&["imports.unknown", "imports.not_done", "imports.whole_group_only", "access.class_missing"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_IMPORTS, routes!(list_imports));
    registry.add(UPLOAD_IMPORT, routes!(upload_import));
    registry.add(GET_IMPORT, routes!(get_import));
    registry.add(GET_ROSTER_TEMPLATE_FILE, routes!(get_roster_template_file));
    registry.add(GET_SET_TEMPLATES_FILE, routes!(get_set_templates_file));
    registry.add(VERIFY_IMPORT, routes!(verify_import));
    registry.add(GET_IMPORT_MAPPING_FILE, routes!(get_import_mapping_file));
    registry.add(PUT_IMPORT_MAPPING, routes!(put_import_mapping));
    registry.add(CHECK_IMPORT, routes!(check_import));
    registry.add(MEND_IMPORT, routes!(mend_import));
    registry.add(RUN_IMPORT, routes!(run_import));
    registry.add(CANCEL_IMPORT, routes!(cancel_import));
    registry.add(UNDO_IMPORT, routes!(undo_import));
    registry.add(GET_IMPORT_PROBLEMS_FILE, routes!(get_import_problems_file));
}

/// A form with a file.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as it streams in")]
struct UploadForm {
    /// A roster as CSV (UTF-8, GB 18030 …), XLSX, JSON or XML, or a set of files as ZIP; at most 32 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// All imports
///
/// Newest first.
#[utoipa::path(get, path = "/imports", tag = "imports", responses((status = 200, body = ImportList)))]
async fn list_imports(signed: Signed) -> Answer<ImportList> {
    Ok(Json(imports::list_imports(&signed.app, &signed.caller).await?))
}

/// Send a roster, or a set of files
///
/// Reads the file and guesses what its columns mean. A ZIP is a set from an older system: one file a kind of record, and
/// documents in folders below. Nothing is written but the import itself. A set whose documents were stopped goes on as
/// the same import.
#[utoipa::path(post, path = "/imports", tag = "imports",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = ImportView)))]
async fn upload_import(signed: Signed, form: Result<Multipart, MultipartRejection>) -> Made<ImportView> {
    let file = file(form).await?;
    made(imports::upload(&signed.app, &signed.caller, file).await?)
}

/// The part named `file`.
pub(super) async fn file(form: Result<Multipart, MultipartRejection>) -> Result<Upload, ApiProblem> {
    let missing = || ApiProblem(Problem::invalid("imports.file_missing").at("/file"));
    let mut form = form.map_err(|_| missing())?;
    while let Some(part) = form.next_field().await.map_err(|_| missing())? {
        if part.name() != Some("file") {
            continue;
        }
        let file_name = part.file_name().unwrap_or("roster.csv").to_owned();
        let bytes = part.bytes().await.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiProblem(Problem::invalid(TOO_LARGE)),
            _ => missing(),
        })?;
        return Ok(Upload { file_name, bytes: bytes.to_vec() });
    }
    Err(missing())
}

/// One import
///
/// Mapping, columns with samples and questions, the last report, and how far a run has come.
#[utoipa::path(get, path = "/imports/{import_id}", tag = "imports",
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = ImportView)))]
async fn get_import(signed: Signed, Id(id): Id<ImportId>) -> Answer<ImportView> {
    Ok(Json(imports::import(&signed.app, &signed.caller, id).await?))
}

/// A roster to fill in
///
/// An empty workbook: every column that an import knows, with notes, examples and lists to choose from.
#[utoipa::path(get, path = "/imports/template.xlsx", tag = "imports",
    responses((status = 200, body = String, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn get_roster_template_file(signed: Signed) -> Result<File, ApiProblem> {
    let bytes = imports::roster_template(&signed.app, &signed.caller).await?;
    let content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(File { name: "花名册模板.xlsx".to_owned(), content_type, bytes })
}

/// Templates for a set of files
///
/// A ZIP with an empty workbook for each kind of record: headings, notes, lists to choose from, and a row of examples
/// that an import leaves out.
#[utoipa::path(get, path = "/imports/templates.zip", tag = "imports",
    responses((status = 200, body = String, content_type = "application/zip")))]
async fn get_set_templates_file(signed: Signed) -> Result<File, ApiProblem> {
    let bytes = imports::set_templates_package(&signed.app, &signed.caller).await?;
    Ok(File { name: "迁移模板.zip".to_owned(), content_type: "application/zip", bytes })
}

/// Verify
///
/// Reads the file and the database again and compares every field of every row that was written, in counts and sums,
/// and rows drawn by lot one by one. The answer bears a signature that anybody can check with the key.
#[utoipa::path(post, path = "/imports/{import_id}/verification", tag = "imports",
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = SignedVerification)))]
async fn verify_import(signed: Signed, Id(id): Id<ImportId>) -> Answer<SignedVerification> {
    Ok(Json(imports::verify_import(&signed.app, &signed.caller, id).await?))
}

/// The mapping as a file
///
/// `MAP.toml`, for `renhe import people --map`.
#[utoipa::path(get, path = "/imports/{import_id}/mapping.toml", tag = "imports",
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = String, content_type = "application/toml")))]
async fn get_import_mapping_file(signed: Signed, Id(id): Id<ImportId>) -> Result<File, ApiProblem> {
    let text = imports::map_toml(&signed.app, &signed.caller, id).await?;
    Ok(File { name: "MAP.toml".to_owned(), content_type: "application/toml", bytes: text.into_bytes() })
}

/// Replace the mapping
///
/// Which column means what, and what the file lacks. What was mended stays.
#[utoipa::path(put, path = "/imports/{import_id}/mapping", tag = "imports", request_body = Mapping,
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = ImportView)))]
async fn put_import_mapping(
    signed: Signed,
    Id(id): Id<ImportId>,
    Input(mapping): Input<Mapping>,
) -> Answer<ImportView> {
    Ok(Json(imports::put_mapping(&signed.app, &signed.caller, id, mapping).await?))
}

/// Check
///
/// A dry run: every row is read and compared with the others and with what is there; nothing is written.
#[utoipa::path(post, path = "/imports/{import_id}/check", tag = "imports",
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = ImportView)))]
async fn check_import(signed: Signed, Id(id): Id<ImportId>) -> Answer<ImportView> {
    Ok(Json(imports::check_import(&signed.app, &signed.caller, id).await?))
}

/// Mend
///
/// Accepts proposals, changes cells, leaves rows out; then checks again. The file stays as it was sent.
#[utoipa::path(post, path = "/imports/{import_id}/mend", tag = "imports", request_body = MendImport,
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = ImportView)))]
async fn mend_import(signed: Signed, Id(id): Id<ImportId>, Input(input): Input<MendImport>) -> Answer<ImportView> {
    Ok(Json(imports::mend_import(&signed.app, &signed.caller, id, input).await?))
}

/// Run
///
/// Begins to write and answers at once; ask for the import to see how far it is. All of it stands in one unit of work,
/// but for the documents of a set: they follow one by one, and a paused import goes on where it stood.
#[utoipa::path(post, path = "/imports/{import_id}/run", tag = "imports", request_body = RunImport,
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 202, body = ImportView)))]
async fn run_import(signed: Signed, Id(id): Id<ImportId>, Input(input): Input<RunImport>) -> Made<ImportView> {
    let view = imports::start_import(&signed.app, &signed.caller, id, input).await?;
    Ok((StatusCode::ACCEPTED, Json(view)))
}

/// Stop
///
/// Stops a run, of which nothing will stand, or sets an import aside. While documents of a set are filed the records
/// stand already: the import pauses.
#[utoipa::path(post, path = "/imports/{import_id}/cancel", tag = "imports",
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = ImportView)))]
async fn cancel_import(signed: Signed, Id(id): Id<ImportId>) -> Answer<ImportView> {
    Ok(Json(imports::cancel_import(&signed.app, &signed.caller, id).await?))
}

/// Take back
///
/// Removes everything that the import wrote, if nothing was built on it since. The trail keeps what it was.
#[utoipa::path(post, path = "/imports/{import_id}/undo", tag = "imports", request_body = UndoImport,
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = ImportView)))]
async fn undo_import(signed: Signed, Id(id): Id<ImportId>, Input(input): Input<UndoImport>) -> Answer<ImportView> {
    Ok(Json(imports::undo_import(&signed.app, &signed.caller, id, input).await?))
}

/// The rows to mend as a file
///
/// CSV with a byte-order mark, in the language of `Accept-Language`; delicate values are masked.
#[utoipa::path(get, path = "/imports/{import_id}/problems.csv", tag = "imports",
    params(("import_id" = ImportId, Path, description = "The import.")),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn get_import_problems_file(signed: Signed, Id(id): Id<ImportId>) -> Result<File, ApiProblem> {
    let chinese = signed.language == Language::Zh;
    let bytes = imports::problems_csv(&signed.app, &signed.caller, id, chinese).await?;
    let name = if chinese { "问题行.csv" } else { "problems.csv" };
    Ok(File { name: name.to_owned(), content_type: "text/csv; charset=utf-8", bytes })
}
