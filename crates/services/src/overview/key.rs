//! Names of figures: what the page puts into an address to open the rows behind one.

use std::fmt;
use std::str::FromStr;

use kernel::{Date, Month};
use uuid::Uuid;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FigureKey {
    Headcount,
    HiresThisMonth,
    LeaversThisMonth,
    Turnover(Slice),
    Month(Month, MonthPart),
    Retention(Cohort, Span),
    OpenAlerts,
    OpenCases,
    OverdueTasks,
    CycleTime,
    CycleLane(String),
}

/// Which part of the voluntary leavers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slice {
    All,
    Unit(Uuid),
    Tenure(Band),
    Reason(String),
}

/// Length of service in whole years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    Under1,
    From1To2,
    From2To3,
    From3To5,
    From5,
}

impl Band {
    pub(super) const ALL: [Self; 5] = [Self::Under1, Self::From1To2, Self::From2To3, Self::From3To5, Self::From5];

    const fn code(self) -> &'static str {
        match self {
            Self::Under1 => "under_1y",
            Self::From1To2 => "1y_to_2y",
            Self::From2To3 => "2y_to_3y",
            Self::From3To5 => "3y_to_5y",
            Self::From5 => "5y_and_more",
        }
    }

    /// The band of a number of completed years.
    pub(super) const fn of(years: u32) -> Self {
        match years {
            0 => Self::Under1,
            1 => Self::From1To2,
            2 => Self::From2To3,
            3 | 4 => Self::From3To5,
            _ => Self::From5,
        }
    }
}

/// What of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MonthPart {
    Headcount,
    Hires,
    Exits,
    VoluntaryExits,
}

impl MonthPart {
    const ALL: [Self; 4] = [Self::Headcount, Self::Hires, Self::Exits, Self::VoluntaryExits];

    const fn code(self) -> &'static str {
        match self {
            Self::Headcount => "headcount",
            Self::Hires => "hires",
            Self::Exits => "exits",
            Self::VoluntaryExits => "voluntary_exits",
        }
    }
}

/// Who is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cohort {
    /// Got a raise to stay.
    WithRaise,
    /// Withdrew a resignation without such a raise.
    WithoutRaise,
    /// Everybody present.
    Baseline,
}

impl Cohort {
    pub(super) const ALL: [Self; 3] = [Self::WithRaise, Self::WithoutRaise, Self::Baseline];

    const fn code(self) -> &'static str {
        match self {
            Self::WithRaise => "with_raise",
            Self::WithoutRaise => "withdrawn_without_raise",
            Self::Baseline => "everybody",
        }
    }
}

/// After how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    HalfYear,
    Year,
}

impl Span {
    pub(super) const ALL: [Self; 2] = [Self::HalfYear, Self::Year];

    pub(super) const fn months(self) -> u32 {
        match self {
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::HalfYear => "6m",
            Self::Year => "12m",
        }
    }
}

impl fmt::Display for FigureKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Headcount => f.write_str("headcount"),
            Self::HiresThisMonth => f.write_str("hires_this_month"),
            Self::LeaversThisMonth => f.write_str("leavers_this_month"),
            Self::Turnover(Slice::All) => f.write_str("voluntary_turnover_12m"),
            Self::Turnover(Slice::Unit(unit)) => write!(f, "voluntary_turnover_12m.unit.{unit}"),
            Self::Turnover(Slice::Tenure(band)) => write!(f, "voluntary_turnover_12m.tenure.{}", band.code()),
            Self::Turnover(Slice::Reason(code)) => write!(f, "voluntary_turnover_12m.reason.{code}"),
            Self::Month(month, part) => write!(f, "months.{month}.{}", part.code()),
            Self::Retention(cohort, span) => write!(f, "retention.{}.{}", cohort.code(), span.code()),
            Self::OpenAlerts => f.write_str("open_alerts"),
            Self::OpenCases => f.write_str("open_leaving_cases"),
            Self::OverdueTasks => f.write_str("overdue_tasks"),
            Self::CycleTime => f.write_str("cycle_time_12m"),
            Self::CycleLane(lane) => write!(f, "cycle_time_12m.lane.{lane}"),
        }
    }
}

/// No figure has this name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoSuchFigure;

impl FromStr for FigureKey {
    type Err = NoSuchFigure;

    fn from_str(text: &str) -> Result<Self, NoSuchFigure> {
        let parts: Vec<&str> = text.splitn(3, '.').collect();
        let found = match parts.as_slice() {
            ["headcount"] => Some(Self::Headcount),
            ["hires_this_month"] => Some(Self::HiresThisMonth),
            ["leavers_this_month"] => Some(Self::LeaversThisMonth),
            ["open_alerts"] => Some(Self::OpenAlerts),
            ["open_leaving_cases"] => Some(Self::OpenCases),
            ["overdue_tasks"] => Some(Self::OverdueTasks),
            ["cycle_time_12m"] => Some(Self::CycleTime),
            ["cycle_time_12m", "lane", lane] => Some(Self::CycleLane((*lane).to_owned())),
            ["voluntary_turnover_12m"] => Some(Self::Turnover(Slice::All)),
            ["voluntary_turnover_12m", slice, value] => slice_of(slice, value).map(Self::Turnover),
            ["months", month, part] => month_of(month).and_then(|month| {
                let part = MonthPart::ALL.into_iter().find(|known| known.code() == *part)?;
                Some(Self::Month(month, part))
            }),
            ["retention", cohort, span] => {
                Cohort::ALL.into_iter().find(|known| known.code() == *cohort).and_then(|it| {
                    let span = Span::ALL.into_iter().find(|known| known.code() == *span)?;
                    Some(Self::Retention(it, span))
                })
            }
            _ => None,
        };
        found.ok_or(NoSuchFigure)
    }
}

fn slice_of(slice: &str, value: &str) -> Option<Slice> {
    match slice {
        "unit" => value.parse().ok().map(Slice::Unit),
        "tenure" => Band::ALL.into_iter().find(|band| band.code() == value).map(Slice::Tenure),
        "reason" => Some(Slice::Reason(value.to_owned())),
        _ => None,
    }
}

fn month_of(text: &str) -> Option<Month> {
    let first: Date = format!("{text}-01").parse().ok()?;
    Some(Month::of(first))
}
