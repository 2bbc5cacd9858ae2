//! What a feature may see: properties over random histories.

use proptest::prelude::*;

use super::*;
use crate::features::{Direction, Feature, compute};
use crate::{ProtectedSignal, baseline};

fn values() -> impl Strategy<Value = FactValue> {
    let days = (0_i32..2000).prop_map(|n| day("2023-01-01") + chrono::Days::new(n.unsigned_abs().into()));
    let halves = (1_u8..12).prop_map(|n| f64::from(n) / 2.0);
    prop_oneof![
        Just(FactValue::Hired),
        (5_000_i64..60_000).prop_map(pay),
        (0_u8..=100).prop_map(|p| FactValue::PayPosition(f64::from(p))),
        (40_u8..100).prop_map(|p| FactValue::Performance(f64::from(p))),
        halves.clone().prop_map(FactValue::PersonalLeave),
        halves.prop_map(FactValue::Overtime),
        Just(FactValue::GoalMet),
        Just(FactValue::GoalSlipped),
        Just(FactValue::ResignationSubmitted),
        Just(FactValue::ResignationWithdrawn),
        Just(FactValue::Promoted),
        Just(FactValue::Transferred),
        Just(FactValue::ManagerChanged),
        Just(FactValue::TeammateLeft),
        prop::option::of(days).prop_map(FactValue::ContractUntil),
        (5_u8..120).prop_map(|m| FactValue::Commute(f64::from(m))),
    ]
}

/// Facts over four years; some are known late, some were corrected.
fn facts() -> impl Strategy<Value = Vec<WorkFact>> {
    let fact = (0_u64..1500, -40_i64..90, prop::option::of(1_i64..400), values()).prop_map(|(n, lag, held, value)| {
        let effective = day("2023-01-01") + chrono::Days::new(n);
        let from = Instant::start_of(effective).plus_seconds(lag * 86_400);
        WorkFact { effective, known: Known { from, until: held.map(|days| from.plus_seconds(days * 86_400)) }, value }
    });
    prop::collection::vec(fact, 0..40)
}

fn history(facts: impl IntoIterator<Item = WorkFact>) -> PersonHistory {
    PersonHistory::collect(facts.into_iter().map(Reported::Usable), all_collected()).0
}

fn months() -> impl Strategy<Value = Month> {
    (0_i32..50).prop_map(|n| month("2023-01").plus(n))
}

proptest! {
    /// Whatever is learnt after the cut (new facts, corrections of old ones) changes nothing, exactly.
    #[test]
    fn what_is_known_later_changes_nothing(facts in facts(), later in facts(), month in months()) {
        let cut = month_end(month);
        let before = compute(&history(facts.clone()), month, cut);
        let mut all: Vec<WorkFact> = facts
            .into_iter()
            .map(|mut fact| {
                // Everything still known at the cut is corrected a moment later.
                if fact.known.until.is_none() {
                    fact.known.until = Some(cut.max(fact.known.from.plus_seconds(1)));
                }
                fact
            })
            .collect();
        all.extend(later.into_iter().map(|mut fact| {
            let shift = cut.micros().max(fact.known.from.micros());
            fact.known.from = Instant::from_micros(shift);
            fact.known.until = None;
            fact
        }));
        prop_assert_eq!(compute(&history(all), month, cut), before);
    }

    /// A month cannot be computed with a later month's knowledge, even when somebody passes a later cut.
    #[test]
    fn a_late_cut_does_not_look_into_the_next_month(facts in facts(), month in months(), days in 1_i64..400) {
        let honest = Instant::start_of(month.end()).plus_seconds(12 * 3600);
        let late = honest.plus_seconds(days * 86_400);
        let history = history(facts);
        prop_assert_eq!(compute(&history, month, late), compute(&history, month, honest));
    }

    /// Sick leave and everything else that is protected changes a row by exactly nothing.
    #[test]
    fn sick_leave_changes_nothing(facts in facts(), sick in prop::collection::vec(0_usize..ProtectedSignal::ALL.len(), 1..30), month in months()) {
        let plain: Vec<Reported> = facts.iter().cloned().map(Reported::Usable).collect();
        let mut mixed = plain.clone();
        for (n, which) in sick.into_iter().enumerate() {
            let signal = if n % 2 == 0 { ProtectedSignal::SickLeave } else { ProtectedSignal::ALL[which] };
            mixed.insert(which % (mixed.len() + 1), Reported::Protected(signal));
        }
        let (without, _) = PersonHistory::collect(plain, all_collected());
        let (with, _) = PersonHistory::collect(mixed, all_collected());
        let cut = month_end(month);
        let bits = |history| compute(history, month, cut).columns().map(f64::to_bits);
        prop_assert_eq!(bits(&with), bits(&without));
    }

    /// The order in which records are read does not matter.
    #[test]
    fn the_order_of_the_records_changes_nothing(facts in facts(), month in months(), seed in any::<u64>()) {
        let mut shuffled = facts.clone();
        let len = shuffled.len();
        for n in 0..len {
            let other = usize::try_from(seed.rotate_left(u32::try_from(n).unwrap()) % len as u64).unwrap();
            shuffled.swap(n, other);
        }
        let cut = month_end(month);
        prop_assert_eq!(compute(&history(shuffled), month, cut), compute(&history(facts), month, cut));
    }

    /// Counted day by day over a calendar instead of by ranges.
    #[test]
    fn leave_in_three_months_is_the_sum_over_the_days_of_three_months(facts in facts(), month in months()) {
        let cut = month_end(month);
        let mut sum = 0.0;
        for back in 0..3 {
            let first = month.plus(-back).first_day();
            for date in first.iter_days().take_while(|date| Month::of(*date) == month.plus(-back)) {
                for fact in facts.iter().filter(|fact| fact.effective == date) {
                    let known = fact.known.from < cut && fact.known.until.is_none_or(|until| until >= cut);
                    if let (FactValue::PersonalLeave(days), true) = (&fact.value, known) {
                        sum += days;
                    }
                }
            }
        }
        let row = compute(&history(facts), month, cut);
        prop_assert_eq!(row.get(Feature::PersonalLeave3m), Some(sum), "halves add exactly");
    }

    /// Every sentence is complete in both languages, whatever the values are.
    #[test]
    fn every_driver_is_a_whole_sentence(facts in facts(), month in months()) {
        let row = compute(&history(facts), month, month_end(month));
        for feature in Feature::ALL {
            for direction in [Direction::Up, Direction::Down] {
                let driver = row.driver(feature, direction);
                for text in [&driver.sentence, &driver.figure] {
                    prop_assert!(!text.incomplete());
                    prop_assert!(!text.zh.contains(['{', '}']) && !text.en.contains(['{', '}']), "{}", text);
                    prop_assert!(!text.zh.contains("NaN") && !text.zh.starts_with("-0"));
                }
            }
        }
        prop_assert!((0.0..=1.0).contains(&baseline::score(&row)));
    }
}
