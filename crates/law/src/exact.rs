//! Exact decimal arithmetic between amounts of money. An amount is rounded once, at the line that is paid,
//! half up to the fen; what stands between is kept exact.

use kernel::Money;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::Refusal;

/// Months in a calendar year: arithmetic, no parameter.
pub(crate) const MONTHS_IN_YEAR: i64 = 12;

/// Fen in a yuan, as decimal places.
const FEN_PLACES: u32 = 2;

/// An amount in yuan.
pub(crate) fn yuan(amount: Money) -> Decimal {
    Decimal::new(amount.fen(), FEN_PLACES)
}

/// Yuan to whole fen, half up.
pub(crate) fn to_money(yuan: Decimal) -> Result<Money, Refusal> {
    let fen = half_up(yuan, FEN_PLACES).checked_mul(Decimal::ONE_HUNDRED).ok_or(Refusal::TooLarge)?;
    i64::try_from(fen.trunc()).map(Money::from_fen).map_err(|_| Refusal::TooLarge)
}

/// Rounds half up (away from zero) to this many places.
pub(crate) fn half_up(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// `a × b`.
pub(crate) fn mul(a: Decimal, b: Decimal) -> Result<Decimal, Refusal> {
    a.checked_mul(b).ok_or(Refusal::TooLarge)
}

/// `a ÷ b`; a division by nothing is refused too.
pub(crate) fn div(a: Decimal, b: Decimal) -> Result<Decimal, Refusal> {
    a.checked_div(b).ok_or(Refusal::TooLarge)
}

/// `a + b`.
pub(crate) fn add(a: Decimal, b: Decimal) -> Result<Decimal, Refusal> {
    a.checked_add(b).ok_or(Refusal::TooLarge)
}

/// This many percent of an amount in yuan, exact.
pub(crate) fn percent(of: Decimal, percent: Decimal) -> Result<Decimal, Refusal> {
    div(mul(of, percent)?, Decimal::ONE_HUNDRED)
}

/// `12,345.60`: an amount as people read it.
pub(crate) fn read(amount: Money) -> String {
    let plain = amount.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut grouped = String::with_capacity(whole.len() + whole.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{cents}")
}

/// `2.5`, `3`: a number without trailing zeros.
pub(crate) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_fen_goes_up() {
        assert_eq!(to_money(Decimal::new(10_005, 3)), Ok(Money::from_fen(1001)));
        assert_eq!(to_money(Decimal::new(100_049, 4)), Ok(Money::from_fen(1000)));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(to_money(Decimal::MAX), Err(Refusal::TooLarge));
        assert_eq!(div(Decimal::ONE, Decimal::ZERO), Err(Refusal::TooLarge));
    }

    #[test]
    fn amounts_are_grouped_by_thousands() {
        assert_eq!(read(Money::from_fen(123_456_789)), "1,234,567.89");
        assert_eq!(read(Money::from_fen(-99_900)), "-999.00");
    }
}
