//! `renhe import`.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use access::Caller;
use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use http_api::Language;
use kernel::{Clock, ImportId, Instant, MovedClock, Problem, SystemClock};
use serde::Serialize;
use services::App;
use services::imports::{
    self, FieldProof, FixKind, ImportState, ImportView, Mapping, Report, RunImport, RunMode, Severity,
    SignedVerification, UndoImport, Unit, Upload,
};

use super::NoFlags;
use super::import_set::{Migrate, Templates};
use crate::cli::Global;
use crate::output::{Output, in_words, language, progress};
use crate::{settings, wiring};

/// Findings printed in words; `--json` has all of them.
const PRINTED: usize = 40;

/// Bring a roster in, or take an import back
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Bring a roster in: CSV (UTF-8, GB 18030) or XLSX
    People(People),
    /// Compare what an import wrote with its file, field by field, and sign what came of it
    Verify(Verify),
    /// Write an empty roster to fill in
    Template(Template),
    /// Bring a set of files of an older system in: units, people, contracts, pay, leave, documents
    Migrate(Migrate),
    /// Write an empty workbook for each file of such a set
    Templates(Templates),
    /// Take a whole import back, if nothing was built on it since
    Undo(Undo),
}

/// Bring a roster in: CSV (UTF-8, GB 18030) or XLSX
///
/// Without --map the columns are guessed from their headings and what the file lacks is filled with defaults; both are
/// printed. Write the mapping down with --save-map, edit it, and pass it as --map.
#[derive(Debug, Args)]
pub struct People {
    /// The roster
    file: PathBuf,
    /// What the columns mean and what the file lacks
    #[arg(long, value_name = "MAP.toml")]
    map: Option<PathBuf>,
    /// Write the mapping that was used
    #[arg(long, value_name = "MAP.toml")]
    save_map: Option<PathBuf>,
    /// Read and compare everything, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Import the good rows; without it all rows or none
    #[arg(long)]
    skip_bad_rows: bool,
    /// Import as if it were this instant, to try out another day: 2016-01-01T00:00:00Z
    #[arg(long, value_name = "INSTANT", value_parser = super::serve::instant)]
    test_clock: Option<Instant>,
}

/// Compare what an import wrote with its file, field by field, and sign what came of it
///
/// Counts and sums cover all rows; fifty rows drawn by lot are named. The signature is a detached Ed25519 signature of
/// the bytes in `document`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Id of the import
    id: ImportId,
    /// Write the signed report here, as JSON
    #[arg(long, value_name = "REPORT.json")]
    out: Option<PathBuf>,
}

/// Write an empty roster to fill in
#[derive(Debug, Args)]
pub struct Template {
    /// Where to
    file: PathBuf,
}

/// Take a whole import back
#[derive(Debug, Args)]
pub struct Undo {
    /// Id of the import
    id: ImportId,
    /// Why; stands in the trail
    #[arg(long, default_value = "renhe import undo")]
    reason: String,
}

/// What is printed.
#[derive(Debug, Serialize)]
pub(super) struct Imported {
    id: ImportId,
    state: ImportState,
    /// `guessed` or `file`.
    map: &'static str,
    dry_run: bool,
    /// Code of the problem that stopped it.
    problem: Option<String>,
    report: Option<Report>,
}

impl Import {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        let settings = settings::read(global, &NoFlags {})?;
        match self {
            Self::People(people) => {
                let clock: Arc<dyn Clock> = match people.test_clock {
                    Some(start) => Arc::new(MovedClock::starting_at(start)),
                    None => Arc::new(SystemClock),
                };
                let app = wiring::open_or_make(&settings, clock).await?;
                people.run(&app, output).await
            }
            Self::Verify(verify) => verify.run(&wiring::open(&settings).await?, output).await,
            Self::Template(template) => {
                let app = wiring::open(&settings).await?;
                let bytes = imports::roster_template(&app, &Caller::system()).await?;
                std::fs::write(&template.file, bytes).with_context(|| template.file.display().to_string())?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Migrate(migrate) => {
                let app = wiring::open_or_make(&settings, migrate.clock()).await?;
                migrate.run(&app, output).await
            }
            Self::Templates(templates) => templates.run(&wiring::open(&settings).await?, output).await,
            Self::Undo(undo) => {
                let app = wiring::open(&settings).await?;
                let input = UndoImport { reason: undo.reason };
                let view = imports::undo_import(&app, &Caller::system(), undo.id, input).await?;
                output.result(&Imported::of(&view, "file", false, None), format_args!("{} taken back", view.id))?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

impl Verify {
    async fn run(self, app: &App, output: Output) -> Result<ExitCode> {
        let signed = imports::verify_import(app, &Caller::system(), self.id).await?;
        if let Some(path) = &self.out {
            let text = serde_json::to_string_pretty(&signed)?;
            std::fs::write(path, text).with_context(|| path.display().to_string())?;
        }
        let agrees = signed.report.agrees;
        output.result(&signed, Proof(&signed))?;
        Ok(if agrees { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// A verification in words.
pub(super) struct Proof<'a>(pub(super) &'a SignedVerification);

impl fmt::Display for Proof<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = &self.0.report;
        writeln!(f, "{} {} ({})", report.file_name, report.import_id, report.file_sha256)?;
        writeln!(f, "{} rows read, {} written, {} not", report.rows_read, report.rows_written, report.rows_left_out)?;
        for file in &report.files {
            let mark = if file.agrees { "✓" } else { "✗" };
            let counts = format!("{} / {} of {} rows", file.rows_written, file.rows_found, file.rows_read);
            writeln!(f, "{mark} {}: {counts}", file.name)?;
            fields(f, &file.fields)?;
            let equal = file.samples.iter().filter(|sample| sample.differing.is_empty()).count();
            writeln!(f, "  {equal} of {} rows drawn by lot are equal in every field", file.samples.len())?;
        }
        fields(f, &report.fields)?;
        if report.files.is_empty() {
            let equal = report.samples.iter().filter(|sample| sample.differing.is_empty()).count();
            writeln!(f, "{equal} of {} rows drawn by lot are equal in every field", report.samples.len())?;
        }
        write!(f, "signed: {}", self.0.signature)
    }
}

/// Each field on both sides: in the file / in the database.
fn fields(f: &mut fmt::Formatter<'_>, fields: &[FieldProof]) -> fmt::Result {
    for field in fields {
        let mark = if field.differing == 0 { "✓" } else { "✗" };
        write!(f, "  {mark} {}: {} / {}", said(&field.title), field.in_file, field.in_database)?;
        match (field.sum_in_file, field.sum_in_database) {
            (Some(file), Some(stored)) if field.field == "base_pay" => {
                let [file, stored] = [file, stored].map(kernel::Money::from_fen);
                write!(f, ", {file} / {stored}")?;
            }
            (Some(file), Some(stored)) => write!(f, ", {file} / {stored} half days")?,
            _ => {}
        }
        match (field.days_in_file, field.days_in_database) {
            (Some(file), Some(stored)) => {
                writeln!(f, ", {}…{} / {}…{}", file.first, file.last, stored.first, stored.last)?;
            }
            _ => writeln!(f)?,
        }
    }
    Ok(())
}

impl People {
    async fn run(self, app: &App, output: Output) -> Result<ExitCode> {
        let system = Caller::system();
        let bytes = std::fs::read(&self.file).with_context(|| self.file.display().to_string())?;
        let file_name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let view = imports::upload(app, &system, Upload { file_name, bytes }).await?;
        let id = view.id;
        let map = if let Some(path) = &self.map {
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            imports::put_mapping(app, &system, id, Mapping::from_toml(&text)?).await?;
            "file"
        } else {
            "guessed"
        };
        if let Some(path) = &self.save_map {
            let text = imports::map_toml(app, &system, id).await?;
            std::fs::write(path, text).with_context(|| path.display().to_string())?;
        }
        // A run checks by itself, and its report stands also when it refuses to begin.
        let (view, problem) = if self.dry_run {
            (imports::check_import(app, &system, id).await?, None)
        } else {
            let mode = if self.skip_bad_rows { RunMode::SkipBadRows } else { RunMode::AllOrNothing };
            match run(app, &system, id, mode).await {
                Ok(view) => (view, None),
                Err(problem) => (imports::import(app, &system, id).await?, Some(problem)),
            }
        };
        let bad = view.report.as_ref().map_or(0, |report| report.bad_rows);
        let well = problem.is_none() && (bad == 0 || self.skip_bad_rows);
        let code = problem.as_ref().map(|problem| problem.code.to_owned());
        output
            .result(&Imported::of(&view, map, self.dry_run, code), Words { view: &view, map, dry_run: self.dry_run })?;
        if let Some(problem) = problem {
            eprintln!("{}", in_words(&problem.into()));
        }
        Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Runs with a bar on standard error.
async fn run(app: &App, caller: &Caller, id: ImportId, mode: RunMode) -> Result<ImportView, Problem> {
    watched(app, caller, id, Box::pin(imports::run_import(app, caller, id, RunImport { mode }))).await
}

/// Waits for a run under a bar. Interrupted, it is asked to stop, and says so when it has.
pub(super) async fn watched(
    app: &App,
    caller: &Caller,
    id: ImportId,
    run: impl Future<Output = Result<ImportView, Problem>>,
) -> Result<ImportView, Problem> {
    let bar = progress(0, "import");
    tokio::pin!(run);
    let ended = loop {
        tokio::select! {
            ended = &mut run => break ended,
            _ = tokio::signal::ctrl_c() => {
                imports::cancel_import(app, caller, id).await?;
            }
            () = tokio::time::sleep(Duration::from_millis(200)) => {
                if let Some(progress) = imports::import_progress(app, caller, id)? {
                    bar.set_length(u64::from(progress.total));
                    bar.set_position(u64::from(progress.done));
                }
            }
        }
    };
    bar.finish_and_clear();
    ended
}

impl Imported {
    pub(super) fn of(view: &ImportView, map: &'static str, dry_run: bool, problem: Option<String>) -> Self {
        Self { id: view.id, state: view.state, map, dry_run, problem, report: view.report.clone() }
    }
}

/// The report in words.
pub(super) struct Words<'a> {
    pub(super) view: &'a ImportView,
    pub(super) map: &'static str,
    pub(super) dry_run: bool,
}

pub(super) fn said(text: &kernel::Text) -> &str {
    match language() {
        Language::Zh => &text.zh,
        Language::En => &text.en,
    }
}

/// The files of a set, and what their columns were taken for.
fn set_files(f: &mut fmt::Formatter<'_>, view: &ImportView) -> fmt::Result {
    for file in &view.files {
        let kind = file.title.as_ref().map_or("?", said);
        writeln!(f, "  {} → {kind}, {} rows", file.name, file.rows)?;
        for column in &file.columns {
            let title = column.title.as_ref().map_or("-", said);
            writeln!(f, "    {:<26} → {title} ({})", column.heading, said(&column.reason))?;
        }
        for missing in &file.missing {
            writeln!(f, "    ✗ {}", said(missing))?;
        }
    }
    Ok(())
}

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let view = self.view;
        writeln!(f, "{} {} (mapping: {})", view.file_name, view.id, self.map)?;
        for column in &view.columns {
            let target = column.target.map_or_else(|| "-".to_owned(), |target| said(&target.title()).to_owned());
            writeln!(f, "  {:<28} → {target} ({})", column.heading, said(&column.reason))?;
        }
        set_files(f, view)?;
        let Some(report) = &view.report else { return write!(f, "{}", state(view.state)) };
        writeln!(f)?;
        for note in &report.notes {
            let heading = note.heading.as_ref().map(|heading| format!("{heading}: ")).unwrap_or_default();
            let file = note.file.as_ref().map(|file| format!("{file}: ")).unwrap_or_default();
            writeln!(f, "  · {file}{heading}{}", said(&note.text))?;
        }
        writeln!(f)?;
        for finding in report.findings.iter().take(PRINTED) {
            let mark = if finding.severity == Severity::Error { "✗" } else { "!" };
            let heading = finding.heading.as_deref().unwrap_or("-");
            let file = finding.file.as_ref().map(|file| format!("{file} ")).unwrap_or_default();
            write!(f, "  {mark} {file}{} {heading}: {}", finding.row, said(&finding.what))?;
            match &finding.fix {
                Some(fix) if fix.kind == FixKind::Value => writeln!(f, " → {}", fix.value)?,
                _ => writeln!(f, " · {}", said(&finding.mend))?,
            }
        }
        if report.findings.len() > PRINTED {
            writeln!(f, "  … {} more", report.findings.len() - PRINTED)?;
        }
        writeln!(f)?;
        for line in &report.comparisons {
            let mark = if line.agrees { "✓" } else { "✗" };
            let number = |value: Option<i64>| match (value, line.unit) {
                (Some(fen), Unit::Fen) => kernel::Money::from_fen(fen).to_string(),
                (Some(count), Unit::Count | Unit::HalfDays) => count.to_string(),
                (None, _) => "-".to_owned(),
            };
            writeln!(f, "  {mark} {}: {} / {}", said(&line.text), number(line.expected), number(line.found))?;
        }
        let Report { rows, clean_rows, warned_rows, bad_rows, left_out_rows, .. } = report;
        write!(
            f,
            "{}{}: {rows} rows, {clean_rows} clean, {warned_rows} with warnings, {bad_rows} bad, {left_out_rows} left out",
            state(view.state),
            if self.dry_run { " (dry run, nothing written)" } else { "" }
        )?;
        if let Some(documents) = &view.documents {
            write!(f, "\n{} of {} documents filed", documents.filed, documents.total)?;
            for refused in &documents.refused {
                write!(f, "\n  ✗ {} ({}): {}", refused.name, refused.row, refused.code)?;
            }
        }
        if view.state == ImportState::Paused {
            write!(f, "\nthe records stand; run the same command again to file the other documents")?;
        }
        if matches!(view.state, ImportState::Done | ImportState::Paused) {
            write!(f, "\nto take it back: renhe import undo {}", view.id)?;
        }
        Ok(())
    }
}

const fn state(state: ImportState) -> &'static str {
    match state {
        ImportState::Uploaded => "uploaded",
        ImportState::Mapped => "mapped",
        ImportState::Checked => "checked",
        ImportState::Running => "running",
        ImportState::Paused => "paused",
        ImportState::Done => "done",
        ImportState::Cancelled => "cancelled",
        ImportState::Undone => "undone",
        ImportState::Failed => "failed",
    }
}
