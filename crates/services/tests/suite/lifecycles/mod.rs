//! Random working lives against a naive replay: a table of days, filled event by event.
//!
//! A rehire may be recorded as a new person, the twin; the two are merged, and the merge may be taken back. Which record
//! a job hangs on is no fact of time: whoever looks back sees the jobs of whoever it is today.
//!
//! A new kind of event takes three arms: `Life::choose` draws it, `serve` drives the
//! services, `Replay::apply` does the same to a table of days.

mod replay;
mod serve;

use std::sync::Arc;

use access::{Caller, Grant, Roles, Scope};
use chrono::Days;
use kernel::{AccountId, Date, Instant, LegalEntityId, Money, PersonId};
use serde_json::json;
use services::people::{AsOfQuery, TimelineKind, person_page, person_timeline};
use testkit::{TestStore, day};
use uuid::Uuid;

use self::replay::{Job, Replay};
use self::serve::{Ground, serve};
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
    Hire {
        day: usize,
        unit: usize,
        pay: i64,
        probation: Option<usize>,
    },
    Transfer {
        day: usize,
        post: NewPost,
        promote: bool,
    },
    Raise {
        day: usize,
        pay: i64,
    },
    Confirm {
        day: usize,
    },
    Away {
        day: usize,
        last: Option<usize>,
        secondment: bool,
    },
    Back {
        day: usize,
        secondment: bool,
    },
    Exit {
        last: usize,
    },
    Reinstate {
        last: usize,
    },
    Rehire {
        day: usize,
        unit: usize,
        pay: i64,
        twin: bool,
    },
    OtherEmployer {
        day: usize,
        twin: bool,
    },
    /// A rehire that nobody recognised: a second record of the same person.
    HireTwin {
        day: usize,
        unit: usize,
        pay: i64,
    },
    Merge,
    Unmerge,
    Correct {
        day: usize,
        last: Option<usize>,
        post: NewPost,
    },
    CorrectProbation {
        day: usize,
        last: usize,
    },
    CorrectHire {
        day: usize,
        hired: usize,
    },
    /// Takes the event at this place of the history back.
    Undo {
        event: usize,
    },
}

/// One person's history in the making.
struct Life {
    dice: Dice,
    /// With the change that a service opened for it.
    history: Vec<(Instant, Event)>,
    changes: Vec<Option<Uuid>>,
    person: Option<PersonId>,
    twin: Option<PersonId>,
    /// The merge that holds.
    merge: Option<Uuid>,
    numbers: String,
}

/// Whose jobs a page shows.
#[derive(Debug, Clone, Copy)]
struct Side {
    person: PersonId,
    /// Only jobs of the twin, or only the others; `None`: all.
    twin: Option<bool>,
}

impl Life {
    /// The records there are today.
    fn sides(&self) -> Vec<Side> {
        let person = self.person.unwrap();
        match (self.twin, self.merge) {
            (Some(twin), None) => {
                vec![Side { person, twin: Some(false) }, Side { person: twin, twin: Some(true) }]
            }
            _ => vec![Side { person, twin: None }],
        }
    }

    /// The record that the job of a day hangs on today.
    fn person_at(&self, day: usize) -> PersonId {
        self.record(self.now().job(day, None).is_some_and(|job| job.twin))
    }

    fn record(&self, twin: bool) -> PersonId {
        if twin && self.merge.is_none() { self.twin.unwrap() } else { self.person.unwrap() }
    }

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
            pay: dice.maybe(4).map(|step| 600_000 + i64::try_from(step).unwrap() * 100_000),
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
        // What is begun anew hangs on the record of today.
        let twin = last_job.twin && self.merge.is_none();
        Some(match self.dice.roll(17) {
            0 | 1 => {
                let event = Event::Transfer { day, post: self.new_post(), promote: self.dice.roll(2) == 0 };
                return changes_something(last_job, event).then_some(event);
            }
            2 => Event::Raise { day, pay: 600_000 + i64::try_from(self.dice.roll(5)).unwrap() * 50_000 },
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
                Event::Rehire { day: end + self.dice.roll(20), unit: self.dice.roll(UNITS), pay: 700_000, twin }
            }
            10 if last_job.until.is_none() && self.dice.roll(3) == 0 => Event::OtherEmployer { day, twin },
            11 if past => Event::Correct { day, last, post: self.new_post() },
            12 if past && self.dice.roll(2) == 0 => {
                Event::CorrectProbation { day, last: first + 10 + self.dice.roll(90) }
            }
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
            14 if end + 20 < DAYS && last_job.until.is_some() && self.twin.is_none() => {
                Event::HireTwin { day: end + self.dice.roll(20), unit: self.dice.roll(UNITS), pay: 800_000 }
            }
            15 if self.twin.is_some() && self.merge.is_none() => Event::Merge,
            16 if self.merge.is_some() => Event::Unmerge,
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

/// The person's own eyes: the own page holds everything.
fn own(person: PersonId) -> Caller {
    let role = Arc::new(Roles::built_in().unwrap().get("employee").unwrap().clone());
    Caller::new(AccountId(person.0), Some(person), vec![Grant { role, scope: Scope::person(person.0) }])
}

/// One day of one page against the table of days.
async fn compare_page(ground: &Ground, life: &Life, side: Side, (at, known_on): (usize, Date)) {
    let person = side.person;
    let end = ground.app.instant_of(known_on + Days::new(1), 0, 0).plus_seconds(-1);
    let replay = Replay::of(&life.history, end);
    let query = AsOfQuery { as_of: Some(date(at)), known_on: Some(known_on) };
    let page = person_page(&ground.app, &own(person), person, query).await.unwrap();
    let job = replay.job(at, side.twin);
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
async fn compare_line(ground: &Ground, life: &Life, side: Side, known_on: Date) {
    let person = side.person;
    let end = ground.app.instant_of(known_on + Days::new(1), 0, 0).plus_seconds(-1);
    let replay = Replay::of(&life.history, end);
    let query = AsOfQuery { as_of: None, known_on: Some(known_on) };
    let line = person_timeline(&ground.app, &own(person), person, query).await.unwrap();
    let value = |kind: TimelineKind, at: usize, name: &str| {
        let on = date(at);
        let mut items = line
            .items
            .iter()
            .filter(|item| item.kind == kind && item.day <= on && item.last_day.is_none_or(|last| on <= last));
        let found = items.next().and_then(|item| item.values.get(name).cloned());
        assert!(items.next().is_none(), "two {kind:?} hold on day {at}: {:#?}", life.history);
        found.filter(|value| !value.is_null())
    };
    for at in (0..DAYS).step_by(3) {
        let job = replay.job(at, side.twin);
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
    let (mut events, mut undone, mut refused, mut merges) = (0, 0, 0, 0);
    for batch in 0..HISTORIES / BATCH {
        let mut lives = Vec::new();
        let mut work = ground.app.begin(&Caller::system(), "test", None).await.unwrap();
        for number in 0..BATCH {
            let nth = seed * 100_000 + batch * BATCH + number;
            let dice = Dice((nth + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            let (history, changes) = (Vec::new(), Vec::new());
            let numbers = format!("L{nth}");
            let mut life = Life { dice, history, changes, person: None, twin: None, merge: None, numbers };
            // The firm may hear of things late, or several at one instant, but never backwards.
            let mut known = ground.app.instant_of(date(0), 9, 0);
            for _ in 0..12 {
                known = known.plus_seconds(i64::try_from(life.dice.roll(4)).unwrap() * 86_400 * 6);
                let Some(event) = life.choose() else { continue };
                let change = serve(&ground, &mut work, &mut life, event, known).await;
                if matches!(event, Event::Undo { .. }) {
                    if change.is_none() {
                        refused += 1;
                        continue;
                    }
                    undone += 1;
                }
                merges += usize::from(matches!(event, Event::Merge | Event::Unmerge));
                life.history.push((known, event));
                life.changes.push(change.filter(|_| !matches!(event, Event::Undo { .. })));
                events += 1;
            }
            lives.push(life);
        }
        work.commit().await.unwrap();
        for mut life in lives {
            for side in life.sides() {
                for _ in 0..3 {
                    let at = (life.dice.roll(DAYS), date(life.dice.roll(260)));
                    compare_page(&ground, &life, side, at).await;
                }
                let (at, known) = (life.dice.roll(DAYS), date(life.dice.roll(260)));
                compare_line(&ground, &life, side, known).await;
                compare_page(&ground, &life, side, (at, date(DAYS))).await;
                compare_line(&ground, &life, side, date(DAYS)).await;
            }
        }
    }
    eprintln!(
        "{HISTORIES} lives, {events} events, {undone} undone, {refused} undos refused as built upon, {merges} merges and merges taken back"
    );
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
