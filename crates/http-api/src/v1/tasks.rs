//! Own tasks and the checklists of runs.

use access::Permission;
use axum::Json;
use kernel::{FlowId, TaskId};
use services::flows::{
    self, AddFlowItem, CompleteTask, DelegateTask, FlowItem, HandoverList, ReasonGiven, TaskList, TaskView, TasksQuery,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

const LIST_MY_TASKS: Operation = Operation::read("list_my_tasks", Permission::TaskWork);
const GET_TASK: Operation = Operation::read("get_task", Permission::TaskWork).fails(&["task.unknown"]);
const COMPLETE_TASK: Operation =
    Operation::write("complete_task", Permission::TaskWork, "who finished it, when, the note sealed").fails(&[
        "task.unknown",
        "task.not_yours",
        "task.already_done",
        "task.done_elsewhere",
        "task.items_open",
        "flow.blocked",
        "flow.too_early",
        "flow.ended",
        "flow.not_needed",
    ]);
const SKIP_TASK: Operation = Operation::write("skip_task", Permission::TaskWork, "who left it out and why").fails(&[
    "task.unknown",
    "task.not_yours",
    "task.already_done",
    "flow.not_optional",
    "flow.ended",
    "input.reason_required",
]);
const REOPEN_TASK: Operation =
    Operation::write("reopen_task", Permission::TaskWork, "who reopened it and why; the void completion is kept")
        .fails(&[
            "task.unknown",
            "task.not_yours",
            "task.done_elsewhere",
            "flow.not_done",
            "flow.relied_on",
            "flow.ended",
            "input.reason_required",
        ]);
const DELEGATE_TASK: Operation = Operation::write("delegate_task", Permission::TaskWork, "from whom to whom").fails(&[
    "task.unknown",
    "task.not_yours",
    "task.no_account",
    "task.delegate_is_leaver",
    "task.already_done",
    "flow.ended",
    "input.required",
]);
const LIST_MY_HANDOVERS: Operation = Operation::read("list_my_handovers", Permission::TaskWork);
const LIST_FLOW_ITEMS: Operation = Operation::read("list_flow_items", Permission::TaskWork).fails(&["flow.unknown"]);
const ADD_FLOW_ITEM: Operation = Operation::write("add_flow_item", Permission::TaskWork, "the item").fails(&[
    "flow.unknown",
    "flow.ended",
    "flow.successor_is_leaver",
    "input.choice",
    "input.required",
    "people.unknown",
]);
const RECEIVE_FLOW_ITEM: Operation = Operation::write("receive_flow_item", Permission::TaskWork, "who received it")
    .fails(&["flow.item_unknown", "flow.item_not_yours", "flow.item_received"]);
const REMOVE_FLOW_ITEM: Operation = Operation::write("remove_flow_item", Permission::TaskWork, "the removed item")
    .fails(&["flow.item_unknown", "flow.item_received"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_MY_TASKS, routes!(list_my_tasks));
    registry.add(GET_TASK, routes!(get_task));
    registry.add(COMPLETE_TASK, routes!(complete_task));
    registry.add(SKIP_TASK, routes!(skip_task));
    registry.add(REOPEN_TASK, routes!(reopen_task));
    registry.add(DELEGATE_TASK, routes!(delegate_task));
    registry.add(LIST_MY_HANDOVERS, routes!(list_my_handovers));
    registry.add(LIST_FLOW_ITEMS, routes!(list_flow_items));
    registry.add(ADD_FLOW_ITEM, routes!(add_flow_item));
    registry.add(RECEIVE_FLOW_ITEM, routes!(receive_flow_item));
    registry.add(REMOVE_FLOW_ITEM, routes!(remove_flow_item));
}

/// The own tasks
///
/// By person, by role within its scope, delegated, and late ones of others that one was told of; most urgent first.
#[utoipa::path(get, path = "/tasks", tag = "tasks", params(TasksQuery),
    responses((status = 200, body = TaskList)))]
async fn list_my_tasks(signed: Signed, Query(query): Query<TasksQuery>) -> Answer<TaskList> {
    Ok(Json(flows::list_my_tasks(&signed.app, &signed.caller, query).await?))
}

/// A task
///
/// With what the caller may do.
#[utoipa::path(get, path = "/tasks/{task_id}", tag = "tasks", params(("task_id" = TaskId, Path, description = "The task.")),
    responses((status = 200, body = TaskView)))]
async fn get_task(signed: Signed, Id(task_id): Id<TaskId>) -> Answer<TaskView> {
    Ok(Json(flows::get_task(&signed.app, &signed.caller, task_id).await?))
}

/// Finish a task
///
/// Once: a second completion is refused. Access ends at the last working minute, not before.
#[utoipa::path(post, path = "/tasks/{task_id}/completion", tag = "tasks", request_body = CompleteTask, params(("task_id" = TaskId, Path, description = "The task.")),
    responses((status = 200, body = TaskView)))]
async fn complete_task(signed: Signed, Id(task_id): Id<TaskId>, Input(input): Input<CompleteTask>) -> Answer<TaskView> {
    Ok(Json(flows::complete_task(&signed.app, &signed.caller, task_id, input).await?))
}

/// Leave an optional task out
///
/// With a reason.
#[utoipa::path(post, path = "/tasks/{task_id}/skip", tag = "tasks", request_body = ReasonGiven, params(("task_id" = TaskId, Path, description = "The task.")),
    responses((status = 200, body = TaskView)))]
async fn skip_task(signed: Signed, Id(task_id): Id<TaskId>, Input(input): Input<ReasonGiven>) -> Answer<TaskView> {
    Ok(Json(flows::skip_task(&signed.app, &signed.caller, task_id, input).await?))
}

/// Take a completion back
///
/// With a reason; tasks behind it are reopened first.
#[utoipa::path(post, path = "/tasks/{task_id}/reopening", tag = "tasks", request_body = ReasonGiven, params(("task_id" = TaskId, Path, description = "The task.")),
    responses((status = 200, body = TaskView)))]
async fn reopen_task(signed: Signed, Id(task_id): Id<TaskId>, Input(input): Input<ReasonGiven>) -> Answer<TaskView> {
    Ok(Json(flows::reopen_task(&signed.app, &signed.caller, task_id, input).await?))
}

/// Give a task to somebody
///
/// Who must be able to sign in.
#[utoipa::path(post, path = "/tasks/{task_id}/delegation", tag = "tasks", request_body = DelegateTask, params(("task_id" = TaskId, Path, description = "The task.")),
    responses((status = 204)))]
async fn delegate_task(signed: Signed, Id(task_id): Id<TaskId>, Input(input): Input<DelegateTask>) -> Done {
    flows::delegate_task(&signed.app, &signed.caller, task_id, input).await?;
    Ok(NoContent)
}

/// What others hand over to the caller
///
/// Not received first.
#[utoipa::path(get, path = "/handovers", tag = "tasks",
    responses((status = 200, body = HandoverList)))]
async fn list_my_handovers(signed: Signed) -> Answer<HandoverList> {
    Ok(Json(flows::list_my_handovers(&signed.app, &signed.caller).await?))
}

/// The checklists of a run
///
/// For those who work on it; not received first.
#[utoipa::path(get, path = "/flows/{flow_id}/items", tag = "tasks", params(("flow_id" = FlowId, Path, description = "The run.")),
    responses((status = 200, body = HandoverList)))]
async fn list_flow_items(signed: Signed, Id(flow_id): Id<FlowId>) -> Answer<HandoverList> {
    Ok(Json(flows::list_flow_items(&signed.app, &signed.caller, flow_id).await?))
}

/// Add to a checklist
///
/// Work, a document, a customer or a thing of the firm, with who takes it over.
#[utoipa::path(post, path = "/flows/{flow_id}/items", tag = "tasks", request_body = AddFlowItem, params(("flow_id" = FlowId, Path, description = "The run.")),
    responses((status = 201, body = FlowItem)))]
async fn add_flow_item(signed: Signed, Id(flow_id): Id<FlowId>, Input(input): Input<AddFlowItem>) -> Made<FlowItem> {
    made(flows::add_flow_item(&signed.app, &signed.caller, flow_id, input).await?)
}

/// Receive an item
///
/// By the successor; where nobody is named, by whoever works on the run.
#[utoipa::path(post, path = "/flow-items/{item_id}/receipt", tag = "tasks", params(("item_id" = Uuid, Path, description = "The item.")),
    responses((status = 200, body = FlowItem)))]
async fn receive_flow_item(signed: Signed, Id(item_id): Id<Uuid>) -> Answer<FlowItem> {
    Ok(Json(flows::receive_flow_item(&signed.app, &signed.caller, item_id).await?))
}

/// Take an item off a checklist
///
/// While nobody has received it.
#[utoipa::path(delete, path = "/flow-items/{item_id}", tag = "tasks", params(("item_id" = Uuid, Path, description = "The item.")),
    responses((status = 204)))]
async fn remove_flow_item(signed: Signed, Id(item_id): Id<Uuid>) -> Done {
    flows::remove_flow_item(&signed.app, &signed.caller, item_id).await?;
    Ok(NoContent)
}
