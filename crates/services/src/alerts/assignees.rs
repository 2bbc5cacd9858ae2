//! Who may handle an alert, and handing it over.

use access::{Caller, Permission, Subject};
use kernel::{AccountId, AlertId, Problem, Text};
use serde_json::json;
use storage::query::{Find, subject_of};
use storage::rows::{Account, Grant};
use uuid::Uuid;

use super::commands::act;
use super::desk::found;
use super::history::note;
use super::views::{AlertAssignee, AlertAssigneeList, AssignAlert};
use crate::identity::caller_of;
use crate::{App, Result};

/// Whether an account may handle an alert: it acts on alerts about these people, and is not about itself.
async fn may_handle(app: &App, account: &Account, subject: &Subject, person: Uuid) -> Result<bool> {
    let covers = caller_of(app, account).await?.scope(Permission::AlertAct).covers(subject);
    Ok(account.active && covers && account.person_id != Some(person))
}

/// To whom an alert may be handed over, by name.
pub async fn list_alert_assignees(app: &App, caller: &Caller, id: AlertId) -> Result<AlertAssigneeList> {
    let (alert, subject) = found(app, caller, Permission::AlertAct, id).await?;
    let db = app.db();
    let acting = app.roles().iter().filter(|role| role.permissions.contains(&Permission::AlertAct));
    let acting: Vec<String> = acting.map(|role| role.key.clone()).collect();
    let grants = Find::<Grant>::new().any(Grant::ROLE, acting).none(Grant::WITHDRAWN_AT).all(&db).await?;
    let accounts = Find::<Account>::new().any(Account::ID, grants.iter().map(|grant| grant.account_id));
    let mut items = Vec::new();
    for account in accounts.all(&db).await? {
        if !may_handle(app, &account, &subject, alert.person_id).await? {
            continue;
        }
        let held = grants.iter().filter(|grant| grant.account_id == account.id);
        let titles = held.filter_map(|grant| app.roles().get(&grant.role));
        let mut roles: Vec<Text> = titles.map(|role| Text::new(&role.title_zh, &role.title_en)).collect();
        roles.dedup();
        items.push(AlertAssignee { account_id: AccountId(account.id), display_name: account.display_name, roles });
    }
    items.sort_by(|a, b| (&a.display_name, a.account_id.0).cmp(&(&b.display_name, b.account_id.0)));
    Ok(AlertAssigneeList { items })
}

/// Hands an alert over to somebody who may act on it.
pub async fn assign_alert(app: &App, caller: &Caller, id: AlertId, input: AssignAlert) -> Result<()> {
    let (mut work, old) = act(app, caller, "assign_alert", id).await?;
    let account =
        input.account_id.or_else(|| caller.account()).ok_or(Problem::invalid("input.required").at("/account_id"))?;
    let subject = subject_of(&app.db(), old.person_id, app.today()).await?;
    let row = Find::<Account>::by_id(&work.db(), account.0).await?;
    let may = match &row {
        Some(row) => may_handle(app, row, &subject, old.person_id).await?,
        None => false,
    };
    if !may {
        return Err(Problem::invalid("alerts.assignee_may_not").at("/account_id"));
    }
    let AccountId(account) = account;
    work.update(&old, storage::rows::Alert { assignee_id: Some(account), ..old.clone() }).await?;
    note(&mut work, (old.id, old.person_id), "assigned", json!({ "account_id": account })).await?;
    work.commit().await?;
    Ok(())
}
