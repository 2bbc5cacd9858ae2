//! What must hold for every input.

use chrono::Days;
use kernel::{Date, Money};
use law::termination::{
    FinalWageInput, PaidDayCount, Pre2008Practice, Settlement, SettlementInput, UnusedLeaveInput, WageMethod,
    final_wage, settlement, unused_annual_leave,
};
use law::{Figure, Ground, Parameters, iit};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::day;

fn settled(hire_date: Date, days: u64, ground: Ground, wage: i64, city: i64) -> Settlement {
    let input = SettlementInput {
        hire_date,
        last_day: hire_date + Days::new(days),
        ground,
        avg_wage_12m: Money::from_fen(wage),
        city_avg_month: Some(Figure::given(Money::from_fen(city))),
        local_min_wage: Some(Figure::given(Money::from_fen(274_000))),
        notice_days_given: Some(30),
        prev_month_wage: None,
        pre2008: Pre2008Practice::Split,
    };
    settlement(Parameters::builtin().unwrap(), &input).unwrap().value
}

fn hire() -> impl Strategy<Value = Date> {
    (0_u64..6_500).prop_map(|days| day("2008-01-01") + Days::new(days))
}

proptest! {
    #[test]
    fn a_longer_service_never_pays_less(hire in hire(), days in 0_u64..8_000, wage in 0_i64..9_000_000) {
        let ground = Ground::Art36EmployerProposed;
        let shorter = settled(hire, days, ground, wage, 1_257_700);
        let longer = settled(hire, days + 1, ground, wage, 1_257_700);
        prop_assert!(longer.service_months_n >= shorter.service_months_n);
        prop_assert!(longer.economic_compensation >= shorter.economic_compensation);
    }

    #[test]
    fn damages_are_twice_the_severance(hire in hire(), days in 0_u64..8_000, wage in 0_i64..9_000_000) {
        let n = settled(hire, days, Ground::Art41Layoff, wage * 2, 1_257_700).total;
        let two_n = settled(hire, days, Ground::Unlawful, wage * 2, 1_257_700).total;
        // An even wage in fen needs no rounding at half months.
        prop_assert_eq!(two_n.fen(), 2 * n.fen());
    }

    #[test]
    fn the_rounded_halves_never_differ_by_more_than_a_fen(hire in hire(), days in 0_u64..8_000, wage in 0_i64..9_000_000) {
        let n = settled(hire, days, Ground::Art41Layoff, wage, 1_257_700).total;
        let two_n = settled(hire, days, Ground::Unlawful, wage, 1_257_700).total;
        prop_assert!((2 * n.fen() - two_n.fen()).abs() <= 1);
    }

    #[test]
    fn above_the_cap_neither_wage_nor_years_grow(hire in hire(), days in 0_u64..8_000, above in 1_i64..9_000_000) {
        let cap = 3 * 1_257_700;
        let capped = settled(hire, days, Ground::Art41Layoff, cap + above, 1_257_700);
        prop_assert!(capped.capped);
        prop_assert_eq!(capped.wage_base.fen(), cap);
        prop_assert!(capped.total.fen() <= 12 * cap);
        prop_assert!(!settled(hire, days, Ground::Art41Layoff, cap, 1_257_700).capped);
    }

    #[test]
    fn service_is_counted_like_days_on_a_calendar(hire in hire(), days in 0_u64..8_000) {
        // An independent count: add half years one by one until the end is passed. A full year gives 1,
        // a started half year 0.5, a full half year 1.
        let end = hire + Days::new(days + 1);
        let mut halves = 0_u32;
        while hire + chrono::Months::new(6 * (halves + 1)) <= end {
            halves += 1;
        }
        let rest = hire + chrono::Months::new(6 * halves) < end;
        let expected = match (halves % 2, rest) {
            (0, false) => halves,
            _ => halves + 1,
        };
        let n = settled(hire, days, Ground::Art41Layoff, 1_000_000, 1_257_700).service_months_n.0;
        prop_assert_eq!(n, Decimal::new(i64::from(expected) * 5, 1).normalize());
    }

    #[test]
    fn tax_is_never_negative_and_grows_with_the_amount(amount in 0_i64..1_000_000_000, more in 0_i64..10_000_000, average in 0_i64..30_000_000) {
        let law = Parameters::builtin().unwrap();
        let tax = |fen| {
            let average = Figure::given(Money::from_fen(average));
            iit::severance_one_off(law, Money::from_fen(fen), &average, day("2026-09-30")).unwrap().value
        };
        let (less, more) = (tax(amount), tax(amount + more));
        prop_assert!(less.tax >= Money::ZERO && less.tax <= less.taxable);
        prop_assert_eq!(less.exempt.fen() + less.taxable.fen(), amount);
        prop_assert!(less.exempt.fen() <= 3 * average);
        prop_assert!(more.tax >= less.tax);
        // What is left grows too: no cliff.
        prop_assert!(more.exempt.fen() + more.taxable.fen() - more.tax.fen() >= amount - less.tax.fen());
    }

    #[test]
    fn untaken_leave_never_exceeds_the_year_and_is_never_claimed_back(elapsed in 0_u32..=365, full in prop::sample::select(vec![0_u32, 5, 10, 15]), halves in 0_i64..60, wage in 0_i64..9_000_000) {
        let input = UnusedLeaveInput {
            last_day: day("2026-12-31"),
            calendar_days_elapsed: elapsed,
            full_year_days: full,
            days_taken: Decimal::new(halves * 5, 1),
            avg_wage_12m_ex_overtime: Money::from_fen(wage),
        };
        let found = unused_annual_leave(Parameters::builtin().unwrap(), &input).unwrap().value;
        prop_assert!(found.days <= full);
        prop_assert!(found.extra_200 >= Money::ZERO);
        prop_assert!((3 * found.extra_200.fen() - 2 * found.total_300.fen()).abs() <= 3);
    }

    #[test]
    fn a_part_month_never_pays_more_than_the_month(employed in 0_u32..=23, wage in 0_i64..9_000_000) {
        for method in [WageMethod::AverageMonthWorked, WageMethod::AverageMonthMissed, WageMethod::DaysOfMonth] {
            let input = FinalWageInput {
                last_day: day("2026-12-31"),
                month_wage: Money::from_fen(wage),
                days: PaidDayCount { in_month: 23, employed },
                unpaid_days: Decimal::ZERO,
                method,
            };
            let paid = final_wage(Parameters::builtin().unwrap(), &input).unwrap().value.wage;
            prop_assert!(paid >= Money::ZERO && paid.fen() <= wage);
            prop_assert!(employed < 23 || paid.fen() == wage);
        }
    }
}
