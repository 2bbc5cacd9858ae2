//! What the exchange room takes and gives.

use access::Shown;
use kernel::{Date, Instant, OrgUnitId, PersonId, SheetUpdateId, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::imports::Target;
use crate::people::PersonRef;

/// Whose values go out, and which.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSheetUpdate {
    /// Columns to edit.
    pub columns: Vec<Target>,
    /// These people.
    #[serde(default)]
    pub person_ids: Vec<PersonId>,
    /// Everybody of this unit and below it, instead.
    pub unit_id: Option<OrgUnitId>,
}

/// A workbook that came back. Never from JSON.
#[derive(Debug, Clone)]
pub struct ReturnedSheet {
    /// Its name.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Which cells are applied, and from when.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplySheetUpdate {
    /// First day of what is dated: unit, position, level, manager, place, pay.
    pub first_day: Date,
    /// Code of the reason of changes of pay.
    pub pay_reason: Option<String>,
    /// Ids of the cells; none: every cell that is not refused.
    pub cells: Option<Vec<String>>,
    /// Why; stands in the trail.
    pub reason: String,
}

/// Where an update stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetUpdateState {
    /// The workbook is out.
    SentOut,
    /// It came back; nothing is written.
    Returned,
    /// Written.
    Applied,
}

impl SheetUpdateState {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::SentOut => "sent_out",
            Self::Returned => "returned",
            Self::Applied => "applied",
        }
    }

    pub(super) fn parse(key: &str) -> Self {
        match key {
            "returned" => Self::Returned,
            "applied" => Self::Applied,
            _ => Self::SentOut,
        }
    }
}

/// What may happen to a changed cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// It can be applied.
    Ok,
    /// It can be applied, and somebody should look.
    Warning,
    /// It cannot.
    Refused,
    /// It was applied.
    Applied,
}

/// One changed cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SheetCell {
    /// Its name within the update.
    pub id: String,
    /// Row as the file shows it.
    pub row: u32,
    /// Whose value.
    pub person: PersonRef,
    /// Which value.
    pub column: Target,
    /// What went out.
    #[schema(value_type = Option<String>, required)]
    pub before: Shown<Option<String>>,
    /// What came back.
    #[schema(value_type = Option<String>, required)]
    pub after: Shown<Option<String>>,
    /// What may happen to it.
    pub state: CellState,
    /// Why it is refused, or what somebody should look at.
    #[schema(required)]
    pub reason: Option<Text>,
    /// The same as a code.
    #[schema(required)]
    pub code: Option<String>,
}

/// A column of the workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SheetColumn {
    /// Which.
    pub key: Target,
    /// Its name.
    pub title: Text,
}

/// An update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SheetUpdateView {
    /// Which.
    pub id: SheetUpdateId,
    /// Where it stands.
    pub state: SheetUpdateState,
    /// The day whose values went out.
    pub as_of: Date,
    /// People in it.
    pub row_count: u32,
    /// Columns to edit.
    pub columns: Vec<SheetColumn>,
    /// Name of the file that came back.
    #[schema(required)]
    pub file_name: Option<String>,
    /// The cells that were changed, and only those.
    pub cells: Vec<SheetCell>,
    /// Rows of the file that belong to nobody who went out.
    pub unknown_rows: Vec<u32>,
    /// Cells that can be applied as they are.
    pub ok: u32,
    /// Cells that somebody should look at.
    pub warnings: u32,
    /// Cells that cannot be applied.
    pub refused: u32,
    /// Cells that were applied.
    pub applied: u32,
    /// When it went out.
    pub created_at: Instant,
    /// When it changed last.
    pub changed_at: Instant,
    /// What was left out of this answer.
    pub redacted: Vec<&'static str>,
}

/// An update in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SheetUpdateSummary {
    /// Which.
    pub id: SheetUpdateId,
    /// Where it stands.
    pub state: SheetUpdateState,
    /// People in it.
    pub row_count: u32,
    /// Cells that were applied.
    pub applied: u32,
    /// When it went out.
    pub created_at: Instant,
    /// When it changed last.
    pub changed_at: Instant,
}

/// The caller's own updates, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SheetUpdateList {
    /// The updates.
    pub items: Vec<SheetUpdateSummary>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// Columns that this caller may edit.
    pub columns: Vec<SheetColumn>,
}
