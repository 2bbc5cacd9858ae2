//! Reading the trail and checking that it still says what it said.

mod queries;
mod views;

pub use queries::{audit_proof, audit_status, list_audit_entries, verify_audit};
pub use views::{
    AuditChange, AuditEntryView, AuditFinding, AuditFindingKind, AuditProof, AuditQuery, AuditStatusView,
    AuditVerification,
};
