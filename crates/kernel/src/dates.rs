//! Calendar days, half-open ranges of days, months, and instants.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A calendar day without a time zone. Days belong to the work place's calendar.
pub type Date = NaiveDate;

/// A point in time: microseconds since 1970-01-01 UTC. Microseconds, because PostgreSQL keeps no more,
/// and a value that changes when it is stored would break every hash over it.
/// On the wire it is an RFC 3339 text with `Z`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
pub struct Instant(i64);

impl Instant {
    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The first instant of a day in UTC.
    pub fn start_of(day: Date) -> Self {
        Self(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_micros())
    }

    /// The same point as a `chrono` value.
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// The day in UTC on which this instant falls.
    pub fn day(self) -> Date {
        self.to_chrono().date_naive()
    }

    /// This instant moved by whole seconds (negative: earlier), stopping at the ends of time.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.timestamp_micros())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_chrono().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

impl FromStr for Instant {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc).into())
    }
}

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A range that would end before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the range would end on {until}, not after it begins on {from}")]
pub struct InvalidRange {
    /// First day asked for.
    pub from: Date,
    /// End asked for (exclusive).
    pub until: Date,
}

/// Days from `from` (inclusive) to `until` (exclusive); `None` is open-ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateRange {
    from: Date,
    until: Option<Date>,
}

impl DateRange {
    /// A range of at least one day.
    pub fn new(from: Date, until: Option<Date>) -> Result<Self, InvalidRange> {
        match until {
            Some(until) if until <= from => Err(InvalidRange { from, until }),
            _ => Ok(Self { from, until }),
        }
    }

    /// From a first and a last day, both included: the way people say it.
    pub fn inclusive(first_day: Date, last_day: Option<Date>) -> Result<Self, InvalidRange> {
        Self::new(first_day, last_day.map(|day| day + Days::new(1)))
    }

    /// Without an end.
    pub const fn starting(from: Date) -> Self {
        Self { from, until: None }
    }

    /// First day.
    pub const fn from(self) -> Date {
        self.from
    }

    /// End, exclusive.
    pub const fn until(self) -> Option<Date> {
        self.until
    }

    /// Last day, inclusive.
    pub fn last_day(self) -> Option<Date> {
        self.until.map(|until| until - Days::new(1))
    }

    /// Whether the day lies inside.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether the two ranges share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.until.is_none_or(|until| other.from < until) && other.until.is_none_or(|until| self.from < until)
    }
}

/// A calendar month, the step of features, pay and statistics. `2026-03` as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since year 0, so that steps are plain additions.
    index: i32,
}

impl Month {
    /// The month in which the day lies.
    pub fn of(day: Date) -> Self {
        Self { index: day.year() * 12 + day.month0().cast_signed() }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        let month = self.index.rem_euclid(12).cast_unsigned() + 1;
        Date::from_ymd_opt(self.index.div_euclid(12), month, 1).unwrap_or(Date::MIN)
    }

    /// The first day of the following month: the exclusive end.
    pub fn end(self) -> Date {
        self.first_day() + Months::new(1)
    }

    /// Moved by `months` (negative: back).
    pub const fn plus(self, months: i32) -> Self {
        Self { index: self.index + months }
    }

    /// Months from `earlier` to this one.
    pub const fn since(self, earlier: Self) -> i32 {
        self.index - earlier.index
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first_day().format("%Y-%m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u64) -> Date {
        Date::from_ymd_opt(2020, 1, 1).unwrap_or_default() + Days::new(n)
    }

    #[test]
    fn the_last_day_said_by_people_is_inside_the_range() {
        let range = DateRange::inclusive(day(0), Some(day(9)));
        assert_eq!(range.map(|r| (r.contains(day(9)), r.contains(day(10)))), Ok((true, false)));
    }

    #[test]
    fn an_instant_survives_its_text() {
        let at = Instant::from_micros(1_795_300_412_345_678);
        assert_eq!(at.to_string().parse(), Ok(at));
    }

    #[test]
    fn december_is_followed_by_january() {
        let december = Month::of(Date::from_ymd_opt(2025, 12, 31).unwrap_or_default());
        assert_eq!(december.plus(1).to_string(), "2026-01");
        assert_eq!(december.end(), december.plus(1).first_day());
    }

    proptest! {
        #[test]
        fn ranges_overlap_exactly_when_a_day_lies_in_both(a in 0_u64..30, b in 1_u64..30, c in 0_u64..30, d in 1_u64..30) {
            let first = DateRange::new(day(a), Some(day(a + b))).map_err(|e| TestCaseError::fail(e.to_string()))?;
            let second = DateRange::new(day(c), Some(day(c + d))).map_err(|e| TestCaseError::fail(e.to_string()))?;
            let shared = (0..70).map(day).any(|x| first.contains(x) && second.contains(x));
            prop_assert_eq!(first.overlaps(second), shared);
        }
    }
}
