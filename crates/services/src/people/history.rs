//! Working lives as an older system kept them: the person once, then each employment with its posts, contracts and pay
//! over time. The same checks as for a hire, and the same facts as if each change had been written on its own day.

use kernel::{Date, DateRange, EmploymentId, Instant, LegalEntityId, OrgUnitId, PersonId, Problem, Sensitive};
use storage::rows::{Assignment, Compensation};
use storage::{NewLine, UnitOfWork};
use uuid::Uuid;

use super::commands::{contract_row, employment_row, first_assignment, pay_row};
use super::hiring::Hiring;
use super::views::{ChangePay, ContractTerms, EndEmployment, Hire, NewPerson};
use crate::{App, Result};

/// Something that holds from a day on, until the next one of its kind; `None`: nothing holds.
#[derive(Debug, Clone)]
pub struct Since<T> {
    /// First day.
    pub first_day: Date,
    /// Since when it is known.
    pub known_at: Instant,
    /// What holds.
    pub value: Option<T>,
}

/// A post.
#[derive(Debug, Clone)]
pub struct Post {
    /// In which unit.
    pub unit_id: OrgUnitId,
    /// To whom the person reports.
    pub manager_id: Option<PersonId>,
    /// Position.
    pub position: String,
    /// Level.
    pub job_level: Option<String>,
    /// Work place as the law data names it.
    pub place: String,
    /// `standard`, `comprehensive` or `flexible`.
    pub working_time: String,
}

/// An amount of monthly base pay, and why it became this.
#[derive(Debug)]
pub struct PayFact {
    /// Monthly base pay.
    pub base_pay: Sensitive<kernel::Money>,
    /// A code of the catalogue `pay_reason`.
    pub reason: String,
}

/// One employment with everything that held in it, each list by first day.
#[derive(Debug)]
pub struct WorkingLife {
    /// Whose; made by [`Hiring::person`] or known before.
    pub person_id: PersonId,
    /// With which employer.
    pub legal_entity_id: LegalEntityId,
    /// Employee number.
    pub employee_no: String,
    /// `full_time`, `part_time`, `intern` …
    pub kind: String,
    /// First day.
    pub hired_on: Date,
    /// Since when the hire is known.
    pub known_at: Instant,
    /// Last day of probation.
    pub probation_last_day: Option<Date>,
    /// The first one begins with the employment.
    pub posts: Vec<Since<Post>>,
    /// Contracts, and since when each is known.
    pub contracts: Vec<(ContractTerms, Instant)>,
    /// Pay.
    pub pay: Vec<Since<PayFact>>,
    /// The end, and since when it is known.
    pub exit: Option<(EndEmployment, Instant)>,
}

/// What a working life made.
#[derive(Debug, Clone)]
pub struct Lived {
    /// The employment.
    pub employment_id: EmploymentId,
    /// The contracts, in the order in which they were given.
    pub contracts: Vec<Uuid>,
}

impl Hiring {
    /// Composes a person, whose employments follow.
    pub fn person(&mut self, app: &App, work: &UnitOfWork, person: &NewPerson) -> Result<PersonId> {
        let person = self.new_person(app, work, person)?;
        let id = PersonId(person.id);
        self.identities.extend(person.identity_blind.clone());
        self.people.push(person);
        Ok(id)
    }

    /// Checks an employment and composes its rows.
    pub fn live(&mut self, work: &UnitOfWork, life: WorkingLife) -> Result<Lived> {
        let hire = first_day_of(&life)?;
        self.check(&hire, life.known_at)?;
        let (person, employment_id) = (life.person_id.0, work.new_id());
        let since = DateRange::starting(life.hired_on);
        let number = life.employee_no.trim().to_owned();
        let employment = employment_row(work, &hire, number.clone(), employment_id, person, life.known_at);
        let mut employment = NewLine::new(since, life.known_at, employment);
        let mut assignment = self.posts(work, &hire, (employment_id, person), life.posts)?;
        let mut pay = self.pay_line(work, (employment_id, person), life.pay)?;
        if let Some((exit, known)) = life.exit {
            let after = self.end(work, (&hire, employment_id), exit, known, &mut employment)?;
            assignment.clear(after, known)?;
            if let Some(pay) = &mut pay {
                pay.clear(after, known)?;
            }
        }
        let mut contracts = Vec::with_capacity(life.contracts.len());
        for (terms, known) in life.contracts {
            self.code("contract_kind", &terms.kind, "/contract/kind")?;
            let (range, row) = contract_row(work, employment_id, person, &terms, known)?;
            contracts.push(row.contract_id);
            self.contracts.push(NewLine::new(range, known, row));
        }
        self.numbers.insert(number.clone());
        self.fresh.push(number);
        self.employments.push(employment);
        self.assignments.push(assignment);
        self.pay.extend(pay);
        Ok(Lived { employment_id: EmploymentId(employment_id), contracts })
    }

    fn posts(
        &self,
        work: &UnitOfWork,
        hire: &Hire,
        (employment, person): (Uuid, Uuid),
        posts: Vec<Since<Post>>,
    ) -> Result<NewLine<Assignment>> {
        let mut line: Option<NewLine<Assignment>> = None;
        for Since { first_day, known_at, value } in posts {
            let range = DateRange::starting(first_day);
            let Some(post) = value else {
                line.iter_mut().try_for_each(|line| line.clear(range, known_at))?;
                continue;
            };
            self.unit_holds(post.unit_id.0, first_day, known_at)?;
            self.code("working_time", &post.working_time, "/working_time")?;
            if post.manager_id.is_some_and(|manager| manager.0 == person) {
                return Err(Problem::conflict("people.own_manager").at("/manager_id"));
            }
            let row = Assignment {
                unit_id: post.unit_id.0,
                manager_id: post.manager_id.map(|manager| manager.0),
                position: post.position.trim().to_owned(),
                job_level: post.job_level,
                place: post.place,
                working_time: post.working_time,
                valid_from: first_day,
                ..first_assignment(work, hire, employment, person, known_at)
            };
            match &mut line {
                Some(line) => line.put(range, known_at, row)?,
                None => line = Some(NewLine::new(range, known_at, row)),
            }
        }
        line.ok_or_else(|| Problem::invalid("people.no_post").at("/posts"))
    }

    fn pay_line(
        &self,
        work: &UnitOfWork,
        (employment, person): (Uuid, Uuid),
        pay: Vec<Since<PayFact>>,
    ) -> Result<Option<NewLine<Compensation>>> {
        let mut line: Option<NewLine<Compensation>> = None;
        for Since { first_day, known_at, value } in pay {
            let range = DateRange::starting(first_day);
            let Some(PayFact { base_pay, reason }) = value else { continue };
            self.code("pay_reason", &reason, "/reason")?;
            if base_pay.expose().fen() <= 0 {
                return Err(Problem::invalid("people.pay_not_positive").at("/base_pay_fen"));
            }
            let change = ChangePay { first_day, base_pay_fen: base_pay, reason };
            let row = pay_row(work, employment, person, change, known_at);
            match &mut line {
                Some(line) => line.put(range, known_at, row)?,
                None => line = Some(NewLine::new(range, known_at, row)),
            }
        }
        Ok(line)
    }
}

/// The state of the first day, as a hire says it.
fn first_day_of(life: &WorkingLife) -> Result<Hire> {
    let first = life.posts.first().filter(|post| post.first_day == life.hired_on);
    let first = first.and_then(|post| post.value.as_ref());
    let first = first.ok_or_else(|| Problem::invalid("people.no_post").at("/posts"))?;
    Ok(Hire {
        person_id: Some(life.person_id),
        person: None,
        legal_entity_id: life.legal_entity_id,
        employee_no: life.employee_no.clone(),
        kind: life.kind.clone(),
        hired_on: life.hired_on,
        probation_last_day: life.probation_last_day,
        contract: None,
        unit_id: first.unit_id,
        manager_id: first.manager_id,
        position: first.position.clone(),
        job_level: first.job_level.clone(),
        place: first.place.clone(),
        working_time: first.working_time.clone(),
        base_pay_fen: None,
    })
}
