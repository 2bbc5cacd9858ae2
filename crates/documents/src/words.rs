//! Figures as Chinese papers write them.

use chrono::Datelike;
use kernel::{Date, Money};

/// `2026年11月30日`.
pub fn chinese_day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// The amount in the capital figures of Chinese bills, as `壹万贰仟叁佰肆拾伍元陆角柒分`: harder to alter than
/// digits. By 正确填写票据和结算凭证的基本规定 (annex of 支付结算办法, 银发〔1997〕393号).
pub fn amount_in_words(amount: Money) -> String {
    let fen = amount.fen().unsigned_abs();
    let (yuan, jiao, fen_digit) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut words = String::new();
    if amount.fen() < 0 {
        words.push('负');
    }
    if yuan > 0 || fen == 0 {
        words.push_str(&whole_in_words(yuan));
        words.push('元');
    }
    match (jiao, fen_digit) {
        (0, 0) => words.push('整'),
        (0, digit) => {
            // 伍元零叁分; an amount below one yuan begins with its fen.
            if yuan > 0 {
                words.push('零');
            }
            words.extend([digit_word(digit), '分']);
        }
        (digit, 0) => words.extend([digit_word(digit), '角', '整']),
        (jiao, digit) => words.extend([digit_word(jiao), '角', digit_word(digit), '分']),
    }
    words
}

fn digit_word(digit: u64) -> char {
    usize::try_from(digit).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or('零')
}

/// Groups of four digits with 万, 亿, 万亿; any number of zeros between digits is one 零.
fn whole_in_words(number: u64) -> String {
    if number == 0 {
        return "零".to_owned();
    }
    let groups: Vec<u64> = (0..5).map(|power| number / 10_000_u64.pow(power) % 10_000).collect();
    let mut words = String::new();
    let mut gap = false;
    for (power, group) in groups.iter().enumerate().rev() {
        if *group == 0 {
            gap = !words.is_empty();
            // 亿 closes 万亿 too: 壹万亿 has no 亿 group of its own.
            if power == 2 && groups[3] > 0 {
                words.push('亿');
            }
            continue;
        }
        if !words.is_empty() && (gap || *group < 1000) {
            words.push('零');
        }
        words.push_str(&group_in_words(*group));
        words.push_str(["", "万", "亿", "万", "亿亿"][power]);
        gap = false;
    }
    words
}

fn group_in_words(group: u64) -> String {
    let mut words = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let digit = group / unit % 10;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
        }
        words.push(digit_word(digit));
        words.push_str(name);
        gap = false;
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_examples_of_the_payment_rules_are_met() {
        for (fen, words) in [
            (140_950, "壹仟肆佰零玖元伍角整"),
            (600_714, "陆仟零柒元壹角肆分"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (10_700_053, "壹拾万柒仟元伍角叁分"),
            (0, "零元整"),
            (5, "伍分"),
            (-1_000_000, "负壹万元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (10_010_000_000, "壹亿零壹拾万元整"),
            (100_000_000_000_000, "壹万亿元整"),
            (120_034_005_600, "壹拾贰亿零叁拾肆万零伍拾陆元整"),
        ] {
            assert_eq!(amount_in_words(Money::from_fen(fen)), words, "{fen}");
        }
    }

    /// Reads the words back, by another way than they are written.
    fn read_back(words: &str) -> Option<i64> {
        let (sign, words) = words.strip_prefix('负').map_or((1, words), |rest| (-1, rest));
        let (mut sum, mut section, mut digit) = (0_i64, 0_i64, 0_i64);
        let mut fen = 0;
        for c in words.chars() {
            if let Some(at) = DIGITS.iter().position(|known| *known == c) {
                digit = i64::try_from(at).ok()?;
                continue;
            }
            match c {
                '拾' => section += digit * 10,
                '佰' => section += digit * 100,
                '仟' => section += digit * 1000,
                '万' => (sum, section) = (sum + (section + digit) * 10_000, 0),
                '亿' => (sum, section) = ((sum + section + digit) * 100_000_000, 0),
                '元' => (fen, sum, section) = ((sum + section + digit) * 100, 0, 0),
                '角' => fen += digit * 10,
                '分' => fen += digit,
                '整' => {}
                _ => return None,
            }
            digit = 0;
        }
        Some(sign * fen)
    }

    proptest! {
        #[test]
        fn the_words_say_the_amount(fen in -999_999_999_999_i64..1_000_000_000_000) {
            prop_assert_eq!(read_back(&amount_in_words(Money::from_fen(fen))), Some(fen));
        }
    }
}
