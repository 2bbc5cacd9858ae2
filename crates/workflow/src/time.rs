//! Anchors, offsets and spans: when a task starts and is due, in the zone that the caller gives.

use chrono::{Days, FixedOffset, NaiveTime, TimeZone};
use kernel::{Date, Instant};
use serde::{Deserialize, Serialize};

use crate::{LegalLimits, Limit};

/// Seconds in an hour.
const HOUR: i64 = 3600;

/// Keys of the anchors that the law looks at. A definition may declare others beside them.
pub mod anchor {
    /// The instant at which the flow started; always present.
    pub const FLOW_START: &str = "flow_start";
    /// The instant at which access ends: the end of the last working day's work.
    pub const LAST_WORKING_MINUTE: &str = "last_working_minute";
    /// The last day of the employment, included.
    pub const END_OF_EMPLOYMENT: &str = "end_of_employment";
}

/// Whether an anchor is a point in time or a whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnchorKind {
    /// A point in time.
    Instant,
    /// A calendar day of the work place.
    Day,
}

/// Where an anchor lies in one running flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnchorAt {
    /// A point in time.
    Instant(Instant),
    /// A calendar day of the work place.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Date))]
    Day(Date),
}

impl AnchorAt {
    /// Its kind.
    pub const fn kind(self) -> AnchorKind {
        match self {
            Self::Instant(_) => AnchorKind::Instant,
            Self::Day(_) => AnchorKind::Day,
        }
    }
}

/// A distance from an anchor.
///
/// With `days` or `limit` whole days are counted: a start is the beginning of that day, a deadline its end.
/// Without them `hours` are counted exactly from the anchor, which must then be an instant.
/// An offset from a day anchor without numbers is that day itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Offset {
    /// Key of the anchor.
    pub anchor: String,
    /// Calendar days after the anchor's day (negative: before).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i32>,
    /// Hours after the anchor (negative: before).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<i32>,
    /// A statutory number of days after the anchor's day, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// Whether an offset means the beginning or the end of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    Due,
}

impl Offset {
    /// Whole days counted, with the statutory number put in; `None` when hours are counted.
    pub fn whole_days(&self, limits: &LegalLimits) -> Option<i64> {
        match (self.limit, self.days) {
            (Some(limit), _) => Some(i64::from(limits.days(limit))),
            (None, Some(days)) => Some(i64::from(days)),
            (None, None) => None,
        }
    }

    /// The instant it means.
    pub(crate) fn resolve(&self, at: AnchorAt, zone: Zone, limits: &LegalLimits, edge: Edge) -> Instant {
        let whole_day = |day: Date, shift: i64| {
            let day = shift_day(day, shift);
            zone.start_of(if edge == Edge::Due { shift_day(day, 1) } else { day })
        };
        match (at, self.whole_days(limits)) {
            (AnchorAt::Instant(instant), Some(days)) => whole_day(zone.day_of(instant), days),
            (AnchorAt::Day(day), days) => whole_day(day, days.unwrap_or(0)),
            (AnchorAt::Instant(instant), None) => instant.plus_seconds(i64::from(self.hours.unwrap_or(0)) * HOUR),
        }
    }
}

fn shift_day(day: Date, by: i64) -> Date {
    let days = Days::new(by.unsigned_abs());
    let shifted = if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) };
    shifted.unwrap_or(day)
}

/// The work place's distance from UTC in minutes (China: 480).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Zone(i32);

impl Zone {
    /// A zone by its offset; offsets of a day or more are taken as UTC.
    pub const fn of_minutes(minutes: i32) -> Self {
        Self(if minutes.unsigned_abs() < 24 * 60 { minutes } else { 0 })
    }

    fn offset(self) -> FixedOffset {
        FixedOffset::east_opt(self.0.saturating_mul(60)).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
    }

    /// The first instant of a local day.
    pub fn start_of(self, day: Date) -> Instant {
        self.at(day, NaiveTime::MIN)
    }

    /// A local wall-clock time.
    pub fn at(self, day: Date, time: NaiveTime) -> Instant {
        let local = self.offset().from_local_datetime(&day.and_time(time)).single();
        local.map_or_else(|| Instant::start_of(day), |at| at.to_utc().into())
    }

    /// The local day on which the instant falls.
    pub fn day_of(self, at: Instant) -> Date {
        at.to_chrono().with_timezone(&self.offset()).date_naive()
    }
}

/// A stretch of time `[from, until)`; `None`: still running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Span {
    /// Begin, included.
    pub from: Instant,
    /// End, excluded.
    pub until: Option<Instant>,
}

impl Span {
    /// From `from` to `until`.
    pub const fn new(from: Instant, until: Instant) -> Self {
        Self { from, until: Some(until) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINA: Zone = Zone::of_minutes(480);
    const LIMITS: LegalLimits =
        LegalLimits { notice_days: 30, probation_notice_days: 3, file_transfer_days: 15, housing_fund_days: 30 };

    fn offset(days: Option<i32>, hours: Option<i32>, limit: Option<Limit>) -> Offset {
        Offset { anchor: anchor::END_OF_EMPLOYMENT.into(), days, hours, limit }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_deadline_on_a_day_is_the_end_of_that_day_in_china() {
        let due = offset(None, None, None).resolve(AnchorAt::Day(day("2026-09-30")), CHINA, &LIMITS, Edge::Due);
        assert_eq!(due, instant("2026-09-30T16:00:00Z"));
    }

    #[test]
    fn fifteen_days_after_the_thirtieth_of_september_end_with_the_fifteenth_of_october() {
        let offset = offset(None, None, Some(Limit::FileTransfer));
        let due = offset.resolve(AnchorAt::Day(day("2026-09-30")), CHINA, &LIMITS, Edge::Due);
        assert_eq!(CHINA.day_of(due.plus_seconds(-1)), day("2026-10-15"));
    }

    #[test]
    fn hours_are_counted_exactly_and_days_from_the_local_day() {
        let evening = AnchorAt::Instant(instant("2026-12-31T17:00:00Z"));
        let in_two_hours = offset(None, Some(2), None).resolve(evening, CHINA, &LIMITS, Edge::Due);
        assert_eq!(in_two_hours, instant("2026-12-31T19:00:00Z"));
        let today = offset(Some(0), None, None).resolve(evening, CHINA, &LIMITS, Edge::Start);
        assert_eq!(today, instant("2026-12-31T16:00:00Z"), "it is already New Year's Day in China");
    }

    #[test]
    fn a_day_before_the_anchor_starts_at_its_midnight() {
        let start = offset(Some(-1), None, None).resolve(AnchorAt::Day(day("2026-03-01")), CHINA, &LIMITS, Edge::Start);
        assert_eq!(start, instant("2026-02-27T16:00:00Z"));
    }
}
