//! Employee files: documents, their versions and bytes.

use access::Permission;
use axum::Json;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::http::StatusCode;
use kernel::{FileId, Problem};
use serde::Deserialize;
use services::files::{self, FileList, FileQuery, FileView, NewFile, Upload};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::problem::TOO_LARGE;
use crate::{Answer, ApiProblem, File, Id, Made, Operation, Query, RateClass, Registry, Signed, made};

const LIST_FILES: Operation =
    Operation::read("list_files", Permission::SessionUse).fails(&["files.search_too_short", "request.query_invalid"]);
const ADD_FILE: Operation =
    Operation::write("add_file", Permission::FileWrite, "the document, its title sealed; of its bytes a keyed digest")
        .rated(RateClass::Heavy)
        .body_mib(31)
        .fails(&[
            "access.out_of_scope",
            "access.own_case",
            "files.category_unknown",
            "files.empty",
            "files.file_missing",
            "files.kind_refused",
            "files.too_large",
        ]);
const GET_FILE: Operation = Operation::read("get_file", Permission::SessionUse).fails(&["files.unknown"]);
const ADD_FILE_VERSION: Operation =
    Operation::write("add_file_version", Permission::FileWrite, "the version; of its bytes a keyed digest")
        .rated(RateClass::Heavy)
        .body_mib(31)
        .fails(&[
            "access.own_case",
            "files.destroyed",
            "files.empty",
            "files.file_missing",
            "files.kind_refused",
            "files.too_large",
            "files.unknown",
        ]);
const GET_FILE_CONTENT: Operation = Operation::read("get_file_content", Permission::SessionUse)
    .audits("that the document was opened")
    .never_repeated()
    .fails(&["files.cannot_be_stamped", "files.destroyed", "files.unknown"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_FILES, routes!(list_files));
    registry.add(ADD_FILE, routes!(add_file));
    registry.add(GET_FILE, routes!(get_file));
    registry.add(ADD_FILE_VERSION, routes!(add_file_version));
    registry.add(GET_FILE_CONTENT, routes!(get_file_content));
}

/// A form with a document.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as it streams in")]
struct FileForm {
    /// What it is about, as JSON.
    about: NewFile,
    /// PDF, PNG, JPEG, DOCX, XLSX, CSV or text, at most 30 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// A form with the bytes of a version.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as it streams in")]
struct FileVersionForm {
    /// PDF, PNG, JPEG, DOCX, XLSX, CSV or text, at most 30 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Which version.
#[derive(Debug, Clone, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct VersionQuery {
    /// Its number; the newest unless told.
    version: Option<i32>,
}

fn missing() -> ApiProblem {
    ApiProblem(Problem::invalid("files.file_missing").at("/file"))
}

async fn bytes(part: Field<'_>) -> Result<Vec<u8>, ApiProblem> {
    let bytes = part.bytes().await.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiProblem(Problem::invalid(TOO_LARGE)),
        _ => missing(),
    })?;
    Ok(bytes.to_vec())
}

/// The parts `about` and `file` of a form.
async fn parts(form: Result<Multipart, MultipartRejection>) -> Result<(Option<Vec<u8>>, Upload), ApiProblem> {
    let mut form = form.map_err(|_| missing())?;
    let (mut about, mut file) = (None, None);
    while let Some(part) = form.next_field().await.map_err(|_| missing())? {
        let name = part.name().map(str::to_owned);
        match name.as_deref() {
            Some("about") => about = Some(bytes(part).await?),
            Some("file") => {
                let file_name = part.file_name().unwrap_or("document").to_owned();
                file = Some(Upload { file_name, bytes: bytes(part).await? });
            }
            _ => {}
        }
    }
    Ok((about, file.ok_or_else(missing)?))
}

/// Documents
///
/// Those that the caller may see, by right or by loan. A search finds two characters or more in titles, names and the
/// text inside, and shows where.
#[utoipa::path(get, path = "/files", tag = "files", params(FileQuery), responses((status = 200, body = FileList)))]
async fn list_files(signed: Signed, Query(query): Query<FileQuery>) -> Answer<FileList> {
    Ok(Json(files::list_files(&signed.app, &signed.caller, query).await?))
}

/// File a document
///
/// What it is, is seen from its bytes; macros are refused. Its text is indexed in the same transaction.
#[utoipa::path(post, path = "/files", tag = "files",
    request_body(content = FileForm, content_type = "multipart/form-data"), responses((status = 201, body = FileView)))]
async fn add_file(signed: Signed, form: Result<Multipart, MultipartRejection>) -> Made<FileView> {
    let (about, upload) = parts(form).await?;
    let about = about.ok_or_else(missing)?;
    let about: NewFile = serde_json::from_slice(&about)
        .map_err(|_| ApiProblem(Problem::invalid("request.field_invalid").at("/about").with("detail", "about")))?;
    made(files::add_file(&signed.app, &signed.caller, about, upload).await?)
}

/// A document
///
/// With its versions.
#[utoipa::path(get, path = "/files/{file_id}", tag = "files", params(("file_id" = FileId, Path, description = "The document.")),
    responses((status = 200, body = FileView)))]
async fn get_file(signed: Signed, Id(id): Id<FileId>) -> Answer<FileView> {
    Ok(Json(files::get_file(&signed.app, &signed.caller, id).await?))
}

/// Add a version
///
/// The older ones stay. The very same bytes change nothing.
#[utoipa::path(post, path = "/files/{file_id}/versions", tag = "files",
    params(("file_id" = FileId, Path, description = "The document.")),
    request_body(content = FileVersionForm, content_type = "multipart/form-data"), responses((status = 201, body = FileView)))]
async fn add_file_version(
    signed: Signed,
    Id(id): Id<FileId>,
    form: Result<Multipart, MultipartRejection>,
) -> Made<FileView> {
    let (_, upload) = parts(form).await?;
    made(files::add_file_version(&signed.app, &signed.caller, id, upload).await?)
}

/// The bytes of a document
///
/// The newest version unless told. Each call stands in the trail.
#[utoipa::path(get, path = "/files/{file_id}/content", tag = "files",
    params(("file_id" = FileId, Path, description = "The document."), VersionQuery),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn get_file_content(
    signed: Signed,
    Id(id): Id<FileId>,
    Query(query): Query<VersionQuery>,
) -> Result<File, ApiProblem> {
    let content = files::file_content(&signed.app, &signed.caller, id, query.version).await?;
    Ok(File { name: content.file_name, content_type: content.media_type, bytes: content.bytes })
}
