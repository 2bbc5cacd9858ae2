//! The person's own page: band, inputs, talks to confirm, the right to object.

use access::Permission;
use axum::Json;
use services::alerts::{self, AnswerTalk, OwnInsight};
use services::privacy::{self, FileObjection, ObjectionView};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Registry, Signed, made};

const GET_OWN_INSIGHT: Operation =
    Operation::read("get_own_insight", Permission::OwnInsightRead).fails(&["access.no_person"]);
const ANSWER_TALK: Operation = Operation::write("answer_talk", Permission::OwnInsightRead, "the person's answer")
    .fails(&["alerts.talk_unknown", "alerts.talk_answered"]);
const FILE_OBJECTION: Operation =
    Operation::write("file_objection", Permission::ObjectionFile, "the objection, sealed").fails(&[
        "access.no_person",
        "input.required",
        "privacy.objection_open",
    ]);
const TAKE_BACK_OBJECTION: Operation =
    Operation::write("take_back_objection", Permission::ObjectionFile, "that it was taken back")
        .fails(&["privacy.objection_unknown", "privacy.objection_answered"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(GET_OWN_INSIGHT, routes!(get_own_insight));
    registry.add(ANSWER_TALK, routes!(answer_talk));
    registry.add(FILE_OBJECTION, routes!(file_objection));
    registry.add(TAKE_BACK_OBJECTION, routes!(take_back_objection));
}

/// What is known about oneself
///
/// Own band, every input in words, what was set aside, talks to confirm, objections and the handling of alerts.
#[utoipa::path(get, path = "/insights/me", tag = "insights", responses((status = 200, body = OwnInsight)))]
async fn get_own_insight(signed: Signed) -> Answer<OwnInsight> {
    Ok(Json(alerts::own_insight(&signed.app, &signed.caller).await?))
}

/// Confirm or decline a statement
///
/// Only a confirmed statement may be told on.
#[utoipa::path(post, path = "/insights/me/talks/{talk_id}/answer", tag = "insights", request_body = AnswerTalk,
    params(("talk_id" = Uuid, Path, description = "The talk.")), responses((status = 204)))]
async fn answer_talk(signed: Signed, Id(talk): Id<Uuid>, Input(input): Input<AnswerTalk>) -> Done {
    alerts::answer_talk(&signed.app, &signed.caller, talk, input).await?;
    Ok(NoContent)
}

/// Object
///
/// Ends the use of one's scores at once; answered by somebody else within fifteen days.
#[utoipa::path(post, path = "/insights/me/objections", tag = "insights", request_body = FileObjection,
    responses((status = 201, body = ObjectionView)))]
async fn file_objection(signed: Signed, Input(input): Input<FileObjection>) -> Made<ObjectionView> {
    made(privacy::file_objection(&signed.app, &signed.caller, input).await?)
}

/// Take an objection back
///
/// While it is not answered.
#[utoipa::path(delete, path = "/insights/me/objections/{objection_id}", tag = "insights",
    params(("objection_id" = Uuid, Path, description = "The objection.")), responses((status = 204)))]
async fn take_back_objection(signed: Signed, Id(objection): Id<Uuid>) -> Done {
    privacy::take_back_objection(&signed.app, &signed.caller, objection).await?;
    Ok(NoContent)
}
