//! Stored models and their cards.

use access::{Caller, Permission};
use insight::metrics::BinaryMetrics;
use insight::product::{Importance, Model, ModelCard};
use kernel::{ModelId, Problem, Record, Text};
use rules::features::Feature;
use storage::query::Find;
use storage::rows::InsightModel;
use storage::{Db, Document};

use super::training::refused;
use super::views::{
    ActionEffect, Backtest, Fairness, GroupRow, Measures, ModelDocument, ModelList, ModelRef, ModelView, Reliability,
    Weight,
};
use crate::{App, Result};

/// The newest model.
pub(crate) async fn latest(db: &Db<'_>) -> Result<Option<InsightModel>> {
    Ok(Find::<InsightModel>::new().descending(InsightModel::TRAINED_AT).limit(1).one(db).await?)
}

/// A model in a sentence.
pub(crate) fn reference(row: &InsightModel) -> ModelRef {
    let InsightModel { id, version, kind, month: _, trained_at, model: _, card: _ } = row;
    ModelRef { id: ModelId(*id), version: version.clone(), kind: kind.clone(), trained_at: (*trained_at).into() }
}

/// The model behind an id, in a sentence.
pub(crate) async fn model_ref(db: &Db<'_>, id: uuid::Uuid) -> Result<Option<ModelRef>> {
    Ok(Find::<InsightModel>::by_id(db, id).await?.as_ref().map(reference))
}

/// The model itself.
pub(super) fn open_model(app: &App, row: &InsightModel) -> Result<Model> {
    let bytes = app.store().unseal(InsightModel::META.name, InsightModel::MODEL, row.id, &row.model)?;
    let text = String::from_utf8_lossy(bytes.expose());
    Model::from_json(&text).map_err(refused)
}

/// What is kept beside it.
pub(super) fn open_document(app: &App, row: &InsightModel) -> Result<ModelDocument> {
    let Document(value) =
        app.store().unseal(InsightModel::META.name, InsightModel::CARD, row.id, &row.card)?.into_exposed();
    serde_json::from_value(value).map_err(|error| insight::Error::ModelDamaged(error.to_string())).map_err(refused)
}

/// All models, newest first.
pub async fn list_models(app: &App, caller: &Caller) -> Result<ModelList> {
    caller.require(Permission::ModelRead)?;
    let rows = Find::<InsightModel>::new().descending(InsightModel::TRAINED_AT).all(&app.db()).await?;
    Ok(ModelList { items: rows.iter().map(reference).collect() })
}

/// The card of a model; of the newest unless told.
pub async fn get_model(app: &App, caller: &Caller, id: Option<ModelId>) -> Result<ModelView> {
    caller.require(Permission::ModelRead)?;
    let row = match id {
        Some(id) => Find::<InsightModel>::by_id(&app.db(), id.0).await?,
        None => latest(&app.db()).await?,
    };
    let row = row.ok_or(Problem::not_found("insights.no_model"))?;
    let document = open_document(app, &row)?;
    Ok(view(reference(&row), document))
}

fn measures(of: &BinaryMetrics) -> Measures {
    let BinaryMetrics { roc_auc, pr_auc, brier, ece, accuracy, recall_top10, precision_top10 } = *of;
    Measures { roc_auc, pr_auc, brier, ece, accuracy, recall_top10, precision_top10 }
}

/// The name of a feature, or of two.
fn named(term: &str) -> Text {
    let names: Vec<Text> = term.split(" × ").filter_map(Feature::parse).map(|feature| feature.meta().name).collect();
    let joined = |pick: fn(&Text) -> &str| names.iter().map(pick).collect::<Vec<_>>().join(" × ");
    if names.is_empty() {
        return Text::new(term, term);
    }
    Text::new(joined(|name| &name.zh), joined(|name| &name.en))
}

fn view(model: ModelRef, document: ModelDocument) -> ModelView {
    let ModelDocument { card, flagged, three_rules, backtest, effects: _ } = document;
    let ModelCard {
        kind: _,
        exits,
        exits_for_ebm,
        rows,
        persons,
        period,
        horizon_months,
        base_rate,
        importance,
        metrics,
        nobody_leaves,
        calibration: _,
        reliability,
        flagged_share,
        backtest: _,
        fairness,
        seed: _,
    } = card;
    let weight = |one: Importance| Weight { name: named(&one.term), term: one.term, size: one.size };
    let reliability = reliability.into_iter().filter(|bin| bin.rows > 0);
    let fairness = fairness.into_iter().map(|table| Fairness {
        attribute: table.attribute,
        groups: table
            .groups
            .into_iter()
            .map(|group| GroupRow {
                group: group.group,
                rows: group.rows,
                base_rate: group.base_rate,
                flagged_rate: group.selection_rate,
                false_alarm_rate: group.false_positive_rate,
                found_rate: group.true_positive_rate,
                impact_ratio: group.impact_ratio,
            })
            .collect(),
    });
    ModelView {
        model,
        period,
        rows,
        persons,
        exits,
        exits_for_ebm,
        horizon_months,
        base_rate,
        flagged_share,
        importance: importance.into_iter().map(weight).collect(),
        metrics: measures(&metrics),
        nobody_leaves: measures(&nobody_leaves),
        flagged,
        three_rules,
        reliability: reliability
            .map(|bin| Reliability { rows: bin.rows, promised: bin.predicted, happened: bin.observed })
            .collect(),
        backtest,
        fairness: fairness.collect(),
        never_used: super::never_used(),
    }
}

/// What a page quotes of a model.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub(crate) model: ModelRef,
    pub(crate) horizon_months: u32,
    pub(crate) backtest: Vec<Backtest>,
    pub(crate) effects: Vec<ActionEffect>,
}

/// The backtest and the effects that stand beside a model.
pub(crate) async fn evidence(app: &App, id: uuid::Uuid) -> Result<Option<Evidence>> {
    let Some(row) = Find::<InsightModel>::by_id(&app.db(), id).await? else { return Ok(None) };
    let ModelDocument { card, backtest, effects, .. } = open_document(app, &row)?;
    Ok(Some(Evidence { model: reference(&row), horizon_months: card.horizon_months, backtest, effects }))
}
