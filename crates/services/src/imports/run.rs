//! Checking, mending, running and cancelling an import.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use access::{Caller, Permission};
use kernel::{ImportId, Problem};
use uuid::Uuid;

use super::check::{Checked, check};
use super::compare::{Asked, lost_managers, planned, report, verified};
use super::heavy;
use super::known::Known;
use super::mapping::Edit;
use super::migration;
use super::report::FixKind;
use super::session::{
    Outcome, Session, columns, forget_sheet, may_import, only_for_rosters, same_file, show, show_with, still_open,
};
use super::views::{ColumnView, ImportState, ImportView, MendImport, Progress, RunImport, RunMode};
use super::write::{Running, Writer};
use crate::{App, Result};

/// Runs of this process. A run that no process carries was cut off: its unit of work never committed.
static RUNS: LazyLock<Mutex<HashMap<Key, Arc<Running>>>> = LazyLock::new(Mutex::default);

/// Several stores may be open in one process (a sandbox beside the real one), so the id alone does not name a run.
pub(super) type Key = (PathBuf, Uuid);

pub(super) fn key(app: &App, id: Uuid) -> Key {
    (app.store().checkpoint_file().to_owned(), id)
}

fn runs() -> std::sync::MutexGuard<'static, HashMap<Key, Arc<Running>>> {
    RUNS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Carries a run, and lets go of it however it ends, by an error or by a panic too.
#[derive(Debug)]
pub(super) struct Carried(Key);

impl Carried {
    /// Takes the run up, unless it is carried already.
    pub(super) fn take(key: Key, running: &Arc<Running>) -> Result<Self> {
        let mut runs = runs();
        if runs.contains_key(&key) {
            return Err(Problem::conflict("imports.running"));
        }
        runs.insert(key.clone(), Arc::clone(running));
        Ok(Self(key))
    }
}

impl Drop for Carried {
    fn drop(&mut self) {
        runs().remove(&self.0);
    }
}

/// Whether this process is running it.
pub(super) fn is_running(app: &App, id: Uuid) -> bool {
    runs().contains_key(&key(app, id))
}

/// All that this process is running.
pub(super) fn running(app: &App) -> HashSet<Uuid> {
    let here = key(app, Uuid::nil()).0;
    runs().keys().filter(|(house, _)| *house == here).map(|(_, id)| *id).collect()
}

/// The state as it is, also after the death of the process that ran it. Whether it was alive is asked before its
/// record is read: a run writes how it ended and only then is no longer running.
pub(super) const fn state_of(alive: bool, state: ImportState) -> ImportState {
    match state {
        ImportState::Running if !alive => ImportState::Failed,
        ImportState::Paused if alive => ImportState::Running,
        state => state,
    }
}

/// How far the run has come.
pub(super) fn progress(app: &App, id: Uuid) -> Option<Progress> {
    let running = runs().get(&key(app, id)).cloned()?;
    Some(Progress { done: running.done.load(Ordering::Relaxed), total: running.total.load(Ordering::Relaxed) })
}

/// How far a run has come, without reading the import itself.
pub fn import_progress(app: &App, caller: &Caller, id: ImportId) -> Result<Option<Progress>> {
    may_import(caller)?;
    Ok(progress(app, id.0))
}

/// Everything that a check needs, and what it found.
struct Examined {
    columns: Vec<ColumnView>,
    known: Known,
    checked: Checked,
}

async fn examine(app: &App, session: &Session) -> Result<Examined> {
    let sheet = session.sheet(app)?;
    session.plan.mapping.check(&sheet.header)?;
    let known = Known::read(&app.db(), app.today()).await?;
    session.plan.mapping.check_custom(&known.custom)?;
    let mut checked = heavy(|| check(app, &sheet, &session.plan, &known));
    lost_managers(&mut checked);
    if let Some(at) = same_file(&app.db(), &session.row).await? {
        checked.log.say("same_file", None, app.day_of(at).to_string());
    }
    Ok(Examined { columns: columns(app, &sheet, &session.plan.mapping), known, checked })
}

fn outcome(app: &App, session: &Session, examined: &mut Examined) -> Outcome {
    let mapping = &session.plan.mapping;
    let mapped = mapping.columns.iter().filter(|own| own.target.is_some() || own.custom.is_some()).count();
    let comparisons = planned(&examined.checked, mapping.defaults.pay_period);
    let report = report(&mut examined.checked, comparisons, app.now(), (mapped, examined.columns.len()));
    Outcome { report: Some(report), failure: None, columns: Some(examined.columns.clone()), set: None }
}

/// A dry run: reads everything, compares everything, writes nothing but the report.
pub async fn check_import(app: &App, caller: &Caller, id: ImportId) -> Result<ImportView> {
    may_import(caller)?;
    let session = Session::open(app, &app.db(), id).await?;
    still_open(&session)?;
    if session.is_set() {
        return Box::pin(migration::check_stored(app, caller, session)).await;
    }
    let (session, examined) = checked_session(app, caller, session, "check_import").await?;
    show_with(app, caller, &session, examined.columns).await
}

async fn checked_session(
    app: &App,
    caller: &Caller,
    mut session: Session,
    operation: &'static str,
) -> Result<(Session, Examined)> {
    let mut examined = examine(app, &session).await?;
    session.outcome = outcome(app, &session, &mut examined);
    let mut work = app.begin(caller, operation, None).await?;
    let session = session.save(&mut work, ImportState::Checked).await?;
    work.commit().await?;
    Ok((session, examined))
}

/// Accepts proposals, changes cells, leaves rows out; then checks again. The file stays as it was sent.
pub async fn mend_import(app: &App, caller: &Caller, id: ImportId, input: MendImport) -> Result<ImportView> {
    may_import(caller)?;
    let mut session = Session::open(app, &app.db(), id).await?;
    still_open(&session)?;
    only_for_rosters(&session)?;
    let sheet = session.sheet(app)?;
    session.plan.edits.retain(|edit| !input.restore.contains(&edit.row));
    let mut edits = accepted(&session, &input)?;
    for (at, cell) in input.cells.into_iter().enumerate() {
        if sheet.column(&cell.heading).is_none() {
            return Err(Problem::invalid("imports.no_such_column").at(format!("/cells/{at}/heading")));
        }
        edits.push(Edit { row: cell.row, heading: Some(cell.heading), value: cell.value });
    }
    edits.extend(input.leave_out.into_iter().map(|row| Edit { row, heading: None, value: String::new() }));
    for edit in edits {
        if !sheet.rows.iter().any(|row| row.number == edit.row) {
            return Err(Problem::invalid("imports.no_such_row").with("row", edit.row));
        }
        session.plan.edits.retain(|old| (old.row, &old.heading) != (edit.row, &edit.heading));
        session.plan.edits.push(edit);
    }
    let (session, examined) = checked_session(app, caller, session, "mend_import").await?;
    show_with(app, caller, &session, examined.columns).await
}

/// The accepted proposals as edits.
fn accepted(session: &Session, input: &MendImport) -> Result<Vec<Edit>> {
    let findings = session.outcome.report.as_ref().map_or(&[][..], |report| &report.findings);
    if let Some(unknown) = input.accept.iter().find(|id| !findings.iter().any(|finding| finding.id == **id)) {
        return Err(Problem::invalid("imports.no_such_finding").at("/accept").with("id", unknown));
    }
    let wanted = findings.iter().filter(|finding| input.accept_all || input.accept.contains(&finding.id));
    let edits = wanted.filter_map(|finding| {
        let fix = finding.fix.as_ref()?;
        let heading = match fix.kind {
            FixKind::LeaveOut => None,
            FixKind::Value => Some(finding.heading.clone()?),
        };
        Some(Edit { row: finding.row, heading, value: fix.value.clone() })
    });
    Ok(edits.collect())
}

/// An import that may begin to write.
struct Prepared {
    session: Session,
    examined: Examined,
    running: Arc<Running>,
    carried: Carried,
}

/// Checks once more and marks the import as running.
async fn prepare(app: &App, caller: &Caller, id: ImportId, mode: RunMode) -> Result<Prepared> {
    may_import(caller)?;
    for permission in [Permission::PersonWrite, Permission::PayWrite, Permission::OrganisationWrite] {
        caller.require(permission)?;
    }
    let session = Session::open(app, &app.db(), id).await?;
    still_open(&session)?;
    let (mut session, examined) = checked_session(app, caller, session, "check_import").await?;
    let bad = examined.checked.drafts.iter().filter(|draft| draft.bad && !draft.left_out).count();
    if mode == RunMode::AllOrNothing && bad > 0 {
        return Err(Problem::conflict("imports.bad_rows").with("rows", bad));
    }
    if !examined.checked.drafts.iter().any(super::draft::Draft::goes_in) {
        return Err(Problem::conflict("imports.nothing_to_import"));
    }
    forget_sheet();
    let running = Arc::new(Running::default());
    let carried = Carried::take(key(app, id.0), &running)?;
    session.alive = true;
    Ok(Prepared { session, examined, running, carried })
}

async fn is_set(app: &App, caller: &Caller, id: ImportId) -> Result<bool> {
    may_import(caller)?;
    Ok(Session::open(app, &app.db(), id).await?.is_set())
}

/// Starts a run and returns at once; the page asks for the import to see how far it is.
pub async fn start_import(app: &App, caller: &Caller, id: ImportId, input: RunImport) -> Result<ImportView> {
    if is_set(app, caller, id).await? {
        return Box::pin(migration::start_stored(app, caller, id, input.mode)).await;
    }
    let prepared = prepare(app, caller, id, input.mode).await?;
    let session = mark_running(app, caller, &prepared.session).await?;
    let prepared = Prepared { session: session.clone(), ..prepared };
    let columns = prepared.examined.columns.clone();
    let (app_then, caller_then) = (app.clone(), caller.clone());
    tokio::spawn(async move {
        if let Err(problem) = finish(&app_then, &caller_then, prepared).await {
            tracing::warn!(code = problem.code, "an import stopped");
        }
    });
    show_with(app, caller, &session, columns).await
}

/// Runs and waits: the command line and tests.
pub async fn run_import(app: &App, caller: &Caller, id: ImportId, input: RunImport) -> Result<ImportView> {
    if is_set(app, caller, id).await? {
        return Box::pin(migration::run_stored(app, caller, id, input.mode)).await;
    }
    let prepared = prepare(app, caller, id, input.mode).await?;
    let (session, columns) = finish(app, caller, prepared).await?;
    show_with(app, caller, &session, columns).await
}

async fn mark_running(app: &App, caller: &Caller, session: &Session) -> Result<Session> {
    let mut work = app.begin(caller, "run_import", None).await?;
    let session = session.save(&mut work, ImportState::Running).await?;
    work.commit().await?;
    Ok(session)
}

/// Writes, and says how it ended.
async fn finish(app: &App, caller: &Caller, prepared: Prepared) -> Result<(Session, Vec<ColumnView>)> {
    let Prepared { mut session, mut examined, running, carried } = prepared;
    let ended = match write(app, caller, session.clone(), &mut examined, &running).await {
        Ok(session) => Ok(session),
        Err(problem) => {
            session.outcome.failure = Some(problem.code.to_owned());
            let cancelled = problem.code == "imports.cancelled";
            let state = if cancelled { ImportState::Cancelled } else { ImportState::Failed };
            let mut work = app.begin(caller, "run_import", None).await?;
            session.save(&mut work, state).await?;
            work.commit().await?;
            Err(problem)
        }
    };
    drop(carried);
    ended.map(|session| (session, examined.columns))
}

async fn write(
    app: &App,
    caller: &Caller,
    mut session: Session,
    examined: &mut Examined,
    running: &Running,
) -> Result<Session> {
    let mapping = session.plan.mapping.clone();
    let asked = Asked::of(&examined.checked, mapping.defaults.pay_period);
    let drafts = std::mem::take(&mut examined.checked.drafts);
    let Examined { known, checked, .. } = examined;
    let mut work = app.begin(caller, "run_import", None).await?;
    let writer = Writer { app, import: session.row.id, mapping: &mapping, checked, known, running };
    let made = writer.write(&mut work, drafts).await?;
    let comparisons = verified(&work, asked, &made).await?;
    session.outcome.failure = None;
    if let Some(report) = &mut session.outcome.report {
        (report.comparisons, report.made_at) = (comparisons, work.now());
    }
    let session = session.save(&mut work, ImportState::Done).await?;
    work.commit().await?;
    Ok(session)
}

/// Asks a run to stop. Nothing of it will stand; a run that has just ended stands.
pub async fn cancel_import(app: &App, caller: &Caller, id: ImportId) -> Result<ImportView> {
    may_import(caller)?;
    let session = Session::open(app, &app.db(), id).await?;
    let running = runs().get(&key(app, id.0)).cloned();
    match (running, session.state()) {
        (Some(running), _) => running.cancel.store(true, Ordering::Relaxed),
        (None, ImportState::Done | ImportState::Paused | ImportState::Undone) => {
            return Err(Problem::conflict("imports.not_running"));
        }
        (None, ImportState::Cancelled) => {}
        (None, _) => {
            let mut work = app.begin(caller, "cancel_import", None).await?;
            let session = session.save(&mut work, ImportState::Cancelled).await?;
            work.commit().await?;
            return show(app, caller, &session).await;
        }
    }
    show(app, caller, &session).await
}
