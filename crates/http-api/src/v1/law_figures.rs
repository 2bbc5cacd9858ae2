//! Local figures of law that the shipped data lack.

use access::Permission;
use axum::Json;
use services::settlement::{self, LawFigureList, LawFigureView, NewLawFigure};
use utoipa_axum::routes;

use crate::{Answer, Input, Made, Operation, Registry, Signed, made};

const LIST_LAW_FIGURES: Operation = Operation::read("list_law_figures", Permission::SettlementReview);
const PUT_LAW_FIGURE: Operation =
    Operation::write("put_law_figure", Permission::SettlementReview, "the figure, its source and the reason").fails(&[
        "input.reason_required",
        "input.range_reversed",
        "law.place_unknown",
        "settlement.figure_closed",
        "settlement.figure_known",
        "settlement.figure_not_positive",
        "settlement.source_required",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_LAW_FIGURES, routes!(list_law_figures));
    registry.add(PUT_LAW_FIGURE, routes!(put_law_figure));
}

/// Figures entered by hand
///
/// With their sources.
#[utoipa::path(get, path = "/law-figures", tag = "law",
    responses((status = 200, body = LawFigureList)))]
async fn list_law_figures(signed: Signed) -> Answer<LawFigureList> {
    Ok(Json(settlement::list_law_figures(&signed.app, &signed.caller).await?))
}

/// Enter a figure with its source
///
/// Only where the shipped data have none in force; never instead of them.
#[utoipa::path(post, path = "/law-figures", tag = "law", request_body = NewLawFigure,
    responses((status = 201, body = LawFigureView)))]
async fn put_law_figure(signed: Signed, Input(input): Input<NewLawFigure>) -> Made<LawFigureView> {
    made(settlement::put_law_figure(&signed.app, &signed.caller, input).await?)
}
