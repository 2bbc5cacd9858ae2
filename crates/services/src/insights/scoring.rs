//! Scores of a month: by person only when named mode is open, by unit always.

use std::collections::HashMap;

use access::Caller;
use chrono::Days;
use kernel::{Date, ErrorKind, Month, Problem, Record};
use serde_json::json;
use storage::query::Find;
use storage::rows::{InsightModel, InsightScore, OrgUnit, UnitForesight};
use storage::{Db, Document, NewJob, UnitOfWork};
use uuid::Uuid;

use super::card::{latest, open_model};
use super::explain::{explain, weights};
use super::foresight::{Share, by_unit};
use super::jobs::{RAISE_ALERTS, SCORE_MONTH, last_month};
use super::panel::{PersonMonth, month_rows};
use super::policy::Policy;
use super::records::Records;
use super::training::{refused, values};
use super::views::ScoreDocument;
use crate::privacy::{frozen_persons, named_mode_missing};
use crate::{App, Result};

/// A stored score, opened.
#[derive(Debug, Clone)]
pub struct Score {
    /// Which.
    pub id: Uuid,
    /// About whom.
    pub person: Uuid,
    /// By which model.
    pub model: Uuid,
    /// The month, its first day.
    pub month: Date,
    /// When it was made.
    pub scored_at: kernel::Instant,
    /// First day it may no longer be used.
    pub expires_on: Date,
    /// What it says.
    pub detail: ScoreDocument,
}

fn open(app: &App, row: &InsightScore) -> Result<Score> {
    let InsightScore { id, person_id, model_id, month, scored_at, expires_on, detail } = row;
    let Document(value) =
        app.store().unseal(InsightScore::META.name, InsightScore::DETAIL, *id, detail)?.into_exposed();
    let detail = serde_json::from_value(value).map_err(damaged)?;
    Ok(Score {
        id: *id,
        person: *person_id,
        model: *model_id,
        month: *month,
        scored_at: (*scored_at).into(),
        expires_on: *expires_on,
        detail,
    })
}

fn damaged(error: serde_json::Error) -> Problem {
    Problem::new(ErrorKind::Internal, "insights.score_damaged").with("detail", error)
}

/// The scores of a month by the newest model that scored it, also of those who object: whoever uses them asks.
pub async fn scores_of_month(app: &App, month: Date) -> Result<Vec<Score>> {
    let rows = Find::<InsightScore>::new().eq(InsightScore::MONTH, month).all(&app.db()).await?;
    let newest = rows.iter().max_by_key(|row| row.scored_at).map(|row| row.model_id);
    rows.iter().filter(|row| Some(row.model_id) == newest).map(|row| open(app, row)).collect()
}

/// A person's scores that have not expired, newest first.
pub async fn scores_of_person(app: &App, person: Uuid) -> Result<Vec<Score>> {
    let mut rows = Find::<InsightScore>::new().eq(InsightScore::PERSON_ID, person).all(&app.db()).await?;
    let today = app.today();
    rows.retain(|row| today < row.expires_on);
    rows.sort_by_key(|row| std::cmp::Reverse((row.month, row.scored_at)));
    rows.iter().map(|row| open(app, row)).collect()
}

/// Scores a month with the newest model: units always, persons when all gates stand and they did not object. Removes
/// what has expired. Doing it again changes nothing.
pub async fn score_month(app: &App, month: Option<Month>) -> Result<usize> {
    let month = month.unwrap_or_else(|| last_month(app));
    let model_row = latest(&app.db()).await?.ok_or(Problem::conflict("insights.no_model"))?;
    let model = open_model(app, &model_row)?;
    let records = Records::load(app).await?;
    let scored = tokio::task::spawn_blocking(move || -> Result<Vec<Scored>> {
        month_rows(&records, month).into_iter().map(|row| scored(&model, row)).collect()
    });
    let scored = scored.await.map_err(|error| refused(insight::Error::ModelDamaged(error.to_string())))??;
    let mut work = app.begin(&Caller::system(), SCORE_MONTH, None).await?;
    let done = Find::<UnitForesight>::new().eq(UnitForesight::MONTH, month.first_day());
    let done = done.eq(UnitForesight::MODEL_ID, model_row.id).one(&work.db()).await?.is_some();
    let named = named_mode_missing(&work.db(), app.today()).await?.is_empty();
    remove_expired(&mut work, app.today()).await?;
    let mut count = 0;
    if !done {
        write_units(app, &mut work, &model_row, month, &scored).await?;
    }
    if named {
        count = write_persons(app, &mut work, &model_row, month, scored).await?;
        let run_after = work.now();
        let payload = json!({ "month": month.to_string() });
        let key = format!("{RAISE_ALERTS}:{}:{month}:{}", model_row.id, app.today());
        work.enqueue(NewJob { kind: RAISE_ALERTS, key, payload, run_after }).await?;
    }
    work.commit().await?;
    Ok(count)
}

struct Scored {
    row: PersonMonth,
    document: ScoreDocument,
    up: Vec<(rules::features::Feature, f64)>,
}

fn scored(model: &insight::product::Model, row: PersonMonth) -> Result<Scored> {
    let prediction = model.predict(&values(model, &row.row)).map_err(refused)?;
    let up = weights(&prediction).into_iter().filter(|(_, weight)| *weight > 0.0).collect();
    Ok(Scored { document: explain(model, &row.row)?, up, row })
}

/// Removes scores that may no longer be used.
pub(super) async fn remove_expired(work: &mut UnitOfWork, today: Date) -> Result<()> {
    let expired = Find::<InsightScore>::new().lt(InsightScore::EXPIRES_ON, today + Days::new(1));
    for row in expired.all(&work.db()).await? {
        work.remove(row).await?;
    }
    Ok(())
}

async fn write_units(
    app: &App,
    work: &mut UnitOfWork,
    model: &InsightModel,
    month: Month,
    scored: &[Scored],
) -> Result<()> {
    let units = units(&work.db(), app, month.end() - Days::new(1)).await?;
    let shares: Vec<Share> = scored
        .iter()
        .filter_map(|one| {
            Some(Share { unit: one.row.unit?, probability: one.document.probability, up: one.up.clone() })
        })
        .collect();
    let smallest = Policy::built_in()?.smallest_group;
    let mut found: Vec<_> = by_unit(&units, &shares, smallest).into_iter().collect();
    found.sort_by_key(|(unit, _)| *unit);
    let mut rows = Vec::with_capacity(found.len());
    for (unit_id, document) in found {
        let id = work.new_id();
        let value = serde_json::to_value(document).map_err(damaged)?;
        let detail = work.seal(UnitForesight::META, UnitForesight::DETAIL, id, &Document(value));
        rows.push(UnitForesight { id, unit_id, model_id: model.id, month: month.first_day(), detail });
    }
    Ok(work.insert_all(rows).await?)
}

/// The units of a day, as known now.
pub(super) async fn units(db: &Db<'_>, app: &App, day: Date) -> Result<Vec<OrgUnit>> {
    Ok(Find::<OrgUnit>::new().as_of(day, app.now()).all(db).await?)
}

async fn write_persons(
    app: &App,
    work: &mut UnitOfWork,
    model: &InsightModel,
    month: Month,
    scored: Vec<Scored>,
) -> Result<usize> {
    let frozen = frozen_persons(&work.db()).await?;
    let known = Find::<InsightScore>::new().eq(InsightScore::MONTH, month.first_day());
    let known = known.eq(InsightScore::MODEL_ID, model.id).all(&work.db()).await?;
    let known: HashMap<Uuid, Uuid> = known.into_iter().map(|row| (row.person_id, row.id)).collect();
    let expires_on = app.today() + Days::new(Policy::built_in()?.expiry_days);
    let mut rows = Vec::new();
    for Scored { row, document, .. } in scored {
        if frozen.contains(&row.person) || known.contains_key(&row.person) {
            continue;
        }
        let id = work.new_id();
        let value = serde_json::to_value(document).map_err(damaged)?;
        rows.push(InsightScore {
            id,
            person_id: row.person,
            model_id: model.id,
            month: month.first_day(),
            scored_at: work.now().into(),
            expires_on,
            detail: work.seal(InsightScore::META, InsightScore::DETAIL, id, &Document(value)),
        });
    }
    let count = rows.len();
    work.insert_all(rows).await?;
    Ok(count)
}
