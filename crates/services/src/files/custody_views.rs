//! What the room of files gives about keeping: what is due, held, and where the state's files lie.

use access::Shown;
use kernel::{Date, FileHoldId, FileId, Instant, PersonId};
use serde::Serialize;
use utoipa::ToSchema;

use super::views::FileView;

/// Documents whose time is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DueFileList {
    /// The oldest first, at most 200.
    pub items: Vec<DueFile>,
    /// How many there are in all.
    pub total: usize,
}

/// A document whose time is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DueFile {
    /// The document.
    pub file: FileView,
    /// First day on which it was no longer kept.
    pub keep_until: Date,
}

/// Holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileHoldList {
    /// The newest first, at most 200.
    pub items: Vec<FileHoldView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileHoldView {
    /// Which.
    pub id: FileHoldId,
    /// Whose file.
    pub person_id: PersonId,
    /// The name.
    pub person_name: String,
    /// One document; `null`: the whole file.
    #[schema(required)]
    pub file_id: Option<FileId>,
    /// Its category.
    #[schema(required)]
    pub category: Option<String>,
    /// Why.
    #[schema(required, value_type = Option<String>)]
    pub reason: Shown<String>,
    /// When it was placed.
    pub placed_at: Instant,
    /// By whom.
    #[schema(required)]
    pub placed_by: Option<String>,
    /// When it was lifted.
    #[schema(required)]
    pub lifted_at: Option<Instant>,
    /// What was left out.
    pub redacted: Vec<&'static str>,
}

/// Where the state's files lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StateFileList {
    /// Those that must be sent on first; at most 200.
    pub items: Vec<StateFileView>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// How many must be sent on.
    pub due: usize,
    /// How many of them are late.
    pub overdue: usize,
}

/// Where the state's file of a person lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StateFileView {
    /// Whose.
    pub person_id: PersonId,
    /// The name.
    pub person_name: String,
    /// `held`, `moving_in`, `moving_out`, `gone` or `unknown`.
    #[schema(required, value_type = Option<String>)]
    pub status: Shown<String>,
    /// Who keeps it.
    #[schema(required, value_type = Option<String>)]
    pub custody: Shown<String>,
    /// Name of the body.
    #[schema(required, value_type = Option<String>)]
    pub holder: Shown<String>,
    /// Its number there.
    #[schema(required, value_type = Option<String>)]
    pub reference: Shown<Option<String>>,
    /// Last day of the last employment, once it has passed.
    #[schema(required, value_type = Option<Date>)]
    pub last_day: Shown<Option<Date>>,
    /// Last day for sending it on.
    #[schema(required)]
    pub due_on: Option<Date>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// The article that says so.
    #[schema(required)]
    pub article: Option<String>,
    /// Transfers, the newest first.
    #[schema(required, value_type = Option<Vec<StateFileMoveView>>)]
    pub moves: Shown<Vec<StateFileMoveView>>,
    /// When this was written.
    pub changed_at: Instant,
    /// Whether the caller may change it.
    pub may_write: bool,
    /// What was left out.
    pub redacted: Vec<&'static str>,
}

/// One transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StateFileMoveView {
    /// `in` or `out`.
    pub direction: String,
    /// Who gave it away.
    pub sender: String,
    /// Who takes it.
    pub receiver: String,
    /// Day of sending.
    pub moved_on: Date,
    /// Last day by law.
    #[schema(required)]
    pub due_on: Option<Date>,
    /// Whether it was sent later than that.
    pub late: bool,
    /// `confidential_mail` or `courier`.
    pub channel: String,
    /// Number of the receipt.
    #[schema(required)]
    pub receipt_no: Option<String>,
    /// Day on the receipt.
    #[schema(required)]
    pub received_on: Option<Date>,
}
