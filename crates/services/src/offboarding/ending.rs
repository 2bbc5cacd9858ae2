//! What a resignation or agreement sets in motion, in one unit of work: the end on the timeline as planned, the tasks
//! of all parties in parallel, the first computation of what is owed.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Date, EmploymentId, PersonId};
use law::{ExitPay, Ground};
use serde_json::{Value, json};
use storage::UnitOfWork;
use storage::rows::{Employment, Offboarding as Row};
use uuid::Uuid;
use workflow::AnchorAt;
use workflow::anchor;
use workflow::exit::{Event, Phase, apply};

use super::case::{Open, Stored, blank, is_final, latest, note, projected, setting};
use crate::flows::{StartFlow, cancel_in, legal_limits, start_in};
use crate::people::{EndEmployment, RecordEvent, end_employment_in, record_event_in};
use crate::settlement::{SettlementOf, compute_in};
use crate::{App, Result};

/// How an exit begins.
pub(super) struct Begin {
    pub(super) employment: Employment,
    pub(super) event: Event,
    pub(super) ground: Ground,
    /// The day on which the law's day counts are looked up.
    pub(super) day: Date,
    pub(super) wished_last_day: Option<Date>,
    pub(super) text: String,
    pub(super) history: (&'static str, Value),
}

/// Takes the basis and starts everything. Nothing is written when any part is refused.
pub(super) async fn begin_in(app: &App, work: &mut UnitOfWork, begin: Begin) -> Result<Uuid> {
    let Begin { employment, event, ground, day, wished_last_day, text, history } = begin;
    let now = work.now();
    let setting = setting(app, day, now)?;
    let old = latest(app.store(), &work.db(), employment.employment_id).await?;
    let received = apply(old.as_ref().map(|open| &open.stored.case), event, now, &setting)?;
    let case = apply(Some(&received), Event::Started, now, &setting)?;
    let goes_on = old.filter(|open| !is_final(open.stored.case.phase) && open.stored.case.phase != Phase::PreExpired);
    let pre_reason = goes_on.as_ref().and_then(|open| open.stored.pre_reason.clone());
    let stored = Stored { case, text: Some(text), pre_reason, withdrawal_reason: None };
    let (row, is_new) = match &goes_on {
        Some(Open { row, .. }) => (row.clone(), false),
        None => (blank(work, &employment, &stored)?, true),
    };
    let flow = start_tasks(app, work, &row, &stored, ground, day).await?;
    let new = Row {
        ground: Some(ground.as_str().to_owned()),
        wished_last_day,
        flow_id: Some(flow),
        withdrawal: "none".to_owned(),
        ..projected(work, row.clone(), &stored)?
    };
    let id = new.id;
    if is_new {
        work.insert(new).await?;
    } else {
        work.update(&row, new).await?;
    }
    if let Some(pre) = row.pre_flow_id {
        cancel_in(app, work, pre.into()).await?;
    }
    note(work, id, employment.person_id, history.0, history.1).await?;
    let event = RecordEvent { kind: "resignation_submitted".to_owned(), day, detail: json!({}) };
    if ground == Ground::EmployeeResignArt37 {
        record_event_in(work, PersonId(employment.person_id), event, now).await?;
    }
    if let Some(last_day) = stored.case.last_day {
        plan_end(app, work, &employment, last_day, ground).await?;
    }
    Ok(id)
}

/// Writes the planned end on the timelines, known now, and computes what will be owed.
pub(super) async fn plan_end(
    app: &App,
    work: &mut UnitOfWork,
    employment: &Employment,
    last_day: Date,
    ground: Ground,
) -> Result<()> {
    let now = work.now();
    let end = EndEmployment { last_day, ground: ground.as_str().to_owned(), reason: None };
    end_employment_in(work, EmploymentId(employment.employment_id), end, now).await?;
    let of = SettlementOf { employment, last_day, ground, handover_done_on: None, facts: None };
    match compute_in(app, work, of).await {
        Ok(_) => Ok(()),
        // Without pay on record there is nothing to compute yet; the exit itself does not wait for it.
        Err(problem) if matches!(problem.code, "settlement.no_pay_on_record" | "settlement.confirmed") => Ok(()),
        Err(problem) => Err(problem),
    }
}

async fn start_tasks(
    app: &App,
    work: &mut UnitOfWork,
    row: &Row,
    stored: &Stored,
    ground: Ground,
    day: Date,
) -> Result<Uuid> {
    let law = law::Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let rule = law::exit_rule(law, ground, day).map_err(|refusal| refusal.problem())?;
    let mut anchors = BTreeMap::new();
    if let Some(minute) = stored.case.last_working_minute {
        anchors.insert(anchor::LAST_WORKING_MINUTE.to_owned(), AnchorAt::Instant(minute));
    }
    if let Some(last_day) = stored.case.last_day {
        anchors.insert(anchor::END_OF_EMPLOYMENT.to_owned(), AnchorAt::Day(last_day));
    }
    let mut facts = BTreeSet::new();
    if rule.value.pays != ExitPay::None {
        facts.insert("severance_due".to_owned());
    }
    let start = StartFlow {
        definition: "offboarding".to_owned(),
        person: PersonId(row.person_id),
        about: ("offboarding", row.id),
        anchors,
        facts,
        limits: legal_limits(day)?,
    };
    Ok(start_in(app, work, start).await?.0)
}
