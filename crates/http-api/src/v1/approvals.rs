//! Approvals: what waits for whom, and the answers.

use access::Permission;
use axum::Json;
use kernel::ApprovalId;
use services::approvals::{self, ApprovalList, ApprovalView, ApprovalsQuery, Decide};
use services::inbox;
use utoipa_axum::routes;

use crate::{Answer, Id, Input, Operation, Query, Registry, Signed};

const LIST_APPROVALS: Operation = Operation::read("list_approvals", Permission::TaskWork);
const GET_APPROVAL: Operation = Operation::read("get_approval", Permission::TaskWork).fails(&["approvals.unknown"]);
const DECIDE_APPROVAL: Operation =
    Operation::write("decide_approval", Permission::TaskWork, "who answered what; the reason sealed").fails(&[
        "approvals.unknown",
        "approvals.answered",
        "approvals.not_your_turn",
        "approvals.spoken",
        "approvals.no_owner",
        "input.reason_required",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_APPROVALS, routes!(list_approvals));
    registry.add(GET_APPROVAL, routes!(get_approval));
    registry.add(DECIDE_APPROVAL, routes!(decide_approval));
}

/// What waits for an answer
///
/// `mine`: what waits for the caller, most urgent first; `asked`: what the caller asked for; `decided`: what the caller
/// answered, newest first.
#[utoipa::path(get, path = "/approvals", tag = "approvals", params(ApprovalsQuery),
    responses((status = 200, body = ApprovalList)))]
async fn list_approvals(signed: Signed, Query(query): Query<ApprovalsQuery>) -> Answer<ApprovalList> {
    Ok(Json(approvals::list_approvals(&signed.app, &signed.caller, query).await?))
}

/// An approval
///
/// For who asked, who is asked and who has answered.
#[utoipa::path(get, path = "/approvals/{approval_id}", tag = "approvals",
    params(("approval_id" = ApprovalId, Path, description = "The approval.")),
    responses((status = 200, body = ApprovalView)))]
async fn get_approval(signed: Signed, Id(approval_id): Id<ApprovalId>) -> Answer<ApprovalView> {
    Ok(Json(approvals::get_approval(&signed.app, &signed.caller, approval_id).await?))
}

/// Answer an approval
///
/// A no needs a reason and ends it. The last yes carries the matter out in the same transaction; where that is not
/// possible any more, the answer says why and nothing is written.
#[utoipa::path(post, path = "/approvals/{approval_id}/decisions", tag = "approvals", request_body = Decide,
    params(("approval_id" = ApprovalId, Path, description = "The approval.")),
    responses((status = 200, body = ApprovalView)))]
async fn decide_approval(
    signed: Signed,
    Id(approval_id): Id<ApprovalId>,
    Input(input): Input<Decide>,
) -> Answer<ApprovalView> {
    Ok(Json(inbox::decide_approval(&signed.app, &signed.caller, approval_id, input).await?))
}
