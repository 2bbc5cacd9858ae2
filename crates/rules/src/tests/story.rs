//! What is said about Zhang in October 2026.

use super::*;
use crate::features::{Direction, Feature, FeatureRow, compute};
use crate::{Action, ProtectedSignal, baseline};

fn october() -> FeatureRow {
    compute(&zhang(), month("2026-10"), month_end(month("2026-10")))
}

fn value(row: &FeatureRow, feature: Feature) -> f64 {
    row.get(feature).unwrap()
}

#[test]
fn two_drops_are_told_with_their_three_scores() {
    let driver = october().driver(Feature::PerformanceDrops, Direction::Up);
    assert_eq!(driver.sentence.zh, "绩效连续两个周期下降");
    assert_eq!(driver.sentence.en, "Performance fell two cycles in a row");
    assert_eq!(driver.figure.zh, "91 → 83 → 74");
    assert_eq!(driver.helps.first(), Some(&Action::WorkChange));
}

#[test]
fn personal_leave_is_compared_with_the_persons_own_habit() {
    let row = october();
    assert!((value(&row, Feature::PersonalLeave3m) - 4.0).abs() < 1e-9);
    // August 2025 to July 2026: 0.5 + 2.5 days in twelve months are 0.75 in three.
    assert!((value(&row, Feature::PersonalLeaveExcess) - 3.25).abs() < 1e-9);
    let driver = row.driver(Feature::PersonalLeaveExcess, Direction::Up);
    assert_eq!(driver.sentence.zh, "事假比本人往常多 3.3 天");
    assert_eq!(driver.figure.zh, "0.5 → 2.5 → 4 天；往常 0.8 天");
}

#[test]
fn the_withdrawn_resignation_the_raise_and_the_goals_are_on_one_line() {
    let row = october();
    assert_eq!(row.get(Feature::ResignationWithdrawn12m), Some(1.0));
    assert_eq!(row.get(Feature::MonthsSinceWithdrawal), Some(7.0));
    assert_eq!(row.get(Feature::MonthsSinceRaise), Some(7.0));
    assert!((value(&row, Feature::LastRaisePercent) - 8.333).abs() < 0.001);
    assert_eq!(row.get(Feature::GoalsSlipped6m), Some(2.0));
    assert_eq!(row.driver(Feature::LastRaisePercent, Direction::Down).sentence.zh, "上次调薪 8.3%");
    assert_eq!(row.driver(Feature::GoalsSlipped6m, Direction::Up).sentence.zh, "近 6 个月有 2 项目标延期");
    assert_eq!(row.driver(Feature::MonthsSinceWithdrawal, Direction::Up).sentence.zh, "7 个月前撤回过离职申请");
}

#[test]
fn what_holds_somebody_is_told_too() {
    let row = october();
    let pay = row.driver(Feature::PayPosition, Direction::Down);
    assert_eq!((pay.sentence.zh.as_ref(), pay.figure.zh.as_ref()), ("薪酬处于同级中上位置", "62 分位"));
    let team = row.driver(Feature::TeamExits12m, Direction::Down);
    assert_eq!(team.sentence.zh, "直属团队近 12 个月无人离开");
    assert!(team.helps.is_empty());
}

#[test]
fn a_reason_that_reads_like_good_news_says_what_it_rests_on() {
    let row = october();
    let raise = row.driver(Feature::LastRaisePercent, Direction::Up);
    assert_eq!(raise.sentence.zh, "上次调薪 8.3%；但从以往记录看，情形相近的人离职较多");
    let goals = row.driver(Feature::GoalsSlipped6m, Direction::Down);
    assert!(goals.sentence.en.ends_with("; yet in past records fewer people in this situation left"));
    assert_eq!(row.plain(Feature::LastRaisePercent, Direction::Up).sentence.zh, "上次调薪 8.3%");
    // Neither good nor bad by itself: nothing to add.
    assert_eq!(row.driver(Feature::TenureMonths, Direction::Up).sentence.zh, "入职 44 个月");
}

#[test]
fn the_contract_is_told_when_it_ends_within_six_months() {
    let row = october();
    assert_eq!(row.get(Feature::ContractEnds6m), Some(1.0));
    assert_eq!(row.driver(Feature::ContractEnds6m, Direction::Up).figure.en, "2027-02-28");
    let august = compute(&zhang(), month("2026-07"), month_end(month("2026-07")));
    assert_eq!(august.get(Feature::ContractEnds6m), Some(0.0));
}

#[test]
fn tenure_and_promotion_are_counted_in_whole_months() {
    let row = october();
    assert_eq!(row.get(Feature::TenureMonths), Some(44.0));
    assert_eq!(row.get(Feature::MonthsSincePromotion), Some(28.0));
    assert_eq!(row.get(Feature::MonthsSinceTransfer), None);
}

#[test]
fn what_the_firm_did_not_record_is_missing_and_not_zero() {
    let collected = BTreeMap::from([(UsableSignal::PersonalLeave, day("2026-09-01"))]);
    let (history, _) = PersonHistory::collect(zhang_facts(), collected);
    let row = compute(&history, month("2026-10"), month_end(month("2026-10")));
    assert_eq!(row.get(Feature::PersonalLeave3m), None, "recorded for two of the three months only");
    assert_eq!(row.get(Feature::TeamExits12m), None);
    assert_eq!(row.get(Feature::ResignationWithdrawn12m), None);
    let driver = row.driver(Feature::TeamExits12m, Direction::Down);
    assert_eq!(driver.figure.zh, "暂无数据");
    assert!(row.columns()[Feature::TeamExits12m.column()].is_nan());
    let december = compute(&history, month("2026-12"), month_end(month("2026-12")));
    assert_eq!(december.get(Feature::PersonalLeave3m), Some(0.0));
}

#[test]
fn somebody_hired_last_month_has_no_habit_yet() {
    let facts = [fact("2026-10-08", FactValue::Hired), fact("2026-10-20", FactValue::PersonalLeave(1.0))];
    let (history, _) = PersonHistory::collect(facts, all_collected());
    let row = compute(&history, month("2026-10"), month_end(month("2026-10")));
    assert_eq!(row.get(Feature::PersonalLeave3m), Some(1.0));
    assert_eq!(row.get(Feature::PersonalLeaveExcess), None);
    assert_eq!(row.get(Feature::PerformanceDrops), None);
}

#[test]
fn a_score_corrected_later_counts_in_the_old_month_as_it_was_known_then() {
    let mut facts = zhang_facts();
    let corrected = Instant::start_of(day("2026-11-20"));
    for report in &mut facts {
        if let Reported::Usable(fact) = report
            && fact.value == FactValue::Performance(74.0)
        {
            fact.known.until = Some(corrected);
        }
    }
    let known = Known { from: corrected, until: None };
    let right = WorkFact { effective: day("2026-09-30"), known, value: FactValue::Performance(86.0) };
    facts.push(Reported::Usable(right));
    let (history, _) = PersonHistory::collect(facts, all_collected());
    let of = |text: &str| compute(&history, month(text), month_end(month(text))).get(Feature::PerformanceLast);
    assert_eq!((of("2026-10"), of("2026-11")), (Some(74.0), Some(86.0)));
}

#[test]
fn protected_records_are_counted_and_left_alone() {
    let mut facts = zhang_facts();
    facts.extend(
        [ProtectedSignal::SickLeave, ProtectedSignal::SickLeave, ProtectedSignal::Hearsay].map(Reported::Protected),
    );
    let (history, aside) = PersonHistory::collect(facts, all_collected());
    assert_eq!(history, zhang());
    let counts: Vec<_> = aside.iter().map(|aside| (aside.signal, aside.count)).collect();
    assert_eq!(counts, [(ProtectedSignal::SickLeave, 2), (ProtectedSignal::Hearsay, 1)]);
}

#[test]
fn all_three_rules_of_the_baseline_hold_for_zhang_and_none_a_year_before() {
    let row = october();
    assert!((baseline::score(&row) - 1.0).abs() < 1e-12);
    assert_eq!(baseline::reasons(&row).len(), 3);
    let before = compute(&zhang(), month("2025-10"), month_end(month("2025-10")));
    assert!(baseline::score(&before).abs() < 1e-12);
}
