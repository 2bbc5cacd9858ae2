//! Rows of one file to entries: what each cell says, under the same reading as a roster.

use std::collections::BTreeMap;

use documents::amounts;
use documents::tables::Row;
use kernel::{Date, Money};
use serde::{Deserialize, Serialize};

use super::super::guess::number;
use super::super::read::{At, Reader, compact};
use super::super::report::{Log, Severity};
use super::super::target::Target;
use super::super::words::is_nothing;
use super::kinds::FileKind;

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    /// A text or a code.
    Text(String),
    /// A day.
    Day(Date),
    /// A month's pay.
    Pay(Money),
    /// Leave in half working days.
    HalfDays(i64),
    /// A year.
    Year(i32),
}

impl Said {
    /// As both sides of a comparison are written.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Pay(amount) => amount.to_string(),
            Self::HalfDays(number) => number.to_string(),
            Self::Year(year) => year.to_string(),
        }
    }
}

/// One row, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) row: u32,
    pub(super) said: BTreeMap<Target, Said>,
    /// It cannot be imported.
    pub(super) bad: bool,
    /// It is not imported: an example of a template, or something that it stands on is not imported.
    pub(super) left_out: bool,
}

impl Entry {
    /// Whether it will be written when bad rows are skipped.
    pub(super) const fn goes_in(&self) -> bool {
        !self.bad && !self.left_out
    }

    /// Whether it belongs to the set, good or bad.
    pub(super) const fn is_there(&self) -> bool {
        !self.left_out
    }

    /// The text of a cell; empty when there is none.
    pub(super) fn text(&self, target: Target) -> &str {
        match self.said.get(&target) {
            Some(Said::Text(text)) => text,
            _ => "",
        }
    }

    /// The text of a cell, if there is one.
    pub(super) fn maybe(&self, target: Target) -> Option<String> {
        Some(self.text(target).to_owned()).filter(|text| !text.is_empty())
    }

    /// The day of a cell.
    pub(super) fn day(&self, target: Target) -> Option<Date> {
        match self.said.get(&target) {
            Some(Said::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// The amount of a cell.
    pub(super) fn pay(&self) -> Option<Money> {
        match self.said.get(&Target::BasePay) {
            Some(Said::Pay(amount)) => Some(*amount),
            _ => None,
        }
    }

    /// Half days of leave.
    pub(super) fn half_days(&self) -> Option<i64> {
        let of = |target| match self.said.get(&target) {
            Some(Said::HalfDays(number)) => Some(*number),
            _ => None,
        };
        of(Target::LeaveDays).or_else(|| of(Target::LeaveHours))
    }

    /// The year that leave belongs to.
    pub(super) fn year(&self) -> Option<i32> {
        match self.said.get(&Target::LeaveYear) {
            Some(Said::Year(year)) => Some(*year),
            _ => None,
        }
    }
}

/// Templates mark their rows of examples so.
const EXAMPLE: &str = "示例";

/// Reads the rows of a file.
pub(super) struct Entries<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) kind: FileKind,
    /// Working hours of a day, for leave counted in hours.
    pub(super) hours_per_day: u32,
}

impl Entries<'_> {
    /// One row. What cannot be read and must be there makes it bad.
    pub(super) fn entry(&self, row: &Row, log: &mut Log) -> Entry {
        let key = self.kind.columns()[0].target;
        let raw = self.reader.raw(row, key).unwrap_or_default();
        let mut entry = Entry { row: row.number, ..Entry::default() };
        if raw.trim_start().starts_with(EXAMPLE) {
            log.handled("example_row", None, row.number);
            entry.left_out = true;
            return entry;
        }
        let who = number(raw);
        let before = log.errors();
        for column in self.kind.columns() {
            let at = At { row, who: ("", who.as_str()), target: column.target };
            match self.said(&at, &entry, log) {
                Some(said) => {
                    entry.said.insert(column.target, said);
                }
                None if column.required => self.missing(&at, log),
                None => {}
            }
        }
        entry.bad = log.errors() > before;
        entry
    }

    /// A cell that must say something and does not, or not readably.
    fn missing(&self, at: &At<'_>, log: &mut Log) {
        let empty = self.reader.raw(at.row, at.target).is_none_or(is_nothing);
        let title = at.target.title();
        let detail = super::super::texts::in_both(&title.zh, &title.en);
        let code = if empty { "value_missing" } else { "value_unreadable" };
        self.reader.find(at, (Severity::Error, code), &detail, None, log);
    }

    fn said(&self, at: &At<'_>, entry: &Entry, log: &mut Log) -> Option<Said> {
        let reader = &self.reader;
        let text = match at.target {
            Target::EmployeeNo
            | Target::PersonNo
            | Target::ManagerNo
            | Target::HeadNo
            | Target::UnitCode
            | Target::ParentUnitCode => reader.text(at.row, at.target, log).map(|text| number(&text)),
            Target::FullName => Some(reader.name(at.row, log)).filter(|name| !name.is_empty()),
            Target::IdentityNumber => reader.identity(at, log),
            Target::Phone => reader.phone(at, log),
            Target::Email => reader.email(at, log),
            Target::BankAccount => reader.text(at.row, at.target, log).map(|text| compact(&text)),
            Target::Place => reader.place(at, log),
            Target::ExitReason => reader.exit_reason(at, log),
            target if target.catalogue().is_some() => reader.code(at, None, log),
            Target::ProbationEnd => return reader.probation(at, entry.day(Target::HiredOn), log).map(Said::Day),
            Target::BasePay => return reader.pay(at, log).0.map(Said::Pay),
            Target::LeaveYear => return self.year(at, log).map(Said::Year),
            Target::LeaveDays | Target::LeaveHours => return self.half_days(at, log).map(Said::HalfDays),
            target if target.is_day() => return reader.day(at, severity(target), log).map(Said::Day),
            _ => reader.text(at.row, at.target, log),
        };
        text.map(Said::Text)
    }

    /// `2026` or `2026年`.
    fn year(&self, at: &At<'_>, log: &mut Log) -> Option<i32> {
        let text = self.reader.text(at.row, at.target, log)?;
        let year = number(text.trim_end_matches(['年', '度'])).parse().ok().filter(|year| (1990..=2100).contains(year));
        if year.is_none() {
            self.reader.find(at, (Severity::Error, "year_form"), "", None, log);
        }
        year
    }

    /// Leave is counted in half working days, as days away are.
    fn half_days(&self, at: &At<'_>, log: &mut Log) -> Option<i64> {
        let text = self.reader.text(at.row, at.target, log)?;
        let digits = text.trim_end_matches(['天', '日', '时', '小', 'h', 'd']).trim();
        // An amount with two places reads like a number in hundredths.
        let Ok(Some(parsed)) = amounts::parse_loose(digits) else {
            self.reader.find(at, (Severity::Error, "leave_form"), "", None, log);
            return None;
        };
        let hundredths = parsed.amount.fen();
        let in_half_day = if at.target == Target::LeaveDays { 50 } else { i64::from(self.hours_per_day) * 50 };
        if hundredths < 0 {
            self.reader.find(at, (Severity::Error, "leave_negative"), "", None, log);
            return None;
        }
        if in_half_day == 0 || hundredths % in_half_day != 0 {
            self.reader.find(at, (Severity::Error, "leave_half_days"), "", None, log);
            return None;
        }
        if at.target == Target::LeaveHours {
            log.handled("leave_hours", None, at.row.number);
        }
        Some(hundredths / in_half_day)
    }
}

/// How bad an unreadable day is: what begins or ends a fact must be right.
const fn severity(target: Target) -> Severity {
    match target {
        Target::SignedOn | Target::DocumentDay | Target::BirthDate | Target::UsableUntil => Severity::Warning,
        _ => Severity::Error,
    }
}
