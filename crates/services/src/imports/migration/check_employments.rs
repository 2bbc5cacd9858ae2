//! People and their employments: each once, none twice at a time, with an employer that is known.

use std::collections::HashMap;

use kernel::Date;

use super::super::known::Known;
use super::super::report::Severity;
use super::super::target::Target;
use super::kinds::FileKind;
use super::refs::Refs;
use super::set::{Key, Set};
use crate::App;

/// People by number and by the number of their identity document.
pub(super) fn persons(app: &App, set: &mut Set, known: &Known) {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut identities: HashMap<String, u32> = HashMap::new();
    for key in set.keys(FileKind::Persons) {
        let (row, number) = (set.entry(key).row, set.entry(key).text(Target::EmployeeNo).to_owned());
        if let Some(other) = repeated(&mut numbers, number, row) {
            set.find(key, Target::EmployeeNo, (Severity::Error, "employee_no_repeated"), &other);
        }
        let Some(identity) = set.entry(key).maybe(Target::IdentityNumber) else { continue };
        if known.identities.contains(&app.store().blind("person.identity_number", &identity)) {
            set.wrong(key, Target::IdentityNumber, "identity_known");
        }
        if let Some(other) = repeated(&mut identities, identity, row) {
            set.find(key, Target::IdentityNumber, (Severity::Error, "identity_repeated"), &other);
        }
    }
}

/// The row in which the text stood before, if it is one.
fn repeated(seen: &mut HashMap<String, u32>, text: String, row: u32) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    match seen.get(&text) {
        Some(other) => Some(other.to_string()),
        None => {
            seen.insert(text, row);
            None
        }
    }
}

/// Employments.
pub(super) fn employments(set: &mut Set, refs: &Refs, known: &Known) {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    for key in set.keys(FileKind::Employments) {
        let (row, number) = (set.entry(key).row, set.entry(key).text(Target::EmployeeNo).to_owned());
        if known.numbers.contains_key(&number) {
            set.wrong(key, Target::EmployeeNo, "employee_no_taken");
        }
        if let Some(other) = repeated(&mut numbers, number, row) {
            set.find(key, Target::EmployeeNo, (Severity::Error, "employment_no_repeated"), &other);
        }
        if refs.person_of(set, key).is_none() {
            let target =
                if set.entry(key).maybe(Target::PersonNo).is_some() { Target::PersonNo } else { Target::EmployeeNo };
            set.wrong(key, target, "person_unknown");
        }
        employer(set, key, refs, known);
        days(set, key);
    }
    overlaps(set, refs);
    unemployed(set, refs);
}

/// The employer is named, or there is only one.
fn employer(set: &mut Set, key: Key, refs: &Refs, known: &Known) {
    match set.entry(key).maybe(Target::LegalEntity) {
        Some(name) if refs.entity(&name).is_none() => set.wrong(key, Target::LegalEntity, "legal_entity_unlisted"),
        Some(_) => {}
        None => {
            let told = &set.tables[key.0].mapping.defaults.legal_entity;
            let told = refs.entity(told).is_some();
            let of_set = set.rows(FileKind::LegalEntities, super::entries::Entry::is_there).count();
            if !told && of_set + known.legal_entities.len() != 1 {
                set.wrong(key, Target::LegalEntity, "legal_entity_missing");
            }
        }
    }
}

fn days(set: &mut Set, key: Key) {
    let Some(hired) = set.entry(key).day(Target::HiredOn) else { return };
    let exit = set.entry(key).day(Target::ExitDate);
    if exit.is_some_and(|exit| exit < hired) {
        set.find(key, Target::ExitDate, (Severity::Error, "exit_before_hire"), &hired.to_string());
    }
    if exit.is_some_and(|exit| exit > set.today) {
        let table = &mut set.tables[key.0];
        table.log.handled("exit_not_yet", None, table.entries[key.1].row);
        set.drop_cell(key, Target::ExitDate);
    }
    if set.entry(key).day(Target::ExitDate).is_none() {
        set.drop_cell(key, Target::ExitGround);
        set.drop_cell(key, Target::ExitReason);
    }
}

/// Nobody has two employments on one day.
fn overlaps(set: &mut Set, refs: &Refs) {
    let mut by_person: HashMap<Key, Vec<(Date, Option<Date>, Key)>> = HashMap::new();
    for key in set.keys(FileKind::Employments) {
        let (Some(person), Some(hired)) = (refs.person_of(set, key), set.entry(key).day(Target::HiredOn)) else {
            continue;
        };
        by_person.entry(person).or_default().push((hired, set.entry(key).day(Target::ExitDate), key));
    }
    for mut lives in by_person.into_values().filter(|lives| lives.len() > 1) {
        lives.sort();
        for pair in lives.windows(2) {
            let [(_, exit, first), (hired, _, second)] = pair else { continue };
            if exit.is_none_or(|exit| exit >= *hired) {
                let row = set.entry(*first).row.to_string();
                set.find(*second, Target::HiredOn, (Severity::Error, "employments_overlap"), &row);
            }
        }
    }
}

/// Somebody who is never employed would be nowhere to be found.
fn unemployed(set: &mut Set, refs: &Refs) {
    let employed: std::collections::HashSet<Key> =
        refs.employments.values().filter_map(|key| refs.person_of(set, *key)).collect();
    for key in set.keys(FileKind::Persons).into_iter().filter(|key| !employed.contains(key)) {
        set.wrong(key, Target::EmployeeNo, "person_without_employment");
    }
}
