//! What the certificates room takes and gives.

use kernel::{CertificateId, Date, Instant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A certificate on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CertificateView {
    /// Which.
    pub id: CertificateId,
    /// Its number.
    #[schema(example = "RH-2026-000001")]
    pub number: String,
    /// `valid` or `revoked`.
    pub status: String,
    /// Day of issue.
    pub issued_on: Date,
    /// When.
    pub issued_at: Instant,
    /// The public page that shows whether it is valid.
    pub verification_url: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Key that signed it.
    pub key_id: String,
    /// When it was revoked.
    #[schema(required)]
    pub revoked_at: Option<Instant>,
    /// The certificate that it replaces.
    #[schema(required)]
    pub replaces_id: Option<CertificateId>,
}

/// The file.
#[derive(Debug, Clone)]
pub struct CertificateFile {
    /// Name to save it under.
    pub name: String,
    /// PDF.
    pub bytes: Vec<u8>,
}

/// What checks the file without Renhe:
/// `openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in file.pdf -sigfile signature.bin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CertificateSignature {
    /// Number of the certificate.
    pub number: String,
    /// `Ed25519` over the bytes of the file.
    pub algorithm: String,
    /// Key that signed.
    pub key_id: String,
    /// The signature, base64 of 64 bytes.
    pub signature_base64: String,
    /// The whole signature as text: `ed25519:<key id>:<base64>`.
    pub signature: String,
    /// The public key, PEM.
    pub public_key_pem: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// What anybody who holds the address may know: validity and nothing about the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CertificateVerification {
    /// `valid` or `revoked`.
    pub status: String,
    /// Its number.
    pub number: String,
    /// Day of issue.
    pub issued_on: Date,
    /// When it was revoked.
    #[schema(required)]
    pub revoked_at: Option<Instant>,
    /// Key that signed it.
    pub key_id: String,
    /// `Ed25519`.
    pub algorithm: String,
}

/// The digest of a file, computed in the browser: the file itself never leaves it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareFile {
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// Whether a file is the one that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CertificateComparison {
    /// The very bytes.
    pub matches: bool,
    /// `valid` or `revoked`.
    pub status: String,
}

/// A proof to issue about oneself.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueProof {
    /// `employment` or `income`.
    pub kind: String,
    /// For whom it is meant, at most 40 characters; stands on the paper.
    pub purpose: String,
}

/// A proof on the own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProofView {
    /// Which.
    pub id: uuid::Uuid,
    /// `employment` or `income`.
    pub kind: String,
    /// For whom it is meant.
    pub purpose: String,
    /// Its number.
    #[schema(example = "ZM-2026-000001")]
    pub number: String,
    /// `valid` or `revoked`.
    pub status: String,
    /// Day of issue.
    pub issued_on: Date,
    /// The public page that shows whether it is valid.
    pub verification_url: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// The own proofs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProofList {
    /// The newest first.
    pub items: Vec<ProofView>,
}
