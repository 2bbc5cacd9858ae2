//! People by month: who was there, and what could be known about them at the month's end.

use std::collections::HashMap;

use chrono::Days;
use kernel::{Date, Instant, Known, Month};
use rayon::prelude::*;
use rules::features::{FeatureRow, compute};
use rules::{FactValue, PersonHistory, Reported, WorkFact};
use uuid::Uuid;

use super::records::{Exit, PersonRecords, Post, Records};

/// A percentile is taken among at least so many others.
const FEWEST_PEERS: usize = 5;

/// One person at the end of one month.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PersonMonth {
    /// Place in [`Records::people`].
    pub(super) index: usize,
    pub(super) person: Uuid,
    pub(super) month: Month,
    pub(super) unit: Option<Uuid>,
    pub(super) level: Option<String>,
    pub(super) row: FeatureRow,
}

/// The last day of a month and the moment before its end.
#[derive(Debug, Clone, Copy)]
struct View {
    month: Month,
    last_day: Date,
    cut: Instant,
    just_before: Instant,
}

impl View {
    fn of(records: &Records, month: Month) -> Self {
        let cut = records.cut(month);
        Self { month, last_day: month.end() - Days::new(1), cut, just_before: before(cut) }
    }

    /// In employment on the last day, as known then, with no end in sight and no resignation on the table.
    fn stays(&self, person: &PersonRecords) -> bool {
        let employed = person.employed.iter().any(|fact| {
            fact.known.at(self.just_before) && fact.range.contains(self.last_day) && fact.value.exit.is_none()
        });
        employed && !self.resigning(person)
    }

    fn resigning(&self, person: &PersonRecords) -> bool {
        let events = person.reported.iter().filter_map(|report| match report {
            Reported::Usable(fact) if fact.known.at(self.just_before) && fact.effective <= self.last_day => {
                match fact.value {
                    FactValue::ResignationSubmitted => Some((fact.effective, false)),
                    FactValue::ResignationWithdrawn => Some((fact.effective, true)),
                    _ => None,
                }
            }
            _ => None,
        });
        events.max().is_some_and(|(_, withdrawn)| !withdrawn)
    }

    fn post<'a>(&self, person: &'a PersonRecords) -> Option<&'a Post> {
        let post =
            person.posts.iter().find(|fact| fact.known.at(self.just_before) && fact.range.contains(self.last_day));
        post.map(|fact| &fact.value)
    }

    fn pay(&self, person: &PersonRecords) -> Option<i64> {
        let pay = person.pays.iter().find(|fact| fact.known.at(self.just_before) && fact.range.contains(self.last_day));
        pay.map(|fact| fact.value.expose().fen())
    }
}

const fn before(cut: Instant) -> Instant {
    Instant::from_micros(cut.micros().saturating_sub(1))
}

/// Everybody who is there at the end of the month, with features from what was known before it.
pub(super) fn month_rows(records: &Records, month: Month) -> Vec<PersonMonth> {
    let view = View::of(records, month);
    let present: Vec<usize> = (0..records.people.len()).filter(|n| view.stays(&records.people[*n])).collect();
    let positions = pay_positions(records, &view, &present);
    let since = records.collected_since(view.cut);
    present
        .into_par_iter()
        .map(|index| {
            let person = &records.people[index];
            let usable_then = |report: &&Reported| match report {
                Reported::Usable(fact) => fact.known.from < view.cut,
                Reported::Protected(_) => true,
            };
            let mut reported: Vec<Reported> = person.reported.iter().filter(usable_then).cloned().collect();
            reported.extend(positions.get(&index).map(|percentile| {
                let known = Known { from: view.just_before, until: None };
                let value = FactValue::PayPosition(*percentile);
                Reported::Usable(WorkFact { effective: view.last_day, known, value })
            }));
            let (history, _) = PersonHistory::collect(reported, since.clone());
            let post = view.post(person);
            PersonMonth {
                index,
                person: person.person,
                month,
                unit: post.map(|post| post.unit),
                level: post.and_then(|post| post.level.clone()),
                row: compute(&history, view.month, view.cut),
            }
        })
        .collect()
}

/// The percentile of each one's pay among those of the same level; none without enough peers.
#[expect(clippy::cast_precision_loss, reason = "a share of a head count")]
fn pay_positions(records: &Records, view: &View, present: &[usize]) -> HashMap<usize, f64> {
    let mut levels: HashMap<&str, Vec<(usize, i64)>> = HashMap::new();
    for index in present {
        let person = &records.people[*index];
        let level = view.post(person).and_then(|post| post.level.as_deref());
        if let Some((level, pay)) = level.zip(view.pay(person)) {
            levels.entry(level).or_default().push((*index, pay));
        }
    }
    let mut found = HashMap::new();
    for peers in levels.into_values().filter(|peers| peers.len() > FEWEST_PEERS) {
        let mut sorted: Vec<i64> = peers.iter().map(|(_, pay)| *pay).collect();
        sorted.sort_unstable();
        for (index, pay) in &peers {
            let below = sorted.partition_point(|other| other < pay);
            let equal = sorted.partition_point(|other| other <= pay) - below;
            found.insert(*index, (below as f64 + equal as f64 / 2.0) / sorted.len() as f64 * 100.0);
        }
    }
    found
}

/// Whether a resignation became known within `horizon` months after the month, as far as is known before `cut`.
/// `None`: the months are not over yet, or the employment ended otherwise in them.
pub(super) fn outcome(records: &Records, index: usize, month: Month, horizon: i32, cut: Instant) -> Option<bool> {
    let (from, until) = (records.cut(month), records.cut(month.plus(horizon)));
    if until > cut {
        return None;
    }
    let person = &records.people[index];
    let just_before = before(cut);
    let ends = person.employed.iter().filter(|fact| fact.known.at(just_before));
    let mut left = false;
    for end in ends {
        let Some(exit) = end.value.exit else { continue };
        // A row may be written again later: what counts is when this end was first known.
        let first = person
            .employed
            .iter()
            .filter(|fact| fact.value.employment == end.value.employment && fact.value.exit == Some(exit))
            .map(|fact| fact.known.from)
            .min();
        if first.is_some_and(|first| from <= first && first < until) {
            match exit {
                Exit::OwnWill => left = true,
                Exit::Other => return None,
            }
        }
    }
    Some(left)
}

/// Whether somebody present at the end of `month` is still employed `months` later; `None` when that is not known yet.
pub(super) fn still_here(records: &Records, index: usize, day: Date, months: u32, cut: Instant) -> Option<bool> {
    let later = day.checked_add_months(chrono::Months::new(months))?;
    let just_before = before(cut);
    if Instant::start_of(later) > just_before {
        return None;
    }
    let employed = &records.people[index].employed;
    Some(employed.iter().any(|fact| fact.known.at(just_before) && fact.range.contains(later)))
}
