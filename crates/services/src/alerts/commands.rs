//! Resting and closing an alert.

use access::{Caller, Permission};
use kernel::{AlertId, Problem};
use serde_json::json;
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::Alert;

use super::desk::found;
use super::history::note;
use super::views::{CloseAlert, SnoozeAlert};
use crate::app::required_reason;
use crate::privacy::frozen_persons;
use crate::{App, Result};

/// How the handling of an alert may end.
const OUTCOMES: [&str; 4] = ["supported", "no_need", "offboarding", "mistaken"];

/// Begins to act on an alert that is in use: not closed, not expired, not frozen by an objection.
pub(super) async fn act(
    app: &App,
    caller: &Caller,
    operation: &'static str,
    id: AlertId,
) -> Result<(UnitOfWork, Alert)> {
    found(app, caller, Permission::AlertAct, id).await?;
    let work = app.begin(caller, operation, None).await?;
    let row = Find::<Alert>::by_id(&work.db(), id.0).await?.ok_or(Problem::not_found("alerts.unknown"))?;
    if frozen_persons(&work.db()).await?.contains(&row.person_id) {
        return Err(Problem::conflict("alerts.frozen").by_law("《个人信息保护法》第二十四条"));
    }
    if row.state == "closed" {
        return Err(Problem::conflict("alerts.closed"));
    }
    if row.expires_on <= app.today() {
        return Err(Problem::conflict("alerts.expired"));
    }
    Ok((work, row))
}

/// Rests an alert until a day before its expiry.
pub async fn snooze_alert(app: &App, caller: &Caller, id: AlertId, input: SnoozeAlert) -> Result<()> {
    let reason = required_reason(&input.reason)?;
    let (mut work, old) = act(app, caller, "snooze_alert", id).await?;
    if input.until <= app.today() || input.until >= old.expires_on {
        return Err(Problem::invalid("alerts.snooze_out_of_range").at("/until").with("before", old.expires_on));
    }
    let new = Alert { state: "snoozed".to_owned(), snoozed_until: Some(input.until), ..old.clone() };
    work.update(&old, new).await?;
    let detail = json!({ "until": input.until, "reason": reason });
    note(&mut work, (old.id, old.person_id), "snoozed", detail).await?;
    work.commit().await?;
    Ok(())
}

/// Ends the handling.
pub async fn close_alert(app: &App, caller: &Caller, id: AlertId, input: CloseAlert) -> Result<()> {
    if !OUTCOMES.contains(&input.outcome.as_str()) {
        return Err(Problem::invalid("alerts.outcome_unknown").at("/outcome").with("known", OUTCOMES.join(", ")));
    }
    let (mut work, old) = act(app, caller, "close_alert", id).await?;
    let new = Alert {
        state: "closed".to_owned(),
        closed_at: Some(work.now().into()),
        outcome: Some(input.outcome.clone()),
        ..old.clone()
    };
    work.update(&old, new).await?;
    let detail = json!({ "outcome": input.outcome, "note": input.note.map(kernel::Sensitive::into_exposed) });
    note(&mut work, (old.id, old.person_id), "closed", detail).await?;
    work.commit().await?;
    Ok(())
}
