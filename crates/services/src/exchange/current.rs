//! What holds today about the people of a workbook.

use std::collections::HashMap;

use access::Subject;
use kernel::{Money, Record, Sensitive};
use storage::query::{Find, subjects_of};
use storage::rows::{Assignment, Compensation, Employment, OrgUnit, Person};
use storage::{Db, Plain, Sealed};
use uuid::Uuid;

use crate::imports::Target;
use crate::{App, Result};

/// People in one statement.
const CHUNK: usize = 400;

/// One person today.
pub(super) struct Current {
    pub(super) subject: Subject,
    pub(super) person: Person,
    pub(super) employment: Option<Employment>,
    pub(super) seat: Option<Assignment>,
    pub(super) pay: Option<Compensation>,
}

/// All of them, and what their cells may name.
pub(super) struct Scene {
    pub(super) people: HashMap<Uuid, Current>,
    units: HashMap<Uuid, OrgUnit>,
    paths: HashMap<String, Uuid>,
    numbers: HashMap<Uuid, String>,
    by_number: HashMap<String, Uuid>,
}

impl Scene {
    /// Reads it. `numbers` are employee numbers that cells name as managers.
    pub(super) async fn read(app: &App, db: &Db<'_>, people: &[Uuid], numbers: &[String]) -> Result<Self> {
        let (today, now) = (app.today(), app.now());
        let mut found: HashMap<Uuid, Current> = HashMap::new();
        let mut managers = Vec::new();
        for chunk in people.chunks(CHUNK) {
            let ids = || chunk.iter().copied();
            let mut subjects = subjects_of(db, chunk, today).await?;
            let employments =
                Find::<Employment>::new().any(Employment::PERSON_ID, ids()).as_of(today, now).all(db).await?;
            let mut employments: HashMap<Uuid, Employment> = by(employments, |row| row.person_id);
            let seats = Find::<Assignment>::new().any(Assignment::PERSON_ID, ids()).as_of(today, now).all(db).await?;
            managers.extend(seats.iter().filter_map(|row| row.manager_id));
            let mut seats: HashMap<Uuid, Assignment> = by(seats, |row| row.person_id);
            let pay = Find::<Compensation>::new().any(Compensation::PERSON_ID, ids()).as_of(today, now).all(db).await?;
            let mut pay: HashMap<Uuid, Compensation> = by(pay, |row| row.person_id);
            for person in Find::<Person>::new().any(Person::ID, ids()).all(db).await? {
                let id = person.id;
                let nowhere = Subject { person: Some(id), ..Subject::default() };
                found.insert(
                    id,
                    Current {
                        subject: subjects.remove(&id).unwrap_or(nowhere),
                        employment: employments.remove(&id),
                        seat: seats.remove(&id),
                        pay: pay.remove(&id),
                        person,
                    },
                );
            }
        }
        let mut by_number = HashMap::new();
        let mut own = HashMap::new();
        for chunk in managers.chunks(CHUNK) {
            let find = Find::<Employment>::new().any(Employment::PERSON_ID, chunk.iter().copied()).as_of(today, now);
            own.extend(find.all(db).await?.into_iter().map(|row| (row.person_id, row.employee_no)));
        }
        for chunk in numbers.chunks(CHUNK) {
            let find = Find::<Employment>::new().any(Employment::EMPLOYEE_NO, chunk.iter().map(String::as_str));
            let rows = find.as_of(today, now).all(db).await?;
            by_number.extend(rows.into_iter().map(|row| (row.employee_no, row.person_id)));
        }
        let units: HashMap<Uuid, OrgUnit> =
            by(Find::<OrgUnit>::new().as_of(today, now).all(db).await?, |row| row.unit_id);
        let paths = units.keys().map(|unit| (path(&units, *unit), *unit)).collect();
        Ok(Self { people: found, units, paths, numbers: own, by_number })
    }

    /// The unit of this path.
    pub(super) fn unit(&self, path: &str) -> Option<Uuid> {
        self.paths.get(path).copied()
    }

    /// All paths, sorted.
    pub(super) fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.paths.keys().cloned().collect();
        paths.sort();
        paths
    }

    /// Who has this number today.
    pub(super) fn manager(&self, number: &str) -> Option<Uuid> {
        self.by_number.get(number).copied()
    }

    /// The value as its cell shows it, in the one spelling of [`super::columns::plain`].
    pub(super) fn text(&self, app: &App, current: &Current, target: Target) -> Result<Option<String>> {
        let Current { subject: _, person, employment: _, seat, pay } = current;
        let seat = seat.as_ref();
        let sealed =
            |field, value: &Option<Sealed<String>>| opened(app, (Person::META.name, field), person.id, value.as_ref());
        Ok(match target {
            Target::UnitPath => seat.map(|row| path(&self.units, row.unit_id)),
            Target::Position => seat.map(|row| row.position.clone()).filter(|text| !text.is_empty()),
            Target::JobLevel => seat.and_then(|row| row.job_level.clone()),
            Target::ManagerNo => seat.and_then(|row| row.manager_id).and_then(|id| self.numbers.get(&id).cloned()),
            Target::Place => seat.map(|row| row.place.clone()),
            Target::BasePay => {
                let place = (Compensation::META.name, Compensation::BASE_PAY);
                let amount: Option<Money> = match pay {
                    Some(row) => opened(app, place, row.employment_id, Some(&row.base_pay))?,
                    None => None,
                };
                amount.map(|amount| amount.to_string())
            }
            Target::Phone => sealed(Person::PHONE, &person.phone)?,
            Target::Email => sealed(Person::EMAIL, &person.email)?,
            Target::IdentityNumber => sealed(Person::IDENTITY_NUMBER, &person.identity_number)?,
            Target::BankAccount => sealed(Person::BANK_ACCOUNT, &person.bank_account)?,
            _ => None,
        })
    }
}

fn by<R>(rows: Vec<R>, key: impl Fn(&R) -> Uuid) -> HashMap<Uuid, R> {
    rows.into_iter().map(|row| (key(&row), row)).collect()
}

fn opened<T: Plain>(
    app: &App,
    (record, field): (&'static str, &'static kernel::FieldMeta),
    key: Uuid,
    sealed: Option<&Sealed<T>>,
) -> Result<Option<T>> {
    let opened = sealed.map(|sealed| app.store().unseal(record, field, key, sealed)).transpose()?;
    Ok(opened.map(Sensitive::into_exposed))
}

/// Names from the top down.
fn path(units: &HashMap<Uuid, OrgUnit>, unit: Uuid) -> String {
    let (mut names, mut next) = (Vec::new(), Some(unit));
    while let Some(unit) = next.and_then(|id| units.get(&id)).filter(|_| names.len() < 30) {
        names.push(unit.name.as_str());
        next = unit.parent_id;
    }
    names.reverse();
    names.join(" > ")
}
