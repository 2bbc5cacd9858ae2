//! Personnel changes 人事异动: the desk, one change from draft to effect, probation, retirement.

use access::Permission;
use axum::Json;
use kernel::PersonId;
use services::changes::{
    self, ChangeList, ChangeOpened, ChangePage, ChangePreview, ChangeQuery, ChangeReason, ConfirmMany, ConfirmedMany,
    NewAgreement, OpenChange, ProbationDesk, ProbationQuery, RetirementList, RetirementQuery,
};
use services::flows::FlowView;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

/// What the law and good order may say to a change.
const REFUSALS: &[&str] = &[
    "people.unknown",
    "people.not_employed",
    "people.own_manager",
    "people.already_employed",
    "people.employee_no_taken",
    "people.contract_term",
    "people.pay_not_positive",
    "organisation.unit_unknown",
    "organisation.legal_entity_unknown",
    "catalogue.code_unknown",
    "access.out_of_scope",
    "access.class_missing",
    "input.required",
    "input.reason_required",
    "input.range_reversed",
    "changes.already_away",
    "changes.below_minimum_wage",
    "changes.birth_missing",
    "changes.correction_in_future",
    "changes.employer_by_transfer",
    "changes.host_missing",
    "changes.leaving",
    "changes.no_contract",
    "changes.no_probation",
    "changes.not_away",
    "changes.nothing_changes",
    "changes.onboard_by_hiring",
    "changes.open_already",
    "changes.outside_probation",
    "changes.probation_too_long",
    "changes.retirement_month",
    "changes.retirement_notice",
    "changes.same_employer",
    "changes.second_probation",
    "changes.terms_unreadable",
    "changes.unknown",
    "changes.wrong_state",
];

const LIST_CHANGES: Operation = Operation::read("list_changes", Permission::ChangeRead);
const GET_CHANGE: Operation = Operation::read("get_change", Permission::ChangeRead).fails(&["changes.unknown"]);
const PREVIEW_CHANGE: Operation =
    Operation::write("preview_change", Permission::ChangePropose, "nothing: it only reads").fails(REFUSALS);
const OPEN_CHANGE: Operation =
    Operation::write("open_change", Permission::ChangePropose, "the change, its terms sealed, and why").fails(REFUSALS);
const SUBMIT_CHANGE: Operation =
    Operation::write("submit_change", Permission::ChangePropose, "that it went into approval").fails(REFUSALS);
const WITHDRAW_CHANGE: Operation =
    Operation::write("withdraw_change", Permission::ChangePropose, "that it was given up, and why").fails(&[
        "changes.unknown",
        "changes.wrong_state",
        "input.reason_required",
    ]);
const RECORD_CHANGE_AGREEMENT: Operation = Operation::write(
    "record_change_agreement",
    Permission::ChangeManage,
    "the written agreement, and what the change then writes",
)
.fails(REFUSALS);
const UNDO_CHANGE: Operation =
    Operation::write("undo_change", Permission::ChangeManage, "what holds again from now on, and why").fails(&[
        "changes.unknown",
        "changes.wrong_state",
        "changes.built_upon",
        "input.reason_required",
    ]);
const GET_PROBATION_DESK: Operation = Operation::read("get_probation_desk", Permission::ChangeRead);
const CONFIRM_MANY: Operation =
    Operation::write("confirm_many", Permission::ChangePropose, "one change per person, and why")
        .fails(&["changes.batch_size", "input.reason_required"]);
const LIST_RETIREMENTS: Operation =
    Operation::read("list_retirements", Permission::ChangeManage).fails(&["access.class_missing"]);

const GET_ONBOARDING: Operation =
    Operation::read("get_onboarding", Permission::ChangeRead).fails(&["changes.no_onboarding", "access.out_of_scope"]);
const START_ONBOARDING: Operation =
    Operation::write("start_onboarding", Permission::ChangeManage, "the run and its tasks").fails(&[
        "changes.onboarding_started",
        "people.not_employed",
        "access.out_of_scope",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_CHANGES, routes!(list_changes));
    registry.add(OPEN_CHANGE, routes!(open_change));
    registry.add(PREVIEW_CHANGE, routes!(preview_change));
    registry.add(CONFIRM_MANY, routes!(confirm_many));
    registry.add(GET_CHANGE, routes!(get_change));
    registry.add(SUBMIT_CHANGE, routes!(submit_change));
    registry.add(WITHDRAW_CHANGE, routes!(withdraw_change));
    registry.add(RECORD_CHANGE_AGREEMENT, routes!(record_change_agreement));
    registry.add(UNDO_CHANGE, routes!(undo_change));
    registry.add(GET_PROBATION_DESK, routes!(get_probation_desk));
    registry.add(LIST_RETIREMENTS, routes!(list_retirements));
    registry.add(GET_ONBOARDING, routes!(get_onboarding));
    registry.add(START_ONBOARDING, routes!(start_onboarding));
}

/// Personnel changes
///
/// Newest first, as far as the caller may see; with how many stand in each state.
#[utoipa::path(get, path = "/changes", tag = "changes", params(ChangeQuery), responses((status = 200, body = ChangeList)))]
async fn list_changes(signed: Signed, Query(query): Query<ChangeQuery>) -> Answer<ChangeList> {
    Ok(Json(changes::list_changes(&signed.app, &signed.caller, query).await?))
}

/// Open a change
///
/// As a draft, or into approval at once. It is checked by law on the spot; what the law refuses is not even begun.
#[utoipa::path(post, path = "/changes", tag = "changes", request_body = OpenChange, responses((status = 201, body = ChangeOpened)))]
async fn open_change(signed: Signed, Input(input): Input<OpenChange>) -> Made<ChangeOpened> {
    made(changes::open_change(&signed.app, &signed.caller, input).await?)
}

/// What a change would do
///
/// Before and after, what the law says, whether the person's written agreement is needed. Writes nothing.
#[utoipa::path(post, path = "/changes/preview", tag = "changes", request_body = OpenChange, responses((status = 200, body = ChangePreview)))]
async fn preview_change(signed: Signed, Input(input): Input<OpenChange>) -> Answer<ChangePreview> {
    Ok(Json(changes::preview_change(&signed.app, &signed.caller, input).await?))
}

/// Confirm several people
///
/// Each on the day after the own probation, or all on one day; with `preview` it only says what would happen.
#[utoipa::path(post, path = "/changes/confirmations", tag = "changes", request_body = ConfirmMany, responses((status = 200, body = ConfirmedMany)))]
async fn confirm_many(signed: Signed, Input(input): Input<ConfirmMany>) -> Answer<ConfirmedMany> {
    Ok(Json(changes::confirm_many(&signed.app, &signed.caller, input).await?))
}

/// A change
///
/// With before and after, the checks, the agreement, the letters, and what the caller may do.
#[utoipa::path(get, path = "/changes/{change_id}", tag = "changes", params(("change_id" = Uuid, Path, description = "The change.")),
    responses((status = 200, body = ChangePage)))]
async fn get_change(signed: Signed, Id(change): Id<Uuid>) -> Answer<ChangePage> {
    Ok(Json(changes::get_change(&signed.app, &signed.caller, change).await?))
}

/// Send a draft into approval
///
/// Who approves what is data: usually the manager, then HR.
#[utoipa::path(post, path = "/changes/{change_id}/submission", tag = "changes", params(("change_id" = Uuid, Path, description = "The change.")),
    responses((status = 200, body = ChangeOpened)))]
async fn submit_change(signed: Signed, Id(change): Id<Uuid>) -> Answer<ChangeOpened> {
    Ok(Json(changes::submit_change(&signed.app, &signed.caller, change).await?))
}

/// Give a change up
///
/// Before it is written to the timelines; afterwards it is undone.
#[utoipa::path(post, path = "/changes/{change_id}/withdrawal", tag = "changes", request_body = ChangeReason, params(("change_id" = Uuid, Path, description = "The change.")),
    responses((status = 204)))]
async fn withdraw_change(signed: Signed, Id(change): Id<Uuid>, Input(input): Input<ChangeReason>) -> Done {
    changes::withdraw_change(&signed.app, &signed.caller, change, input).await?;
    Ok(NoContent)
}

/// Record the person's written agreement
///
/// Labour Contract Law art. 35. An approved change takes effect with it.
#[utoipa::path(post, path = "/changes/{change_id}/agreement", tag = "changes", request_body = NewAgreement, params(("change_id" = Uuid, Path, description = "The change.")),
    responses((status = 200, body = ChangeOpened)))]
async fn record_change_agreement(
    signed: Signed,
    Id(change): Id<Uuid>,
    Input(input): Input<NewAgreement>,
) -> Answer<ChangeOpened> {
    Ok(Json(changes::record_change_agreement(&signed.app, &signed.caller, change, input).await?))
}

/// Undo a change
///
/// Before or after its day: what held before holds again from now on. Nothing is erased; refused where something was
/// built on it since.
#[utoipa::path(post, path = "/changes/{change_id}/undoing", tag = "changes", request_body = ChangeReason, params(("change_id" = Uuid, Path, description = "The change.")),
    responses((status = 204)))]
async fn undo_change(signed: Signed, Id(change): Id<Uuid>, Input(input): Input<ChangeReason>) -> Done {
    changes::undo_change(&signed.app, &signed.caller, change, input).await?;
    Ok(NoContent)
}

/// Whose probation ends soon
///
/// With the statutory limit under each contract (Labour Contract Law art. 19).
#[utoipa::path(get, path = "/probations", tag = "changes", params(ProbationQuery), responses((status = 200, body = ProbationDesk)))]
async fn get_probation_desk(signed: Signed, Query(query): Query<ProbationQuery>) -> Answer<ProbationDesk> {
    Ok(Json(changes::probation_desk(&signed.app, &signed.caller, query).await?))
}

/// Who reaches the retirement age
///
/// By the sealed day of birth and the decision of 2024; only for those who may see protected facts.
#[utoipa::path(get, path = "/retirements", tag = "changes", params(RetirementQuery), responses((status = 200, body = RetirementList)))]
async fn list_retirements(signed: Signed, Query(query): Query<RetirementQuery>) -> Answer<RetirementList> {
    Ok(Json(changes::list_retirements(&signed.app, &signed.caller, query).await?))
}

/// The checklist of onboarding
///
/// Of the person's present employment: who does what by when, with the statutory days.
#[utoipa::path(get, path = "/people/{person_id}/onboarding", tag = "changes", params(("person_id" = PersonId, Path, description = "The person.")),
    responses((status = 200, body = FlowView)))]
async fn get_onboarding(signed: Signed, Id(person): Id<PersonId>) -> Answer<FlowView> {
    Ok(Json(changes::get_onboarding(&signed.app, &signed.caller, person).await?))
}

/// Start the checklist of onboarding
///
/// For somebody who was hired without one.
#[utoipa::path(post, path = "/people/{person_id}/onboarding", tag = "changes", params(("person_id" = PersonId, Path, description = "The person.")),
    responses((status = 201, body = FlowView)))]
async fn start_onboarding(signed: Signed, Id(person): Id<PersonId>) -> Made<FlowView> {
    made(changes::start_onboarding(&signed.app, &signed.caller, person).await?)
}
