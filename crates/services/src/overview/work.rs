//! Leaving work: open cases, late tasks, how long finished cases took. Seen by whoever may see leaving cases.

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Date, Instant, Text};
use storage::query::Find;
use storage::rows::{Offboarding, Task};
use uuid::Uuid;
use workflow::{CycleSummary, CycleTime, FlowStatus, cycle_time, summarise};

use super::book::Book;
use crate::flows::runs;
use crate::{App, Result};

/// A finished run of the tasks of leaving.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) person: Uuid,
    pub(super) ended_on: Date,
    pub(super) cycle: CycleTime,
}

/// Leaving work as of a day.
#[derive(Debug)]
pub(super) struct Work {
    /// Open cases: who, since when.
    pub(super) cases: Vec<(Uuid, Date)>,
    /// Late tasks: about whom, since when, which.
    pub(super) overdue: Vec<(Uuid, Date, Text)>,
    /// Runs that ended in the last twelve months.
    pub(super) finished: Vec<Finished>,
    /// Titles of lanes by key.
    pub(super) lanes: Vec<(String, Text)>,
}

impl Work {
    /// Reads it; `None` when the caller may not see leaving cases.
    pub(super) async fn read(app: &App, caller: &Caller, day: Date) -> Result<Option<Self>> {
        if !caller.can(Permission::OffboardingRead).allowed {
            return Ok(None);
        }
        let scope = caller.scope(Permission::OffboardingRead);
        let at = end_of(app, day);
        let cases =
            Find::<Offboarding>::new().lt(Offboarding::OPENED_AT, at).visible(&scope, day).all(&app.db()).await?;
        let mut work = Self {
            cases: cases.iter().filter(|row| open(row, at)).map(|row| (row.person_id, opened_on(app, row))).collect(),
            overdue: Vec::new(),
            finished: Vec::new(),
            lanes: Vec::new(),
        };
        work.find_overdue(app, &cases, at).await?;
        work.measure(app, &cases, day).await?;
        Ok(Some(work))
    }

    async fn find_overdue(&mut self, app: &App, cases: &[Offboarding], at: Instant) -> Result<()> {
        let flows: Vec<Uuid> = cases.iter().flat_map(|row| [row.pre_flow_id, row.flow_id]).flatten().collect();
        for flows in flows.chunks(500) {
            let late = || Find::<Task>::new().any(Task::FLOW_ID, flows.iter().copied()).lt(Task::DUE_AT, at);
            // Late on a past day: what is late still, and what was finished after that day.
            let mut rows = late().any(Task::STATUS, ["blocked", "open"]).all(&app.db()).await?;
            rows.extend(late().gte(Task::FINISHED_AT, at).all(&app.db()).await?);
            self.overdue.extend(rows.into_iter().filter_map(|row| {
                let due = row.due_at?;
                Some((row.person_id, app.day_of(due.into()), Text::new(row.title_zh, row.title_en)))
            }));
        }
        Ok(())
    }

    async fn measure(&mut self, app: &App, cases: &[Offboarding], day: Date) -> Result<()> {
        let first = Book::before(day, 12);
        let recent = Book::before(first, 12);
        let flows: Vec<Uuid> =
            cases.iter().filter(|row| opened_on(app, row) > recent).filter_map(|row| row.flow_id).collect();
        let mut runs = runs(app, &app.db(), &flows).await?;
        for case in cases {
            let Some(run) = case.flow_id.and_then(|flow| runs.remove(&flow)) else { continue };
            let Some(ended) = run.state.ended_at.filter(|_| run.state.status == FlowStatus::Completed) else {
                continue;
            };
            let ended_on = app.day_of(ended);
            if ended_on <= first || ended_on > day {
                continue;
            }
            let cycle = cycle_time(&run.definition, &run.state, None, ended);
            self.finished.push(Finished { person: case.person_id, ended_on, cycle });
            for lane in run.definition.lanes {
                if self.lanes.iter().all(|(key, _)| *key != lane.key) {
                    self.lanes.push((lane.key, lane.title));
                }
            }
        }
        Ok(())
    }

    /// All finished runs together.
    pub(super) fn summary(&self) -> CycleSummary {
        let cycles: Vec<CycleTime> = self.finished.iter().map(|run| run.cycle.clone()).collect();
        summarise(&cycles)
    }
}

fn opened_on(app: &App, row: &Offboarding) -> Date {
    app.day_of(row.opened_at.into())
}

fn open(row: &Offboarding, at: Instant) -> bool {
    row.closed_at.is_none_or(|closed| Instant::from(closed) >= at)
}

/// The instant up to which a day counts: its end, or now.
fn end_of(app: &App, day: Date) -> Instant {
    app.instant_of(day + Days::new(1), 0, 0).min(app.now())
}
