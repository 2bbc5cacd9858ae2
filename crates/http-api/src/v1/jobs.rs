//! Work that waits or has given up.

use access::Permission;
use axum::Json;
use services::jobs::{self, JobList};
use utoipa_axum::routes;

use crate::{Answer, Operation, Registry, Signed};

const LIST_JOBS: Operation = Operation::read("list_jobs", Permission::SettingsWrite);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_JOBS, routes!(list_jobs));
}

/// Open work
///
/// Work that follows a write and is not done: waiting, running, or given up after eight attempts.
#[utoipa::path(get, path = "/jobs", tag = "operation", responses((status = 200, body = JobList)))]
async fn list_jobs(signed: Signed) -> Answer<JobList> {
    Ok(Json(jobs::list_jobs(&signed.app, &signed.caller).await?))
}
