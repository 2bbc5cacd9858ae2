//! Writing a checked set in one unit of work, from the ground up: employers, people, units, working lives, leave.

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use chrono::Days;
use kernel::{Date, Instant, PersonId, Problem, Sensitive};
use storage::UnitOfWork;
use storage::rows::ImportEffect;
use uuid::Uuid;

use super::super::known::Known;
use super::super::mapping::{Defaults, Knowledge};
use super::super::target::Target;
use super::super::write::Running;
use super::entries::Entry;
use super::kinds::FileKind;
use super::refs::{Named, Refs};
use super::set::{Key, Set};
use crate::people::{Hiring, NewPerson};
use crate::{App, Result};

/// People that are written together, and after which a run looks whether it was asked to stop.
pub(super) const TOGETHER: usize = 500;

/// One run.
pub(super) struct Writer<'a> {
    pub(super) app: &'a App,
    pub(super) import: Uuid,
    pub(super) set: &'a Set,
    pub(super) refs: &'a Refs,
    pub(super) known: &'a Known,
    pub(super) running: &'a Running,
}

/// What was made, by row.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) entities: HashMap<Key, Uuid>,
    pub(super) units: HashMap<String, Uuid>,
    /// Since when each unit is known that this run wrote.
    pub(super) units_known: HashMap<Uuid, Instant>,
    pub(super) persons: HashMap<Key, Uuid>,
    pub(super) effects: Vec<(&'static str, Uuid, Key)>,
}

impl Writer<'_> {
    /// Writes every row that goes in.
    pub(super) async fn write(&self, work: &mut UnitOfWork) -> Result<Made> {
        let total = self.set.tables.iter().filter(|table| table.kind != FileKind::Documents);
        let total: usize = total.map(|table| table.entries.iter().filter(|entry| entry.goes_in()).count()).sum();
        self.running.total.store(u32::try_from(total).unwrap_or(u32::MAX), Ordering::Relaxed);
        let mut made = Made::default();
        work.write_many();
        self.entities(work, &mut made).await?;
        self.persons(work, &mut made).await?;
        self.units(work, &mut made).await?;
        self.effects(work, &mut made).await?;
        self.lives(work, &mut made).await?;
        self.close_units(work, &made).await?;
        self.leave(work, &mut made).await?;
        self.effects(work, &mut made).await?;
        Ok(made)
    }

    /// Refuses to go on once somebody asked to stop, and counts what was done.
    pub(super) fn step(&self, done: usize) -> Result<()> {
        self.running.done.fetch_add(u32::try_from(done).unwrap_or(0), Ordering::Relaxed);
        if self.running.cancel.load(Ordering::Relaxed) {
            return Err(Problem::conflict("imports.cancelled"));
        }
        Ok(())
    }

    /// What the file of a row lacks.
    pub(super) fn defaults(&self, key: Key) -> &Defaults {
        &self.set.tables[key.0].mapping.defaults
    }

    /// Since when a fact of this day counts as known. Nothing is known before it is imported into the future.
    pub(super) fn known_at(&self, key: Key, day: Date) -> Instant {
        let (defaults, now) = (self.defaults(key), self.app.now());
        let since = match defaults.knowledge {
            Knowledge::History => day + Days::new(u64::from(defaults.lag_days)),
            Knowledge::Snapshot => defaults.known_on.unwrap_or(self.set.today),
        };
        self.app.instant_of(since, 0, 0).min(now)
    }

    /// Writes down what was made since the last time, so that it can be found and taken back.
    pub(super) async fn effects(&self, work: &mut UnitOfWork, made: &mut Made) -> Result<()> {
        let effects = std::mem::take(&mut made.effects).into_iter();
        let effects =
            effects.map(|(record, id, key)| effect(work, self.import, record, id, (key.0, self.set.entry(key).row)));
        let effects = effects.collect();
        Ok(work.insert_all(effects).await?)
    }

    async fn persons(&self, work: &mut UnitOfWork, made: &mut Made) -> Result<()> {
        let mut hiring = Hiring::read(&work.db()).await?;
        let rows: Vec<(Key, &Entry)> = self.set.of(FileKind::Persons).collect();
        for chunk in rows.chunks(TOGETHER) {
            self.step(0)?;
            for (key, entry) in chunk {
                let id = hiring.person(self.app, work, &person(entry)).map_err(|problem| self.in_row(problem, *key))?;
                made.persons.insert(*key, id.0);
                made.effects.push(("person", id.0, *key));
            }
            hiring.write(work).await?;
            self.step(chunk.len())?;
        }
        Ok(())
    }

    /// The employer of a row: the one that it names, else the only one.
    pub(super) fn employer(&self, key: Key, made: &Made) -> Result<Uuid> {
        let name = self.set.entry(key).maybe(Target::LegalEntity);
        let name = name.unwrap_or_else(|| self.defaults(key).legal_entity.clone());
        let of = |named| match named {
            Named::Here(id) => Some(id),
            Named::Row(row) => made.entities.get(&row).copied(),
        };
        let only = || made.entities.values().copied().chain(self.known.legal_entities.iter().map(|row| row.id)).next();
        let found = if name.is_empty() { only() } else { self.refs.entity(&name).and_then(of) };
        found.ok_or_else(|| self.in_row(Problem::invalid("organisation.legal_entity_unknown"), key))
    }

    /// Whom an employee number means: somebody of this set, else somebody whom Renhe has.
    pub(super) fn holder(&self, number: &str, made: &Made) -> Option<PersonId> {
        let of_set = self.refs.employments.get(number).and_then(|key| self.refs.person_of(self.set, *key));
        let of_set = of_set.or_else(|| self.refs.persons.get(number).copied());
        let person = of_set.and_then(|key| made.persons.get(&key).copied());
        person.or_else(|| self.known.numbers.get(number).copied()).map(PersonId)
    }

    /// The id of a unit by its code or its name.
    pub(super) fn unit(&self, text: &str, made: &Made) -> Option<Uuid> {
        let code = self.refs.unit_code(text)?;
        made.units.get(&code).copied().or_else(|| self.refs.unit_here(&code))
    }

    /// Nothing in or below a unit is known before the unit is: a group may have been entered long after it began.
    pub(super) fn known_in(&self, unit: Option<Uuid>, known_at: Instant, made: &Made) -> Instant {
        let known = unit.and_then(|unit| made.units_known.get(&unit).or_else(|| self.known.units_since.get(&unit)));
        known.map_or(known_at, |known| known_at.max(*known))
    }

    /// Says in which row of which file a refusal happened.
    pub(super) fn in_row(&self, problem: Problem, key: Key) -> Problem {
        problem.with("file", &self.set.tables[key.0].name).with("row", self.set.entry(key).row)
    }
}

/// One thing that an import made, from a row of a file.
pub(super) fn effect(
    work: &UnitOfWork,
    import: Uuid,
    record: &'static str,
    id: Uuid,
    (file, row): (usize, u32),
) -> ImportEffect {
    ImportEffect {
        id: work.new_id(),
        import_id: import,
        record: record.to_owned(),
        record_id: id,
        row_number: i32::try_from(row).unwrap_or(i32::MAX),
        file_number: i32::try_from(file).ok(),
    }
}

fn person(entry: &Entry) -> NewPerson {
    let hidden = |target| entry.maybe(target).map(Sensitive::new);
    NewPerson {
        full_name: entry.text(Target::FullName).to_owned(),
        identity_number: hidden(Target::IdentityNumber),
        phone: hidden(Target::Phone),
        email: hidden(Target::Email),
        bank_account: hidden(Target::BankAccount),
        birth_date: entry.day(Target::BirthDate).map(|day| Sensitive::new(day.to_string())),
        sex: hidden(Target::Sex),
    }
}
