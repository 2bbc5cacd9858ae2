//! Working with many people at once: saved views, one change for a selection, a manager's team, what is due.

use access::Permission;
use axum::Json;
use kernel::PersonId;
use services::Created;
use services::directory::{
    self, BulkDone, BulkPreview, BulkTransfer, NewSavedView, ReminderList, SavedViewList, TeamQuery, TeamView,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, RateClass, Registry, Signed, made};

const LIST_SAVED_VIEWS: Operation = Operation::read("list_saved_views", Permission::PersonRead);
const SAVE_VIEW: Operation = Operation::write("save_view", Permission::PersonRead, "the view").fails(&[
    "input.required",
    "identity.role_unknown",
    "directory.view_malformed",
    "directory.too_many_views",
]);
const DELETE_SAVED_VIEW: Operation = Operation::write("delete_saved_view", Permission::PersonRead, "the removed view")
    .fails(&["directory.view_unknown"]);
const PREVIEW_BULK_TRANSFER: Operation = Operation::read("preview_bulk_transfer", Permission::PersonWrite)
    .audits("nothing: nothing is written")
    .rated(RateClass::Write)
    .fails(&[
        "directory.nothing_to_change",
        "directory.nobody_selected",
        "directory.too_many",
        "organisation.unit_unknown",
        "organisation.place_unknown",
        "people.unknown",
    ]);
const TRANSFER_MANY: Operation =
    Operation::write("transfer_many", Permission::PersonWrite, "each assignment and the one it supersedes").fails(&[
        "directory.nothing_to_change",
        "directory.nobody_selected",
        "directory.too_many",
        "directory.selection_changed",
        "directory.agreement_missing",
        "organisation.unit_unknown",
        "organisation.place_unknown",
        "people.unknown",
        "history.out_of_order",
    ]);
const GET_MY_TEAM: Operation = Operation::read("get_my_team", Permission::TeamRead);
const LIST_DUTIES: Operation = Operation::read("list_duties", Permission::PersonRead).fails(&["access.out_of_scope"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_SAVED_VIEWS, routes!(list_saved_views));
    registry.add(SAVE_VIEW, routes!(save_view));
    registry.add(DELETE_SAVED_VIEW, routes!(delete_saved_view));
    registry.add(PREVIEW_BULK_TRANSFER, routes!(preview_bulk_transfer));
    registry.add(TRANSFER_MANY, routes!(transfer_many));
    registry.add(GET_MY_TEAM, routes!(get_my_team));
    registry.add(LIST_DUTIES, routes!(list_duties));
}

/// Saved views
///
/// Own views of the directory, and those that personnel shares with a role of the caller.
#[utoipa::path(get, path = "/directory-views", tag = "directory", responses((status = 200, body = SavedViewList)))]
async fn list_saved_views(signed: Signed) -> Answer<SavedViewList> {
    Ok(Json(directory::list_saved_views(&signed.app, &signed.caller).await?))
}

/// Save a view
///
/// Filters, order and columns under a name; one of the same name is replaced. Sharing with a role needs `view.share`.
#[utoipa::path(post, path = "/directory-views", tag = "directory", request_body = NewSavedView,
    responses((status = 201, body = Created)))]
async fn save_view(signed: Signed, Input(input): Input<NewSavedView>) -> Made<Created> {
    made(directory::save_view(&signed.app, &signed.caller, input).await?)
}

/// Delete a view
///
/// One of the caller's own.
#[utoipa::path(delete, path = "/directory-views/{view_id}", tag = "directory",
    params(("view_id" = Uuid, Path, description = "The view.")), responses((status = 204)))]
async fn delete_saved_view(signed: Signed, Id(view): Id<Uuid>) -> Done {
    directory::delete_saved_view(&signed.app, &signed.caller, view).await?;
    Ok(NoContent)
}

/// Preview a transfer of many
///
/// What a new unit, manager, work place or level would mean for each of a selection, what to think of, and who would
/// stay and why. Writes nothing.
#[utoipa::path(post, path = "/bulk-transfers/preview", tag = "directory", request_body = BulkTransfer,
    responses((status = 200, body = BulkPreview)))]
async fn preview_bulk_transfer(signed: Signed, Input(input): Input<BulkTransfer>) -> Answer<BulkPreview> {
    Ok(Json(directory::preview_bulk_transfer(&signed.app, &signed.caller, input).await?))
}

/// Transfer many
///
/// All of a selection whom nothing speaks against, in one unit of work. `expected` is the number that the preview gave;
/// `agreed` says that everybody whose work place changes has agreed in writing (Labour Contract Law art. 35).
#[utoipa::path(post, path = "/bulk-transfers", tag = "directory", request_body = BulkTransfer,
    responses((status = 201, body = BulkDone)))]
async fn transfer_many(signed: Signed, Input(input): Input<BulkTransfer>) -> Made<BulkDone> {
    made(directory::transfer_many(&signed.app, &signed.caller, input).await?)
}

/// My team
///
/// Direct reports, and on demand those below them: who is away, what is due. No pay and no reason of an absence.
#[utoipa::path(get, path = "/team", tag = "directory", params(TeamQuery),
    responses((status = 200, body = TeamView)))]
async fn get_my_team(signed: Signed, Query(query): Query<TeamQuery>) -> Answer<TeamView> {
    Ok(Json(directory::my_team(&signed.app, &signed.caller, query).await?))
}

/// What is due about a person
///
/// Dated duties out of several records, the next first: the end of a contract or of probation, a change that lies
/// ahead. Empty for who may not read the terms of the employment.
#[utoipa::path(get, path = "/people/{person_id}/duties", tag = "directory",
    params(("person_id" = PersonId, Path, description = "The person.")),
    responses((status = 200, body = ReminderList)))]
async fn list_duties(signed: Signed, Id(person): Id<PersonId>) -> Answer<ReminderList> {
    Ok(Json(directory::list_duties(&signed.app, &signed.caller, person).await?))
}
