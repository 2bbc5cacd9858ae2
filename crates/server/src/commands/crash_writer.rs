//! The process that `renhe bench crash` kills: it writes as fast as it can and says on standard output what was
//! committed, after the commit and never before.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use access::Caller;
use anyhow::{Context as _, Result};
use clap::Args;
use kernel::{Date, FlowId, Instant, LegalEntityId, Money, MovedClock, OrgUnitId, Problem, Sensitive};
use serde_json::json;
use services::App;
use services::flows::{StartFlow, complete_in, legal_limits, start_in};
use services::organisation::{NewLegalEntity, PutUnit, create_legal_entity_in, put_unit_in};
use services::people::{Hire, NewPerson, hire_in};
use storage::query::Find;
use storage::rows::{LegalEntity, OrgUnit};
use storage::{ClaimedJob, NewJob};
use uuid::Uuid;

use super::NoFlags;
use crate::cli::Global;
use crate::{settings, wiring};

/// The task of each flow that a job completes. It waits for nothing, so that it can be done at once.
pub const TASK: &str = "confirm_freeze";
/// The flow that is started for each person.
const FLOW: &str = "objection";
/// The kind of the jobs.
const JOB: &str = "crash.complete";
/// Two runs lie further apart than the lease of a job, so that the death of a worker is noticed at once.
const RUN_SECONDS: i64 = 1_000;

/// The process that is killed
#[derive(Debug, Args)]
pub struct CrashWriter {
    /// The number of the run
    #[arg(long)]
    run: u32,
}

/// The clock of a run.
pub fn clock(run: u32) -> Arc<MovedClock> {
    let day = Date::from_ymd_opt(2026, 11, 20).unwrap_or_default();
    Arc::new(MovedClock::starting_at(Instant::start_of(day).plus_seconds(i64::from(run) * RUN_SECONDS)))
}

/// The pay of the person with this number: what is read back is compared with it.
pub fn pay_of(employee_no: &str) -> Money {
    let digits = employee_no
        .chars()
        .filter(char::is_ascii_digit)
        .fold(0_i64, |sum, digit| sum * 10 + i64::from(digit.to_digit(10).unwrap_or(0)));
    Money::from_fen(1_000_000 + digits)
}

/// Makes the company and the unit that everybody is hired into.
pub async fn found(app: &App) -> Result<()> {
    let mut work = app.begin(&Caller::system(), "bench_crash", None).await?;
    let entity = NewLegalEntity {
        name: "压测公司".into(),
        short_name: "压测".into(),
        credit_code: None,
        place: "CN-Shanghai".into(),
    };
    create_legal_entity_in(&mut work, entity).await?;
    let unit = PutUnit {
        id: None,
        parent_id: None,
        code: "C".into(),
        name: "压测部".into(),
        kind: "group".into(),
        head_person_id: None,
        first_day: app.today(),
    };
    let known_at = work.now();
    put_unit_in(&mut work, unit, known_at).await?;
    work.commit().await?;
    Ok(())
}

impl CrashWriter {
    pub async fn run(self, global: &Global) -> Result<ExitCode> {
        let settings = settings::read(global, &NoFlags {})?;
        let app = wiring::open_with(&settings, clock(self.run)).await?;
        let entity = Find::<LegalEntity>::new().one(&app.db()).await?.context("no company to hire into")?;
        let unit = Find::<OrgUnit>::new().known().one(&app.db()).await?.context("no unit to hire into")?;
        say("ready")?;
        let place = (LegalEntityId(entity.id), OrgUnitId(unit.unit_id));
        // Two workers: a job must not be done twice even when nobody dies.
        tokio::try_join!(hire_forever(&app, self.run, place), complete_forever(&app), complete_forever(&app))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn say(line: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

async fn hire_forever(app: &App, run: u32, place: (LegalEntityId, OrgUnitId)) -> Result<()> {
    for number in 0_u32.. {
        let employee_no = format!("C{run:03}-{number:05}");
        let mut work = app.begin(&Caller::system(), "hire_person", None).await?;
        let known_at = work.now();
        let hired = hire_in(app, &mut work, hire(app, &employee_no, place), known_at).await?;
        let flow = StartFlow {
            definition: FLOW.into(),
            person: hired.person_id,
            about: ("crash", hired.person_id.0),
            anchors: BTreeMap::new(),
            facts: BTreeSet::new(),
            limits: legal_limits(app.today())?,
        };
        let flow = start_in(app, &mut work, flow).await?;
        let payload = json!({ "flow": flow.0 });
        work.enqueue(NewJob { kind: JOB, key: employee_no.clone(), payload, run_after: known_at }).await?;
        work.commit().await?;
        say(&format!("hired {employee_no} {} {}", hired.person_id.0, flow.0))?;
        tokio::task::yield_now().await;
    }
    Ok(())
}

fn hire(app: &App, employee_no: &str, (legal_entity_id, unit_id): (LegalEntityId, OrgUnitId)) -> Hire {
    let person = NewPerson { full_name: format!("员工{employee_no}"), ..NewPerson::default() };
    Hire {
        person_id: None,
        person: Some(person),
        legal_entity_id,
        employee_no: employee_no.to_owned(),
        kind: "full_time".into(),
        hired_on: app.today(),
        probation_last_day: None,
        contract: None,
        unit_id,
        manager_id: None,
        position: "压测".into(),
        job_level: None,
        place: "CN-Shanghai".into(),
        working_time: "standard".into(),
        base_pay_fen: Some(Sensitive::new(pay_of(employee_no))),
    }
}

async fn complete_forever(app: &App) -> Result<()> {
    loop {
        match app.store().claim_job().await? {
            Some(job) => complete(app, &job, say).await?,
            None => tokio::time::sleep(Duration::from_millis(2)).await,
        }
    }
}

/// Does a job: completes the task of its flow, unless a worker that died did so already. `say` is told after the
/// commit.
pub async fn complete(app: &App, job: &ClaimedJob, say: impl Fn(&str) -> Result<()>) -> Result<()> {
    let flow: Uuid = serde_json::from_value(job.payload.expose().0["flow"].clone())?;
    let mut work = app.begin(&Caller::system(), "complete_task", None).await?;
    match complete_in(app, &mut work, FlowId(flow), TASK, None).await {
        Ok(_) => {
            work.commit().await?;
            say(&format!("completed {flow}"))?;
        }
        Err(Problem { code: "task.already_done", .. }) => drop(work),
        Err(problem) => return Err(problem.into()),
    }
    Ok(app.store().finish_job(job.id).await?)
}
