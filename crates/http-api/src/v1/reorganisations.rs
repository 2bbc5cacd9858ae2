//! Reorganisations planned ahead.

use access::Permission;
use axum::Json;
use kernel::ReorganisationId;
use services::reorganisations::{
    self, AddChange, DraftChart, DraftChartQuery, EditReorganisation, MoveList, MovesQuery, NewReorganisation,
    OfVersion, ReorganisationList, ReorganisationPreview, ReorganisationView, WithdrawReorganisation,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Id, Input, Made, Operation, Query, Registry, Signed, made};

const UNKNOWN: &str = "reorganisations.unknown";
const LIST_REORGANISATIONS: Operation = Operation::read("list_reorganisations", Permission::ReorganisationRead);
const CREATE_REORGANISATION: Operation =
    Operation::write("create_reorganisation", Permission::ReorganisationPlan, "the draft, sealed")
        .fails(&["input.required"]);
const GET_REORGANISATION: Operation =
    Operation::read("get_reorganisation", Permission::ReorganisationRead).fails(&[UNKNOWN]);
const EDIT_REORGANISATION: Operation =
    Operation::write("edit_reorganisation", Permission::ReorganisationPlan, "the draft and the one before, sealed")
        .fails(&[UNKNOWN, "input.required", "reorganisations.other_version", "reorganisations.not_a_draft"]);
const ADD_CHANGE: Operation =
    Operation::write("add_change", Permission::ReorganisationPlan, "the draft and the one before, sealed").fails(&[
        UNKNOWN,
        "input.required",
        "access.out_of_scope",
        "catalogue.code_unknown",
        "organisation.unit_below_itself",
        "people.own_manager",
        "positions.headcount_out_of_range",
        "positions.title_taken",
        "positions.unknown",
        "reorganisations.code_taken",
        "reorganisations.not_a_draft",
        "reorganisations.other_version",
        "reorganisations.person_gone",
        "reorganisations.place_needs_agreement",
        "reorganisations.receiver_below",
        "reorganisations.root_stays",
        "reorganisations.too_many_changes",
        "reorganisations.unit_gone",
    ]);
const REMOVE_CHANGE: Operation =
    Operation::write("remove_change", Permission::ReorganisationPlan, "the draft and the one before, sealed").fails(&[
        UNKNOWN,
        "reorganisations.change_unknown",
        "reorganisations.not_a_draft",
        "reorganisations.other_version",
    ]);
const CONFIRM_REORGANISATION: Operation =
    Operation::write("confirm_reorganisation", Permission::ReorganisationPlan, "the draft and the one before, sealed")
        .fails(&[UNKNOWN, "reorganisations.not_a_draft", "reorganisations.other_version"]);
const PREVIEW_REORGANISATION: Operation =
    Operation::read("preview_reorganisation", Permission::ReorganisationRead).fails(&[UNKNOWN]);
const LIST_MOVES: Operation = Operation::read("list_moves", Permission::ReorganisationRead).fails(&[UNKNOWN]);
const GET_DRAFT_CHART: Operation = Operation::read("get_draft_chart", Permission::ReorganisationRead).fails(&[UNKNOWN]);
const SUBMIT_REORGANISATION: Operation = Operation::write(
    "submit_reorganisation",
    Permission::ReorganisationPlan,
    "the reorganisation's state and the question for approval",
)
.fails(&[
    UNKNOWN,
    "approvals.asked_already",
    "reorganisations.hindered",
    "reorganisations.not_a_draft",
    "reorganisations.nothing_changes",
    "reorganisations.other_version",
]);
const WITHDRAW_REORGANISATION: Operation =
    Operation::write("withdraw_reorganisation", Permission::ReorganisationPlan, "the reorganisation's state").fails(&[
        UNKNOWN,
        "input.reason_required",
        "reorganisations.over",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_REORGANISATIONS, routes!(list_reorganisations));
    registry.add(CREATE_REORGANISATION, routes!(create_reorganisation));
    registry.add(GET_REORGANISATION, routes!(get_reorganisation));
    registry.add(EDIT_REORGANISATION, routes!(edit_reorganisation));
    registry.add(ADD_CHANGE, routes!(add_change));
    registry.add(REMOVE_CHANGE, routes!(remove_change));
    registry.add(CONFIRM_REORGANISATION, routes!(confirm_reorganisation));
    registry.add(PREVIEW_REORGANISATION, routes!(preview_reorganisation));
    registry.add(LIST_MOVES, routes!(list_moves));
    registry.add(GET_DRAFT_CHART, routes!(get_draft_chart));
    registry.add(SUBMIT_REORGANISATION, routes!(submit_reorganisation));
    registry.add(WITHDRAW_REORGANISATION, routes!(withdraw_reorganisation));
}

/// Reorganisations
///
/// Those that the caller plans, oversees or is asked about; open ones first.
#[utoipa::path(get, path = "/reorganisations", tag = "organisation", responses((status = 200, body = ReorganisationList)))]
async fn list_reorganisations(signed: Signed) -> Answer<ReorganisationList> {
    Ok(Json(reorganisations::list_reorganisations(&signed.app, &signed.caller).await?))
}

/// Begin a draft
///
/// For a day; nothing changes before it is approved and the day has come.
#[utoipa::path(post, path = "/reorganisations", tag = "organisation", request_body = NewReorganisation,
    responses((status = 201, body = ReorganisationView)))]
async fn create_reorganisation(signed: Signed, Input(input): Input<NewReorganisation>) -> Made<ReorganisationView> {
    made(reorganisations::create_reorganisation(&signed.app, &signed.caller, input).await?)
}

/// A reorganisation
///
/// With its changes in words, and what stands in the way of each.
#[utoipa::path(get, path = "/reorganisations/{reorganisation_id}", tag = "organisation",
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation.")),
    responses((status = 200, body = ReorganisationView)))]
async fn get_reorganisation(signed: Signed, Id(id): Id<ReorganisationId>) -> Answer<ReorganisationView> {
    Ok(Json(reorganisations::get_reorganisation(&signed.app, &signed.caller, id).await?))
}

/// Change title and day
///
/// Of a draft, or of one that was refused, which becomes a draft again.
#[utoipa::path(put, path = "/reorganisations/{reorganisation_id}", tag = "organisation",
    request_body = EditReorganisation, responses((status = 200, body = ReorganisationView)),
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation.")))]
async fn edit_reorganisation(
    signed: Signed,
    Id(id): Id<ReorganisationId>,
    Input(input): Input<EditReorganisation>,
) -> Answer<ReorganisationView> {
    Ok(Json(reorganisations::edit_reorganisation(&signed.app, &signed.caller, id, input).await?))
}

/// Add a change
///
/// At the end of the draft; it is tried on the organisation of the day, as the changes before it leave it.
#[utoipa::path(post, path = "/reorganisations/{reorganisation_id}/changes", tag = "organisation",
    request_body = AddChange, responses((status = 200, body = ReorganisationView)),
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation.")))]
async fn add_change(
    signed: Signed,
    Id(id): Id<ReorganisationId>,
    Input(input): Input<AddChange>,
) -> Answer<ReorganisationView> {
    Ok(Json(reorganisations::add_change(&signed.app, &signed.caller, id, input).await?))
}

/// Take a change out
///
/// The changes after it stay and are tried again.
#[utoipa::path(delete, path = "/reorganisations/{reorganisation_id}/changes/{change_id}", tag = "organisation",
    responses((status = 200, body = ReorganisationView)),
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation."),
        ("change_id" = Uuid, Path, description = "The change."), OfVersion))]
async fn remove_change(
    signed: Signed,
    Id((id, change)): Id<(ReorganisationId, Uuid)>,
    Query(query): Query<OfVersion>,
) -> Answer<ReorganisationView> {
    Ok(Json(reorganisations::remove_change(&signed.app, &signed.caller, id, change, query.version).await?))
}

/// Confirm after others changed the organisation
///
/// Takes the organisation as it is now for what the draft is made on.
#[utoipa::path(post, path = "/reorganisations/{reorganisation_id}/confirmation", tag = "organisation",
    request_body = OfVersion, responses((status = 200, body = ReorganisationView)),
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation.")))]
async fn confirm_reorganisation(
    signed: Signed,
    Id(id): Id<ReorganisationId>,
    Input(input): Input<OfVersion>,
) -> Answer<ReorganisationView> {
    Ok(Json(reorganisations::confirm_reorganisation(&signed.app, &signed.caller, id, input.version).await?))
}

/// What a draft would change
///
/// Units, planned seats, people, base pay, spans, and which accounts see other people afterwards.
#[utoipa::path(get, path = "/reorganisations/{reorganisation_id}/preview", tag = "organisation",
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation.")),
    responses((status = 200, body = ReorganisationPreview)))]
async fn preview_reorganisation(signed: Signed, Id(id): Id<ReorganisationId>) -> Answer<ReorganisationPreview> {
    Ok(Json(reorganisations::preview_reorganisation(&signed.app, &signed.caller, id).await?))
}

/// People of a draft by name
///
/// Whose unit, manager or work place would change, as far as the caller may see them.
#[utoipa::path(get, path = "/reorganisations/{reorganisation_id}/moves", tag = "organisation",
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation."), MovesQuery),
    responses((status = 200, body = MoveList)))]
async fn list_moves(signed: Signed, Id(id): Id<ReorganisationId>, Query(query): Query<MovesQuery>) -> Answer<MoveList> {
    Ok(Json(reorganisations::list_moves(&signed.app, &signed.caller, id, query).await?))
}

/// The chart of the day with the draft laid over it
///
/// Units that are new, come, go or change are marked; a unit that moves stands where it was and where it goes.
#[utoipa::path(get, path = "/reorganisations/{reorganisation_id}/chart", tag = "organisation",
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation."), DraftChartQuery),
    responses((status = 200, body = DraftChart)))]
async fn get_draft_chart(
    signed: Signed,
    Id(id): Id<ReorganisationId>,
    Query(query): Query<DraftChartQuery>,
) -> Answer<DraftChart> {
    Ok(Json(reorganisations::draft_chart(&signed.app, &signed.caller, id, query).await?))
}

/// Submit for approval
///
/// Asks the heads of the parts of the group that it touches, then the management. Refused while something stands in the
/// way.
#[utoipa::path(post, path = "/reorganisations/{reorganisation_id}/submission", tag = "organisation",
    request_body = OfVersion, responses((status = 200, body = ReorganisationView)),
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation.")))]
async fn submit_reorganisation(
    signed: Signed,
    Id(id): Id<ReorganisationId>,
    Input(input): Input<OfVersion>,
) -> Answer<ReorganisationView> {
    Ok(Json(reorganisations::submit_reorganisation(&signed.app, &signed.caller, id, input).await?))
}

/// Take back
///
/// Before it holds: for good, or to change it as a draft.
#[utoipa::path(post, path = "/reorganisations/{reorganisation_id}/withdrawal", tag = "organisation",
    request_body = WithdrawReorganisation, responses((status = 200, body = ReorganisationView)),
    params(("reorganisation_id" = ReorganisationId, Path, description = "The reorganisation.")))]
async fn withdraw_reorganisation(
    signed: Signed,
    Id(id): Id<ReorganisationId>,
    Input(input): Input<WithdrawReorganisation>,
) -> Answer<ReorganisationView> {
    Ok(Json(reorganisations::withdraw_reorganisation(&signed.app, &signed.caller, id, input).await?))
}
