//! Alerts about persons, and what is done about them. Open only while all gates stand.

use access::Permission;
use axum::Json;
use kernel::AlertId;
use services::Created;
use services::alerts::{
    self, AlertAssigneeList, AlertList, AlertPage, AlertQuery, AskSupport, AssignAlert, CloseAlert,
    RecordRetentionAction, RecordTalk, SnoozeAlert, SupportTaskList,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

const CLOSED: &[&str] = &["insights.named_mode_closed"];
const ACT: &[&str] = &[
    "alerts.support_not_managers",
    "insights.named_mode_closed",
    "alerts.unknown",
    "alerts.frozen",
    "alerts.closed",
    "alerts.expired",
    "access.out_of_scope",
    "input.required",
    "input.reason_required",
    "input.day_ahead",
    "input.day_past",
    "alerts.assignee_may_not",
    "alerts.snooze_out_of_range",
    "alerts.outcome_unknown",
    "alerts.no_manager",
    "catalogue.code_unknown",
];

const LIST_ALERTS: Operation = Operation::read("list_alerts", Permission::AlertRead).fails(CLOSED);
const GET_ALERT: Operation = Operation::read("get_alert", Permission::AlertRead)
    .audits("that the page was looked at")
    .fails(&["insights.named_mode_closed", "alerts.unknown", "access.out_of_scope"]);
const LIST_ALERT_ASSIGNEES: Operation = Operation::read("list_alert_assignees", Permission::AlertAct).fails(&[
    "insights.named_mode_closed",
    "alerts.unknown",
    "access.out_of_scope",
]);
const ASSIGN_ALERT: Operation = Operation::write("assign_alert", Permission::AlertAct, "who handles it").fails(ACT);
const SNOOZE_ALERT: Operation =
    Operation::write("snooze_alert", Permission::AlertAct, "until when and why, sealed").fails(ACT);
const RECORD_TALK: Operation =
    Operation::write("record_talk", Permission::AlertAct, "the talk, its summary and statement sealed").fails(ACT);
const RECORD_RETENTION_ACTION: Operation =
    Operation::write("record_retention_action", Permission::AlertAct, "the action, its note sealed").fails(ACT);
const ASK_SUPPORT: Operation =
    Operation::write("ask_support", Permission::AlertAct, "the manager's task, without reasons").fails(ACT);
const CLOSE_ALERT: Operation = Operation::write("close_alert", Permission::AlertAct, "how it ended").fails(ACT);
const LIST_SUPPORT_TASKS: Operation = Operation::read("list_support_tasks", Permission::TaskWork);
const FINISH_SUPPORT_TASK: Operation =
    Operation::write("finish_support_task", Permission::TaskWork, "that the task is done")
        .fails(&["alerts.support_unknown", "alerts.support_done"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_ALERTS, routes!(list_alerts));
    registry.add(GET_ALERT, routes!(get_alert));
    registry.add(LIST_ALERT_ASSIGNEES, routes!(list_alert_assignees));
    registry.add(ASSIGN_ALERT, routes!(assign_alert));
    registry.add(SNOOZE_ALERT, routes!(snooze_alert));
    registry.add(RECORD_TALK, routes!(record_talk));
    registry.add(RECORD_RETENTION_ACTION, routes!(record_retention_action));
    registry.add(ASK_SUPPORT, routes!(ask_support));
    registry.add(CLOSE_ALERT, routes!(close_alert));
    registry.add(LIST_SUPPORT_TASKS, routes!(list_support_tasks));
    registry.add(FINISH_SUPPORT_TASK, routes!(finish_support_task));
}

/// Alerts
///
/// About the people in one's scope: band, reasons in short, state and expiry. Never about oneself.
#[utoipa::path(get, path = "/alerts", tag = "alerts", params(AlertQuery), responses((status = 200, body = AlertList)))]
async fn list_alerts(signed: Signed, Query(query): Query<AlertQuery>) -> Answer<AlertList> {
    Ok(Json(alerts::list_alerts(&signed.app, &signed.caller, query).await?))
}

/// An alert
///
/// Band, reasons both ways, what usually helps, the backtest, the person's line, rights and history. No percentage.
#[utoipa::path(get, path = "/alerts/{alert_id}", tag = "alerts",
    params(("alert_id" = AlertId, Path, description = "The alert.")), responses((status = 200, body = AlertPage)))]
async fn get_alert(signed: Signed, Id(alert): Id<AlertId>) -> Answer<AlertPage> {
    Ok(Json(alerts::get_alert(&signed.app, &signed.caller, alert).await?))
}

/// Who may handle an alert
///
/// Those who act on alerts about people like this one, and are not the person.
#[utoipa::path(get, path = "/alerts/{alert_id}/assignees", tag = "alerts",
    params(("alert_id" = AlertId, Path, description = "The alert.")),
    responses((status = 200, body = AlertAssigneeList)))]
async fn list_alert_assignees(signed: Signed, Id(alert): Id<AlertId>) -> Answer<AlertAssigneeList> {
    Ok(Json(alerts::list_alert_assignees(&signed.app, &signed.caller, alert).await?))
}

/// Hand an alert over
///
/// To somebody who may act on it; to oneself unless told.
#[utoipa::path(post, path = "/alerts/{alert_id}/assignments", tag = "alerts", request_body = AssignAlert,
    params(("alert_id" = AlertId, Path, description = "The alert.")), responses((status = 204)))]
async fn assign_alert(signed: Signed, Id(alert): Id<AlertId>, Input(input): Input<AssignAlert>) -> Done {
    alerts::assign_alert(&signed.app, &signed.caller, alert, input).await?;
    Ok(NoContent)
}

/// Rest an alert
///
/// Until a day before its expiry, with a reason.
#[utoipa::path(post, path = "/alerts/{alert_id}/snoozes", tag = "alerts", request_body = SnoozeAlert,
    params(("alert_id" = AlertId, Path, description = "The alert.")), responses((status = 204)))]
async fn snooze_alert(signed: Signed, Id(alert): Id<AlertId>, Input(input): Input<SnoozeAlert>) -> Done {
    alerts::snooze_alert(&signed.app, &signed.caller, alert, input).await?;
    Ok(NoContent)
}

/// Record a talk
///
/// A statement waits on the person's own page until they confirm it.
#[utoipa::path(post, path = "/alerts/{alert_id}/talks", tag = "alerts", request_body = RecordTalk,
    params(("alert_id" = AlertId, Path, description = "The alert.")), responses((status = 201, body = Created)))]
async fn record_talk(signed: Signed, Id(alert): Id<AlertId>, Input(input): Input<RecordTalk>) -> Made<Created> {
    made(alerts::record_talk(&signed.app, &signed.caller, alert, input).await?)
}

/// Record a retention action
///
/// A code of the list `retention_action`, a day, a note.
#[utoipa::path(post, path = "/alerts/{alert_id}/actions", tag = "alerts", request_body = RecordRetentionAction,
    params(("alert_id" = AlertId, Path, description = "The alert.")), responses((status = 201, body = Created)))]
async fn record_retention_action(
    signed: Signed,
    Id(alert): Id<AlertId>,
    Input(input): Input<RecordRetentionAction>,
) -> Made<Created> {
    made(alerts::record_retention_action(&signed.app, &signed.caller, alert, input).await?)
}

/// Ask the manager for support
///
/// The manager gets a task that says what to do, never why.
#[utoipa::path(post, path = "/alerts/{alert_id}/support-tasks", tag = "alerts", request_body = AskSupport,
    params(("alert_id" = AlertId, Path, description = "The alert.")), responses((status = 201, body = Created)))]
async fn ask_support(signed: Signed, Id(alert): Id<AlertId>, Input(input): Input<AskSupport>) -> Made<Created> {
    made(alerts::ask_support(&signed.app, &signed.caller, alert, input).await?)
}

/// Close an alert
///
/// `supported`, `no_need`, `offboarding` or `mistaken`.
#[utoipa::path(post, path = "/alerts/{alert_id}/close", tag = "alerts", request_body = CloseAlert,
    params(("alert_id" = AlertId, Path, description = "The alert.")), responses((status = 204)))]
async fn close_alert(signed: Signed, Id(alert): Id<AlertId>, Input(input): Input<CloseAlert>) -> Done {
    alerts::close_alert(&signed.app, &signed.caller, alert, input).await?;
    Ok(NoContent)
}

/// Support tasks
///
/// What a manager is asked to do for people of the team.
#[utoipa::path(get, path = "/support-tasks", tag = "alerts", responses((status = 200, body = SupportTaskList)))]
async fn list_support_tasks(signed: Signed) -> Answer<SupportTaskList> {
    Ok(Json(alerts::list_support_tasks(&signed.app, &signed.caller).await?))
}

/// Finish a support task
///
/// By the manager who was asked.
#[utoipa::path(post, path = "/support-tasks/{task_id}/done", tag = "alerts",
    params(("task_id" = Uuid, Path, description = "The task.")), responses((status = 204)))]
async fn finish_support_task(signed: Signed, Id(task): Id<Uuid>) -> Done {
    alerts::finish_support_task(&signed.app, &signed.caller, task).await?;
    Ok(NoContent)
}
