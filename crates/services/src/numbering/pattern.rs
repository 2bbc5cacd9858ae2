//! Writing numbers and reading them back. Pure: values in, values out.

use super::parts::{CountedBy, NumberPart, Rule};
use super::views::OnOverflow;

/// What a hire brings into its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Codes {
    pub(super) employer: String,
    pub(super) unit: String,
    pub(super) year: i32,
    pub(super) month: u32,
}

/// A number, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    /// Which count it belongs to.
    pub(super) key: String,
    /// Its place in the count.
    pub(super) value: i64,
}

/// What was seen so far.
#[derive(Debug, Clone, Default)]
struct Seen {
    employer: String,
    unit: String,
    year: String,
    month: String,
    value: i64,
}

/// Digits by which a running number may grow beyond its width.
const GROWTH: usize = 4;

impl Rule {
    /// The number at a place of the count; `None` when its digits are used up.
    pub(super) fn write(&self, codes: &Codes, value: i64) -> Option<String> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                NumberPart::Literal { text: literal } => text.push_str(literal),
                NumberPart::GroupCode => text.push_str(&self.group_code),
                NumberPart::EmployerCode => text.push_str(&codes.employer),
                NumberPart::UnitCode => text.push_str(&codes.unit),
                NumberPart::EntryYear { digits } => text.push_str(&year(codes.year, *digits)),
                NumberPart::EntryMonth => text.push_str(&format!("{:02}", codes.month)),
                NumberPart::Sequence { digits, .. } => {
                    let width = usize::from(*digits);
                    let shown = format!("{value:0width$}");
                    if shown.len() > width && self.on_overflow == OnOverflow::Refuse || shown.len() > width + GROWTH {
                        return None;
                    }
                    text.push_str(&shown);
                }
                NumberPart::CheckDigit => text.push(check_digit(&text)),
            }
        }
        Some(text)
    }

    /// The count that a hire with these codes belongs to.
    pub(super) fn key(&self, codes: &Codes) -> String {
        let digits = self.parts.iter().find_map(|part| match part {
            NumberPart::EntryYear { digits } => Some(*digits),
            _ => None,
        });
        let seen = Seen {
            employer: codes.employer.clone(),
            unit: codes.unit.clone(),
            year: year(codes.year, digits.unwrap_or(4)),
            month: format!("{:02}", codes.month),
            value: 0,
        };
        self.key_of(&seen)
    }

    /// Counts are named by what the number shows, so a number alone tells which count it belongs to.
    fn key_of(&self, seen: &Seen) -> String {
        let (_, _, per) = self.sequence();
        let mut per = per.to_vec();
        per.sort_unstable();
        per.dedup();
        let named = per.iter().map(|by| match by {
            CountedBy::Employer => format!("employer={}", seen.employer),
            CountedBy::Unit => format!("unit={}", seen.unit),
            CountedBy::Year => format!("year={}", seen.year),
            CountedBy::Month => format!("month={}", seen.month),
        });
        let key: Vec<String> = named.collect();
        if key.is_empty() { "all".to_owned() } else { key.join(" ") }
    }

    /// Reads a number; `expected` narrows it to the codes of one hire. `None` when it is not of this rule.
    pub(super) fn read(&self, number: &str, expected: Option<&Codes>) -> Option<Read> {
        if !number.is_ascii() {
            return None;
        }
        let seen = self.rest(number, 0, 0, Seen::default(), expected)?;
        Some(Read { key: self.key_of(&seen), value: seen.value })
    }

    /// Tries the lengths that a part may have, and the parts after it.
    fn rest(&self, number: &str, from: usize, at: usize, seen: Seen, expected: Option<&Codes>) -> Option<Seen> {
        let left = &number[from..];
        let Some(part) = self.parts.get(at) else { return left.is_empty().then_some(seen) };
        let next = |length: usize, seen: Seen| self.rest(number, from + length, at + 1, seen, expected);
        let known = |text: &str, seen: Seen| if left.starts_with(text) { next(text.len(), seen) } else { None };
        let digits = |length: usize| left.get(..length).filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
        match part {
            NumberPart::Literal { text } => known(text, seen),
            NumberPart::GroupCode => known(&self.group_code, seen),
            NumberPart::EmployerCode => {
                let one = expected.map(|codes| &codes.employer);
                let all = self.employer_codes.values().filter(|_| expected.is_none());
                all.chain(one).find_map(|code| known(code, Seen { employer: code.clone(), ..seen.clone() }))
            }
            NumberPart::UnitCode => match expected {
                Some(codes) => known(&codes.unit, Seen { unit: codes.unit.clone(), ..seen }),
                None => (1..=left.len().min(12))
                    .find_map(|length| next(length, Seen { unit: left[..length].to_owned(), ..seen.clone() })),
            },
            NumberPart::EntryYear { digits: wide } => {
                let text = digits(usize::from(*wide))?;
                let fits = expected.is_none_or(|codes| year(codes.year, *wide) == text);
                if fits { next(text.len(), Seen { year: text.to_owned(), ..seen }) } else { None }
            }
            NumberPart::EntryMonth => {
                let text = digits(2)?;
                let month: u32 = text.parse().ok()?;
                let fits = (1..=12).contains(&month) && expected.is_none_or(|codes| codes.month == month);
                if fits { next(2, Seen { month: text.to_owned(), ..seen }) } else { None }
            }
            NumberPart::Sequence { digits: wide, .. } => {
                let wide = usize::from(*wide);
                let growth = if self.on_overflow == OnOverflow::Widen { GROWTH } else { 0 };
                (wide..=wide + growth).find_map(|length| {
                    let text = digits(length).filter(|text| length == wide || !text.starts_with('0'))?;
                    next(length, Seen { value: text.parse().ok()?, ..seen.clone() })
                })
            }
            NumberPart::CheckDigit => {
                (left.len() == 1 && left.starts_with(check_digit(&number[..from]))).then_some(seen)
            }
        }
    }
}

fn year(year: i32, digits: u8) -> String {
    if digits == 2 { format!("{:02}", year.rem_euclid(100)) } else { format!("{year:04}") }
}

/// Letters count as 10 to 35, then Luhn over the digits, as in an ISIN (ISO 6166). Finds every wrong digit.
pub(super) fn check_digit(text: &str) -> char {
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|c| c.to_digit(36))
        .flat_map(|value| if value < 10 { vec![value] } else { vec![value / 10, value % 10] })
        .collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::views::OnMismatch;
    use super::*;

    fn rule(parts: Vec<NumberPart>) -> Rule {
        let codes = [(1, "SH"), (2, "SHA"), (3, "BJ")].map(|(id, code)| (Uuid::from_u128(id), code.to_owned()));
        Rule {
            parts,
            group_code: "YC".into(),
            employer_codes: BTreeMap::from(codes),
            on_mismatch: OnMismatch::Warn,
            on_overflow: OnOverflow::Refuse,
        }
    }

    fn sequence(digits: u8, per: &[CountedBy]) -> NumberPart {
        NumberPart::Sequence { digits, start: 1, per: per.to_vec() }
    }

    #[test]
    fn check_digits_are_those_of_the_stock_exchanges() {
        // ISINs of Apple, Treasury Corp of Victoria and Bayer, from ISO 6166's own literature.
        for known in ["US0378331005", "AU0000XVGZA3", "DE000BAY0017"] {
            let (body, check) = known.split_at(11);
            assert_eq!(check_digit(body).to_string(), check, "{known}");
        }
    }

    #[test]
    fn a_number_is_made_of_its_parts_in_order() {
        let rule = rule(vec![
            NumberPart::GroupCode,
            NumberPart::Literal { text: "-".into() },
            NumberPart::EmployerCode,
            NumberPart::EntryYear { digits: 2 },
            sequence(4, &[CountedBy::Employer, CountedBy::Year]),
        ]);
        let codes = Codes { employer: "SH".into(), unit: "B11".into(), year: 2026, month: 11 };
        assert_eq!(rule.write(&codes, 87).as_deref(), Some("YC-SH260087"));
        assert_eq!(rule.key(&codes), "employer=SH year=26");
        assert_eq!(rule.read("YC-SH260087", None), Some(Read { key: "employer=SH year=26".into(), value: 87 }));
        assert_eq!(rule.read("YC-SH250087", Some(&codes)), None, "another year");
        assert_eq!(rule.write(&codes, 10_000), None, "four digits are used up");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            employer in prop::sample::select(vec!["SH", "SHA", "BJ"]),
            unit in "[A-Z][0-9]{0,3}",
            year in 2000_i32..2090,
            month in 1_u32..=12,
            value in 1_i64..100_000,
            check in any::<bool>(),
        ) {
            let mut parts = vec![
                NumberPart::EmployerCode,
                NumberPart::Literal { text: "-".into() },
                NumberPart::UnitCode,
                NumberPart::Literal { text: "-".into() },
                NumberPart::EntryYear { digits: 4 },
                NumberPart::EntryMonth,
                sequence(5, &[CountedBy::Unit, CountedBy::Year]),
            ];
            parts.extend(check.then_some(NumberPart::CheckDigit));
            let rule = rule(parts);
            let codes = Codes { employer: employer.into(), unit, year, month };
            let number = rule.write(&codes, value).unwrap();
            let read = Read { key: rule.key(&codes), value };
            prop_assert_eq!(rule.read(&number, None), Some(read.clone()));
            prop_assert_eq!(rule.read(&number, Some(&codes)), Some(read));
        }
    }
}
