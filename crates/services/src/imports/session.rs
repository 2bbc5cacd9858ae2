//! The record of an import: opened, changed, shown.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use access::{Caller, Permission, Subject};
use documents::tables::{self, Sheet};
use kernel::{FieldClass, ImportId, Instant, Problem, Record, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use storage::query::Find;
use storage::rows::{Account, Compensation, ImportRun};
use storage::{Db, Document, UnitOfWork};
use uuid::Uuid;

use super::guess::{guess, open_orders};
use super::heavy;
use super::known::Known;
use super::mapping::{Mapping, Plan, Why};
use super::migration::{self, SetOutcome};
use super::report::{Report, Unit};
use super::run;
use super::target::{Care, Target};
use super::views::{
    ColumnView, DayOrderQuestion, ImportKind, ImportList, ImportState, ImportSummary, ImportView, TargetView, Upload,
};
use super::words::is_nothing;
use crate::custom_fields::fields_of_a_person;
use crate::wire::cut;
use crate::{App, Result};

/// The largest file that is taken, in bytes.
pub const LARGEST_FILE: usize = 32 << 20;

/// What the record keeps of a check or a run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub(super) report: Option<Report>,
    pub(super) failure: Option<String>,
    /// The columns as the check saw them: who asks how far a run is does not read the file again.
    #[serde(default)]
    pub(super) columns: Option<Vec<ColumnView>>,
    /// What only a set has.
    #[serde(default)]
    pub(super) set: Option<SetOutcome>,
}

/// An import, opened.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// Whether this process was running it just before its record was read.
    pub(super) alive: bool,
    pub(super) row: ImportRun,
    pub(super) plan: Plan,
    pub(super) outcome: Outcome,
}

/// The table read last, by the fingerprint of its file.
static LAST: Mutex<Option<(String, Arc<Sheet>)>> = Mutex::new(None);

fn last_sheet() -> MutexGuard<'static, Option<(String, Arc<Sheet>)>> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets go of the table read last: a run needs the room.
pub(super) fn forget_sheet() {
    *last_sheet() = None;
}

/// Whoever imports writes people of the whole group, so nothing less than the whole group will do.
pub(super) fn may_import(caller: &Caller) -> Result<()> {
    if caller.require(Permission::RosterImport)?.everything {
        return Ok(());
    }
    Err(Problem::forbidden("imports.whole_group_only"))
}

pub(super) fn damaged(what: &'static str) -> Problem {
    Problem::new(kernel::ErrorKind::Internal, "internal.import").with("detail", what)
}

impl Session {
    /// Reads it.
    pub(super) async fn open(app: &App, db: &Db<'_>, id: ImportId) -> Result<Self> {
        let alive = run::is_running(app, id.0);
        let row = Find::<ImportRun>::by_id(db, id.0).await?.ok_or(Problem::not_found("imports.unknown"))?;
        let store = app.store();
        let plan = store.unseal(ImportRun::META.name, ImportRun::MAPPING, row.id, &row.mapping)?.into_exposed().0;
        let plan = serde_json::from_value(plan).map_err(|_| damaged("mapping"))?;
        let outcome = match &row.report {
            Some(sealed) => {
                let value = store.unseal(ImportRun::META.name, ImportRun::REPORT, row.id, sealed)?.into_exposed().0;
                serde_json::from_value(value).map_err(|_| damaged("report"))?
            }
            None => Outcome::default(),
        };
        Ok(Self { alive, row, plan, outcome })
    }

    /// The file as a table. The last one read is kept until its run begins: an upload is looked at several times.
    pub(super) fn sheet(&self, app: &App) -> Result<Arc<Sheet>> {
        if let Some(sheet) = last_sheet().as_ref().filter(|last| last.0 == self.row.file_digest) {
            return Ok(Arc::clone(&sheet.1));
        }
        let bytes = self.bytes(app)?;
        let sheet = heavy(|| tables::read(&bytes, &self.row.file_name)).map_err(|error| error.problem())?;
        let sheet = Arc::new(sheet);
        *last_sheet() = Some((self.row.file_digest.clone(), Arc::clone(&sheet)));
        Ok(sheet)
    }

    /// The file as it was sent.
    pub(super) fn bytes(&self, app: &App) -> Result<Vec<u8>> {
        Ok(app.store().unseal(ImportRun::META.name, ImportRun::FILE, self.row.id, &self.row.file)?.into_exposed())
    }

    /// Whether it is a set of files.
    pub(super) fn is_set(&self) -> bool {
        self.row.kind.is_some()
    }

    pub(super) fn state(&self) -> ImportState {
        ImportState::parse(&self.row.state)
    }

    /// Writes a new state with what changed.
    pub(super) async fn save(&self, work: &mut UnitOfWork, state: ImportState) -> Result<Self> {
        let json = |value: serde_json::Result<serde_json::Value>| value.map_err(|_| damaged("json"));
        let plan = Document(json(serde_json::to_value(&self.plan))?);
        let outcome = Document(json(serde_json::to_value(&self.outcome))?);
        let id = self.row.id;
        let old = Find::<ImportRun>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("imports.unknown"))?;
        let row = ImportRun {
            mapping: work.seal(ImportRun::META, ImportRun::MAPPING, id, &plan),
            report: Some(work.seal(ImportRun::META, ImportRun::REPORT, id, &outcome)),
            state: state.key().to_owned(),
            mapping_digest: Some(hex::encode(Sha256::digest(plan.0.to_string().as_bytes()))),
            changed_at: work.now().into(),
            ..old.clone()
        };
        work.update(&old, row.clone()).await?;
        Ok(Self { row, ..self.clone() })
    }
}

/// Takes a file in and guesses what its columns mean. Nothing but the import itself is written.
pub async fn upload(app: &App, caller: &Caller, input: Upload) -> Result<ImportView> {
    may_import(caller)?;
    let Upload { file_name, bytes } = input;
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::invalid("imports.file_too_large").at("/file").with("mib", LARGEST_FILE >> 20));
    }
    let digest = hex::encode(Sha256::digest(&bytes));
    if documents::package::is_folder(&bytes) {
        return Box::pin(migration::upload(app, caller, (&file_name, bytes, digest))).await;
    }
    let sheet = heavy(|| tables::read(&bytes, &file_name)).map_err(|error| error.problem().at("/file"))?;
    let sheet = Arc::new(sheet);
    if sheet.rows.is_empty() {
        return Err(Problem::invalid("imports.no_rows").at("/file"));
    }
    let known = Known::read(&app.db(), app.today()).await?;
    let plan = Plan { mapping: guess(&sheet, &known.ground(), app.today()), edits: Vec::new(), files: Vec::new() };
    let session = begin(app, caller, (&file_name, bytes, digest.clone()), plan, (None, sheet.rows.len())).await?;
    *last_sheet() = Some((digest, sheet));
    show(app, caller, &session).await
}

/// Writes the record of an import: `(name, bytes, fingerprint)`, what is planned, what it is and how many rows it has.
pub(super) async fn begin(
    app: &App,
    caller: &Caller,
    (file_name, bytes, digest): (&str, Vec<u8>, String),
    plan: Plan,
    (kind, rows): (Option<&str>, usize),
) -> Result<Session> {
    let mut work = app.begin(caller, "upload_import", None).await?;
    let id = work.new_id();
    let document = serde_json::to_value(&plan).map_err(|_| damaged("json"))?;
    let row = ImportRun {
        id,
        file_name: base_name(file_name),
        file_digest: digest,
        file: work.seal(ImportRun::META, ImportRun::FILE, id, &bytes),
        mapping: work.seal(ImportRun::META, ImportRun::MAPPING, id, &Document(document)),
        mapping_digest: None,
        state: ImportState::Uploaded.key().to_owned(),
        row_count: i32::try_from(rows).unwrap_or(i32::MAX),
        report: None,
        created_by: caller.account().map(|account| account.0),
        created_at: work.now().into(),
        changed_at: work.now().into(),
        kind: kind.map(str::to_owned),
    };
    work.insert(row.clone()).await?;
    work.commit().await?;
    Ok(Session { alive: false, row, plan, outcome: Outcome::default() })
}

/// The name without folders, which some browsers send along.
fn base_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or(name).chars().take(200).collect()
}

/// All imports, newest first.
pub async fn list_imports(app: &App, caller: &Caller) -> Result<ImportList> {
    const SHOWN: u64 = 200;
    may_import(caller)?;
    let running = run::running(app);
    let db = app.db();
    let mut rows = Find::<ImportRun>::new().descending(ImportRun::CREATED_AT).limit(SHOWN + 1).all(&db).await?;
    let more = cut(&mut rows, SHOWN);
    let accounts = Find::<Account>::new().any(Account::ID, rows.iter().filter_map(|row| row.created_by));
    let names: HashMap<Uuid, String> =
        accounts.all(&db).await?.into_iter().map(|row| (row.id, row.display_name)).collect();
    Ok(ImportList { items: rows.into_iter().map(|row| summary(row, &names, &running)).collect(), more })
}

fn summary(row: ImportRun, names: &HashMap<Uuid, String>, running: &HashSet<Uuid>) -> ImportSummary {
    let ImportRun {
        id,
        file_name,
        file_digest: _,
        file: _,
        mapping: _,
        mapping_digest: _,
        state,
        row_count,
        report: _,
        created_by,
        created_at,
        changed_at,
        kind,
    } = row;
    ImportSummary {
        id: ImportId(id),
        kind: kind_of(kind.as_deref()),
        file_name,
        state: run::state_of(running.contains(&id), ImportState::parse(&state)),
        row_count: row_count.cast_unsigned(),
        created_by: created_by.and_then(|account| names.get(&account).cloned()),
        created_at: created_at.into(),
        changed_at: changed_at.into(),
    }
}

/// What an import is, as its record says it.
const fn kind_of(kind: Option<&str>) -> ImportKind {
    if kind.is_some() { ImportKind::Set } else { ImportKind::Roster }
}

/// One import.
pub async fn import(app: &App, caller: &Caller, id: ImportId) -> Result<ImportView> {
    may_import(caller)?;
    let session = Session::open(app, &app.db(), id).await?;
    show(app, caller, &session).await
}

/// The mapping as `MAP.toml`.
pub async fn map_toml(app: &App, caller: &Caller, id: ImportId) -> Result<String> {
    may_import(caller)?;
    Session::open(app, &app.db(), id).await?.plan.mapping.to_toml()
}

/// Replaces the mapping. What was mended stays where its column is still there.
pub async fn put_mapping(app: &App, caller: &Caller, id: ImportId, mapping: Mapping) -> Result<ImportView> {
    may_import(caller)?;
    let mut work = app.begin(caller, "put_import_mapping", None).await?;
    let mut session = Session::open(app, &work.db(), id).await?;
    still_open(&session)?;
    only_for_rosters(&session)?;
    mapping.check(&session.sheet(app)?.header)?;
    mapping.check_custom(&fields_of_a_person(&work.db(), app.today()).await?)?;
    session.plan.mapping = mapping;
    session.outcome = Outcome::default();
    let session = session.save(&mut work, ImportState::Mapped).await?;
    work.commit().await?;
    show(app, caller, &session).await
}

/// A set is mended in its files: they name each other, and the next check should see what the older system says.
pub(super) fn only_for_rosters(session: &Session) -> Result<()> {
    if session.is_set() { Err(Problem::conflict("imports.mended_in_files")) } else { Ok(()) }
}

/// Refuses to change what is being written or already stands.
pub(super) fn still_open(session: &Session) -> Result<()> {
    match run::state_of(session.alive, session.state()) {
        ImportState::Running => Err(Problem::conflict("imports.running")),
        ImportState::Done | ImportState::Paused => Err(Problem::conflict("imports.done")),
        _ => Ok(()),
    }
}

/// When the same file was imported before and still stands.
pub(super) async fn same_file(db: &Db<'_>, row: &ImportRun) -> Result<Option<Instant>> {
    let find = Find::<ImportRun>::new().eq(ImportRun::FILE_DIGEST, row.file_digest.as_str()).ne(ImportRun::ID, row.id);
    let others = find.eq(ImportRun::STATE, ImportState::Done.key()).all(db).await?;
    Ok(others.into_iter().map(|other| Instant::from(other.changed_at)).max())
}

/// The view of an import.
pub(super) async fn show(app: &App, caller: &Caller, session: &Session) -> Result<ImportView> {
    let columns = match &session.outcome.columns {
        _ if session.is_set() => Vec::new(),
        Some(columns) => columns.clone(),
        None => {
            let sheet = session.sheet(app)?;
            columns(app, &sheet, &session.plan.mapping)
        }
    };
    show_with(app, caller, session, columns).await
}

/// The view of an import whose columns were looked at already.
pub(super) async fn show_with(
    app: &App,
    caller: &Caller,
    session: &Session,
    columns: Vec<ColumnView>,
) -> Result<ImportView> {
    let db = app.db();
    let row = &session.row;
    let created_by = match row.created_by {
        Some(account) => Find::<Account>::by_id(&db, account).await?.map(|row| row.display_name),
        None => None,
    };
    let mut report = session.outcome.report.clone();
    let mut redacted = Vec::new();
    // Sums of pay are pay: they follow its class.
    if !caller.may_read(FieldClass::Pay, &Subject::default()) {
        for line in report.iter_mut().flat_map(|report| &mut report.comparisons).filter(|line| line.unit == Unit::Fen) {
            (line.expected, line.found) = (None, None);
        }
        redacted.push(Compensation::BASE_PAY.name);
    }
    Ok(ImportView {
        id: ImportId(row.id),
        kind: kind_of(row.kind.as_deref()),
        files: migration::file_views(&session.plan),
        documents: session.outcome.set.as_ref().and_then(|set| set.documents.clone()),
        file_name: row.file_name.clone(),
        file_digest: row.file_digest.clone(),
        state: run::state_of(session.alive, session.state()),
        row_count: row.row_count.cast_unsigned(),
        created_by,
        created_at: row.created_at.into(),
        changed_at: row.changed_at.into(),
        same_file_at: same_file(&db, row).await?,
        columns,
        targets: Target::of_a_roster().map(target_view).collect(),
        mapping: session.plan.mapping.clone(),
        mended: u32::try_from(session.plan.edits.len()).unwrap_or(u32::MAX),
        report,
        progress: run::progress(app, row.id),
        failure: session.outcome.failure.clone(),
        redacted,
    })
}

fn target_view(target: Target) -> TargetView {
    TargetView { key: target, title: target.title(), needs_purpose: target.care() == Care::Protected }
}

pub(super) fn columns(app: &App, sheet: &Sheet, mapping: &Mapping) -> Vec<ColumnView> {
    let open = open_orders(sheet, mapping, app.today());
    let columns = mapping.columns.iter().enumerate().map(|(at, column)| {
        let filled: Vec<&str> = sheet.texts(at).map(|(_, text)| text).filter(|text| !is_nothing(text)).collect();
        let question = open.iter().find(|open| open.column == at).map(|open| DayOrderQuestion {
            orders: open.orders.clone(),
            example: open.example.clone(),
            readings: open.readings.clone(),
        });
        ColumnView {
            heading: column.heading.clone(),
            target: column.target,
            custom: column.custom.clone(),
            why: column.why,
            reason: reason(column.why),
            filled: u32::try_from(filled.len()).unwrap_or(u32::MAX),
            samples: samples(column.target, column.why, &filled),
            question,
        }
    });
    columns.collect()
}

/// Samples only where they tell nothing delicate.
fn samples(target: Option<Target>, why: Why, filled: &[&str]) -> Vec<String> {
    let plain = target.is_some_and(|target| target.care() == Care::Plain);
    if !plain || why == Why::Protected {
        return Vec::new();
    }
    let mut samples: Vec<String> = Vec::new();
    for text in filled {
        let text: String = text.trim().chars().take(40).collect();
        if !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == 3 {
            break;
        }
    }
    samples
}

pub(super) fn reason(why: Why) -> Text {
    match why {
        Why::Heading => Text::of("按列名识别", "Recognised by its heading"),
        Why::ByHand => Text::of("人工确认", "Confirmed by a person"),
        Why::Protected => Text::of(
            "受保护的个人属性，没有用途，建议不导入",
            "A protected attribute without a purpose: better not imported",
        ),
        Why::NoPurpose => Text::of("系统没有用到它的地方，建议不导入", "Nothing needs it: better not imported"),
        Why::AnotherColumn => Text::of("另一列已提供同样内容", "Another column gives the same"),
        Why::ValuesDoNotFit => Text::of("内容与列名不符，建议不导入", "The values do not fit the heading"),
    }
}
