//! What a folded text looks like: three numbers, a month name, 年月日, a bare number.

use chrono::Days;
use kernel::Date;

use super::{DateError, Order};

/// The looks of a text.
#[derive(Debug)]
pub(super) enum Shape {
    Missing,
    OpenEnd,
    Triple { triple: Triple, time_dropped: bool },
    YearMonth { year: i32, month: u32 },
    Year(i32),
    SixDigits(String),
    Serial { number: u32, time_dropped: bool },
}

/// Three numbers and the orders they can stand in.
#[derive(Debug)]
pub(super) struct Triple {
    numbers: [u32; 3],
    /// Positions with four digits: a year in full.
    full: [bool; 3],
    /// Set when month names or 年月日 leave no choice; the numbers are then year, month, day.
    fixed: Option<Order>,
}

impl Triple {
    /// Year, month and day known as such; the year as written, with two or four digits.
    pub(super) fn year_first(year: &str, month: u32, day: u32) -> Self {
        let number = year.parse().unwrap_or(0);
        let full = [year.len() == 4, false, false];
        Self { numbers: [number, month, day], full, fixed: Some(Order::YearMonthDay) }
    }

    /// The orders that the digits allow, before the calendar is asked.
    pub(super) fn orders(&self) -> &'static [Order] {
        match (self.fixed, self.full) {
            (Some(_), _) | (None, [true, ..]) => &[Order::YearMonthDay],
            (None, [_, _, true]) => &[Order::MonthDayYear, Order::DayMonthYear],
            (None, _) => &[Order::YearMonthDay, Order::MonthDayYear, Order::DayMonthYear],
        }
    }

    /// Year (as written), month and day in this order.
    pub(super) fn parts(&self, order: Order) -> (i32, u32, u32) {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match order {
            Order::YearMonthDay => (a, b, c),
            Order::MonthDayYear => (c, a, b),
            Order::DayMonthYear => (c, b, a),
        };
        (i32::try_from(year).unwrap_or(i32::MAX), month, day)
    }

    /// Whether the year has two digits in this order.
    pub(super) fn short_year(&self, order: Order) -> bool {
        !self.full[if order == Order::YearMonthDay { 0 } else { 2 }]
    }
}

const MISSING: [&str; 17] = [
    "",
    "-",
    "--",
    "---",
    "/",
    "\\",
    "无",
    "暂无",
    "空",
    "不详",
    "n/a",
    "na",
    "null",
    "none",
    "nil",
    "0000-00-00",
    "#n/a",
];
const OPEN: [&str; 15] = [
    "长期",
    "长期有效",
    "长期合同",
    "永久",
    "永久有效",
    "无固定期限",
    "无固定",
    "无固定期",
    "无期限",
    "至今",
    "present",
    "open",
    "open-ended",
    "permanent",
    "indefinite",
];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Excel counts days from here; it took 1900 for a leap year, so numbers below 61 are off by one and refused.
const SERIAL_EPOCH: (i32, u32, u32) = (1899, 12, 30);

/// The looks of the folded text.
pub(super) fn read(text: &str) -> Result<Shape, DateError> {
    let lower = text.to_lowercase();
    if MISSING.contains(&lower.as_str()) {
        return Ok(Shape::Missing);
    }
    if OPEN.contains(&lower.as_str()) {
        return Ok(Shape::OpenEnd);
    }
    let (date, time_dropped) = without_time(&lower);
    if date.contains('年') {
        return chinese(date, time_dropped);
    }
    let (numbers, word) = tokens(date)?;
    match (word, numbers.as_slice()) {
        (Some((month, at)), [a, b]) => with_month_name(month, at, a, b, time_dropped),
        (Some((month, _)), [year]) if year.len() == 4 => Ok(Shape::YearMonth { year: number(year)?, month }),
        (None, [a, b, c]) => triple([a, b, c], time_dropped),
        (None, [a, b]) => pair(a, b, date),
        (None, [single]) => bare(single, time_dropped),
        _ => Err(DateError::NotADate),
    }
}

/// Takes off `08:30`, `T00:00:00Z`, `8:30 pm`. Says whether that time was other than midnight.
fn without_time(text: &str) -> (&str, bool) {
    let Some(colon) = text.find(':') else { return (text, false) };
    let before = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    if before.is_empty() {
        return (text, false);
    }
    let time = &text[before.len()..];
    let date = before.trim_end_matches(['t', ' ']);
    let clock = time.split(['z', '+', ' ']).next().unwrap_or(time);
    (date, clock.chars().any(|c| c.is_ascii_digit() && c != '0'))
}

/// The runs of digits, and at most one month name with the number of digit runs before it.
#[expect(clippy::type_complexity, reason = "used once, right below")]
fn tokens(text: &str) -> Result<(Vec<&str>, Option<(u32, usize)>), DateError> {
    let (mut numbers, mut word) = (Vec::new(), None);
    let is_separator = |c: char| matches!(c, '-' | '/' | '.' | ' ' | ',' | '\'' | '、' | '\\' | '_');
    for piece in text.split(is_separator).filter(|piece| !piece.is_empty()) {
        let digits = piece.bytes().all(|byte| byte.is_ascii_digit());
        // 1st, 2nd, 3rd, 4th
        let ordinal = piece.get(..piece.len().saturating_sub(2)).filter(|_| piece.is_ascii() && piece.len() > 2);
        let ordinal = ordinal.filter(|head| head.bytes().all(|b| b.is_ascii_digit()) && is_ordinal_end(piece));
        match (digits, ordinal, month_name(piece)) {
            (true, ..) => numbers.push(piece),
            (_, Some(head), _) => numbers.push(head),
            (_, _, Some(month)) if word.is_none() => word = Some((month, numbers.len())),
            _ => return Err(DateError::NotADate),
        }
    }
    Ok((numbers, word))
}

fn is_ordinal_end(piece: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|end| piece.ends_with(end))
}

fn month_name(piece: &str) -> Option<u32> {
    let full = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"];
    let rest = ["november", "december"];
    let known = MONTHS.contains(&piece) || full.contains(&piece) || rest.contains(&piece) || piece == "sept";
    let index = MONTHS.iter().position(|month| known && piece.starts_with(month))?;
    u32::try_from(index + 1).ok()
}

/// `1-Mar-21` is day, month, year (Excel's own form); `Mar 1, 2021` month, day, year; `2021 Mar 1` speaks for itself.
fn with_month_name(month: u32, at: usize, a: &str, b: &str, time_dropped: bool) -> Result<Shape, DateError> {
    let (year, day) = match (a.len(), b.len()) {
        (4, 1..=2) => (a, b),
        (1..=2, 4 | 2) if at < 2 => (b, a),
        (1..=2, 4) => (b, a),
        _ => return Err(DateError::NotADate),
    };
    Ok(Shape::Triple { triple: Triple::year_first(year, month, number(day)?), time_dropped })
}

fn triple(parts: [&str; 3], time_dropped: bool) -> Result<Shape, DateError> {
    let [first, second, third] = parts;
    let (lengths, numbers) = (parts.map(str::len), [number(first)?, number(second)?, number(third)?]);
    let fits = match lengths {
        [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4] => true,
        // A year has two digits, not one: `1/2/3` is no date.
        [first @ 1..=2, 1..=2, last @ 1..=2] => first == 2 || last == 2,
        _ => false,
    };
    if !fits {
        return Err(DateError::NotADate);
    }
    let full = lengths.map(|length| length == 4);
    Ok(Shape::Triple { triple: Triple { numbers, full, fixed: None }, time_dropped })
}

/// `2021-03` and `03/2021` lack a day. `44256.5` is a day number with a time.
fn pair(a: &str, b: &str, text: &str) -> Result<Shape, DateError> {
    let (year, month) = match (a.len(), b.len()) {
        (4, 1..=2) => (a, b),
        (1..=2, 4) if !text.contains('.') => (b, a),
        (5, _) if text.contains('.') => {
            return Ok(Shape::Serial { number: number(a)?, time_dropped: b.bytes().any(|digit| digit != b'0') });
        }
        _ => return Err(DateError::NotADate),
    };
    let (year, month) = (number(year)?, number(month)?);
    if (1..=12).contains(&month) { Ok(Shape::YearMonth { year, month }) } else { Err(DateError::NotADate) }
}

/// One run of digits: `20210301`, `20210301083000`, `210301`, `202103`, `44256`, `2021`.
fn bare(digits: &str, time_dropped: bool) -> Result<Shape, DateError> {
    match digits.len() {
        8 | 14 => {
            let part = |from: usize, to: usize| number::<u32>(&digits[from..to]);
            let (year, month, day) = (&digits[..4], part(4, 6)?, part(6, 8)?);
            let time_dropped = time_dropped || digits[8..].bytes().any(|digit| digit != b'0');
            if year.starts_with("19") || year.starts_with("20") || year == "9999" {
                return Ok(Shape::Triple { triple: Triple::year_first(year, month, day), time_dropped });
            }
            // `03012021`: the year stands last.
            let numbers = [part(0, 2)?, part(2, 4)?, part(4, 8)?];
            let triple = Triple { numbers, full: [false, false, true], fixed: None };
            if (1900..2100).contains(&numbers[2]) {
                Ok(Shape::Triple { triple, time_dropped })
            } else {
                Err(DateError::NotADate)
            }
        }
        6 => Ok(Shape::SixDigits(digits.to_owned())),
        5 => Ok(Shape::Serial { number: number(digits)?, time_dropped }),
        4 if digits.starts_with("19") || digits.starts_with("20") => Ok(Shape::Year(number(digits)?)),
        _ => Err(DateError::NotADate),
    }
}

/// `2021年3月1日`, `21年3月1号`, `二〇二一年三月一日`, `2021年3月`.
fn chinese(text: &str, time_dropped: bool) -> Result<Shape, DateError> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = text.split_once('年').ok_or(DateError::NotADate)?;
    let year = positional(year).ok_or(DateError::NotADate)?;
    if !matches!(year.len(), 2 | 4) {
        return Err(DateError::NotADate);
    }
    let short = year.len() == 2;
    let Some((month, rest)) = rest.split_once('月') else {
        return if rest.is_empty() && !short { Ok(Shape::Year(number(&year)?)) } else { Err(DateError::NotADate) };
    };
    let month = chinese_number(month).ok_or(DateError::NotADate)?;
    let day = rest.trim_end_matches(['日', '号']);
    if day.is_empty() {
        return if short { Err(DateError::NotADate) } else { Ok(Shape::YearMonth { year: number(&year)?, month }) };
    }
    let day = chinese_number(day).ok_or(DateError::NotADate)?;
    Ok(Shape::Triple { triple: Triple::year_first(&year, month, day), time_dropped })
}

fn chinese_digit(c: char) -> Option<u32> {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let zero = matches!(c, '零' | '○').then_some(0);
    let position = DIGITS.iter().position(|digit| *digit == c).and_then(|at| u32::try_from(at).ok());
    c.to_digit(10).or(zero).or(position)
}

/// Digits one by one, as years are written: `二〇二一`.
fn positional(text: &str) -> Option<String> {
    text.chars().map(|c| chinese_digit(c).and_then(|digit| char::from_digit(digit, 10))).collect()
}

/// Up to 39, as months and days are written: `3`, `三`, `十二`, `二十一`.
fn chinese_number(text: &str) -> Option<u32> {
    let Some((tens, ones)) = text.split_once('十') else {
        return positional(text).filter(|digits| matches!(digits.len(), 1..=2)).and_then(|digits| digits.parse().ok());
    };
    let single = |part: &str| match part.chars().collect::<Vec<_>>()[..] {
        [c] => chinese_digit(c),
        _ => None,
    };
    let tens = if tens.is_empty() { 1 } else { single(tens)? };
    let ones = if ones.is_empty() { 0 } else { single(ones)? };
    Some(tens * 10 + ones)
}

fn number<T: std::str::FromStr>(digits: &str) -> Result<T, DateError> {
    digits.parse().map_err(|_| DateError::NotADate)
}

/// The day with this number in Excel's calendar that begins in 1900.
pub(super) fn serial_day(number: u32) -> Option<Date> {
    let (year, month, day) = SERIAL_EPOCH;
    let epoch = Date::from_ymd_opt(year, month, day)?;
    if number < 61 { None } else { epoch.checked_add_days(Days::new(u64::from(number))) }
}
