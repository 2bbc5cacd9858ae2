//! Gates of named mode, and answers to objections.

use access::Permission;
use axum::Json;
use services::privacy::{
    self, ApproveGate, DecideObjection, GateKind, GateList, GateView, ObjectionList, ObjectionView, WithdrawGate,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Registry, Signed, made};

const LIST_GATES: Operation = Operation::read("list_gates", Permission::GateRead);
const APPROVE_GATE: Operation =
    Operation::write("approve_gate", Permission::GateApprove, "who said so, on what evidence, until when").fails(&[
        "input.required",
        "input.range_reversed",
        "privacy.gate_too_long",
    ]);
const WITHDRAW_GATE: Operation =
    Operation::write("withdraw_gate", Permission::GateApprove, "who took it back, and why").fails(&[
        "privacy.gate_unknown",
        "privacy.gate_withdrawn",
        "input.reason_required",
    ]);
const LIST_OBJECTIONS: Operation = Operation::read("list_objections", Permission::ObjectionDecide);
const DECIDE_OBJECTION: Operation =
    Operation::write("decide_objection", Permission::ObjectionDecide, "the answer, its reasons sealed").fails(&[
        "privacy.objection_unknown",
        "privacy.objection_answered",
        "privacy.objection_own_case",
        "access.out_of_scope",
        "input.reason_required",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_GATES, routes!(list_gates));
    registry.add(APPROVE_GATE, routes!(approve_gate));
    registry.add(WITHDRAW_GATE, routes!(withdraw_gate));
    registry.add(LIST_OBJECTIONS, routes!(list_objections));
    registry.add(DECIDE_OBJECTION, routes!(decide_objection));
}

/// Gates
///
/// What must stand before alerts about persons open, with every record.
#[utoipa::path(get, path = "/gates", tag = "privacy", responses((status = 200, body = GateList)))]
async fn list_gates(signed: Signed) -> Answer<GateList> {
    Ok(Json(privacy::list_gates(&signed.app, &signed.caller).await?))
}

/// Pass a gate
///
/// With its evidence, for a year at most.
#[utoipa::path(post, path = "/gates/{gate}/records", tag = "privacy", request_body = ApproveGate,
    params(("gate" = GateKind, Path, description = "The gate.")), responses((status = 201, body = GateView)))]
async fn approve_gate(signed: Signed, Id(gate): Id<GateKind>, Input(input): Input<ApproveGate>) -> Made<GateView> {
    made(privacy::approve_gate(&signed.app, &signed.caller, gate, input).await?)
}

/// Take a record of a gate back
///
/// Alerts about persons close at once.
#[utoipa::path(post, path = "/gate-records/{record_id}/withdrawal", tag = "privacy", request_body = WithdrawGate,
    params(("record_id" = Uuid, Path, description = "The record.")), responses((status = 204)))]
async fn withdraw_gate(signed: Signed, Id(record): Id<Uuid>, Input(input): Input<WithdrawGate>) -> Done {
    privacy::withdraw_gate(&signed.app, &signed.caller, record, input).await?;
    Ok(NoContent)
}

/// Objections
///
/// Those that one may answer, open ones first, by deadline.
#[utoipa::path(get, path = "/objections", tag = "privacy", responses((status = 200, body = ObjectionList)))]
async fn list_objections(signed: Signed) -> Answer<ObjectionList> {
    Ok(Json(privacy::list_objections(&signed.app, &signed.caller).await?))
}

/// Answer an objection
///
/// By somebody who does not handle alerts about the person. The person reads the reasons.
#[utoipa::path(post, path = "/objections/{objection_id}/decision", tag = "privacy", request_body = DecideObjection,
    params(("objection_id" = Uuid, Path, description = "The objection.")),
    responses((status = 200, body = ObjectionView)))]
async fn decide_objection(
    signed: Signed,
    Id(objection): Id<Uuid>,
    Input(input): Input<DecideObjection>,
) -> Answer<ObjectionView> {
    Ok(Json(privacy::decide_objection(&signed.app, &signed.caller, objection, input).await?))
}
