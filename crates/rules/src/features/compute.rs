//! From facts to one row.

use chrono::{Datelike, Months};
use kernel::{Date, Instant, Month};

use super::{Evidence, Feature, FeatureRow};
use crate::{FactValue, PersonHistory, UsableSignal, WorkFact};

/// Months of own history that a baseline needs at least; a rate from less says nothing.
const BASELINE_MONTHS: i32 = 3;
/// Months that a baseline looks back, before the last three.
const BASELINE_SPAN: i32 = 12;

/// The features of `month`, from facts known before `cut`.
///
/// `cut` is the month's end in the work place's zone (or an earlier instant, for a look in the middle of the month).
/// A cut after the month's end anywhere on earth is brought back to that end: no call can look into the future.
/// Values are `None` where nothing is known: no scores yet, or a signal that the firm did not record then.
pub fn compute(history: &PersonHistory, month: Month, cut: Instant) -> FeatureRow {
    let end = month.end();
    let latest = Instant::start_of(end).plus_seconds(12 * 3600);
    let facts: Vec<&WorkFact> = history.as_of(end, cut.min(latest)).collect();
    let view = View { history, facts, end };
    let mut row = FeatureRow { values: [None; Feature::ALL.len()], evidence: Evidence::default() };
    employment(&view, &mut row);
    pay(&view, &mut row);
    performance(&view, &mut row);
    leave_and_load(&view, &mut row);
    resignation(&view, &mut row);
    surroundings(&view, &mut row);
    row
}

/// What can be seen at the end of a month.
struct View<'a> {
    history: &'a PersonHistory,
    facts: Vec<&'a WorkFact>,
    /// First day after the month.
    end: Date,
}

impl View<'_> {
    /// Facts of one signal with a value taken out, by effective day.
    fn of<T>(&self, take: impl Fn(&FactValue) -> Option<T>) -> Vec<(Date, T)> {
        self.facts.iter().filter_map(|fact| Some((fact.effective, take(&fact.value)?))).collect()
    }

    /// The same, the last word of each day only.
    fn last_of_each_day<T>(&self, take: impl Fn(&FactValue) -> Option<T>) -> Vec<(Date, T)> {
        let mut all = self.of(take);
        all.reverse();
        all.dedup_by_key(|(day, _)| *day);
        all.reverse();
        all
    }

    fn last(&self, signal: UsableSignal) -> Option<&WorkFact> {
        self.facts.iter().rev().find(|fact| fact.value.signal() == signal).copied()
    }

    fn hired(&self) -> Option<Date> {
        self.last(UsableSignal::Hire).map(|fact| fact.effective)
    }

    /// The day `months` before the end.
    fn back(&self, months: i32) -> Date {
        self.end.checked_sub_months(Months::new(months.unsigned_abs())).unwrap_or(Date::MIN)
    }

    /// Whether the firm recorded the signal over the whole stretch from `from`, or since the hire.
    fn recorded_from(&self, signal: UsableSignal, from: Date) -> bool {
        let begin = self.hired().map_or(from, |hired| hired.max(from));
        self.history.collected_since(signal).is_some_and(|since| since <= begin)
    }

    /// A sum over the facts of the last `months`, when the signal was recorded all the time.
    fn sum_over(&self, signal: UsableSignal, months: i32, amount: impl Fn(&FactValue) -> Option<f64>) -> Option<f64> {
        let from = self.back(months);
        let recorded = self.recorded_from(signal, from);
        recorded.then(|| self.sum_between(from, self.end, amount))
    }

    fn sum_between(&self, from: Date, until: Date, amount: impl Fn(&FactValue) -> Option<f64>) -> f64 {
        let inside = |day: &Date| from <= *day && *day < until;
        self.of(amount).into_iter().filter(|(day, _)| inside(day)).fold(0.0, |sum, (_, x)| sum + x)
    }

    fn months_since(&self, day: Date) -> f64 {
        f64::from(whole_months(day, self.end))
    }
}

/// Whole months from one day to a later one, 0 when it is not later.
fn whole_months(from: Date, to: Date) -> i32 {
    let months = Month::of(to).since(Month::of(from));
    let begun = to.day() < from.day() && !is_last_of_month(to);
    (months - i32::from(begun)).max(0)
}

fn is_last_of_month(day: Date) -> bool {
    day.succ_opt().is_none_or(|next| next.day() == 1)
}

fn set(row: &mut FeatureRow, feature: Feature, value: Option<f64>) {
    row.values[feature.column()] = value;
}

fn employment(view: &View, row: &mut FeatureRow) {
    let hired = view.hired();
    set(row, Feature::TenureMonths, hired.map(|day| view.months_since(day)));
    let promoted = view.last(UsableSignal::Promotion).map(|fact| fact.effective);
    row.evidence.ever_promoted = promoted.is_some();
    let recorded = view.history.collected_since(UsableSignal::Promotion).is_some();
    let since = promoted.or(hired).filter(|_| recorded);
    set(row, Feature::MonthsSincePromotion, since.map(|day| view.months_since(day)));
    let moved = view.last(UsableSignal::Transfer).map(|fact| view.months_since(fact.effective));
    set(row, Feature::MonthsSinceTransfer, moved);
    let ends = view.last(UsableSignal::ContractTerm).map(|fact| match fact.value {
        FactValue::ContractUntil(until) => until,
        _ => None,
    });
    let soon = view.end.checked_add_months(Months::new(6)).unwrap_or(Date::MAX);
    row.evidence.contract_ends = ends.flatten();
    set(row, Feature::ContractEnds6m, ends.map(|until| flag(until.is_some_and(|day| view.end <= day && day < soon))));
}

fn pay(view: &View, row: &mut FeatureRow) {
    let hired = view.hired();
    let pays = view.last_of_each_day(|value| match value {
        FactValue::PaySet(pay) => Some(pay.expose().fen()),
        _ => None,
    });
    #[expect(clippy::cast_precision_loss, reason = "a ratio of two amounts; no amount is computed from it")]
    let percent = |before: i64, after: i64| (after - before) as f64 / before as f64 * 100.0;
    let mut rises = pays.windows(2).filter_map(|pair| match pair {
        [(_, before), (day, after)] if *before > 0 && after > before => Some((*day, percent(*before, *after))),
        _ => None,
    });
    let last = rises.next_back();
    row.evidence.ever_raised = last.is_some();
    if !pays.is_empty() {
        let since = last.map(|(day, _)| day).or(hired);
        set(row, Feature::MonthsSinceRaise, since.map(|day| view.months_since(day)));
        set(row, Feature::LastRaisePercent, Some(last.map_or(0.0, |(_, percent)| percent)));
    }
    let position = view.of(|value| match value {
        FactValue::PayPosition(percentile) => Some(*percentile),
        _ => None,
    });
    set(row, Feature::PayPosition, position.last().map(|(_, percentile)| *percentile));
}

fn performance(view: &View, row: &mut FeatureRow) {
    let scores: Vec<f64> = view
        .last_of_each_day(|value| match value {
            FactValue::Performance(score) => Some(*score),
            _ => None,
        })
        .into_iter()
        .map(|(_, score)| score)
        .collect();
    let nth_last = |n: usize| scores.len().checked_sub(n + 1).and_then(|at| scores.get(at)).copied();
    let change = |n: usize| Some(nth_last(0)? - nth_last(n)?);
    set(row, Feature::PerformanceLast, nth_last(0));
    set(row, Feature::PerformanceChange, change(1));
    set(row, Feature::PerformanceChangeTwo, change(2));
    let drops = scores.windows(2).rev().take_while(|pair| pair[1] < pair[0]).count();
    set(row, Feature::PerformanceDrops, (scores.len() > 1).then(|| count(drops)));
    row.evidence.scores = scores.iter().rev().take(4.min(drops.max(1) + 1)).rev().copied().collect();
}

fn leave_and_load(view: &View, row: &mut FeatureRow) {
    let days = |value: &FactValue| match value {
        FactValue::PersonalLeave(days) => Some(*days),
        _ => None,
    };
    let last3 = view.sum_over(UsableSignal::PersonalLeave, 3, days);
    set(row, Feature::PersonalLeave3m, last3);
    set(row, Feature::PersonalLeave6m, view.sum_over(UsableSignal::PersonalLeave, 6, days));
    let usual = usual_leave(view, days);
    row.evidence.usual_leave = usual;
    set(row, Feature::PersonalLeaveExcess, last3.zip(usual).map(|(last3, usual)| last3 - usual));
    row.evidence.leave_quarters = [9, 6, 3]
        .into_iter()
        .filter(|back| view.recorded_from(UsableSignal::PersonalLeave, view.back(*back)))
        .map(|back| view.sum_between(view.back(back), view.back(back - 3), days))
        .collect();
    let overtime = view.sum_over(UsableSignal::Overtime, 3, |value| match value {
        FactValue::Overtime(hours) => Some(*hours),
        _ => None,
    });
    set(row, Feature::Overtime3m, overtime.map(|hours| hours / 3.0));
    let commute = view.of(|value| match value {
        FactValue::Commute(minutes) => Some(*minutes),
        _ => None,
    });
    set(row, Feature::CommuteMinutes, commute.last().map(|(_, minutes)| *minutes));
}

/// The person's own days of personal leave in three months, from up to twelve months before the last three.
fn usual_leave(view: &View, days: impl Fn(&FactValue) -> Option<f64>) -> Option<f64> {
    let until = view.back(3);
    let since = view.history.collected_since(UsableSignal::PersonalLeave)?;
    let from = view.back(3 + BASELINE_SPAN).max(since).max(view.hired()?);
    let months = whole_months(from, until);
    (months >= BASELINE_MONTHS).then(|| {
        // Whole months only, counted back from the last three, so that the rate is a rate.
        let from = view.back(3 + months);
        view.sum_between(from, until, days) / f64::from(months) * 3.0
    })
}

fn resignation(view: &View, row: &mut FeatureRow) {
    if view.history.collected_since(UsableSignal::ResignationWithdrawn).is_none() {
        return;
    }
    let withdrawn = view.last(UsableSignal::ResignationWithdrawn).map(|fact| fact.effective);
    let recent = withdrawn.is_some_and(|day| view.back(12) <= day);
    set(row, Feature::ResignationWithdrawn12m, Some(flag(recent)));
    set(row, Feature::MonthsSinceWithdrawal, withdrawn.map(|day| view.months_since(day)));
}

fn surroundings(view: &View, row: &mut FeatureRow) {
    let one = |wanted: FactValue| move |value: &FactValue| (*value == wanted).then_some(1.0);
    set(row, Feature::GoalsSlipped6m, view.sum_over(UsableSignal::GoalResult, 6, one(FactValue::GoalSlipped)));
    let managers = view.sum_over(UsableSignal::ManagerChange, 12, one(FactValue::ManagerChanged));
    set(row, Feature::ManagerChanges12m, managers);
    set(row, Feature::TeamExits6m, view.sum_over(UsableSignal::TeamExit, 6, one(FactValue::TeammateLeft)));
    set(row, Feature::TeamExits12m, view.sum_over(UsableSignal::TeamExit, 12, one(FactValue::TeammateLeft)));
}

const fn flag(truth: bool) -> f64 {
    if truth { 1.0 } else { 0.0 }
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_whole_on_the_same_day_or_at_the_months_end() {
        assert_eq!(whole_months(day("2026-01-31"), day("2026-02-28")), 1);
        assert_eq!(whole_months(day("2026-01-15"), day("2026-02-14")), 0);
        assert_eq!(whole_months(day("2026-01-15"), day("2027-01-15")), 12);
        assert_eq!(whole_months(day("2026-05-01"), day("2026-04-01")), 0);
    }
}
