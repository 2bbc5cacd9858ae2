//! Work that follows a commit: which code does it, and what still waits or has given up.

use access::{Caller, Permission};
use kernel::{ErrorKind, Instant, JobId, Problem};
use serde::Serialize;
use storage::{ClaimedJob, JobSummary};
use utoipa::ToSchema;

use crate::{App, Result};

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
pub async fn run(_app: &App, job: &ClaimedJob) -> Result<()> {
    match job.kind.as_str() {
        other => Err(Problem::new(ErrorKind::Internal, "internal.job_unknown").with("kind", other)),
    }
}

/// What is due every hour. A room that has something adds a line.
pub async fn tick(_app: &App) -> Result<()> {
    Ok(())
}
