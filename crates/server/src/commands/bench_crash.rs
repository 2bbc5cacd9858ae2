//! `renhe bench crash`: kills a writer at seeded random moments with SIGKILL and judges what is left.
//!
//! Acknowledged means: the line on the writer's standard output that follows a commit. Afterwards every
//! acknowledged write must be readable, every job must have completed its task exactly once (counted in the trail,
//! not in the task), nothing may be half-written, and the trail must verify.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use kernel::{Entropy as _, Record as _, SeededEntropy};
use serde::Serialize;
use services::App;
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Employment, Flow, Person, Task};
use storage::{EntryFilter, audit};
use uuid::Uuid;

use super::NoFlags;
use super::crash_writer::{TASK, clock, complete, found, pay_of};
use crate::cli::Global;
use crate::output::{Output, progress};
use crate::settings::Settings;
use crate::{settings, wiring};

/// Kill a writer many times, and look whether what it acknowledged is there
///
/// Needs an empty data folder (a temporary one unless --data is given) and, with --database-url, an empty database.
#[derive(Debug, Args)]
pub struct Crash {
    /// How often
    #[arg(long, default_value_t = 50)]
    kills: u32,
    /// The same seed kills after the same pauses
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// How long a writer may take to open the database.
const START: Duration = Duration::from_mins(1);
/// Entries of the trail that are read at once.
const PAGE: u64 = 2_000;

/// What came of it.
#[derive(Debug, Default, Serialize)]
struct Report {
    engine: &'static str,
    seed: u64,
    kills: u32,
    /// Hires that were acknowledged.
    acknowledged_writes: usize,
    /// Completions that were acknowledged.
    acknowledged_completions: usize,
    /// People in the database: as many as acknowledged, and at most one more per kill.
    written: usize,
    /// Tasks that were completed.
    completed: usize,
    /// Acknowledged, but not there or not as written.
    lost: Vec<String>,
    /// People without pay, assignment or flow: half a unit of work.
    half_written: Vec<String>,
    /// Flows whose task was not completed exactly once.
    not_once: Vec<String>,
    /// Jobs that were not done in the end.
    open_jobs: usize,
    /// Entries of the trail.
    trail_entries: u64,
    /// What is wrong with the trail, if anything is.
    finding: Option<audit::Finding>,
    seconds: f64,
}

impl Report {
    const fn well(&self) -> bool {
        self.lost.is_empty()
            && self.half_written.is_empty()
            && self.not_once.is_empty()
            && self.open_jobs == 0
            && self.finding.is_none()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { engine, kills, acknowledged_writes, acknowledged_completions, written, completed, .. } = self;
        writeln!(f, "{engine}: {kills} kills, {written} people written, {completed} tasks completed")?;
        writeln!(f, "acknowledged: {acknowledged_writes} people, {acknowledged_completions} tasks")?;
        writeln!(f, "lost: {}, half written: {}", self.lost.len(), self.half_written.len())?;
        writeln!(f, "tasks not completed exactly once: {}, open jobs: {}", self.not_once.len(), self.open_jobs)?;
        match &self.finding {
            None => write!(f, "the trail is whole ({} entries)", self.trail_entries),
            Some(finding) => write!(f, "the trail is NOT whole: {finding:?}"),
        }
    }
}

/// Something that a writer acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Acknowledged {
    Hired { employee_no: String, person: Uuid, flow: Uuid },
    Completed(Uuid),
}

impl Acknowledged {
    fn parse(line: &str) -> Option<Self> {
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["hired", number, person, flow] => Some(Self::Hired {
                employee_no: (*number).to_owned(),
                person: person.parse().ok()?,
                flow: flow.parse().ok()?,
            }),
            ["completed", flow] => flow.parse().ok().map(Self::Completed),
            _ => None,
        }
    }
}

impl Crash {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        let own =
            global.data.is_none().then(|| std::env::temp_dir().join(format!("renhe-crash-{}", std::process::id())));
        let data = own.clone().or_else(|| global.data.clone());
        let settings = settings::read(&Global { data, ..global.clone() }, &NoFlags {})?;
        let report = self.strike_and_judge(&settings).await;
        if let Some(folder) = own {
            std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        let report = report?;
        output.result(&report, &report)?;
        Ok(if report.well() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    async fn strike_and_judge(&self, settings: &Settings) -> Result<Report> {
        let began = std::time::Instant::now();
        prepare(settings).await?;
        let program = std::env::current_exe()?;
        let entropy = SeededEntropy::new(self.seed);
        let bar = progress(self.kills.into(), "kills");
        let mut acknowledged = Vec::new();
        for run in 1..=self.kills {
            let pause = Duration::from_millis(entropy.word() % 700);
            let (program, settings) = (program.clone(), settings.clone());
            let said = tokio::task::spawn_blocking(move || strike(&program, &settings, run, pause)).await??;
            acknowledged.extend(said);
            bar.inc(1);
        }
        bar.finish_and_clear();
        let app = wiring::open_with(settings, clock(self.kills + 1)).await?;
        // What a killed worker held is done by the next one, once its lease is over.
        while let Some(job) = app.store().claim_job().await? {
            complete(&app, &job, |_| Ok(())).await?;
        }
        let report = judge(&app, &acknowledged).await?;
        let seconds = began.elapsed().as_secs_f64();
        let engine = app.store().engine();
        app.store().clone().close().await?;
        Ok(Report { engine, seed: self.seed, kills: self.kills, seconds, ..report })
    }
}

/// Refuses a database that is in use: what is written here is worth nothing to anybody.
async fn prepare(settings: &Settings) -> Result<()> {
    let app = wiring::open_with(settings, clock(0)).await?;
    if app.store().pending_migrations().await? == 0 {
        bail!("{} holds data: give an empty folder and an empty database", settings.data.display());
    }
    app.store().clone().close().await?;
    let app = wiring::open_or_make(settings, clock(0)).await?;
    found(&app).await?;
    Ok(app.store().clone().close().await?)
}

/// Starts a writer, lets it write for the pause, kills it; returns what it acknowledged.
fn strike(program: &Path, settings: &Settings, run: u32, pause: Duration) -> Result<Vec<Acknowledged>> {
    let mut command = Command::new(program);
    command.args(["bench", "crash-writer", "--run", &run.to_string()]);
    command.args([&PathBuf::from("--data"), &settings.data]);
    if let Some(url) = &settings.database_url {
        command.args(["--database-url", url.expose()]);
    }
    let mut writer = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("the writer")?;
    let mut lines = BufReader::new(writer.stdout.take().context("the writer has no output")?);
    let (send, said) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut line = String::new();
        // A line without its end was cut off by the kill: nothing was acknowledged with it.
        while lines.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
            let text = line.trim_end().to_owned();
            line.clear();
            if send.send(text).is_err() {
                break;
            }
        }
    });
    // The pause begins with the first acknowledgement: however busy the machine is, the kill meets a writer at work.
    let ready = said.recv_timeout(START);
    let first = said.recv_timeout(START);
    if first.is_ok() {
        std::thread::sleep(pause);
    }
    // SIGKILL: the writer gets no chance to tidy up.
    let killed = writer.kill();
    let status = writer.wait()?;
    let _ended = reader.join();
    match ready {
        Ok(line) if line == "ready" => {}
        Ok(line) => bail!("the writer began with {line:?}"),
        Err(RecvTimeoutError::Timeout) => bail!("the writer was not ready after {START:?}"),
        Err(RecvTimeoutError::Disconnected) => bail!("the writer ended by itself: {status}"),
    }
    if status.code().is_some() {
        bail!("the writer ended by itself: {status}");
    }
    killed?;
    first
        .into_iter()
        .chain(said.try_iter())
        .map(|line| Acknowledged::parse(&line).with_context(|| format!("the writer said {line:?}")))
        .collect()
}

async fn judge(app: &App, acknowledged: &[Acknowledged]) -> Result<Report> {
    let db = app.db();
    let people: HashMap<Uuid, Person> =
        Find::<Person>::new().all(&db).await?.into_iter().map(|row| (row.id, row)).collect();
    let employments = Find::<Employment>::new().known().all(&db).await?;
    let pay = Find::<Compensation>::new().known().all(&db).await?;
    let pay: HashMap<Uuid, Compensation> = pay.into_iter().map(|row| (row.employment_id, row)).collect();
    let assignments = Find::<Assignment>::new().known().all(&db).await?;
    let assigned: HashSet<Uuid> = assignments.into_iter().map(|row| row.employment_id).collect();
    let flows = Find::<Flow>::new().all(&db).await?;
    let flow_of: HashMap<Uuid, Uuid> = flows.iter().map(|row| (row.person_id, row.id)).collect();
    let mut whole: HashMap<&str, (Uuid, Uuid)> = HashMap::new();
    let mut report = Report { written: employments.len(), ..Report::default() };
    for row in &employments {
        let paid = match pay.get(&row.employment_id) {
            Some(pay) => {
                let field = Compensation::BASE_PAY;
                let paid = app.store().unseal(Compensation::META.name, field, row.employment_id, &pay.base_pay)?;
                *paid.expose() == pay_of(&row.employee_no)
            }
            None => false,
        };
        let named =
            people.get(&row.person_id).is_some_and(|person| person.full_name == format!("员工{}", row.employee_no));
        match flow_of.get(&row.person_id) {
            Some(flow) if paid && named && assigned.contains(&row.employment_id) => {
                whole.insert(&row.employee_no, (row.person_id, *flow));
            }
            _ => report.half_written.push(row.employee_no.clone()),
        }
    }
    if people.len() != employments.len() || flows.len() != employments.len() {
        report.half_written.push(format!("{} people, {} flows", people.len(), flows.len()));
    }
    let done = completions(app).await?;
    report.completed = done.len();
    count_tasks(&mut report, Find::<Task>::new().eq(Task::TASK_KEY, TASK).all(&db).await?, &done);
    for it in acknowledged {
        match it {
            Acknowledged::Hired { employee_no, person, flow } => {
                report.acknowledged_writes += 1;
                if whole.get(employee_no.as_str()) != Some(&(*person, *flow)) {
                    report.lost.push(employee_no.clone());
                }
            }
            Acknowledged::Completed(flow) => {
                report.acknowledged_completions += 1;
                if report.not_once.contains(&flow.to_string()) {
                    report.lost.push(format!("completion of {flow}"));
                }
            }
        }
    }
    report.open_jobs = app.store().open_jobs().await?.len();
    let verification = app.store().verify_audit(|_| ()).await?;
    Ok(Report { trail_entries: verification.size, finding: verification.first, ..report })
}

/// Every task must be done, and the trail must say so exactly once.
fn count_tasks(report: &mut Report, tasks: Vec<Task>, done: &HashMap<Uuid, u32>) {
    for task in tasks {
        if task.status != "done" || done.get(&task.id) != Some(&1) {
            report.not_once.push(task.flow_id.to_string());
        }
    }
}

/// How often the trail says of each task that it became done.
async fn completions(app: &App) -> Result<HashMap<Uuid, u32>> {
    let mut done: HashMap<Uuid, u32> = HashMap::new();
    let mut filter = EntryFilter { record: Some("task".to_owned()), ..EntryFilter::default() };
    loop {
        let entries = app.store().audit_entries(&filter, PAGE).await?;
        let Some(last) = entries.last() else { return Ok(done) };
        filter.before = Some(last.seq);
        for entry in entries {
            let became = entry.changes.iter().any(|it| it.field == "status" && it.new.as_deref() == Some("done"));
            if became {
                *done.entry(entry.leaf.record_id).or_default() += 1;
            }
        }
    }
}
