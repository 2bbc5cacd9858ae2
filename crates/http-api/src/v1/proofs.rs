//! Proofs of employment and income by self-service.

use access::Permission;
use axum::Json;
use services::certificates::{self, IssueProof, ProofList, ProofView};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, ApiProblem, File, Id, Input, Made, Operation, Registry, Signed, made};

const LIST_OWN_PROOFS: Operation =
    Operation::read("list_own_proofs", Permission::SessionUse).fails(&["certificate.no_person"]);
const ISSUE_OWN_PROOF: Operation =
    Operation::write("issue_own_proof", Permission::SessionUse, "the proof, its file sealed").fails(&[
        "certificate.no_person",
        "certificate.purpose",
        "certificate.not_employed",
        "certificate.fact_missing",
        "input.choice",
        "settlement.no_pay_on_record",
    ]);
const GET_OWN_PROOF_PDF: Operation = Operation::read("get_own_proof_pdf", Permission::SessionUse)
    .never_repeated()
    .fails(&["certificate.unknown", "certificate.no_person"]);
const REVOKE_OWN_PROOF: Operation = Operation::write("revoke_own_proof", Permission::SessionUse, "the revocation")
    .fails(&["certificate.unknown", "certificate.no_person", "certificate.revoked"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_OWN_PROOFS, routes!(list_own_proofs));
    registry.add(ISSUE_OWN_PROOF, routes!(issue_own_proof));
    registry.add(GET_OWN_PROOF_PDF, routes!(get_own_proof_pdf));
    registry.add(REVOKE_OWN_PROOF, routes!(revoke_own_proof));
}

/// The own proofs
///
/// The newest first.
#[utoipa::path(get, path = "/me/proofs", tag = "certificates",
    responses((status = 200, body = ProofList)))]
async fn list_own_proofs(signed: Signed) -> Answer<ProofList> {
    Ok(Json(certificates::own_proofs(&signed.app, &signed.caller).await?))
}

/// Issue a proof about oneself
///
/// Numbered, signed, verified by anybody who holds its address. Figures come from the own records.
#[utoipa::path(post, path = "/me/proofs", tag = "certificates", request_body = IssueProof,
    responses((status = 201, body = ProofView)))]
async fn issue_own_proof(signed: Signed, Input(input): Input<IssueProof>) -> Made<ProofView> {
    made(certificates::issue_own_proof(&signed.app, &signed.caller, input).await?)
}

/// A proof as PDF
///
/// The very bytes that were signed; only for the person.
#[utoipa::path(get, path = "/me/proofs/{proof_id}/pdf", tag = "certificates", params(("proof_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
async fn get_own_proof_pdf(signed: Signed, Id(proof): Id<Uuid>) -> Result<File, ApiProblem> {
    let file = certificates::own_proof_file(&signed.app, &signed.caller, proof).await?;
    Ok(File { name: file.name, content_type: "application/pdf", bytes: file.bytes })
}

/// Revoke an own proof
///
/// Its public page says so from now on.
#[utoipa::path(post, path = "/me/proofs/{proof_id}/revocation", tag = "certificates", params(("proof_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = ProofView)))]
async fn revoke_own_proof(signed: Signed, Id(proof): Id<Uuid>) -> Answer<ProofView> {
    Ok(Json(certificates::revoke_own_proof(&signed.app, &signed.caller, proof).await?))
}
