//! What holds around a person on a day: what the checks look at and what a change is compared with.

use chrono::Days;
use kernel::{Date, Money, PersonId, Problem};
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, DutyStatus, Employment, Person};
use storage::{Db, Store};
use uuid::Uuid;

use crate::Result;

/// What is known now about a day.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub(super) day: Date,
    pub(super) today: Date,
    pub(super) person: Person,
    /// The employment on the day; none for somebody who is not here then.
    pub(super) employment: Option<Employment>,
    pub(super) assignment: Option<Assignment>,
    pub(super) pay: Option<Money>,
    pub(super) contract: Option<Contract>,
    pub(super) duty: Option<DutyStatus>,
    /// The person's other employments.
    pub(super) earlier: Vec<Employment>,
}

impl Facts {
    /// Reads them.
    pub(super) async fn read(store: &Store, db: &Db<'_>, person: PersonId, (day, today): (Date, Date)) -> Result<Self> {
        let row = Find::<Person>::by_id(db, person.0).await?.ok_or(Problem::not_found("people.unknown"))?;
        let all = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known().all(db).await?;
        let holds = |row: &Employment| row.valid_from <= day && row.valid_until.is_none_or(|until| day < until);
        let employment = all.iter().find(|row| holds(row)).cloned();
        let own = employment.as_ref().map(|row| row.employment_id);
        let earlier = all.into_iter().filter(|row| Some(row.employment_id) != own).collect();
        let (mut assignment, mut pay, mut contract, mut duty) = (None, None, None, None);
        if let Some(id) = own {
            assignment = Find::<Assignment>::new().timeline(id).known().on(day).one(db).await?;
            let row = Find::<Compensation>::new().timeline(id).known().on(day).one(db).await?;
            pay = row.map(|row| open_pay(store, &row)).transpose()?;
            contract = Find::<Contract>::new().eq(Contract::EMPLOYMENT_ID, id).known().on(day).one(db).await?;
            duty = Find::<DutyStatus>::new().timeline(id).known().on(day).one(db).await?;
        }
        Ok(Self { day, today, person: row, employment, assignment, pay, contract, duty, earlier })
    }

    /// The employment, or a refusal: nothing changes for somebody who is not here.
    pub(super) fn employed(&self) -> Result<&Employment> {
        self.employment.as_ref().ok_or_else(|| not_employed(self.day))
    }

    /// The assignment of the day.
    pub(super) fn post(&self) -> Result<&Assignment> {
        self.assignment.as_ref().ok_or_else(|| not_employed(self.day))
    }

    /// Last day of probation, as far as one was agreed.
    pub(super) fn probation_last_day(&self) -> Option<Date> {
        self.employment.as_ref().and_then(|row| row.probation_until).map(|until| until - Days::new(1))
    }

    /// Whether an earlier employment with this company had a probation.
    pub(super) fn had_probation_with(&self, entity: Uuid) -> bool {
        self.earlier.iter().any(|row| row.legal_entity_id == entity && row.probation_until.is_some())
    }
}

fn not_employed(day: Date) -> Problem {
    Problem::conflict("people.not_employed").at("/effective_on").with("day", day)
}

fn open_pay(store: &Store, row: &Compensation) -> Result<Money> {
    let opened = store.unseal("compensation", Compensation::BASE_PAY, row.employment_id, &row.base_pay)?;
    Ok(opened.into_exposed())
}
