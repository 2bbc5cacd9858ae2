//! The rows of every figure: the one place that decides who is counted.

use std::ops::RangeInclusive;

use chrono::{Days, Months};
use kernel::{Date, Month, Text};
use uuid::Uuid;

use super::book::{Book, Spell};
use super::key::{Cohort, FigureKey, MonthPart, Slice, Span};
use super::views::Outcome;
use super::work::Work;

/// Retention looks at the raises and withdrawals of so many months before the span.
const RETENTION_MONTHS: u32 = 36;
/// The key of leavers without a recorded reason.
pub(super) const UNRECORDED: &str = "unrecorded";

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) person: Uuid,
    pub(super) day: Date,
    pub(super) note: Option<Text>,
    pub(super) minutes: Option<i64>,
    pub(super) outcome: Option<Outcome>,
    /// For leavers: the time that ended.
    pub(super) ended: Option<&'a Spell>,
}

impl<'a> Line<'a> {
    const fn of(person: Uuid, day: Date) -> Self {
        Self { person, day, note: None, minutes: None, outcome: None, ended: None }
    }

    fn leaver(spell: &'a Spell, day: Date) -> Self {
        Self { ended: Some(spell), ..Self::of(spell.person, day) }
    }
}

/// The facts that figures are counted from.
#[derive(Debug)]
pub(super) struct Sources {
    pub(super) book: Book,
    /// Open alerts: about whom, since when; `None` when the caller may not see them.
    pub(super) alerts: Option<Vec<(Uuid, Date)>>,
    pub(super) work: Option<Work>,
}

impl Sources {
    /// The rows of a figure; `None` when there is no such figure for this caller.
    pub(super) fn lines(&self, key: &FigureKey) -> Option<Vec<Line<'_>>> {
        let book = &self.book;
        let day = book.day;
        let lines = match key {
            FigureKey::Headcount => present(book, |spell| spell.holds(day)),
            FigureKey::HiresThisMonth => hires(book, this_month(day)),
            FigureKey::LeaversThisMonth => leavers(book, this_month(day), false),
            FigureKey::Turnover(slice) => {
                let mut lines = leavers(book, year(day), true);
                lines.retain(|line| within(book, line, slice));
                lines
            }
            FigureKey::Month(month, part) => month_lines(book, *month, *part)?,
            FigureKey::Retention(cohort, span) => cohort_lines(book, *cohort, *span),
            FigureKey::OpenAlerts => {
                self.alerts.as_ref()?.iter().map(|(person, day)| Line::of(*person, *day)).collect()
            }
            FigureKey::OpenCases => {
                self.work.as_ref()?.cases.iter().map(|(person, day)| Line::of(*person, *day)).collect()
            }
            FigureKey::OverdueTasks => {
                let overdue = self.work.as_ref()?.overdue.iter();
                overdue
                    .map(|(person, day, task)| Line { note: Some(task.clone()), ..Line::of(*person, *day) })
                    .collect()
            }
            FigureKey::CycleTime => {
                let finished = self.work.as_ref()?.finished.iter();
                let line = |minutes| Line { minutes: Some(minutes), ..Line::of(Uuid::nil(), day) };
                finished
                    .map(|run| Line { person: run.person, day: run.ended_on, ..line(run.cycle.firm_minutes) })
                    .collect()
            }
            FigureKey::CycleLane(lane) => lane_lines(self.work.as_ref()?, lane),
        };
        Some(lines)
    }
}

/// The twelve months that end with the day.
pub(super) fn year(day: Date) -> RangeInclusive<Date> {
    Book::before(day, 12) + Days::new(1)..=day
}

fn this_month(day: Date) -> RangeInclusive<Date> {
    Month::of(day).first_day()..=day
}

fn present(book: &Book, is: impl Fn(&Spell) -> bool) -> Vec<Line<'_>> {
    book.spells.iter().filter(|spell| is(spell)).map(|spell| Line::of(spell.person, spell.from)).collect()
}

fn hires(book: &Book, days: RangeInclusive<Date>) -> Vec<Line<'_>> {
    present(book, |spell| days.contains(&spell.from))
}

fn leavers(book: &Book, days: RangeInclusive<Date>, voluntary: bool) -> Vec<Line<'_>> {
    let spells = book.spells.iter().filter(|spell| !voluntary || spell.voluntary());
    spells
        .filter_map(|spell| spell.left_within(*days.start(), *days.end()).map(|day| Line::leaver(spell, day)))
        .collect()
}

fn within(book: &Book, line: &Line<'_>, slice: &Slice) -> bool {
    let Some(spell) = line.ended else { return false };
    match slice {
        Slice::All => true,
        Slice::Unit(unit) => book.branch(line.person, line.day) == Some(*unit),
        Slice::Tenure(band) => spell.band(line.day) == *band,
        Slice::Reason(code) => reason(spell) == code,
    }
}

/// The coded reason of an exit.
pub(super) fn reason(spell: &Spell) -> &str {
    spell.reason.as_ref().map_or(UNRECORDED, |reason| reason.expose().as_str())
}

fn month_lines(book: &Book, month: Month, part: MonthPart) -> Option<Vec<Line<'_>>> {
    if month.first_day() > book.day {
        return None;
    }
    let last = (month.end() - Days::new(1)).min(book.day);
    let days = month.first_day()..=last;
    Some(match part {
        MonthPart::Headcount => present(book, |spell| spell.carries_over(last)),
        MonthPart::Hires => hires(book, days),
        MonthPart::Exits => leavers(book, days, false),
        MonthPart::VoluntaryExits => leavers(book, days, true),
    })
}

/// Where a cohort's people stand after the span. Only starts that lie at least the span back count.
fn cohort_lines(book: &Book, cohort: Cohort, span: Span) -> Vec<Line<'_>> {
    let latest = Book::before(book.day, span.months());
    let days = Book::before(latest, RETENTION_MONTHS)..=latest;
    let starts: Vec<(Uuid, Date)> = match cohort {
        Cohort::Baseline => present(book, |spell| spell.holds(latest)).iter().map(|it| (it.person, latest)).collect(),
        Cohort::WithRaise => book.raises.clone(),
        Cohort::WithoutRaise => {
            let all = book.withdrawals.iter().copied();
            all.filter(|(person, day)| !book.raised_around(*person, *day)).collect()
        }
    };
    let starts = starts.into_iter().filter(|(_, day)| days.contains(day));
    let outcomes = starts.filter_map(|(person, day)| {
        let spell = book.spell_on(person, day)?;
        let stayed = spell.holds(day + Months::new(span.months()));
        let outcome = if stayed { Outcome::Stayed } else { Outcome::Left };
        Some(Line { outcome: Some(outcome), ..Line::of(person, day) })
    });
    outcomes.collect()
}

fn lane_lines<'a>(work: &'a Work, lane: &str) -> Vec<Line<'a>> {
    let lines = work.finished.iter().filter_map(|run| {
        let time = run.cycle.lanes.iter().find(|time| time.lane == lane)?;
        Some(Line { minutes: Some(time.median_minutes), ..Line::of(run.person, run.ended_on) })
    });
    lines.collect()
}
