//! What hangs on an employment or a person: contracts, pay, leave, documents.

use std::collections::HashMap;

use kernel::Date;

use super::super::known::Known;
use super::super::report::Severity;
use super::super::target::Target;
use super::check_posts::span;
use super::entries::Said;
use super::kinds::FileKind;
use super::refs::Refs;
use super::set::{Key, Set};

/// The rows of each employment by first day; a number that nobody has is a finding.
fn lines(set: &mut Set, refs: &Refs, kind: FileKind, first_day: Target) -> HashMap<String, Vec<Key>> {
    let mut lines: HashMap<String, Vec<Key>> = HashMap::new();
    for key in set.keys(kind) {
        let number = set.entry(key).text(Target::EmployeeNo).to_owned();
        if number.is_empty() {
            continue;
        }
        if refs.employments.contains_key(&number) {
            lines.entry(number).or_default().push(key);
        } else {
            set.wrong(key, Target::EmployeeNo, "employment_unknown");
        }
    }
    for rows in lines.values_mut() {
        rows.sort_by_key(|key| (set.entry(*key).day(first_day), *key));
    }
    lines
}

/// Contracts of each employment.
pub(super) fn contracts(set: &mut Set, refs: &Refs) {
    for (number, rows) in lines(set, refs, FileKind::Contracts, Target::ContractFirstDay) {
        let Some((hired, exit)) = span(set, refs, &number) else { continue };
        for (at, key) in rows.iter().enumerate() {
            contract(set, *key, hired, exit);
            let before = at.checked_sub(1).map(|at| set.entry(rows[at]).day(Target::ContractLastDay));
            let first = set.entry(*key).day(Target::ContractFirstDay);
            // An open-ended contract is followed by none; a term is followed by the next one.
            if let Some((last, first)) =
                before.zip(first).filter(|(last, first)| last.is_none_or(|last| last >= *first))
            {
                let last = last.map_or_else(|| "—".to_owned(), |last| last.to_string());
                let detail = format!("{first} ≤ {last}");
                set.find(*key, Target::ContractFirstDay, (Severity::Warning, "contracts_overlap"), &detail);
            }
        }
    }
}

fn contract(set: &mut Set, key: Key, hired: Date, exit: Option<Date>) {
    let Some(first) = set.entry(key).day(Target::ContractFirstDay) else { return };
    let last = set.entry(key).day(Target::ContractLastDay);
    if first < hired {
        // A contract cannot be in force before the employment; as in a roster, the hire date holds.
        set.take_as(key, Target::ContractFirstDay, Said::Day(hired), "contract_since_hire");
    }
    if let Some(exit) = exit.filter(|exit| first > *exit) {
        set.find(key, Target::ContractFirstDay, (Severity::Error, "after_exit"), &exit.to_string());
    }
    if last.is_some_and(|last| last < first.max(hired)) {
        set.wrong(key, Target::ContractLastDay, "contract_reversed");
    }
    let kind = set.entry(key).maybe(Target::ContractKind);
    match (kind.as_deref(), last) {
        (Some("fixed_term"), None) => set.wrong(key, Target::ContractLastDay, "contract_term_missing"),
        (Some("open_ended"), Some(_)) => {
            set.find(key, Target::ContractLastDay, (Severity::Warning, "open_ended_with_last_day"), "");
            set.drop_cell(key, Target::ContractLastDay);
        }
        _ => {}
    }
}

/// Pay of each employment.
pub(super) fn pay(set: &mut Set, refs: &Refs) {
    for (number, rows) in lines(set, refs, FileKind::Pay, Target::FirstDay) {
        let Some((hired, exit)) = span(set, refs, &number) else { continue };
        let mut before = None;
        for key in rows {
            let Some(first) = set.entry(key).day(Target::FirstDay) else { continue };
            if first < hired {
                set.find(key, Target::FirstDay, (Severity::Error, "before_hire"), &hired.to_string());
            }
            if let Some(exit) = exit.filter(|exit| first > *exit) {
                set.find(key, Target::FirstDay, (Severity::Error, "after_exit"), &exit.to_string());
            }
            if before == Some(first) {
                set.wrong(key, Target::FirstDay, "pay_repeated");
            }
            before = Some(first);
        }
    }
}

/// Whether somebody has, or had, this employee number.
fn holder(set: &mut Set, key: Key, refs: &Refs, known: &Known) -> Option<String> {
    let number = set.entry(key).maybe(Target::EmployeeNo)?;
    if !refs.employments.contains_key(&number) && !known.numbers.contains_key(&number) {
        set.wrong(key, Target::EmployeeNo, "employment_unknown");
    }
    Some(number)
}

/// Leave that people bring along: one row for each person, kind and year.
pub(super) fn leave(set: &mut Set, refs: &Refs, known: &Known) {
    let mut seen: HashMap<(String, String, Option<i32>), u32> = HashMap::new();
    for key in set.keys(FileKind::LeaveBalances) {
        let Some(number) = holder(set, key, refs, known) else { continue };
        let entry = set.entry(key);
        let (row, year) = (entry.row, entry.year());
        if entry.half_days().is_none() && !entry.bad {
            set.wrong(key, Target::LeaveDays, "leave_amount_missing");
        }
        let entry = set.entry(key);
        if entry.said.contains_key(&Target::LeaveDays) && entry.said.contains_key(&Target::LeaveHours) {
            // Both say the same in two ways; days are what is kept.
            set.drop_cell(key, Target::LeaveHours);
        }
        let kind = set.entry(key).text(Target::LeaveKind).to_owned();
        if let Some(other) = seen.insert((number, kind, year), row) {
            set.find(key, Target::LeaveKind, (Severity::Error, "leave_repeated"), &other.to_string());
        }
    }
}

/// Documents: each lies in the folder and belongs to somebody.
pub(super) fn documents(set: &mut Set, refs: &Refs, known: &Known, sizes: &dyn Fn(&str) -> Option<u64>) {
    for key in set.keys(FileKind::Documents) {
        holder(set, key, refs, known);
        let Some(name) = set.entry(key).maybe(Target::DocumentName) else { continue };
        match sizes(&name) {
            None => set.find(key, Target::DocumentName, (Severity::Error, "document_missing"), &name),
            Some(0) => set.find(key, Target::DocumentName, (Severity::Error, "document_empty"), &name),
            Some(size) if size > crate::files::LARGEST as u64 => {
                let limit = (crate::files::LARGEST >> 20).to_string();
                set.find(key, Target::DocumentName, (Severity::Error, "document_too_large"), &limit);
            }
            Some(_) => {}
        }
    }
}
