//! Employers and units: each once, each below something that is there, none below itself.

use std::collections::{HashMap, HashSet};

use kernel::Date;
use uuid::Uuid;

use super::super::known::Known;
use super::super::report::Severity;
use super::super::target::Target;
use super::super::words::fold_word;
use super::kinds::FileKind;
use super::refs::{Named, Refs};
use super::set::{Key, Set};

/// Employers, and what a unit's row alone can tell.
pub(super) fn check(set: &mut Set, known: &Known) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for key in set.keys(FileKind::LegalEntities) {
        let name = fold_word(set.entry(key).text(Target::LegalEntity));
        let row = set.entry(key).row;
        if let Some(first) = seen.get(&name) {
            let first = first.to_string();
            set.find(key, Target::LegalEntity, (Severity::Error, "entity_repeated"), &first);
            continue;
        }
        seen.insert(name, row);
    }
    let refs = Refs::of_all(set, known);
    for key in set.keys(FileKind::LegalEntities) {
        let Some(parent) = set.entry(key).maybe(Target::ParentEntity) else { continue };
        match refs.entity(&parent) {
            None => set.wrong(key, Target::ParentEntity, "legal_entity_unknown"),
            Some(Named::Row(own)) if own == key => set.wrong(key, Target::ParentEntity, "entity_below_itself"),
            Some(_) if circle_of_entities(set, &refs, key) => {
                set.wrong(key, Target::ParentEntity, "entity_below_itself");
            }
            Some(_) => {}
        }
    }
    repeated_units(set);
}

fn circle_of_entities(set: &Set, refs: &Refs, start: Key) -> bool {
    let (mut at, mut seen) = (start, HashSet::new());
    while seen.insert(at) {
        let parent = set.entry(at).maybe(Target::ParentEntity).and_then(|name| refs.entity(&name));
        match parent {
            Some(Named::Row(above)) => at = above,
            _ => return false,
        }
    }
    true
}

/// A code may stand in several rows, each from another day on.
fn repeated_units(set: &mut Set) {
    let mut seen = HashMap::new();
    for key in set.keys(FileKind::Units) {
        let entry = set.entry(key);
        let (first, last) = (entry.day(Target::FirstDay), entry.day(Target::LastDay));
        let row = entry.row;
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            set.wrong(key, Target::LastDay, "range_reversed");
        }
        let code = fold_word(set.entry(key).text(Target::UnitCode));
        if let Some(other) = seen.insert((code, first), row) {
            set.find(key, Target::UnitCode, (Severity::Error, "unit_repeated"), &other.to_string());
        }
    }
}

/// Units against each other: what stands above is there, on that day too, and nothing stands below itself.
pub(super) fn units(set: &mut Set, refs: &Refs, known: &Known) {
    let heads: HashSet<String> = refs.persons.keys().chain(refs.employments.keys()).cloned().collect();
    for key in set.keys(FileKind::Units) {
        let entry = set.entry(key);
        let code = fold_word(entry.text(Target::UnitCode));
        let since = entry.day(Target::FirstDay).or_else(|| refs.units.get(&code).map(|line| line.from));
        let head = entry.maybe(Target::HeadNo);
        if refs.unit_here(&code).is_some() {
            set.find(key, Target::UnitCode, (Severity::Error, "unit_code_taken"), "");
            continue;
        }
        if let Some(head) = head.filter(|head| !heads.contains(head) && !known.numbers.contains_key(head)) {
            set.find(key, Target::HeadNo, (Severity::Warning, "head_unknown"), &head);
            set.drop_cell(key, Target::HeadNo);
        }
        let Some(parent) = set.entry(key).maybe(Target::ParentUnitCode) else {
            // It will stand below the top unit that Renhe has.
            let top = root_here(known).map(|root| known.units.iter().filter(move |unit| unit.unit_id == root));
            let top = top.and_then(|rows| rows.map(|row| row.valid_from).min());
            before_parent(set, key, since, top);
            continue;
        };
        let Some(parent) = refs.unit_code(&parent) else {
            set.wrong(key, Target::ParentUnitCode, "parent_unit_unknown");
            continue;
        };
        if stands_below_itself(set, refs, &code) {
            set.wrong(key, Target::ParentUnitCode, "unit_below_itself");
            continue;
        }
        before_parent(set, key, since, refs.unit_since(&parent));
    }
}

fn before_parent(set: &mut Set, key: Key, since: Option<Date>, above: Option<Date>) {
    if let Some(above) = above.filter(|above| since.is_some_and(|day| day < *above)) {
        set.find(key, Target::FirstDay, (Severity::Error, "unit_before_parent"), &above.to_string());
    }
}

/// The top unit that Renhe has, if it is one: a set that is brought into a group stands below it.
pub(super) fn root_here(known: &Known) -> Option<Uuid> {
    let roots = known.units.iter().filter(|unit| unit.parent_id.is_none() && unit.valid_until.is_none());
    let mut roots = roots.map(|unit| unit.unit_id);
    let first = roots.next()?;
    roots.all(|other| other == first).then_some(first)
}

/// Whether following the newest rows upwards comes back.
fn stands_below_itself(set: &Set, refs: &Refs, code: &str) -> bool {
    let (mut at, mut seen) = (code.to_owned(), HashSet::new());
    while seen.insert(at.clone()) {
        let newest = refs.units.get(&at).and_then(|line| line.rows.last());
        let parent = newest.and_then(|key| set.entry(*key).maybe(Target::ParentUnitCode));
        match parent.and_then(|parent| refs.unit_code(&parent)) {
            Some(above) => at = above,
            None => return false,
        }
    }
    true
}
