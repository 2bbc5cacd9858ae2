//! Models and their cards, trainings, foresight by unit, the effect of retention actions.

use access::Permission;
use axum::Json;
use kernel::ModelId;
use services::insights::{self, EffectView, ForesightView, ModelList, ModelView, TrainingView};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::operation::RateClass;
use crate::{Answer, Id, Made, Operation, Registry, Signed, made};

const LIST_MODELS: Operation = Operation::read("list_models", Permission::ModelRead);
const GET_CURRENT_MODEL: Operation =
    Operation::read("get_current_model", Permission::ModelRead).fails(&["insights.no_model"]);
const GET_MODEL: Operation = Operation::read("get_model", Permission::ModelRead).fails(&["insights.no_model"]);
const REQUEST_TRAINING: Operation =
    Operation::write("request_training", Permission::ModelTrain, "who asked for the training, and the model")
        .rated(RateClass::Heavy);
const GET_LATEST_TRAINING: Operation =
    Operation::read("get_latest_training", Permission::ModelTrain).fails(&["insights.no_training"]);
const GET_TRAINING: Operation =
    Operation::read("get_training", Permission::ModelTrain).fails(&["insights.no_training"]);
const GET_FORESIGHT: Operation = Operation::read("get_foresight", Permission::ForesightRead);
const GET_RETENTION_EFFECT: Operation = Operation::read("get_retention_effect", Permission::OverviewRead);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_MODELS, routes!(list_models));
    registry.add(GET_CURRENT_MODEL, routes!(get_current_model));
    registry.add(GET_MODEL, routes!(get_model));
    registry.add(REQUEST_TRAINING, routes!(request_training));
    registry.add(GET_LATEST_TRAINING, routes!(get_latest_training));
    registry.add(GET_TRAINING, routes!(get_training));
    registry.add(GET_FORESIGHT, routes!(get_foresight));
    registry.add(GET_RETENTION_EFFECT, routes!(get_retention_effect));
}

/// Models
///
/// Every model that was trained, newest first.
#[utoipa::path(get, path = "/insights/models", tag = "insights", responses((status = 200, body = ModelList)))]
async fn list_models(signed: Signed) -> Answer<ModelList> {
    Ok(Json(insights::list_models(&signed.app, &signed.caller).await?))
}

/// The card of the newest model
///
/// What it learnt from, how good it is beside "nobody leaves" and three plain rules, how it treats groups.
#[utoipa::path(get, path = "/insights/model", tag = "insights", responses((status = 200, body = ModelView)))]
async fn get_current_model(signed: Signed) -> Answer<ModelView> {
    Ok(Json(insights::get_model(&signed.app, &signed.caller, None).await?))
}

/// The card of a model
///
/// As it was when the model was trained.
#[utoipa::path(get, path = "/insights/models/{model_id}", tag = "insights",
    params(("model_id" = ModelId, Path, description = "The model.")), responses((status = 200, body = ModelView)))]
async fn get_model(signed: Signed, Id(model): Id<ModelId>) -> Answer<ModelView> {
    Ok(Json(insights::get_model(&signed.app, &signed.caller, Some(model)).await?))
}

/// Train
///
/// In the background; scores and alerts follow. While one training runs, it is given back instead of a second.
#[utoipa::path(post, path = "/insights/trainings", tag = "insights", responses((status = 201, body = TrainingView)))]
async fn request_training(signed: Signed) -> Made<TrainingView> {
    made(insights::request_training(&signed.app, &signed.caller).await?)
}

/// The newest training
///
/// How far it is.
#[utoipa::path(get, path = "/insights/trainings/latest", tag = "insights",
    responses((status = 200, body = TrainingView)))]
async fn get_latest_training(signed: Signed) -> Answer<TrainingView> {
    Ok(Json(insights::training(&signed.app, &signed.caller, None).await?))
}

/// A training
///
/// How far it is, or what went wrong.
#[utoipa::path(get, path = "/insights/trainings/{training_id}", tag = "insights",
    params(("training_id" = Uuid, Path, description = "The training.")),
    responses((status = 200, body = TrainingView)))]
async fn get_training(signed: Signed, Id(training): Id<Uuid>) -> Answer<TrainingView> {
    Ok(Json(insights::training(&signed.app, &signed.caller, Some(training)).await?))
}

/// Foresight by unit
///
/// Expected resignations of groups of at least five people, with what pushes them up. Never about a person.
#[utoipa::path(get, path = "/insights/foresight", tag = "insights", responses((status = 200, body = ForesightView)))]
async fn get_foresight(signed: Signed) -> Answer<ForesightView> {
    Ok(Json(insights::foresight(&signed.app, &signed.caller).await?))
}

/// Do retention actions keep people?
///
/// Share still here after twelve months, beside comparable people without the action.
#[utoipa::path(get, path = "/insights/retention-effect", tag = "insights",
    responses((status = 200, body = EffectView)))]
async fn get_retention_effect(signed: Signed) -> Answer<EffectView> {
    Ok(Json(insights::retention_effect(&signed.app, &signed.caller).await?))
}
