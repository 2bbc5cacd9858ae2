//! A hire with what follows from it: the record of the change, and the checklist of the first months.

use std::collections::{BTreeMap, BTreeSet};

use access::{Caller, Permission};
use chrono::{Days, Months};
use kernel::{Date, FlowId, PersonId, Problem, Record};
use law::Parameters;
use serde::Deserialize;
use storage::UnitOfWork;
use storage::query::{Find, subject_of};
use storage::rows::{Employment, Flow, PersonnelChange as Row};
use utoipa::ToSchema;
use uuid::Uuid;
use workflow::AnchorAt;

use super::checks::{check_hire, hire_facts};
use super::commands::in_force;
use super::facts::Facts;
use super::lines::lines;
use super::record::{Stored, seal};
use super::terms::{ChangeKind, Terms};
use crate::flows::{FlowView, StartFlow, flow_view, legal_limits, start_in};
use crate::people::{Hire, Hired, HiredPerson, hire_in};
use crate::{App, Result};

/// What else a hire begins.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HireOptions {
    /// Starts the checklist of onboarding.
    pub onboarding: Option<bool>,
}

/// Hires a person: person, employment, contract, assignment and pay in one stroke, and the checklist if it is wanted.
/// Probation is checked by law.
pub async fn hire_person(app: &App, caller: &Caller, input: Hire, options: HireOptions) -> Result<HiredPerson> {
    caller.require(Permission::PersonWrite)?;
    caller.require(Permission::PayWrite)?;
    let mut work = app.begin(caller, "hire_person", None).await?;
    let Hired { person_id, employment_id } =
        hire_person_in(app, &mut work, input, options.onboarding == Some(true)).await?;
    let employment = Find::<Employment>::new().timeline(employment_id.0).known().one(&work.db()).await?;
    work.commit().await?;
    let employee_no = employment.map(|row| row.employee_no).unwrap_or_default();
    Ok(HiredPerson { person_id, employment_id, employee_no })
}

/// The same inside a unit of work.
pub async fn hire_person_in(app: &App, work: &mut UnitOfWork, input: Hire, onboarding: bool) -> Result<Hired> {
    check_hire(&input)?;
    if let (Some(person), Some(_)) = (input.person_id, input.probation_last_day) {
        hire_facts(app.store(), &work.db(), person, (input.hired_on, app.today()), input.legal_entity_id.0).await?;
    }
    let now = work.now();
    let (first_day, probation) = (input.hired_on, input.probation_last_day);
    let hired = hire_in(app, work, input, now).await?;
    record_hire(app, work, &hired, first_day).await?;
    if onboarding {
        start_onboarding_in(app, work, &hired, (first_day, probation)).await?;
    }
    Ok(hired)
}

/// The hire as a change, so that it has its letter and its place in the list.
async fn record_hire(app: &App, work: &mut UnitOfWork, hired: &Hired, first_day: Date) -> Result<()> {
    let facts = Facts::read(app.store(), &work.db(), hired.person_id, (first_day, app.today())).await?;
    let terms = Terms::Onboard {};
    let stored = Stored {
        terms: serde_json::json!({ "kind": "onboard" }),
        lines: lines(&work.db(), &facts, &terms, work.now()).await?,
        findings: Vec::new(),
        needs_agreement: false,
        agreement: None,
        written: None,
        closing_reason: None,
    };
    let (id, now) = (work.new_id(), work.now());
    let row = Row {
        id,
        person_id: hired.person_id.0,
        employment_id: Some(hired.employment_id.0),
        legal_entity_id: facts.employed()?.legal_entity_id,
        kind: ChangeKind::Onboard.key().to_owned(),
        state: in_force(first_day, app.today()).key().to_owned(),
        effective_on: first_day,
        payload: seal(work, id, &stored)?,
        reason: work.seal(Row::META, Row::REASON, id, &"办理入职".to_owned()),
        corrects_id: None,
        requested_by: work.context().actor,
        requested_at: now.into(),
        decided_at: None,
        applied_at: Some(now.into()),
        closed_at: None,
    };
    Ok(work.insert(row).await?)
}

/// The statutory days of a hire: when the contract must be signed and social insurance be registered.
fn statutory_days(first_day: Date) -> Result<(Date, Date)> {
    #[derive(Deserialize)]
    struct WrittenForm {
        grace_months: u32,
    }
    let refused = |refusal: law::Refusal| refusal.problem();
    let law = Parameters::builtin().map_err(refused)?;
    let form: WrittenForm =
        law.national("contract.written_form", first_day).and_then(law::Parameter::shape).map_err(refused)?;
    let days = law.national("si.registration_days", first_day).and_then(law::Parameter::whole).map_err(refused)?;
    // "Within one month from the day the work begins": the day before the same day of the next month is the last one.
    let contract = first_day + Months::new(form.grace_months) - Days::new(1);
    Ok((contract, first_day + Days::new(u64::from(days))))
}

/// Starts the checklist of an employment.
pub async fn start_onboarding_in(
    app: &App,
    work: &mut UnitOfWork,
    hired: &Hired,
    (first_day, probation_last_day): (Date, Option<Date>),
) -> Result<FlowId> {
    let (contract_due, insurance_due) = statutory_days(first_day)?;
    let mut anchors = BTreeMap::from([
        ("first_day".to_owned(), AnchorAt::Day(first_day)),
        ("contract_due".to_owned(), AnchorAt::Day(contract_due)),
        ("insurance_due".to_owned(), AnchorAt::Day(insurance_due)),
    ]);
    let mut facts = BTreeSet::new();
    if let Some(last_day) = probation_last_day {
        anchors.insert("probation_end".to_owned(), AnchorAt::Day(last_day));
        facts.insert("has_probation".to_owned());
    }
    let start = StartFlow {
        definition: "onboarding".to_owned(),
        person: hired.person_id,
        about: ("employment", hired.employment_id.0),
        anchors,
        facts,
        limits: legal_limits(first_day)?,
    };
    start_in(app, work, start).await
}

/// The checklist of a person's latest onboarding.
pub async fn get_onboarding(app: &App, caller: &Caller, person: PersonId) -> Result<FlowView> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::ChangeRead, &subject)?;
    flow_view(app, caller, latest(app, person).await?.ok_or_else(none)?).await
}

/// Starts the checklist for somebody who was hired without one.
pub async fn start_onboarding(app: &App, caller: &Caller, person: PersonId) -> Result<FlowView> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::ChangeManage, &subject)?;
    if latest(app, person).await?.is_some() {
        return Err(Problem::conflict("changes.onboarding_started"));
    }
    let mut work = app.begin(caller, "start_onboarding", None).await?;
    let rows = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known();
    let row = rows.descending(Employment::VALID_FROM).one(&work.db()).await?;
    let row = row.ok_or(Problem::conflict("people.not_employed"))?;
    let hired = Hired { person_id: person, employment_id: row.employment_id.into() };
    let probation = row.probation_until.map(|until| until - Days::new(1));
    let flow = start_onboarding_in(app, &mut work, &hired, (row.valid_from, probation)).await?;
    work.commit().await?;
    flow_view(app, caller, flow).await
}

fn none() -> Problem {
    Problem::not_found("changes.no_onboarding")
}

/// The run of the latest employment, if one was started.
async fn latest(app: &App, person: PersonId) -> Result<Option<FlowId>> {
    let flows = Find::<Flow>::new().eq(Flow::PERSON_ID, person.0).eq(Flow::DEFINITION, "onboarding");
    let row = flows.descending(Flow::STARTED_AT).one(&app.db()).await?;
    let Some(row) = row else { return Ok(None) };
    let employments = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known();
    let newest = employments.descending(Employment::VALID_FROM).one(&app.db()).await?;
    let of_newest = newest.is_some_and(|newest: Employment| newest.employment_id == about(&row));
    Ok(of_newest.then_some(FlowId(row.id)))
}

const fn about(row: &Flow) -> Uuid {
    row.about_id
}
