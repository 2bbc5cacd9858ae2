//! Amounts as people type them. Never rounded, never guessed.

use kernel::Money;
use serde::Serialize;

use crate::fold::fold;

/// What time an amount is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PerTime {
    /// `/月`, 月薪, `per month`.
    Month,
    /// `/年`, 年薪.
    Year,
    /// `/天`, `/日`.
    Day,
    /// `/小时`.
    Hour,
}

/// An amount with the time that the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedAmount {
    /// The amount, in fen.
    pub amount: Money,
    /// What time it is for, if the text says so.
    pub per: Option<PerTime>,
}

/// Why a text is not read as an amount. [`AmountError::code`] is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// It does not look like an amount.
    #[error("this does not look like an amount")]
    NotAnAmount,
    /// It has a fraction of a fen.
    #[error("this amount has a fraction of a fen; it is not rounded")]
    TooPrecise,
    /// `12.000` may be twelve or twelve thousand.
    #[error("it cannot be told whether the point divides thousands or decimals")]
    PointUnclear,
    /// Commas that do not divide thousands.
    #[error("the commas do not divide thousands")]
    Grouping,
    /// Two amounts: `8000-12000`.
    #[error("this is a range, not one amount")]
    Range,
    /// A percentage.
    #[error("this is a percentage, not an amount")]
    Percentage,
    /// Another currency.
    #[error("this amount is not in yuan")]
    OtherCurrency,
    /// Too large to keep.
    #[error("this amount is too large")]
    TooLarge,
}

impl AmountError {
    /// Stable code for reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAnAmount => "amount_not_an_amount",
            Self::TooPrecise => "amount_too_precise",
            Self::PointUnclear => "amount_point_unclear",
            Self::Grouping => "amount_grouping",
            Self::Range => "amount_range",
            Self::Percentage => "amount_percentage",
            Self::OtherCurrency => "amount_other_currency",
            Self::TooLarge => "amount_too_large",
        }
    }
}

const MISSING: [&str; 12] = ["", "-", "--", "/", "无", "暂无", "空", "n/a", "na", "null", "none", "#n/a"];
const TIMES: [(PerTime, &[&str]); 4] = [
    (PerTime::Month, &["/月", "每月", "/month", "/mo", "permonth", "/m"]),
    (PerTime::Year, &["/年", "每年", "/year", "/yr", "peryear", "perannum", "/y"]),
    (PerTime::Day, &["/天", "/日", "每天", "每日", "/day", "perday", "/d"]),
    (PerTime::Hour, &["/小时", "/时", "每小时", "/hour", "/hr", "perhour", "/h"]),
];
const LEADS: [(PerTime, &[&str]); 4] = [
    (PerTime::Month, &["月薪", "每月"]),
    (PerTime::Year, &["年薪", "每年"]),
    (PerTime::Day, &["日薪", "每天", "每日"]),
    (PerTime::Hour, &["时薪", "每小时"]),
];
/// Units and the power of ten they stand for; the longer first. `w` is what people type for 万.
const UNITS: [(&str, u32); 9] =
    [("百万", 6), ("千万", 7), ("十万", 5), ("亿", 8), ("万", 4), ("千", 3), ("百", 2), ("k", 3), ("w", 4)];
const FOREIGN: [&str; 12] = ["us$", "hk$", "$", "€", "£", "₩", "usd", "eur", "gbp", "hkd", "jpy", "sgd"];

/// Reads one cell: `12,000.50`, `¥8,000`, `8000元/月`, `1.5万`, `20万/年`, `15k`, `(300.00)`, `1.2E+4`.
/// A blank cell, `-`, `无` or `N/A` is `None`.
pub fn parse_loose(text: &str) -> Result<Option<ParsedAmount>, AmountError> {
    let folded = fold(text).to_lowercase();
    if MISSING.contains(&folded.as_str()) {
        return Ok(None);
    }
    let compact: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    // "1 2" is no number, yet "12 000" is one: blanks between digits must divide thousands.
    let spaced = has_blank_between_digits(&folded);
    let (body, per) = without_time(&compact);
    let (body, negative) = without_sign(body);
    let body = without_currency(body)?;
    let (body, inner_negative) = without_sign(body);
    let (body, power) = without_unit(body);
    refuse_other_things(body)?;
    let grouped = if spaced { folded.split_whitespace().collect::<Vec<_>>().join(",") } else { String::new() };
    if spaced {
        check_groups(grouped.trim_matches(|c: char| !c.is_ascii_digit()).split('.').next().unwrap_or(""))?;
    }
    let fen = to_fen(body, power)?;
    let fen = if negative == inner_negative { fen } else { -fen };
    let fen = i64::try_from(fen).map_err(|_| AmountError::TooLarge)?;
    Ok(Some(ParsedAmount { amount: Money::from_fen(fen), per }))
}

fn has_blank_between_digits(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(3).any(|w| w[0].is_ascii_digit() && w[1] == ' ' && w[2].is_ascii_digit())
}

fn without_time(text: &str) -> (&str, Option<PerTime>) {
    for (per, ends) in TIMES {
        if let Some(rest) = ends.iter().find_map(|end| text.strip_suffix(end)) {
            return (rest, Some(per));
        }
    }
    for (per, starts) in LEADS {
        if let Some(rest) = starts.iter().find_map(|start| text.strip_prefix(start)) {
            return (rest.trim_start_matches([':', '为']), Some(per));
        }
    }
    (text, None)
}

fn without_sign(text: &str) -> (&str, bool) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (inner, true);
    }
    text.strip_prefix('-').map_or((text.strip_prefix('+').unwrap_or(text), false), |rest| (rest, true))
}

fn without_currency(text: &str) -> Result<&str, AmountError> {
    if FOREIGN.iter().any(|sign| text.starts_with(sign) || text.ends_with(sign)) {
        return Err(AmountError::OtherCurrency);
    }
    let text = ["人民币", "rmb", "cny", "¥"].iter().fold(text, |rest, sign| rest.strip_prefix(sign).unwrap_or(rest));
    let ends = ["整", "人民币", "rmb", "cny", "圆", "元", "块"];
    Ok(ends.iter().fold(text, |rest, end| rest.strip_suffix(end).unwrap_or(rest)))
}

fn without_unit(text: &str) -> (&str, u32) {
    let found = UNITS.iter().find_map(|(unit, power)| Some((text.strip_suffix(unit)?, *power)));
    found.unwrap_or((text, 0))
}

fn refuse_other_things(text: &str) -> Result<(), AmountError> {
    if text.ends_with('%') {
        return Err(AmountError::Percentage);
    }
    let starts_with_digit = text.starts_with(|c: char| c.is_ascii_digit());
    let divided = text.split_once(['~', '至', '-']).filter(|(left, _)| !left.ends_with('e'));
    if starts_with_digit && divided.is_some_and(|(_, right)| right.contains(|c: char| c.is_ascii_digit())) {
        return Err(AmountError::Range);
    }
    Ok(())
}

/// Digits, commas, one point, an exponent → fen, exactly.
fn to_fen(text: &str, power: u32) -> Result<i128, AmountError> {
    let (number, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().map_err(|_| AmountError::NotAnAmount)?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(&whole.replace(',', "")) || !digits(fraction) {
        return Err(AmountError::NotAnAmount);
    }
    check_groups(whole)?;
    let whole = whole.replace(',', "");
    if whole.is_empty() || number.ends_with('.') && number.len() == 1 {
        return Err(AmountError::NotAnAmount);
    }
    // In half of Europe `12.000` is twelve thousand.
    let unclear = fraction == "000" && whole.len() <= 3 && whole != "0" && power == 0 && exponent == 0;
    if unclear {
        return Err(AmountError::PointUnclear);
    }
    let fraction = fraction.trim_end_matches('0');
    if whole.len() + fraction.len() > 30 || exponent.abs() > 30 {
        return Err(AmountError::TooLarge);
    }
    let all: i128 = format!("{whole}{fraction}").parse().map_err(|_| AmountError::NotAnAmount)?;
    let shift = 2 + power.cast_signed() + exponent - i32::try_from(fraction.len()).unwrap_or(i32::MAX);
    let factor = 10_i128.checked_pow(shift.unsigned_abs()).ok_or(AmountError::TooLarge)?;
    if shift >= 0 {
        return all.checked_mul(factor).ok_or(AmountError::TooLarge);
    }
    if all % factor == 0 { Ok(all / factor) } else { Err(AmountError::TooPrecise) }
}

fn check_groups(whole: &str) -> Result<(), AmountError> {
    let groups: Vec<&str> = whole.split(',').collect();
    let (first, rest) = groups.split_first().ok_or(AmountError::NotAnAmount)?;
    let fits = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    if fits { Ok(()) } else { Err(AmountError::Grouping) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fen(text: &str) -> Result<Option<i64>, AmountError> {
        Ok(parse_loose(text)?.map(|parsed| parsed.amount.fen()))
    }

    #[test]
    fn the_usual_spellings_are_read() {
        for (text, expected) in [
            ("12,000.50", 1_200_050),
            ("¥8,000", 800_000),
            ("８０００元／月", 800_000),
            ("1.5万", 1_500_000),
            ("1.23456万元", 1_234_560),
            ("15k", 1_500_000),
            ("20w/年", 20_000_000),
            ("人民币 8000 元整", 800_000),
            ("RMB8000", 800_000),
            ("月薪：1.2万", 1_200_000),
            ("(300.00)", -30_000),
            ("-3.5", -350),
            ("1.2E+4", 1_200_000),
            ("12 000.50", 1_200_050),
            ("62506", 6_250_600),
            ("8500.0", 850_000),
            ("0.000", 0),
            ("2百万", 200_000_000),
        ] {
            assert_eq!(fen(text), Ok(Some(expected)), "{text}");
        }
    }

    #[test]
    fn the_time_an_amount_is_for_is_kept() {
        let per = |text: &str| parse_loose(text).map(|parsed| parsed.and_then(|p| p.per));
        assert_eq!(per("8000元/月"), Ok(Some(PerTime::Month)));
        assert_eq!(per("年薪20万"), Ok(Some(PerTime::Year)));
        assert_eq!(per("8000"), Ok(None));
    }

    #[test]
    fn nothing_is_rounded_and_nothing_is_guessed() {
        for (text, expected) in [
            ("10.005", AmountError::TooPrecise),
            ("1.2345678万", AmountError::TooPrecise),
            ("12.000", AmountError::PointUnclear),
            ("12,50", AmountError::Grouping),
            ("1 2", AmountError::Grouping),
            ("8000-12000", AmountError::Range),
            ("8k~12k", AmountError::Range),
            ("15%", AmountError::Percentage),
            ("$62,506", AmountError::OtherCurrency),
            ("面议", AmountError::NotAnAmount),
            ("张三", AmountError::NotAnAmount),
            ("1e30", AmountError::TooLarge),
            ("1.2.3", AmountError::NotAnAmount),
            (".", AmountError::NotAnAmount),
            ("万", AmountError::NotAnAmount),
        ] {
            assert_eq!(parse_loose(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn a_blank_is_no_amount_and_no_error() {
        for text in ["", "　", "-", "无", "N/A"] {
            assert_eq!(parse_loose(text), Ok(None), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_money_prints_is_read_back(fen_in in -900_000_000_000_000_i64..900_000_000_000_000) {
            let text = Money::from_fen(fen_in).to_string();
            prop_assert_eq!(fen(&text), Ok(Some(fen_in)));
        }

        #[test]
        fn ten_thousands_are_exact(fen_in in 0_i64..9_000_000_000) {
            let text = format!("{}.{:06}万", fen_in / 1_000_000, fen_in % 1_000_000);
            prop_assert_eq!(fen(&text), Ok(Some(fen_in)));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,12}|[0-9.,万元k/月()~e+ -]{0,14}") {
            let _ = parse_loose(&text);
        }
    }
}
