//! Figures counted from their rows.

use access::Caller;
use chrono::Months;
use kernel::{Date, FieldMeta, Text};
use storage::rows::{Alert, Compensation, Employment};
use uuid::Uuid;

use super::book::{Book, Spell};
use super::key::{Band, Cohort, FigureKey, MonthPart, Slice, Span};
use super::lines::{Line, Sources, UNRECORDED, reason, year};
use super::views::{Breakdown, Figure, FigureGroup, FigureUnit, MonthPoint, Outcome};
use super::words;

/// Smaller groups are hidden.
const SMALLEST: f64 = 5.0;

/// People figures of a thousand million are not worth a panic.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

fn count(lines: &[Line<'_>]) -> u64 {
    lines.len() as u64
}

/// The field whose class one must be able to read to open the rows: they would tell it of single persons.
pub(super) const fn gate(key: &FigureKey) -> Option<&'static FieldMeta> {
    match key {
        FigureKey::Turnover(Slice::Reason(_)) => Some(Employment::EXIT_REASON),
        FigureKey::OpenAlerts => Some(Alert::STATE),
        FigureKey::Retention(Cohort::WithRaise | Cohort::WithoutRaise, _) => Some(Compensation::REASON),
        _ => None,
    }
}

/// Whether the caller may open these rows of a figure.
pub(super) fn may_open(caller: &Caller, book: &Book, key: &FigureKey, lines: &[Line<'_>]) -> bool {
    let Some(field) = gate(key) else { return true };
    lines.iter().all(|line| caller.may_read(field.class, &book.subject(line.person)))
}

/// Average headcount of the twelve months that end with `day`, of those whom `is` counts at a month's end.
fn average(book: &Book, day: Date, is: impl Fn(&Spell, Date) -> bool) -> f64 {
    let counted = |back: u32| {
        let at = Book::before(day, back);
        book.spells.iter().filter(|spell| spell.carries_over(at) && is(spell, at)).count()
    };
    // The mean of twelve means of two neighbours: the ends count half.
    let inner: usize = (1..12).map(counted).sum();
    number(counted(0) + counted(12) + 2 * inner) / 24.0
}

/// Which groups are hidden: the small ones, and where these are few in sum, the next larger one with them, because
/// the total minus what is shown would give them away.
pub(super) fn hidden(sizes: &[f64]) -> Vec<Option<Text>> {
    let mut hidden: Vec<Option<Text>> =
        sizes.iter().map(|size| (*size > 0.0 && *size < SMALLEST).then_some(words::TOO_SMALL)).collect();
    let sum: f64 = sizes.iter().zip(&hidden).filter(|(_, why)| why.is_some()).map(|(size, _)| size).sum();
    if sum > 0.0 && sum < SMALLEST {
        let shown = sizes.iter().enumerate().filter(|(n, size)| hidden[*n].is_none() && **size > 0.0);
        if let Some((next, _)) = shown.min_by(|(_, a), (_, b)| a.total_cmp(b)) {
            hidden[next] = Some(words::GIVEN_AWAY);
        }
    }
    hidden
}

/// What every figure of a caller is made from.
pub(super) struct Figures<'a> {
    pub(super) caller: &'a Caller,
    pub(super) sources: &'a Sources,
}

impl Figures<'_> {
    const fn book(&self) -> &Book {
        &self.sources.book
    }

    fn lines(&self, key: &FigureKey) -> Vec<Line<'_>> {
        self.sources.lines(key).unwrap_or_default()
    }

    fn bare(&self, key: &FigureKey, unit: FigureUnit, first_day: Option<Date>) -> Figure {
        let lines = self.lines(key);
        let open = may_open(self.caller, self.book(), key, &lines);
        let population = match unit {
            FigureUnit::People | FigureUnit::Share => words::POPULATION,
            FigureUnit::Alerts => words::ALERTS,
            FigureUnit::Cases | FigureUnit::Tasks | FigureUnit::Minutes => words::CASES,
        };
        Figure {
            key: key.to_string(),
            title: words::title(key),
            value: None,
            unit,
            numerator: None,
            denominator: None,
            a_year_before: None,
            rows: open.then(|| count(&lines)),
            hidden: None,
            definition: words::definition(key),
            formula: words::formula(key),
            population,
            as_of: self.book().day,
            first_day,
        }
    }

    fn counted(&self, key: &FigureKey, unit: FigureUnit, first_day: Option<Date>) -> Figure {
        let value = Some(number(self.lines(key).len()));
        Figure { value, ..self.bare(key, unit, first_day) }
    }

    /// The strip.
    pub(super) fn strip(&self) -> Vec<Figure> {
        let day = self.book().day;
        let month = Some(kernel::Month::of(day).first_day());
        let before = Book::before(day, 12);
        let then = self.book().spells.iter().filter(|spell| spell.holds(before)).count();
        let headcount = self.counted(&FigureKey::Headcount, FigureUnit::People, None);
        let mut figures = vec![
            Figure { a_year_before: (then > 0).then(|| number(then)), ..headcount },
            self.counted(&FigureKey::HiresThisMonth, FigureUnit::People, month),
            self.counted(&FigureKey::LeaversThisMonth, FigureUnit::People, month),
            self.turnover(),
        ];
        if self.sources.alerts.is_some() {
            figures.push(self.counted(&FigureKey::OpenAlerts, FigureUnit::Alerts, None));
        }
        if let Some(work) = &self.sources.work {
            figures.push(self.counted(&FigureKey::OpenCases, FigureUnit::Cases, None));
            figures.push(self.counted(&FigureKey::OverdueTasks, FigureUnit::Tasks, None));
            let cycle = self.bare(&FigureKey::CycleTime, FigureUnit::Minutes, Some(*year(day).start()));
            figures.push(Figure { value: work.summary().median_firm_minutes.map(minutes), ..cycle });
        }
        figures
    }

    fn turnover(&self) -> Figure {
        let book = self.book();
        let key = FigureKey::Turnover(Slice::All);
        let bare = self.bare(&key, FigureUnit::Share, Some(*year(book.day).start()));
        let headcount = average(book, book.day, |_, _| true);
        if headcount < SMALLEST {
            return Figure { hidden: Some(words::TOO_SMALL), rows: None, ..bare };
        }
        let leavers = self.lines(&key).len();
        Figure {
            value: Some(number(leavers) / headcount),
            numerator: Some(leavers as u64),
            denominator: Some(headcount),
            a_year_before: self.turnover_before(Book::before(book.day, 12)),
            ..bare
        }
    }

    /// Only where people were there through that whole year, else a new firm would seem to have improved.
    fn turnover_before(&self, day: Date) -> Option<f64> {
        let book = self.book();
        let days = year(day);
        let there = book.spells.iter().filter(|spell| spell.holds(*days.start())).count();
        let headcount = average(book, day, |_, _| true);
        if number(there) < SMALLEST || headcount < SMALLEST {
            return None;
        }
        let left = book.spells.iter().filter(|spell| spell.voluntary());
        Some(number(left.filter(|spell| spell.left_within(*days.start(), *days.end()).is_some()).count()) / headcount)
    }

    /// The last 24 months.
    pub(super) fn months(&self) -> Vec<MonthPoint> {
        let last = kernel::Month::of(self.book().day);
        let months = (0..24).rev().map(|back| last.plus(-back));
        let part = |month, part| count(&self.lines(&FigureKey::Month(month, part)));
        months
            .map(|month| MonthPoint {
                month: month.to_string(),
                headcount: part(month, MonthPart::Headcount),
                hires: part(month, MonthPart::Hires),
                exits: part(month, MonthPart::Exits),
                voluntary_exits: part(month, MonthPart::VoluntaryExits),
            })
            .collect()
    }

    /// Figures in parts.
    pub(super) fn breakdowns(&self) -> Vec<Breakdown> {
        let mut found = vec![self.by_unit(), self.by_tenure(), self.by_reason()];
        found.extend(Span::ALL.map(|span| self.retention(span)));
        found.extend(self.cycle_by_lane());
        found.retain(|breakdown| !breakdown.groups.is_empty());
        found
    }

    /// Whether the figure is not shown, so that its rows may not be either.
    pub(super) fn hides(&self, key: &FigureKey) -> bool {
        let groups = match key {
            FigureKey::Turnover(Slice::All) => return self.turnover().hidden.is_some(),
            FigureKey::Turnover(Slice::Unit(_)) => self.by_unit().groups,
            FigureKey::Turnover(Slice::Tenure(_)) => self.by_tenure().groups,
            FigureKey::Turnover(Slice::Reason(_)) => self.by_reason().groups,
            FigureKey::Retention(_, span) => self.retention(*span).groups,
            _ => return false,
        };
        let name = key.to_string();
        groups.iter().all(|group| group.key != name || group.hidden.is_some())
    }

    fn breakdown(&self, key: &'static str, title: Text, figure: &FigureKey, groups: Vec<FigureGroup>) -> Breakdown {
        Breakdown {
            key,
            title,
            unit: FigureUnit::Share,
            definition: words::definition(figure),
            formula: words::formula(figure),
            population: words::POPULATION,
            as_of: self.book().day,
            first_day: *year(self.book().day).start(),
            groups,
        }
    }

    /// A share of `denominator`, unless it is hidden.
    fn group(&self, key: &FigureKey, label: Text, share: (usize, f64), hidden: Option<Text>) -> FigureGroup {
        let lines = self.lines(key);
        let shown = hidden.is_none();
        let open = shown && may_open(self.caller, self.book(), key, &lines);
        FigureGroup {
            key: key.to_string(),
            label,
            value: shown.then(|| number(share.0) / share.1),
            numerator: shown.then_some(share.0 as u64),
            denominator: shown.then_some(share.1),
            rows: open.then(|| count(&lines)),
            hidden,
        }
    }

    fn turnover_groups(&self, groups: Vec<(Slice, Text, f64)>) -> Vec<FigureGroup> {
        let groups: Vec<_> = groups.into_iter().filter(|(_, _, headcount)| *headcount > 0.0).collect();
        let sizes: Vec<f64> = groups.iter().map(|(_, _, headcount)| *headcount).collect();
        let hidden = hidden(&sizes);
        let groups = groups.into_iter().zip(hidden).map(|((slice, label, headcount), hidden)| {
            let key = FigureKey::Turnover(slice);
            self.group(&key, label, (self.lines(&key).len(), headcount), hidden)
        });
        groups.collect()
    }

    fn by_unit(&self) -> Breakdown {
        let book = self.book();
        let heads = |unit: Uuid| average(book, book.day, |spell, at| book.branch(spell.person, at) == Some(unit));
        let groups = book.branches.iter().map(|branch| {
            (Slice::Unit(branch.id), Text::new(branch.name.clone(), branch.name.clone()), heads(branch.id))
        });
        let title = Text::of("主动离职率：按部门", "Voluntary turnover by unit");
        let groups = by_value(self.turnover_groups(groups.collect()));
        self.breakdown("turnover_by_unit", title, &FigureKey::Turnover(Slice::All), groups)
    }

    fn by_tenure(&self) -> Breakdown {
        let book = self.book();
        let heads = |band: Band| average(book, book.day, |spell, at| spell.band(at) == band);
        let groups = Band::ALL.map(|band| (Slice::Tenure(band), words::band_label(band), heads(band)));
        let title = Text::of("主动离职率：按司龄", "Voluntary turnover by length of service");
        let groups = self.turnover_groups(groups.to_vec());
        self.breakdown("turnover_by_tenure", title, &FigureKey::Turnover(Slice::All), groups)
    }

    /// Shares of the average headcount, so that they add up to the turnover.
    fn by_reason(&self) -> Breakdown {
        let book = self.book();
        let headcount = average(book, book.day, |_, _| true);
        let leavers = self.lines(&FigureKey::Turnover(Slice::All));
        let mut codes: Vec<&str> = leavers.iter().filter_map(|line| line.ended).map(reason).collect();
        codes.sort_unstable();
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for group in codes.chunk_by(|a, b| a == b) {
            counted.push((group[0], group.len()));
        }
        let sizes: Vec<f64> = counted.iter().map(|(_, leavers)| number(*leavers)).collect();
        let groups = counted.iter().zip(hidden(&sizes)).filter_map(|((code, leavers), hidden)| {
            let key = FigureKey::Turnover(Slice::Reason((*code).to_owned()));
            let named = self.named(&key, hidden.as_ref());
            named.then(|| self.group(&key, self.reason_label(code), (*leavers, headcount), hidden))
        });
        let title = Text::of("主动离职：按原因", "Voluntary turnover by reason");
        let groups = if headcount < SMALLEST { Vec::new() } else { by_value(groups.collect()) };
        self.breakdown("turnover_by_reason", title, &FigureKey::Turnover(Slice::All), groups)
    }

    /// That a small group exists tells who is in it, to those who see the rows of the whole. So a hidden group is named
    /// to those alone who may open its rows.
    fn named(&self, key: &FigureKey, hidden: Option<&Text>) -> bool {
        hidden.is_none() || may_open(self.caller, self.book(), key, &self.lines(key))
    }

    fn reason_label(&self, code: &str) -> Text {
        if code == UNRECORDED {
            return Text::of("未记录", "Not recorded");
        }
        let item = self.book().reasons.iter().find(|item| item.code == code);
        item.map_or_else(|| Text::new(code, code), |item| Text::new(item.title_zh.clone(), item.title_en.clone()))
    }

    fn retention(&self, span: Span) -> Breakdown {
        let name = match span {
            Span::HalfYear => "retention_6m",
            Span::Year => "retention_12m",
        };
        let groups = Cohort::ALL.into_iter().filter_map(|cohort| {
            let key = FigureKey::Retention(cohort, span);
            let lines = self.lines(&key);
            let stayed = lines.iter().filter(|line| line.outcome == Some(Outcome::Stayed)).count();
            let all = number(lines.len());
            let hidden = (all < SMALLEST).then_some(words::TOO_SMALL);
            let named = self.named(&key, hidden.as_ref());
            (!lines.is_empty() && named).then(|| self.group(&key, words::cohort_label(cohort), (stayed, all), hidden))
        });
        let key = FigureKey::Retention(Cohort::WithRaise, span);
        let breakdown = self.breakdown(name, words::span_title(span), &key, groups.collect());
        let first = self.book().day.checked_sub_months(Months::new(36 + span.months())).unwrap_or(Date::MIN);
        Breakdown { first_day: first, ..breakdown }
    }

    fn cycle_by_lane(&self) -> Option<Breakdown> {
        let work = self.sources.work.as_ref()?;
        let groups = work.summary().lanes.into_iter().map(|time| {
            let label = work.lanes.iter().find(|(key, _)| *key == time.lane).map(|(_, title)| title.clone());
            let key = FigureKey::CycleLane(time.lane.clone());
            FigureGroup {
                key: key.to_string(),
                label: label.unwrap_or_else(|| Text::new(time.lane.clone(), time.lane.clone())),
                value: Some(minutes(time.median_minutes)),
                numerator: None,
                denominator: None,
                rows: Some(count(&self.lines(&key))),
                hidden: None,
            }
        });
        let title = Text::of("离职办理：各方任务用时（中位数）", "Leaving: median time of each lane's tasks");
        let breakdown = self.breakdown("cycle_time_by_lane", title, &FigureKey::CycleTime, groups.collect());
        Some(Breakdown { unit: FigureUnit::Minutes, population: words::CASES, ..breakdown })
    }
}

/// Largest first, hidden ones last.
fn by_value(mut groups: Vec<FigureGroup>) -> Vec<FigureGroup> {
    groups.sort_by(|a, b| b.value.unwrap_or(-1.0).total_cmp(&a.value.unwrap_or(-1.0)));
    groups
}

fn minutes(minutes: i64) -> f64 {
    i32::try_from(minutes).map_or(f64::from(i32::MAX), f64::from)
}
