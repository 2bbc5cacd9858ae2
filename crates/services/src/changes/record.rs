//! The stored change: plain columns for lists, everything that may be delicate sealed as a whole.

use access::{Caller, Permission, Subject};
use kernel::{Date, FieldMeta, Instant, Problem, Record};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use storage::query::{Find, subject_of};
use storage::rows::{Assignment, Compensation, DutyStatus, Employment, PersonnelChange as Row};
use storage::{Db, Document, Sealed, Store, UnitOfWork};
use uuid::Uuid;

use super::terms::{ChangeKind, Terms};
use super::views::ChangeCheck;
use crate::people::Written;
use crate::{App, Result};

/// Where a change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// Being written.
    Draft,
    /// In approval.
    Submitted,
    /// Not approved.
    Refused,
    /// Approved; the person's written agreement is still missing.
    Approved,
    /// Written to the timelines, of a day to come.
    Scheduled,
    /// In effect.
    Effective,
    /// Taken back; what held before holds again.
    Undone,
    /// Given up before it was written.
    Withdrawn,
}

impl ChangeState {
    /// As in the column.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Refused => "refused",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Effective => "effective",
            Self::Undone => "undone",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::Refused,
        Self::Approved,
        Self::Scheduled,
        Self::Effective,
        Self::Undone,
        Self::Withdrawn,
    ];

    /// From the column.
    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// The person's written agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Agreement {
    pub(super) signed_on: Date,
    pub(super) document: String,
    pub(super) recorded_at: Instant,
}

/// One thing that changes: what it was, what it becomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) field: String,
    pub(super) before: Value,
    pub(super) after: Value,
}

/// The sealed part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Stored {
    /// As they came in; see [`Terms`].
    pub(super) terms: Value,
    pub(super) lines: Vec<Line>,
    pub(super) findings: Vec<ChangeCheck>,
    pub(super) needs_agreement: bool,
    #[serde(default)]
    pub(super) agreement: Option<Agreement>,
    #[serde(default)]
    pub(super) written: Option<Written>,
    /// Why it was undone, withdrawn or refused.
    #[serde(default)]
    pub(super) closing_reason: Option<String>,
}

impl Stored {
    pub(super) fn terms(&self) -> Result<Terms> {
        Terms::read(&self.terms)
    }
}

/// A change opened.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) row: Row,
    pub(super) stored: Stored,
}

impl Open {
    pub(super) fn kind(&self) -> ChangeKind {
        ChangeKind::find(&self.row.kind).unwrap_or(ChangeKind::Correct)
    }

    pub(super) fn state(&self) -> ChangeState {
        ChangeState::find(&self.row.state).unwrap_or(ChangeState::Draft)
    }

    /// Refuses unless it stands in one of these states.
    pub(super) fn expect(&self, states: &[ChangeState]) -> Result<()> {
        if states.contains(&self.state()) {
            return Ok(());
        }
        Err(Problem::conflict("changes.wrong_state").with("state", self.row.state.clone()))
    }

    /// Stores the next version.
    pub(super) async fn save(self, work: &mut UnitOfWork, state: ChangeState, stored: Stored) -> Result<Self> {
        let payload = seal(work, self.row.id, &stored)?;
        let row = Row { state: state.key().to_owned(), payload, ..self.row.clone() };
        self.replace(work, row, stored).await
    }

    /// Stores another row with its document.
    pub(super) async fn replace(self, work: &mut UnitOfWork, row: Row, stored: Stored) -> Result<Self> {
        let row = Row { payload: seal(work, row.id, &stored)?, ..row };
        work.update(&self.row, row.clone()).await?;
        Ok(Self { row, stored })
    }
}

/// Opens a row.
pub(super) fn open(store: &Store, row: Row) -> Result<Open> {
    let opened = store.unseal("personnel_change", Row::PAYLOAD, row.id, &row.payload)?;
    let stored = serde_json::from_value(opened.into_exposed().0).map_err(|error| {
        tracing::error!(change = %row.id, %error, "a personnel change cannot be read");
        Problem::new(kernel::ErrorKind::Internal, "internal.changes")
    })?;
    Ok(Open { row, stored })
}

/// Seals the document.
pub(super) fn seal(work: &UnitOfWork, id: Uuid, stored: &Stored) -> Result<Sealed<Document<Value>>> {
    let json =
        serde_json::to_value(stored).map_err(|_| Problem::new(kernel::ErrorKind::Internal, "internal.changes"))?;
    Ok(work.seal(Row::META, Row::PAYLOAD, id, &Document(json)))
}

pub(super) fn unknown() -> Problem {
    Problem::not_found("changes.unknown")
}

/// The change, for whoever has the permission over the person.
pub(super) async fn change_for(
    app: &App,
    db: &Db<'_>,
    caller: &Caller,
    permission: Permission,
    id: Uuid,
) -> Result<(Open, Subject)> {
    caller.require(permission)?;
    let row = Find::<Row>::by_id(db, id).await?.ok_or_else(unknown)?;
    let subject = subject_of(db, row.person_id, app.today()).await?;
    caller.require_for(permission, &subject).map_err(|problem| match problem.code {
        "access.own_case" => problem,
        _ => unknown(),
    })?;
    let open = open(app.store(), row)?;
    // What is planned for somebody is told when it is decided, not by looking it up.
    if caller.is(open.row.person_id) && !told_to_the_person().contains(&open.state()) {
        return Err(unknown());
    }
    Ok((open, subject))
}

/// The states in which the person concerned may see it.
pub(super) const fn told_to_the_person() -> [ChangeState; 4] {
    [ChangeState::Approved, ChangeState::Scheduled, ChangeState::Effective, ChangeState::Undone]
}

/// The declared field behind a line: its class decides who sees the values.
pub(super) fn field_of(line: &str) -> &'static FieldMeta {
    match line {
        "unit" => Assignment::UNIT_ID,
        "manager" => Assignment::MANAGER_ID,
        "position" => Assignment::POSITION,
        "job_level" => Assignment::JOB_LEVEL,
        "place" => Assignment::PLACE,
        "legal_entity" => Employment::LEGAL_ENTITY_ID,
        "employee_no" => Employment::EMPLOYEE_NO,
        "probation_last_day" => Employment::PROBATION_UNTIL,
        "hired_on" => Employment::VALID_FROM,
        "last_day" => Employment::VALID_UNTIL,
        "host" => DutyStatus::HOST_NAME,
        "duty" => DutyStatus::KIND,
        "duty_last_day" => DutyStatus::VALID_UNTIL,
        "paid_by" => DutyStatus::PAID_BY,
        // The strictest one for what is not listed.
        _ => Compensation::BASE_PAY,
    }
}
