//! Taking a planned end back: what held on the last day holds on.

use chrono::Days;
use kernel::{Date, DateRange, EmploymentId, Instant, Problem};
use storage::query::Find;
use storage::rows::{Assignment, Compensation, DutyStatus, Employment};
use storage::{TimelineRow, UnitOfWork};

use crate::Result;

/// Lets an employment whose end was planned go on, with the assignment and the pay of its last day.
pub async fn reinstate_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    last_day: Date,
    known_at: Instant,
) -> Result<()> {
    let row = held::<Employment>(work, employment, last_day, known_at).await?;
    let row = row.ok_or(Problem::conflict("people.not_employed").with("day", last_day))?;
    let whole = DateRange::starting(row.valid_from);
    work.put(whole, known_at, &Employment { exit_ground: None, exit_reason: None, ..row }).await?;
    let after = DateRange::starting(last_day + Days::new(1));
    if let Some(row) = held::<Assignment>(work, employment, last_day, known_at).await? {
        work.put(after, known_at, &row).await?;
    }
    if let Some(row) = held::<Compensation>(work, employment, last_day, known_at).await? {
        work.put(after, known_at, &row).await?;
    }
    if let Some(row) = held::<DutyStatus>(work, employment, last_day, known_at).await? {
        work.put(after, known_at, &row).await?;
    }
    Ok(())
}

async fn held<R: TimelineRow>(
    work: &UnitOfWork,
    employment: EmploymentId,
    day: Date,
    known_at: Instant,
) -> Result<Option<R>> {
    Ok(Find::<R>::new().timeline(employment.0).as_of(day, known_at).one(&work.db()).await?)
}
