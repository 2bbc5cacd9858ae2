//! Training in the background, with its progress on record.

use std::collections::BTreeMap;

use access::{Caller, Permission};
use kernel::{AccountId, Instant, ModelId, Month, Problem, Record};
use serde_json::json;
use storage::query::Find;
use storage::rows::{InsightModel, ModelTraining, UnitForesight};
use storage::{Document, NewJob};
use uuid::Uuid;

use super::card::latest;
use super::policy::Policy;
use super::records::Records;
use super::scoring::remove_expired;
use super::training::{self, Groups, refused};
use super::views::TrainingView;
use crate::{App, Result};

/// Kind of the job that trains.
pub(crate) const TRAIN_MODEL: &str = "train_model";
/// Kind of the job that scores a month.
pub(crate) const SCORE_MONTH: &str = "score_month";
/// Kind of the job that raises alerts from scores.
pub(crate) const RAISE_ALERTS: &str = "raise_alerts";

/// The last month that is over.
pub(super) fn last_month(app: &App) -> Month {
    Month::of(app.today()).plus(-1)
}

/// Asks for a training; it runs in the background, and scores and alerts follow.
pub async fn request_training(app: &App, caller: &Caller) -> Result<TrainingView> {
    caller.require(Permission::ModelTrain)?;
    let mut work = app.begin(caller, "request_training", None).await?;
    let running = Find::<ModelTraining>::new().none(ModelTraining::FINISHED_AT).one(&work.db()).await?;
    if let Some(running) = running {
        return Ok(view(running));
    }
    let row = ModelTraining {
        id: work.new_id(),
        requested_by: caller.account().map(|account| account.0),
        requested_at: work.now().into(),
        stage: "queued".to_owned(),
        progress: 0,
        problem: None,
        model_id: None,
        finished_at: None,
    };
    work.insert(row.clone()).await?;
    let key = format!("{TRAIN_MODEL}:{}", row.id);
    let run_after = work.now();
    work.enqueue(NewJob { kind: TRAIN_MODEL, key, payload: json!({ "training": row.id }), run_after }).await?;
    work.commit().await?;
    Ok(view(row))
}

/// A training by id, or the newest.
pub async fn training(app: &App, caller: &Caller, id: Option<Uuid>) -> Result<TrainingView> {
    caller.require(Permission::ModelTrain)?;
    let row = match id {
        Some(id) => Find::<ModelTraining>::by_id(&app.db(), id).await?,
        None => {
            let newest = Find::<ModelTraining>::new().descending(ModelTraining::REQUESTED_AT);
            newest.limit(1).one(&app.db()).await?
        }
    };
    row.map(view).ok_or(Problem::not_found("insights.no_training"))
}

fn view(row: ModelTraining) -> TrainingView {
    let ModelTraining { id, requested_by, requested_at, stage, progress, problem, model_id, finished_at } = row;
    let (problem, problem_params) = problem.map(told).unzip();
    TrainingView {
        id,
        requested_by: requested_by.map(AccountId),
        requested_at: requested_at.into(),
        stage,
        progress,
        problem,
        problem_params: problem_params.unwrap_or_default(),
        model_id: model_id.map(ModelId),
        finished_at: finished_at.map(Into::into),
    }
}

/// What went wrong, as it is kept: the code and what belongs to its text.
fn kept(problem: &Problem) -> String {
    json!([problem.code, problem.params]).to_string()
}

fn told(kept: String) -> (String, BTreeMap<String, String>) {
    serde_json::from_str(&kept).unwrap_or((kept, BTreeMap::new()))
}

async fn set(app: &App, id: Uuid, change: impl FnOnce(&mut ModelTraining, Instant)) -> Result<()> {
    let mut work = app.begin(&Caller::system(), TRAIN_MODEL, None).await?;
    if let Some(old) = Find::<ModelTraining>::by_id(&work.db(), id).await? {
        let mut new = old.clone();
        let now = work.now();
        change(&mut new, now);
        work.update(&old, new).await?;
    }
    work.commit().await?;
    Ok(())
}

/// Runs a training that was asked for. What is wrong with the data stands on the training; it is not tried again.
pub(crate) async fn run_training(app: &App, id: Uuid) -> Result<()> {
    let known = Find::<ModelTraining>::by_id(&app.db(), id).await?;
    if known.is_none_or(|row| row.finished_at.is_some()) {
        return Ok(());
    }
    let month = last_month(app);
    set(app, id, |row, _| (row.stage, row.progress) = ("reading".to_owned(), 10)).await?;
    let records = Records::load(app).await?;
    let groups = Groups::load(app).await?;
    set(app, id, |row, _| (row.stage, row.progress) = ("fitting".to_owned(), 30)).await?;
    match train(app, records, groups, month).await {
        Ok(model) => {
            set(app, id, |row, now| {
                (row.stage, row.progress) = ("done".to_owned(), 100);
                (row.model_id, row.finished_at) = (Some(model.0), Some(now.into()));
            })
            .await
        }
        Err(problem) => {
            set(app, id, |row, now| {
                "failed".clone_into(&mut row.stage);
                (row.problem, row.finished_at) = (Some(kept(&problem)), Some(now.into()));
            })
            .await
        }
    }
}

/// Trains on what was known at the end of the last month, stores the model, and queues the scoring.
pub async fn train_now(app: &App) -> Result<ModelId> {
    let records = Records::load(app).await?;
    let groups = Groups::load(app).await?;
    train(app, records, groups, last_month(app)).await
}

/// What is due every hour: the month that is over is scored by the newest model, and expired scores are removed.
pub(crate) async fn tick(app: &App) -> Result<()> {
    let Some(model) = latest(&app.db()).await? else { return Ok(()) };
    let month = last_month(app);
    let scored = Find::<UnitForesight>::new().eq(UnitForesight::MONTH, month.first_day());
    let scored = scored.eq(UnitForesight::MODEL_ID, model.id).one(&app.db()).await?.is_some();
    let mut work = app.begin(&Caller::system(), SCORE_MONTH, None).await?;
    remove_expired(&mut work, app.today()).await?;
    if !scored {
        let run_after = work.now();
        let payload = json!({ "month": month.to_string() });
        let key = format!("{SCORE_MONTH}:{}:{month}", model.id);
        work.enqueue(NewJob { kind: SCORE_MONTH, key, payload, run_after }).await?;
    }
    work.commit().await?;
    Ok(())
}

async fn train(app: &App, records: Records, groups: Groups, month: Month) -> Result<ModelId> {
    let policy = Policy::built_in()?;
    // Fitting keeps the cores busy for seconds: not on a thread that serves requests.
    let fitting = tokio::task::spawn_blocking(move || training::train(&records, &policy, month, &groups));
    let (model, document) =
        fitting.await.map_err(|error| refused(insight::Error::ModelDamaged(error.to_string())))??;
    let bytes = serde_json::to_vec(&model).map_err(|error| refused(insight::Error::ModelDamaged(error.to_string())))?;
    let card =
        serde_json::to_value(&document).map_err(|error| refused(insight::Error::ModelDamaged(error.to_string())))?;
    let mut work = app.begin(&Caller::system(), TRAIN_MODEL, None).await?;
    let id = work.new_id();
    let name = month.first_day().format("%Y.%m").to_string();
    let same = Find::<InsightModel>::new().eq(InsightModel::MONTH, month.first_day()).count(&work.db()).await?;
    let kind = serde_json::to_value(model.kind()).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    let row = InsightModel {
        id,
        version: if same == 0 { name } else { format!("{name}-{}", same + 1) },
        kind: kind.unwrap_or_default(),
        month: month.first_day(),
        trained_at: work.now().into(),
        model: work.seal(InsightModel::META, InsightModel::MODEL, id, &bytes),
        card: work.seal(InsightModel::META, InsightModel::CARD, id, &Document(card)),
    };
    work.insert(row).await?;
    let run_after = work.now();
    let payload = json!({ "month": month.to_string() });
    work.enqueue(NewJob { kind: SCORE_MONTH, key: format!("{SCORE_MONTH}:{id}"), payload, run_after }).await?;
    work.commit().await?;
    Ok(ModelId(id))
}
