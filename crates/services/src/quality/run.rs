//! Running the rules: a job that goes from rule to rule, says how far it is, and keeps what each rule found.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission};
use kernel::Problem;
use serde_json::json;
use storage::query::Find;
use storage::rows::{QualityFinding, QualityRun, QualityScore};
use storage::{Db, Document, NewJob, UnitOfWork};
use uuid::Uuid;

use super::book::Book;
use super::checks::{Fault, Looked, look};
use super::rules::{Rule, rules};
use super::views::QualityRunView;
use crate::{App, Result};

/// The job that runs the rules.
pub const QUALITY_RUN: &str = "quality_run";

/// Asks for a run; one that waits or runs already is given back.
pub async fn start_quality_run(app: &App, caller: &Caller) -> Result<QualityRunView> {
    caller.require(Permission::StandardWrite)?;
    let mut work = app.begin(caller, "start_quality_run", None).await?;
    if let Some(open) = unfinished(&work.db()).await? {
        return Ok(view(open));
    }
    let row = queue_in(app, &mut work, caller.account().map(|account| account.0)).await?;
    work.commit().await?;
    Ok(view(row))
}

/// A run that waits or runs.
pub(super) async fn unfinished(db: &Db<'_>) -> Result<Option<QualityRun>> {
    Ok(Find::<QualityRun>::new().none(QualityRun::FINISHED_AT).one(db).await?)
}

pub(super) async fn queue_in(app: &App, work: &mut UnitOfWork, by: Option<Uuid>) -> Result<QualityRun> {
    let row = new_run(app, work, by)?;
    work.insert(row.clone()).await?;
    let key = format!("{QUALITY_RUN}:{}", row.id);
    let run_after = work.now();
    work.enqueue(NewJob { kind: QUALITY_RUN, key, payload: json!({ "run": row.id }), run_after }).await?;
    Ok(row)
}

fn new_run(app: &App, work: &UnitOfWork, by: Option<Uuid>) -> Result<QualityRun> {
    Ok(QualityRun {
        id: work.new_id(),
        day: app.today(),
        state: "queued".to_owned(),
        step: 0,
        steps: i32::try_from(rules()?.len()).unwrap_or(i32::MAX),
        checked: 0,
        problem: None,
        started_by: by,
        started_at: work.now().into(),
        finished_at: None,
    })
}

/// Runs at once, without the outbox: the demo and tests.
pub async fn run_quality_now(app: &App) -> Result<Uuid> {
    let mut work = app.begin(&Caller::system(), QUALITY_RUN, None).await?;
    let row = new_run(app, &work, None)?;
    work.insert(row.clone()).await?;
    work.commit().await?;
    run_quality(app, row.id).await?;
    Ok(row.id)
}

/// Runs what was asked for. Called again after a crash it begins anew: what a rule found is written by record, so
/// nothing is there twice.
pub async fn run_quality(app: &App, run: Uuid) -> Result<()> {
    let row = Find::<QualityRun>::by_id(&app.db(), run).await?.ok_or(Problem::not_found("quality.unknown_run"))?;
    if row.finished_at.is_some() {
        return Ok(());
    }
    match all_rules(app, &row).await {
        Ok(checked) => finish(app, run, "done", checked, None).await,
        Err(problem) => {
            tracing::warn!(code = problem.code, "a quality run stopped");
            finish(app, run, "failed", 0, Some(problem.code.to_owned())).await
        }
    }
}

async fn all_rules(app: &App, row: &QualityRun) -> Result<i32> {
    let book = Book::read(app, row.day).await?;
    let mut work = app.begin(&Caller::system(), QUALITY_RUN, None).await?;
    for old in Find::<QualityScore>::new().eq(QualityScore::RUN_ID, row.id).all(&work.db()).await? {
        work.remove(old).await?;
    }
    work.commit().await?;
    for (step, rule) in rules()?.iter().enumerate() {
        let looked = look(&rule.check, &book);
        let mut work = app.begin(&Caller::system(), QUALITY_RUN, None).await?;
        let accepted = keep(&mut work, row, rule, &looked).await?;
        count(&mut work, row.id, rule, &looked, &accepted).await?;
        let step = i32::try_from(step + 1).unwrap_or(i32::MAX);
        set(&mut work, row.id, |row| row.step = step).await?;
        work.commit().await?;
    }
    let persons: HashSet<Uuid> = book.present().map(|line| line.person).collect();
    Ok(i32::try_from(persons.len()).unwrap_or(i32::MAX))
}

async fn set(work: &mut UnitOfWork, run: Uuid, change: impl FnOnce(&mut QualityRun)) -> Result<()> {
    if let Some(old) = Find::<QualityRun>::by_id(&work.db(), run).await? {
        let mut new = old.clone();
        "running".clone_into(&mut new.state);
        change(&mut new);
        work.update(&old, new).await?;
    }
    Ok(())
}

async fn finish(app: &App, run: Uuid, state: &str, checked: i32, problem: Option<String>) -> Result<()> {
    let mut work = app.begin(&Caller::system(), QUALITY_RUN, None).await?;
    let now = work.now();
    set(&mut work, run, |row| {
        state.clone_into(&mut row.state);
        (row.checked, row.problem, row.finished_at) = (checked, problem, Some(now.into()));
    })
    .await?;
    work.commit().await?;
    Ok(())
}

/// Writes what a rule found: new faults open, those that are gone are closed, those that came back open again.
/// Returns the records whose fault somebody accepted.
async fn keep(work: &mut UnitOfWork, run: &QualityRun, rule: &Rule, looked: &Looked) -> Result<HashSet<Uuid>> {
    let known = Find::<QualityFinding>::new().eq(QualityFinding::RULE, rule.key.as_str()).all(&work.db()).await?;
    let mut known: HashMap<Uuid, QualityFinding> = known.into_iter().map(|row| (row.record_id, row)).collect();
    let (mut fresh, mut accepted) = (Vec::new(), HashSet::new());
    for fault in &looked.faults {
        match known.remove(&fault.record_id) {
            None => fresh.push(finding(work, run, rule, fault)),
            Some(old) if old.state == "fixed" => {
                let again = QualityFinding {
                    id: old.id,
                    owner_account_id: old.owner_account_id,
                    ..finding(work, run, rule, fault)
                };
                let detail = fault.detail.clone().map(|value| {
                    work.seal(
                        <QualityFinding as kernel::Record>::META,
                        QualityFinding::DETAIL,
                        old.id,
                        &Document(value),
                    )
                });
                work.update(&old, QualityFinding { detail, ..again }).await?;
            }
            Some(old) => {
                if old.state == "accepted" {
                    accepted.insert(fault.record_id);
                }
            }
        }
    }
    work.insert_all(fresh).await?;
    for gone in known.into_values().filter(|row| row.state != "fixed") {
        let fixed =
            QualityFinding { state: "fixed".to_owned(), closed_on: Some(run.day), due_on: None, ..gone.clone() };
        work.update(&gone, fixed).await?;
    }
    Ok(accepted)
}

fn finding(work: &UnitOfWork, run: &QualityRun, rule: &Rule, fault: &Fault) -> QualityFinding {
    let id = work.new_id();
    let seal = |value: serde_json::Value| {
        work.seal(<QualityFinding as kernel::Record>::META, QualityFinding::DETAIL, id, &Document(value))
    };
    QualityFinding {
        id,
        rule: rule.key.clone(),
        record: fault.record.to_owned(),
        record_id: fault.record_id,
        person_id: fault.person,
        legal_entity_id: fault.entity,
        detail: fault.detail.clone().map(seal),
        state: "open".to_owned(),
        opened_on: run.day,
        closed_on: None,
        run_id: run.id,
        owner_account_id: None,
        due_on: None,
        note: None,
    }
}

async fn count(work: &mut UnitOfWork, run: Uuid, rule: &Rule, looked: &Looked, accepted: &HashSet<Uuid>) -> Result<()> {
    let mut rows = Vec::new();
    for (entity, checked) in &looked.checked {
        let faults = looked.faults.iter().filter(|fault| fault.entity == *entity);
        let failed = faults.filter(|fault| !accepted.contains(&fault.record_id)).count();
        rows.push(QualityScore {
            id: work.new_id(),
            run_id: run,
            legal_entity_id: *entity,
            rule: rule.key.clone(),
            checked: i32::try_from(*checked).unwrap_or(i32::MAX),
            failed: i32::try_from(failed).unwrap_or(i32::MAX),
        });
    }
    work.insert_all(rows).await?;
    Ok(())
}

/// The newest run, whatever its state.
pub async fn latest_run(app: &App, caller: &Caller) -> Result<QualityRunView> {
    caller.require(Permission::StandardRead)?;
    let newest = Find::<QualityRun>::new().descending(QualityRun::STARTED_AT).limit(1).one(&app.db()).await?;
    newest.map(view).ok_or(Problem::not_found("quality.unknown_run"))
}

pub(super) fn view(row: QualityRun) -> QualityRunView {
    let QualityRun { id, day, state, step, steps, checked, problem, started_by: _, started_at, finished_at } = row;
    QualityRunView {
        id,
        day,
        state,
        step,
        steps,
        checked,
        problem,
        started_at: started_at.into(),
        finished_at: finished_at.map(Into::into),
    }
}
