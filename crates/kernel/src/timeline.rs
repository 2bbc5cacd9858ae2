//! What was true when, and what was known when.
//!
//! A fact holds over a range of days (effective) and over a range of instants (known). A change never
//! overwrites: it ends what was known and writes what is known now. Two questions then have answers for
//! ever: "what is true on day D" and "what did we know at instant K about day D".

use crate::{Date, DateRange, Instant};

/// When a fact was known: from `from` (inclusive) until `until` (exclusive, `None`: still).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// When the firm could know it.
    pub from: Instant,
    /// When it was superseded.
    pub until: Option<Instant>,
}

impl Known {
    /// Whether it was known at `at`.
    pub fn at(self, at: Instant) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

/// A value that held over some days and was known over some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<T> {
    /// The days it holds.
    pub range: DateRange,
    /// When it was known.
    pub known: Known,
    /// What holds.
    pub value: T,
}

/// Why a change cannot be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimelineError {
    /// The change claims to have been known before something already on the line.
    #[error("a later fact is already known: {latest} is after {known_at}")]
    OutOfOrder {
        /// The latest `known.from` on the line.
        latest: Instant,
        /// What the change claims.
        known_at: Instant,
    },
}

/// All facts about one thing, present and superseded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline<T> {
    facts: Vec<Fact<T>>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self { facts: Vec::new() }
    }
}

impl<T: Clone> Timeline<T> {
    /// From facts in any order.
    pub const fn new(facts: Vec<Fact<T>>) -> Self {
        Self { facts }
    }

    /// All facts.
    pub fn facts(&self) -> &[Fact<T>] {
        &self.facts
    }

    /// What held on `day`, as far as was known at `known_at`.
    pub fn as_of(&self, day: Date, known_at: Instant) -> Option<&T> {
        self.facts.iter().find(|fact| fact.known.at(known_at) && fact.range.contains(day)).map(|fact| &fact.value)
    }

    /// Says that `value` holds over `range`, known since `known_at`. What it contradicts is superseded:
    /// the rest of a cut fact is written again, so that at any instant no two known facts overlap.
    pub fn put(&mut self, range: DateRange, known_at: Instant, value: T) -> Result<(), TimelineError> {
        self.clear(range, known_at)?;
        self.facts.push(Fact { range, known: Known { from: known_at, until: None }, value });
        Ok(())
    }

    /// Says that nothing holds over `range`, known since `known_at`.
    pub fn clear(&mut self, range: DateRange, known_at: Instant) -> Result<(), TimelineError> {
        let latest = self.facts.iter().map(|fact| fact.known.from).max();
        if let Some(latest) = latest.filter(|latest| *latest > known_at) {
            return Err(TimelineError::OutOfOrder { latest, known_at });
        }
        let mut rest = Vec::new();
        for fact in self.facts.iter_mut().filter(|fact| fact.known.until.is_none() && fact.range.overlaps(range)) {
            fact.known.until = Some(known_at);
            rest.extend(remainders(fact.range, range).into_iter().map(|range| Fact {
                range,
                known: Known { from: known_at, until: None },
                value: fact.value.clone(),
            }));
        }
        // A fact corrected in the very instant it became known keeps an empty span: never known, never lost.
        self.facts.extend(rest);
        Ok(())
    }
}

/// What is left of `whole` outside `cut`: nothing, one piece or two.
fn remainders(whole: DateRange, cut: DateRange) -> Vec<DateRange> {
    let before = DateRange::new(whole.from(), Some(cut.from())).ok().filter(|_| whole.from() < cut.from());
    let after = cut.until().and_then(|end| {
        let starts_inside = whole.until().is_none_or(|until| end < until);
        starts_inside.then(|| DateRange::new(end, whole.until()).ok()).flatten()
    });
    before.into_iter().chain(after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(n: u64) -> Date {
        Date::from_ymd_opt(2026, 1, 1).unwrap_or_default() + Days::new(n)
    }

    fn at(n: i64) -> Instant {
        Instant::from_micros(n)
    }

    fn range(from: u64, length: Option<u64>) -> DateRange {
        DateRange::new(day(from), length.map(|l| day(from + l))).unwrap_or(DateRange::starting(day(from)))
    }

    #[test]
    fn what_was_known_in_march_about_february_stays_answerable_after_a_correction() {
        let mut pay = Timeline::default();
        assert_eq!(pay.put(range(0, None), at(1), 100), Ok(()));
        assert_eq!(pay.put(range(31, None), at(50), 120), Ok(()));
        assert_eq!(pay.as_of(day(40), at(49)), Some(&100));
        assert_eq!(pay.as_of(day(40), at(50)), Some(&120));
        assert_eq!(pay.as_of(day(10), at(99)), Some(&100));
    }

    #[test]
    fn a_change_that_claims_to_be_older_than_what_is_known_is_refused() {
        let mut line = Timeline::default();
        assert_eq!(line.put(range(0, None), at(10), 'a'), Ok(()));
        assert!(line.put(range(5, None), at(9), 'b').is_err());
    }

    #[test]
    fn a_piece_cut_out_of_the_middle_leaves_both_ends() {
        let mut line = Timeline::default();
        assert_eq!(line.put(range(0, None), at(1), 'a'), Ok(()));
        assert_eq!(line.clear(range(10, Some(5)), at(2)), Ok(()));
        assert_eq!(
            [line.as_of(day(9), at(2)), line.as_of(day(12), at(2)), line.as_of(day(15), at(2))],
            [Some(&'a'), None, Some(&'a')]
        );
    }

    proptest! {
        /// Against a model that remembers, for each instant, the value of each day.
        #[test]
        fn the_line_answers_like_a_table_of_days_by_instants(
            changes in prop::collection::vec((0_u64..40, prop::option::of(1_u64..30), 0_i64..3), 1..12)
        ) {
            let mut line = Timeline::default();
            let mut table: Vec<(Instant, Vec<Option<usize>>)> = Vec::new();
            let mut days = vec![None; 80];
            let mut now = 0;
            for (value, (from, length, step)) in changes.into_iter().enumerate() {
                now += step;
                line.put(range(from, length), at(now), value).map_err(|e| TestCaseError::fail(e.to_string()))?;
                for (n, slot) in days.iter_mut().enumerate() {
                    if range(from, length).contains(day(n as u64)) { *slot = Some(value); }
                }
                table.retain(|(instant, _)| *instant != at(now));
                table.push((at(now), days.clone()));
            }
            for (instant, days) in table {
                for (n, expected) in days.iter().enumerate() {
                    prop_assert_eq!(line.as_of(day(n as u64), instant).copied(), *expected);
                }
            }
        }
    }
}
