//! Work rules: versions, consultation, publication, acknowledgement.

use access::Permission;
use axum::Json;
use services::conduct::{self, NewRuleStep, NewWorkRule, PublishWorkRule, UnacknowledgedView, WorkRuleList};
use services::{Created, Page, PageQuery};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

const LIST_WORK_RULES: Operation = Operation::read("list_work_rules", Permission::SessionUse);
const DRAFT_WORK_RULE: Operation = Operation::write("draft_work_rule", Permission::WorkRuleManage, "the draft")
    .fails(&["input.required", "conduct.rule_unknown", "conduct.draft_open"]);
const RECORD_RULE_STEP: Operation =
    Operation::write("record_rule_step", Permission::WorkRuleManage, "the step and its evidence").fails(&[
        "conduct.rule_unknown",
        "conduct.rule_published",
        "catalogue.code_unknown",
        "input.required",
        "input.day_ahead",
    ]);
const PUBLISH_WORK_RULE: Operation =
    Operation::write("publish_work_rule", Permission::WorkRuleManage, "the publication").fails(&[
        "conduct.rule_unknown",
        "conduct.rule_published",
        "conduct.not_consulted",
        "input.day_past",
    ]);
const ACKNOWLEDGE_WORK_RULE: Operation =
    Operation::write("acknowledge_work_rule", Permission::SessionUse, "who has read which version").fails(&[
        "conduct.rule_unknown",
        "conduct.no_person",
        "conduct.acknowledged",
    ]);
const LIST_UNACKNOWLEDGED: Operation =
    Operation::read("list_unacknowledged", Permission::WorkRuleManage).fails(&["conduct.rule_unknown"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_WORK_RULES, routes!(list_work_rules));
    registry.add(DRAFT_WORK_RULE, routes!(draft_work_rule));
    registry.add(RECORD_RULE_STEP, routes!(record_rule_step));
    registry.add(PUBLISH_WORK_RULE, routes!(publish_work_rule));
    registry.add(ACKNOWLEDGE_WORK_RULE, routes!(acknowledge_work_rule));
    registry.add(LIST_UNACKNOWLEDGED, routes!(list_unacknowledged));
}

/// Work rules
///
/// All versions for whoever maintains them, else those that bind the caller.
#[utoipa::path(get, path = "/work-rules", tag = "work-rules",
    responses((status = 200, body = WorkRuleList)))]
async fn list_work_rules(signed: Signed) -> Answer<WorkRuleList> {
    Ok(Json(conduct::list_work_rules(&signed.app, &signed.caller).await?))
}

/// Draft a work rule
///
/// A new rule, or a further version of one.
#[utoipa::path(post, path = "/work-rules", tag = "work-rules", request_body = NewWorkRule,
    responses((status = 201, body = Created)))]
async fn draft_work_rule(signed: Signed, Input(input): Input<NewWorkRule>) -> Made<Created> {
    made(conduct::draft_work_rule(&signed.app, &signed.caller, input).await?)
}

/// Record a step of the consultation
///
/// Discussion, settlement with the union, what was considered.
#[utoipa::path(post, path = "/work-rules/{work_rule_id}/steps", tag = "work-rules", request_body = NewRuleStep, params(("work_rule_id" = Uuid, Path, description = "Which.")),
    responses((status = 201, body = Created)))]
async fn record_rule_step(signed: Signed, Id(work_rule): Id<Uuid>, Input(input): Input<NewRuleStep>) -> Made<Created> {
    made(conduct::record_rule_step(&signed.app, &signed.caller, work_rule, input).await?)
}

/// Publish a work rule
///
/// Refused without the consultation that the law asks for.
#[utoipa::path(post, path = "/work-rules/{work_rule_id}/publication", tag = "work-rules", request_body = PublishWorkRule, params(("work_rule_id" = Uuid, Path, description = "Which.")),
    responses((status = 204)))]
async fn publish_work_rule(signed: Signed, Id(work_rule): Id<Uuid>, Input(input): Input<PublishWorkRule>) -> Done {
    conduct::publish_work_rule(&signed.app, &signed.caller, work_rule, input).await?;
    Ok(NoContent)
}

/// Acknowledge a work rule
///
/// The caller has read this version.
#[utoipa::path(post, path = "/work-rules/{work_rule_id}/acknowledgement", tag = "work-rules", params(("work_rule_id" = Uuid, Path, description = "Which.")),
    responses((status = 204)))]
async fn acknowledge_work_rule(signed: Signed, Id(work_rule): Id<Uuid>) -> Done {
    conduct::acknowledge_work_rule(&signed.app, &signed.caller, work_rule).await?;
    Ok(NoContent)
}

/// Who has not acknowledged
///
/// The employed in scope who have not read this version, by pinyin of the name.
#[utoipa::path(get, path = "/work-rules/{work_rule_id}/unacknowledged", tag = "work-rules", params(("work_rule_id" = Uuid, Path, description = "Which."), PageQuery),
    responses((status = 200, body = Page<UnacknowledgedView>)))]
async fn list_unacknowledged(
    signed: Signed,
    Id(work_rule): Id<Uuid>,
    Query(query): Query<PageQuery>,
) -> Answer<Page<UnacknowledgedView>> {
    Ok(Json(conduct::list_unacknowledged(&signed.app, &signed.caller, work_rule, query).await?))
}
