//! Figures over people, and the rows behind them.

use access::Permission;
use axum::Json;
use axum::extract::Path;
use services::overview::{self, FigureRows, FigureRowsQuery, Overview, OverviewQuery};
use utoipa_axum::routes;

use crate::{Answer, Operation, Query, Registry, Signed};

const GET_OVERVIEW: Operation = Operation::read("get_overview", Permission::OverviewRead);
const LIST_FIGURE_ROWS: Operation = Operation::read("list_figure_rows", Permission::OverviewRead)
    .fails(&["overview.figure_unknown", "overview.rows_withheld"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(GET_OVERVIEW, routes!(get_overview));
    registry.add(LIST_FIGURE_ROWS, routes!(list_figure_rows));
}

/// The overview
///
/// Figures of a day over the people whom the caller may see: headcount, hires, leavers, voluntary turnover with its
/// slices, what retention achieved, leaving work. Every figure says what it means, over whom it was computed and of
/// which day it is. Groups of fewer than five people are hidden.
#[utoipa::path(get, path = "/overview", tag = "overview", params(OverviewQuery),
    responses((status = 200, body = Overview)))]
async fn get_overview(signed: Signed, Query(query): Query<OverviewQuery>) -> Answer<Overview> {
    Ok(Json(overview::overview(&signed.app, &signed.caller, query).await?))
}

/// The rows behind a figure
///
/// As many as the figure says, newest day first.
#[utoipa::path(get, path = "/overview/figures/{key}/rows", tag = "overview",
    params(
        ("key" = String, Path, description = "The figure.", example = "voluntary_turnover_12m.tenure.under_1y"),
        FigureRowsQuery,
    ),
    responses((status = 200, body = FigureRows)))]
async fn list_figure_rows(
    signed: Signed,
    Path(key): Path<String>,
    Query(query): Query<FigureRowsQuery>,
) -> Answer<FigureRows> {
    Ok(Json(overview::list_figure_rows(&signed.app, &signed.caller, &key, query).await?))
}
