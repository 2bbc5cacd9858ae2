//! What files lack, how long they are kept, key people, and the state's files.

use access::Permission;
use axum::Json;
use kernel::{FileHoldId, PersonId};
use services::files::{
    self, CompletenessList, CompletenessQuery, DueFileList, FileHoldList, FileHoldView, FileRuleList, FileRuleView,
    LiftFileHold, MarkKeyPerson, PersonFile, PlaceFileHold, PutFileRule, PutStateFile, RecordStateFileMove,
    StateFileList, StateFileQuery, StateFileView,
};
use utoipa_axum::routes;

use crate::{Answer, ApiProblem, Id, Input, Made, Operation, Query, Registry, Signed, made};

const GET_PERSON_FILE: Operation =
    Operation::read("get_person_file", Permission::SessionUse).fails(&["access.out_of_scope"]);
const LIST_COMPLETENESS: Operation =
    Operation::read("list_completeness", Permission::FileWrite).fails(&["request.query_invalid"]);
const LIST_FILE_RULES: Operation = Operation::read("list_file_rules", Permission::SessionUse);
const PUT_FILE_RULE: Operation =
    Operation::write("put_file_rule", Permission::FileDestroy, "the rule before and after").fails(&[
        "catalogue.code_unknown",
        "files.audience_unknown",
        "files.category_unknown",
        "files.keep_from_unknown",
        "files.keep_years",
        "files.kept_too_short",
        "input.required",
    ]);
const MARK_KEY_PERSON: Operation = Operation::write("mark_key_person", Permission::FileWrite, "the mark, why sealed")
    .fails(&[
        "access.out_of_scope",
        "access.own_case",
        "catalogue.code_unknown",
        "files.ends_before_it_begins",
        "input.reason_required",
    ]);
const UNMARK_KEY_PERSON: Operation =
    Operation::write("unmark_key_person", Permission::FileWrite, "the end of the mark").fails(&[
        "access.out_of_scope",
        "access.own_case",
        "files.not_marked",
    ]);
const LIST_DUE_FILES: Operation = Operation::read("list_due_files", Permission::FileDestroy);
const LIST_FILE_HOLDS: Operation = Operation::read("list_file_holds", Permission::FileDestroy);
const PLACE_FILE_HOLD: Operation = Operation::write("place_file_hold", Permission::FileDestroy, "the hold, why sealed")
    .fails(&["access.out_of_scope", "access.own_case", "files.destroyed", "files.unknown", "input.reason_required"]);
const LIFT_FILE_HOLD: Operation =
    Operation::write("lift_file_hold", Permission::FileDestroy, "that it was lifted, why sealed").fails(&[
        "access.out_of_scope",
        "access.own_case",
        "files.hold_lifted",
        "files.hold_unknown",
        "input.reason_required",
    ]);
const LIST_STATE_FILES: Operation = Operation::read("list_state_files", Permission::FileRead);
const PUT_STATE_FILE: Operation =
    Operation::write("put_state_file", Permission::FileWrite, "where it lies, before and after").fails(&[
        "access.out_of_scope",
        "access.own_case",
        "catalogue.code_unknown",
        "files.state_unknown",
        "input.required",
    ]);
const RECORD_STATE_FILE_MOVE: Operation =
    Operation::write("record_state_file_move", Permission::FileWrite, "the transfer").fails(&[
        "access.out_of_scope",
        "access.own_case",
        "files.ends_before_it_begins",
        "files.state_unknown",
        "input.required",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(GET_PERSON_FILE, routes!(get_person_file));
    registry.add(LIST_COMPLETENESS, routes!(list_completeness));
    registry.add(LIST_FILE_RULES, routes!(list_file_rules));
    registry.add(PUT_FILE_RULE, routes!(put_file_rule));
    registry.add(MARK_KEY_PERSON, routes!(mark_key_person));
    registry.add(UNMARK_KEY_PERSON, routes!(unmark_key_person));
    registry.add(LIST_DUE_FILES, routes!(list_due_files));
    registry.add(LIST_FILE_HOLDS, routes!(list_file_holds));
    registry.add(PLACE_FILE_HOLD, routes!(place_file_hold));
    registry.add(LIFT_FILE_HOLD, routes!(lift_file_hold));
    registry.add(LIST_STATE_FILES, routes!(list_state_files));
    registry.add(PUT_STATE_FILE, routes!(put_state_file));
    registry.add(RECORD_STATE_FILE_MOVE, routes!(record_state_file_move));
}

/// A person's file
///
/// Category by category: what must be there, what is, what is missing. Of a category that is not for the caller only
/// its name is told, so that it can be asked for.
#[utoipa::path(get, path = "/people/{person_id}/file", tag = "files",
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 200, body = PersonFile)))]
async fn get_person_file(signed: Signed, Id(id): Id<PersonId>) -> Answer<PersonFile> {
    Ok(Json(files::person_file(&signed.app, &signed.caller, id).await?))
}

/// What files lack
///
/// One line for each person in a unit, for those who maintain the files.
#[utoipa::path(get, path = "/file-completeness", tag = "files", params(CompletenessQuery),
    responses((status = 200, body = CompletenessList)))]
async fn list_completeness(signed: Signed, Query(query): Query<CompletenessQuery>) -> Answer<CompletenessList> {
    Ok(Json(files::list_completeness(&signed.app, &signed.caller, query).await?))
}

/// Rules of keeping
///
/// For each category: the class that one must hold, who must have such a document, and how long it is kept.
#[utoipa::path(get, path = "/file-rules", tag = "files", responses((status = 200, body = FileRuleList)))]
async fn list_file_rules(signed: Signed) -> Answer<FileRuleList> {
    Ok(Json(files::list_file_rules(&signed.app, &signed.caller).await?))
}

/// Decide a rule
///
/// Fewer years than the law asks for are refused, with the article.
#[utoipa::path(put, path = "/file-rules/{category}", tag = "files", request_body = PutFileRule,
    params(("category" = String, Path, description = "A code of the catalogue `file_category`.")),
    responses((status = 200, body = FileRuleView)))]
async fn put_file_rule(
    signed: Signed,
    Id(category): Id<String>,
    Input(input): Input<PutFileRule>,
) -> Answer<FileRuleView> {
    Ok(Json(files::put_file_rule(&signed.app, &signed.caller, &category, input).await?))
}

/// Mark a key person
///
/// The file has more modules from that day on.
#[utoipa::path(put, path = "/people/{person_id}/key-person", tag = "files", request_body = MarkKeyPerson,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 200, body = PersonFile)))]
async fn mark_key_person(
    signed: Signed,
    Id(id): Id<PersonId>,
    Input(input): Input<MarkKeyPerson>,
) -> Answer<PersonFile> {
    files::mark_key_person(&signed.app, &signed.caller, id, input).await?;
    Ok(Json(files::person_file(&signed.app, &signed.caller, id).await?))
}

/// No longer a key person
///
/// What was filed stays; yesterday was the mark's last day.
#[utoipa::path(delete, path = "/people/{person_id}/key-person", tag = "files",
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 200, body = PersonFile)))]
async fn unmark_key_person(signed: Signed, Id(id): Id<PersonId>) -> Answer<PersonFile> {
    files::unmark_key_person(&signed.app, &signed.caller, id).await?;
    Ok(Json(files::person_file(&signed.app, &signed.caller, id).await?))
}

/// Documents whose time is over
///
/// Not held, not proposed for destruction; the oldest first.
#[utoipa::path(get, path = "/file-dues", tag = "files", responses((status = 200, body = DueFileList)))]
async fn list_due_files(signed: Signed) -> Answer<DueFileList> {
    Ok(Json(files::list_due_files(&signed.app, &signed.caller).await?))
}

/// Holds
///
/// What may not be destroyed for now, and what was lifted.
#[utoipa::path(get, path = "/file-holds", tag = "files", responses((status = 200, body = FileHoldList)))]
async fn list_file_holds(signed: Signed) -> Answer<FileHoldList> {
    Ok(Json(files::list_file_holds(&signed.app, &signed.caller).await?))
}

/// Hold
///
/// Keeps a document, or a whole file, from destruction: a dispute, an inspection.
#[utoipa::path(post, path = "/file-holds", tag = "files", request_body = PlaceFileHold,
    responses((status = 201, body = FileHoldView)))]
async fn place_file_hold(signed: Signed, Input(input): Input<PlaceFileHold>) -> Made<FileHoldView> {
    made(files::place_file_hold(&signed.app, &signed.caller, input).await?)
}

/// Lift a hold
///
/// With a reason.
#[utoipa::path(post, path = "/file-holds/{hold_id}/lift", tag = "files", request_body = LiftFileHold,
    params(("hold_id" = FileHoldId, Path, description = "The hold.")), responses((status = 200, body = FileHoldView)))]
async fn lift_file_hold(
    signed: Signed,
    Id(id): Id<FileHoldId>,
    Input(input): Input<LiftFileHold>,
) -> Result<Json<FileHoldView>, ApiProblem> {
    Ok(Json(files::lift_file_hold(&signed.app, &signed.caller, id, input).await?))
}

/// The state's files
///
/// With whom the 人事档案 lie, and which must be sent on after an exit: by when, under which article.
#[utoipa::path(get, path = "/state-files", tag = "files", params(StateFileQuery),
    responses((status = 200, body = StateFileList)))]
async fn list_state_files(signed: Signed, Query(query): Query<StateFileQuery>) -> Answer<StateFileList> {
    Ok(Json(files::list_state_files(&signed.app, &signed.caller, query).await?))
}

/// Where a state's file lies
///
/// The body that keeps it; never its contents.
#[utoipa::path(put, path = "/people/{person_id}/state-file", tag = "files", request_body = PutStateFile,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 200, body = StateFileView)))]
async fn put_state_file(
    signed: Signed,
    Id(id): Id<PersonId>,
    Input(input): Input<PutStateFile>,
) -> Answer<StateFileView> {
    Ok(Json(files::put_state_file(&signed.app, &signed.caller, id, input).await?))
}

/// Record a transfer
///
/// In or out, with the day and the number of the receipt.
#[utoipa::path(post, path = "/people/{person_id}/state-file/moves", tag = "files", request_body = RecordStateFileMove,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 201, body = StateFileView)))]
async fn record_state_file_move(
    signed: Signed,
    Id(id): Id<PersonId>,
    Input(input): Input<RecordStateFileMove>,
) -> Made<StateFileView> {
    made(files::record_state_file_move(&signed.app, &signed.caller, id, input).await?)
}
