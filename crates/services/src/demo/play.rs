//! Plays a plan through the services, day by day, under a clock that is moved to each day.

use std::collections::HashMap;

use access::Caller;
use chrono::{Days, Months};
use kernel::{Date, FixedClock, Instant, LegalEntityId, Month, OrgUnitId, PersonId, Sensitive};
use serde_json::json;
use storage::UnitOfWork;

use super::organisation::CAST;
use super::plan::{Act, Plan, Planned, PlannedPerson};
use super::random::Draws;
use super::structure::Structure;
use super::{cases, changes, conduct, contracts, draw, elder, files, leaving, logins, profiles, standard};
use crate::organisation::{NewLegalEntity, PutUnit, create_legal_entity_in, put_unit_in, seed_catalogues};
use crate::people::{
    ChangePay, ContractTerms, EndEmployment, Hire, Hired, Leave, NewPerson, Performance, RecordEvent, Transfer,
    change_pay_in, current_employment, end_employment_in, hire_in, record_event_in, record_leave_in,
    record_performance_in, renew_contract_in, transfer_in,
};
use crate::{App, Result};

/// What group to make.
#[derive(Debug, Clone)]
pub struct DemoOptions {
    /// About how many people are present at the end.
    pub people: usize,
    /// The same seed makes the same group.
    pub seed: u64,
    /// The last day of the history.
    pub end: Date,
    /// How many months of history.
    pub months: u32,
}

/// The group that was made.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Everybody who was ever there.
    pub persons: Vec<PersonId>,
    /// Whose story is on rails.
    pub zhang: PersonId,
    /// The day, after the end of the history, on which Zhang resigns unless something is done.
    pub zhang_resigns_on: Date,
    /// The people of the story by role.
    pub cast: HashMap<&'static str, PersonId>,
    /// How many acts were played.
    pub acts: usize,
}

/// Makes the group. `progress` is told how many of how many acts are done.
pub async fn make_demo(
    app: &App,
    clock: &FixedClock,
    options: &DemoOptions,
    mut progress: impl FnMut(usize, usize),
) -> Result<Demo> {
    let (plan, cast) = draw(options)?;
    let start = options.end - Months::new(options.months);
    clock.set(morning(app, start));
    let window = options.end - Days::new(leaving::WINDOW_DAYS);
    let evenings = Draws::new(options.seed ^ 0xE5E5);
    let mut stage = Stage { app, plan: &plan, window, entities: Vec::new(), units: Vec::new(), hired: HashMap::new() };
    let mut work = app.begin(&Caller::system(), "demo_found", None).await?;
    stage.found(&mut work, start).await?;
    // Founders are hired from the top down, so that everybody's manager is already there.
    let (founding, later): (Vec<&Planned>, Vec<&Planned>) = plan.acts.iter().partition(|planned| planned.day < start);
    let mut hires: Vec<&Planned> =
        founding.iter().copied().filter(|planned| matches!(planned.act, Act::Hire)).collect();
    hires.sort_by_key(|planned| planned.person);
    for planned in hires.into_iter().chain(founding.iter().copied().filter(|planned| !matches!(planned.act, Act::Hire)))
    {
        stage.play(&mut work, planned).await?;
    }
    stage.appoint_heads(&mut work, start).await?;
    work.commit().await?;
    let founders = stage.hired.iter().map(|(person, hired)| (*person, hired.person_id)).collect();
    files::shelve_early(app, &plan.acts, &founders, options.end).await?;
    let mut done = founding.len();
    let mut month = Month::of(start);
    for acts in later.chunk_by(|a, b| a.day == b.day) {
        clock.set(morning(app, acts[0].day));
        if Month::of(acts[0].day) != month {
            month = Month::of(acts[0].day);
            stage.month_begins(acts[0].day, options.end).await?;
        }
        let mut work = app.begin(&Caller::system(), "demo_day", None).await?;
        for planned in acts {
            stage.play(&mut work, planned).await?;
        }
        work.commit().await?;
        done += acts.len();
        // Evenings pass on quiet days too.
        let quiet_until = later.get(done - founding.len()).map_or(options.end + Days::new(1), |next| next.day);
        for evening in acts[0].day.iter_days().take_while(|day| *day == acts[0].day || *day < quiet_until) {
            if evening >= window {
                // After the last working minute, which is 18:00 unless a contract says otherwise.
                clock.set(app.instant_of(evening, 18, 30));
                leaving::evening(app, &evenings).await?;
            }
        }
        progress(done, plan.acts.len());
    }
    clock.set(app.instant_of(options.end, 19, 0));
    let cast: HashMap<&'static str, PersonId> =
        cast.into_iter().filter_map(|(role, person)| Some((role, stage.hired.get(&person)?.person_id))).collect();
    last_evening(app, &stage, &cast, options.end).await?;
    let chief = stage.hired.get(&0).map(|hired| hired.person_id);
    logins::create(app, &cast, chief, &stage.units).await?;
    let structure = Structure { app, entities: &stage.entities, cast: &cast, start, end: options.end };
    structure.make().await?;
    let zhang = stage.hired.get(&plan.zhang).map(|hired| hired.person_id);
    let spared: Vec<PersonId> = cast.values().copied().chain(chief).chain(zhang).collect();
    standard::furnish(app, &stage.entities, &spared, options.end).await?;
    under_way(app, &cast, &spared, options.end).await?;
    let persons = (0..plan.people.len()).filter_map(|person| Some(stage.hired.get(&person)?.person_id)).collect();
    let zhang = stage.hired.get(&plan.zhang).map_or(PersonId(uuid::Uuid::nil()), |hired| hired.person_id);
    Ok(Demo { persons, zhang, zhang_resigns_on: plan.zhang_resigns_on, cast, acts: plan.acts.len() })
}

/// What people of the story do once they can sign in.
async fn under_way(app: &App, cast: &HashMap<&'static str, PersonId>, spared: &[PersonId], end: Date) -> Result<()> {
    changes::play(app, spared).await?;
    files::shelve(app, cast, end).await?;
    cases::play(app, cast, end).await?;
    profiles::leave(app, cast, end).await
}

/// The first department of the first business unit stands here in the list of units.
const BUSINESS_DEPARTMENT: usize = 7;
/// The team of the lawyers, the last of the functions.
const LEGAL_TEAM: usize = 5;

/// What stands on the desks of personnel when the story begins.
async fn last_evening(app: &App, stage: &Stage<'_>, cast: &HashMap<&'static str, PersonId>, end: Date) -> Result<()> {
    let Some(unit) = stage.units.get(BUSINESS_DEPARTMENT).copied() else { return Ok(()) };
    if let (Some(entity), Some(unit)) = (stage.entities.first().copied(), stage.units.get(LEGAL_TEAM).copied()) {
        let manager = cast.get("privacy").copied();
        elder::hire(app, elder::Post { entity, unit, manager }, end).await?;
    }
    let manager = cast.get("manager").copied();
    contracts::play(app, &contracts::Scene { entities: &stage.entities, unit, manager, end }).await?;
    let readers = stage.readers(end).await?;
    conduct::play(app, &conduct::Scene { cast, readers: &readers, unit, end }).await
}

fn morning(app: &App, day: Date) -> Instant {
    app.instant_of(day, 9, 30)
}

struct Stage<'a> {
    app: &'a App,
    plan: &'a Plan,
    /// From this day on leaving runs as cases.
    window: Date,
    entities: Vec<LegalEntityId>,
    units: Vec<OrgUnitId>,
    hired: HashMap<usize, Hired>,
}

/// Units exist since before anybody was hired.
const FOUNDED: Date = match Date::from_ymd_opt(2010, 1, 1) {
    Some(day) => day,
    None => Date::MIN,
};

/// The work rule is published in the month so long before the last one.
const PUBLISHED_MONTHS_BEFORE: i32 = -2;

impl Stage<'_> {
    async fn month_begins(&self, day: Date, end: Date) -> Result<()> {
        standard::month_passes(self.app, day, end).await?;
        if Month::of(day) == Month::of(end).plus(PUBLISHED_MONTHS_BEFORE) {
            conduct::publish(self.app, &self.readers(day).await?, day).await?;
        }
        Ok(())
    }

    /// Some of the ordinary staff who are there on the day and are not of the story: they read what is published.
    async fn readers(&self, day: Date) -> Result<Vec<PersonId>> {
        const READERS: usize = 24;
        let named = |person: &PlannedPerson| CAST.iter().any(|(_, name, _)| *name == person.name);
        let mut found = Vec::new();
        for (index, person) in self.plan.people.iter().enumerate() {
            let Some(hired) = self.hired.get(&index) else { continue };
            let ordinary = person.job_level.starts_with('P') && !named(person);
            if ordinary && current_employment(&self.app.db(), hired.person_id, day).await?.is_some() {
                found.push(hired.person_id);
            }
            if found.len() == READERS {
                break;
            }
        }
        Ok(found)
    }

    async fn found(&mut self, work: &mut UnitOfWork, start: Date) -> Result<()> {
        seed_catalogues(work).await?;
        for (index, (name, short_name, place)) in self.plan.entities.iter().enumerate() {
            let entity = NewLegalEntity {
                name: (*name).to_owned(),
                short_name: (*short_name).to_owned(),
                // Registration codes begin with 9 and a place; 99 is none.
                credit_code: Some(format!("99990000DEMO0000{index}X")),
                place: (*place).to_owned(),
            };
            self.entities.push(LegalEntityId(create_legal_entity_in(work, entity).await?.id));
        }
        let known = Instant::start_of(FOUNDED.min(start));
        for index in 0..self.plan.units.len() {
            let id = put_unit_in(work, self.unit(index, None, FOUNDED), known).await?;
            self.units.push(id);
        }
        Ok(())
    }

    fn unit(&self, index: usize, head: Option<PersonId>, first_day: Date) -> PutUnit {
        let planned = &self.plan.units[index];
        PutUnit {
            id: self.units.get(index).copied(),
            parent_id: planned.parent.map(|parent| self.units[parent]),
            code: planned.code.clone(),
            name: planned.name.clone(),
            kind: planned.kind.to_owned(),
            head_person_id: head,
            first_day,
        }
    }

    /// The heads of the first day: whoever leads at the end may have come later, so the first manager counts.
    async fn appoint_heads(&self, work: &mut UnitOfWork, start: Date) -> Result<()> {
        for index in 0..self.units.len() {
            let first = (0..self.plan.people.len()).find(|person| self.plan.people[*person].unit == index);
            if let Some(head) = first.and_then(|person| self.hired.get(&person)) {
                put_unit_in(work, self.unit(index, Some(head.person_id), start), morning(self.app, start)).await?;
            }
        }
        Ok(())
    }

    async fn play(&mut self, work: &mut UnitOfWork, planned: &Planned) -> Result<()> {
        let known = morning(self.app, planned.day);
        if let Act::Hire = planned.act {
            work.set_operation(operation(&planned.act));
            let hired = hire_in(self.app, work, self.hire(planned.person), known).await?;
            self.hired.insert(planned.person, hired);
            return Ok(());
        }
        let Some(hired) = self.hired.get(&planned.person).copied() else { return Ok(()) };
        work.set_operation(operation(&planned.act));
        // Within the window the case itself records the resignation; one that was withdrawn ran on paper.
        let goes = |other: &Planned| {
            other.person == planned.person && other.day == planned.day && matches!(other.act, Act::Leaves { .. })
        };
        if matches!(planned.act, Act::Resigns { .. }) && planned.day >= self.window && self.plan.acts.iter().any(goes) {
            return Ok(());
        }
        match &planned.act {
            Act::Performance { .. }
            | Act::Leave { .. }
            | Act::GoalSlipped { .. }
            | Act::Resigns { .. }
            | Act::Withdraws => record(work, hired.person_id, planned, known).await,
            _ => self.move_on(work, hired, planned, known).await,
        }
    }

    /// Acts on the timelines of unit, pay, contract and employment.
    async fn move_on(&self, work: &mut UnitOfWork, hired: Hired, planned: &Planned, known: Instant) -> Result<()> {
        let (day, employment) = (planned.day, hired.employment_id);
        match &planned.act {
            Act::Transfer { unit, manager } => {
                let unit_id = Some(self.units[*unit]);
                let transfer = Transfer { unit_id, manager_id: self.person(*manager), ..stays(day) };
                transfer_in(work, employment, transfer, known).await
            }
            Act::NewManager { manager } => {
                let transfer = Transfer { manager_id: self.person(Some(*manager)), ..stays(day) };
                transfer_in(work, employment, transfer, known).await
            }
            Act::Promotion { job_level } => {
                let transfer = Transfer { job_level: Some(job_level.clone()), ..stays(day) };
                transfer_in(work, employment, transfer, known).await?;
                let detail = json!({ "job_level": job_level });
                let promoted = RecordEvent { kind: "promotion".to_owned(), day, detail };
                record_event_in(work, hired.person_id, promoted, known).await
            }
            Act::Pay { amount, reason } => {
                let base_pay_fen = Sensitive::new(*amount);
                change_pay_in(
                    work,
                    employment,
                    ChangePay { first_day: day, base_pay_fen, reason: (*reason).to_owned() },
                    known,
                )
                .await
            }
            Act::Leaves { ground: "employee_resign_art37", last_day, .. } if day >= self.window => {
                leaving::resign(self.app, work, hired.person_id, *last_day).await
            }
            Act::Leaves { ground, last_day, reason } => {
                let reason = reason.map(|reason| Sensitive::new(reason.to_owned()));
                let end = EndEmployment { last_day: *last_day, ground: (*ground).to_owned(), reason };
                end_employment_in(work, employment, end, known).await
            }
            Act::RenewContract { months } => renew(work, hired, day, *months, known).await,
            Act::Heads { unit } => {
                put_unit_in(work, self.unit(*unit, Some(hired.person_id), day), known).await.map(|_| ())
            }
            _ => Ok(()),
        }
    }

    fn person(&self, index: Option<usize>) -> Option<PersonId> {
        index.and_then(|person| self.hired.get(&person)).map(|hired| hired.person_id)
    }

    fn hire(&self, index: usize) -> Hire {
        let PlannedPerson {
            name,
            employee_no,
            female,
            birth,
            identity_number,
            phone,
            bank_account,
            entity,
            unit,
            manager,
            position,
            job_level,
            place,
            hired_on,
            base_pay,
            contract_months,
        } = self.plan.people[index].clone();
        let text = |text: String| Some(Sensitive::new(text));
        let person = NewPerson {
            full_name: name,
            identity_number: text(identity_number),
            phone: text(phone),
            email: text(format!("{}@yuncheng.example", employee_no.to_lowercase())),
            bank_account: text(bank_account),
            birth_date: text(birth.to_string()),
            sex: text(if female { "female" } else { "male" }.to_owned()),
        };
        let contract = ContractTerms {
            kind: if contract_months.is_some() { "fixed_term" } else { "open_ended" }.to_owned(),
            first_day: hired_on,
            last_day: contract_months.map(|months| hired_on + Months::new(months) - Days::new(1)),
            signed_on: Some(hired_on),
        };
        Hire {
            person_id: None,
            person: Some(person),
            legal_entity_id: self.entities[entity],
            employee_no,
            kind: "full_time".to_owned(),
            hired_on,
            // Three months for a term of three years (Labour Contract Law art. 19 allows up to six).
            probation_last_day: Some(hired_on + Months::new(3) - Days::new(1)),
            contract: Some(contract),
            unit_id: self.units[unit],
            manager_id: self.person(manager),
            position,
            job_level: Some(job_level),
            place: place.to_owned(),
            working_time: "standard".to_owned(),
            base_pay_fen: Some(Sensitive::new(base_pay)),
        }
    }
}

/// A transfer that changes nothing yet.
const fn stays(first_day: Date) -> Transfer {
    Transfer { first_day, unit_id: None, manager_id: None, position: None, job_level: None, place: None }
}

/// The name under which the page would have done it.
const fn operation(act: &Act) -> &'static str {
    match act {
        Act::Hire => "hire_person",
        Act::Transfer { .. } | Act::NewManager { .. } | Act::Promotion { .. } => "transfer_person",
        Act::Pay { .. } => "change_pay",
        Act::Performance { .. } => "record_performance",
        Act::Leave { .. } => "record_leave",
        Act::GoalSlipped { .. } => "record_event",
        Act::Resigns { .. } => "submit_resignation",
        Act::Withdraws => "withdraw_resignation",
        Act::Leaves { .. } => "end_employment",
        Act::RenewContract { .. } => "renew_contract",
        Act::Heads { .. } => "put_unit",
    }
}

/// Acts that are dated facts.
async fn record(work: &mut UnitOfWork, person: PersonId, planned: &Planned, known: Instant) -> Result<()> {
    let day = planned.day;
    let event = |kind: &str, detail| RecordEvent { kind: kind.to_owned(), day, detail };
    match &planned.act {
        Act::Performance { cycle, first_day, last_day, score_hundredths } => {
            let (cycle, first_day, last_day) = (cycle.clone(), *first_day, *last_day);
            let result = Performance { cycle, first_day, last_day, score_hundredths: *score_hundredths };
            record_performance_in(work, person, result, known).await
        }
        Act::Leave { kind, last_day, half_days } => {
            let kind = Sensitive::new((*kind).to_owned());
            let leave = Leave { kind, first_day: day, last_day: *last_day, half_days: *half_days };
            record_leave_in(work, person, leave, known).await
        }
        Act::GoalSlipped { goal } => {
            record_event_in(work, person, event("goal_slipped", json!({ "goal": goal })), known).await
        }
        Act::Resigns { last_day } => {
            let detail = json!({ "last_day": last_day });
            record_event_in(work, person, event("resignation_submitted", detail), known).await
        }
        Act::Withdraws => record_event_in(work, person, event("resignation_withdrawn", json!({})), known).await,
        _ => Ok(()),
    }
}

async fn renew(work: &mut UnitOfWork, hired: Hired, day: Date, months: Option<u32>, known: Instant) -> Result<()> {
    let terms = ContractTerms {
        kind: if months.is_some() { "fixed_term" } else { "open_ended" }.to_owned(),
        first_day: day,
        last_day: months.map(|months| day + Months::new(months) - Days::new(1)),
        signed_on: Some(day),
    };
    renew_contract_in(work, hired.employment_id, hired.person_id, &terms, known).await
}
