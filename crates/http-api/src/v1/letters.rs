//! Letters about personnel changes, and the firm's own templates.

use access::Permission;
use axum::Json;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use kernel::{LegalEntityId, Problem};
use services::changes::{self, ChangeKind, LetterFile, LetterView, TemplateList, TemplateView, UploadTemplate};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::problem::TOO_LARGE;
use crate::{Answer, ApiProblem, Done, File, Id, Made, NoContent, Operation, RateClass, Registry, Signed, made};

const MAKE_LETTER: Operation =
    Operation::write("make_letter", Permission::ChangeManage, "the letter with its digest, sealed").fails(&[
        "changes.unknown",
        "changes.wrong_state",
        "letters.damaged",
    ]);
const GET_LETTER_FILE: Operation = Operation::read("get_letter_file", Permission::ChangeRead)
    .audits("that the letter was downloaded")
    .fails(&["letters.unknown", "access.class_missing"]);
const LIST_LETTER_TEMPLATES: Operation = Operation::read("list_letter_templates", Permission::ChangeManage);
const UPLOAD_LETTER_TEMPLATE: Operation =
    Operation::write("upload_letter_template", Permission::ChangeManage, "the template, sealed")
        .rated(RateClass::Heavy)
        .body_mib(6)
        .fails(&[
            "letters.file_missing",
            "letters.too_large",
            "letters.not_a_document",
            "letters.damaged",
            "letters.unsafe",
            "letters.kind_unknown",
            "organisation.legal_entity_unknown",
        ]);
const WITHDRAW_LETTER_TEMPLATE: Operation =
    Operation::write("withdraw_letter_template", Permission::ChangeManage, "that it was taken out of use")
        .fails(&["letters.template_unknown"]);
const PREVIEW_LETTER_TEMPLATE: Operation =
    Operation::read("preview_letter_template", Permission::ChangeManage).fails(&["letters.template_unknown"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(MAKE_LETTER, routes!(make_letter));
    registry.add(GET_LETTER_FILE, routes!(get_letter_file));
    registry.add(LIST_LETTER_TEMPLATES, routes!(list_letter_templates));
    registry.add(UPLOAD_LETTER_TEMPLATE, routes!(upload_letter_template));
    registry.add(WITHDRAW_LETTER_TEMPLATE, routes!(withdraw_letter_template));
    registry.add(PREVIEW_LETTER_TEMPLATE, routes!(preview_letter_template));
}

fn file(file: LetterFile) -> File {
    File { name: file.name, content_type: file.media_type, bytes: file.bytes }
}

/// Make the letter of a change
///
/// From the firm's own template for the kind and employer, else a built-in paper. Letters made before stay.
#[utoipa::path(post, path = "/changes/{change_id}/letters", tag = "changes", params(("change_id" = Uuid, Path, description = "The change.")),
    responses((status = 201, body = LetterView)))]
async fn make_letter(signed: Signed, Id(change): Id<Uuid>) -> Made<LetterView> {
    made(changes::make_letter(&signed.app, &signed.caller, change).await?)
}

/// The file of a letter
///
/// As it was made; the download stands in the trail.
#[utoipa::path(get, path = "/letters/{letter_id}/file", tag = "changes", params(("letter_id" = Uuid, Path, description = "The letter.")),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn get_letter_file(signed: Signed, Id(letter): Id<Uuid>) -> Result<File, ApiProblem> {
    Ok(file(changes::letter_file(&signed.app, &signed.caller, letter).await?))
}

/// Letter templates
///
/// Those in use, with the placeholders that are understood and those that are not.
#[utoipa::path(get, path = "/letter-templates", tag = "changes", responses((status = 200, body = TemplateList)))]
async fn list_letter_templates(signed: Signed) -> Answer<TemplateList> {
    Ok(Json(changes::list_letter_templates(&signed.app, &signed.caller).await?))
}

/// A Word file as a template.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; it is read part by part")]
struct TemplateForm {
    /// The Word file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// For which kind of change.
    kind: ChangeKind,
    /// For which employer; left out: for all.
    legal_entity_id: Option<LegalEntityId>,
}

/// Take a template into use
///
/// A Word file (.docx) with placeholders such as `{{姓名}}`. It replaces the one of the same kind and employer.
#[utoipa::path(post, path = "/letter-templates", tag = "changes",
    request_body(content = TemplateForm, content_type = "multipart/form-data"),
    responses((status = 201, body = TemplateView)))]
async fn upload_letter_template(signed: Signed, form: Result<Multipart, MultipartRejection>) -> Made<TemplateView> {
    let missing = || ApiProblem(Problem::invalid("letters.file_missing").at("/file"));
    let mut form = form.map_err(|_| missing())?;
    let (mut file, mut kind, mut entity) = (None, None, None);
    while let Some(part) = form.next_field().await.map_err(|_| missing())? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().unwrap_or("template.docx").to_owned();
        let bytes = part.bytes().await.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiProblem(Problem::invalid(TOO_LARGE)),
            _ => missing(),
        })?;
        let text = || String::from_utf8_lossy(&bytes).trim().to_owned();
        match name.as_str() {
            "file" => file = Some((file_name, bytes.to_vec())),
            "kind" => kind = ChangeKind::find(&text()),
            "legal_entity_id" => entity = text().parse::<LegalEntityId>().ok(),
            _ => {}
        }
    }
    let (file_name, bytes) = file.ok_or_else(missing)?;
    let kind = kind.ok_or(ApiProblem(Problem::invalid("letters.kind_unknown").at("/kind")))?;
    let upload = UploadTemplate { kind, legal_entity_id: entity, file_name, bytes };
    made(changes::upload_letter_template(&signed.app, &signed.caller, upload).await?)
}

/// Take a template out of use
///
/// Letters that were made from it stay as they are.
#[utoipa::path(delete, path = "/letter-templates/{template_id}", tag = "changes", params(("template_id" = Uuid, Path, description = "The template.")),
    responses((status = 204)))]
async fn withdraw_letter_template(signed: Signed, Id(template): Id<Uuid>) -> Done {
    changes::withdraw_letter_template(&signed.app, &signed.caller, template).await?;
    Ok(NoContent)
}

/// A template with a sample person
///
/// As a Word file.
#[utoipa::path(get, path = "/letter-templates/{template_id}/sample", tag = "changes", params(("template_id" = Uuid, Path, description = "The template.")),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn preview_letter_template(signed: Signed, Id(template): Id<Uuid>) -> Result<File, ApiProblem> {
    Ok(file(changes::preview_letter_template(&signed.app, &signed.caller, template).await?))
}
