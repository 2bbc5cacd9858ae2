//! Certificates of leaving: numbered without gaps, rendered, signed, verified by anybody, revoked with a reason.

mod issue;
mod proofs;
mod read;
mod verify;
mod views;

pub use issue::{IssueOf, issue_in, revoke_in};
pub use proofs::{issue_own_proof, issue_proof_in, own_proof_file, own_proofs, revoke_own_proof};
pub use read::{certificate_file, certificate_signature, certificates_of};
pub use verify::{compare_certificate, verify_certificate};
pub use views::{
    CertificateComparison, CertificateFile, CertificateSignature, CertificateVerification, CertificateView,
    CompareFile, IssueProof, ProofList, ProofView,
};
