//! Hires by the thousand: what each is checked against is read once, rows are composed in memory and written table by
//! table. One hire at a time asks the database a dozen questions; a hundred thousand cannot.

use std::collections::{HashMap, HashSet};

use chrono::Days;
use kernel::{Date, DateRange, EmploymentId, Instant, PersonId, Problem, Record};
use storage::query::Find;
use storage::rows::{
    Assignment, CatalogueItem, Compensation, Contract, Employment, LegalEntity, OrgUnit, PerformanceResult, Person,
};
use storage::{Db, NewLine, Sealed, UnitOfWork};
use uuid::Uuid;

use super::commands::{contract_row, employment_row, first_assignment, pay_row, person_row};
use super::events::performance_row;
use super::views::{ChangePay, EndEmployment, Hire, Hired, NewPerson, Performance};
use crate::numbering::given_many_in;
use crate::{App, Result};

/// Somebody who was never here before, with what is known of the time since.
#[derive(Debug)]
pub struct NewHire {
    /// The hire; it brings its person along.
    pub hire: Hire,
    /// Since when the hire is known.
    pub known_at: Instant,
    /// The end, and since when it is known.
    pub exit: Option<(EndEmployment, Instant)>,
    /// A result, and since when it is known.
    pub performance: Option<(Performance, Instant)>,
}

/// Many hires in one unit of work. [`Hiring::add`] checks and composes, [`Hiring::write`] writes what was composed.
#[derive(Debug, Default)]
pub struct Hiring {
    pub(super) employers: HashSet<Uuid>,
    pub(super) numbers: HashSet<String>,
    pub(super) fresh: Vec<String>,
    pub(super) identities: HashSet<Vec<u8>>,
    pub(super) units: HashMap<Uuid, Vec<OrgUnit>>,
    pub(super) codes: HashSet<(String, String)>,
    pub(super) people: Vec<Person>,
    pub(super) employments: Vec<NewLine<Employment>>,
    pub(super) contracts: Vec<NewLine<Contract>>,
    pub(super) assignments: Vec<NewLine<Assignment>>,
    pub(super) pay: Vec<NewLine<Compensation>>,
    pub(super) results: Vec<PerformanceResult>,
}

impl Hiring {
    /// Reads what hires are checked against. Employers and units must be there already.
    pub async fn read(db: &Db<'_>) -> Result<Self> {
        let employers = Find::<LegalEntity>::new().all(db).await?.into_iter().filter(|entity| entity.active);
        let codes = Find::<CatalogueItem>::new().all(db).await?.into_iter().map(|item| (item.kind, item.code));
        let mut units: HashMap<Uuid, Vec<OrgUnit>> = HashMap::new();
        for row in Find::<OrgUnit>::new().all(db).await? {
            units.entry(row.unit_id).or_default().push(row);
        }
        let numbers = Find::<Employment>::new().known().all(db).await?.into_iter().map(|row| row.employee_no);
        let people = Find::<Person>::new().all(db).await?;
        Ok(Self {
            employers: employers.map(|entity| entity.id).collect(),
            numbers: numbers.collect(),
            identities: people.into_iter().filter_map(|row| row.identity_blind).collect(),
            units,
            codes: codes.collect(),
            ..Self::default()
        })
    }

    /// Checks a hire as [`super::hire_in`] does, and composes its rows.
    pub fn add(&mut self, app: &App, work: &UnitOfWork, new: NewHire) -> Result<Hired> {
        let NewHire { hire, known_at, exit, performance } = new;
        self.check(&hire, known_at)?;
        let (None, Some(person)) = (hire.person_id, &hire.person) else {
            return Err(Problem::invalid("people.one_person").at("/person"));
        };
        let person = self.new_person(app, work, person)?;
        let (person_id, employment_id) = (person.id, work.new_id());
        let since = DateRange::starting(hire.hired_on);
        let employment =
            employment_row(work, &hire, hire.employee_no.trim().to_owned(), employment_id, person_id, known_at);
        let mut employment = NewLine::new(since, known_at, employment);
        let contract = match &hire.contract {
            Some(terms) => {
                self.code("contract_kind", &terms.kind, "/contract/kind")?;
                let (range, row) = contract_row(work, employment_id, person_id, terms, known_at)?;
                Some(NewLine::new(range, known_at, row))
            }
            None => None,
        };
        let assignment = first_assignment(work, &hire, employment_id, person_id, known_at);
        let mut assignment = NewLine::new(since, known_at, assignment);
        let mut pay = hire.base_pay_fen.clone().map(|base_pay_fen| {
            let pay = ChangePay { first_day: hire.hired_on, base_pay_fen, reason: "hire".to_owned() };
            NewLine::new(since, known_at, pay_row(work, employment_id, person_id, pay, known_at))
        });
        if let Some((exit, known)) = exit {
            let after = self.end(work, (&hire, employment_id), exit, known, &mut employment)?;
            assignment.clear(after, known)?;
            if let Some(pay) = &mut pay {
                pay.clear(after, known)?;
            }
        }
        if let Some((performance, known)) = performance {
            self.results.push(performance_row(work, PersonId(person_id), performance, known)?);
        }
        self.numbers.insert(hire.employee_no.trim().to_owned());
        self.fresh.push(hire.employee_no.trim().to_owned());
        self.identities.extend(person.identity_blind.clone());
        self.people.push(person);
        self.employments.push(employment);
        self.contracts.extend(contract);
        self.assignments.push(assignment);
        self.pay.extend(pay);
        Ok(Hired { person_id: PersonId(person_id), employment_id: EmploymentId(employment_id) })
    }

    /// Writes what was composed since the last time.
    pub async fn write(&mut self, work: &mut UnitOfWork) -> Result<()> {
        given_many_in(work, &std::mem::take(&mut self.fresh)).await?;
        work.insert_all(std::mem::take(&mut self.people)).await?;
        work.insert_lines(std::mem::take(&mut self.employments)).await?;
        work.insert_lines(std::mem::take(&mut self.contracts)).await?;
        work.insert_lines(std::mem::take(&mut self.assignments)).await?;
        work.insert_lines(std::mem::take(&mut self.pay)).await?;
        Ok(work.insert_all(std::mem::take(&mut self.results)).await?)
    }

    /// A person whom nobody knows by the number of the identity document.
    pub(super) fn new_person(&self, app: &App, work: &UnitOfWork, person: &NewPerson) -> Result<Person> {
        let person = person_row(app, work, person)?;
        if person.identity_blind.as_ref().is_some_and(|blind| self.identities.contains(blind)) {
            return Err(Problem::conflict("people.identity_number_taken").at("/person/identity_number"));
        }
        Ok(person)
    }

    pub(super) fn check(&self, input: &Hire, known_at: Instant) -> Result<()> {
        if !self.employers.contains(&input.legal_entity_id.0) {
            return Err(Problem::invalid("organisation.legal_entity_unknown").at("/legal_entity_id"));
        }
        let number = input.employee_no.trim();
        if number.is_empty() {
            return Err(Problem::invalid("input.required").at("/employee_no"));
        }
        if self.numbers.contains(number) {
            return Err(Problem::conflict("people.employee_no_taken").at("/employee_no"));
        }
        let day = input.hired_on;
        self.unit_holds(input.unit_id.0, day, known_at)?;
        if input.probation_last_day.is_some_and(|last| last < day) {
            return Err(Problem::invalid("people.probation_before_hire").at("/probation_last_day"));
        }
        self.code("employment_kind", &input.kind, "/kind")?;
        self.code("working_time", &input.working_time, "/working_time")
    }

    /// Refuses a unit that does not hold on a day, as it was known then.
    pub(super) fn unit_holds(&self, unit: Uuid, day: Date, known_at: Instant) -> Result<()> {
        let holds = |row: &OrgUnit| {
            let known = Instant::from(row.known_from) <= known_at
                && row.known_until.is_none_or(|until| known_at < Instant::from(until));
            known && row.valid_from <= day && row.valid_until.is_none_or(|until| day < until)
        };
        if self.units.get(&unit).is_some_and(|rows| rows.iter().any(holds)) {
            return Ok(());
        }
        Err(Problem::invalid("organisation.unit_unknown").at("/unit_id").with("day", day))
    }

    pub(super) fn code(&self, kind: &str, code: &str, pointer: &str) -> Result<()> {
        if self.codes.contains(&(kind.to_owned(), code.to_owned())) {
            return Ok(());
        }
        Err(Problem::invalid("catalogue.code_unknown").at(pointer).with("kind", kind).with("code", code))
    }

    /// Ends the employment as [`super::end_employment_in`] does; returns the days on which nothing holds any more.
    pub(super) fn end(
        &self,
        work: &UnitOfWork,
        (hire, employment_id): (&Hire, Uuid),
        exit: EndEmployment,
        known: Instant,
        employment: &mut NewLine<Employment>,
    ) -> Result<DateRange> {
        self.code("exit_ground", &exit.ground, "/ground")?;
        let not_employed = || Problem::conflict("people.not_employed").at("/last_day").with("day", exit.last_day);
        let whole = DateRange::inclusive(hire.hired_on, Some(exit.last_day)).map_err(|_| not_employed())?;
        let held = employment.facts().first().ok_or_else(not_employed)?.value.clone();
        let reason: Option<Sealed<String>> = exit
            .reason
            .map(|reason| work.seal(Employment::META, Employment::EXIT_REASON, employment_id, reason.expose()));
        let after = DateRange::starting(exit.last_day + Days::new(1));
        employment.clear(after, known)?;
        employment.put(whole, known, Employment { exit_ground: Some(exit.ground), exit_reason: reason, ..held })?;
        Ok(after)
    }
}
