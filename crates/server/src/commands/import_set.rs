//! `renhe import migrate` and `renhe import templates`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use access::Caller;
use anyhow::{Context as _, Result, bail};
use clap::Args;
use documents::package::clean;
use kernel::{Clock, Instant, MovedClock, SystemClock};
use serde::Serialize;
use services::App;
use services::imports::{self, DocumentsView, ImportState, Papers, RunMode, SignedVerification, Upload};

use super::import::{Imported, Proof, Words, watched};
use crate::output::{Output, in_words};

/// Bring a set of files of an older system in: units, people, contracts, pay, leave, documents
///
/// DIR holds one file a kind of record (CSV, XLSX, JSON or XML) and documents in folders below. Names of files and
/// headings tell what is what; a migration.toml beside them decides what they leave open. Everything is checked before
/// anything is written, and all records are written in one go. Documents follow one by one: interrupted, the same
/// command goes on where it stood. Afterwards both sides are compared and the comparison is signed.
#[derive(Debug, Args)]
pub struct Migrate {
    /// The folder
    dir: PathBuf,
    /// Read and compare everything, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Import the good rows and what stands on them; without it all rows or none
    #[arg(long)]
    skip_bad_rows: bool,
    /// Write the signed comparison here, as JSON
    #[arg(long, value_name = "REPORT.json")]
    report: Option<PathBuf>,
    /// Import as if it were this instant, to try out another day: 2016-01-01T00:00:00Z
    #[arg(long, value_name = "INSTANT", value_parser = super::serve::instant)]
    test_clock: Option<Instant>,
}

/// Write an empty workbook for each file of a set
///
/// Headings, notes at them, lists to choose from, and a row of examples that an import leaves out.
#[derive(Debug, Args)]
pub struct Templates {
    /// Where to; made when it is not there
    dir: PathBuf,
}

/// What is printed.
#[derive(Debug, Serialize)]
struct Migrated {
    #[serde(flatten)]
    imported: Imported,
    documents: Option<DocumentsView>,
    verification: Option<SignedVerification>,
}

/// The folder with the documents.
#[derive(Debug)]
struct Folder(PathBuf);

impl Folder {
    /// The file of this name, if it lies in the folder: a link may not lead out of it.
    fn place(&self, name: &str) -> Option<PathBuf> {
        let path = self.0.join(clean(name)?).canonicalize().ok()?;
        (path.starts_with(&self.0) && path.is_file()).then_some(path)
    }
}

impl Papers for Folder {
    fn size(&self, name: &str) -> Option<u64> {
        Some(self.place(name)?.metadata().ok()?.len())
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.place(name)?).ok()
    }
}

/// The tables of the folder, and what a person decided about them. Folders below hold documents.
fn tables(dir: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| clean(&name.to_string_lossy())) else { continue };
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let wanted = matches!(ending.as_deref(), Some("csv" | "xlsx" | "json" | "xml")) || name == "migration.toml";
        if wanted && path.is_file() {
            files.insert(name, std::fs::read(&path).with_context(|| path.display().to_string())?);
        }
    }
    if files.is_empty() {
        bail!("{}: no CSV, XLSX, JSON or XML", dir.display());
    }
    Ok(files)
}

impl Migrate {
    pub(super) fn clock(&self) -> Arc<dyn Clock> {
        match self.test_clock {
            Some(start) => Arc::new(MovedClock::starting_at(start)),
            None => Arc::new(SystemClock),
        }
    }

    pub(super) async fn run(self, app: &App, output: Output) -> Result<ExitCode> {
        let system = Caller::system();
        let dir = self.dir.canonicalize().with_context(|| self.dir.display().to_string())?;
        let bytes = imports::pack_set(&tables(&dir)?)?;
        let name = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let papers = Folder(dir);
        let upload = Upload { file_name: format!("{name}.zip"), bytes };
        let id = imports::upload(app, &system, upload).await?.id;
        let (view, problem) = if self.dry_run {
            (imports::check_set(app, &system, id, &papers).await?, None)
        } else {
            let mode = if self.skip_bad_rows { RunMode::SkipBadRows } else { RunMode::AllOrNothing };
            match watched(app, &system, id, Box::pin(imports::run_set(app, &system, id, mode, &papers))).await {
                Ok(view) => (view, None),
                Err(problem) => (imports::import(app, &system, id).await?, Some(problem)),
            }
        };
        let verification = match view.state {
            ImportState::Done => Some(imports::verify_import(app, &system, id).await?),
            _ => None,
        };
        if let (Some(path), Some(signed)) = (&self.report, &verification) {
            let text = serde_json::to_string_pretty(signed)?;
            std::fs::write(path, text).with_context(|| path.display().to_string())?;
        }
        let code = problem.as_ref().map(|problem| problem.code.to_owned());
        let bad = view.report.as_ref().map_or(0, |report| report.bad_rows);
        let refused = view.documents.as_ref().map_or(0, |documents| documents.refused.len());
        let agrees = verification.as_ref().is_none_or(|signed| signed.report.agrees);
        let ended = if self.dry_run { view.state == ImportState::Checked } else { view.state == ImportState::Done };
        let well = problem.is_none() && ended && agrees && refused == 0 && (bad == 0 || self.skip_bad_rows);
        let imported = Imported::of(&view, "set", self.dry_run, code);
        let words = Words { view: &view, map: "set", dry_run: self.dry_run };
        let proof = verification.as_ref().map_or_else(String::new, |signed| format!("\n{}", Proof(signed)));
        let text = format!("{words}{proof}");
        let migrated = Migrated { imported, documents: view.documents.clone(), verification };
        output.result(&migrated, text)?;
        if let Some(problem) = problem {
            eprintln!("{}", in_words(&problem.into()));
        }
        Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

impl Templates {
    pub(super) async fn run(self, app: &App, output: Output) -> Result<ExitCode> {
        std::fs::create_dir_all(&self.dir).with_context(|| self.dir.display().to_string())?;
        let mut names = Vec::new();
        for template in imports::set_templates(app, &Caller::system()).await? {
            let path = self.dir.join(&template.file_name);
            std::fs::write(&path, template.bytes).with_context(|| path.display().to_string())?;
            names.push(template.file_name);
        }
        output.result(&serde_json::json!({ "files": names }), names.join("\n"))?;
        Ok(ExitCode::SUCCESS)
    }
}
