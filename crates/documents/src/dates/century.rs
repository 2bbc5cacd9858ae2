//! Which century a two-digit year means, and which readings a triple of numbers has.

use chrono::Months;
use kernel::Date;
use serde::{Deserialize, Serialize};

use super::shape::Triple;
use super::{DateError, DateHint, Order};

/// What a day stands for. It decides the century of two-digit years and which days are unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    /// A birth: in the past, at most 100 years ago.
    Birth,
    /// A hire, exit, review or another event of a working life: from 1950 to a year from now.
    Event,
    /// The end of a term or of a document: within 50 years before and after now.
    Term,
}

impl DateKind {
    /// The earliest and the latest usual day. The span is never over a hundred years, so a two-digit year
    /// has at most one century.
    pub fn usual_days(self, today: Date) -> (Date, Date) {
        let years_ago = |years: u32| today.checked_sub_months(Months::new(12 * years)).unwrap_or(Date::MIN);
        let years_ahead = |years: u32| today.checked_add_months(Months::new(12 * years)).unwrap_or(Date::MAX);
        match self {
            Self::Birth => (years_ago(100).succ_opt().unwrap_or(Date::MIN), today),
            Self::Event => (Date::from_ymd_opt(1950, 1, 1).unwrap_or(Date::MIN), years_ahead(1)),
            Self::Term => (years_ago(50).succ_opt().unwrap_or(Date::MIN), years_ahead(50)),
        }
    }
}

/// The days that the triple can mean, each with its order.
pub(super) fn readings(triple: &Triple, hint: DateHint) -> Vec<(Order, Date)> {
    triple.orders().iter().filter_map(|order| Some((*order, reading(triple, *order, hint)?))).collect()
}

fn reading(triple: &Triple, order: Order, hint: DateHint) -> Option<Date> {
    let (year, month, day) = triple.parts(order);
    if !triple.short_year(order) {
        return Date::from_ymd_opt(year, month, day);
    }
    let (earliest, latest) = hint.kind.usual_days(hint.today);
    let in_century = |century: i32| Date::from_ymd_opt(century + year, month, day);
    [1800, 1900, 2000, 2100].into_iter().filter_map(in_century).find(|day| *day >= earliest && *day <= latest)
}

/// Why no reading is left: the day does not exist, or no century fits.
pub(super) fn why_none(triple: &Triple, hint: DateHint) -> DateError {
    let exists_in_some_century = triple.orders().iter().any(|order| {
        let (year, month, day) = triple.parts(*order);
        // 2000 is a leap year: 29 February is no reason to doubt here.
        triple.short_year(*order) && Date::from_ymd_opt(2000 + year, month, day).is_some()
    });
    if exists_in_some_century {
        let (earliest, latest) = hint.kind.usual_days(hint.today);
        return DateError::CenturyUnknown { earliest, latest };
    }
    DateError::NoSuchDay
}
