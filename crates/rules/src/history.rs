//! What is known about one person's work, as typed facts with the time they were known.

use std::collections::BTreeMap;

use kernel::{Date, Instant, Known, Money, Sensitive};
use serde::Serialize;

use crate::{ProtectedSignal, UsableSignal};

/// A fact about work. There is no variant for anything that the law protects.
#[derive(Debug, Clone, PartialEq)]
pub enum FactValue {
    /// The employment began.
    Hired,
    /// The base pay a month from the effective day on.
    PaySet(Sensitive<Money>),
    /// The place of the pay among peers of the level: percentile, 0 to 100.
    PayPosition(f64),
    /// The score of a performance cycle, prorated; the effective day is the cycle's end.
    Performance(f64),
    /// Days of personal leave 事假 from the effective day on.
    PersonalLeave(f64),
    /// A goal was met.
    GoalMet,
    /// A goal slipped.
    GoalSlipped,
    /// A resignation was handed in.
    ResignationSubmitted,
    /// A resignation was withdrawn.
    ResignationWithdrawn,
    /// Promoted.
    Promoted,
    /// Moved to another unit or post.
    Transferred,
    /// Got another direct manager.
    ManagerChanged,
    /// Somebody of the same team left.
    TeammateLeft,
    /// The contract ends after this day; `None`: open-ended. The effective day is the contract's beginning.
    ContractUntil(Option<Date>),
    /// Hours of overtime in the month that begins on the effective day.
    Overtime(f64),
    /// Minutes of the way to work, one way.
    Commute(f64),
}

impl FactValue {
    /// The signal that the fact belongs to.
    pub const fn signal(&self) -> UsableSignal {
        match self {
            Self::Hired => UsableSignal::Hire,
            Self::PaySet(_) => UsableSignal::PayChange,
            Self::PayPosition(_) => UsableSignal::PayPosition,
            Self::Performance(_) => UsableSignal::PerformanceResult,
            Self::PersonalLeave(_) => UsableSignal::PersonalLeave,
            Self::GoalMet | Self::GoalSlipped => UsableSignal::GoalResult,
            Self::ResignationSubmitted => UsableSignal::ResignationSubmitted,
            Self::ResignationWithdrawn => UsableSignal::ResignationWithdrawn,
            Self::Promoted => UsableSignal::Promotion,
            Self::Transferred => UsableSignal::Transfer,
            Self::ManagerChanged => UsableSignal::ManagerChange,
            Self::TeammateLeft => UsableSignal::TeamExit,
            Self::ContractUntil(_) => UsableSignal::ContractTerm,
            Self::Overtime(_) => UsableSignal::Overtime,
            Self::Commute(_) => UsableSignal::Commute,
        }
    }

    /// The amount inside, for a stable order of facts of the same day.
    fn weight(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "only an order among equals, no amount is computed from it")]
        let fen = |money: &Sensitive<Money>| money.expose().fen() as f64;
        match self {
            Self::PaySet(pay) => fen(pay),
            Self::PayPosition(x)
            | Self::Performance(x)
            | Self::PersonalLeave(x)
            | Self::Overtime(x)
            | Self::Commute(x) => *x,
            Self::ContractUntil(until) => {
                until.map_or(f64::MAX, |day| f64::from(chrono::Datelike::num_days_from_ce(&day)))
            }
            _ => 0.0,
        }
    }
}

/// A fact with the day from which it holds and the time over which it was known.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkFact {
    /// The day from which it holds.
    pub effective: Date,
    /// When it was known, and until when, if it was corrected.
    pub known: Known,
    /// What.
    pub value: FactValue,
}

/// Something that the records say about a person, before it is known whether it may be used.
#[derive(Debug, Clone, PartialEq)]
pub enum Reported {
    /// A fact that may be used.
    Usable(WorkFact),
    /// Something that happened and may not be used; nothing of its content is taken along.
    Protected(ProtectedSignal),
}

/// How often a protected signal was met and left alone: shown to the person as "never used".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SetAside {
    /// Which.
    pub signal: ProtectedSignal,
    /// How often.
    pub count: usize,
}

/// Everything usable about one person, in a stable order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonHistory {
    facts: Vec<WorkFact>,
    collected_since: BTreeMap<UsableSignal, Date>,
}

impl PersonHistory {
    /// Keeps what may be used and counts what was set aside.
    ///
    /// `collected_since` says from which day the firm records a signal at all: no personal leave on record in a
    /// time without leave records is not "no personal leave". A signal that is absent is not collected.
    pub fn collect(
        reported: impl IntoIterator<Item = Reported>,
        collected_since: BTreeMap<UsableSignal, Date>,
    ) -> (Self, Vec<SetAside>) {
        let mut facts = Vec::new();
        let mut aside: BTreeMap<ProtectedSignal, usize> = BTreeMap::new();
        for report in reported {
            match report {
                Reported::Usable(fact) => facts.push(fact),
                Reported::Protected(signal) => *aside.entry(signal).or_default() += 1,
            }
        }
        facts.sort_by(|a: &WorkFact, b: &WorkFact| {
            let key = |fact: &WorkFact| (fact.effective, fact.value.signal(), fact.known.from, fact.known.until);
            key(a).cmp(&key(b)).then(a.value.weight().total_cmp(&b.value.weight()))
        });
        let aside = aside.into_iter().map(|(signal, count)| SetAside { signal, count }).collect();
        (Self { facts, collected_since }, aside)
    }

    /// All facts, by effective day.
    pub fn facts(&self) -> &[WorkFact] {
        &self.facts
    }

    /// From which day the firm records the signal, if it does.
    pub fn collected_since(&self, signal: UsableSignal) -> Option<Date> {
        self.collected_since.get(&signal).copied()
    }

    /// What was known just before `cut` about days before `until`.
    pub(crate) fn as_of(&self, until: Date, cut: Instant) -> impl Iterator<Item = &WorkFact> {
        let just_before = Instant::from_micros(cut.micros().saturating_sub(1));
        self.facts.iter().filter(move |fact| fact.effective < until && fact.known.at(just_before))
    }
}
