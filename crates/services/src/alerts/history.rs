//! What happened to an alert, step by step.

use std::collections::HashMap;

use kernel::{Record, Text};
use serde_json::Value;
use storage::query::Find;
use storage::rows::{Account, AlertEvent};
use storage::{Db, Document, UnitOfWork};
use uuid::Uuid;

use super::views::AlertEventView;
use crate::{App, Result};

/// Writes a step.
pub(super) async fn note(
    work: &mut UnitOfWork,
    (alert, person): (Uuid, Uuid),
    kind: &'static str,
    detail: Value,
) -> Result<()> {
    let id = work.new_id();
    let row = AlertEvent {
        id,
        alert_id: alert,
        person_id: person,
        at: work.now().into(),
        actor_id: work.context().actor,
        kind: kind.to_owned(),
        detail: work.seal(AlertEvent::META, AlertEvent::DETAIL, id, &Document(detail)),
    };
    Ok(work.insert(row).await?)
}

/// The steps of some alerts, newest first.
pub(super) async fn steps(app: &App, alerts: &[Uuid]) -> Result<Vec<AlertEventView>> {
    let db = app.db();
    let mut rows = Find::<AlertEvent>::new().any(AlertEvent::ALERT_ID, alerts.iter().copied()).all(&db).await?;
    rows.sort_by_key(|row| (std::cmp::Reverse(row.at), row.kind == "raised"));
    let mut details = Vec::with_capacity(rows.len());
    for row in &rows {
        let Document(detail) =
            app.store().unseal(AlertEvent::META.name, AlertEvent::DETAIL, row.id, &row.detail)?.into_exposed();
        details.push(detail);
    }
    let assigned = details.iter().filter_map(account_in);
    let names = account_names(&db, rows.iter().filter_map(|row| row.actor_id).chain(assigned)).await?;
    Ok(rows.into_iter().zip(details).map(|(row, detail)| view(row, detail, &names)).collect())
}

fn account_in(detail: &Value) -> Option<Uuid> {
    detail.get("account_id")?.as_str()?.parse().ok()
}

/// Names of accounts.
pub(super) async fn account_names(
    db: &Db<'_>,
    accounts: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let rows = Find::<Account>::new().any(Account::ID, accounts).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.display_name)).collect())
}

fn view(row: AlertEvent, mut detail: Value, names: &HashMap<Uuid, String>) -> AlertEventView {
    let AlertEvent { id: _, alert_id: _, person_id: _, at, actor_id, kind, detail: _ } = row;
    if let Some(name) = account_in(&detail).and_then(|account| names.get(&account))
        && let Some(detail) = detail.as_object_mut()
    {
        detail.insert("account_name".to_owned(), Value::from(name.clone()));
    }
    AlertEventView {
        at: at.into(),
        title: title(&kind),
        kind,
        actor_name: actor_id.and_then(|actor| names.get(&actor).cloned()),
        detail,
    }
}

fn title(kind: &str) -> Text {
    match kind {
        "raised" => Text::of("越过提醒线，生成提醒", "Raised by the model"),
        "assigned" => Text::of("分派", "Assigned"),
        "snoozed" => Text::of("暂缓", "Rested"),
        "talk" => Text::of("记录面谈", "Talk recorded"),
        "talk_answered" => Text::of("本人答复面谈要点", "The person answered the statement"),
        "action" => Text::of("采取留任措施", "Retention action"),
        "support" => Text::of("请主管协助（不含原因）", "Manager asked for support, without reasons"),
        "closed" => Text::of("结束处理", "Closed"),
        _ => Text::of("处理", "Handled"),
    }
}
