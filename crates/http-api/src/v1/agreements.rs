//! What binds a person beyond the job: non-compete and service-period agreements.

use access::Permission;
use axum::Json;
use services::Created;
use services::contracts::{
    self, BondList, CloseRenewal, NewBond, NewNoncompete, NoncompeteList, NoncompeteStep, NoncompeteView,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Registry, Signed, made};

const LIST_NONCOMPETES: Operation = Operation::read("list_noncompetes", Permission::ContractRead);
const RECORD_NONCOMPETE: Operation =
    Operation::write("record_noncompete", Permission::ContractWrite, "the agreement, its amounts sealed").fails(&[
        "contracts.no_secret",
        "contracts.noncompete_too_long",
        "catalogue.code_unknown",
        "input.required",
        "people.not_employed",
        "access.out_of_scope",
        "access.own_case",
    ]);
const STEP_NONCOMPETE: Operation =
    Operation::write("step_noncompete", Permission::ContractWrite, "what happened to it, and when").fails(&[
        "contracts.noncompete_unknown",
        "contracts.noncompete_state",
        "contracts.paid_through",
        "input.choice",
        "input.range_reversed",
        "access.own_case",
    ]);
const LIST_BONDS: Operation = Operation::read("list_bonds", Permission::ContractRead);
const RECORD_BOND: Operation =
    Operation::write("record_bond", Permission::ContractWrite, "the agreement, its amounts sealed").fails(&[
        "contracts.cost_not_positive",
        "contracts.penalty_over_cost",
        "contracts.months",
        "input.required",
        "people.not_employed",
        "access.out_of_scope",
        "access.own_case",
    ]);
const WAIVE_BOND: Operation = Operation::write("waive_bond", Permission::ContractWrite, "who gave it up, and why")
    .fails(&[
        "contracts.bond_unknown",
        "contracts.bond_state",
        "input.reason_required",
        "access.out_of_scope",
        "access.own_case",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_NONCOMPETES, routes!(list_noncompetes));
    registry.add(RECORD_NONCOMPETE, routes!(record_noncompete));
    registry.add(STEP_NONCOMPETE, routes!(step_noncompete));
    registry.add(LIST_BONDS, routes!(list_bonds));
    registry.add(RECORD_BOND, routes!(record_bond));
    registry.add(WAIVE_BOND, routes!(waive_bond));
}

/// Non-compete agreements
///
/// With what the law says they pay, and whether the pay is late.
#[utoipa::path(get, path = "/noncompetes", tag = "contracts", responses((status = 200, body = NoncompeteList)))]
async fn list_noncompetes(signed: Signed) -> Answer<NoncompeteList> {
    Ok(Json(contracts::list_noncompetes(&signed.app, &signed.caller).await?))
}

/// Record a non-compete agreement
///
/// Who may be bound, and for how long, is the law's.
#[utoipa::path(post, path = "/noncompetes", tag = "contracts", request_body = NewNoncompete,
    responses((status = 201, body = Created)))]
async fn record_noncompete(signed: Signed, Input(input): Input<NewNoncompete>) -> Made<Created> {
    made(contracts::record_noncompete(&signed.app, &signed.caller, input).await?)
}

/// A step of a non-compete
///
/// It begins to bind, was paid up to a day, is released early, or is waived.
#[utoipa::path(post, path = "/noncompetes/{noncompete_id}/steps", tag = "contracts", request_body = NoncompeteStep,
    params(("noncompete_id" = Uuid, Path, description = "The agreement.")),
    responses((status = 200, body = NoncompeteView)))]
async fn step_noncompete(
    signed: Signed,
    Id(noncompete): Id<Uuid>,
    Input(input): Input<NoncompeteStep>,
) -> Answer<NoncompeteView> {
    Ok(Json(contracts::step_noncompete(&signed.app, &signed.caller, noncompete, input).await?))
}

/// Service-period agreements
///
/// With the most that could be claimed today.
#[utoipa::path(get, path = "/service-bonds", tag = "contracts", responses((status = 200, body = BondList)))]
async fn list_bonds(signed: Signed) -> Answer<BondList> {
    Ok(Json(contracts::list_bonds(&signed.app, &signed.caller).await?))
}

/// Record a service-period agreement
///
/// The penalty may not be more than the training cost.
#[utoipa::path(post, path = "/service-bonds", tag = "contracts", request_body = NewBond,
    responses((status = 201, body = Created)))]
async fn record_bond(signed: Signed, Input(input): Input<NewBond>) -> Made<Created> {
    made(contracts::record_bond(&signed.app, &signed.caller, input).await?)
}

/// Give a service period up
///
/// With a reason.
#[utoipa::path(post, path = "/service-bonds/{bond_id}/waiver", tag = "contracts", request_body = CloseRenewal,
    params(("bond_id" = Uuid, Path, description = "The agreement.")), responses((status = 204)))]
async fn waive_bond(signed: Signed, Id(bond): Id<Uuid>, Input(input): Input<CloseRenewal>) -> Done {
    contracts::waive_bond(&signed.app, &signed.caller, bond, input.reason).await?;
    Ok(NoContent)
}
