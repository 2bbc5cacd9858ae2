//! The trail.

use access::Permission;
use axum::Json;
use services::Page;
use services::audit::{self, AuditEntryView, AuditProof, AuditQuery, AuditStatusView, AuditVerification};
use utoipa_axum::routes;

use crate::{Answer, Id, Operation, Query, RateClass, Registry, Signed};

const LIST_AUDIT_ENTRIES: Operation = Operation::read("list_audit_entries", Permission::AuditRead);
const GET_AUDIT_STATUS: Operation = Operation::read("get_audit_status", Permission::AuditRead);
const GET_AUDIT_PROOF: Operation =
    Operation::read("get_audit_proof", Permission::AuditRead).fails(&["audit.entry_unknown"]);
const VERIFY_AUDIT: Operation =
    Operation::write("verify_audit", Permission::AuditRead, "nothing: it only reads").rated(RateClass::Heavy);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_AUDIT_ENTRIES, routes!(list_audit_entries));
    registry.add(GET_AUDIT_STATUS, routes!(get_audit_status));
    registry.add(GET_AUDIT_PROOF, routes!(get_audit_proof));
    registry.add(VERIFY_AUDIT, routes!(verify_audit));
}

/// Entries of the trail
///
/// From the newest back. Values are shown to those who may read their class; digests to every reader of the trail.
#[utoipa::path(get, path = "/audit/entries", tag = "audit", params(AuditQuery),
    responses((status = 200, body = Page<AuditEntryView>)))]
async fn list_audit_entries(signed: Signed, Query(query): Query<AuditQuery>) -> Answer<Page<AuditEntryView>> {
    Ok(Json(audit::list_audit_entries(&signed.app, &signed.caller, &query).await?))
}

/// The log as it stands
///
/// Size, root and the newest signed checkpoint (C2SP), with the key that verifies it.
#[utoipa::path(get, path = "/audit/status", tag = "audit", responses((status = 200, body = AuditStatusView)))]
async fn get_audit_status(signed: Signed) -> Answer<AuditStatusView> {
    Ok(Json(audit::audit_status(&signed.app, &signed.caller).await?))
}

/// Proof of an entry
///
/// An inclusion proof (RFC 6962) that any verifier can check without Renhe.
#[utoipa::path(get, path = "/audit/entries/{seq}/proof", tag = "audit",
    params(("seq" = u64, Path, description = "The entry's number.")),
    responses((status = 200, body = AuditProof)))]
async fn get_audit_proof(signed: Signed, Id(seq): Id<u64>) -> Answer<AuditProof> {
    Ok(Json(audit::audit_proof(&signed.app, &signed.caller, seq).await?))
}

/// Verify the trail
///
/// Checks every entry against its hash and every hash against the checkpoints; names the first that is wrong.
#[utoipa::path(post, path = "/audit/verification", tag = "audit",
    responses((status = 200, body = AuditVerification)))]
async fn verify_audit(signed: Signed) -> Answer<AuditVerification> {
    Ok(Json(audit::verify_audit(&signed.app, &signed.caller).await?))
}
