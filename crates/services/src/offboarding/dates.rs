//! Another last day: either side may wish it, the other must consent in writing; what the employer wants earlier
//! costs, and the cost is shown first.

use access::{Caller, Permission};
use kernel::{EmploymentId, PersonId, Problem};
use law::Ground;
use serde_json::json;
use storage::UnitOfWork;
use storage::query::{Find, subject_of};
use storage::rows::Offboarding as Row;
use uuid::Uuid;
use workflow::exit::{Consent, Event, Phase, Side, apply};
use workflow::{AnchorAt, anchor};

use super::case::{
    Open, Stored, actor, case_for, employment, employment_of, latest, note, open, projected, setting, unknown,
};
use super::ending::plan_end;
use super::resign::acknowledged;
use super::views::{ChangeLastDay, PreviewCost};
use crate::app::required_reason;
use crate::flows::{add_fact_in, move_anchor_in};
use crate::people::reinstate_in;
use crate::settlement::{CostPreviewView, PreviewOf, preview_in, protected_by_records};
use crate::{App, Result};

/// What an end that the employer wants would cost, side by side with steps and articles. Decides nothing.
pub async fn preview_cost(app: &App, caller: &Caller, input: PreviewCost) -> Result<CostPreviewView> {
    let person = input.person_id;
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::OffboardingManage, &subject)?;
    let mut work = app.begin(caller, "preview_cost", None).await?;
    let employment = employment_of(app, &work.db(), person).await?;
    let case = latest(app.store(), &work.db(), employment.employment_id).await?;
    let running = case.filter(|open| open.stored.case.phase == Phase::Running);
    let resigned_last_day = running.as_ref().and_then(|open| open.stored.case.last_day);
    if resigned_last_day.is_some_and(|last| input.wanted_last_day >= last) {
        return Err(Problem::invalid("offboarding.not_earlier").at("/wanted_last_day"));
    }
    let mut protected = protected_by_records(app.store(), &work.db(), person, input.wanted_last_day).await?;
    protected.extend(input.protected.unwrap_or_default());
    let of =
        PreviewOf { employment: &employment, wanted_last_day: input.wanted_last_day, resigned_last_day, protected };
    let shown = preview_in(app, &mut work, caller, subject, of).await?;
    work.commit().await?;
    Ok(shown)
}

/// Moves the last day.
pub async fn change_last_day(app: &App, caller: &Caller, id: Uuid, input: ChangeLastDay) -> Result<()> {
    let mut work = app.begin(caller, "change_last_day", None).await?;
    let (open, _) = case_for(app, &work.db(), caller, Permission::OffboardingManage, id).await?;
    change(app, &mut work, open, input).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work.
pub async fn change_last_day_in(app: &App, work: &mut UnitOfWork, id: Uuid, input: ChangeLastDay) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or_else(unknown)?;
    let open = open(app.store(), row)?;
    change(app, work, open, input).await
}

async fn change(app: &App, work: &mut UnitOfWork, open: Open, input: ChangeLastDay) -> Result<()> {
    let ChangeLastDay { wanted_by, last_day, consent_document, acknowledged_preview_id } = input;
    let (case_id, person) = (open.row.id, open.row.person_id);
    let now = work.now();
    let cost_shown = acknowledged(app, work, PersonId(person), acknowledged_preview_id, last_day, now).await?;
    let other = if wanted_by == Side::Employer { Side::Employee } else { Side::Employer };
    let document = consent_document.map(|text| required_reason(&text)).transpose();
    let document = document.map_err(|problem| problem.at("/consent_document"))?;
    let detail = json!({ "wanted_by": wanted_by, "last_day": last_day, "document": document });
    let event_id = note(work, case_id, person, "last_day_changed", detail).await?;
    let consent = document.map(|_| Consent { of: other, recorded_by: actor(work), document: event_id });
    let event = Event::LastDayChanged { wanted_by, last_day, consent, cost_shown };
    let case = apply(Some(&open.stored.case), event, now, &setting(app, app.day_of(now), now)?)?;
    let old_last_day = open.stored.case.last_day;
    let stored = Stored { case, ..open.stored };
    // An earlier end that the employer wants is an end by agreement on the employer's proposal: it pays N.
    let earlier = old_last_day.is_some_and(|old| last_day < old);
    let ground = if wanted_by == Side::Employer && earlier {
        Ground::Art36EmployerProposed
    } else {
        open.row.ground.as_deref().and_then(Ground::find).unwrap_or(Ground::EmployeeResignArt37)
    };
    let new = Row { ground: Some(ground.as_str().to_owned()), ..projected(work, open.row.clone(), &stored)? };
    work.update(&open.row, new).await?;
    if let (Some(flow), Some(minute)) = (open.row.flow_id, stored.case.last_working_minute) {
        let minute = AnchorAt::Instant(minute);
        move_anchor_in(app, work, flow.into(), anchor::LAST_WORKING_MINUTE, minute).await?;
        move_anchor_in(app, work, flow.into(), anchor::END_OF_EMPLOYMENT, AnchorAt::Day(last_day)).await?;
        if ground == Ground::Art36EmployerProposed {
            add_fact_in(app, work, flow.into(), "severance_due").await?;
        }
    }
    if let Some(old) = old_last_day.filter(|old| last_day > *old) {
        reinstate_in(work, EmploymentId(open.row.employment_id), old, now).await?;
    }
    let employment = employment(&work.db(), open.row.employment_id).await?;
    plan_end(app, work, &employment, last_day, ground).await
}
