//! Certificates of leaving: numbered without gaps, rendered, signed, verified by anybody, revoked with a reason.

mod issue;
mod read;
mod verify;
mod views;

pub use issue::{IssueOf, issue_in, revoke_in};
pub use read::{certificate_file, certificate_signature, certificates_of};
pub use verify::{compare_certificate, verify_certificate};
pub use views::{
    CertificateComparison, CertificateFile, CertificateSignature, CertificateVerification, CertificateView, CompareFile,
};
