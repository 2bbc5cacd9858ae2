//! Taking a resignation back: once it has arrived, only with the employer's consent (Civil Code art. 141).

use access::{Caller, Permission};
use kernel::{EmploymentId, PersonId, Problem};
use serde_json::json;
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Certificate, Offboarding as Row};
use uuid::Uuid;
use workflow::exit::{Consent, Event, Phase, Side, apply};

use super::case::{Open, Stored, actor, case_for, employment_of, latest, note, open, projected, setting, unknown};
use super::views::{DecideWithdrawal, WithdrawalReason};
use crate::app::required_reason;
use crate::certificates::revoke_in;
use crate::flows::cancel_in;
use crate::people::{RecordEvent, record_event_in, reinstate_in};
use crate::{App, Result};

/// The person asks to take the resignation back. Nothing changes until the employer answers.
pub async fn request_withdrawal(app: &App, caller: &Caller, input: WithdrawalReason) -> Result<()> {
    caller.require(Permission::ResignationSubmit)?;
    let person = caller.person().ok_or(Problem::forbidden("offboarding.no_person"))?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "request_withdrawal", None).await?;
    request_withdrawal_in(app, &mut work, person, reason).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work.
pub async fn request_withdrawal_in(app: &App, work: &mut UnitOfWork, person: PersonId, reason: String) -> Result<()> {
    let employment = employment_of(app, &work.db(), person).await?;
    let found = latest(app.store(), &work.db(), employment.employment_id).await?;
    let open = found.filter(|open| open.stored.case.phase == Phase::Running).ok_or_else(unknown)?;
    if open.row.withdrawal == "requested" {
        return Err(Problem::conflict("offboarding.withdrawal_requested"));
    }
    let stored = Stored { withdrawal_reason: Some(reason.clone()), ..open.stored };
    let new = Row { withdrawal: "requested".to_owned(), ..projected(work, open.row.clone(), &stored)? };
    work.update(&open.row, new).await?;
    note(work, open.row.id, person.0, "withdrawal_requested", json!({ "reason": reason })).await?;
    Ok(())
}

/// The employer consents or refuses. On consent everything that was planned is taken back.
pub async fn decide_withdrawal(app: &App, caller: &Caller, id: Uuid, input: DecideWithdrawal) -> Result<()> {
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "decide_withdrawal", None).await?;
    let (open, _) = case_for(app, &work.db(), caller, Permission::OffboardingManage, id).await?;
    decide(app, &mut work, open, input.consent, reason).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work.
pub async fn decide_withdrawal_in(
    app: &App,
    work: &mut UnitOfWork,
    id: Uuid,
    consent: bool,
    reason: String,
) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or_else(unknown)?;
    let open = open(app.store(), row)?;
    decide(app, work, open, consent, reason).await
}

async fn decide(app: &App, work: &mut UnitOfWork, open: Open, consent: bool, reason: String) -> Result<()> {
    if open.row.withdrawal != "requested" {
        return Err(Problem::conflict("offboarding.no_withdrawal_request"));
    }
    let (case_id, person) = (open.row.id, open.row.person_id);
    if !consent {
        let new = Row { withdrawal: "refused".to_owned(), ..open.row.clone() };
        work.update(&open.row, new).await?;
        note(work, case_id, person, "withdrawal_refused", json!({ "reason": reason })).await?;
        return Ok(());
    }
    let document = note(work, case_id, person, "withdrawal_consented", json!({ "reason": reason })).await?;
    let now = work.now();
    let given = Consent { of: Side::Employer, recorded_by: actor(work), document };
    let event = Event::Withdrawn { by: Side::Employee, consent: Some(given) };
    let case = apply(Some(&open.stored.case), event, now, &setting(app, app.day_of(now), now)?)?;
    let last_day = open.row.last_day;
    let stored = Stored { case, ..open.stored };
    let new = Row { withdrawal: "consented".to_owned(), ..projected(work, open.row.clone(), &stored)? };
    work.update(&open.row, new).await?;
    if let Some(flow) = open.row.flow_id {
        cancel_in(app, work, flow.into()).await?;
    }
    // A certificate that was issued ahead of the last minute would say that an employment ended which goes on.
    let issued = Find::<Certificate>::new().eq(Certificate::EMPLOYMENT_ID, open.row.employment_id);
    for certificate in issued.eq(Certificate::STATUS, "valid").all(&work.db()).await? {
        revoke_in(work, certificate.id.into(), "辞职已撤回，劳动关系继续履行".to_owned()).await?;
    }
    if let Some(last_day) = last_day {
        reinstate_in(work, EmploymentId(open.row.employment_id), last_day, now).await?;
    }
    let event = RecordEvent { kind: "resignation_withdrawn".to_owned(), day: app.day_of(now), detail: json!({}) };
    record_event_in(work, PersonId(person), event, now).await
}
