//! Work that follows a commit: which code does it, and what still waits or has given up.

use access::{Caller, Permission};
use kernel::{ErrorKind, Instant, JobId, Month, Problem};
use serde::Serialize;
use serde_json::Value;
use storage::{ClaimedJob, Document, JobSummary};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{App, Result, alerts, changes, files, insights, offboarding, quality, reorganisations};

/// A piece of work that is not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobView {
    /// Which.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// `ready`, `leased` or `failed`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// What went wrong last.
    #[schema(required)]
    pub last_error: Option<String>,
    /// When it is tried next.
    pub run_after: Instant,
}

/// Work that is not done, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobList {
    /// The work.
    pub items: Vec<JobView>,
}

/// Work that waits, runs or has given up.
pub async fn list_jobs(app: &App, caller: &Caller) -> Result<JobList> {
    caller.require(Permission::SettingsWrite)?;
    Ok(JobList { items: app.store().open_jobs().await?.into_iter().map(view).collect() })
}

fn view(job: JobSummary) -> JobView {
    let JobSummary { id, kind, state, attempts, last_error, run_after } = job;
    JobView { id: JobId(id), kind, state, attempts, last_error, run_after }
}

/// Does a claimed job. At least once: whoever handles a kind must bear being called again.
pub async fn run(app: &App, job: &ClaimedJob) -> Result<()> {
    let Document(payload) = job.payload.expose();
    match job.kind.as_str() {
        insights::TRAIN_MODEL => insights::run_training(app, told(payload, "training")?).await,
        insights::SCORE_MONTH => insights::score_month(app, Some(told_month(payload)?)).await.map(|_| ()),
        insights::RAISE_ALERTS => alerts::raise_alerts(app, told_month(payload)?).await.map(|_| ()),
        quality::QUALITY_RUN => quality::run_quality(app, told(payload, "run")?).await,
        files::REMOVE_BLOBS => files::remove_blobs(app, payload).await,
        other => Err(Problem::new(ErrorKind::Internal, "internal.job_unknown").with("kind", other)),
    }
}

/// What is due every minute: deadlines, plans that run out, employments whose last minute has passed.
pub async fn pass_time(app: &App) -> Result<()> {
    let changed = offboarding::tick(app).await?
        + changes::tick(app).await?
        + reorganisations::tick(app).await?
        + files::tick(app).await?;
    if changed > 0 {
        tracing::info!(changed, "flows, cases and reorganisations saw the time pass");
    }
    Ok(())
}

/// What is due every hour. A room that has something adds a line.
pub async fn tick(app: &App) -> Result<()> {
    insights::tick(app).await?;
    quality::tick(app).await?;
    // What broken transactions left behind, and what a destruction could not remove at once.
    let swept = app.store().sweep_blobs().await?;
    if swept.removed > 0 {
        tracing::info!(removed = swept.removed, "files that no record names are gone");
    }
    Ok(())
}

/// An id in a job's payload.
fn told(payload: &Value, name: &'static str) -> Result<Uuid> {
    let id = payload.get(name).and_then(Value::as_str).and_then(|id| id.parse().ok());
    id.ok_or(Problem::new(ErrorKind::Internal, "internal.job_damaged").with("name", name))
}

/// The month in a job's payload, `2026-10`.
fn told_month(payload: &Value) -> Result<Month> {
    let day = payload.get("month").and_then(Value::as_str).and_then(|month| format!("{month}-01").parse().ok());
    day.map(Month::of).ok_or(Problem::new(ErrorKind::Internal, "internal.job_damaged").with("name", "month"))
}
