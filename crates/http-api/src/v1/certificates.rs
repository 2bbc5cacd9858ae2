//! Certificates of leaving: the file, its signature, revocation, and the public page.

use access::Permission;
use axum::Json;
use kernel::CertificateId;
use services::certificates::{
    self, CertificateComparison, CertificateSignature, CertificateVerification, CertificateView, CompareFile,
};
use services::offboarding::{self, RevokeCertificate};
use utoipa_axum::routes;

use crate::{Answer, ApiProblem, File, Id, Input, Operation, Public, Registry, Signed};

const GET_CERTIFICATE_PDF: Operation =
    Operation::read("get_certificate_pdf", Permission::SessionUse).fails(&["certificate.unknown"]);
const GET_CERTIFICATE_SIGNATURE: Operation =
    Operation::read("get_certificate_signature", Permission::SessionUse).fails(&["certificate.unknown"]);
const REVOKE_CERTIFICATE: Operation = Operation::write(
    "revoke_certificate",
    Permission::CertificateIssue,
    "the revocation, its reason, the new certificate",
)
.fails(&["certificate.unknown", "certificate.revoked", "input.reason_required", "offboarding.unknown"]);
const VERIFY_CERTIFICATE: Operation = Operation::public("verify_certificate").fails(&["certificate.unknown"]);
const COMPARE_CERTIFICATE: Operation = Operation::public("compare_certificate")
    .audits("nothing: it only reads")
    .fails(&["certificate.unknown", "certificate.digest"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(GET_CERTIFICATE_PDF, routes!(get_certificate_pdf));
    registry.add(GET_CERTIFICATE_SIGNATURE, routes!(get_certificate_signature));
    registry.add(REVOKE_CERTIFICATE, routes!(revoke_certificate));
    registry.add(VERIFY_CERTIFICATE, routes!(verify_certificate));
    registry.add(COMPARE_CERTIFICATE, routes!(compare_certificate));
}

/// The certificate as PDF
///
/// The very bytes that were signed; for the person and for those who issue. The download stands in the trail.
#[utoipa::path(get, path = "/certificates/{certificate_id}/pdf", tag = "certificates", params(("certificate_id" = CertificateId, Path, description = "The certificate.")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
async fn get_certificate_pdf(signed: Signed, Id(certificate_id): Id<CertificateId>) -> Result<File, ApiProblem> {
    let file = certificates::certificate_file(&signed.app, &signed.caller, certificate_id).await?;
    Ok(File { name: file.name, content_type: "application/pdf", bytes: file.bytes })
}

/// The signature of a certificate
///
/// Detached Ed25519 with the public key: anyone can check the file without Renhe.
#[utoipa::path(get, path = "/certificates/{certificate_id}/signature", tag = "certificates", params(("certificate_id" = CertificateId, Path, description = "The certificate.")),
    responses((status = 200, body = CertificateSignature)))]
async fn get_certificate_signature(
    signed: Signed,
    Id(certificate_id): Id<CertificateId>,
) -> Answer<CertificateSignature> {
    Ok(Json(certificates::certificate_signature(&signed.app, &signed.caller, certificate_id).await?))
}

/// Revoke a certificate
///
/// With a reason; a corrected one is issued at once where that is asked for.
#[utoipa::path(post, path = "/certificates/{certificate_id}/revocation", tag = "certificates", request_body = RevokeCertificate, params(("certificate_id" = CertificateId, Path, description = "The certificate.")),
    responses((status = 200, body = CertificateView)))]
async fn revoke_certificate(
    signed: Signed,
    Id(certificate_id): Id<CertificateId>,
    Input(input): Input<RevokeCertificate>,
) -> Answer<CertificateView> {
    Ok(Json(offboarding::revoke_certificate(&signed.app, &signed.caller, certificate_id, input).await?))
}

/// Is a certificate valid
///
/// For whoever holds the address on the paper: validity, number, day of issue, key. Nothing about the person.
#[utoipa::path(get, path = "/verify/{token}", tag = "certificates", security(()), params(("token" = String, Path, description = "The code in the address.")),
    responses((status = 200, body = CertificateVerification)))]
async fn verify_certificate(public: Public, Id(token): Id<String>) -> Answer<CertificateVerification> {
    Ok(Json(certificates::verify_certificate(&public.app, &token).await?))
}

/// Is a file the one that was issued
///
/// By its SHA-256, computed in the browser: the file never leaves it.
#[utoipa::path(post, path = "/verify/{token}/comparison", tag = "certificates", security(()), request_body = CompareFile, params(("token" = String, Path, description = "The code in the address.")),
    responses((status = 200, body = CertificateComparison)))]
async fn compare_certificate(
    public: Public,
    Id(token): Id<String>,
    Input(input): Input<CompareFile>,
) -> Answer<CertificateComparison> {
    Ok(Json(certificates::compare_certificate(&public.app, &token, input).await?))
}
