//! Days as people type them.
//!
//! One cell is read by [`parse_loose`]. Whether `7/5/2011` is the fifth of July or the seventh of May cannot
//! be told from one cell, so a whole column is looked at first by [`guess_column`]; its
//! [`DateFormatGuess::hint`] then reads the cells. What stays ambiguous is an error that names the readings.

mod century;
mod guess;
mod shape;

#[cfg(test)]
mod tests;

use kernel::Date;
use serde::{Deserialize, Serialize};

pub use century::DateKind;
pub use guess::{DateForm, DateFormatGuess, OrderGuess, guess_column};

use crate::fold::fold;
use shape::{Shape, Triple};

/// In which order day, month and year stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// `2021-03-01`, `21.3.1`.
    YearMonthDay,
    /// `3/1/2021`, usual in the United States.
    MonthDayYear,
    /// `1/3/2021`, usual in Europe.
    DayMonthYear,
}

/// What is known beforehand about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateHint {
    /// What the day stands for; it decides the century of two-digit years.
    pub kind: DateKind,
    /// Order of day, month and year, when the column or the user decided it.
    pub order: Option<Order>,
    /// Whether bare numbers such as `44256` are Excel's day numbers.
    pub serials: bool,
    /// The day on which the file is read.
    pub today: Date,
}

impl DateHint {
    /// Nothing known but what the day stands for.
    pub const fn new(kind: DateKind, today: Date) -> Self {
        Self { kind, order: None, serials: false, today }
    }
}

/// What was concluded beyond what the text says. Worth showing to the person who imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Inference {
    /// The order came from the column or the user.
    Order {
        /// Order used.
        order: Order,
    },
    /// The century was concluded.
    Century {
        /// Year taken.
        year: i32,
        /// Earliest day that this kind of date may have.
        earliest: Date,
        /// Latest day that this kind of date may have.
        latest: Date,
    },
    /// The number was read as Excel's day number.
    ExcelSerial,
    /// A time of day was left out.
    TimeDropped,
    /// Written in full, but outside of the days that this kind of date usually has.
    Unusual {
        /// Earliest usual day.
        earliest: Date,
        /// Latest usual day.
        latest: Date,
    },
    /// `2099-12-31` and the like often stand for "no end".
    PerhapsOpenEnd,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParsedDate {
    /// A day, and what was concluded to get it.
    Day {
        /// The day.
        day: Date,
        /// Conclusions beyond the text; empty for `2021-03-01`.
        inferred: Vec<Inference>,
    },
    /// No end: 长期, 无固定期限, 至今, `9999-12-31`.
    OpenEnd,
    /// Nothing: blank, `-`, `无`, `N/A`.
    Missing,
}

impl ParsedDate {
    /// The day, if it is one.
    pub const fn day(&self) -> Option<Date> {
        match self {
            Self::Day { day, .. } => Some(*day),
            Self::OpenEnd | Self::Missing => None,
        }
    }
}

/// Why a cell is not read as a day. [`DateError::code`] is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It does not look like a date.
    #[error("this does not look like a date")]
    NotADate,
    /// The calendar has no such day, as 30 February.
    #[error("the calendar has no such day")]
    NoSuchDay,
    /// It can be read in several ways and nothing decides between them.
    #[error("this can be {}", readings.iter().map(Date::to_string).collect::<Vec<_>>().join(" or "))]
    Ambiguous {
        /// The days it can mean.
        readings: Vec<Date>,
    },
    /// It fits another order than the one decided for the column.
    #[error("this fits another order of day and month than the rest of the column: {reading}")]
    AgainstOrder {
        /// The day it would be in that other order.
        reading: Date,
    },
    /// The day is missing: `2021-03`.
    #[error("the day is missing; only {year}-{month:02} is given")]
    DayMissing {
        /// Year.
        year: i32,
        /// Month.
        month: u32,
    },
    /// Only a year is given.
    #[error("only the year {year} is given")]
    YearOnly {
        /// Year.
        year: i32,
    },
    /// A two-digit year for which no century gives a sensible day.
    #[error("no century makes this a day between {earliest} and {latest}")]
    CenturyUnknown {
        /// Earliest sensible day.
        earliest: Date,
        /// Latest sensible day.
        latest: Date,
    },
    /// A bare number that would be a sensible day as Excel's day number.
    #[error("this number may be Excel's number of the day {reading}")]
    PerhapsSerial {
        /// That day.
        reading: Date,
    },
}

impl DateError {
    /// Stable code for reports: `date_not_a_date` and so on.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotADate => "date_not_a_date",
            Self::NoSuchDay => "date_no_such_day",
            Self::Ambiguous { .. } => "date_ambiguous",
            Self::AgainstOrder { .. } => "date_against_order",
            Self::DayMissing { .. } => "date_day_missing",
            Self::YearOnly { .. } => "date_year_only",
            Self::CenturyUnknown { .. } => "date_century_unknown",
            Self::PerhapsSerial { .. } => "date_perhaps_serial",
        }
    }
}

/// Reads one cell. Full-width digits, odd dashes, padding and a time of day are understood; a guess that the
/// text does not carry is an error or an [`Inference`], never silent.
pub fn parse_loose(text: &str, hint: DateHint) -> Result<ParsedDate, DateError> {
    let shape = shape::read(&fold(text))?;
    let (reading, time_dropped) = match shape {
        Shape::Missing => return Ok(ParsedDate::Missing),
        Shape::OpenEnd => return Ok(ParsedDate::OpenEnd),
        Shape::Triple { triple, time_dropped } => (from_triple(&triple, hint)?, time_dropped),
        Shape::YearMonth { year, month } => return Err(DateError::DayMissing { year, month }),
        Shape::Year(year) => return Err(DateError::YearOnly { year }),
        Shape::SixDigits(digits) => (from_six_digits(&digits, hint)?, false),
        Shape::Serial { number, time_dropped } => (from_serial(number, hint)?, time_dropped),
    };
    let (day, mut inferred) = reading;
    if time_dropped {
        inferred.push(Inference::TimeDropped);
    }
    let (earliest, latest) = hint.kind.usual_days(hint.today);
    if year_of(day) >= 2999 {
        return Ok(ParsedDate::OpenEnd);
    }
    if hint.kind == DateKind::Term && day.to_string().ends_with("99-12-31") {
        inferred.push(Inference::PerhapsOpenEnd);
    } else if day < earliest || day > latest {
        inferred.push(Inference::Unusual { earliest, latest });
    }
    Ok(ParsedDate::Day { day, inferred })
}

type Reading = (Date, Vec<Inference>);

fn from_triple(triple: &Triple, hint: DateHint) -> Result<Reading, DateError> {
    let readings = century::readings(triple, hint);
    let Some((first_order, first)) = readings.first().copied() else {
        return Err(century::why_none(triple, hint));
    };
    let days: Vec<Date> = readings.iter().map(|(_, day)| *day).collect();
    let agree = days.iter().all(|day| *day == first);
    let chosen = match hint.order.filter(|_| triple.orders().len() > 1) {
        Some(order) => match readings.iter().find(|(own, _)| *own == order) {
            Some(found) => *found,
            None => return Err(DateError::AgainstOrder { reading: first }),
        },
        None if agree => (first_order, first),
        None => {
            let readings = days.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            return Err(DateError::Ambiguous { readings });
        }
    };
    let mut inferred = Vec::new();
    if !agree {
        inferred.push(Inference::Order { order: chosen.0 });
    }
    if triple.short_year(chosen.0) {
        let (earliest, latest) = hint.kind.usual_days(hint.today);
        inferred.push(Inference::Century { year: year_of(chosen.1), earliest, latest });
    }
    Ok((chosen.1, inferred))
}

/// `210301` is a day of 2021, `202103` a month; `200112` can be either.
fn from_six_digits(digits: &str, hint: DateHint) -> Result<Reading, DateError> {
    let part = |from: usize, to: usize| digits[from..to].parse::<u32>().unwrap_or(0);
    let (year, month) = (part(0, 4), part(4, 6));
    let is_month = (1900..2100).contains(&year) && (1..=12).contains(&month);
    let triple = Triple::year_first(&digits[..2], part(2, 4), part(4, 6));
    let day = from_triple(&triple, hint);
    match (is_month, day) {
        (true, Ok((day, _))) => Err(DateError::Ambiguous { readings: vec![day] }),
        (true, Err(_)) => Err(DateError::DayMissing { year: year.cast_signed(), month }),
        (false, day) => day,
    }
}

fn from_serial(number: u32, hint: DateHint) -> Result<Reading, DateError> {
    let day = shape::serial_day(number).ok_or(DateError::NotADate)?;
    let (earliest, latest) = hint.kind.usual_days(hint.today);
    if day < earliest || day > latest {
        return Err(DateError::NotADate);
    }
    if hint.serials { Ok((day, vec![Inference::ExcelSerial])) } else { Err(DateError::PerhapsSerial { reading: day }) }
}

fn year_of(day: Date) -> i32 {
    chrono::Datelike::year(&day)
}
