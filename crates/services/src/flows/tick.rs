//! Time passing: deadlines, escalations, expiry. Each run in its own unit of work, so that one fault stops one run.

use access::Caller;
use kernel::Instant;
use storage::query::Find;
use storage::rows::Flow;
use workflow::Event;

use super::engine::{happen_in, is_due};
use crate::{App, Result};

/// Lets due runs see the time. Returns how many changed. Calling it again at the same instant changes nothing:
/// whether a run is due is looked at again inside its own unit of work.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.now();
    let next = Instant::from_micros(now.micros() + 1);
    let due = Find::<Flow>::new().eq(Flow::STATUS, "running").lt(Flow::WAKE_AT, next).all(&app.db()).await?;
    let mut changed = 0;
    for row in due {
        let mut work = app.begin(&Caller::system(), "tick_flow", None).await?;
        let still = Find::<Flow>::by_id(&work.db(), row.id).await?.is_some_and(|row| is_due(&row, work.now()));
        if !still {
            continue;
        }
        match happen_in(app, &mut work, row.id, Event::Tick).await {
            Ok(_) => {
                work.commit().await?;
                changed += 1;
            }
            Err(problem) => tracing::error!(flow = %row.id, code = problem.code, "a flow did not take the time"),
        }
    }
    Ok(changed)
}
