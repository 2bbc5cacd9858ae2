//! Complaints: protected and confidential.

use access::Permission;
use axum::Json;
use services::Created;
use services::conduct::{self, AnswerComplaint, ComplaintList, ComplaintView, FileComplaint};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Registry, Signed, made};

const LIST_COMPLAINTS: Operation = Operation::read("list_complaints", Permission::ComplaintHandle);
const LIST_OWN_COMPLAINTS: Operation =
    Operation::read("list_own_complaints", Permission::SessionUse).fails(&["conduct.no_person"]);
const FILE_COMPLAINT: Operation =
    Operation::write("file_complaint", Permission::SessionUse, "that something was filed, the words sealed").fails(&[
        "conduct.no_person",
        "catalogue.code_unknown",
        "input.required",
    ]);
const TAKE_BACK_COMPLAINT: Operation =
    Operation::write("take_back_complaint", Permission::SessionUse, "that it was taken back").fails(&[
        "conduct.complaint_unknown",
        "conduct.no_person",
        "conduct.complaint_answered",
    ]);
const TAKE_COMPLAINT: Operation = Operation::write("take_complaint", Permission::ComplaintHandle, "who handles it")
    .fails(&["conduct.complaint_unknown"]);
const ANSWER_COMPLAINT: Operation =
    Operation::write("answer_complaint", Permission::ComplaintHandle, "that it was answered, the words sealed")
        .fails(&["conduct.complaint_unknown", "input.required"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_COMPLAINTS, routes!(list_complaints));
    registry.add(LIST_OWN_COMPLAINTS, routes!(list_own_complaints));
    registry.add(FILE_COMPLAINT, routes!(file_complaint));
    registry.add(TAKE_BACK_COMPLAINT, routes!(take_back_complaint));
    registry.add(TAKE_COMPLAINT, routes!(take_complaint));
    registry.add(ANSWER_COMPLAINT, routes!(answer_complaint));
}

/// Complaints
///
/// What waits, without a name or a word; and what the caller handles.
#[utoipa::path(get, path = "/complaints", tag = "complaints",
    responses((status = 200, body = ComplaintList)))]
async fn list_complaints(signed: Signed) -> Answer<ComplaintList> {
    Ok(Json(conduct::list_complaints(&signed.app, &signed.caller).await?))
}

/// The own complaints
///
/// With their answers.
#[utoipa::path(get, path = "/me/complaints", tag = "complaints",
    responses((status = 200, body = ComplaintList)))]
async fn list_own_complaints(signed: Signed) -> Answer<ComplaintList> {
    Ok(Json(conduct::own_complaints(&signed.app, &signed.caller).await?))
}

/// File a complaint
///
/// Read by the one who handles it and nobody else.
#[utoipa::path(post, path = "/me/complaints", tag = "complaints", request_body = FileComplaint,
    responses((status = 201, body = Created)))]
async fn file_complaint(signed: Signed, Input(input): Input<FileComplaint>) -> Made<Created> {
    made(conduct::file_complaint(&signed.app, &signed.caller, input).await?)
}

/// Take a complaint back
///
/// Before it is answered.
#[utoipa::path(post, path = "/me/complaints/{complaint_id}/withdrawal", tag = "complaints", params(("complaint_id" = Uuid, Path, description = "Which.")),
    responses((status = 204)))]
async fn take_back_complaint(signed: Signed, Id(complaint): Id<Uuid>) -> Done {
    conduct::take_back_complaint(&signed.app, &signed.caller, complaint).await?;
    Ok(NoContent)
}

/// Handle a complaint
///
/// From now on only the handler and the person read it.
#[utoipa::path(post, path = "/complaints/{complaint_id}/handling", tag = "complaints", params(("complaint_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = ComplaintView)))]
async fn take_complaint(signed: Signed, Id(complaint): Id<Uuid>) -> Answer<ComplaintView> {
    Ok(Json(conduct::take_complaint(&signed.app, &signed.caller, complaint).await?))
}

/// Answer a complaint
///
/// The person reads the answer on the own page.
#[utoipa::path(post, path = "/complaints/{complaint_id}/answer", tag = "complaints", request_body = AnswerComplaint, params(("complaint_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = ComplaintView)))]
async fn answer_complaint(
    signed: Signed,
    Id(complaint): Id<Uuid>,
    Input(input): Input<AnswerComplaint>,
) -> Answer<ComplaintView> {
    Ok(Json(conduct::answer_complaint(&signed.app, &signed.caller, complaint, input).await?))
}
