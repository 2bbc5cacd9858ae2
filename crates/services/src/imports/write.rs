//! Writing a checked file: units, people, employments, contracts, pay, exits and results, in one unit of work.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use chrono::{Datelike, Days, Months};
use kernel::{Date, DateRange, Instant, LegalEntityId, OrgUnitId, PersonId, Problem, Sensitive};
use storage::rows::{CustomValue, ImportEffect};
use storage::{NewLine, UnitOfWork};
use uuid::Uuid;

use super::bosses::Boss;
use super::check::Checked;
use super::draft::Draft;
use super::employers::Employer;
use super::known::Known;
use super::mapping::{Defaults, Knowledge, Mapping};
use crate::custom_fields::compose;
use crate::organisation::{NewLegalEntity, PutUnit, create_legal_entity_in, put_unit_in};
use crate::people::{ContractTerms, EndEmployment, Hire, Hired, Hiring, NewHire, NewPerson, Performance, initials_of};
use crate::{App, Result};

/// Rows that are written together, and after which a run looks whether it was asked to stop.
const TOGETHER: usize = 500;

/// How far a run has come; the page asks, and may ask it to stop.
#[derive(Debug, Default)]
pub(super) struct Running {
    pub(super) done: AtomicU32,
    pub(super) total: AtomicU32,
    pub(super) cancel: AtomicBool,
}

/// One run.
pub(super) struct Writer<'a> {
    pub(super) app: &'a App,
    pub(super) import: Uuid,
    pub(super) mapping: &'a Mapping,
    pub(super) checked: &'a Checked,
    pub(super) known: &'a Known,
    pub(super) running: &'a Running,
}

/// What was made, by draft.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) people: HashMap<usize, Hired>,
    effects: Vec<(&'static str, Uuid, u32)>,
    custom: Vec<NewLine<CustomValue>>,
    units: HashMap<(Option<Uuid>, String), Uuid>,
    legal_entities: HashMap<Employer, Uuid>,
}

impl Writer<'_> {
    const fn defaults(&self) -> &Defaults {
        &self.mapping.defaults
    }

    /// Since when a fact of this day counts as known. Nothing is known before it is imported into the future.
    fn known_at(&self, day: Date) -> Instant {
        let (defaults, now) = (self.defaults(), self.app.now());
        let since = match defaults.knowledge {
            Knowledge::History => day + Days::new(u64::from(defaults.lag_days)),
            Knowledge::Snapshot => defaults.known_on.unwrap_or_else(|| self.app.today()),
        };
        self.app.instant_of(since, 0, 0).min(now)
    }

    /// Writes every row that goes in, managers before those who report to them. A row that is written is let go of.
    pub(super) async fn write(&self, work: &mut UnitOfWork, mut drafts: Vec<Draft>) -> Result<Made> {
        let order = managers_first(&drafts, &self.checked.bosses);
        self.running.total.store(u32::try_from(order.len()).unwrap_or(u32::MAX), Ordering::Relaxed);
        let mut made = Made::default();
        let hires = order.iter().filter_map(|at| drafts[*at].hired_on);
        let Some(first_day) = hires.min() else { return Ok(made) };
        work.write_many();
        let mut seats = Vec::with_capacity(order.len());
        for at in &order {
            let Some(employer) = &self.checked.employers[*at] else { continue };
            let entity = self.legal_entity(work, employer, &mut made).await?;
            let unit = self.unit(work, &drafts[*at], first_day, &mut made).await?;
            seats.push((*at, entity, unit));
        }
        self.effects(work, &mut made).await?;
        let mut hiring = Hiring::read(&work.db()).await?;
        for seats in seats.chunks(TOGETHER) {
            if self.running.cancel.load(Ordering::Relaxed) {
                return Err(Problem::conflict("imports.cancelled"));
            }
            for (at, entity, unit) in seats {
                let draft = std::mem::take(&mut drafts[*at]);
                self.row(work, (&draft, *at), (*entity, *unit), &mut hiring, &mut made)?;
            }
            hiring.write(work).await?;
            work.insert_lines(std::mem::take(&mut made.custom)).await?;
            self.effects(work, &mut made).await?;
            self.running.done.fetch_add(u32::try_from(seats.len()).unwrap_or(0), Ordering::Relaxed);
        }
        Ok(made)
    }

    /// Writes down what was made since the last time, so that it can be taken back.
    async fn effects(&self, work: &mut UnitOfWork, made: &mut Made) -> Result<()> {
        let effects = std::mem::take(&mut made.effects).into_iter().map(|(record, id, row)| ImportEffect {
            id: work.new_id(),
            import_id: self.import,
            record: record.to_owned(),
            record_id: id,
            row_number: i32::try_from(row).unwrap_or(i32::MAX),
            file_number: None,
        });
        let effects = effects.collect();
        Ok(work.insert_all(effects).await?)
    }

    fn row(
        &self,
        work: &UnitOfWork,
        (draft, at): (&Draft, usize),
        (entity, unit): (Uuid, Uuid),
        hiring: &mut Hiring,
        made: &mut Made,
    ) -> Result<()> {
        let Some(hired_on) = draft.hired_on else { return Ok(()) };
        let manager = match self.checked.bosses[at] {
            Some(Boss::Person(person)) => Some(person),
            Some(Boss::Row(above)) => made.people.get(&above).map(|hired| hired.person_id.0),
            None => None,
        };
        let known_at = self.known_at(hired_on);
        let exit = draft.exit_on.map(|last_day| {
            let exit = EndEmployment {
                last_day,
                ground: draft.exit_ground.clone().unwrap_or_else(|| self.defaults().exit_ground.clone()),
                reason: draft.exit_reason.clone().map(Sensitive::new),
            };
            (exit, self.known_at(last_day).max(known_at))
        });
        let performance = draft.score.zip(draft.reviewed_on);
        let performance = performance.map(|(score, day)| (performance_of(score, day), self.known_at(day)));
        let hire = self.hire(draft, hired_on, (entity, unit, manager));
        let new = NewHire { hire, known_at, exit, performance };
        let hired = hiring.add(self.app, work, new).map_err(|problem| in_row(problem, draft.row))?;
        for (place, text) in &draft.custom {
            let field = &self.known.custom[*place];
            let record = if field.record == "person" { hired.person_id.0 } else { hired.employment_id.0 };
            let first_day = field.first_day.max(hired_on);
            let value = compose(self.app, work, field, (record, hired.person_id.0), text, (first_day, known_at));
            made.custom.push(NewLine::new(DateRange::starting(first_day), known_at, value));
        }
        made.effects.push(("person", hired.person_id.0, draft.row));
        made.people.insert(at, hired);
        Ok(())
    }

    fn hire(&self, draft: &Draft, hired_on: Date, (entity, unit, manager): (Uuid, Uuid, Option<Uuid>)) -> Hire {
        let defaults = self.defaults();
        let or = |value: &Option<String>, default: &str| value.clone().unwrap_or_else(|| default.to_owned());
        let hidden = |value: &Option<String>| value.clone().map(Sensitive::new);
        Hire {
            person_id: None,
            person: Some(NewPerson {
                full_name: draft.full_name.clone(),
                identity_number: hidden(&draft.identity_number),
                phone: hidden(&draft.phone),
                email: hidden(&draft.email),
                bank_account: hidden(&draft.bank_account),
                birth_date: draft.birth_date.map(|day| Sensitive::new(day.to_string())),
                sex: hidden(&draft.sex),
            }),
            legal_entity_id: LegalEntityId(entity),
            employee_no: draft.employee_no.clone(),
            kind: or(&draft.kind, &defaults.employment_kind),
            hired_on,
            probation_last_day: draft.probation_last_day,
            contract: contract(draft, defaults, hired_on),
            unit_id: OrgUnitId(unit),
            manager_id: manager.map(PersonId),
            position: or(&draft.position, &defaults.position),
            job_level: draft.job_level.clone(),
            place: or(&draft.place, &defaults.place),
            working_time: or(&draft.working_time, &defaults.working_time),
            base_pay_fen: draft.pay.map(Sensitive::new),
        }
    }

    async fn legal_entity(&self, work: &mut UnitOfWork, employer: &Employer, made: &mut Made) -> Result<Uuid> {
        if let Employer::Known(id, _) = employer {
            return Ok(*id);
        }
        if let Some(id) = made.legal_entities.get(employer) {
            return Ok(*id);
        }
        let name = employer.name().to_owned();
        let place = self.defaults().legal_entity_place.clone();
        let new = NewLegalEntity { short_name: String::new(), name, credit_code: None, place };
        let id = create_legal_entity_in(work, new).await?.id;
        made.effects.push(("legal_entity", id, 0));
        made.legal_entities.insert(employer.clone(), id);
        Ok(id)
    }

    /// The unit of a row, with everything above it that is missing. New units hold since the file's first hire.
    async fn unit(&self, work: &mut UnitOfWork, draft: &Draft, first_day: Date, made: &mut Made) -> Result<Uuid> {
        let known_at = self.known_at(first_day);
        let root = self.defaults().unit_root.clone();
        let (mut parent, mut id) = (None, Uuid::nil());
        for (depth, name) in std::iter::once(&root).chain(&draft.units).enumerate() {
            let key = (parent, name.clone());
            let known = made.units.get(&key).copied();
            id = match known.or_else(|| self.known.unit(parent, name, first_day, known_at)) {
                Some(id) => id,
                None => {
                    let unit = PutUnit {
                        id: None,
                        parent_id: parent.map(OrgUnitId),
                        code: code(name, made.units.len()),
                        name: name.clone(),
                        kind: kind(depth, draft.units.len()).to_owned(),
                        head_person_id: None,
                        first_day,
                    };
                    let id = put_unit_in(work, unit, known_at).await?.0;
                    made.effects.push(("org_unit", id, 0));
                    id
                }
            };
            made.units.insert(key, id);
            parent = Some(id);
        }
        Ok(id)
    }
}

/// Says in which row a refusal happened.
fn in_row(problem: Problem, row: u32) -> Problem {
    problem.with("row", row)
}

/// Letters of the name and a number, so that codes differ.
fn code(name: &str, count: usize) -> String {
    let letters: String = initials_of(name).to_uppercase().chars().take(6).collect();
    format!("{letters}{:03}", count + 1)
}

const fn kind(depth: usize, levels: usize) -> &'static str {
    match (depth, levels) {
        (0, _) => "group",
        (1, 2..) => "business_unit",
        (1 | 2, _) => "department",
        _ => "team",
    }
}

fn contract(draft: &Draft, defaults: &Defaults, hired_on: Date) -> Option<ContractTerms> {
    let kind = match (&draft.contract_kind, draft.contract_last) {
        (Some(kind), _) => kind.clone(),
        (None, Some(_)) => "fixed_term".to_owned(),
        (None, None) => defaults.contract_kind.clone(),
    };
    let last_day = if kind == "open_ended" { None } else { draft.contract_last };
    if draft.contract_broken || kind == "none" || kind == "fixed_term" && last_day.is_none() {
        return None;
    }
    Some(ContractTerms { kind, first_day: draft.contract_first.unwrap_or(hired_on), last_day, signed_on: None })
}

/// The twelve months before the review.
fn performance_of(score: i64, day: Date) -> Performance {
    let before = day.checked_sub_months(Months::new(12)).unwrap_or(day);
    Performance {
        cycle: format!("{}Q{}", day.year(), day.month0() / 3 + 1),
        first_day: before + Days::new(u64::from(before < day)),
        last_day: day,
        score_hundredths: score,
    }
}

/// The rows that go in, each after the row of its manager. There are no circles any more.
fn managers_first(drafts: &[Draft], bosses: &[Option<Boss>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(drafts.len());
    let mut placed = vec![false; drafts.len()];
    for start in 0..drafts.len() {
        let (mut path, mut next) = (Vec::new(), Some(start));
        while let Some(at) = next.filter(|at| !placed[*at]) {
            placed[at] = true;
            path.push(at);
            next = match bosses[at] {
                Some(Boss::Row(above)) => Some(above),
                _ => None,
            };
        }
        order.extend(path.into_iter().rev());
    }
    order.retain(|at| drafts[*at].goes_in());
    order
}
