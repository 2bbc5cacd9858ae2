//! Quarterly and half-yearly data audits.

use access::Permission;
use axum::Json;
use serde::Deserialize;
use services::quality::{self, AuditDetail, AuditList, PutAuditItem, PutAuditPlan, SignAudit};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, ApiProblem, Done, File, Id, Input, Made, NoContent, Operation, RateClass, Registry, Signed, made};

const LIST_DATA_AUDITS: Operation = Operation::read("list_data_audits", Permission::StandardRead);
const PUT_DATA_AUDIT_PLAN: Operation =
    Operation::write("put_data_audit_plan", Permission::StandardWrite, "how often, by whom").fails(&[
        "quality.cadence",
        "quality.due_days",
        "quality.owner_may_not",
    ]);
const OPEN_DATA_AUDIT: Operation =
    Operation::write("open_data_audit", Permission::StandardWrite, "the audit with its figures and items").fails(&[
        "quality.no_plan",
        "quality.no_run",
        "quality.audit_open",
    ]);
const GET_DATA_AUDIT: Operation =
    Operation::read("get_data_audit", Permission::StandardRead).fails(&["quality.unknown_audit"]);
const PUT_DATA_AUDIT_ITEM: Operation =
    Operation::write("put_data_audit_item", Permission::StandardWrite, "owner, deadline, state and conclusion").fails(
        &[
            "quality.unknown_audit",
            "quality.unknown_item",
            "quality.not_open",
            "quality.item_state",
            "quality.item_left",
            "quality.conclusion_missing",
            "quality.owner_may_not",
        ],
    );
const SIGN_DATA_AUDIT: Operation = Operation::write(
    "sign_data_audit",
    Permission::StandardWrite,
    "the statement, who signed, the report and its digest",
)
.rated(RateClass::Heavy)
.fails(&["quality.unknown_audit", "quality.not_open", "quality.items_open", "input.reason_required"]);
const GET_DATA_AUDIT_REPORT: Operation = Operation::read("get_data_audit_report", Permission::StandardRead)
    .rated(RateClass::Heavy)
    .fails(&["quality.unknown_audit"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_DATA_AUDITS, routes!(list_data_audits));
    registry.add(PUT_DATA_AUDIT_PLAN, routes!(put_data_audit_plan));
    registry.add(OPEN_DATA_AUDIT, routes!(open_data_audit));
    registry.add(GET_DATA_AUDIT, routes!(get_data_audit));
    registry.add(PUT_DATA_AUDIT_ITEM, routes!(put_data_audit_item));
    registry.add(SIGN_DATA_AUDIT, routes!(sign_data_audit));
    registry.add(GET_DATA_AUDIT_REPORT, routes!(get_data_audit_report));
}

/// Data audits
///
/// The calendar, and the audits of past and present periods with what is open and what is late.
#[utoipa::path(get, path = "/data-audits", tag = "standard", responses((status = 200, body = AuditList)))]
async fn list_data_audits(signed: Signed) -> Answer<AuditList> {
    Ok(Json(quality::list_audits(&signed.app, &signed.caller).await?))
}

/// Set the calendar
///
/// Quarterly or half-yearly; the audit of a period is planned when it begins and opened when it ends.
#[utoipa::path(put, path = "/data-audit-plan", tag = "standard", request_body = PutAuditPlan,
    responses((status = 204)))]
async fn put_data_audit_plan(signed: Signed, Input(input): Input<PutAuditPlan>) -> Done {
    quality::put_audit_plan(&signed.app, &signed.caller, input).await?;
    Ok(NoContent)
}

/// Open the audit of the present period
///
/// Drawn from the last run: scores, and one item for each rule that faults a company.
#[utoipa::path(post, path = "/data-audits", tag = "standard", responses((status = 201, body = AuditDetail)))]
async fn open_data_audit(signed: Signed) -> Made<AuditDetail> {
    made(quality::open_audit(&signed.app, &signed.caller).await?)
}

/// One data audit
///
/// Scores at its opening, and each item with its owner, deadline and what is left.
#[utoipa::path(get, path = "/data-audits/{audit_id}", tag = "standard",
    params(("audit_id" = Uuid, Path, description = "The audit.")), responses((status = 200, body = AuditDetail)))]
async fn get_data_audit(signed: Signed, Id(audit): Id<Uuid>) -> Answer<AuditDetail> {
    Ok(Json(quality::audit(&signed.app, &signed.caller, audit).await?))
}

/// An item of an audit.
#[derive(Debug, Clone, Copy, Deserialize)]
struct ItemPath {
    audit_id: Uuid,
    item_id: Uuid,
}

/// Work an item off
///
/// Owner, deadline, state, conclusion. It is done when none of its findings is left.
#[utoipa::path(patch, path = "/data-audits/{audit_id}/items/{item_id}", tag = "standard",
    request_body = PutAuditItem,
    params(("audit_id" = Uuid, Path, description = "The audit."), ("item_id" = Uuid, Path, description = "The item.")),
    responses((status = 200, body = AuditDetail)))]
async fn put_data_audit_item(
    signed: Signed,
    Id(ItemPath { audit_id, item_id }): Id<ItemPath>,
    Input(input): Input<PutAuditItem>,
) -> Answer<AuditDetail> {
    Ok(Json(quality::put_audit_item(&signed.app, &signed.caller, audit_id, item_id, input).await?))
}

/// Sign
///
/// When every item is closed. The report stays as it was signed.
#[utoipa::path(post, path = "/data-audits/{audit_id}/signature", tag = "standard", request_body = SignAudit,
    params(("audit_id" = Uuid, Path, description = "The audit.")), responses((status = 200, body = AuditDetail)))]
async fn sign_data_audit(signed: Signed, Id(audit): Id<Uuid>, Input(input): Input<SignAudit>) -> Answer<AuditDetail> {
    Ok(Json(quality::sign_audit(&signed.app, &signed.caller, audit, input).await?))
}

/// The report
///
/// As PDF: the signed one, or a draft of the present state. Counts and conclusions, no names of those concerned.
#[utoipa::path(get, path = "/data-audits/{audit_id}/report", tag = "standard",
    params(("audit_id" = Uuid, Path, description = "The audit.")),
    responses((status = 200, body = String, content_type = "application/pdf")))]
async fn get_data_audit_report(signed: Signed, Id(audit): Id<Uuid>) -> Result<File, ApiProblem> {
    let (name, bytes) = quality::audit_report(&signed.app, &signed.caller, audit).await?;
    Ok(File { name, content_type: "application/pdf", bytes })
}
