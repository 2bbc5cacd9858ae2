//! Dated facts about a person: assignment, pay, performance, leave, events.

use access::Permission;
use axum::Json;
use kernel::PersonId;
use services::people::{self, ChangePay, EntitlementList, Leave, Performance, PutEntitlement, RecordEvent, Transfer};
use utoipa_axum::routes;

use crate::{Answer, Done, Id, Input, NoContent, Operation, Registry, Signed};

const TRANSFER_PERSON: Operation =
    Operation::write("transfer_person", Permission::PersonWrite, "the assignment and the one it supersedes").fails(&[
        "people.not_employed",
        "people.own_manager",
        "organisation.unit_unknown",
        "history.out_of_order",
        "access.out_of_scope",
    ]);
const CHANGE_PAY: Operation =
    Operation::write("change_pay", Permission::PayWrite, "the pay and the one it supersedes, sealed").fails(&[
        "people.not_employed",
        "people.pay_not_positive",
        "catalogue.code_unknown",
        "history.out_of_order",
        "access.out_of_scope",
    ]);
const RECORD_PERFORMANCE: Operation =
    Operation::write("record_performance", Permission::PersonWrite, "the result, sealed").fails(&[
        "people.not_employed",
        "people.score_out_of_range",
        "input.range_reversed",
        "access.out_of_scope",
    ]);
const RECORD_LEAVE: Operation =
    Operation::write("record_leave", Permission::PersonWrite, "the days away; the kind is sealed").fails(&[
        "people.not_employed",
        "people.leave_length",
        "input.range_reversed",
        "catalogue.code_unknown",
        "access.out_of_scope",
    ]);
const RECORD_EVENT: Operation =
    Operation::write("record_event", Permission::PersonWrite, "the event; its detail is sealed").fails(&[
        "people.not_employed",
        "catalogue.code_unknown",
        "access.out_of_scope",
    ]);
const LIST_LEAVE_ENTITLEMENTS: Operation =
    Operation::read("list_leave_entitlements", Permission::PersonRead).fails(&["access.out_of_scope"]);
const RECORD_LEAVE_ENTITLEMENT: Operation = Operation::write(
    "record_leave_entitlement",
    Permission::PersonWrite,
    "the balance and the one it supersedes; the kind is sealed",
)
.fails(&["people.unknown", "people.entitlement_range", "catalogue.code_unknown", "access.out_of_scope"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(TRANSFER_PERSON, routes!(transfer_person));
    registry.add(CHANGE_PAY, routes!(change_pay));
    registry.add(RECORD_PERFORMANCE, routes!(record_performance));
    registry.add(RECORD_LEAVE, routes!(record_leave));
    registry.add(RECORD_EVENT, routes!(record_event));
    registry.add(LIST_LEAVE_ENTITLEMENTS, routes!(list_leave_entitlements));
    registry.add(RECORD_LEAVE_ENTITLEMENT, routes!(record_leave_entitlement));
}

/// Transfer
///
/// Unit, manager, position, level or place from a day on; what is not named stays.
#[utoipa::path(post, path = "/people/{person_id}/transfers", tag = "people", request_body = Transfer,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 204)))]
async fn transfer_person(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<Transfer>) -> Done {
    people::transfer_person(&signed.app, &signed.caller, person, input).await?;
    Ok(NoContent)
}

/// Change pay
///
/// Monthly base pay in fen from a day on, with a reason from the list `pay_reason`.
#[utoipa::path(post, path = "/people/{person_id}/pay-changes", tag = "people", request_body = ChangePay,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 204)))]
async fn change_pay(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<ChangePay>) -> Done {
    people::change_pay(&signed.app, &signed.caller, person, input).await?;
    Ok(NoContent)
}

/// Record a performance result
///
/// A second result of the same cycle is a correction and supersedes the first.
#[utoipa::path(post, path = "/people/{person_id}/performance-results", tag = "people", request_body = Performance,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 204)))]
async fn record_performance(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<Performance>) -> Done {
    people::record_performance(&signed.app, &signed.caller, person, input).await?;
    Ok(NoContent)
}

/// Record leave
///
/// Days away in halves. The kind is protected: few may read it, no score may use it.
#[utoipa::path(post, path = "/people/{person_id}/leaves", tag = "people", request_body = Leave,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 204)))]
async fn record_leave(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<Leave>) -> Done {
    people::record_leave(&signed.app, &signed.caller, person, input).await?;
    Ok(NoContent)
}

/// Record an event
///
/// A dated fact of the list `event_kind` that has no record of its own.
#[utoipa::path(post, path = "/people/{person_id}/events", tag = "people", request_body = RecordEvent,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 204)))]
async fn record_event(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<RecordEvent>) -> Done {
    people::record_event(&signed.app, &signed.caller, person, input).await?;
    Ok(NoContent)
}

/// Leave brought along
///
/// Balances that a person had when the firm moved in, or that were entered by hand.
#[utoipa::path(get, path = "/people/{person_id}/leave-entitlements", tag = "people",
    params(("person_id" = PersonId, Path, description = "The person.")),
    responses((status = 200, body = EntitlementList)))]
async fn list_leave_entitlements(signed: Signed, Id(person): Id<PersonId>) -> Answer<EntitlementList> {
    Ok(Json(people::list_leave_entitlements(&signed.app, &signed.caller, person).await?))
}

/// Record leave brought along
///
/// In half working days. A second balance of the same kind and year is a correction and supersedes the first.
#[utoipa::path(post, path = "/people/{person_id}/leave-entitlements", tag = "people", request_body = PutEntitlement,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 204)))]
async fn record_leave_entitlement(
    signed: Signed,
    Id(person): Id<PersonId>,
    Input(input): Input<PutEntitlement>,
) -> Done {
    people::record_leave_entitlement(&signed.app, &signed.caller, person, input).await?;
    Ok(NoContent)
}
