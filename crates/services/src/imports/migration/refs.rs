//! What the rows of a set name: employers, units, people, employments, each by its text or number.

use std::collections::HashMap;

use kernel::Date;
use uuid::Uuid;

use super::super::known::Known;
use super::super::target::Target;
use super::super::words::fold_word;
use super::entries::Entry;
use super::kinds::FileKind;
use super::set::{Key, Set};

/// Something that a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A row of the set.
    Row(Key),
    /// Renhe has it.
    Here(Uuid),
}

/// A unit of the set over time.
#[derive(Debug, Clone)]
pub(super) struct UnitLine {
    /// Its rows, by first day.
    pub(super) rows: Vec<Key>,
    pub(super) from: Date,
    /// Last day, when it has been closed.
    pub(super) last_day: Option<Date>,
}

/// Everything that can be named.
#[derive(Debug, Default)]
pub(super) struct Refs {
    entities: HashMap<String, Named>,
    pub(super) units: HashMap<String, UnitLine>,
    units_here: HashMap<String, Uuid>,
    /// Since when each unit of Renhe is there.
    here_since: HashMap<Uuid, Date>,
    unit_names: HashMap<String, Vec<String>>,
    pub(super) persons: HashMap<String, Key>,
    pub(super) employments: HashMap<String, Key>,
    pub(super) posts: HashMap<String, Vec<Key>>,
}

impl Refs {
    /// What rows may name, bad rows included: whoever names a bad row is not wrong, and falls with it later.
    pub(super) fn of_all(set: &Set, known: &Known) -> Self {
        Self::read(set, known, Entry::is_there)
    }

    /// What rows that go in may stand on.
    pub(super) fn of_good(set: &Set, known: &Known) -> Self {
        Self::read(set, known, Entry::goes_in)
    }

    /// The first row of a name holds it; the others are findings.
    fn read(set: &Set, known: &Known, wanted: fn(&Entry) -> bool) -> Self {
        let mut refs = Self::default();
        for entity in &known.legal_entities {
            for name in
                [Some(&entity.name), Some(&entity.short_name), entity.credit_code.as_ref()].into_iter().flatten()
            {
                refs.entities.entry(fold_word(name)).or_insert(Named::Here(entity.id));
            }
        }
        for (key, entry) in set.rows(FileKind::LegalEntities, wanted) {
            for target in [Target::LegalEntity, Target::ShortName, Target::CreditCode] {
                if let Some(name) = entry.maybe(target) {
                    refs.entities.entry(fold_word(&name)).or_insert(Named::Row(key));
                }
            }
        }
        refs.read_units(set, known, wanted);
        for (key, entry) in set.rows(FileKind::Persons, wanted) {
            refs.persons.entry(entry.text(Target::EmployeeNo).to_owned()).or_insert(key);
        }
        for (key, entry) in set.rows(FileKind::Employments, wanted) {
            refs.employments.entry(entry.text(Target::EmployeeNo).to_owned()).or_insert(key);
        }
        refs.read_posts(set, wanted);
        refs
    }

    /// The posts of each employment, by first day.
    fn read_posts(&mut self, set: &Set, wanted: fn(&Entry) -> bool) {
        for (key, entry) in set.rows(FileKind::Assignments, wanted) {
            self.posts.entry(entry.text(Target::EmployeeNo).to_owned()).or_default().push(key);
        }
        for rows in self.posts.values_mut() {
            rows.sort_by_key(|key| (set.entry(*key).day(Target::FirstDay), *key));
        }
    }

    fn read_units(&mut self, set: &Set, known: &Known, wanted: fn(&Entry) -> bool) {
        for unit in &known.units {
            let since = self.here_since.entry(unit.unit_id).or_insert(unit.valid_from);
            *since = unit.valid_from.min(*since);
        }
        for unit in known.units.iter().filter(|unit| unit.valid_until.is_none()) {
            self.units_here.insert(fold_word(&unit.code), unit.unit_id);
            self.unit_names.entry(fold_word(&unit.name)).or_default().push(fold_word(&unit.code));
        }
        let ground = ground_day(set);
        let mut rows: HashMap<String, Vec<Key>> = HashMap::new();
        for (key, entry) in set.rows(FileKind::Units, wanted) {
            let code = fold_word(entry.text(Target::UnitCode));
            self.unit_names.entry(fold_word(entry.text(Target::UnitName))).or_default().push(code.clone());
            rows.entry(code).or_default().push(key);
        }
        for (code, mut rows) in rows {
            rows.sort_by_key(|key| (set.entry(*key).day(Target::FirstDay), *key));
            let day = |key: &Key, target| set.entry(*key).day(target);
            let from = rows.first().and_then(|key| day(key, Target::FirstDay)).unwrap_or(ground);
            let last_day = rows.last().and_then(|key| day(key, Target::LastDay));
            self.units.insert(code, UnitLine { rows, from, last_day });
        }
        for names in self.unit_names.values_mut() {
            names.sort();
            names.dedup();
        }
    }

    /// An employer by name, short name or credit code.
    pub(super) fn entity(&self, name: &str) -> Option<Named> {
        self.entities.get(&fold_word(name)).copied()
    }

    /// The code under which a unit is known, from its code or from a name that only one unit bears.
    pub(super) fn unit_code(&self, text: &str) -> Option<String> {
        let folded = fold_word(text);
        if self.units.contains_key(&folded) || self.units_here.contains_key(&folded) {
            return Some(folded);
        }
        match self.unit_names.get(&folded).map(Vec::as_slice) {
            Some([code]) => Some(code.clone()),
            _ => None,
        }
    }

    /// First day of a unit by its code, of the set or of Renhe.
    pub(super) fn unit_since(&self, code: &str) -> Option<Date> {
        let of_set = self.units.get(code).map(|line| line.from);
        of_set.or_else(|| self.here_since.get(self.units_here.get(code)?).copied())
    }

    /// The unit that Renhe has under this code.
    pub(super) fn unit_here(&self, code: &str) -> Option<Uuid> {
        self.units_here.get(code).copied()
    }

    /// The person's row of an employment: named by a number of its own, else by the employee number.
    pub(super) fn person_of(&self, set: &Set, employment: Key) -> Option<Key> {
        let entry = set.entry(employment);
        let number = entry.maybe(Target::PersonNo).unwrap_or_else(|| entry.text(Target::EmployeeNo).to_owned());
        self.persons.get(&number).copied()
    }
}

/// The day since which units hold that name none: the first day that anybody needs one.
pub(super) fn ground_day(set: &Set) -> Date {
    let hired = set.of(FileKind::Employments).filter_map(|(_, entry)| entry.day(Target::HiredOn));
    let posts = set.of(FileKind::Assignments).filter_map(|(_, entry)| entry.day(Target::FirstDay));
    let units = set.of(FileKind::Units).filter_map(|(_, entry)| entry.day(Target::FirstDay));
    hired.chain(posts).chain(units).min().unwrap_or(set.today)
}
