//! A set from its arrival to its end: checked as a whole, written in one unit of work, its documents after that.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{Caller, Permission};
use kernel::{Date, ImportId, Problem};
use serde::{Deserialize, Serialize};
use storage::query::Find;
use storage::rows::ImportRun;

use super::super::heavy;
use super::super::known::Known;
use super::super::mapping::{Mapping, Plan};
use super::super::run::{Carried, key};
use super::super::session::{Outcome, Session, begin, may_import, same_file, show, still_open};
use super::super::views::{DocumentsView, ImportState, ImportView, RunMode};
use super::super::write::Running;
use super::check::check;
use super::documents::file_all;
use super::kinds::FileKind;
use super::open::{self, OpenedSet};
use super::papers::{Packed, Papers};
use super::plan::SetFile;
use super::refs::Refs;
use super::report::{planned, report, verified};
use super::set::{Change, Set};
use super::write::Writer;
use crate::{App, Result};

/// What the record of an import keeps of a set alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct SetOutcome {
    /// The day of the check: days are read again as they were read then.
    pub(in super::super) day: Date,
    /// What the check changed.
    pub(in super::super) changes: Vec<Change>,
    /// How far the documents have come.
    pub(in super::super) documents: Option<DocumentsView>,
}

/// Packs the files of a folder: tables and `migration.toml`. Documents stay where they are.
///
/// # Errors
/// When the files cannot be packed.
pub fn pack_set(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
    documents::package::pack(files).map_err(|error| error.problem())
}

/// Takes a set in: which file holds what, and what its columns mean. The same set that was stopped before goes on.
pub(in super::super) async fn upload(
    app: &App,
    caller: &Caller,
    (file_name, bytes, digest): (&str, Vec<u8>, String),
) -> Result<ImportView> {
    let paused = Find::<ImportRun>::new().eq(ImportRun::FILE_DIGEST, digest.as_str());
    let paused = paused.eq(ImportRun::STATE, ImportState::Paused.key()).one(&app.db()).await?;
    if let Some(paused) = paused {
        let session = Session::open(app, &app.db(), ImportId(paused.id)).await?;
        return show(app, caller, &session).await;
    }
    let opened = heavy(|| open::open(&bytes))?;
    let files: Vec<SetFile> = opened.files.into_iter().map(|opened| opened.file).collect();
    let rows: usize = files.iter().map(|file| file.rows as usize).sum();
    if rows == 0 {
        return Err(Problem::invalid("imports.no_rows").at("/file"));
    }
    let defaults = files.first().map(|file| file.mapping.defaults.clone()).unwrap_or_default();
    let mapping = Mapping { defaults, values: BTreeMap::new(), columns: Vec::new() };
    let plan = Plan { mapping, edits: Vec::new(), files };
    let session = begin(app, caller, (file_name, bytes, digest), plan, (Some("set"), rows)).await?;
    show(app, caller, &session).await
}

/// Everything that a check needs, and what it found.
struct Examined {
    known: Known,
    set: Set,
    refs: Refs,
}

fn opened(app: &App, session: &Session) -> Result<OpenedSet> {
    let bytes = session.bytes(app)?;
    heavy(|| open::open(&bytes))
}

/// The bytes of the package, for the documents inside it.
async fn examine(app: &App, session: &Session, papers: &dyn Papers) -> Result<Examined> {
    let opened = opened(app, session)?;
    let known = Known::read(&app.db(), app.today()).await?;
    let (set, refs) = heavy(|| {
        let mut set = Set::read(&opened, &known, app.today());
        let refs = check(app, &mut set, &known, &|name| papers.size(name));
        (set, refs)
    });
    Ok(Examined { known, set, refs })
}

/// Checks and keeps the report.
async fn checked(app: &App, caller: &Caller, mut session: Session, papers: &dyn Papers) -> Result<(Session, Examined)> {
    let mut examined = examine(app, &session, papers).await?;
    let set = &mut examined.set;
    if let Some(at) = same_file(&app.db(), &session.row).await?
        && let Some(table) = set.tables.first_mut()
    {
        table.log.say("same_file", None, app.day_of(at).to_string());
    }
    let lines = planned(set)?;
    let report = report(set, &session.plan.files, app.now(), lines);
    let outcome = SetOutcome { day: set.today, changes: set.changes.clone(), documents: None };
    session.outcome = Outcome { report: Some(report), failure: None, columns: None, set: Some(outcome) };
    let mut work = app.begin(caller, "check_import", None).await?;
    let session = session.save(&mut work, ImportState::Checked).await?;
    work.commit().await?;
    Ok((session, examined))
}

/// A dry run of a set whose documents lie outside of it.
pub async fn check_set(app: &App, caller: &Caller, id: ImportId, papers: &dyn Papers) -> Result<ImportView> {
    may_import(caller)?;
    let session = Session::open(app, &app.db(), id).await?;
    still_open(&session)?;
    let (session, _) = checked(app, caller, session, papers).await?;
    show(app, caller, &session).await
}

/// A dry run of a set that was sent with its documents.
pub(in super::super) async fn check_stored(app: &App, caller: &Caller, session: Session) -> Result<ImportView> {
    let bytes = session.bytes(app)?;
    let package = open::package(&bytes)?;
    let (session, _) = checked(app, caller, session, &Packed::new(&package)).await?;
    show(app, caller, &session).await
}

/// A set that may begin to write, or whose documents go on.
struct Prepared {
    session: Session,
    /// None: the records stand already.
    examined: Option<Examined>,
    running: Arc<Running>,
    carried: Carried,
}

async fn prepare(app: &App, caller: &Caller, id: ImportId, mode: RunMode, papers: &dyn Papers) -> Result<Prepared> {
    may_import(caller)?;
    for permission in [Permission::PersonWrite, Permission::PayWrite, Permission::OrganisationWrite] {
        caller.require(permission)?;
    }
    let session = Session::open(app, &app.db(), id).await?;
    if session.plan.files.iter().any(|file| file.kind == Some(FileKind::Documents)) {
        caller.require(Permission::FileWrite)?;
    }
    let goes_on = session.state() == ImportState::Paused && !session.alive;
    let (session, examined) = if goes_on {
        (session, None)
    } else {
        still_open(&session)?;
        let (session, examined) = checked(app, caller, session, papers).await?;
        let bad = session.outcome.report.as_ref().map_or(0, |report| report.bad_rows);
        if mode == RunMode::AllOrNothing && bad > 0 {
            return Err(Problem::conflict("imports.bad_rows").with("rows", bad));
        }
        if !examined.set.tables.iter().any(|table| table.entries.iter().any(super::entries::Entry::goes_in)) {
            return Err(Problem::conflict("imports.nothing_to_import"));
        }
        (session, Some(examined))
    };
    let running = Arc::new(Running::default());
    let carried = Carried::take(key(app, id.0), &running)?;
    Ok(Prepared { session: Session { alive: true, ..session }, examined, running, carried })
}

/// Runs a set whose documents lie outside of it, and waits.
pub async fn run_set(
    app: &App,
    caller: &Caller,
    id: ImportId,
    mode: RunMode,
    papers: &dyn Papers,
) -> Result<ImportView> {
    let prepared = prepare(app, caller, id, mode, papers).await?;
    let session = finish(app, caller, prepared, papers).await?;
    show(app, caller, &session).await
}

/// Runs a set that was sent with its documents, and waits.
pub(in super::super) async fn run_stored(
    app: &App,
    caller: &Caller,
    id: ImportId,
    mode: RunMode,
) -> Result<ImportView> {
    let bytes = Session::open(app, &app.db(), id).await?.bytes(app)?;
    let package = open::package(&bytes)?;
    run_set(app, caller, id, mode, &Packed::new(&package)).await
}

/// Starts such a run and returns at once.
pub(in super::super) async fn start_stored(
    app: &App,
    caller: &Caller,
    id: ImportId,
    mode: RunMode,
) -> Result<ImportView> {
    let bytes = Session::open(app, &app.db(), id).await?.bytes(app)?;
    let prepared = {
        let package = open::package(&bytes)?;
        prepare(app, caller, id, mode, &Packed::new(&package)).await?
    };
    let session = match &prepared.examined {
        Some(_) => {
            let mut work = app.begin(caller, "run_import", None).await?;
            let session = prepared.session.save(&mut work, ImportState::Running).await?;
            work.commit().await?;
            session
        }
        None => prepared.session.clone(),
    };
    let (app_then, caller_then) = (app.clone(), caller.clone());
    tokio::spawn(async move {
        let ended = match open::package(&bytes) {
            Ok(package) => finish(&app_then, &caller_then, prepared, &Packed::new(&package)).await.map(|_| ()),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = ended {
            tracing::warn!(code = problem.code, "an import stopped");
        }
    });
    show(app, caller, &session).await
}

/// Writes the records, then the documents, and says how it ended.
async fn finish(app: &App, caller: &Caller, prepared: Prepared, papers: &dyn Papers) -> Result<Session> {
    let Prepared { mut session, examined, running, carried } = prepared;
    if let Some(examined) = &examined {
        session = match write(app, caller, session.clone(), examined, &running).await {
            Ok(session) => session,
            Err(problem) => {
                session.outcome.failure = Some(problem.code.to_owned());
                let cancelled = problem.code == "imports.cancelled";
                let state = if cancelled { ImportState::Cancelled } else { ImportState::Failed };
                let mut work = app.begin(caller, "run_import", None).await?;
                session.save(&mut work, state).await?;
                work.commit().await?;
                return Err(problem);
            }
        };
    }
    if session.state() == ImportState::Paused {
        session = file_documents(app, caller, session, papers, &running).await?;
    }
    drop(carried);
    Ok(Session { alive: false, ..session })
}

/// All records in one unit of work.
async fn write(
    app: &App,
    caller: &Caller,
    mut session: Session,
    examined: &Examined,
    running: &Running,
) -> Result<Session> {
    let Examined { known, set, refs } = examined;
    let mut work = app.begin(caller, "run_import", None).await?;
    let writer = Writer { app, import: session.row.id, set, refs, known, running };
    writer.write(&mut work).await?;
    let comparisons = verified(app, &work, set, session.row.id).await?;
    let documents = set.of(FileKind::Documents).count();
    if let Some(report) = &mut session.outcome.report {
        (report.comparisons, report.made_at) = (comparisons, work.now());
    }
    session.outcome.failure = None;
    if let Some(own) = session.outcome.set.as_mut().filter(|_| documents > 0) {
        let total = u32::try_from(documents).unwrap_or(u32::MAX);
        own.documents = Some(DocumentsView { total, filed: 0, refused: Vec::new() });
    }
    let state = if documents > 0 { ImportState::Paused } else { ImportState::Done };
    let session = session.save(&mut work, state).await?;
    work.commit().await?;
    Ok(session)
}

/// The documents that are not filed yet. Stopped, the import waits for somebody who lets it go on.
async fn file_documents(
    app: &App,
    caller: &Caller,
    mut session: Session,
    papers: &dyn Papers,
    running: &Running,
) -> Result<Session> {
    let outcome = session.outcome.set.clone().ok_or_else(|| super::super::session::damaged("set"))?;
    let opened = opened(app, &session)?;
    let known = Known::read(&app.db(), outcome.day).await?;
    let set = Set::read_again(&opened, &known, outcome.day, &outcome.changes);
    let ended = file_all(app, caller, &session, &set, papers, running).await?;
    let total = i64::from(ended.view.total);
    let filed = i64::from(ended.view.filed);
    if let Some(report) = &mut session.outcome.report {
        let lines = report.comparisons.iter_mut().filter(|line| line.key == "set_documents");
        lines.for_each(|line| (line.found, line.agrees) = (Some(filed), total == filed));
    }
    session.outcome.set = Some(SetOutcome { documents: Some(ended.view), ..outcome });
    let state = if ended.stopped { ImportState::Paused } else { ImportState::Done };
    let mut work = app.begin(caller, "run_import", None).await?;
    let session = session.save(&mut work, state).await?;
    work.commit().await?;
    Ok(session)
}
