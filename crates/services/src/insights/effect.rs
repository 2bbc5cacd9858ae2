//! Do retention actions keep people? Those who got one beside comparable people who did not.
//!
//! Comparable: present at the end of the month before, of the same level, with the same number of the three baseline
//! rules, and without such an action within twelve months before or after.

use std::collections::HashMap;

use kernel::{Date, Month};
use rules::baseline;

use super::panel::{PersonMonth, still_here};
use super::policy::Policy;
use super::records::Records;
use super::views::ActionEffect;

const MONTHS: u32 = 12;

/// The effect of raises that were meant to keep somebody, as far as twelve months have passed since.
pub(super) fn measure(records: &Records, panel: &[PersonMonth], policy: &Policy, month: Month) -> Vec<ActionEffect> {
    let cut = records.cut(month);
    let mut by_month: HashMap<Month, Vec<&PersonMonth>> = HashMap::new();
    for row in panel {
        by_month.entry(row.month).or_default().push(row);
    }
    let (mut treated, mut stayed) = (0_usize, 0_usize);
    let (mut compared, mut expected, mut matched) = (0_usize, 0.0, 0_usize);
    for (index, person) in records.people.iter().enumerate() {
        for day in &person.retention_raises {
            let Some(still) = still_here(records, index, *day, MONTHS, cut) else { continue };
            treated += 1;
            stayed += usize::from(still);
            let before = Month::of(*day).plus(-1);
            let peers = peers(records, by_month.get(&before).map(Vec::as_slice).unwrap_or_default(), index, *day);
            let outcomes: Vec<bool> =
                peers.into_iter().filter_map(|peer| still_here(records, peer, *day, MONTHS, cut)).collect();
            if !outcomes.is_empty() {
                matched += 1;
                compared += outcomes.len();
                expected += share(outcomes.iter().filter(|still| **still).count(), outcomes.len());
            }
        }
    }
    if treated < policy.smallest_group {
        return Vec::new();
    }
    let without = (compared >= policy.smallest_group).then(|| expected / count(matched));
    let with_action = share(stayed, treated);
    vec![ActionEffect {
        code: "pay_adjustment".to_owned(),
        people: treated,
        stayed: with_action,
        compared,
        compared_stayed: without,
    }]
}

fn peers(records: &Records, rows: &[&PersonMonth], treated: usize, day: Date) -> Vec<usize> {
    let Some(own) = rows.iter().find(|row| row.index == treated) else { return Vec::new() };
    let hits = baseline::reasons(&own.row).len();
    let untouched =
        |index: usize| records.people[index].retention_raises.iter().all(|other| (*other - day).num_days().abs() > 365);
    rows.iter()
        .filter(|row| row.index != treated && row.level == own.level && untouched(row.index))
        .filter(|row| baseline::reasons(&row.row).len() == hits)
        .map(|row| row.index)
        .collect()
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}
