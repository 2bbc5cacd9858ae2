//! What the offboarding desk asks for: notice, preview, last wage, last payment, the exit matrix.

use kernel::Money;
use law::termination::{
    CostPreviewInput, ExitOption, FinalPayInput, FinalWageInput, PaidDayCount, PayLine, Pre2008Practice, WageMethod,
    average_monthly_wage, cost_preview, damage_deduction, employee_notice, final_pay, final_wage, leave_days_elapsed,
    paid_days,
};
use law::{ExitNotice, ExitPay, Figure, Ground, Parameters, Protection, Refusal, Status, exit_matrix, exit_rule};
use rust_decimal::Decimal;

use crate::{day, yuan};

fn law() -> &'static Parameters {
    Parameters::builtin().unwrap()
}

#[test]
fn a_resignation_takes_effect_thirty_days_after_it_was_received() {
    for (received, probation, last) in [
        ("2026-11-01", false, "2026-12-01"),
        ("2026-01-31", false, "2026-03-02"),
        ("2024-01-31", false, "2024-03-01"),
        ("2026-12-30", true, "2027-01-02"),
    ] {
        let notice = employee_notice(law(), day(received), probation).unwrap();
        assert_eq!(notice.value.earliest_last_day, day(last), "{received}");
        assert_eq!(notice.confidence, Status::LawText);
    }
}

#[test]
fn every_ground_has_its_row_in_the_exit_matrix() {
    let matrix = exit_matrix(law(), day("2026-11-21")).unwrap();
    assert_eq!(matrix.len(), Ground::ALL.len());
    for ground in Ground::ALL {
        let rule = exit_rule(law(), ground, day("2026-11-21")).unwrap();
        assert!(!rule.value.articles.is_empty() && !rule.value.steps.is_empty(), "{}", ground.as_str());
        for step in &rule.value.steps {
            assert!(!step.text_zh.contains('{') && !step.text_en.contains('{'), "{}", step.text_zh);
        }
        assert_eq!(Ground::find(ground.as_str()), Some(ground));
        assert_eq!(serde_json::to_value(ground).unwrap(), ground.as_str());
    }
}

#[test]
fn the_matrix_says_who_pays_and_who_gives_notice() {
    let rule = |ground| exit_rule(law(), ground, day("2026-11-21")).unwrap().value;
    let resignation = rule(Ground::EmployeeResignArt37);
    assert_eq!((resignation.notice, resignation.notice_days), (ExitNotice::Employee, Some(30)));
    assert_eq!(resignation.notice_days_in_probation, Some(3));
    assert_eq!(resignation.pays, ExitPay::None);
    let incompetent = rule(Ground::Art40Incompetent);
    assert_eq!((incompetent.notice, incompetent.notice_days), (ExitNotice::EmployerOrWage, Some(30)));
    assert_eq!((incompetent.pays, incompetent.protection), (ExitPay::N, Protection::Blocked));
    assert!(incompetent.steps.iter().any(|step| step.code == "union_first"));
    assert_eq!(rule(Ground::Unlawful).pays, ExitPay::TwoN);
    assert_eq!(rule(Ground::Art44ExpiryNoOffer).protection, Protection::Extended);
    assert!(rule(Ground::Art41Layoff).steps[0].text_zh.contains("20人"));
}

fn preview() -> CostPreviewInput {
    CostPreviewInput {
        hire_date: day("2023-09-01"),
        wanted_last_day: day("2026-11-30"),
        resigned_last_day: day("2026-12-20"),
        avg_wage_12m: yuan("20000.00"),
        prev_month_wage: yuan("21000.00"),
        city_avg_month: law().average_wage("上海", day("2026-11-30")).unwrap(),
        local_min_wage: law().minimum_wage("上海", day("2026-11-30")).unwrap(),
        pre2008: Pre2008Practice::Split,
    }
}

#[test]
fn an_earlier_date_shows_n_and_n_plus_one_and_two_n_side_by_side() {
    // 2023-09-01 to 2026-11-30: three years and three months, that is 3.5 months of 20,000.
    let found = cost_preview(law(), &preview()).unwrap();
    let costs: Vec<_> = found.value.options.iter().map(|option| (option.option, option.cost)).collect();
    assert_eq!(
        costs,
        [
            (ExitOption::KeepTheDate, Money::ZERO),
            (ExitOption::AgreeN, yuan("70000.00")),
            (ExitOption::NoNoticeNPlusOne, yuan("91000.00")),
            (ExitOption::Unlawful2N, yuan("140000.00")),
        ]
    );
    assert_eq!(found.value.days_earlier, 20);
    assert!(!found.value.options[3].lawful);
    assert!(found.parameters.iter().any(|used| used.id == "wage.average_month" && used.place == "CN-Shanghai"));
    assert!(!found.warnings.is_empty(), "the series of the average wage must be doubted");
}

#[test]
fn a_date_that_is_not_earlier_has_no_preview() {
    let same = CostPreviewInput { wanted_last_day: day("2026-12-20"), ..preview() };
    assert!(matches!(cost_preview(law(), &same), Err(Refusal::WrongInput { field, .. }) if field == "wanted_last_day"));
}

#[test]
fn paid_days_are_workdays_and_statutory_holidays() {
    // October 2026: 31 days; off 1-7, of which 1-3 statutory; rest 10 (worked), 11, 17, 18, 24, 25, 31.
    // Paid: 3 statutory, 8 and 9, 10 (moved workday), 12-16, 19-23, 26-30: 3 + 2 + 1 + 15 = 21.
    let month = paid_days(law(), day("2020-01-01"), day("2026-10-31")).unwrap().value;
    assert_eq!((month.in_month, month.employed), (21, 21));
    let until_the_holiday = paid_days(law(), day("2020-01-01"), day("2026-10-05")).unwrap().value;
    assert_eq!((until_the_holiday.in_month, until_the_holiday.employed), (21, 3));
    let came_and_went = paid_days(law(), day("2026-10-09"), day("2026-10-12")).unwrap().value;
    assert_eq!(came_and_went.employed, 3);
    assert!(paid_days(law(), day("2027-01-01"), day("2027-01-31")).is_err());
}

#[test]
fn the_last_wage_names_its_method() {
    // September 2026 has 22 weekdays; the 20th is worked for it, the 25th a statutory holiday: 23 paid days.
    let days = PaidDayCount { in_month: 23, employed: 11 };
    let wage = |method, unpaid: &str| {
        let input = FinalWageInput {
            last_day: day("2026-09-15"),
            month_wage: yuan("21750.00"),
            days,
            unpaid_days: unpaid.parse().unwrap(),
            method,
        };
        final_wage(law(), &input).unwrap().value.wage
    };
    assert_eq!(wage(WageMethod::AverageMonthWorked, "0"), yuan("11000.00"));
    assert_eq!(wage(WageMethod::AverageMonthMissed, "0"), yuan("9750.00"));
    assert_eq!(wage(WageMethod::DaysOfMonth, "0"), yuan("10402.17"));
    assert_eq!(wage(WageMethod::AverageMonthWorked, "1.5"), yuan("9500.00"));
    assert_eq!(wage(WageMethod::AverageMonthWorked, "11"), Money::ZERO);
}

#[test]
fn a_whole_month_pays_the_whole_wage_by_every_method() {
    for method in [WageMethod::AverageMonthWorked, WageMethod::AverageMonthMissed, WageMethod::DaysOfMonth] {
        let input = FinalWageInput {
            last_day: day("2026-09-30"),
            month_wage: yuan("10000.00"),
            days: PaidDayCount { in_month: 23, employed: 23 },
            unpaid_days: Decimal::ZERO,
            method,
        };
        assert_eq!(final_wage(law(), &input).unwrap().value.wage, yuan("10000.00"));
    }
}

fn last_payment(handover: Option<&str>) -> FinalPayInput {
    let line = |code: &str, amount| PayLine {
        code: code.to_owned(),
        name_zh: code.to_owned(),
        name_en: code.to_owned(),
        amount: yuan(amount),
    };
    let minimum = Figure::given(yuan("2740.00"));
    let most = damage_deduction(law(), yuan("10000.00"), &minimum, day("2026-09-30")).unwrap();
    FinalPayInput {
        last_day: day("2026-09-30"),
        lines: vec![line("final_wage", "10000.00"), line("unused_leave", "4000.00")],
        severance: yuan("60000.00"),
        handover_done_on: handover.map(day),
        damage: Some((yuan("5000.00"), most)),
    }
}

#[test]
fn wages_wait_for_nothing_and_only_severance_waits_for_the_handover() {
    let found = final_pay(law(), &last_payment(None)).unwrap().value;
    assert_eq!(found.wages_due_on, day("2026-09-30"));
    assert_eq!(found.payable_at_end, yuan("12000.00"));
    assert_eq!((found.damage_deducted, found.damage_left), (yuan("2000.00"), yuan("3000.00")));
    assert_eq!(found.severance_due_on, None);
    assert_eq!(found.total, yuan("72000.00"));
}

#[test]
fn severance_is_due_at_the_handover_but_not_before_the_last_day() {
    let due = |done| final_pay(law(), &last_payment(Some(done))).unwrap().value.severance_due_on;
    assert_eq!(due("2026-10-08"), Some(day("2026-10-08")));
    assert_eq!(due("2026-09-20"), Some(day("2026-09-30")));
}

#[test]
fn the_average_counts_the_last_twelve_months_or_those_worked() {
    let average = |wages: &[&str]| {
        let wages: Vec<Money> = wages.iter().map(|wage| yuan(wage)).collect();
        average_monthly_wage(law(), &wages, day("2026-09-30")).map(|found| found.value)
    };
    assert_eq!(average(&["10000.00", "20000.00"]), Ok(yuan("15000.00")));
    assert_eq!(average(&["10000.00", "10000.00", "10000.01"]), Ok(yuan("10000.00")));
    assert_eq!(average(&["10000.00", "10000.01", "10000.01"]), Ok(yuan("10000.01")));
    // The thirteenth month back does not count.
    let mut year = vec!["99999.00"];
    year.extend(["12000.00"; 12]);
    assert_eq!(average(&year), Ok(yuan("12000.00")));
    assert_eq!(average(&[]), Err(Refusal::missing("monthly")));
}

#[test]
fn the_days_of_the_closing_year_count_both_ends() {
    assert_eq!(leave_days_elapsed(day("2020-03-01"), day("2026-06-30")), 181);
    assert_eq!(leave_days_elapsed(day("2020-03-01"), day("2024-12-31")), 366);
    assert_eq!(leave_days_elapsed(day("2026-06-30"), day("2026-06-30")), 1);
    assert_eq!(leave_days_elapsed(day("2026-01-01"), day("2026-03-13")), 72);
    assert_eq!(leave_days_elapsed(day("2026-07-01"), day("2026-06-30")), 0);
}
