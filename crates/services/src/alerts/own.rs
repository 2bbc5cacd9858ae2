//! The person's own page: everything that is known about them here, and what they may do about it.

use std::collections::BTreeMap;

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Problem, Record};
use rules::ProtectedSignal;
use storage::query::Find;
use storage::rows::{Alert, Leave, Talk};
use uuid::Uuid;

use super::history::{account_names, steps};
use super::page::{rights, support_only};
use super::views::{OwnInsight, OwnTalk, SetAsideCount};
use crate::insights::{evidence, never_used, protected_leave, scores_of_person};
use crate::privacy::{frozen_persons, named_mode_missing, own_objections};
use crate::{App, Result};

/// The caller's own band, inputs, talks, objections and the handling of alerts about them.
pub async fn own_insight(app: &App, caller: &Caller) -> Result<OwnInsight> {
    caller.require(Permission::OwnInsightRead)?;
    let person = caller.person().ok_or(Problem::forbidden("access.no_person"))?.0;
    let db = app.db();
    let alerts = Find::<Alert>::new().eq(Alert::PERSON_ID, person).all(&db).await?;
    let alerts: Vec<Uuid> = alerts.into_iter().map(|alert| alert.id).collect();
    let mut view = OwnInsight {
        named_mode: named_mode_missing(&db, app.today()).await?.is_empty(),
        frozen: frozen_persons(&db).await?.contains(&person),
        band: None,
        confidence: None,
        model: None,
        month: None,
        last_day: None,
        drivers: Vec::new(),
        inputs: Vec::new(),
        set_aside: set_aside(app, person).await?,
        never_used: never_used(),
        support_only: support_only(),
        rights: rights(),
        talks: talks(app, person).await?,
        objections: own_objections(app, caller).await?.items,
        history: steps(app, &alerts).await?,
    };
    // The own score stays visible while an objection is open: one must be able to see what one objects to.
    if let Some(score) = scores_of_person(app, person).await?.into_iter().next() {
        view.model = evidence(app, score.model).await?.map(|evidence| evidence.model);
        view.month = Some(score.month);
        view.last_day = Some(score.expires_on - Days::new(1));
        view.band = Some(score.detail.band);
        view.confidence = Some(score.detail.confidence);
        view.drivers = score.detail.drivers;
        view.inputs = score.detail.inputs;
    }
    Ok(view)
}

/// Protected leave on record, counted for the person alone.
async fn set_aside(app: &App, person: Uuid) -> Result<Vec<SetAsideCount>> {
    let mut counts: BTreeMap<ProtectedSignal, usize> = BTreeMap::new();
    for row in Find::<Leave>::new().eq(Leave::PERSON_ID, person).known().all(&app.db()).await? {
        let kind = app.store().unseal(Leave::META.name, Leave::KIND, row.id, &row.kind)?;
        if kind.expose() != "personal" {
            *counts.entry(protected_leave(kind.expose())).or_default() += 1;
        }
    }
    let view = |(signal, count): (ProtectedSignal, usize)| {
        let info = signal.info();
        SetAsideCount { name: info.name, article: info.article, count }
    };
    Ok(counts.into_iter().map(view).collect())
}

async fn talks(app: &App, person: Uuid) -> Result<Vec<OwnTalk>> {
    let db = app.db();
    let mut rows = Find::<Talk>::new().eq(Talk::PERSON_ID, person).all(&db).await?;
    rows.sort_by_key(|row| std::cmp::Reverse((row.held_on, row.recorded_at)));
    let names = account_names(&db, rows.iter().filter_map(|row| row.recorded_by)).await?;
    rows.into_iter()
        .map(|row| {
            let Talk { id, held_on, recorded_by, summary, statement, answer, .. } = row;
            let open = |field, sealed: &storage::Sealed<String>| -> Result<String> {
                Ok(app.store().unseal(Talk::META.name, field, id, sealed)?.into_exposed())
            };
            let summary = open(Talk::SUMMARY, &summary)?;
            let statement = statement.as_ref().map(|sealed| open(Talk::STATEMENT, sealed)).transpose()?;
            let with = recorded_by.and_then(|account| names.get(&account).cloned());
            Ok(OwnTalk { id, held_on, with, summary, statement, answer })
        })
        .collect()
}
