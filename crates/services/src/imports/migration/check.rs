//! The whole set at once: files against each other, against the calendar and against what Renhe holds. Nothing is
//! written here; what a row stands on is looked at before the row.

use std::collections::HashSet;

use super::super::known::Known;
use super::super::target::Target;
use super::super::texts::in_both;
use super::kinds::FileKind;
use super::refs::{Refs, ground_day};
use super::set::{Key, Set};
use super::{check_employments, check_facts, check_organisation, check_posts};
use crate::App;

/// Compares everything with everything, marks what cannot be imported, and what falls with it.
pub(super) fn check(app: &App, set: &mut Set, known: &Known, sizes: &dyn Fn(&str) -> Option<u64>) -> Refs {
    check_organisation::check(set, known);
    let refs = Refs::of_all(set, known);
    check_organisation::units(set, &refs, known);
    check_employments::persons(app, set, known);
    check_employments::employments(set, &refs, known);
    check_posts::check(set, &refs, known);
    check_facts::contracts(set, &refs);
    check_facts::pay(set, &refs);
    check_facts::leave(set, &refs, known);
    check_facts::documents(set, &refs, known, sizes);
    falls(set, known);
    orphans(set, known);
    set.bad_rows_stay_out();
    statements(set, known);
    Refs::of_good(set, known)
}

/// What stands on a row that is not imported is not imported either, until nothing more falls.
fn falls(set: &mut Set, known: &Known) {
    loop {
        let refs = Refs::of_good(set, known);
        let mut fallen: Vec<Key> = Vec::new();
        for (key, entry) in set.of(FileKind::Employments) {
            let entity = entry.maybe(Target::LegalEntity).is_some_and(|name| refs.entity(&name).is_none());
            let posts = refs.posts.get(entry.text(Target::EmployeeNo)).and_then(|rows| rows.first());
            // The first post begins with the employment; where it is not imported, nothing of it can be.
            let begins =
                posts.is_some_and(|first| set.entry(*first).day(Target::FirstDay) == entry.day(Target::HiredOn));
            if entity || !begins || refs.person_of(set, key).is_none() {
                fallen.push(key);
            }
        }
        let employed: HashSet<Key> = refs.employments.values().filter_map(|key| refs.person_of(set, *key)).collect();
        fallen.extend(refs.persons.values().filter(|key| !employed.contains(key)));
        for kind in [FileKind::Assignments, FileKind::Contracts, FileKind::Pay] {
            let orphans =
                set.of(kind).filter(|(_, entry)| !refs.employments.contains_key(entry.text(Target::EmployeeNo)));
            fallen.extend(orphans.map(|(key, _)| key));
        }
        for kind in [FileKind::LeaveBalances, FileKind::Documents] {
            let holder = |number: &str| refs.employments.contains_key(number) || known.numbers.contains_key(number);
            fallen
                .extend(set.of(kind).filter(|(_, entry)| !holder(entry.text(Target::EmployeeNo))).map(|(key, _)| key));
        }
        for (key, entry) in set.of(FileKind::Assignments) {
            if refs.unit_code(entry.text(Target::UnitCode)).is_none() {
                fallen.push(key);
            }
        }
        for (key, entry) in set.of(FileKind::Units) {
            if entry.maybe(Target::ParentUnitCode).is_some_and(|code| refs.unit_code(&code).is_none()) {
                fallen.push(key);
            }
        }
        if fallen.is_empty() {
            return;
        }
        for key in fallen {
            set.leave_out(key);
        }
    }
}

/// Managers and heads whose own rows are not imported: who reports to them reports to nobody.
fn orphans(set: &mut Set, known: &Known) {
    let refs = Refs::of_good(set, known);
    let cells = [
        (FileKind::Assignments, Target::ManagerNo, "manager_left_out"),
        (FileKind::Units, Target::HeadNo, "head_left_out"),
    ];
    for (kind, target, note) in cells {
        let there = |number: &str| {
            [&refs.employments, &refs.persons].iter().any(|rows| rows.contains_key(number))
                || known.numbers.contains_key(number)
        };
        let lost = set.of(kind).filter(|(_, entry)| entry.maybe(target).is_some_and(|number| !there(&number)));
        let lost: Vec<Key> = lost.map(|(key, _)| key).collect();
        for key in lost {
            let table = &mut set.tables[key.0];
            table.log.handled(note, None, table.entries[key.1].row);
            set.drop_cell(key, target);
        }
    }
}

/// What holds for the whole set and stands nowhere in it.
fn statements(set: &mut Set, known: &Known) {
    let ground = ground_day(set);
    let today = set.today;
    let root = check_organisation::root_here(known);
    let root = known.units.iter().find(|unit| Some(unit.unit_id) == root && unit.valid_until.is_none());
    for table in &mut set.tables {
        let defaults = table.mapping.defaults.clone();
        let lacks = |target| table.mapping.column(target).is_none();
        let titled = |kind: &str, code: &str| super::super::known::titled(&known.catalogue, kind, code);
        if let Some(root) = root.filter(|_| table.kind == FileKind::Units) {
            table.log.say("unit_root", None, root.name.clone());
        }
        match table.kind {
            FileKind::Units if table.entries.iter().any(|own| own.goes_in() && own.day(Target::FirstDay).is_none()) => {
                table.log.say("units_since", None, ground.to_string());
            }
            FileKind::Employments => {
                if lacks(Target::EmploymentKind) {
                    let title = titled("employment_kind", &defaults.employment_kind);
                    table.log.say("default_used", Some("employment_kind"), title);
                }
                table.log.say_knowledge(&defaults, today);
            }
            FileKind::Assignments => {
                for (target, kind, code) in [
                    (Target::Position, "position", &defaults.position),
                    (Target::Place, "place", &defaults.place),
                    (Target::WorkingTime, "working_time", &defaults.working_time),
                ] {
                    if lacks(target) {
                        table.log.say("default_used", Some(target.key()), titled(kind, code));
                    }
                }
            }
            FileKind::Pay => {
                table.log.say("pay_period", None, in_both("月", "monthly"));
                table.log.say("currency", None, "");
            }
            _ => {}
        }
    }
}
