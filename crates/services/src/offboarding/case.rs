//! The stored case: the machine's state sealed, its days in plain columns for lists.

use access::{Caller, Permission, Subject};
use chrono::NaiveTime;
use kernel::{AccountId, Date, Instant, PersonId, Problem, Record};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use storage::query::{Find, subject_of};
use storage::rows::{Employment, Offboarding as Row, OffboardingEvent};
use storage::{Db, Document, Store, UnitOfWork};
use uuid::Uuid;
use workflow::exit::{Basis, Case, Phase, Setting};

use crate::flows::{legal_limits, zone_of};
use crate::{App, Result};

/// When the working day ends: the last working minute of a last day, in the work place's zone.
const WORK_ENDS: NaiveTime = match NaiveTime::from_hms_opt(18, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// What the sealed part of a case holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Stored {
    pub(super) case: Case,
    /// What the person wrote, or what the parties agreed.
    #[serde(default)]
    pub(super) text: Option<String>,
    /// Why the pre-offboarding was opened.
    #[serde(default)]
    pub(super) pre_reason: Option<String>,
    /// Why the person wants to take the resignation back.
    #[serde(default)]
    pub(super) withdrawal_reason: Option<String>,
}

/// A case opened.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) row: Row,
    pub(super) stored: Stored,
}

pub(super) fn open(store: &Store, row: Row) -> Result<Open> {
    let opened = store.unseal("offboarding", Row::STATE, row.id, &row.state)?;
    let stored = serde_json::from_value(opened.into_exposed().0).map_err(|error| {
        tracing::error!(case = %row.id, %error, "a leaving case cannot be read");
        Problem::new(kernel::ErrorKind::Internal, "internal.offboarding")
    })?;
    Ok(Open { row, stored })
}

pub(super) fn unknown() -> Problem {
    Problem::not_found("offboarding.unknown")
}

/// The case, for whoever has the permission over the person.
pub(super) async fn case_for(
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
    Ok((open(app.store(), row)?, subject))
}

/// The latest case of an employment.
pub(super) async fn latest(store: &Store, db: &Db<'_>, employment: Uuid) -> Result<Option<Open>> {
    let row = Find::<Row>::new().eq(Row::EMPLOYMENT_ID, employment).descending(Row::OPENED_AT).one(db).await?;
    row.map(|row| open(store, row)).transpose()
}

/// The employment in force, which an exit is about.
pub(super) async fn employment_of(app: &App, db: &Db<'_>, person: PersonId) -> Result<Employment> {
    let found = crate::people::current_employment(db, person, app.today()).await?;
    found.ok_or(Problem::conflict("people.not_employed"))
}

/// The latest version of an employment, ended or not.
pub(super) async fn employment(db: &Db<'_>, employment: Uuid) -> Result<Employment> {
    let rows = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, employment).known();
    let row = rows.ascending(Employment::VALID_FROM).one(db).await?;
    row.ok_or(Problem::conflict("people.not_employed"))
}

/// What the machine must know on a day.
pub(super) fn setting(app: &App, day: Date, now: Instant) -> Result<Setting> {
    Ok(Setting { limits: legal_limits(day)?, zone: zone_of(app, now), work_ends: WORK_ENDS })
}

pub(super) const fn phase_text(phase: Phase) -> &'static str {
    match phase {
        Phase::PreOffboarding => "pre_offboarding",
        Phase::PreClosed => "pre_closed",
        Phase::PreExpired => "pre_expired",
        Phase::Received => "received",
        Phase::Running => "running",
        Phase::Ended => "ended",
        Phase::Withdrawn => "withdrawn",
    }
}

/// Whether nothing more happens in this case; a new attempt is a new case.
pub(super) const fn is_final(phase: Phase) -> bool {
    matches!(phase, Phase::PreClosed | Phase::PreExpired | Phase::Ended | Phase::Withdrawn)
}

/// A new row for a person, before its first event.
pub(super) fn blank(work: &UnitOfWork, employment: &Employment, stored: &Stored) -> Result<Row> {
    let id = work.new_id();
    Ok(Row {
        id,
        person_id: employment.person_id,
        employment_id: employment.employment_id,
        phase: phase_text(stored.case.phase).to_owned(),
        ground: None,
        received_on: None,
        notice_ends: None,
        wished_last_day: None,
        last_day: None,
        last_working_minute: None,
        pre_expires_at: None,
        pre_flow_id: None,
        flow_id: None,
        withdrawal: "none".to_owned(),
        reason: None,
        state: seal(work, id, stored)?,
        opened_at: work.now().into(),
        closed_at: None,
    })
}

fn seal(work: &UnitOfWork, id: Uuid, stored: &Stored) -> Result<storage::Sealed<Document<Value>>> {
    let json =
        serde_json::to_value(stored).map_err(|_| Problem::new(kernel::ErrorKind::Internal, "internal.offboarding"))?;
    Ok(work.seal(Row::META, Row::STATE, id, &Document(json)))
}

/// The row with the machine's state in its plain columns.
pub(super) fn projected(work: &UnitOfWork, row: Row, stored: &Stored) -> Result<Row> {
    let case = &stored.case;
    let (received_on, notice_ends) = match case.basis {
        Some(Basis::Resignation { received_on, notice_ends, .. }) => (Some(received_on), Some(notice_ends)),
        Some(Basis::Agreement { signed_on, .. }) => (Some(signed_on), None),
        None => (None, None),
    };
    let closed_at = is_final(case.phase).then(|| row.closed_at.unwrap_or_else(|| work.now().into()));
    Ok(Row {
        phase: phase_text(case.phase).to_owned(),
        received_on: received_on.or(row.received_on),
        notice_ends: notice_ends.or(row.notice_ends),
        last_day: case.last_day,
        last_working_minute: case.last_working_minute.map(Into::into),
        pre_expires_at: case.pre.as_ref().map(|pre| pre.expires_at.into()),
        state: seal(work, row.id, stored)?,
        closed_at,
        ..row
    })
}

/// Writes one step of the history; its id names a document or a consent.
pub(super) async fn note(
    work: &mut UnitOfWork,
    case: Uuid,
    person: Uuid,
    kind: &'static str,
    detail: Value,
) -> Result<Uuid> {
    let id = work.new_id();
    let row = OffboardingEvent {
        id,
        offboarding_id: case,
        person_id: person,
        kind: kind.to_owned(),
        at: work.now().into(),
        actor_id: work.context().actor,
        detail: work.seal(OffboardingEvent::META, OffboardingEvent::DETAIL, id, &Document(detail)),
    };
    work.insert(row).await?;
    Ok(id)
}

/// An empty detail.
pub(super) fn nothing() -> Value {
    json!({})
}

/// Who acts; the system has no account.
pub(super) fn actor(work: &UnitOfWork) -> AccountId {
    AccountId(work.context().actor.unwrap_or_default())
}
