//! Posts over time: inside the employment, in a unit that is there on that day, without gaps at the ends, under
//! managers who are known.

use std::collections::{HashMap, HashSet};

use kernel::Date;

use super::super::known::Known;
use super::super::report::Severity;
use super::super::target::Target;
use super::entries::Said;
use super::kinds::FileKind;
use super::refs::Refs;
use super::set::{Key, Set};

/// First and last day of an employment.
pub(super) fn span(set: &Set, refs: &Refs, number: &str) -> Option<(Date, Option<Date>)> {
    let entry = set.entry(*refs.employments.get(number)?);
    Some((entry.day(Target::HiredOn)?, entry.day(Target::ExitDate)))
}

/// All posts.
pub(super) fn check(set: &mut Set, refs: &Refs, known: &Known) {
    for key in set.keys(FileKind::Assignments) {
        let number = set.entry(key).text(Target::EmployeeNo).to_owned();
        if !number.is_empty() && !refs.employments.contains_key(&number) {
            set.wrong(key, Target::EmployeeNo, "employment_unknown");
        }
        manager(set, key, refs, known);
    }
    let lines: Vec<(String, Vec<Key>)> =
        refs.posts.iter().map(|(number, rows)| (number.clone(), rows.clone())).collect();
    for (number, rows) in lines {
        if let Some(span) = span(set, refs, &number) {
            line(set, &rows, span);
        }
    }
    for key in set.keys(FileKind::Assignments) {
        unit(set, key, refs);
    }
    for key in set.keys(FileKind::Employments) {
        if !refs.posts.contains_key(set.entry(key).text(Target::EmployeeNo)) {
            set.wrong(key, Target::EmployeeNo, "employment_without_post");
        }
    }
    circles(set, refs);
}

fn manager(set: &mut Set, key: Key, refs: &Refs, known: &Known) {
    let Some(manager) = set.entry(key).maybe(Target::ManagerNo) else { return };
    let code = if manager == set.entry(key).text(Target::EmployeeNo) {
        "manager_self"
    } else if !refs.employments.contains_key(&manager) && !known.numbers.contains_key(&manager) {
        "manager_unlisted"
    } else {
        return;
    };
    set.find(key, Target::ManagerNo, (Severity::Warning, code), &manager);
    set.drop_cell(key, Target::ManagerNo);
}

/// The posts of one employment, one after the other.
fn line(set: &mut Set, rows: &[Key], (hired, exit): (Date, Option<Date>)) {
    for (at, key) in rows.iter().enumerate() {
        let Some(first) = set.entry(*key).day(Target::FirstDay) else { continue };
        if first < hired {
            set.find(*key, Target::FirstDay, (Severity::Error, "before_hire"), &hired.to_string());
        } else if at == 0 && first > hired {
            set.take_as(*key, Target::FirstDay, Said::Day(hired), "post_since_hire");
        }
        if let Some(exit) = exit.filter(|exit| first > *exit) {
            set.find(*key, Target::FirstDay, (Severity::Error, "after_exit"), &exit.to_string());
        }
        let next = rows.get(at + 1).and_then(|next| set.entry(*next).day(Target::FirstDay));
        last_day(set, *key, (first, next), exit);
    }
}

fn last_day(set: &mut Set, key: Key, (first, next): (Date, Option<Date>), exit: Option<Date>) {
    if next == Some(first) {
        set.wrong(key, Target::FirstDay, "post_repeated");
    }
    let Some(last) = set.entry(key).day(Target::LastDay) else { return };
    if last < first {
        set.wrong(key, Target::LastDay, "range_reversed");
    } else if let Some(next) = next.filter(|next| last >= *next) {
        set.find(key, Target::LastDay, (Severity::Error, "posts_overlap"), &next.to_string());
    } else if let Some(exit) = exit.filter(|exit| last > *exit) {
        set.take_as(key, Target::LastDay, Said::Day(exit), "last_day_at_exit");
    } else if next.is_none() && exit.is_none_or(|exit| last < exit) {
        set.find(key, Target::LastDay, (Severity::Error, "post_ends_early"), &last.to_string());
    }
}

/// The unit is there on every day of the post.
fn unit(set: &mut Set, key: Key, refs: &Refs) {
    let Some(text) = set.entry(key).maybe(Target::UnitCode) else { return };
    let Some(code) = refs.unit_code(&text) else { return set.wrong(key, Target::UnitCode, "unit_unknown") };
    let Some(first) = set.entry(key).day(Target::FirstDay) else { return };
    if let Some(since) = refs.unit_since(&code).filter(|since| first < *since) {
        set.find(key, Target::FirstDay, (Severity::Error, "unit_not_yet"), &since.to_string());
    }
    let Some(line) = refs.units.get(&code) else { return };
    let number = set.entry(key).text(Target::EmployeeNo).to_owned();
    let rows = refs.posts.get(&number).map_or(&[][..], Vec::as_slice);
    let next = rows.iter().position(|own| *own == key).and_then(|at| rows.get(at + 1));
    let next = next.and_then(|next| set.entry(*next).day(Target::FirstDay)).and_then(|day| day.pred_opt());
    let exit = span(set, refs, &number).and_then(|(_, exit)| exit);
    let last = set.entry(key).day(Target::LastDay).or(next).or(exit);
    if let Some(closed) = line.last_day.filter(|closed| last.is_none_or(|last| last > *closed)) {
        set.find(key, Target::UnitCode, (Severity::Error, "unit_closed"), &closed.to_string());
    }
}

/// Nobody stands above himself today: everybody in a circle loses the manager until a row is corrected.
fn circles(set: &mut Set, refs: &Refs) {
    let newest: HashMap<&str, Key> =
        refs.posts.iter().filter_map(|(number, rows)| Some((number.as_str(), *rows.last()?))).collect();
    let mut done: HashSet<&str> = HashSet::new();
    let mut circles: Vec<Vec<&str>> = Vec::new();
    for start in newest.keys().copied() {
        let (mut path, mut next, mut met): (Vec<&str>, Option<&str>, Option<&str>) = (Vec::new(), Some(start), None);
        while let Some(at) = next {
            if !done.insert(at) {
                met = Some(at);
                break;
            }
            path.push(at);
            let above = newest.get(at).and_then(|key| set.entry(*key).maybe(Target::ManagerNo));
            next = above.and_then(|above| newest.get_key_value(above.as_str()).map(|(number, _)| *number));
        }
        // Met again on the same way: the way from there on is a circle.
        if let Some(begin) = met.and_then(|met| path.iter().position(|own| *own == met)) {
            circles.push(path[begin..].to_vec());
        }
    }
    for circle in circles {
        let names = circle.join(" → ");
        for key in circle.iter().filter_map(|number| newest.get(number).copied()).collect::<Vec<_>>() {
            set.find(key, Target::ManagerNo, (Severity::Warning, "manager_cycle"), &names);
            set.drop_cell(key, Target::ManagerNo);
        }
    }
}
