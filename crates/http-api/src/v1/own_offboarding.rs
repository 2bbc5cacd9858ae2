//! What the person who leaves does and sees.

use access::Permission;
use axum::Json;
use services::offboarding::{
    self, MyOffboarding, OffboardingOpened, ResignationPreview, SubmitResignation, WithdrawalReason,
};
use utoipa_axum::routes;

use crate::{Answer, Done, Input, Made, NoContent, Operation, Registry, Signed, made};

const GET_MY_OFFBOARDING: Operation =
    Operation::read("get_my_offboarding", Permission::ResignationSubmit).fails(&["offboarding.no_person"]);
const PREVIEW_RESIGNATION: Operation = Operation::read("preview_resignation", Permission::ResignationSubmit)
    .fails(&["offboarding.no_person", "people.not_employed"]);
const SUBMIT_RESIGNATION: Operation = Operation::write(
    "submit_resignation",
    Permission::ResignationSubmit,
    "the resignation, sealed; the planned end, the tasks",
)
.fails(&[
    "offboarding.no_person",
    "offboarding.resignation_not_written",
    "offboarding.wished_before_received",
    "people.not_employed",
    "offboarding.wrong_phase",
    "history.out_of_order",
]);
const REQUEST_WITHDRAWAL: Operation =
    Operation::write("request_withdrawal", Permission::ResignationSubmit, "the request and its reason").fails(&[
        "offboarding.no_person",
        "offboarding.unknown",
        "offboarding.withdrawal_requested",
        "people.not_employed",
        "input.reason_required",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(GET_MY_OFFBOARDING, routes!(get_my_offboarding));
    registry.add(PREVIEW_RESIGNATION, routes!(preview_resignation));
    registry.add(SUBMIT_RESIGNATION, routes!(submit_resignation));
    registry.add(REQUEST_WITHDRAWAL, routes!(request_withdrawal));
}

/// The own page of leaving
///
/// Five items, the settlement with the explanation that finance sees, the certificate, the days set by law.
#[utoipa::path(get, path = "/me/offboarding", tag = "offboarding",
    responses((status = 200, body = MyOffboarding)))]
async fn get_my_offboarding(signed: Signed) -> Answer<MyOffboarding> {
    Ok(Json(offboarding::my_offboarding(&signed.app, &signed.caller).await?))
}

/// What a resignation today would mean
///
/// Notice and earliest last day, with steps and articles. Nothing is recorded.
#[utoipa::path(get, path = "/me/resignation-preview", tag = "offboarding",
    responses((status = 200, body = ResignationPreview)))]
async fn preview_resignation(signed: Signed) -> Answer<ResignationPreview> {
    Ok(Json(offboarding::preview_resignation(&signed.app, &signed.caller).await?))
}

/// Hand in the own resignation
///
/// In writing, received now. Once received it is taken back with the employer's consent only.
#[utoipa::path(post, path = "/me/resignation", tag = "offboarding", request_body = SubmitResignation,
    responses((status = 201, body = OffboardingOpened)))]
async fn submit_resignation(signed: Signed, Input(input): Input<SubmitResignation>) -> Made<OffboardingOpened> {
    made(offboarding::submit_resignation(&signed.app, &signed.caller, input).await?)
}

/// Ask to take the resignation back
///
/// Nothing changes until the employer answers (Civil Code art. 141).
#[utoipa::path(post, path = "/me/withdrawal-request", tag = "offboarding", request_body = WithdrawalReason,
    responses((status = 204)))]
async fn request_withdrawal(signed: Signed, Input(input): Input<WithdrawalReason>) -> Done {
    offboarding::request_withdrawal(&signed.app, &signed.caller, input).await?;
    Ok(NoContent)
}
