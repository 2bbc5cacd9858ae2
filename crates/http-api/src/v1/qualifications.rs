//! Certificates of skill that people hold.

use access::Permission;
use axum::Json;
use kernel::QualificationId;
use services::qualifications::{self, PutQualification, QualificationView, QualificationsQuery};
use services::{Created, Page};
use utoipa_axum::routes;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

const LIST_QUALIFICATIONS: Operation = Operation::read("list_qualifications", Permission::PersonRead);
const ADD_QUALIFICATION: Operation = Operation::write("add_qualification", Permission::PersonWrite, "the certificate")
    .fails(&["people.unknown", "access.out_of_scope", "input.required", "qualifications.ends_before_issue"]);
const CHANGE_QUALIFICATION: Operation =
    Operation::write("change_qualification", Permission::PersonWrite, "what changed").fails(&[
        "qualifications.unknown",
        "access.out_of_scope",
        "input.required",
        "qualifications.ends_before_issue",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_QUALIFICATIONS, routes!(list_qualifications));
    registry.add(ADD_QUALIFICATION, routes!(add_qualification));
    registry.add(CHANGE_QUALIFICATION, routes!(change_qualification));
}

/// Certificates of skill
///
/// Of people whom the caller may see, newest issue first.
#[utoipa::path(get, path = "/qualifications", tag = "qualifications", params(QualificationsQuery),
    responses((status = 200, body = Page<QualificationView>)))]
async fn list_qualifications(
    signed: Signed,
    Query(query): Query<QualificationsQuery>,
) -> Answer<Page<QualificationView>> {
    Ok(Json(qualifications::list_qualifications(&signed.app, &signed.caller, query).await?))
}

/// Add a certificate
///
/// To somebody else's record.
#[utoipa::path(post, path = "/qualifications", tag = "qualifications", request_body = PutQualification,
    responses((status = 201, body = Created)))]
async fn add_qualification(signed: Signed, Input(input): Input<PutQualification>) -> Made<Created> {
    made(qualifications::add_qualification(&signed.app, &signed.caller, input).await?)
}

/// Correct a certificate
///
/// It stays with its holder.
#[utoipa::path(put, path = "/qualifications/{qualification_id}", tag = "qualifications",
    request_body = PutQualification,
    params(("qualification_id" = QualificationId, Path, description = "The certificate.")),
    responses((status = 204)))]
async fn change_qualification(
    signed: Signed,
    Id(qualification_id): Id<QualificationId>,
    Input(input): Input<PutQualification>,
) -> Done {
    qualifications::change_qualification(&signed.app, &signed.caller, qualification_id, input).await?;
    Ok(NoContent)
}
