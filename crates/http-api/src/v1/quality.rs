//! Data quality: runs, scores, findings.

use access::Permission;
use axum::Json;
use services::quality::{
    self, AcceptFinding, AssignFindings, Assigned, FindingList, FindingQuery, OwnerList, QualityOverview, QualityQuery,
    QualityRunView,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, RateClass, Registry, Signed, made};

const GET_DATA_QUALITY: Operation = Operation::read("get_data_quality", Permission::StandardRead);
const START_QUALITY_RUN: Operation =
    Operation::write("start_quality_run", Permission::StandardWrite, "the run, its scores and its findings")
        .rated(RateClass::Heavy);
const GET_LATEST_QUALITY_RUN: Operation =
    Operation::read("get_latest_quality_run", Permission::StandardRead).fails(&["quality.unknown_run"]);
const LIST_QUALITY_FINDINGS: Operation = Operation::read("list_quality_findings", Permission::StandardRead);
const LIST_QUALITY_OWNERS: Operation = Operation::read("list_quality_owners", Permission::StandardRead);
const ASSIGN_QUALITY_FINDINGS: Operation =
    Operation::write("assign_quality_findings", Permission::StandardWrite, "who mends each finding until when")
        .fails(&["quality.due_past", "quality.owner_may_not", "input.required"]);
const ACCEPT_QUALITY_FINDING: Operation =
    Operation::write("accept_quality_finding", Permission::StandardWrite, "why the finding stays; sealed").fails(&[
        "quality.unknown_finding",
        "quality.not_open",
        "input.reason_required",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(GET_DATA_QUALITY, routes!(get_data_quality));
    registry.add(START_QUALITY_RUN, routes!(start_quality_run));
    registry.add(GET_LATEST_QUALITY_RUN, routes!(get_latest_quality_run));
    registry.add(LIST_QUALITY_FINDINGS, routes!(list_quality_findings));
    registry.add(LIST_QUALITY_OWNERS, routes!(list_quality_owners));
    registry.add(ASSIGN_QUALITY_FINDINGS, routes!(assign_quality_findings));
    registry.add(ACCEPT_QUALITY_FINDING, routes!(accept_quality_finding));
}

/// Data quality
///
/// A score per company with its definition, what each rule looked at and faulted, and the trend by month.
#[utoipa::path(get, path = "/data-quality", tag = "standard", params(QualityQuery),
    responses((status = 200, body = QualityOverview)))]
async fn get_data_quality(signed: Signed, Query(query): Query<QualityQuery>) -> Answer<QualityOverview> {
    Ok(Json(quality::quality_overview(&signed.app, &signed.caller, &query).await?))
}

/// Run the rules
///
/// In the background, over all companies. A run that waits or runs already is given back.
#[utoipa::path(post, path = "/data-quality/runs", tag = "standard", responses((status = 201, body = QualityRunView)))]
async fn start_quality_run(signed: Signed) -> Made<QualityRunView> {
    made(quality::start_quality_run(&signed.app, &signed.caller).await?)
}

/// The newest run
///
/// How far it has come.
#[utoipa::path(get, path = "/data-quality/runs/latest", tag = "standard",
    responses((status = 200, body = QualityRunView)))]
async fn get_latest_quality_run(signed: Signed) -> Answer<QualityRunView> {
    Ok(Json(quality::latest_run(&signed.app, &signed.caller).await?))
}

/// Findings
///
/// As far as the caller may see the persons and the field class of the rule. Never the value itself.
#[utoipa::path(get, path = "/data-quality/findings", tag = "standard", params(FindingQuery),
    responses((status = 200, body = FindingList)))]
async fn list_quality_findings(signed: Signed, Query(query): Query<FindingQuery>) -> Answer<FindingList> {
    Ok(Json(quality::list_findings(&signed.app, &signed.caller, &query).await?))
}

/// Who can mend
///
/// Accounts that may see the data standard.
#[utoipa::path(get, path = "/data-quality/owners", tag = "standard", responses((status = 200, body = OwnerList)))]
async fn list_quality_owners(signed: Signed) -> Answer<OwnerList> {
    Ok(Json(quality::list_quality_owners(&signed.app, &signed.caller).await?))
}

/// Give findings to somebody
///
/// Some, or all open ones of a rule and a company, with a deadline.
#[utoipa::path(post, path = "/data-quality/assignments", tag = "standard", request_body = AssignFindings,
    responses((status = 200, body = Assigned)))]
async fn assign_quality_findings(signed: Signed, Input(input): Input<AssignFindings>) -> Answer<Assigned> {
    Ok(Json(quality::assign_findings(&signed.app, &signed.caller, input).await?))
}

/// Accept a finding
///
/// An exception that stays, with the reason. It no longer counts against the company.
#[utoipa::path(post, path = "/data-quality/findings/{finding_id}/accept", tag = "standard",
    request_body = AcceptFinding, params(("finding_id" = Uuid, Path, description = "The finding.")),
    responses((status = 204)))]
async fn accept_quality_finding(signed: Signed, Id(finding): Id<Uuid>, Input(input): Input<AcceptFinding>) -> Done {
    quality::accept_finding(&signed.app, &signed.caller, finding, input).await?;
    Ok(NoContent)
}
