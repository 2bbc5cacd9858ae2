//! Questions across companies.

use access::Permission;
use axum::Json;
use services::Created;
use services::query::{self, AskedFieldList, ExportQuery, QueryAnswer, RunQuery, SaveQuery, SavedQueryList};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, ApiProblem, Done, File, Id, Input, Made, NoContent, Operation, RateClass, Registry, Signed, made};

/// What can be wrong with a question.
const REFUSALS: &[&str] = &[
    "query.field_unknown",
    "query.operator",
    "query.value",
    "query.not_groupable",
    "query.too_many_filters",
    "query.too_many_groups",
    "input.required",
];

const LIST_QUERY_FIELDS: Operation = Operation::read("list_query_fields", Permission::QueryRun);
const RUN_QUERY: Operation = Operation::read("run_query", Permission::QueryRun)
    .audits("nothing: a question is a read like the roster")
    .never_repeated()
    .fails(REFUSALS);
const EXPORT_QUERY: Operation = Operation::read("export_query", Permission::RosterExport)
    .audits("who took which day's answer, how many people and in which form")
    .never_repeated()
    .rated(RateClass::Heavy)
    .fails(REFUSALS);
const LIST_SAVED_QUERIES: Operation = Operation::read("list_saved_queries", Permission::QueryRun);
const SAVE_QUERY: Operation = Operation::write("save_query", Permission::QueryRun, "the question").fails(REFUSALS);
const DELETE_SAVED_QUERY: Operation =
    Operation::write("delete_saved_query", Permission::QueryRun, "the question that is let go")
        .fails(&["query.unknown"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_QUERY_FIELDS, routes!(list_query_fields));
    registry.add(RUN_QUERY, routes!(run_query));
    registry.add(EXPORT_QUERY, routes!(export_query));
    registry.add(LIST_SAVED_QUERIES, routes!(list_saved_queries));
    registry.add(SAVE_QUERY, routes!(save_query));
    registry.add(DELETE_SAVED_QUERY, routes!(delete_saved_query));
}

/// What may be asked about
///
/// Declared fields whose class the caller may read, with what may be said about each.
#[utoipa::path(get, path = "/queries/fields", tag = "standard", responses((status = 200, body = AskedFieldList)))]
async fn list_query_fields(signed: Signed) -> Answer<AskedFieldList> {
    Ok(Json(query::list_query_fields(&signed.caller)?))
}

/// Ask
///
/// People of any day by plain conditions, counted by up to two fields. Groups that are too small are not told where a
/// field demands it.
#[utoipa::path(post, path = "/queries/run", tag = "standard", request_body = RunQuery,
    responses((status = 200, body = QueryAnswer)))]
async fn run_query(signed: Signed, Input(input): Input<RunQuery>) -> Answer<QueryAnswer> {
    Ok(Json(query::run_query(&signed.app, &signed.caller, &input).await?))
}

/// The answer as a file
///
/// For who may export rosters; rows that both permissions cover.
#[utoipa::path(post, path = "/queries/export", tag = "standard", request_body = ExportQuery,
    responses((status = 200, body = String, content_type = "application/octet-stream")))]
async fn export_query(signed: Signed, Input(input): Input<ExportQuery>) -> Result<File, ApiProblem> {
    let file = query::export_query(&signed.app, &signed.caller, &input).await?;
    Ok(File { name: file.file_name, content_type: file.content_type, bytes: file.bytes })
}

/// Questions that are kept
///
/// The caller's own, and those that colleagues share; each sees the own rows.
#[utoipa::path(get, path = "/queries", tag = "standard", responses((status = 200, body = SavedQueryList)))]
async fn list_saved_queries(signed: Signed) -> Answer<SavedQueryList> {
    Ok(Json(query::list_queries(&signed.app, &signed.caller).await?))
}

/// Keep a question
///
/// Under a name, for oneself or for colleagues too.
#[utoipa::path(post, path = "/queries", tag = "standard", request_body = SaveQuery,
    responses((status = 201, body = Created)))]
async fn save_query(signed: Signed, Input(input): Input<SaveQuery>) -> Made<Created> {
    let id = query::save_query(&signed.app, &signed.caller, input).await?;
    made(Created { id })
}

/// Let go of a question
///
/// Only of one's own.
#[utoipa::path(delete, path = "/queries/{query_id}", tag = "standard",
    params(("query_id" = Uuid, Path, description = "The question.")), responses((status = 204)))]
async fn delete_saved_query(signed: Signed, Id(id): Id<Uuid>) -> Done {
    query::delete_query(&signed.app, &signed.caller, id).await?;
    Ok(NoContent)
}
