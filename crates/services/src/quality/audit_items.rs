//! Working an audit off: who mends an item, until when, and what came of it.

use access::{Caller, Permission};
use kernel::Problem;
use storage::query::Find;
use storage::rows::DataAuditItem;
use uuid::Uuid;

use super::audit::{detail, known};
use super::audit_views::{AuditDetail, PutAuditItem};
use super::owners::check_owner;
use crate::{App, Result};

/// Changes an item of an open audit. Closing one needs a conclusion; "done" needs that nothing of it is left open.
pub async fn put_audit_item(
    app: &App,
    caller: &Caller,
    audit: Uuid,
    item: Uuid,
    input: PutAuditItem,
) -> Result<AuditDetail> {
    caller.require(Permission::StandardWrite)?;
    if let Some(owner) = input.owner_account_id {
        check_owner(app, owner.0).await?;
    }
    let mut work = app.begin(caller, "put_audit_item", None).await?;
    let row = known(&work.db(), audit).await?;
    if row.state != "open" {
        return Err(Problem::conflict("quality.not_open"));
    }
    let old = Find::<DataAuditItem>::by_id(&work.db(), item).await?.filter(|item| item.audit_id == audit);
    let old = old.ok_or(Problem::not_found("quality.unknown_item"))?;
    let state = input.state.unwrap_or_else(|| old.state.clone());
    let conclusion = input.conclusion.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let conclusion = conclusion.or_else(|| old.conclusion.clone());
    let closes = match state.as_str() {
        "open" => false,
        "done" | "accepted" => true,
        _ => return Err(Problem::invalid("quality.item_state").at("/state")),
    };
    if closes && conclusion.is_none() {
        return Err(Problem::invalid("quality.conclusion_missing").at("/conclusion"));
    }
    if state == "done" {
        let view = detail(app, &work.db(), &row).await?;
        let left = view.items.iter().find(|view| view.id == item).map_or(0, |view| view.remaining);
        if left > 0 {
            return Err(Problem::conflict("quality.item_left").at("/state").with("count", left));
        }
    }
    let new = DataAuditItem {
        owner_account_id: input.owner_account_id.map(|account| account.0).or(old.owner_account_id),
        due_on: input.due_on.unwrap_or(old.due_on),
        closed_at: closes.then(|| work.now().into()),
        state,
        conclusion,
        ..old.clone()
    };
    work.update(&old, new).await?;
    work.commit().await?;
    detail(app, &app.db(), &known(&app.db(), audit).await?).await
}
