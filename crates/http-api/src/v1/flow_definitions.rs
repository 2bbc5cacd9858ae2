//! Flows as data: versions, diagram, findings.

use access::Permission;
use axum::Json;
use services::flows::{self, FlowDefinitionList, FlowDefinitionView, PublishFlowDefinition};
use utoipa_axum::routes;

use crate::{Answer, Id, Input, Made, Operation, Registry, Signed, made};

const LIST_FLOW_DEFINITIONS: Operation = Operation::read("list_flow_definitions", Permission::SessionUse);
const GET_FLOW_DEFINITION: Operation =
    Operation::read("get_flow_definition", Permission::SessionUse).fails(&["flow.definition_unknown"]);
const PUBLISH_FLOW_DEFINITION: Operation =
    Operation::write("publish_flow_definition", Permission::SettingsWrite, "the version, its text and the reason")
        .fails(&[
            "flow.definition_unknown",
            "flow.definition_unreadable",
            "flow.definition_refused",
            "flow.definition_key",
            "input.reason_required",
        ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_FLOW_DEFINITIONS, routes!(list_flow_definitions));
    registry.add(GET_FLOW_DEFINITION, routes!(get_flow_definition));
    registry.add(PUBLISH_FLOW_DEFINITION, routes!(publish_flow_definition));
}

/// Flows in use
///
/// The newest version of each.
#[utoipa::path(get, path = "/flow-definitions", tag = "flows",
    responses((status = 200, body = FlowDefinitionList)))]
async fn list_flow_definitions(signed: Signed) -> Answer<FlowDefinitionList> {
    Ok(Json(flows::list_flow_definitions(&signed.app, &signed.caller).await?))
}

/// A flow with its diagram
///
/// Lanes, stages, tasks, edges, and what the law says to them.
#[utoipa::path(get, path = "/flow-definitions/{key}", tag = "flows", params(("key" = String, Path, description = "Its key, such as `offboarding`.")),
    responses((status = 200, body = FlowDefinitionView)))]
async fn get_flow_definition(signed: Signed, Id(key): Id<String>) -> Answer<FlowDefinitionView> {
    Ok(Json(flows::get_flow_definition(&signed.app, &signed.caller, &key, None).await?))
}

/// Publish a new version
///
/// Checked against the law in its edges: wages and certificate wait for nothing. Running flows keep their version.
#[utoipa::path(post, path = "/flow-definitions/{key}/versions", tag = "flows", request_body = PublishFlowDefinition, params(("key" = String, Path, description = "Its key, such as `offboarding`.")),
    responses((status = 201, body = FlowDefinitionView)))]
async fn publish_flow_definition(
    signed: Signed,
    Id(key): Id<String>,
    Input(input): Input<PublishFlowDefinition>,
) -> Made<FlowDefinitionView> {
    made(flows::publish_flow_definition(&signed.app, &signed.caller, &key, input).await?)
}
