//! Numbers with a check digit or a fixed form: identity, phone, unified social credit code.
//!
//! They are checked, never taken apart: no birth date, sex or place is derived from an identity number.

use crate::fold::fold;

/// Why a number is refused. [`IdentifierError::code`] is stable; no error holds the number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// Wrong length.
    #[error("{found} characters instead of {expected}")]
    Length {
        /// Characters needed.
        expected: usize,
        /// Characters found.
        found: usize,
    },
    /// A character that does not belong there. Positions count from 1.
    #[error("character {position} does not belong there")]
    Character {
        /// Where.
        position: usize,
    },
    /// The check digit does not fit: a digit was mistyped.
    #[error("the last character should be {expected}; one of the digits is mistyped")]
    CheckDigit {
        /// What it should be for the digits before it.
        expected: char,
    },
    /// A 15-digit identity number of before 2000; no longer valid since 2013.
    #[error("this is an identity number of the first generation (15 digits); ask for the present one")]
    FirstGeneration,
    /// The eight digits in the middle are no day of the calendar.
    #[error("the digits 7 to 14 are no day of the calendar")]
    NoSuchDay,
    /// Not the form of any phone number.
    #[error("this is not the form of a phone number")]
    PhoneForm,
    /// Not the form of any mail address.
    #[error("this is not the form of a mail address")]
    EmailForm,
}

impl IdentifierError {
    /// Stable code for reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length { .. } => "identifier_length",
            Self::Character { .. } => "identifier_character",
            Self::CheckDigit { .. } => "identifier_check_digit",
            Self::FirstGeneration => "identifier_first_generation",
            Self::NoSuchDay => "identifier_no_such_day",
            Self::PhoneForm => "phone_form",
            Self::EmailForm => "email_form",
        }
    }
}

/// Checks the number of a resident identity card (GB 11643-1999: 17 digits and a check character by
/// ISO 7064 MOD 11-2) and returns it without blanks and with a capital X.
pub fn identity_number(text: &str) -> Result<String, IdentifierError> {
    let number = compact(text).to_uppercase();
    let length = number.chars().count();
    if length == 15 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IdentifierError::FirstGeneration);
    }
    if length != 18 {
        return Err(IdentifierError::Length { expected: 18, found: length });
    }
    let allowed = |(at, c): (usize, char)| c.is_ascii_digit() || at == 17 && c == 'X';
    if let Some(at) = number.chars().enumerate().position(|pair| !allowed(pair)) {
        return Err(IdentifierError::Character { position: at + 1 });
    }
    let expected = identity_check_character(&number[..17]);
    if !number.ends_with(expected) {
        return Err(IdentifierError::CheckDigit { expected });
    }
    let day = chrono::NaiveDate::parse_from_str(&number[6..14], "%Y%m%d");
    if day.is_ok() { Ok(number) } else { Err(IdentifierError::NoSuchDay) }
}

/// ISO 7064 MOD 11-2: the weight of a digit is 2 to the power of its place from the right, modulo 11.
fn identity_check_character(first_17: &str) -> char {
    let sum = first_17.bytes().fold(0_u32, |sum, byte| (sum + u32::from(byte - b'0')) * 2 % 11);
    match (12 - sum) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

/// The characters of a unified social credit code, in the order of their values.
const CREDIT_CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Checks a unified social credit code (GB 32100-2015: 18 characters, MOD 31) and returns it in capitals.
pub fn social_credit_code(text: &str) -> Result<String, IdentifierError> {
    let code = compact(text).to_uppercase();
    let length = code.chars().count();
    if length != 18 {
        return Err(IdentifierError::Length { expected: 18, found: length });
    }
    let mut sum = 0;
    let mut weight = 1;
    for (at, c) in code.chars().enumerate().take(17) {
        let value = CREDIT_CHARACTERS.find(c).ok_or(IdentifierError::Character { position: at + 1 })?;
        sum = (sum + value * weight) % 31;
        weight = weight * 3 % 31;
    }
    let expected = CREDIT_CHARACTERS.chars().nth((31 - sum) % 31).unwrap_or('0');
    if code.ends_with(expected) { Ok(code) } else { Err(IdentifierError::CheckDigit { expected }) }
}

/// Checks a phone number and returns one spelling of it: a mobile number of mainland China as 11 digits, a
/// land line as `010-12345678` (extension as `-123`), a foreign number as `+` and digits (E.164).
pub fn phone(text: &str) -> Result<String, IdentifierError> {
    let folded = fold(text);
    let known = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.' | '/' | '+' | '转');
    if let Some(at) = folded.chars().position(|c| !known(c)) {
        return Err(IdentifierError::Character { position: at + 1 });
    }
    let (main, extension) = split_extension(&folded);
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let abroad = main.starts_with('+') || digits.starts_with("00");
    let digits = if main.starts_with('+') { digits.as_str() } else { digits.strip_prefix("00").unwrap_or(&digits) };
    let home = if abroad || digits.len() == 13 { digits.strip_prefix("86") } else { Some(digits) };
    match home {
        Some(number) if is_mobile(number) && extension.is_none() => Ok(number.to_owned()),
        Some(number) => land_line(number, abroad, extension).ok_or(IdentifierError::PhoneForm),
        // E.164: at most 15 digits with the country code.
        None if abroad && (8..=15).contains(&digits.len()) && extension.is_none() => Ok(format!("+{digits}")),
        None => Err(IdentifierError::PhoneForm),
    }
}

/// Checks the form of a mail address and returns it in small letters: one `@`, a name before it, a host with a dot
/// behind it, no blanks. Whether letters arrive there only sending one tells.
pub fn email(text: &str) -> Result<String, IdentifierError> {
    let text = fold(text).trim().to_lowercase();
    let (name, host) = text.split_once('@').unwrap_or_default();
    let sound = !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    if sound && !text.contains(' ') && !host.contains('@') { Ok(text) } else { Err(IdentifierError::EmailForm) }
}

fn is_mobile(number: &str) -> bool {
    let bytes = number.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && bytes[1] >= b'3'
}

/// `0571-12345678-8001`, `010-12345678转801`.
fn split_extension(text: &str) -> (&str, Option<&str>) {
    if let Some((main, extension)) = text.split_once('转') {
        return (main, Some(extension.trim()));
    }
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [area, number, extension] if area.starts_with('0') && (7..=8).contains(&number.trim().len()) => {
            (&text[..area.len() + 1 + number.len()], Some(extension.trim()))
        }
        _ => (text, None),
    }
}

/// Area codes: 010 and 02x have three digits, all others four; the number behind them seven or eight.
fn land_line(number: &str, without_zero: bool, extension: Option<&str>) -> Option<String> {
    let number = if without_zero && !number.starts_with('0') { format!("0{number}") } else { number.to_owned() };
    let area = match number.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return None,
    };
    let (area, local) = number.split_at_checked(area)?;
    let short = |part: &str| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(7..=8).contains(&local.len()) || !extension.is_none_or(short) {
        return None;
    }
    Some(extension.map_or_else(|| format!("{area}-{local}"), |more| format!("{area}-{local}-{more}")))
}

fn compact(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The example number printed in GB 11643-1999 itself.
    const STANDARD_EXAMPLE: &str = "11010519491231002X";

    #[test]
    fn the_example_of_the_standard_passes() {
        assert_eq!(identity_number(" 110105 19491231 002x "), Ok(STANDARD_EXAMPLE.to_owned()));
    }

    #[test]
    fn a_wrong_check_digit_names_the_right_one() {
        assert_eq!(identity_number("110105194912310021"), Err(IdentifierError::CheckDigit { expected: 'X' }));
        assert_eq!(identity_number("11010519491231"), Err(IdentifierError::Length { expected: 18, found: 14 }));
        assert_eq!(identity_number("110105491231002"), Err(IdentifierError::FirstGeneration));
        assert_eq!(identity_number("1101051949123A002X"), Err(IdentifierError::Character { position: 14 }));
    }

    #[test]
    fn a_credit_code_is_checked_by_its_last_character() {
        // Two well-known public codes: Tencent (Shenzhen) and Huawei.
        assert_eq!(social_credit_code("9144030071526726XG"), Ok("9144030071526726XG".to_owned()));
        assert_eq!(social_credit_code("914403001922038216"), Ok("914403001922038216".to_owned()));
        assert_eq!(social_credit_code("914403001922038215"), Err(IdentifierError::CheckDigit { expected: '6' }));
        assert_eq!(social_credit_code("91440300192203I216"), Err(IdentifierError::Character { position: 15 }));
    }

    #[test]
    fn phone_numbers_have_one_spelling() {
        for (text, expected) in [
            ("138 0013 8000", "13800138000"),
            ("+86-138-0013-8000", "13800138000"),
            ("008613800138000", "13800138000"),
            ("8613800138000", "13800138000"),
            ("１３８００１３８０００", "13800138000"),
            ("(010) 6234 5678", "010-62345678"),
            ("0571-87654321-8001", "0571-87654321-8001"),
            ("0571-87654321转801", "0571-87654321-801"),
            ("+86 10 62345678", "010-62345678"),
            ("+1 (202) 555-0123", "+12025550123"),
        ] {
            assert_eq!(phone(text), Ok(expected.to_owned()), "{text}");
        }
        for text in ["1380013800", "12800138000", "62345678", "+1", "138001380001"] {
            assert_eq!(phone(text), Err(IdentifierError::PhoneForm), "{text}");
        }
        assert_eq!(phone("1380013800O"), Err(IdentifierError::Character { position: 11 }));
    }

    #[test]
    fn mail_addresses_have_a_name_and_a_host_with_a_dot() {
        assert_eq!(email(" Li.Na＠Example.COM "), Ok("li.na@example.com".to_owned()));
        for text in ["", "li.na", "@example.com", "li@na@example.com", "li@localhost", "li@.com", "li na@example.com"] {
            assert_eq!(email(text), Err(IdentifierError::EmailForm), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_mistyped_digit_never_passes(at in 0_usize..17, digit in 0_u8..10) {
            let mut bytes = STANDARD_EXAMPLE.as_bytes().to_vec();
            prop_assume!(bytes[at] != b'0' + digit);
            bytes[at] = b'0' + digit;
            let text = String::from_utf8(bytes).unwrap_or_default();
            prop_assert!(identity_number(&text).is_err());
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}|[0-9X+() 转-]{0,20}") {
            let _ = (identity_number(&text), social_credit_code(&text), phone(&text));
        }
    }
}
