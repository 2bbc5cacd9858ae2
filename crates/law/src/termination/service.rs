//! How long somebody worked, in months of severance.

use chrono::{Days, Months};
use kernel::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::exact::{add, mul, plain};

/// Months of wage that severance pays: whole years and halves. `2.5` as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, example = "2.5"))]
#[serde(transparent)]
pub struct ServiceMonths(pub Decimal);

impl std::fmt::Display for ServiceMonths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&plain(self.0))
    }
}

/// The parameter `term.severance.rule`. Labour Contract Law art. 47, Implementation Regulation art. 27.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct SeveranceRule {
    /// Months of wage for a year of work.
    pub(crate) per_year: Decimal,
    /// From this many months on a part of a year counts as `at_or_above`, else as `below`.
    pub(crate) whole_year_from_months: u32,
    pub(crate) at_or_above: Decimal,
    pub(crate) below: Decimal,
    /// The wage is capped at this multiple of the local average.
    pub(crate) wage_cap_multiple: Decimal,
    /// With a capped wage no more months than this count.
    pub(crate) years_cap_when_capped: Decimal,
    /// The wage is the average of this many months.
    pub(crate) average_months: u32,
}

/// A stretch of service, cut into whole years and a rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Service {
    /// First day of work.
    pub(crate) first_day: Date,
    /// Last day of work, included.
    pub(crate) last_day: Date,
    /// Whole years.
    pub(crate) years: u32,
    /// Whether a rest of at least the rule's months remains.
    pub(crate) long_rest: bool,
    /// Whether any rest remains.
    pub(crate) any_rest: bool,
    /// Whether the last day lies so close to a month's end that another way of counting would differ.
    pub(crate) month_end_matters: bool,
}

impl Service {
    /// Counts `[first_day, last_day + 1)`. A month that lacks the corresponding day ends on its last day
    /// (Civil Code arts. 201 and 202).
    pub(crate) fn count(first_day: Date, last_day: Date, long_rest_months: u32) -> Result<Self, Refusal> {
        if last_day < first_day {
            return Err(Refusal::wrong(
                "last_day",
                format!("最后工作日 {last_day} 早于入职日 {first_day}。"),
                format!("the last day {last_day} is before the first day {first_day}"),
            ));
        }
        let too_far = || Refusal::wrong("last_day", "日期超出可计算范围。", "the date is out of range");
        let end = last_day.checked_add_days(Days::new(1)).ok_or_else(too_far)?;
        let (years, reached, long_rest) = whole_years(first_day, end, long_rest_months, after).ok_or_else(too_far)?;
        let strict = whole_years(first_day, end, long_rest_months, after_rolled).ok_or_else(too_far)?;
        let any_rest = reached < end;
        let month_end_matters = (years, any_rest, long_rest) != (strict.0, strict.1 < end, strict.2);
        Ok(Self { first_day, last_day, years, long_rest, any_rest, month_end_matters })
    }

    /// Months of severance by the rule of art. 47.
    pub(crate) fn months(&self, rule: &SeveranceRule) -> Result<Decimal, Refusal> {
        let whole = mul(Decimal::from(self.years), rule.per_year)?;
        let rest = match (self.any_rest, self.long_rest) {
            (_, true) => rule.at_or_above,
            (true, false) => rule.below,
            (false, false) => Decimal::ZERO,
        };
        add(whole, rest)
    }
}

/// Whole years in `[first, end)`, the day they are reached, and whether the long rest is reached too.
fn whole_years(
    first: Date,
    end: Date,
    long_rest_months: u32,
    after: fn(Date, u32) -> Option<Date>,
) -> Option<(u32, Date, bool)> {
    let mut years = 0;
    let mut reached = first;
    loop {
        let next = after(first, (years + 1) * 12)?;
        if next > end {
            let long_rest = after(first, years * 12 + long_rest_months)? <= end;
            return Some((years, reached, long_rest));
        }
        years += 1;
        reached = next;
    }
}

/// The day `months` later; a missing day becomes the last of its month.
fn after(day: Date, months: u32) -> Option<Date> {
    day.checked_add_months(Months::new(months))
}

/// The day `months` later; a missing day becomes the first of the next month.
fn after_rolled(day: Date, months: u32) -> Option<Date> {
    use chrono::Datelike;
    let later = after(day, months)?;
    if later.day() < day.day() { later.succ_opt() } else { Some(later) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn counted(first: &str, last: &str) -> (u32, bool, bool) {
        let service = Service::count(day(first), day(last), 6).unwrap();
        (service.years, service.any_rest, service.long_rest)
    }

    #[test]
    fn one_day_of_work_is_a_rest() {
        assert_eq!(counted("2024-05-06", "2024-05-06"), (0, true, false));
    }

    #[test]
    fn a_year_is_full_on_the_eve_of_its_anniversary() {
        assert_eq!(counted("2023-09-01", "2024-08-30"), (0, true, true));
        assert_eq!(counted("2023-09-01", "2024-08-31"), (1, false, false));
        assert_eq!(counted("2023-09-01", "2024-09-01"), (1, true, false));
    }

    #[test]
    fn a_leap_day_has_its_anniversary_on_the_last_of_february() {
        assert_eq!(counted("2020-02-29", "2021-02-26"), (0, true, true));
        assert_eq!(counted("2020-02-29", "2021-02-27"), (1, false, false));
        assert_eq!(counted("2020-02-29", "2024-02-28"), (4, false, false));
        assert_eq!(counted("2020-02-29", "2024-02-29"), (4, true, false));
    }

    #[test]
    fn a_month_end_start_says_that_another_count_would_differ() {
        let service = Service::count(day("2025-08-31"), day("2026-02-27"), 6).unwrap();
        assert!(service.long_rest && service.month_end_matters);
        let service = Service::count(day("2025-08-31"), day("2026-02-28"), 6).unwrap();
        assert!(service.long_rest && !service.month_end_matters);
    }

    #[test]
    fn leaving_before_coming_is_refused() {
        assert!(matches!(
            Service::count(day("2024-05-06"), day("2024-05-05"), 6),
            Err(Refusal::WrongInput { field, .. }) if field == "last_day"
        ));
    }
}
