//! Very many invented people with years of history, for measuring: written as rows, not lived through.
//!
//! What the rows say is what the commands would have left: whoever was transferred has the assignment that was thought
//! open-ended, the one that was cut, and the one that followed, each known since its day.

use chrono::{Datelike as _, Days, Months};
use kernel::{Date, DateRange, Instant, Money, OrgUnitId, PersonId, Problem, Record};
use storage::rows::{
    Assignment, Compensation, Contract, Employment, Leave, LegalEntity, OrgUnit, PerformanceResult, Person, PersonEvent,
};
use storage::{Document, Sealed, UnitOfWork};
use uuid::Uuid;

use super::names;
use super::random::Draws;
use crate::people::{initials_of, pinyin_of};
use crate::{App, Result};

/// People in one unit.
const UNIT: usize = 40;
/// Units right below a unit.
const BELOW: usize = 12;
/// People written in one unit of work.
const STROKE: usize = 400;
/// Years of history.
const YEARS: u32 = 5;

const ENTITIES: [(&str, &str, &str); 4] = [
    ("云程科技（上海）有限公司", "云程上海", "CN-Shanghai"),
    ("云程软件（北京）有限公司", "云程北京", "CN-Beijing"),
    ("云程网络（深圳）有限公司", "云程深圳", "CN-Shenzhen"),
    ("云程数据（成都）有限公司", "云程成都", "CN-Chengdu"),
];
const POSITIONS: [&str; 8] =
    ["后端工程师", "前端工程师", "测试工程师", "产品经理", "数据分析师", "运维工程师", "客户经理", "人力资源专员"];
const LEVELS: [&str; 6] = ["P4", "P5", "P6", "P7", "P8", "P9"];

/// Who was written, for whoever asks about them.
#[derive(Debug, Clone)]
pub struct CrowdPerson {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub full_name: String,
    /// Employee number.
    pub employee_no: String,
    /// Which unit, as a place in [`Crowd::units`].
    pub unit: usize,
}

/// A crowd that can grow.
#[derive(Debug)]
pub struct Crowd {
    /// The people, in the order in which they were written; the first of each unit heads it.
    pub people: Vec<CrowdPerson>,
    /// The units, the top one first.
    pub units: Vec<OrgUnitId>,
    entities: Vec<LegalEntity>,
    draws: Draws,
    today: Date,
}

impl Crowd {
    /// A group without people.
    pub async fn found(app: &App, seed: u64) -> Result<Self> {
        let mut work = begin(app).await?;
        let mut entities = Vec::new();
        for (name, short_name, place) in ENTITIES {
            let row = LegalEntity {
                id: work.new_id(),
                name: name.to_owned(),
                short_name: short_name.to_owned(),
                credit_code: None,
                place: place.to_owned(),
                active: true,
                parent_id: None,
            };
            work.insert(row.clone()).await?;
            entities.push(row);
        }
        work.commit().await?;
        Ok(Self { people: Vec::new(), units: Vec::new(), entities, draws: Draws::new(seed), today: app.today() })
    }

    /// The unit above, as a place in the list.
    pub const fn above(unit: usize) -> Option<usize> {
        if unit == 0 { None } else { Some((unit - 1) / BELOW) }
    }

    /// Lets the crowd grow to so many people; `told` hears how many there are.
    pub async fn grow(&mut self, app: &App, people: usize, mut told: impl FnMut(usize)) -> Result<()> {
        while self.people.len() < people {
            let stroke = STROKE.min(people - self.people.len());
            let mut work = begin(app).await?;
            let mut rows = Rows::default();
            for _ in 0..stroke {
                self.one_more(&work, &mut rows)?;
            }
            rows.write(&mut work).await?;
            work.commit().await?;
            told(self.people.len());
        }
        Ok(())
    }

    fn one_more(&mut self, work: &UnitOfWork, rows: &mut Rows) -> Result<()> {
        let serial = self.people.len();
        let unit = serial / UNIT;
        let person = work.new_id();
        if unit == self.units.len() {
            self.one_more_unit(work, rows, person);
        }
        let woman = self.draws.chance(0.5);
        let full_name = names::name(&self.draws, woman);
        let employee_no = format!("YC{:06}", serial + 1);
        rows.persons.push(person_row(work, person, &full_name, serial, woman));
        self.working_life(work, rows, person, &employee_no, unit)?;
        self.people.push(CrowdPerson { id: PersonId(person), full_name, employee_no, unit });
        Ok(())
    }

    fn one_more_unit(&mut self, work: &UnitOfWork, rows: &mut Rows, head: Uuid) {
        let place = self.units.len();
        let (id, from) = (work.new_id(), self.first_day());
        let above = Self::above(place).map(|above| self.units[above].0);
        let kind = match place {
            0 => "group",
            1..=BELOW => "business_unit",
            _ => "department",
        };
        rows.units.push(OrgUnit {
            row_id: work.new_id(),
            unit_id: id,
            parent_id: above,
            code: format!("U{place:05}"),
            name: if place == 0 { "云程集团".to_owned() } else { format!("第{place}组织") },
            kind: kind.to_owned(),
            head_person_id: Some(head),
            valid_from: from,
            valid_until: None,
            known_from: Instant::start_of(from).into(),
            known_until: None,
            recorded_at: work.now().into(),
        });
        self.units.push(OrgUnitId(id));
    }

    fn first_day(&self) -> Date {
        self.today - Months::new(YEARS * 12)
    }

    /// The head of the unit; of the head the head of the unit above.
    fn manager(&self, unit: usize, person: Uuid) -> Option<Uuid> {
        let head = |unit: usize| self.people.get(unit * UNIT).map(|head| head.id.0);
        match head(unit) {
            Some(head) if head != person => Some(head),
            _ => Self::above(unit).and_then(head),
        }
    }

    fn working_life(
        &mut self,
        work: &UnitOfWork,
        rows: &mut Rows,
        person: Uuid,
        number: &str,
        unit: usize,
    ) -> Result<()> {
        let draws = &self.draws;
        let since = self.first_day();
        // Most were there before; the others came since then. Heads were there from the first day on and stay.
        let heads = self.people.len().is_multiple_of(UNIT);
        let late = if heads || draws.chance(0.6) { 0 } else { draws.whole([0, 1_700]) };
        let hired = since + days(late);
        let there = (self.today - hired).num_days();
        let left = (!heads && draws.chance(0.1) && there > 200).then(|| hired + days(draws.whole([120, there])));
        let entity = &self.entities[draws.index(self.entities.len())];
        let life = Life { work, person, employment: work.new_id(), hired, left };
        life.employ(rows, entity.id, number, (self.today - hired).num_days() < 150);
        life.sign(rows, draws.chance(0.3));
        self.assign(rows, &life, entity, unit);
        life.pay(rows, draws)?;
        life.rate(rows, draws, self.today);
        life.rest(rows, draws, self.today);
        Ok(())
    }

    /// One assignment, and as many changes as fit: from other units into the present one.
    fn assign(&self, rows: &mut Rows, life: &Life<'_>, entity: &LegalEntity, unit: usize) {
        let draws = &self.draws;
        let end = life.left.unwrap_or(self.today);
        let span = (end - life.hired).num_days();
        let changes = if span < 200 { 0 } else { draws.whole([1, 3]) };
        let mut begins: Vec<Date> = (0..changes).map(|_| life.hired + days(draws.whole([60, span - 1]))).collect();
        begins.push(life.hired);
        begins.sort_unstable();
        begins.dedup();
        let (place, level) = (entity.place.clone(), draws.index(LEVELS.len() - 1));
        for (turn, from) in begins.iter().enumerate() {
            let last = turn + 1 == begins.len();
            let there = if last { unit } else { draws.index(self.units.len()) };
            let row = |until: Option<Date>, known: Date, forgotten: Option<Date>| Assignment {
                row_id: life.work.new_id(),
                employment_id: life.employment,
                person_id: life.person,
                legal_entity_id: entity.id,
                unit_id: self.units[there].0,
                manager_id: self.manager(there, life.person),
                position: POSITIONS[(turn + unit) % POSITIONS.len()].to_owned(),
                position_id: None,
                job_level: Some(LEVELS[(level + turn).min(LEVELS.len() - 1)].to_owned()),
                place: place.clone(),
                working_time: "standard".to_owned(),
                valid_from: *from,
                valid_until: until,
                known_from: Instant::start_of(known).into(),
                known_until: forgotten.map(|day| Instant::start_of(day).into()),
                recorded_at: Instant::start_of(known).into(),
            };
            match begins.get(turn + 1).copied().or(life.left) {
                Some(until) => {
                    rows.assignments.push(row(None, *from, Some(until)));
                    rows.assignments.push(row(Some(until), until, None));
                }
                None => rows.assignments.push(row(None, *from, None)),
            }
        }
    }
}

async fn begin(app: &App) -> Result<UnitOfWork> {
    app.begin(&access::Caller::system(), "write_crowd", None).await
}

fn days(count: i64) -> Days {
    Days::new(count.max(0).cast_unsigned())
}

fn person_row(work: &UnitOfWork, id: Uuid, full_name: &str, serial: usize, woman: bool) -> Person {
    let birth = Date::default() + days(7_000 + (i64::try_from(serial).unwrap_or(0) * 37) % 12_000);
    let seal = |field, text: String| -> Option<Sealed<String>> { Some(work.seal(Person::META, field, id, &text)) };
    Person {
        id,
        full_name: full_name.to_owned(),
        name_pinyin: pinyin_of(full_name),
        name_initials: initials_of(full_name),
        identity_number: seal(Person::IDENTITY_NUMBER, names::identity_number(birth, serial, woman)),
        identity_blind: None,
        phone: seal(Person::PHONE, names::phone(serial)),
        phone_blind: None,
        email: seal(Person::EMAIL, format!("p{serial}@example.com")),
        bank_account: seal(Person::BANK_ACCOUNT, names::bank_account(serial)),
        birth_date: None,
        sex: None,
        created_at: work.now().into(),
    }
}

/// One employment and what is recorded under it.
struct Life<'a> {
    work: &'a UnitOfWork,
    person: Uuid,
    employment: Uuid,
    hired: Date,
    /// The first day after it.
    left: Option<Date>,
}

impl Life<'_> {
    fn employ(&self, rows: &mut Rows, entity: Uuid, number: &str, new: bool) {
        let row = |until: Option<Date>, known: Date, forgotten: Option<Date>| Employment {
            row_id: self.work.new_id(),
            employment_id: self.employment,
            person_id: self.person,
            legal_entity_id: entity,
            employee_no: number.to_owned(),
            kind: "full_time".to_owned(),
            probation_until: new.then(|| self.hired + Months::new(6)),
            exit_ground: until.map(|_| "employee_resign_art37".to_owned()),
            exit_reason: None,
            valid_from: self.hired,
            valid_until: until,
            known_from: Instant::start_of(known).into(),
            known_until: forgotten.map(|day| Instant::start_of(day).into()),
            recorded_at: Instant::start_of(known).into(),
        };
        match self.left {
            // Said a month before.
            Some(left) => {
                let said = (left - Days::new(30)).max(self.hired);
                rows.employments.push(row(None, self.hired, Some(said)));
                rows.employments.push(row(Some(left), said, None));
            }
            None => rows.employments.push(row(None, self.hired, None)),
        }
    }

    /// A contract of three years, and what followed it.
    fn sign(&self, rows: &mut Rows, open_ended: bool) {
        let second = self.hired + Months::new(36);
        let row = |range: DateRange, kind: &str| Contract {
            row_id: self.work.new_id(),
            contract_id: self.work.new_id(),
            employment_id: self.employment,
            person_id: self.person,
            kind: kind.to_owned(),
            signed_on: Some(range.from()),
            valid_from: range.from(),
            valid_until: range.until(),
            known_from: Instant::start_of(range.from()).into(),
            known_until: None,
            recorded_at: Instant::start_of(range.from()).into(),
        };
        let first = DateRange::new(self.hired, Some(second)).unwrap_or(DateRange::starting(self.hired));
        rows.contracts.push(row(first, "fixed_term"));
        if self.left.is_none_or(|left| left > second) {
            let (until, kind) =
                if open_ended { (None, "open_ended") } else { (Some(second + Months::new(36)), "fixed_term") };
            rows.contracts.push(row(DateRange::new(second, until).unwrap_or(DateRange::starting(second)), kind));
        }
    }

    fn pay(&self, rows: &mut Rows, draws: &Draws) -> Result<()> {
        let mut fen = draws.whole([800_000, 3_000_000]);
        for year in 0..3 {
            let from = self.hired + Months::new(year * 18);
            let until = (year < 2).then(|| self.hired + Months::new((year + 1) * 18));
            let range = DateRange::new(from, until).map_err(|_| Problem::invalid("input.range_reversed"))?;
            rows.pay.push(Compensation {
                row_id: self.work.new_id(),
                employment_id: self.employment,
                person_id: self.person,
                base_pay: self.seal(Compensation::META, Compensation::BASE_PAY, self.employment, &Money::from_fen(fen)),
                reason: if year == 0 { "hire" } else { "annual_review" }.to_owned(),
                valid_from: range.from(),
                valid_until: range.until(),
                known_from: Instant::start_of(from).into(),
                known_until: None,
                recorded_at: Instant::start_of(from).into(),
            });
            fen += fen / 12;
        }
        Ok(())
    }

    /// A result a year.
    fn rate(&self, rows: &mut Rows, draws: &Draws, today: Date) {
        for year in self.hired.year()..self.left.unwrap_or(today).year() {
            let day = |month, day| Date::from_ymd_opt(year, month, day).unwrap_or_default();
            let (id, known) = (self.work.new_id(), Instant::start_of(day(12, 31)));
            let score = draws.whole([6_000, 9_900]);
            rows.results.push(PerformanceResult {
                id,
                person_id: self.person,
                cycle: format!("{year}"),
                first_day: day(1, 1),
                last_day: day(12, 31),
                score: self.seal(PerformanceResult::META, PerformanceResult::SCORE, id, &score),
                known_from: known.into(),
                known_until: None,
                recorded_at: known.into(),
            });
        }
    }

    /// Days away, and an award for some.
    fn rest(&self, rows: &mut Rows, draws: &Draws, today: Date) {
        let span = (self.left.unwrap_or(today) - self.hired).num_days().max(1);
        for _ in 0..3 {
            let (id, day) = (self.work.new_id(), self.hired + days(draws.whole([0, span - 1])));
            let kind = (*draws.pick(&["annual", "personal", "sick"])).to_owned();
            rows.leaves.push(Leave {
                id,
                person_id: self.person,
                kind: self.seal(Leave::META, Leave::KIND, id, &kind),
                first_day: day,
                last_day: day,
                half_days: 2,
                known_from: Instant::start_of(day).into(),
                known_until: None,
                recorded_at: Instant::start_of(day).into(),
            });
        }
        let (id, day) = (self.work.new_id(), self.hired + days(draws.whole([0, span - 1])));
        let detail = Document(serde_json::json!({ "note": "季度之星" }));
        rows.events.push(PersonEvent {
            id,
            person_id: self.person,
            kind: "award".to_owned(),
            day,
            detail: self.seal(PersonEvent::META, PersonEvent::DETAIL, id, &detail),
            known_from: Instant::start_of(day).into(),
            known_until: None,
            recorded_at: Instant::start_of(day).into(),
        });
    }

    fn seal<T: storage::Plain>(
        &self,
        record: &'static kernel::RecordMeta,
        field: &'static kernel::FieldMeta,
        key: Uuid,
        value: &T,
    ) -> Sealed<T> {
        self.work.seal(record, field, key, value)
    }
}

/// What one unit of work writes.
#[derive(Default)]
struct Rows {
    units: Vec<OrgUnit>,
    persons: Vec<Person>,
    employments: Vec<Employment>,
    contracts: Vec<Contract>,
    assignments: Vec<Assignment>,
    pay: Vec<Compensation>,
    results: Vec<PerformanceResult>,
    leaves: Vec<Leave>,
    events: Vec<PersonEvent>,
}

impl Rows {
    async fn write(self, work: &mut UnitOfWork) -> Result<()> {
        work.insert_all(self.units).await?;
        work.insert_all(self.persons).await?;
        work.insert_all(self.employments).await?;
        work.insert_all(self.contracts).await?;
        work.insert_all(self.assignments).await?;
        work.insert_all(self.pay).await?;
        work.insert_all(self.results).await?;
        work.insert_all(self.leaves).await?;
        work.insert_all(self.events).await?;
        Ok(())
    }
}
