//! Money in integer fen (1 CNY = 100 fen). Arithmetic is checked: an overflow is an error, never a wrap.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

/// An amount of money in fen. On the wire it is a JSON integer, in a field whose name ends in `_fen`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = i64, example = 2_860_000))]
#[serde(transparent)]
pub struct Money(i64);

/// Why an amount could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit in 63 bits of fen.
    #[error("the amount is too large")]
    Overflow,
    /// The text is no decimal number with at most two places.
    #[error("\"{0}\" is not an amount with at most two decimal places")]
    Malformed(String),
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount from whole fen.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Adds, or says that the sum overflows.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.0.checked_add(other.0).map(Self).ok_or(MoneyError::Overflow)
    }

    /// Subtracts, or says that the difference overflows.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.0.checked_sub(other.0).map(Self).ok_or(MoneyError::Overflow)
    }

    /// Reads `12345.67`, `12,345.67`, `¥12345`, `-3.5`. More than two decimal places are refused:
    /// dropping a digit of somebody's pay silently is worse than asking.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let malformed = || MoneyError::Malformed(text.to_owned());
        let cleaned: String = text
            .trim()
            .trim_start_matches(['¥', '￥', '$'])
            .chars()
            .filter(|c| !matches!(c, ',' | '，' | ' '))
            .collect();
        let (negative, digits) = match cleaned.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, cleaned.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || fraction.len() > 2 {
            return Err(malformed());
        }
        let yuan: i64 = whole.parse().map_err(|_| MoneyError::Overflow)?;
        let cents: i64 = format!("{fraction:0<2}").parse().map_err(|_| malformed())?;
        let fen = yuan.checked_mul(100).and_then(|f| f.checked_add(cents)).ok_or(MoneyError::Overflow)?;
        Ok(Self(if negative { -fen } else { fen }))
    }
}

/// `12345.67`, always two places, `-` in front of negative amounts.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl Money {
    /// Sums amounts, or says that the sum overflows.
    pub fn try_sum<I: IntoIterator<Item = Self>>(amounts: I) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
}

/// Sums for statistics; saturates at the limit of 92 quadrillion yuan.
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.fold(0_i64, |sum, amount| sum.saturating_add(amount.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_amount_with_a_third_decimal_is_refused_not_rounded() {
        assert!(matches!(Money::parse("10.005"), Err(MoneyError::Malformed(_))));
    }

    #[test]
    fn thousands_marks_and_currency_signs_are_understood() {
        assert_eq!(Money::parse(" ¥12,345.6 "), Ok(Money::from_fen(1_234_560)));
    }

    #[test]
    fn an_overflow_is_an_error() {
        assert_eq!(Money::from_fen(i64::MAX).checked_add(Money::from_fen(1)), Err(MoneyError::Overflow));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(fen in -9_000_000_000_000_000_i64..9_000_000_000_000_000) {
            let amount = Money::from_fen(fen);
            prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
        }
    }
}
