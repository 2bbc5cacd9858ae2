//! From the draft to the effect, and back.

use access::{Caller, Permission, Subject};
use kernel::{Date, FieldClass, Instant, PersonId, Problem, Record};
use storage::UnitOfWork;
use storage::query::{Find, subject_of};
use storage::rows::PersonnelChange as Row;
use uuid::Uuid;

use super::approval::{ask_in, give_up_in};
use super::checks::{Checked, check};
use super::facts::Facts;
use super::letters::file_letter_in;
use super::lines::lines;
use super::page::shown_lines;
use super::record::{Agreement, ChangeState, Open, Stored, change_for, open, seal, unknown};
use super::terms::{ChangeKind, Terms};
use super::views::{ChangeOpened, ChangePreview, ChangeReason, NewAgreement, OpenChange};
use super::write::write_in;
use crate::app::required_reason;
use crate::people::{Written, retract_in};
use crate::{App, Result};

/// Whoever opens a change may do so about this person, and may know what it says.
pub(super) async fn may_open(app: &App, caller: &Caller, input: &OpenChange, terms: &Terms) -> Result<Subject> {
    let subject = subject_of(&app.db(), input.person_id.0, app.today()).await?;
    caller.require_for(Permission::ChangePropose, &subject)?;
    let corrects = terms.kind() == ChangeKind::Correct;
    if corrects || matches!(terms.kind(), ChangeKind::Rehire | ChangeKind::Retire) {
        caller.require_for(Permission::ChangeManage, &subject)?;
    }
    let missing = |class: &str| Problem::forbidden("access.class_missing").with("class", class);
    if terms.pay().is_some() && !caller.may_read(FieldClass::Pay, &subject) {
        return Err(missing("Pay"));
    }
    if terms.kind() == ChangeKind::Retire && !caller.may_read(FieldClass::Protected, &subject) {
        return Err(missing("Protected"));
    }
    Ok(subject)
}

/// What a change would do and what the law says to it. Writes nothing.
pub async fn preview_change(app: &App, caller: &Caller, input: OpenChange) -> Result<ChangePreview> {
    let terms = Terms::read(input.terms.expose())?;
    let subject = may_open(app, caller, &input, &terms).await?;
    let db = app.db();
    let facts = Facts::read(app.store(), &db, input.person_id, (input.effective_on, app.today())).await?;
    let Checked { findings, needs_agreement } = check(app.store(), &facts, &terms)?;
    let lines = lines(&db, &facts, &terms, app.now()).await?;
    let mut shown = caller.disclose(subject);
    Ok(ChangePreview {
        lines: shown_lines(&mut shown, &lines),
        findings: findings.into_iter().filter(|finding| caller.may_read(finding.class, &subject)).collect(),
        needs_agreement,
        redacted: shown.redacted(),
    })
}

/// Opens a change; it is checked at once, so that a draft which no law allows is not even begun.
pub async fn open_change(app: &App, caller: &Caller, input: OpenChange) -> Result<ChangeOpened> {
    let terms = Terms::read(input.terms.expose())?;
    may_open(app, caller, &input, &terms).await?;
    let mut work = app.begin(caller, "open_change", Some(input.reason.clone())).await?;
    let opened = open_in(app, &mut work, input).await?;
    work.commit().await?;
    Ok(opened)
}

/// The same inside a unit of work.
pub async fn open_in(app: &App, work: &mut UnitOfWork, input: OpenChange) -> Result<ChangeOpened> {
    let OpenChange { person_id, effective_on, terms: json, reason, agreement, corrects, submit } = input;
    let terms = Terms::read(json.expose())?;
    if matches!(terms, Terms::Onboard {}) {
        return Err(Problem::invalid("changes.onboard_by_hiring").at("/terms/kind"));
    }
    let reason = required_reason(&reason)?;
    let facts = Facts::read(app.store(), &work.db(), person_id, (effective_on, app.today())).await?;
    let Checked { findings, needs_agreement } = check(app.store(), &facts, &terms)?;
    let stored = Stored {
        terms: json.into_exposed(),
        lines: lines(&work.db(), &facts, &terms, work.now()).await?,
        findings,
        needs_agreement,
        agreement: agreement.map(|agreement| agreed(work, agreement)).transpose()?,
        written: None,
        closing_reason: None,
    };
    if stored.lines.is_empty() && terms.kind() != ChangeKind::Correct {
        return Err(Problem::invalid("changes.nothing_changes").at("/terms"));
    }
    one_at_a_time(work, person_id, terms.kind()).await?;
    if let Some(corrected) = corrects {
        let known = Find::<Row>::by_id(&work.db(), corrected).await?.filter(|row| row.person_id == person_id.0);
        known.ok_or_else(unknown)?;
    }
    let entity = match &terms {
        Terms::Rehire { hire } => hire.legal_entity_id.0,
        _ => facts.employed()?.legal_entity_id,
    };
    let opened = insert(work, &facts, (terms.kind(), entity, corrects), (&stored, &reason)).await?;
    let opened = if submit { submit_in(app, work, opened.row.id).await? } else { opened };
    Ok(ChangeOpened { id: opened.row.id, state: opened.state() })
}

async fn insert(
    work: &mut UnitOfWork,
    facts: &Facts,
    (kind, entity, corrects): (ChangeKind, Uuid, Option<Uuid>),
    (stored, reason): (&Stored, &String),
) -> Result<Open> {
    let id = work.new_id();
    let row = Row {
        id,
        person_id: facts.person.id,
        employment_id: facts.employment.as_ref().map(|row| row.employment_id),
        legal_entity_id: entity,
        kind: kind.key().to_owned(),
        state: ChangeState::Draft.key().to_owned(),
        effective_on: facts.day,
        payload: seal(work, id, stored)?,
        reason: work.seal(Row::META, Row::REASON, id, reason),
        corrects_id: corrects,
        requested_by: work.context().actor,
        requested_at: work.now().into(),
        decided_at: None,
        applied_at: None,
        closed_at: None,
    };
    work.insert(row.clone()).await?;
    Ok(Open { row, stored: stored.clone() })
}

/// Two open changes of one kind would contradict each other.
async fn one_at_a_time(work: &UnitOfWork, person: PersonId, kind: ChangeKind) -> Result<()> {
    let open = [ChangeState::Draft, ChangeState::Submitted, ChangeState::Approved].map(ChangeState::key);
    let same = Find::<Row>::new().eq(Row::PERSON_ID, person.0).eq(Row::KIND, kind.key()).any(Row::STATE, open);
    if same.one(&work.db()).await?.is_some() {
        return Err(Problem::conflict("changes.open_already").at("/terms/kind"));
    }
    Ok(())
}

fn agreed(work: &UnitOfWork, agreement: NewAgreement) -> Result<Agreement> {
    let NewAgreement { signed_on, document } = agreement;
    let document = required_reason(&document).map_err(|problem| problem.at("/agreement/document"))?;
    Ok(Agreement { signed_on, document, recorded_at: work.now() })
}

/// Begins a write on a change.
async fn begin(
    app: &App,
    caller: &Caller,
    (permission, operation): (Permission, &'static str),
    (id, reason): (Uuid, Option<String>),
) -> Result<(UnitOfWork, Open)> {
    let work = app.begin(caller, operation, reason).await?;
    let (open, _) = change_for(app, &work.db(), caller, permission, id).await?;
    Ok((work, open))
}

/// Sends a draft into approval.
pub async fn submit_change(app: &App, caller: &Caller, id: Uuid) -> Result<ChangeOpened> {
    let (mut work, _) = begin(app, caller, (Permission::ChangePropose, "submit_change"), (id, None)).await?;
    let open = submit_in(app, &mut work, id).await?;
    work.commit().await?;
    Ok(ChangeOpened { id, state: open.state() })
}

async fn stored_change(app: &App, work: &UnitOfWork, id: Uuid) -> Result<Open> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or_else(unknown)?;
    open(app.store(), row)
}

async fn submit_in(app: &App, work: &mut UnitOfWork, id: Uuid) -> Result<Open> {
    let open = stored_change(app, work, id).await?;
    open.expect(&[ChangeState::Draft])?;
    let stored = open.stored.clone();
    let open = open.save(work, ChangeState::Submitted, stored).await?;
    ask_in(app, work, &open).await?;
    Ok(open)
}

/// Gives a change up before it is written.
pub async fn withdraw_change(app: &App, caller: &Caller, id: Uuid, input: ChangeReason) -> Result<()> {
    let reason = required_reason(&input.reason)?;
    let with = (id, Some(reason.clone()));
    let (mut work, open) = begin(app, caller, (Permission::ChangePropose, "withdraw_change"), with).await?;
    open.expect(&[ChangeState::Draft, ChangeState::Submitted, ChangeState::Approved])?;
    if open.state() == ChangeState::Submitted {
        give_up_in(app, &mut work, id).await?;
    }
    let stored = Stored { closing_reason: Some(reason), ..open.stored.clone() };
    let row =
        Row { state: ChangeState::Withdrawn.key().to_owned(), closed_at: Some(work.now().into()), ..open.row.clone() };
    open.replace(&mut work, row, stored).await?;
    work.commit().await?;
    Ok(())
}

/// What was decided: called with the last decision of the approval, in its unit of work.
pub async fn decided_in(app: &App, work: &mut UnitOfWork, id: Uuid, approved: bool) -> Result<()> {
    let open = stored_change(app, work, id).await?;
    open.expect(&[ChangeState::Submitted])?;
    let now = work.now();
    let state = if approved { ChangeState::Approved } else { ChangeState::Refused };
    let row = Row {
        state: state.key().to_owned(),
        decided_at: Some(now.into()),
        closed_at: (!approved).then(|| now.into()),
        ..open.row.clone()
    };
    let stored = open.stored.clone();
    let open = open.replace(work, row, stored).await?;
    if approved && (!open.stored.needs_agreement || open.stored.agreement.is_some()) {
        let open = apply_in(app, work, open, now).await?;
        file_letter_in(app, work, &open).await?;
    }
    Ok(())
}

/// Records the person's written agreement; an approved change takes effect with it.
pub async fn record_change_agreement(
    app: &App,
    caller: &Caller,
    id: Uuid,
    input: NewAgreement,
) -> Result<ChangeOpened> {
    let with = (id, None);
    let (mut work, open) = begin(app, caller, (Permission::ChangeManage, "record_change_agreement"), with).await?;
    open.expect(&[ChangeState::Draft, ChangeState::Submitted, ChangeState::Approved])?;
    let agreement = agreed(&work, input).map_err(|problem| problem.at("/document"))?;
    let state = open.state();
    let stored = Stored { agreement: Some(agreement), ..open.stored.clone() };
    let mut open = open.save(&mut work, state, stored).await?;
    if state == ChangeState::Approved {
        let now = work.now();
        open = apply_in(app, &mut work, open, now).await?;
        file_letter_in(app, &mut work, &open).await?;
    }
    work.commit().await?;
    Ok(ChangeOpened { id, state: open.state() })
}

/// Writes an approved change to the timelines, known since `known_at`. What the law says is asked again: the world
/// may have moved since the draft.
pub(super) async fn apply_in(app: &App, work: &mut UnitOfWork, open: Open, known_at: Instant) -> Result<Open> {
    let terms = open.stored.terms()?;
    let person = PersonId(open.row.person_id);
    let facts = Facts::read(app.store(), &work.db(), person, (open.row.effective_on, app.today())).await?;
    check(app.store(), &facts, &terms)?;
    let lines = lines(&work.db(), &facts, &terms, work.now()).await?;
    let applied = write_in(app, work, &facts, &terms, known_at).await?;
    let state = in_force(open.row.effective_on, app.today());
    let row = Row {
        state: state.key().to_owned(),
        employment_id: applied.employment.or(open.row.employment_id),
        applied_at: Some(known_at.into()),
        ..open.row.clone()
    };
    let stored = Stored { lines, written: Some(applied.written), ..open.stored.clone() };
    open.replace(work, row, stored).await
}

pub(super) fn in_force(effective_on: Date, today: Date) -> ChangeState {
    if effective_on > today { ChangeState::Scheduled } else { ChangeState::Effective }
}

/// Takes a written change back, before or after its day.
pub async fn undo_change(app: &App, caller: &Caller, id: Uuid, input: ChangeReason) -> Result<()> {
    let reason = required_reason(&input.reason)?;
    let with = (id, Some(reason.clone()));
    let (mut work, open) = begin(app, caller, (Permission::ChangeManage, "undo_change"), with).await?;
    let now = work.now();
    undo_in(&mut work, open, reason, now).await?;
    work.commit().await?;
    Ok(())
}

/// What the change wrote holds no longer and what it superseded holds again, from `known_at` on. Nothing is erased:
/// what was known in between stays answerable.
pub(super) async fn undo_in(work: &mut UnitOfWork, open: Open, reason: String, known_at: Instant) -> Result<()> {
    open.expect(&[ChangeState::Scheduled, ChangeState::Effective])?;
    let nothing = Written::default();
    let written = open.stored.written.as_ref().unwrap_or(&nothing);
    retract_in(work, open.row.person_id, written, known_at).await?;
    let stored = Stored { closing_reason: Some(reason), ..open.stored.clone() };
    let row = Row { state: ChangeState::Undone.key().to_owned(), closed_at: Some(known_at.into()), ..open.row.clone() };
    open.replace(work, row, stored).await?;
    Ok(())
}

/// A change that was decided elsewhere, such as by a migration of older records: written at once, known since
/// `known_at`.
pub async fn record_change_in(app: &App, work: &mut UnitOfWork, input: OpenChange, known_at: Instant) -> Result<Uuid> {
    let opened = open_in(app, work, OpenChange { submit: false, ..input }).await?;
    let open = stored_change(app, work, opened.id).await?;
    apply_in(app, work, open, known_at).await?;
    Ok(opened.id)
}

/// Takes a change back inside a unit of work, known since `known_at`.
pub async fn undo_change_in(app: &App, work: &mut UnitOfWork, id: Uuid, reason: &str, known_at: Instant) -> Result<()> {
    let open = stored_change(app, work, id).await?;
    undo_in(work, open, required_reason(reason)?, known_at).await
}
