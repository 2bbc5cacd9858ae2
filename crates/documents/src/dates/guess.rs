//! What a whole column says about the order of day and month.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Date;
use serde::Serialize;

use super::shape::{self, Shape};
use super::{DateError, DateHint, DateKind, Order, century, parse_loose};
use crate::fold::fold;

/// Problems listed in a guess; the counts are complete.
const LISTED: usize = 200;

/// How a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateForm {
    /// Order and century are plain.
    Plain,
    /// The year has two digits.
    ShortYear,
    /// Day and month could be exchanged.
    OrderOpen,
    /// A bare number.
    Number,
    /// Open end.
    OpenEnd,
    /// Nothing.
    Missing,
    /// No date.
    Unreadable,
}

/// What the column says about the order of day, month and year. Indices count from 0 within the column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum OrderGuess {
    /// No cell leaves the order open.
    NotNeeded,
    /// Only one order fits every cell.
    Certain {
        /// That order.
        order: Order,
        /// The first cell that no other order fits.
        evidence: usize,
    },
    /// Several orders fit every cell. The person who imports must choose.
    Ambiguous {
        /// The orders that fit.
        orders: Vec<Order>,
        /// A cell that means different days in them.
        example: usize,
        /// Those days, one for each order.
        readings: Vec<Date>,
    },
    /// No single order fits: the column mixes them.
    Mixed {
        /// A cell that rules out what the other one needs.
        first: usize,
        /// The other one.
        second: usize,
    },
}

/// What was found out about a column of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormatGuess {
    /// What the days stand for, as given.
    pub kind: DateKind,
    /// The day of reading, as given.
    pub today: Date,
    /// The order of day and month.
    pub order: OrderGuess,
    /// Whether the bare numbers are Excel's day numbers: all of them are sensible days as such.
    pub serials: bool,
    /// How many cells are written how.
    pub forms: BTreeMap<DateForm, usize>,
    /// For two-digit years: the earliest and latest day that decided the century.
    pub century_between: Option<(Date, Date)>,
    /// Cells that cannot be read under [`DateFormatGuess::hint`], by index; at most 200 are listed.
    pub problems: Vec<(usize, DateError)>,
    /// How many cells cannot be read under [`DateFormatGuess::hint`].
    pub unread: usize,
}

impl DateFormatGuess {
    /// What to read the cells of the column with. Where the order is open it stays open, and the cells
    /// concerned are errors until the user sets [`DateHint::order`].
    pub const fn hint(&self) -> DateHint {
        let order = match self.order {
            OrderGuess::Certain { order, .. } => Some(order),
            OrderGuess::NotNeeded | OrderGuess::Ambiguous { .. } | OrderGuess::Mixed { .. } => None,
        };
        DateHint { kind: self.kind, order, serials: self.serials, today: self.today }
    }
}

/// Looks at a whole column. Blank cells may be among the texts.
pub fn guess_column<'a>(texts: impl IntoIterator<Item = &'a str>, kind: DateKind, today: Date) -> DateFormatGuess {
    let texts: Vec<&str> = texts.into_iter().collect();
    let hint = DateHint::new(kind, today);
    let mut evidence = Evidence::default();
    let mut forms = BTreeMap::new();
    for (index, text) in texts.iter().enumerate() {
        *forms.entry(evidence.take(index, text, hint)).or_default() += 1;
    }
    let mut guess = DateFormatGuess {
        kind,
        today,
        order: evidence.order(),
        serials: evidence.serials > 0 && evidence.odd_numbers == 0,
        forms,
        century_between: evidence.short_years.then(|| kind.usual_days(today)),
        problems: Vec::new(),
        unread: 0,
    };
    let hint = guess.hint();
    for (index, text) in texts.iter().enumerate() {
        if let Err(error) = parse_loose(text, hint) {
            guess.unread += 1;
            if guess.problems.len() < LISTED {
                guess.problems.push((index, error));
            }
        }
    }
    guess
}

const ORDERS: [Order; 3] = [Order::YearMonthDay, Order::MonthDayYear, Order::DayMonthYear];

/// A cell that several orders are conceivable for, and the ones under which it is a day.
struct Clue {
    index: usize,
    readings: Vec<(Order, Date)>,
}

impl Clue {
    fn allows(&self, order: Order) -> bool {
        self.readings.iter().any(|(own, _)| *own == order)
    }

    fn days(&self, orders: &[Order]) -> Vec<Date> {
        orders.iter().filter_map(|order| Some(self.readings.iter().find(|(own, _)| own == order)?.1)).collect()
    }
}

#[derive(Default)]
struct Evidence {
    clues: Vec<Clue>,
    short_years: bool,
    /// Bare numbers that are sensible days, and those that are not.
    serials: usize,
    odd_numbers: usize,
}

impl Evidence {
    fn take(&mut self, index: usize, text: &str, hint: DateHint) -> DateForm {
        let Ok(shape) = shape::read(&fold(text)) else { return DateForm::Unreadable };
        match shape {
            Shape::Missing => DateForm::Missing,
            Shape::OpenEnd => DateForm::OpenEnd,
            Shape::YearMonth { .. } | Shape::Year(_) => DateForm::Unreadable,
            Shape::SixDigits(_) => {
                self.short_years = true;
                DateForm::ShortYear
            }
            Shape::Serial { number, .. } => {
                let (earliest, latest) = hint.kind.usual_days(hint.today);
                let sensible = shape::serial_day(number).is_some_and(|day| day >= earliest && day <= latest);
                *(if sensible { &mut self.serials } else { &mut self.odd_numbers }) += 1;
                DateForm::Number
            }
            Shape::Triple { triple, .. } => {
                let readings = century::readings(&triple, hint);
                if readings.is_empty() {
                    return DateForm::Unreadable;
                }
                let short = readings.iter().any(|(order, _)| triple.short_year(*order));
                self.short_years |= short;
                let days: BTreeSet<Date> = readings.iter().map(|(_, day)| *day).collect();
                if triple.orders().len() > 1 {
                    self.clues.push(Clue { index, readings });
                }
                match (days.len(), short) {
                    (2.., _) => DateForm::OrderOpen,
                    (_, true) => DateForm::ShortYear,
                    _ => DateForm::Plain,
                }
            }
        }
    }

    fn order(&self) -> OrderGuess {
        let fits = |order: &Order| self.clues.iter().all(|clue| clue.allows(*order));
        let orders: Vec<Order> = ORDERS.into_iter().filter(fits).collect();
        let differs = |clue: &&Clue| clue.days(&ORDERS).iter().collect::<BTreeSet<_>>().len() > 1;
        match orders.as_slice() {
            _ if !self.clues.iter().any(|clue| differs(&clue)) && !orders.is_empty() => OrderGuess::NotNeeded,
            [] => self.conflict(),
            [order] => OrderGuess::Certain { order: *order, evidence: self.decisive() },
            several => {
                let open = |clue: &&Clue| clue.days(several).iter().collect::<BTreeSet<_>>().len() > 1;
                match self.clues.iter().find(open) {
                    Some(clue) => OrderGuess::Ambiguous {
                        orders: several.to_vec(),
                        example: clue.index,
                        readings: clue.days(several),
                    },
                    // Whatever fits gives the same days: any will do.
                    None => OrderGuess::Certain { order: several[0], evidence: self.decisive() },
                }
            }
        }
    }

    /// The cell that leaves the fewest orders.
    fn decisive(&self) -> usize {
        self.clues.iter().min_by_key(|clue| clue.readings.len()).map_or(0, |clue| clue.index)
    }

    /// Two cells that no order fits together; when it takes three, the two narrowest.
    fn conflict(&self) -> OrderGuess {
        let first = self.clues.iter().min_by_key(|clue| clue.readings.len());
        let clash =
            |clue: &&Clue| first.is_some_and(|first| !ORDERS.iter().any(|o| first.allows(*o) && clue.allows(*o)));
        let second = self.clues.iter().find(clash).or(self.clues.last());
        OrderGuess::Mixed { first: first.map_or(0, |clue| clue.index), second: second.map_or(0, |clue| clue.index) }
    }
}
