//! Work beside the requests: jobs of the outbox, and what is due every hour.

use std::time::Duration;

use services::App;
use tokio::sync::watch;

/// How long to wait when there is no work.
const IDLE: Duration = Duration::from_millis(700);
const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);

/// Claims jobs one by one until told to stop; the one at hand is finished first.
pub async fn jobs(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match app.store().claim_job().await {
            Ok(Some(job)) => work(&app, &job).await,
            Ok(None) => pause(IDLE, &mut stop).await,
            Err(error) => {
                tracing::error!(%error, "jobs cannot be claimed");
                pause(IDLE * 10, &mut stop).await;
            }
        }
    }
}

async fn work(app: &App, job: &storage::ClaimedJob) {
    let done = services::jobs::run(app, job).await;
    let recorded = match &done {
        Ok(()) => app.store().finish_job(job.id).await,
        Err(problem) => app.store().fail_job(job, problem.code).await,
    };
    let (id, kind, attempts) = (job.id, job.kind.as_str(), job.attempts + 1);
    match done {
        Ok(()) => tracing::info!(%id, kind, attempts, "job done"),
        Err(problem) => tracing::warn!(%id, kind, attempts, code = problem.code, "job failed"),
    }
    if let Err(error) = recorded {
        tracing::error!(%error, %id, "the outcome of a job cannot be recorded; it will run again");
    }
}

/// What is due every minute: access ends at a minute, not at an hour.
pub async fn minutely(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(problem) = services::jobs::pass_time(&app).await {
            tracing::error!(code = problem.code, "time did not pass");
        }
        pause(MINUTE, &mut stop).await;
    }
}

/// What is due every hour, the first time at once: a server that was down for days catches up.
pub async fn hourly(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match app.store().delete_expired_sessions().await {
            Ok(ended) => tracing::info!(ended, "expired sessions removed"),
            Err(error) => tracing::error!(%error, "expired sessions cannot be removed"),
        }
        if let Err(error) = app.store().delete_old_answers().await {
            tracing::error!(%error, "kept answers cannot be removed");
        }
        if let Err(problem) = services::jobs::tick(&app).await {
            tracing::error!(code = problem.code, "hourly work failed");
        }
        pause(HOUR, &mut stop).await;
    }
}

async fn pause(length: Duration, stop: &mut watch::Receiver<bool>) {
    // Either end of the pause is fine: the loop looks at the signal again.
    let _ended = tokio::time::timeout(length, stop.changed()).await;
}
