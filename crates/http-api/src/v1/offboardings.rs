//! Leaving cases: the board, a case, everything that HR, finance and the law do with it.

use access::Permission;
use axum::Json;
use kernel::PersonId;
use services::certificates::CertificateView;
use services::offboarding::{
    self, BoardItem, BoardQuery, ChangeLastDay, CheckGround, ClosePreOffboarding, ComputeSettlement, ConfirmSettlement,
    CycleOverview, DecideWithdrawal, GroundCheck, OffboardingOpened, OffboardingPage, OpenPreOffboarding, PreviewCost,
    RecordAgreement, RecordExitInterview, RecordResignation,
};
use services::offboarding::{AddTask, NudgeTasks, Nudged, TalkList};
use services::settlement::{CostPreviewView, SettlementView};
use services::{Created, Page};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

const LIST_OFFBOARDINGS: Operation = Operation::read("list_offboardings", Permission::OffboardingRead);
const GET_OFFBOARDING_CYCLE: Operation = Operation::read("get_offboarding_cycle", Permission::OffboardingRead);
const GET_OFFBOARDING: Operation = Operation::read("get_offboarding", Permission::OffboardingRead)
    .fails(&["offboarding.unknown", "access.out_of_scope"]);
const OPEN_PRE_OFFBOARDING: Operation = Operation::write(
    "open_pre_offboarding",
    Permission::OffboardingManage,
    "the case, its reason and evidence, the tasks",
)
.fails(&[
    "access.out_of_scope",
    "input.reason_required",
    "offboarding.evidence_missing",
    "offboarding.evidence_unknown",
    "offboarding.evidence_used",
    "offboarding.statement_unconfirmed",
    "offboarding.score_cannot_open",
    "people.not_employed",
    "offboarding.wrong_phase",
    "history.out_of_order",
]);
const CLOSE_PRE_OFFBOARDING: Operation =
    Operation::write("close_pre_offboarding", Permission::OffboardingManage, "the closing and its reason").fails(&[
        "offboarding.unknown",
        "access.out_of_scope",
        "input.reason_required",
        "offboarding.wrong_phase",
    ]);
const RECORD_RESIGNATION: Operation =
    Operation::write("record_resignation", Permission::OffboardingManage, "the case, the planned end, the tasks")
        .fails(&[
            "access.out_of_scope",
            "input.reason_required",
            "offboarding.resignation_not_written",
            "offboarding.received_in_future",
            "offboarding.received_before_hire",
            "offboarding.wished_before_received",
            "people.not_employed",
            "offboarding.wrong_phase",
            "history.out_of_order",
        ]);
const RECORD_AGREEMENT: Operation = Operation::write(
    "record_agreement",
    Permission::OffboardingManage,
    "the case, the acknowledged cost, the planned end, the tasks",
)
.fails(&[
    "access.out_of_scope",
    "input.reason_required",
    "offboarding.agreement_not_written",
    "offboarding.cost_not_shown",
    "offboarding.preview_unknown",
    "offboarding.preview_of_other_day",
    "offboarding.last_day_before_basis",
    "people.not_employed",
    "offboarding.wrong_phase",
    "history.out_of_order",
]);
const PREVIEW_COST: Operation =
    Operation::write("preview_cost", Permission::OffboardingManage, "the computed preview, sealed").fails(&[
        "access.out_of_scope",
        "people.not_employed",
        "offboarding.not_earlier",
        "law.parameter_missing",
        "settlement.no_pay_on_record",
    ]);
const CHECK_GROUND: Operation = Operation::write("check_ground", Permission::OffboardingManage, "who looked at whom")
    .never_repeated()
    .fails(&["access.out_of_scope", "offboarding.protected"]);
const CHANGE_LAST_DAY: Operation = Operation::write(
    "change_last_day",
    Permission::OffboardingManage,
    "the new day, the consent, the acknowledged cost",
)
.fails(&[
    "offboarding.unknown",
    "access.out_of_scope",
    "offboarding.cost_not_shown",
    "offboarding.consent_missing",
    "offboarding.last_day_over",
    "offboarding.last_day_before_basis",
    "offboarding.preview_unknown",
    "offboarding.preview_of_other_day",
    "offboarding.wrong_phase",
    "flow.anchor_used",
]);
const DECIDE_WITHDRAWAL: Operation =
    Operation::write("decide_withdrawal", Permission::OffboardingManage, "the answer and its reason").fails(&[
        "offboarding.unknown",
        "access.out_of_scope",
        "input.reason_required",
        "offboarding.no_withdrawal_request",
        "offboarding.wrong_phase",
    ]);
const RECORD_EXIT_INTERVIEW: Operation =
    Operation::write("record_exit_interview", Permission::OffboardingManage, "the coded reason and the note, sealed")
        .fails(&["offboarding.unknown", "access.out_of_scope", "catalogue.code_unknown", "offboarding.no_basis"]);
const COMPUTE_SETTLEMENT: Operation =
    Operation::write("compute_settlement", Permission::SettlementReview, "the computed settlement, sealed").fails(&[
        "offboarding.unknown",
        "access.out_of_scope",
        "offboarding.no_basis",
        "settlement.confirmed",
        "settlement.no_pay_on_record",
        "settlement.source_required",
        "settlement.fact_value",
        "input.choice",
    ]);
const CONFIRM_SETTLEMENT: Operation =
    Operation::write("confirm_settlement", Permission::SettlementReview, "who confirmed which settlement").fails(&[
        "offboarding.unknown",
        "access.out_of_scope",
        "settlement.unknown",
        "settlement.changed",
        "settlement.confirmed",
        "settlement.incomplete",
        "settlement.second_person",
        "flow.blocked",
    ]);
const ISSUE_CERTIFICATE: Operation = Operation::write(
    "issue_certificate",
    Permission::CertificateIssue,
    "number, digest and signature of the certificate",
)
.fails(&[
    "offboarding.unknown",
    "access.out_of_scope",
    "offboarding.too_early",
    "offboarding.no_basis",
    "certificate.issued",
    "certificate.fact_missing",
    "certificate.fields",
    "certificate.ends_before_it_begins",
]);

const NUDGE_TASKS: Operation =
    Operation::write("nudge_tasks", Permission::OffboardingManage, "who asked for which tasks").fails(&[
        "offboarding.unknown",
        "offboarding.wrong_phase",
        "task.not_open",
        "task.none_late",
        "task.nudged_already",
    ]);
const ADD_TASK: Operation = Operation::write("add_task", Permission::OffboardingManage, "the task, its owner and day")
    .fails(&[
        "offboarding.unknown",
        "offboarding.wrong_phase",
        "input.required",
        "input.day_past",
        "flow.unknown_lane",
        "flow.ended",
    ]);
const LIST_TALKS: Operation =
    Operation::read("list_talks", Permission::OffboardingManage).fails(&["access.out_of_scope"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_OFFBOARDINGS, routes!(list_offboardings));
    registry.add(GET_OFFBOARDING_CYCLE, routes!(get_offboarding_cycle));
    registry.add(GET_OFFBOARDING, routes!(get_offboarding));
    registry.add(OPEN_PRE_OFFBOARDING, routes!(open_pre_offboarding));
    registry.add(CLOSE_PRE_OFFBOARDING, routes!(close_pre_offboarding));
    registry.add(RECORD_RESIGNATION, routes!(record_resignation));
    registry.add(RECORD_AGREEMENT, routes!(record_agreement));
    registry.add(PREVIEW_COST, routes!(preview_cost));
    registry.add(CHECK_GROUND, routes!(check_ground));
    registry.add(CHANGE_LAST_DAY, routes!(change_last_day));
    registry.add(DECIDE_WITHDRAWAL, routes!(decide_withdrawal));
    registry.add(RECORD_EXIT_INTERVIEW, routes!(record_exit_interview));
    registry.add(COMPUTE_SETTLEMENT, routes!(compute_settlement));
    registry.add(CONFIRM_SETTLEMENT, routes!(confirm_settlement));
    registry.add(ISSUE_CERTIFICATE, routes!(issue_certificate));
    registry.add(NUDGE_TASKS, routes!(nudge_tasks));
    registry.add(ADD_TASK, routes!(add_task));
    registry.add(LIST_TALKS, routes!(list_talks));
}

/// The board
///
/// Cases that the caller may see, most urgent first, with tasks, days left and where the time goes.
#[utoipa::path(get, path = "/offboardings", tag = "offboarding", params(BoardQuery),
    responses((status = 200, body = Page<BoardItem>)))]
async fn list_offboardings(signed: Signed, Query(query): Query<BoardQuery>) -> Answer<Page<BoardItem>> {
    Ok(Json(offboarding::list_offboardings(&signed.app, &signed.caller, query).await?))
}

/// Cycle time
///
/// The time that the firm controls over finished cases, by lane, with the cases behind it.
#[utoipa::path(get, path = "/offboardings/cycle", tag = "offboarding",
    responses((status = 200, body = CycleOverview)))]
async fn get_offboarding_cycle(signed: Signed) -> Answer<CycleOverview> {
    Ok(Json(offboarding::cycle_summary(&signed.app, &signed.caller).await?))
}

/// A case
///
/// Lanes with tasks and edges, legal days, settlement, certificates, history, and what the caller may do.
#[utoipa::path(get, path = "/offboardings/{id}", tag = "offboarding", params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = OffboardingPage)))]
async fn get_offboarding(signed: Signed, Id(id): Id<Uuid>) -> Answer<OffboardingPage> {
    Ok(Json(offboarding::get_offboarding(&signed.app, &signed.caller, id).await?))
}

/// Open a pre-offboarding
///
/// A continuity plan that runs out after thirty days and touches no access, pay or status. It rests on a recorded talk or a confirmed statement; a score opens nothing.
#[utoipa::path(post, path = "/offboardings/pre", tag = "offboarding", request_body = OpenPreOffboarding,
    responses((status = 201, body = OffboardingOpened)))]
async fn open_pre_offboarding(signed: Signed, Input(input): Input<OpenPreOffboarding>) -> Made<OffboardingOpened> {
    made(offboarding::open_pre_offboarding(&signed.app, &signed.caller, input).await?)
}

/// Close a pre-offboarding
///
/// The person stays, or the reason is gone.
#[utoipa::path(post, path = "/offboardings/{id}/close", tag = "offboarding", request_body = ClosePreOffboarding, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204)))]
async fn close_pre_offboarding(signed: Signed, Id(id): Id<Uuid>, Input(input): Input<ClosePreOffboarding>) -> Done {
    offboarding::close_pre_offboarding(&signed.app, &signed.caller, id, input).await?;
    Ok(NoContent)
}

/// Record a resignation
///
/// One that reached HR on paper or as a message. The notice of article 37 is counted from the day of receipt; tasks go out to all parties at once.
#[utoipa::path(post, path = "/offboardings/resignations", tag = "offboarding", request_body = RecordResignation,
    responses((status = 201, body = OffboardingOpened)))]
async fn record_resignation(signed: Signed, Input(input): Input<RecordResignation>) -> Made<OffboardingOpened> {
    made(offboarding::record_resignation(&signed.app, &signed.caller, input).await?)
}

/// Record an agreement to end
///
/// Article 36, in writing. When the employer proposed it, name the preview of the cost that was shown.
#[utoipa::path(post, path = "/offboardings/agreements", tag = "offboarding", request_body = RecordAgreement,
    responses((status = 201, body = OffboardingOpened)))]
async fn record_agreement(signed: Signed, Input(input): Input<RecordAgreement>) -> Made<OffboardingOpened> {
    made(offboarding::record_agreement(&signed.app, &signed.caller, input).await?)
}

/// What an earlier end would cost
///
/// Keeping the date, N, N + 1 and 2N side by side, with steps and articles. Decides nothing.
#[utoipa::path(post, path = "/offboardings/cost-previews", tag = "offboarding", request_body = PreviewCost,
    responses((status = 201, body = CostPreviewView)))]
async fn preview_cost(signed: Signed, Input(input): Input<PreviewCost>) -> Made<CostPreviewView> {
    made(offboarding::preview_cost(&signed.app, &signed.caller, input).await?)
}

/// Is a ground of the employer open
///
/// What the law protects is refused with its article; what is open comes with the steps that it demands.
#[utoipa::path(post, path = "/offboardings/ground-checks", tag = "offboarding", request_body = CheckGround,
    responses((status = 200, body = GroundCheck)))]
async fn check_ground(signed: Signed, Input(input): Input<CheckGround>) -> Answer<GroundCheck> {
    Ok(Json(offboarding::check_ground(&signed.app, &signed.caller, input).await?))
}

/// Move the last day
///
/// The other side consents in writing; what the employer wants earlier is priced first. Tasks, the planned end and the settlement follow.
#[utoipa::path(post, path = "/offboardings/{id}/last-day", tag = "offboarding", request_body = ChangeLastDay, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204)))]
async fn change_last_day(signed: Signed, Id(id): Id<Uuid>, Input(input): Input<ChangeLastDay>) -> Done {
    offboarding::change_last_day(&signed.app, &signed.caller, id, input).await?;
    Ok(NoContent)
}

/// Answer a request to take a resignation back
///
/// On consent the tasks stop and the employment goes on with its assignment and pay.
#[utoipa::path(post, path = "/offboardings/{id}/withdrawal-decision", tag = "offboarding", request_body = DecideWithdrawal, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204)))]
async fn decide_withdrawal(signed: Signed, Id(id): Id<Uuid>, Input(input): Input<DecideWithdrawal>) -> Done {
    offboarding::decide_withdrawal(&signed.app, &signed.caller, id, input).await?;
    Ok(NoContent)
}

/// Record the exit interview
///
/// The coded reason of leaving stands beside the end of the employment.
#[utoipa::path(post, path = "/offboardings/{id}/exit-interview", tag = "offboarding", request_body = RecordExitInterview, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204)))]
async fn record_exit_interview(signed: Signed, Id(id): Id<Uuid>, Input(input): Input<RecordExitInterview>) -> Done {
    offboarding::record_exit_interview(&signed.app, &signed.caller, id, input).await?;
    Ok(NoContent)
}

/// Compute the settlement
///
/// From records and entered facts. A missing figure of law is named in its line and never guessed.
#[utoipa::path(post, path = "/offboardings/{id}/settlement", tag = "offboarding", request_body = ComputeSettlement, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = SettlementView)))]
async fn compute_settlement(
    signed: Signed,
    Id(id): Id<Uuid>,
    Input(input): Input<ComputeSettlement>,
) -> Answer<SettlementView> {
    Ok(Json(offboarding::compute_settlement(&signed.app, &signed.caller, id, input).await?))
}

/// Confirm the settlement
///
/// The one that was looked at; finishes its task.
#[utoipa::path(post, path = "/offboardings/{id}/settlement/confirmation", tag = "offboarding", request_body = ConfirmSettlement, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = SettlementView)))]
async fn confirm_settlement(
    signed: Signed,
    Id(id): Id<Uuid>,
    Input(input): Input<ConfirmSettlement>,
) -> Answer<SettlementView> {
    Ok(Json(offboarding::confirm_settlement(&signed.app, &signed.caller, id, input).await?))
}

/// Issue the certificate
///
/// From the last day on; it waits for no task. Numbered without gaps, signed, with a public page that shows only validity.
#[utoipa::path(post, path = "/offboardings/{id}/certificate", tag = "offboarding", params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 201, body = CertificateView)))]
async fn issue_certificate(signed: Signed, Id(id): Id<Uuid>) -> Made<CertificateView> {
    made(offboarding::issue_certificate(&signed.app, &signed.caller, id).await?)
}

/// Ask for late tasks
///
/// Their owners see who asked and when. A task is asked for once in four hours at most.
#[utoipa::path(post, path = "/offboardings/{id}/nudges", tag = "offboarding", request_body = NudgeTasks, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = Nudged)))]
async fn nudge_tasks(signed: Signed, Id(id): Id<Uuid>, Input(input): Input<NudgeTasks>) -> Answer<Nudged> {
    Ok(Json(offboarding::nudge_tasks(&signed.app, &signed.caller, id, input).await?))
}

/// Add a task to a case
///
/// For one of the parties, with a day. Nothing waits for it: wages, certificate and access stay untouched.
#[utoipa::path(post, path = "/offboardings/{id}/tasks", tag = "offboarding", request_body = AddTask, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 201, body = Created)))]
async fn add_task(signed: Signed, Id(id): Id<Uuid>, Input(input): Input<AddTask>) -> Made<Created> {
    made(offboarding::add_task(&signed.app, &signed.caller, id, input).await?)
}

/// Recorded talks with a person
///
/// Day, with whom, and whether a statement was confirmed; never what was said. A continuity plan rests on one.
#[utoipa::path(get, path = "/people/{person_id}/talks", tag = "offboarding", params(("person_id" = PersonId, Path, description = "The person.")),
    responses((status = 200, body = TalkList)))]
async fn list_talks(signed: Signed, Id(person): Id<PersonId>) -> Answer<TalkList> {
    Ok(Json(offboarding::list_talks(&signed.app, &signed.caller, person).await?))
}
