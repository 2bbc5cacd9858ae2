//! Everything on record about work, read in one pass and opened in memory.

use std::collections::BTreeMap;

use chrono::Days;
use kernel::{Date, DateRange, Fact, Instant, Known, Money, Month, Record, Sensitive};
use rules::{FactValue, ProtectedSignal, Reported, UsableSignal, WorkFact};
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, Employment, Leave, PerformanceResult, PersonEvent};
use storage::{Db, Stamp};
use uuid::Uuid;

use super::surroundings;
use crate::{App, Result};

/// Grounds on which a person leaves of their own will.
const OWN_WILL: [&str; 2] = ["employee_resign_art37", "art36_employee_proposed"];

/// How an employment ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// By the person's own will.
    OwnWill,
    /// Otherwise.
    Other,
}

/// A stretch of employment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Employed {
    pub(super) employment: Uuid,
    pub(super) exit: Option<Exit>,
}

/// What one does over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) employment: Uuid,
    pub(super) unit: Uuid,
    pub(super) manager: Option<Uuid>,
    pub(super) level: Option<String>,
}

/// One person's records.
#[derive(Debug, Clone, Default)]
pub(super) struct PersonRecords {
    pub(super) person: Uuid,
    pub(super) reported: Vec<Reported>,
    pub(super) employed: Vec<Fact<Employed>>,
    pub(super) posts: Vec<Fact<Post>>,
    pub(super) pays: Vec<Fact<Sensitive<Money>>>,
    /// Days of raises that were meant to keep the person.
    pub(super) retention_raises: Vec<Date>,
}

/// Everybody's records.
#[derive(Debug, Clone)]
pub(super) struct Records {
    app: App,
    pub(super) people: Vec<PersonRecords>,
    since: BTreeMap<UsableSignal, Instant>,
    begin: Option<Instant>,
}

impl Records {
    /// Reads all rows.
    pub(super) async fn load(app: &App) -> Result<Self> {
        let db = app.db();
        let mut reader = Reader { app, people: BTreeMap::new(), since: BTreeMap::new(), begin: None };
        reader.employments(&db).await?;
        reader.assignments(&db).await?;
        reader.pays(&db).await?;
        reader.contracts(&db).await?;
        reader.results(&db).await?;
        reader.leaves(&db).await?;
        reader.events(&db).await?;
        let Reader { people, since, begin, .. } = reader;
        let mut people: Vec<PersonRecords> = people.into_values().collect();
        surroundings::add(&mut people);
        Ok(Self { app: app.clone(), people, since, begin })
    }

    /// The end of a month in the group's zone: what is known then or later does not count for it.
    pub(super) fn cut(&self, month: Month) -> Instant {
        self.app.instant_of(month.end(), 0, 0)
    }

    /// The first month with records of work, not only of hires.
    pub(super) fn first_month(&self) -> Option<Month> {
        let begin = self.begin.or_else(|| self.since.values().min().copied())?;
        Some(Month::of(self.app.day_of(begin)))
    }

    /// From which day each signal is recorded, as far as could be known just before `cut`.
    pub(super) fn collected_since(&self, cut: Instant) -> BTreeMap<UsableSignal, Date> {
        let known = self.since.iter().filter(|(_, since)| **since < cut);
        known.map(|(signal, since)| (*signal, self.app.day_of(*since))).collect()
    }

    /// For tests and benches: the same records with days of sick leave added for everybody.
    pub(super) fn with_sick_leave(mut self) -> Self {
        for person in &mut self.people {
            person.reported.extend([ProtectedSignal::SickLeave; 3].map(Reported::Protected));
        }
        self
    }

    /// The same records without anything that is protected.
    pub(super) fn without_protected(mut self) -> Self {
        for person in &mut self.people {
            person.reported.retain(|report| matches!(report, Reported::Usable(_)));
        }
        self
    }
}

/// The protected signal behind a kind of leave; what is not known by name is taken as protected too.
pub(crate) fn protected_leave(kind: &str) -> ProtectedSignal {
    match kind {
        "sick" => ProtectedSignal::SickLeave,
        "maternity" => ProtectedSignal::MaternityLeave,
        "paternity" => ProtectedSignal::PaternityLeave,
        "parental" => ProtectedSignal::ParentalLeave,
        "marriage" => ProtectedSignal::MarriageLeave,
        "funeral" => ProtectedSignal::BereavementLeave,
        "annual" => ProtectedSignal::AnnualLeave,
        "work_injury" => ProtectedSignal::WorkInjury,
        _ => ProtectedSignal::UnspecifiedAbsence,
    }
}

struct Reader<'a> {
    app: &'a App,
    people: BTreeMap<Uuid, PersonRecords>,
    since: BTreeMap<UsableSignal, Instant>,
    begin: Option<Instant>,
}

fn known(from: Stamp, until: Option<Stamp>) -> Known {
    Known { from: from.into(), until: until.map(Into::into) }
}

fn range(from: Date, until: Option<Date>) -> DateRange {
    DateRange::new(from, until).unwrap_or_else(|_| DateRange::starting(from))
}

impl Reader<'_> {
    fn of(&mut self, person: Uuid) -> &mut PersonRecords {
        self.people.entry(person).or_insert_with(|| PersonRecords { person, ..PersonRecords::default() })
    }

    fn note(&mut self, signals: &[UsableSignal], at: Instant) {
        for signal in signals {
            let since = self.since.entry(*signal).or_insert(at);
            *since = (*since).min(at);
        }
    }

    /// A record of work, not only of being there: from the first one on, the history counts as recorded.
    fn begun(&mut self, at: Instant) {
        self.begin = Some(self.begin.map_or(at, |begin| begin.min(at)));
    }

    fn usable(&mut self, person: Uuid, effective: Date, known: Known, value: FactValue) {
        let fact = WorkFact { effective, known, value };
        self.of(person).reported.push(Reported::Usable(fact));
    }

    async fn employments(&mut self, db: &Db<'_>) -> Result<()> {
        let rows = Find::<Employment>::new().all(db).await?;
        let mut hired: BTreeMap<Uuid, Date> = BTreeMap::new();
        for row in &rows {
            let first = hired.entry(row.employment_id).or_insert(row.valid_from);
            *first = (*first).min(row.valid_from);
        }
        for row in rows {
            let known = known(row.known_from, row.known_until);
            let exit = row
                .exit_ground
                .as_deref()
                .map(|ground| if OWN_WILL.contains(&ground) { Exit::OwnWill } else { Exit::Other });
            self.note(&[UsableSignal::Hire, UsableSignal::TeamExit], known.from);
            if hired.get(&row.employment_id) == Some(&row.valid_from) {
                self.usable(row.person_id, row.valid_from, known, FactValue::Hired);
            }
            let value = Employed { employment: row.employment_id, exit };
            let fact = Fact { range: range(row.valid_from, row.valid_until), known, value };
            self.of(row.person_id).employed.push(fact);
        }
        Ok(())
    }

    async fn assignments(&mut self, db: &Db<'_>) -> Result<()> {
        for row in Find::<Assignment>::new().all(db).await? {
            let known = known(row.known_from, row.known_until);
            self.note(&[UsableSignal::Transfer, UsableSignal::ManagerChange], known.from);
            let value = Post {
                employment: row.employment_id,
                unit: row.unit_id,
                manager: row.manager_id,
                level: row.job_level,
            };
            let fact = Fact { range: range(row.valid_from, row.valid_until), known, value };
            self.of(row.person_id).posts.push(fact);
        }
        Ok(())
    }

    async fn pays(&mut self, db: &Db<'_>) -> Result<()> {
        for row in Find::<Compensation>::new().all(db).await? {
            let known = known(row.known_from, row.known_until);
            self.note(&[UsableSignal::PayChange, UsableSignal::PayPosition], known.from);
            let store = self.app.store();
            let pay =
                store.unseal(Compensation::META.name, Compensation::BASE_PAY, row.employment_id, &row.base_pay)?;
            self.usable(row.person_id, row.valid_from, known, FactValue::PaySet(pay.clone()));
            let fact = Fact { range: range(row.valid_from, row.valid_until), known, value: pay };
            let person = self.of(row.person_id);
            person.pays.push(fact);
            if row.reason == "retention" && !person.retention_raises.contains(&row.valid_from) {
                person.retention_raises.push(row.valid_from);
            }
        }
        Ok(())
    }

    async fn contracts(&mut self, db: &Db<'_>) -> Result<()> {
        for row in Find::<Contract>::new().all(db).await? {
            let known = known(row.known_from, row.known_until);
            self.note(&[UsableSignal::ContractTerm], known.from);
            let last_day = row.valid_until.map(|until| until - Days::new(1));
            self.usable(row.person_id, row.valid_from, known, FactValue::ContractUntil(last_day));
        }
        Ok(())
    }

    async fn results(&mut self, db: &Db<'_>) -> Result<()> {
        for row in Find::<PerformanceResult>::new().all(db).await? {
            let known = known(row.known_from, row.known_until);
            self.note(&[UsableSignal::PerformanceResult], known.from);
            self.begun(known.from);
            let open = self.app.store();
            let score = open.unseal(PerformanceResult::META.name, PerformanceResult::SCORE, row.id, &row.score)?;
            #[expect(clippy::cast_precision_loss, reason = "a score is at most twenty thousand hundredths")]
            let points = *score.expose() as f64 / 100.0;
            self.usable(row.person_id, row.last_day, known, FactValue::Performance(points));
        }
        Ok(())
    }

    async fn leaves(&mut self, db: &Db<'_>) -> Result<()> {
        for row in Find::<Leave>::new().all(db).await? {
            let kind = self.app.store().unseal(Leave::META.name, Leave::KIND, row.id, &row.kind)?;
            if kind.expose() != "personal" {
                // Neither days nor dates are taken along: what is not there cannot be used.
                let signal = protected_leave(kind.expose());
                self.of(row.person_id).reported.push(Reported::Protected(signal));
                continue;
            }
            let known = known(row.known_from, row.known_until);
            self.note(&[UsableSignal::PersonalLeave], known.from);
            self.begun(known.from);
            let days = f64::from(row.half_days) / 2.0;
            self.usable(row.person_id, row.first_day, known, FactValue::PersonalLeave(days));
        }
        Ok(())
    }

    async fn events(&mut self, db: &Db<'_>) -> Result<()> {
        for row in Find::<PersonEvent>::new().all(db).await? {
            let resignation = [UsableSignal::ResignationSubmitted, UsableSignal::ResignationWithdrawn];
            let (value, signals) = match row.kind.as_str() {
                "goal_slipped" => (FactValue::GoalSlipped, vec![UsableSignal::GoalResult]),
                "goal_met" => (FactValue::GoalMet, vec![UsableSignal::GoalResult]),
                "promotion" => (FactValue::Promoted, vec![UsableSignal::Promotion]),
                "resignation_submitted" => (FactValue::ResignationSubmitted, resignation.to_vec()),
                "resignation_withdrawn" => (FactValue::ResignationWithdrawn, resignation.to_vec()),
                _ => continue,
            };
            let known = known(row.known_from, row.known_until);
            self.note(&signals, known.from);
            self.begun(known.from);
            self.usable(row.person_id, row.day, known, value);
        }
        Ok(())
    }
}
