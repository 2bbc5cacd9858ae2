//! From scores to alerts.

use std::collections::HashMap;

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Date, Month, Record};
use serde_json::json;
use storage::query::{Find, subjects_of};
use storage::rows::{Account, Alert, Grant};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::history::note;
use crate::identity::caller_of;
use crate::insights::{Band, Candidate, PastAlert, Policy, Score, choose, scores_of_month};
use crate::privacy::{frozen_persons, named_mode_missing};
use crate::{App, Result};

/// The band under which an alert was raised.
pub(super) fn open_band(app: &App, alert: &Alert) -> Result<Band> {
    let band = app.store().unseal(Alert::META.name, Alert::BAND, alert.id, &alert.band)?;
    Ok(Band::parse(band.expose()))
}

/// Raises the alerts of a month: never above the policy's share of the people scored, none about those who object,
/// one open alert a person. Doing it again on the same day raises nothing new. Returns how many.
pub async fn raise_alerts(app: &App, month: Month) -> Result<usize> {
    let today = app.today();
    if !named_mode_missing(&app.db(), today).await?.is_empty() {
        return Ok(0);
    }
    let scores = scores_of_month(app, month.first_day()).await?;
    let policy = Policy::built_in()?;
    let mut work = app.begin(&Caller::system(), "raise_alerts", None).await?;
    let alerts = Find::<Alert>::new().all(&work.db()).await?;
    // What this month has raised already counts against its share.
    let raised: usize = alerts.iter().filter(|alert| scores.iter().any(|score| score.id == alert.score_id)).count();
    let past = past(app, &alerts, today)?;
    let frozen = frozen_persons(&work.db()).await?;
    let usable = scores.iter().filter(|score| today < score.expires_on && !frozen.contains(&score.person));
    let candidates: Vec<Candidate> = usable
        .map(|score| Candidate { person: score.person, probability: score.detail.probability, band: score.detail.band })
        .collect();
    let mut chosen = choose(&policy, &candidates, &past, scores.len(), today);
    chosen.truncate(policy.most_alerts(scores.len()).saturating_sub(raised));
    let handlers = handlers(app, &work.db(), &chosen).await?;
    let mut number = alerts.len();
    for person in &chosen {
        let Some(score) = scores.iter().find(|score| score.person == *person) else { continue };
        number += 1;
        raise(&mut work, score, number, handlers.get(person).copied(), today).await?;
    }
    work.commit().await?;
    Ok(chosen.len())
}

fn past(app: &App, alerts: &[Alert], today: Date) -> Result<HashMap<Uuid, PastAlert>> {
    let mut past: HashMap<Uuid, PastAlert> = HashMap::new();
    for alert in alerts {
        let raised_on = app.day_of(alert.opened_at.into());
        let open = alert.state != "closed" && today < alert.expires_on;
        if past.get(&alert.person_id).is_none_or(|known| known.raised_on <= raised_on) {
            past.insert(alert.person_id, PastAlert { band: open_band(app, alert)?, raised_on, open });
        }
    }
    Ok(past)
}

async fn raise(work: &mut UnitOfWork, score: &Score, number: usize, assignee: Option<Uuid>, today: Date) -> Result<()> {
    let id = work.new_id();
    let band = score.detail.band;
    let row = Alert {
        id,
        person_id: score.person,
        number: format!("RT-{}-{number:04}", today.format("%Y")),
        score_id: score.id,
        band: work.seal(Alert::META, Alert::BAND, id, &band.key().to_owned()),
        state: "open".to_owned(),
        opened_at: work.now().into(),
        expires_on: score.expires_on.min(today + Days::new(Policy::built_in()?.expiry_days)),
        assignee_id: assignee,
        snoozed_until: None,
        closed_at: None,
        outcome: None,
    };
    work.insert(row).await?;
    note(work, (id, score.person), "raised", json!({ "band": band })).await?;
    if let Some(account) = assignee {
        note(work, (id, score.person), "assigned", json!({ "account_id": account })).await?;
    }
    Ok(())
}

/// Who handles alerts about these persons: the first account, by login, that may act on them.
async fn handlers(app: &App, db: &Db<'_>, persons: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    let grants = Find::<Grant>::new().eq(Grant::ROLE, "hrbp").none(Grant::WITHDRAWN_AT).all(db).await?;
    let accounts = Find::<Account>::new().any(Account::ID, grants.iter().map(|grant| grant.account_id));
    let mut accounts = accounts.eq(Account::ACTIVE, true).all(db).await?;
    accounts.sort_by(|a, b| a.login.cmp(&b.login));
    let subjects = subjects_of(db, persons, app.today()).await?;
    let mut found = HashMap::new();
    for account in accounts {
        let scope = caller_of(app, &account).await?.scope(Permission::AlertAct);
        for person in persons {
            // Nobody handles an alert about themself.
            let own = account.person_id == Some(*person);
            if !own && subjects.get(person).is_some_and(|subject| scope.covers(subject)) {
                found.entry(*person).or_insert(account.id);
            }
        }
    }
    Ok(found)
}
