//! Random working lives against a naive replay: a table of days, filled event by event.
//!
//! A new kind of event (a merge of persons, say) takes three arms: [`Life::choose`] draws it, [`serve`] drives the
//! services, [`Replay::apply`] does the same to a table of days.

use std::sync::Arc;

use access::{Caller, Grant, Roles, Scope};
use chrono::Days;
use kernel::{AccountId, Date, EmploymentId, Instant, LegalEntityId, Money, OrgUnitId, PersonId, Sensitive};
use serde_json::{Value, json};
use services::changes::{OpenChange, record_change_in, undo_change_in};
use services::people::{
    AsOfQuery, ChangePay, ContractTerms, EndEmployment, Hire, NewPerson, TimelineKind, change_pay_in,
    end_employment_in, hire_in, person_page, person_timeline, reinstate_in,
};
use services::{App, Problem};
use storage::UnitOfWork;
use testkit::{TestStore, day};
use uuid::Uuid;

use crate::fixture::group_in;

/// Days of the window. Day 0 is [`START`], today is day [`TODAY`].
const DAYS: usize = 700;
const START: &str = "2025-12-01";
const TODAY: usize = 354;
/// Histories in one store.
const HISTORIES: u64 = 250;
/// Histories in one unit of work.
const BATCH: u64 = 25;

const UNITS: usize = 2;
const PLACES: [&str; 2] = ["CN-Shanghai", "CN-Beijing"];
const POSITIONS: [&str; 3] = ["工程师", "高级工程师", "架构师"];
const LEVELS: [&str; 3] = ["P6", "P7", "P8"];

fn date(index: usize) -> Date {
    day(START) + Days::new(index as u64)
}

/// Small, repeatable randomness.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below
    }

    fn maybe(&mut self, below: usize) -> Option<usize> {
        (self.roll(3) == 0).then(|| self.roll(below))
    }
}

/// New values of a post; what is none stays.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct NewPost {
    unit: Option<usize>,
    position: Option<usize>,
    level: Option<usize>,
    place: Option<usize>,
    pay: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Event {
    Hire { day: usize, unit: usize, pay: i64, probation: Option<usize> },
    Transfer { day: usize, post: NewPost, promote: bool },
    Raise { day: usize, pay: i64 },
    Confirm { day: usize },
    Away { day: usize, last: Option<usize>, secondment: bool },
    Back { day: usize, secondment: bool },
    Exit { last: usize },
    Reinstate { last: usize },
    Rehire { day: usize, unit: usize, pay: i64 },
    OtherEmployer { day: usize },
    Correct { day: usize, last: Option<usize>, post: NewPost },
    CorrectProbation { day: usize, last: usize },
    CorrectHire { day: usize, hired: usize },
    /// Takes the event at this place of the history back.
    Undo { event: usize },
}

/// What holds on a day under one employment.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Day {
    unit: usize,
    position: usize,
    level: usize,
    place: usize,
}

#[derive(Debug, Clone)]
struct Job {
    hired: usize,
    until: Option<usize>,
    probation_until: Option<usize>,
    posts: Vec<Option<Day>>,
    pay: Vec<Option<(i64, &'static str)>>,
    duty: Vec<Option<bool>>,
}

/// The naive replay: every employment is a table of days.
#[derive(Debug, Clone, Default)]
struct Replay {
    jobs: Vec<Job>,
}

impl Job {
    fn end(&self) -> usize {
        self.until.unwrap_or(DAYS)
    }

    /// A field changes from a day on until it would change anyway, or over given days.
    fn field(&mut self, day: usize, last: Option<usize>, field: fn(&mut Day) -> &mut usize, value: Option<usize>) {
        let (Some(value), Some(mut first)) = (value, self.posts[day]) else { return };
        let old = *field(&mut first);
        for slot in &mut self.posts[day..last.map_or(DAYS, |last| (last + 1).min(DAYS))] {
            let Some(post) = slot else { break };
            if last.is_none() && *field(post) != old {
                break;
            }
            *field(post) = value;
        }
    }

    fn post(&mut self, day: usize, last: Option<usize>, post: NewPost, reason: &'static str) {
        self.field(day, last, |post| &mut post.unit, post.unit);
        self.field(day, last, |post| &mut post.position, post.position);
        self.field(day, last, |post| &mut post.level, post.level);
        self.field(day, last, |post| &mut post.place, post.place);
        if let Some(pay) = post.pay {
            self.raise(day, last, (pay, reason));
        }
    }

    fn raise(&mut self, day: usize, last: Option<usize>, pay: (i64, &'static str)) {
        let (old, end) = (self.pay[day], self.end());
        for slot in &mut self.pay[day..last.map_or(end, |last| (last + 1).min(end))] {
            if last.is_none() && *slot != old {
                break;
            }
            *slot = Some(pay);
        }
    }

    fn cut(&mut self, until: usize) {
        self.until = Some(until);
        self.posts[until..].fill(None);
        self.pay[until..].fill(None);
        self.duty[until..].fill(None);
    }
}

impl Replay {
    /// Everything that was known at an instant, without what was taken back by then.
    fn of(history: &[(Instant, Event)], known: Instant) -> Self {
        let heard: Vec<_> = history.iter().filter(|(at, _)| *at <= known).collect();
        let gone: Vec<usize> = heard
            .iter()
            .filter_map(|(_, event)| match event {
                Event::Undo { event } => Some(*event),
                _ => None,
            })
            .collect();
        let mut replay = Self::default();
        for (place, (_, event)) in heard.into_iter().enumerate() {
            if !gone.contains(&place) {
                replay.apply(*event);
            }
        }
        replay
    }

    fn job(&self, day: usize) -> Option<&Job> {
        self.jobs.iter().find(|job| job.hired <= day && day < job.end())
    }

    fn job_mut(&mut self, day: usize) -> &mut Job {
        self.jobs.iter_mut().find(|job| job.hired <= day && day < job.end()).unwrap()
    }

    fn begin(&mut self, day: usize, post: Day, pay: Option<i64>, probation: Option<usize>) {
        let mut job = Job {
            hired: day,
            until: None,
            probation_until: probation.map(|last| last + 1),
            posts: vec![None; DAYS],
            pay: vec![None; DAYS],
            duty: vec![None; DAYS],
        };
        job.posts[day..].fill(Some(post));
        job.pay[day..].fill(pay.map(|pay| (pay, "hire")));
        self.jobs.push(job);
    }

    fn apply(&mut self, event: Event) {
        match event {
            Event::Hire { day, unit, pay, probation } => {
                self.begin(day, Day { unit, position: 0, level: 0, place: 0 }, Some(pay), probation);
            }
            Event::Rehire { day, unit, pay } => {
                self.begin(day, Day { unit, position: 0, level: 0, place: 0 }, Some(pay), None);
            }
            Event::Transfer { day, post, promote } => {
                let reason = if promote { "promotion" } else { "transfer" };
                self.job_mut(day).post(day, None, post, reason);
            }
            Event::Raise { day, pay } => self.job_mut(day).raise(day, None, (pay, "annual_review")),
            Event::Confirm { day } => self.job_mut(day).probation_until = Some(day),
            Event::Away { day, last, secondment } => {
                let job = self.job_mut(day);
                let end = job.end();
                job.duty[day..last.map_or(end, |last| (last + 1).min(end))].fill(Some(secondment));
            }
            Event::Back { day, secondment } => {
                for slot in &mut self.job_mut(day).duty[day..] {
                    if *slot != Some(secondment) {
                        break;
                    }
                    *slot = None;
                }
            }
            Event::Exit { last } => self.job_mut(last).cut(last + 1),
            Event::Reinstate { last } => {
                let job = self.job_mut(last);
                job.until = None;
                let (post, pay, duty) = (job.posts[last], job.pay[last], job.duty[last]);
                job.posts[last + 1..].fill(post);
                job.pay[last + 1..].fill(pay);
                job.duty[last + 1..].fill(duty);
            }
            Event::OtherEmployer { day } => {
                let old = self.job_mut(day);
                let (post, pay) = (old.posts[day].unwrap(), old.pay[day].map(|(pay, _)| pay));
                old.cut(day);
                self.begin(day, post, pay, None);
            }
            Event::Correct { day, last, post } => self.job_mut(day).post(day, last, post, "correction"),
            Event::CorrectProbation { day, last } => self.job_mut(day).probation_until = Some(last + 1),
            Event::CorrectHire { day, hired } => {
                let job = self.job_mut(day);
                let old = std::mem::replace(&mut job.hired, hired);
                if hired < old {
                    let (post, pay) = (job.posts[old], job.pay[old]);
                    job.posts[hired..old].fill(post);
                    job.pay[hired..old].fill(pay);
                } else {
                    job.posts[old..hired].fill(None);
                    job.pay[old..hired].fill(None);
                    job.duty[old..hired].fill(None);
                }
            }
            Event::Undo { .. } => {}
        }
    }
}

/// One person's history in the making.
struct Life {
    dice: Dice,
    /// With the change that a service opened for it.
    history: Vec<(Instant, Event)>,
    changes: Vec<Option<Uuid>>,
    person: Option<PersonId>,
    numbers: String,
}

impl Life {
    fn now(&self) -> Replay {
        Replay::of(&self.history, Instant::from_micros(i64::MAX))
    }

    fn new_post(&mut self) -> NewPost {
        let dice = &mut self.dice;
        let mut post = NewPost {
            unit: dice.maybe(UNITS),
            position: dice.maybe(POSITIONS.len()),
            level: dice.maybe(LEVELS.len()),
            place: dice.maybe(PLACES.len()),
            pay: dice.maybe(4).map(|step| 600_000 + step as i64 * 100_000),
        };
        if post == NewPost::default() {
            post.unit = Some(dice.roll(UNITS));
        }
        post
    }

    /// Something that may happen now; none when the dice chose what cannot.
    fn choose(&mut self) -> Option<Event> {
        let replay = self.now();
        let Some(last_job) = replay.jobs.iter().max_by_key(|job| job.hired) else {
            let (day, probation) = (60 + self.dice.roll(200), self.dice.maybe(150));
            let unit = self.dice.roll(UNITS);
            return Some(Event::Hire { day, unit, pay: 600_000, probation: probation.map(|more| day + 20 + more) });
        };
        let (first, end) = (last_job.hired, last_job.end());
        if end.saturating_sub(first) < 5 {
            return None;
        }
        let day = first + 1 + self.dice.roll(end - first - 2);
        let last = self.dice.maybe(120).map(|more| day + more);
        let secondment = self.dice.roll(2) == 0;
        let past = day <= TODAY;
        Some(match self.dice.roll(14) {
            0 | 1 => {
                let event = Event::Transfer { day, post: self.new_post(), promote: self.dice.roll(2) == 0 };
                return changes_something(last_job, event).then_some(event);
            }
            2 => Event::Raise { day, pay: 600_000 + self.dice.roll(5) as i64 * 50_000 },
            3 => {
                let until = last_job.probation_until.filter(|until| *until < end && *until > first + 1)?;
                let day = first + 1 + self.dice.roll(until - first - 1);
                (day + 1 < until).then_some(Event::Confirm { day })?
            }
            4 if last_job.duty[day].is_none() => Event::Away { day, last, secondment },
            5 | 6 => {
                let away: Vec<usize> = (first..end.min(DAYS)).filter(|day| last_job.duty[*day].is_some()).collect();
                let day = *away.get(self.dice.roll(away.len().max(1)))?;
                Event::Back { day, secondment: last_job.duty[day]? }
            }
            7 if last_job.until.is_none() => Event::Exit { last: day },
            8 if last_job.until.is_some() => Event::Reinstate { last: end - 1 },
            9 if end + 20 < DAYS && last_job.until.is_some() => {
                Event::Rehire { day: end + self.dice.roll(20), unit: self.dice.roll(UNITS), pay: 700_000 }
            }
            10 if last_job.until.is_none() && self.dice.roll(3) == 0 => Event::OtherEmployer { day },
            11 if past => Event::Correct { day, last, post: self.new_post() },
            12 if past && self.dice.roll(2) == 0 => Event::CorrectProbation { day, last: first + 10 + self.dice.roll(90) },
            12 if first <= TODAY => {
                let hired = (first + 10).saturating_sub(self.dice.roll(30));
                let free = replay.jobs.iter().all(|job| job.hired == first || job.end() <= hired);
                (hired != first && hired + 2 < end && free).then_some(Event::CorrectHire { day: first, hired })?
            }
            13 => {
                let open = |place: &usize| self.changes[*place].is_some() && !self.undone(*place);
                let undoable: Vec<usize> = (0..self.history.len()).filter(open).collect();
                let nth = self.dice.roll(undoable.len().max(1));
                Event::Undo { event: *undoable.get(nth)? }
            }
            _ => return None,
        })
    }

    fn undone(&self, place: usize) -> bool {
        self.history.iter().any(|(_, event)| *event == Event::Undo { event: place })
    }
}

/// Whether a transfer says anything new on its day: one that does not is refused.
fn changes_something(job: &Job, event: Event) -> bool {
    let Event::Transfer { day, post, .. } = event else { return true };
    let Some(held) = job.posts[day] else { return false };
    post.unit.is_some_and(|unit| unit != held.unit)
        || post.position.is_some_and(|position| position != held.position)
        || post.level.is_some_and(|level| level != held.level)
        || post.place.is_some_and(|place| place != held.place)
        || post.pay.is_some_and(|pay| job.pay[day].is_none_or(|(old, _)| old != pay))
}

/// What the services need to know of the group.
struct Ground {
    app: App,
    entities: [LegalEntityId; 2],
    units: [OrgUnitId; UNITS],
    unit_names: [&'static str; UNITS],
}

impl Ground {
    fn hire(&self, number: String, at: usize, unit: usize, pay: i64) -> Hire {
        Hire {
            person_id: None,
            person: Some(NewPerson { full_name: "林一".into(), ..NewPerson::default() }),
            legal_entity_id: self.entities[0],
            employee_no: number,
            kind: "full_time".into(),
            hired_on: date(at),
            probation_last_day: None,
            contract: Some(self.contract(at)),
            unit_id: self.units[unit],
            manager_id: None,
            position: POSITIONS[0].into(),
            job_level: Some(LEVELS[0].into()),
            place: PLACES[0].into(),
            working_time: "standard".into(),
            base_pay_fen: Some(Sensitive::new(Money::from_fen(pay))),
        }
    }

    fn contract(&self, at: usize) -> ContractTerms {
        ContractTerms { kind: "open_ended".into(), first_day: date(at), last_day: None, signed_on: Some(date(at)) }
    }
}

fn post_terms(kind: &str, ground: &Ground, post: NewPost, last: Option<usize>) -> Value {
    let mut terms = json!({ "kind": kind });
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            terms[name] = value;
        }
    };
    put("unit_id", post.unit.map(|unit| json!(ground.units[unit])));
    put("position", post.position.map(|position| json!(POSITIONS[position])));
    put("job_level", post.level.map(|level| json!(LEVELS[level])));
    put("place", post.place.map(|place| json!(PLACES[place])));
    put("base_pay_fen", post.pay.map(|pay| json!(pay)));
    put("last_day", last.map(|last| json!(date(last))));
    terms
}

/// Lets the services do what happened. The id of the change, where one was opened; none where an undo was refused
/// because something was built on the change.
async fn serve(ground: &Ground, work: &mut UnitOfWork, life: &mut Life, event: Event, known: Instant) -> Option<Uuid> {
    let replay = life.now();
    let on = |day: usize| replay.job(day).map(|job| job.hired);
    let number = format!("{}-{}", life.numbers, life.history.len());
    let employment = async |work: &UnitOfWork, day: usize| {
        let person = life.person.unwrap();
        let rows = services::people::current_employment(&work.db(), person, date(day)).await.unwrap();
        EmploymentId(rows.unwrap_or_else(|| panic!("nobody on day {day}, {:?}", on(day))).employment_id)
    };
    let (day, terms) = match event {
        Event::Hire { day, unit, pay, probation } => {
            let mut hire = ground.hire(number, day, unit, pay);
            hire.probation_last_day = probation.map(date);
            life.person = Some(hire_in(&ground.app, work, hire, known).await.unwrap().person_id);
            return None;
        }
        Event::Raise { day, pay } => {
            let employment = employment(&*work, day).await;
            let base_pay_fen = Sensitive::new(Money::from_fen(pay));
            let raise = ChangePay { first_day: date(day), base_pay_fen, reason: "annual_review".into() };
            change_pay_in(work, employment, raise, known).await.unwrap();
            return None;
        }
        Event::Exit { last } => {
            let employment = employment(&*work, last).await;
            let end = EndEmployment { last_day: date(last), ground: "employee_resign_art37".into(), reason: None };
            end_employment_in(work, employment, end, known).await.unwrap();
            return None;
        }
        Event::Reinstate { last } => {
            let employment = employment(&*work, last).await;
            reinstate_in(work, employment, date(last), known).await.unwrap();
            return None;
        }
        Event::Undo { event } => {
            let change = life.changes[event].unwrap();
            let undone = undo_change_in(&ground.app, work, change, "录入有误", known).await;
            return match undone {
                Ok(()) => Some(change),
                Err(Problem { code: "changes.built_upon", .. }) => None,
                Err(problem) => panic!("{problem:?}"),
            };
        }
        Event::Transfer { day, post, promote } => {
            (day, post_terms(if promote { "promote" } else { "transfer" }, ground, post, None))
        }
        Event::Confirm { day } => (day, json!({ "kind": "confirm" })),
        Event::Away { day, last, secondment: true } => {
            let last = last.map(date);
            (day, json!({ "kind": "second", "host_name": "合作单位", "paid_by": "home", "last_day": last }))
        }
        Event::Away { day, last, secondment: false } => {
            (day, json!({ "kind": "leave_of_absence", "paid_by": "nobody", "last_day": last.map(date) }))
        }
        Event::Back { day, secondment } => {
            (day, json!({ "kind": if secondment { "end_secondment" } else { "return" } }))
        }
        Event::Rehire { day, unit, pay } => {
            let hire = json!({
                "legal_entity_id": ground.entities[0], "employee_no": number, "kind": "full_time",
                "hired_on": date(day), "unit_id": ground.units[unit], "position": POSITIONS[0],
                "job_level": LEVELS[0], "place": PLACES[0], "working_time": "standard", "base_pay_fen": pay,
            });
            (day, json!({ "kind": "rehire", "hire": hire }))
        }
        Event::OtherEmployer { day } => {
            let contract = json!({ "kind": "open_ended", "first_day": date(day) });
            let to = current_entity(ground, work, life, day).await;
            (
                day,
                json!({ "kind": "transfer", "legal_entity_id": to, "employee_no": number, "contract": contract }),
            )
        }
        Event::Correct { day, last, post } => (day, post_terms("correct", ground, post, last)),
        Event::CorrectProbation { day, last } => {
            (day, json!({ "kind": "correct", "probation_last_day": date(last) }))
        }
        Event::CorrectHire { day, hired } => (day, json!({ "kind": "correct", "hired_on": date(hired) })),
    };
    let change = OpenChange {
        person_id: life.person.unwrap(),
        effective_on: date(day),
        terms: Sensitive::new(terms),
        reason: "业务需要".into(),
        agreement: None,
        corrects: None,
        submit: false,
    };
    let recorded = record_change_in(&ground.app, work, change, known).await;
    Some(recorded.unwrap_or_else(|problem| panic!("{event:?} after {:?}: {problem:?}", life.history)))
}

/// The company that the person is not with.
async fn current_entity(ground: &Ground, work: &UnitOfWork, life: &Life, day: usize) -> LegalEntityId {
    let row = services::people::current_employment(&work.db(), life.person.unwrap(), date(day)).await.unwrap().unwrap();
    if row.legal_entity_id == ground.entities[0].0 { ground.entities[1] } else { ground.entities[0] }
}

/// The person's own eyes: the own page holds everything.
fn own(person: PersonId) -> Caller {
    let role = Arc::new(Roles::built_in().unwrap().get("employee").unwrap().clone());
    Caller::new(AccountId(person.0), Some(person), vec![Grant { role, scope: Scope::person(person.0) }])
}

/// One day of one page against the table of days.
async fn compare_page(ground: &Ground, life: &Life, at: usize, known_on: Date) {
    let person = life.person.unwrap();
    let end = ground.app.instant_of(known_on + Days::new(1), 0, 0).plus_seconds(-1);
    let replay = Replay::of(&life.history, end);
    let query = AsOfQuery { as_of: Some(date(at)), known_on: Some(known_on) };
    let page = person_page(&ground.app, &own(person), person, query).await.unwrap();
    let job = replay.job(at);
    let post = job.and_then(|job| job.posts[at]);
    let told = (
        page.employed,
        page.hired_on.into_option().flatten(),
        page.last_day.into_option().flatten(),
        page.probation_last_day.into_option().flatten(),
        page.position,
        page.job_level,
        page.place,
        page.unit_path.last().map(|unit| unit.name.clone()),
        page.base_pay_fen.into_option().flatten().map(Money::fen),
        page.duty.into_option().flatten().map(|duty| duty.kind == "secondment"),
    );
    let expected = (
        job.is_some(),
        job.map(|job| date(job.hired)),
        job.and_then(|job| job.until).map(|until| date(until - 1)),
        job.and_then(|job| job.probation_until).map(|until| date(until - 1)),
        post.map(|post| POSITIONS[post.position].to_owned()),
        post.map(|post| LEVELS[post.level].to_owned()),
        post.map(|post| PLACES[post.place].to_owned()),
        post.map(|post| ground.unit_names[post.unit].to_owned()),
        job.and_then(|job| job.pay[at]).map(|(pay, _)| pay),
        job.and_then(|job| job.duty[at]),
    );
    assert_eq!(told, expected, "day {at} as known on {known_on}: {:#?}", life.history);
}

/// The whole line of a person, day by day, against the table of days.
async fn compare_line(ground: &Ground, life: &Life, known_on: Date) {
    let person = life.person.unwrap();
    let end = ground.app.instant_of(known_on + Days::new(1), 0, 0).plus_seconds(-1);
    let replay = Replay::of(&life.history, end);
    let query = AsOfQuery { as_of: None, known_on: Some(known_on) };
    let line = person_timeline(&ground.app, &own(person), person, query).await.unwrap();
    let value = |kind: TimelineKind, at: usize, name: &str| {
        let on = date(at);
        let mut items = line.items.iter().filter(|item| {
            item.kind == kind && item.day <= on && item.last_day.is_none_or(|last| on <= last)
        });
        let found = items.next().and_then(|item| item.values.get(name).cloned());
        assert!(items.next().is_none(), "two {kind:?} hold on day {at}: {:#?}", life.history);
        found.filter(|value| !value.is_null())
    };
    for at in (0..DAYS).step_by(3) {
        let job = replay.job(at);
        let post = job.and_then(|job| job.posts[at]);
        let told = [
            value(TimelineKind::Assignment, at, "position"),
            value(TimelineKind::Assignment, at, "job_level"),
            value(TimelineKind::Assignment, at, "place"),
            value(TimelineKind::Assignment, at, "unit"),
            value(TimelineKind::Pay, at, "base_pay_fen"),
            value(TimelineKind::Pay, at, "reason"),
            value(TimelineKind::Duty, at, "duty"),
        ];
        let duty = |secondment: bool| json!(if secondment { "secondment" } else { "leave_of_absence" });
        let expected = [
            post.map(|post| json!(POSITIONS[post.position])),
            post.map(|post| json!(LEVELS[post.level])),
            post.map(|post| json!(PLACES[post.place])),
            post.map(|post| json!(ground.unit_names[post.unit])),
            job.and_then(|job| job.pay[at]).map(|(pay, _)| json!(pay)),
            job.and_then(|job| job.pay[at]).map(|(_, reason)| json!(reason)),
            job.and_then(|job| job.duty[at]).map(duty),
        ];
        assert_eq!(told, expected, "day {at} as known on {known_on}: {:#?}", life.history);
    }
}

/// Lives `HISTORIES` lives on a store and asks about them.
async fn live(test: TestStore, seed: u64) {
    let group = group_in(test).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let second = services::organisation::NewLegalEntity {
        name: "云程科技（北京）有限公司".into(),
        short_name: "云程北京".into(),
        credit_code: None,
        place: "CN-Beijing".into(),
    };
    let second = services::organisation::create_legal_entity_in(&mut work, second).await.unwrap();
    work.commit().await.unwrap();
    let ground = Ground {
        app: group.app.clone(),
        entities: [group.entity, LegalEntityId(second.id)],
        units: [group.cloud, group.data],
        unit_names: ["云平台部", "数据智能部"],
    };
    let (mut events, mut undone, mut refused) = (0, 0, 0);
    for batch in 0..HISTORIES / BATCH {
        let mut lives = Vec::new();
        let mut work = ground.app.begin(&Caller::system(), "test", None).await.unwrap();
        for number in 0..BATCH {
            let nth = seed * 100_000 + batch * BATCH + number;
            let dice = Dice((nth + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            let (history, changes) = (Vec::new(), Vec::new());
            let mut life = Life { dice, history, changes, person: None, numbers: format!("L{nth}") };
            // The firm may hear of things late, or several at one instant, but never backwards.
            let mut known = ground.app.instant_of(date(0), 9, 0);
            for _ in 0..12 {
                known = known.plus_seconds(life.dice.roll(4) as i64 * 86_400 * 6);
                let Some(event) = life.choose() else { continue };
                let change = serve(&ground, &mut work, &mut life, event, known).await;
                if matches!(event, Event::Undo { .. }) {
                    if change.is_none() {
                        refused += 1;
                        continue;
                    }
                    undone += 1;
                }
                life.history.push((known, event));
                life.changes.push(change.filter(|_| !matches!(event, Event::Undo { .. })));
                events += 1;
            }
            lives.push(life);
        }
        work.commit().await.unwrap();
        for mut life in lives {
            for _ in 0..3 {
                let (at, known) = (life.dice.roll(DAYS), date(life.dice.roll(260)));
                compare_page(&ground, &life, at, known).await;
            }
            let (at, known) = (life.dice.roll(DAYS), date(life.dice.roll(260)));
            compare_line(&ground, &life, known).await;
            compare_page(&ground, &life, at, date(DAYS)).await;
            compare_line(&ground, &life, date(DAYS)).await;
        }
    }
    eprintln!("{HISTORIES} lives, {events} events, {undone} undone, {refused} undos refused as built upon");
    assert!(events > HISTORIES * 4 && undone > 20, "the generator has become tame");
}

/// A thousand lives on each engine, in four stores at once.
macro_rules! lives {
    ($($name:ident = $seed:literal;)+) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread")]
            async fn any_day_as_known_on_any_day_is_what_a_naive_replay_says_on_sqlite() {
                let clock = std::sync::Arc::new(testkit::clock_at(crate::fixture::NOW));
                super::live(testkit::sqlite_store(clock).await, $seed).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn any_day_as_known_on_any_day_is_what_a_naive_replay_says_on_postgres() {
                let clock = std::sync::Arc::new(testkit::clock_at(crate::fixture::NOW));
                match testkit::postgres_store(clock).await {
                    Some(store) => super::live(store, $seed).await,
                    None => eprintln!("skipped: PostgreSQL is not installed"),
                }
            }
        }
    )+};
}

lives! {
    first = 1;
    second = 2;
    third = 3;
    fourth = 4;
}
