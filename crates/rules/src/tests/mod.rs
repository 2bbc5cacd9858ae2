//! Zhang's history as in the mock-up, and makers of random ones.

mod as_of;
mod catalogue;
mod story;

use std::collections::BTreeMap;

use kernel::{Date, Instant, Known, Money, Month, Sensitive};

use crate::{FactValue, PersonHistory, Reported, UsableSignal, WorkFact};

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn month(text: &str) -> Month {
    Month::of(day(&format!("{text}-01")))
}

/// The end of the month in China.
pub(crate) fn month_end(month: Month) -> Instant {
    Instant::start_of(month.end()).plus_seconds(-8 * 3600)
}

/// Known in the evening of its own day.
pub(crate) fn fact(effective: &str, value: FactValue) -> Reported {
    let effective = day(effective);
    let from = Instant::start_of(effective).plus_seconds(10 * 3600);
    Reported::Usable(WorkFact { effective, known: Known { from, until: None }, value })
}

pub(crate) fn pay(yuan: i64) -> FactValue {
    FactValue::PaySet(Sensitive::new(Money::from_fen(yuan * 100)))
}

pub(crate) fn all_collected() -> BTreeMap<UsableSignal, Date> {
    UsableSignal::ALL.into_iter().map(|signal| (signal, day("2020-01-01"))).collect()
}

pub(crate) fn zhang_facts() -> Vec<Reported> {
    let mut facts = vec![
        fact("2023-03-01", FactValue::Hired),
        fact("2023-03-01", FactValue::ContractUntil(Some(day("2027-02-28")))),
        fact("2023-03-01", pay(24_000)),
        fact("2024-07-01", FactValue::Promoted),
        fact("2026-03-12", FactValue::ResignationSubmitted),
        fact("2026-03-20", FactValue::ResignationWithdrawn),
        fact("2026-04-01", pay(26_000)),
        fact("2026-04-02", FactValue::PayPosition(62.0)),
        fact("2026-02-10", FactValue::PersonalLeave(0.5)),
        fact("2026-06-15", FactValue::PersonalLeave(2.5)),
        fact("2026-09-21", FactValue::PersonalLeave(4.0)),
        fact("2026-09-10", FactValue::GoalSlipped),
        fact("2026-10-08", FactValue::GoalSlipped),
        fact("2026-10-08", FactValue::GoalMet),
    ];
    let scores =
        [("2025-09-30", 92.0), ("2025-12-31", 90.0), ("2026-03-31", 91.0), ("2026-06-30", 83.0), ("2026-09-30", 74.0)];
    facts.extend(scores.map(|(end, score)| fact(end, FactValue::Performance(score))));
    facts
}

pub(crate) fn zhang() -> PersonHistory {
    PersonHistory::collect(zhang_facts(), all_collected()).0
}
