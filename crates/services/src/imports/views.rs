//! What the imports room takes and gives.

use kernel::{Date, ImportId, Instant, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mapping::{DayOrder, Mapping, Why};
use super::migration::FileKind;
use super::report::Report;
use super::target::Target;

/// A file that comes in. Never from JSON: the edge reads it from a form, the command line from the disk.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is there, the mapping is guessed.
    Uploaded,
    /// A person has looked at the mapping.
    Mapped,
    /// Checked; nothing is written.
    Checked,
    /// Being written.
    Running,
    /// The records of a set stand, documents are still to come: run it again to go on.
    Paused,
    /// Written.
    Done,
    /// Stopped by a person; nothing was written.
    Cancelled,
    /// Taken back.
    Undone,
    /// Stopped by a fault; nothing was written.
    Failed,
}

impl ImportState {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Uploaded, "uploaded"),
        (Self::Mapped, "mapped"),
        (Self::Checked, "checked"),
        (Self::Running, "running"),
        (Self::Paused, "paused"),
        (Self::Done, "done"),
        (Self::Cancelled, "cancelled"),
        (Self::Undone, "undone"),
        (Self::Failed, "failed"),
    ];

    pub(super) fn key(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("failed", |(_, key)| key)
    }

    pub(super) fn parse(key: &str) -> Self {
        Self::ALL.iter().find(|(_, own)| *own == key).map_or(Self::Failed, |(state, _)| *state)
    }
}

/// What is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// One wide file, a row a person.
    Roster,
    /// A set of files from an older system, a file a kind of record.
    Set,
}

/// One file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SetFileView {
    /// Its name.
    pub name: String,
    /// What it holds; none: nobody can tell.
    #[schema(required)]
    pub kind: Option<FileKind>,
    /// The same for people.
    #[schema(required)]
    pub title: Option<Text>,
    /// Filled rows.
    pub rows: u32,
    /// Its columns, and what each means.
    pub columns: Vec<SetColumnView>,
    /// Required columns that it lacks.
    pub missing: Vec<Text>,
}

/// A column of a file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SetColumnView {
    /// Its heading.
    pub heading: String,
    /// What it means; none: not imported.
    #[schema(required)]
    pub target: Option<Target>,
    /// The same for people.
    #[schema(required)]
    pub title: Option<Text>,
    /// How that was found, or why it is left out.
    pub reason: Text,
}

/// How far the documents of a set have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentsView {
    /// Documents to file.
    pub total: u32,
    /// Documents that are filed, or lay in the file before.
    pub filed: u32,
    /// Documents that cannot be filed.
    pub refused: Vec<RefusedDocument>,
}

/// A document that cannot be filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RefusedDocument {
    /// Its name in the folder.
    pub name: String,
    /// Row of the manifest.
    pub row: u32,
    /// Code of the problem.
    pub code: String,
}

/// Which rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunMode {
    /// All of them, or none when a row cannot be imported.
    AllOrNothing,
    /// Those that can be imported.
    SkipBadRows,
}

/// How to run.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunImport {
    /// Which rows are written.
    pub mode: RunMode,
}

/// Why an import is taken back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoImport {
    /// Why; stands in the trail.
    pub reason: String,
}

/// What to mend, beside the file. All of it is applied, then the file is checked again.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MendImport {
    /// Findings whose proposal is accepted.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Accept every proposal.
    #[serde(default)]
    pub accept_all: bool,
    /// Cells with a new value.
    #[serde(default)]
    pub cells: Vec<MendCell>,
    /// Rows to leave out.
    #[serde(default)]
    pub leave_out: Vec<u32>,
    /// Rows whose mending is taken back.
    #[serde(default)]
    pub restore: Vec<u32>,
}

/// A cell with a new value.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MendCell {
    /// Row as the file shows it.
    pub row: u32,
    /// Heading of the column.
    pub heading: String,
    /// The new value; empty: nothing stands there.
    pub value: String,
}

/// A question about the order of day and month in a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayOrderQuestion {
    /// The orders that fit every cell.
    pub orders: Vec<DayOrder>,
    /// A cell that means different days in them.
    pub example: String,
    /// Those days, one for each order.
    pub readings: Vec<Date>,
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ColumnView {
    /// Its heading.
    pub heading: String,
    /// What it means; none: not imported.
    #[schema(required)]
    pub target: Option<Target>,
    /// The field of the firm that it fills, as `record.code`.
    #[serde(default)]
    #[schema(required)]
    pub custom: Option<String>,
    /// How that was found, or why it is left out.
    pub why: Why,
    /// The same in words.
    pub reason: Text,
    /// Cells that hold something.
    pub filled: u32,
    /// A few of them, delicate values masked.
    pub samples: Vec<String>,
    /// What must be answered before its days can be read.
    #[schema(required)]
    pub question: Option<DayOrderQuestion>,
}

/// A meaning to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TargetView {
    /// Which.
    pub key: Target,
    /// Its name.
    pub title: Text,
    /// Whether a purpose must be stated.
    pub needs_purpose: bool,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Progress {
    /// Rows written.
    pub done: u32,
    /// Rows to write.
    pub total: u32,
}

/// An import in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportSummary {
    /// Which.
    pub id: ImportId,
    /// What it is.
    pub kind: ImportKind,
    /// Name of the file.
    pub file_name: String,
    /// Where it stands.
    pub state: ImportState,
    /// Filled rows.
    pub row_count: u32,
    /// Who sent it; none: the command line.
    #[schema(required)]
    pub created_by: Option<String>,
    /// When it was sent.
    pub created_at: Instant,
    /// When its state changed last.
    pub changed_at: Instant,
}

/// All imports, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportList {
    /// The imports.
    pub items: Vec<ImportSummary>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportView {
    /// Which.
    pub id: ImportId,
    /// What it is.
    pub kind: ImportKind,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, hex.
    pub file_digest: String,
    /// The files of a set; empty for a roster.
    pub files: Vec<SetFileView>,
    /// Documents of a set that are filed, and how many there are.
    #[schema(required)]
    pub documents: Option<DocumentsView>,
    /// Where it stands.
    pub state: ImportState,
    /// Filled rows.
    pub row_count: u32,
    /// Who sent it; none: the command line.
    #[schema(required)]
    pub created_by: Option<String>,
    /// When it was sent.
    pub created_at: Instant,
    /// When its state changed last.
    pub changed_at: Instant,
    /// When the same file was imported before.
    #[schema(required)]
    pub same_file_at: Option<Instant>,
    /// The mapping, as `PUT …/mapping` takes it.
    pub mapping: Mapping,
    /// The columns with samples and questions.
    pub columns: Vec<ColumnView>,
    /// Meanings to choose from.
    pub targets: Vec<TargetView>,
    /// Cells that were mended and rows that were left out by hand.
    pub mended: u32,
    /// What the last check or the run found.
    #[schema(required)]
    pub report: Option<Report>,
    /// While it runs.
    #[schema(required)]
    pub progress: Option<Progress>,
    /// Why the run stopped, when it did.
    #[schema(required)]
    pub failure: Option<String>,
    /// What was left out of this answer.
    pub redacted: Vec<&'static str>,
}
