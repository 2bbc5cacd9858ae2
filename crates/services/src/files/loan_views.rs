//! What the room of files gives about loans and destructions.

use kernel::{Date, FileDestructionId, FileId, FileLoanId, Instant, PersonId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::approvals::ApprovalView;

/// Requests to borrow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileLoanList {
    /// The newest first, at most 200.
    pub items: Vec<FileLoanView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A request to borrow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileLoanView {
    /// Which.
    pub id: FileLoanId,
    /// Whose file.
    pub person_id: PersonId,
    /// The name.
    pub person_name: String,
    /// One document.
    #[schema(required)]
    pub file_id: Option<FileId>,
    /// Its category, or the category that was asked for.
    pub category: String,
    /// Who asks.
    pub borrower: String,
    /// What for.
    #[schema(required)]
    pub reason: Option<String>,
    /// For how many days.
    pub days: i32,
    /// `asked`, `granted`, `refused`, `withdrawn`, `returned` or `expired`.
    pub status: String,
    /// When it was asked.
    pub asked_at: Instant,
    /// When it was decided.
    #[schema(required)]
    pub decided_at: Option<Instant>,
    /// When it ends, or ended.
    #[schema(required)]
    pub expires_at: Option<Instant>,
    /// Whether the caller asked.
    pub mine: bool,
    /// Whether the caller may end it.
    pub may_end: bool,
}

/// A request to borrow with the question about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileLoanPage {
    /// The request.
    pub loan: FileLoanView,
    /// Who is asked.
    #[schema(required)]
    pub approval: Option<ApprovalView>,
}

/// Destructions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileDestructionList {
    /// The newest first, at most 100.
    pub items: Vec<FileDestructionView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A destruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileDestructionView {
    /// Which.
    pub id: FileDestructionId,
    /// Number of its certificate.
    #[schema(example = "XH-2026-0001")]
    pub number: String,
    /// `proposed`, `done` or `refused`.
    pub status: String,
    /// Why.
    pub reason: String,
    /// When it was proposed.
    pub proposed_at: Instant,
    /// By whom.
    #[schema(required)]
    pub proposed_by: Option<String>,
    /// When it was decided.
    #[schema(required)]
    pub decided_at: Option<Instant>,
    /// By whom.
    #[schema(required)]
    pub decided_by: Option<String>,
    /// SHA-256 of the certificate.
    #[schema(required)]
    pub sha256: Option<String>,
    /// What it destroys.
    pub items: Vec<FileDestructionItemView>,
}

/// One document of a destruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileDestructionItemView {
    /// Which document.
    pub file_id: FileId,
    /// Whose.
    pub person_id: PersonId,
    /// Name and employee number.
    pub person: String,
    /// Category.
    pub category: String,
    /// Day of filing.
    pub filed_on: Date,
    /// First day on which it was no longer kept.
    pub keep_until: Date,
    /// What stays of it.
    pub digest: String,
}
