//! `renhe doctor`.

use std::fmt;
use std::process::ExitCode;

use anyhow::Result;
use kernel::{Clock as _, SystemClock};
use serde::Serialize;
use services::App;

use super::NoFlags;
use crate::cli::Global;
use crate::output::Output;
use crate::settings::Settings;
use crate::{keys, page, settings, wiring};

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Well,
    /// Works, but somebody should look.
    Look,
    Ill,
}

#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    verdict: Verdict,
    detail: String,
}

#[derive(Debug, Serialize)]
struct Report {
    well: bool,
    checks: Vec<Check>,
}

pub async fn run(global: &Global, output: Output) -> Result<ExitCode> {
    let settings = settings::read(global, &NoFlags {})?;
    let mut checks = vec![folder(&settings), master(&settings), law_data(), page_inside()];
    if settings.files_url.is_some() {
        checks.push(file_store(&settings).await);
    }
    match wiring::open(&settings).await {
        Ok(app) => {
            checks.push(Check { name: "database", verdict: Verdict::Well, detail: app.store().engine().to_owned() });
            checks.push(trail(&app).await);
            checks.push(jobs(&app).await);
            checks.push(files(&app).await);
        }
        Err(error) => {
            checks.push(Check { name: "database", verdict: Verdict::Ill, detail: format!("{error:#}") });
        }
    }
    let well = checks.iter().all(|check| check.verdict != Verdict::Ill);
    let report = Report { well, checks };
    output.result(&report, &report)?;
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn folder(settings: &Settings) -> Check {
    let probe = settings.data.join(".renhe-doctor");
    let written = std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe));
    let (verdict, detail) = match written {
        Ok(()) => (Verdict::Well, settings.data.display().to_string()),
        Err(error) => (Verdict::Ill, format!("{}: {error}", settings.data.display())),
    };
    Check { name: "data folder", verdict, detail }
}

fn master(settings: &Settings) -> Check {
    let file = keys::master_file(&settings.data);
    let (verdict, detail) = if settings.master_key.is_some() {
        (Verdict::Well, "from RENHE_MASTER_KEY".to_owned())
    } else if !file.exists() {
        (Verdict::Ill, format!("{} is missing and RENHE_MASTER_KEY is not set", file.display()))
    } else if keys::readable_by_others(&file) {
        (Verdict::Ill, format!("others may read {}: chmod 600", file.display()))
    } else {
        let kept = "keep a copy away from this machine and from its backups";
        (Verdict::Well, format!("{}; {kept}", file.display()))
    };
    Check { name: "master key", verdict, detail }
}

fn law_data() -> Check {
    let (verdict, detail) = match law::due(SystemClock.today()) {
        Ok(due) if due.is_empty() => (Verdict::Well, "nothing is due".to_owned()),
        Ok(due) => (Verdict::Look, format!("{} values are due: `renhe law due`", due.len())),
        Err(refusal) => (Verdict::Ill, refusal.en()),
    };
    Check { name: "law", verdict, detail }
}

fn page_inside() -> Check {
    let there = page::is_there();
    let detail = if there { "inside" } else { "not in this binary: `cargo xtask build` makes one with it" };
    Check { name: "page", verdict: if there { Verdict::Well } else { Verdict::Look }, detail: detail.to_owned() }
}

/// Only whether the newest checkpoint is ours; the whole is `renhe verify-audit`.
async fn trail(app: &App) -> Check {
    let (verdict, detail) = match app.store().audit_status().await {
        Err(error) => (Verdict::Ill, error.to_string()),
        Ok(status) => {
            let signed =
                status.checkpoint.as_deref().map(|note| app.store().signer().verifier().verify_checkpoint(note));
            match signed {
                None if status.size == 0 => (Verdict::Well, "no entries yet".to_owned()),
                Some(Ok(checkpoint)) if checkpoint.size == status.size => {
                    (Verdict::Well, format!("{} entries, signed", status.size))
                }
                Some(Err(error)) => (Verdict::Ill, format!("the newest checkpoint is not ours: {error}")),
                _ => (Verdict::Ill, "the newest checkpoint does not cover the log: `renhe verify-audit`".to_owned()),
            }
        }
    };
    Check { name: "trail", verdict, detail }
}

async fn jobs(app: &App) -> Check {
    let (verdict, detail) = match app.store().open_jobs().await {
        Err(error) => (Verdict::Ill, error.to_string()),
        Ok(jobs) => {
            let failed = jobs.iter().filter(|job| job.state == "failed").count();
            let verdict = if failed == 0 { Verdict::Well } else { Verdict::Look };
            (verdict, format!("{} waiting, {failed} given up", jobs.len() - failed))
        }
    };
    Check { name: "jobs", verdict, detail }
}

/// Whether the place that `files_url` names takes a file, gives it back and lets it go.
async fn file_store(settings: &Settings) -> Check {
    let tried = async {
        let blobs = wiring::open_blobs(settings)?;
        blobs.probe().await?;
        Ok::<_, anyhow::Error>(blobs)
    };
    let (verdict, detail) = match tried.await {
        Ok(blobs) => (Verdict::Well, format!("{}: wrote, read and removed an object", blobs.place())),
        Err(error) => (Verdict::Ill, format!("{error:#}")),
    };
    Check { name: "file store", verdict, detail }
}

/// Whether the place of the files is this database's, and every file that a record names is there.
async fn files(app: &App) -> Check {
    let store = app.store();
    let missing = async {
        store.check_blobs_are_ours().await?;
        store.missing_blobs().await
    };
    let (verdict, detail) = match missing.await {
        Err(error) => (Verdict::Ill, error.to_string()),
        Ok(missing) if missing.is_empty() => (Verdict::Well, "all that records name are there".to_owned()),
        Ok(missing) => (Verdict::Ill, format!("{} are missing: bring them back from a backup", missing.len())),
    };
    Check { name: "files", verdict, detail }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for check in &self.checks {
            let mark = match check.verdict {
                Verdict::Well => "ok  ",
                Verdict::Look => "look",
                Verdict::Ill => "ILL ",
            };
            writeln!(f, "{mark} {:<12} {}", check.name, check.detail)?;
        }
        write!(f, "{}", if self.well { "All well." } else { "Something is ill." })
    }
}
