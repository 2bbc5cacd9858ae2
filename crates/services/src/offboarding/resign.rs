//! A written resignation (art. 37) or a written agreement (art. 36): the only doors to the end of an employment.

use access::{Caller, Permission};
use kernel::{Date, Instant, PersonId, Problem, SettlementId};
use serde_json::json;
use storage::UnitOfWork;
use storage::query::subject_of;
use uuid::Uuid;
use workflow::exit::{Channel, CostShown, Event, Side};

use super::case::{actor, employment_of};
use super::ending::{Begin, begin_in};
use super::views::{OffboardingOpened, RecordAgreement, RecordResignation, ResignationPreview, SubmitResignation};
use crate::app::required_reason;
use crate::settlement::find_preview;
use crate::{App, Result};

fn in_probation(employment: &storage::rows::Employment, day: Date) -> bool {
    employment.probation_until.is_some_and(|until| day < until)
}

/// What a resignation handed in today would mean: shown before it is signed.
pub async fn preview_resignation(app: &App, caller: &Caller) -> Result<ResignationPreview> {
    caller.require(Permission::ResignationSubmit)?;
    let person = caller.person().ok_or(Problem::forbidden("offboarding.no_person"))?;
    let employment = employment_of(app, &app.db(), person).await?;
    let today = app.today();
    let law = law::Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let probation = in_probation(&employment, today);
    let notice = law::termination::employee_notice(law, today, probation).map_err(|refusal| refusal.problem())?;
    Ok(ResignationPreview {
        received_on: today,
        in_probation: probation,
        notice_days: notice.value.notice_days,
        earliest_last_day: notice.value.earliest_last_day,
        explanation: crate::settlement::Explanation::from(&notice),
    })
}

/// The employee hands in the resignation: in writing, for oneself only.
pub async fn submit_resignation(app: &App, caller: &Caller, input: SubmitResignation) -> Result<OffboardingOpened> {
    caller.require(Permission::ResignationSubmit)?;
    let person = caller.person().ok_or(Problem::forbidden("offboarding.no_person"))?;
    let mut work = app.begin(caller, "submit_resignation", None).await?;
    let id = submit_resignation_in(app, &mut work, person, input).await?;
    work.commit().await?;
    Ok(OffboardingOpened { id })
}

/// The same inside a unit of work, received today by the store's clock.
pub async fn submit_resignation_in(
    app: &App,
    work: &mut UnitOfWork,
    person: PersonId,
    input: SubmitResignation,
) -> Result<Uuid> {
    let text = input.text.trim().to_owned();
    if text.is_empty() {
        return Err(Problem::invalid("offboarding.resignation_not_written")
            .at("/text")
            .by_law("《劳动合同法》第三十七条"));
    }
    let received_on = app.day_of(work.now());
    receive(
        app,
        work,
        person,
        Notice {
            channel: Channel::ByEmployee,
            written: true,
            received_on,
            wished_last_day: input.wished_last_day,
            text,
        },
    )
    .await
}

/// HR records a resignation that came in on paper or as a message.
pub async fn record_resignation(app: &App, caller: &Caller, input: RecordResignation) -> Result<OffboardingOpened> {
    let subject = subject_of(&app.db(), input.person_id.0, app.today()).await?;
    caller.require_for(Permission::OffboardingManage, &subject)?;
    let mut work = app.begin(caller, "record_resignation", None).await?;
    let id = record_resignation_in(app, &mut work, input).await?;
    work.commit().await?;
    Ok(OffboardingOpened { id })
}

/// The same inside a unit of work.
pub async fn record_resignation_in(app: &App, work: &mut UnitOfWork, input: RecordResignation) -> Result<Uuid> {
    let RecordResignation { person_id, written, received_on, wished_last_day, document } = input;
    let document = required_reason(&document).map_err(|problem| problem.at("/document"))?;
    if received_on > app.day_of(work.now()) {
        return Err(Problem::invalid("offboarding.received_in_future").at("/received_on"));
    }
    let channel = Channel::RecordedByHr;
    receive(app, work, person_id, Notice { channel, written, received_on, wished_last_day, text: document }).await
}

struct Notice {
    channel: Channel,
    written: bool,
    received_on: Date,
    wished_last_day: Option<Date>,
    text: String,
}

async fn receive(app: &App, work: &mut UnitOfWork, person: PersonId, input: Notice) -> Result<Uuid> {
    let Notice { channel, written, received_on, wished_last_day, text } = input;
    let employment = employment_of(app, &work.db(), person).await?;
    if received_on < employment.valid_from {
        return Err(Problem::invalid("offboarding.received_before_hire").at("/received_on"));
    }
    if wished_last_day.is_some_and(|wished| wished < received_on) {
        return Err(Problem::invalid("offboarding.wished_before_received").at("/wished_last_day"));
    }
    let in_probation = in_probation(&employment, received_on);
    let event = Event::ResignationReceived { channel, written, received_on, in_probation, wished_last_day };
    let kind = if channel == Channel::ByEmployee { "resignation_submitted" } else { "resignation_recorded" };
    begin_in(
        app,
        work,
        Begin {
            employment,
            event,
            ground: law::Ground::EmployeeResignArt37,
            day: received_on,
            wished_last_day,
            text,
            history: (kind, json!({ "wished_last_day": wished_last_day })),
        },
    )
    .await
}

/// HR records a written agreement (art. 36). When the employer proposed it, the cost must have been shown.
pub async fn record_agreement(app: &App, caller: &Caller, input: RecordAgreement) -> Result<OffboardingOpened> {
    let subject = subject_of(&app.db(), input.person_id.0, app.today()).await?;
    caller.require_for(Permission::OffboardingManage, &subject)?;
    let mut work = app.begin(caller, "record_agreement", None).await?;
    let id = record_agreement_in(app, &mut work, input).await?;
    work.commit().await?;
    Ok(OffboardingOpened { id })
}

/// The same inside a unit of work.
pub async fn record_agreement_in(app: &App, work: &mut UnitOfWork, input: RecordAgreement) -> Result<Uuid> {
    let RecordAgreement { person_id, written, proposed_by, last_day, document, acknowledged_preview_id } = input;
    let document = required_reason(&document).map_err(|problem| problem.at("/document"))?;
    let employment = employment_of(app, &work.db(), person_id).await?;
    let now = work.now();
    let cost_shown = acknowledged(app, work, person_id, acknowledged_preview_id, last_day, now).await?;
    let ground = match proposed_by {
        Side::Employer => law::Ground::Art36EmployerProposed,
        Side::Employee => law::Ground::Art36EmployeeProposed,
    };
    let event = Event::AgreementSigned { written, proposed_by, last_day, cost_shown };
    begin_in(
        app,
        work,
        Begin {
            employment,
            event,
            ground,
            day: app.day_of(now),
            wished_last_day: None,
            text: document,
            history: ("agreement_recorded", json!({ "proposed_by": proposed_by, "last_day": last_day })),
        },
    )
    .await
}

/// The shown preview, when one is named: it must be this person's, and about this very day.
pub(super) async fn acknowledged(
    app: &App,
    work: &UnitOfWork,
    person: PersonId,
    preview: Option<SettlementId>,
    last_day: Date,
    now: Instant,
) -> Result<Option<CostShown>> {
    let Some(calculation) = preview else { return Ok(None) };
    let found = find_preview(app, &work.db(), person, calculation).await?;
    let pointer = "/acknowledged_preview_id";
    let (_, document) = found.ok_or(Problem::invalid("offboarding.preview_unknown").at(pointer))?;
    if document.wanted_last_day != last_day {
        return Err(Problem::conflict("offboarding.preview_of_other_day")
            .at(pointer)
            .with("day", document.wanted_last_day));
    }
    Ok(Some(CostShown { acknowledged_by: actor(work), at: now, calculation }))
}
