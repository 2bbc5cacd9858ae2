//! What kind of day a day is: statutory holidays, days off, working weekends.

use chrono::{Datelike, Weekday};
use kernel::Date;
use serde::{Deserialize, Serialize};

use crate::explained::Working;
use crate::{Explained, Parameter, Parameters, Refusal};

/// The kind of a day. 全国年节及纪念日放假办法 and the State Council's notice of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A statutory holiday: paid, and 300 % when worked. It wins over a weekend.
    StatutoryHoliday,
    /// An ordinary weekend day.
    RestDay,
    /// A weekday that the notice of the year made free.
    RestDayAdjusted,
    /// An ordinary weekday.
    Workday,
    /// A weekend day that the notice of the year made a workday.
    WorkdayAdjusted,
}

impl DayKind {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StatutoryHoliday => "statutory_holiday",
            Self::RestDay => "rest_day",
            Self::RestDayAdjusted => "rest_day_adjusted",
            Self::Workday => "workday",
            Self::WorkdayAdjusted => "workday_adjusted",
        }
    }

    /// Whether the day counts into the paid days of a month (计薪日): workdays and statutory holidays.
    pub const fn is_paid(self) -> bool {
        matches!(self, Self::StatutoryHoliday | Self::Workday | Self::WorkdayAdjusted)
    }

    /// Whether one works on it.
    pub const fn is_worked(self) -> bool {
        matches!(self, Self::Workday | Self::WorkdayAdjusted)
    }
}

/// The parameter `calendar` of a year.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct YearCalendar {
    statutory: Vec<Date>,
    off: Vec<Date>,
    adjusted_workdays: Vec<Date>,
}

impl YearCalendar {
    /// The calendar of the year of a day, with its row.
    pub(crate) fn of(law: &Parameters, day: Date) -> Result<(Self, &Parameter), Refusal> {
        let row = law.national("calendar", day)?;
        Ok((row.shape()?, row))
    }

    /// The kind of a day of this year.
    pub(crate) fn kind(&self, day: Date) -> DayKind {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if self.statutory.contains(&day) {
            DayKind::StatutoryHoliday
        } else if self.adjusted_workdays.contains(&day) {
            DayKind::WorkdayAdjusted
        } else if weekend {
            DayKind::RestDay
        } else if self.off.contains(&day) {
            DayKind::RestDayAdjusted
        } else {
            DayKind::Workday
        }
    }
}

/// What kind of day a day is.
///
/// # Errors
/// Refuses a day of a year whose notice is not loaded.
pub fn day_kind(law: &Parameters, day: Date) -> Result<Explained<DayKind>, Refusal> {
    let (calendar, row) = YearCalendar::of(law, day)?;
    let mut sheet = Working::default();
    sheet.uses(row);
    let kind = calendar.kind(day);
    let zh = match kind {
        DayKind::StatutoryHoliday => "法定节假日",
        DayKind::RestDay => "休息日",
        DayKind::RestDayAdjusted => "调休放假日",
        DayKind::Workday => "工作日",
        DayKind::WorkdayAdjusted => "调休上班日",
    };
    sheet.step(
        format!("{day} 是{zh}。"),
        format!("{day} is a {}.", kind.as_str()),
        day.to_string(),
        kind.as_str(),
        &[],
    );
    Ok(sheet.done(kind))
}
