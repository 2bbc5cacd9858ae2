//! Where a line of Chinese and Latin text may end.

use std::ops::Range;

use crate::fold::is_wide;

/// Marks that must not begin a line (GB/T 15834-2011, 5.1).
const NEVER_FIRST: &str = "、。，．：；！？）》」』】〗〕〉’”…—～·％‰℃)]}>,.;:!?%";
/// Marks that must not end a line.
const NEVER_LAST: &str = "（《「『【〖〔〈‘“([{<¥￥$№#";

/// A character with its width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measured {
    pub character: char,
    pub width: f32,
}

/// The lines as ranges of characters: each at most `width` wide, the first shorter by `indent`. A blank at the
/// end of a line counts to it and takes no room. A word wider than a line is broken where it must.
pub(super) fn lines(text: &[Measured], width: f32, indent: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut at, mut used) = (0, 0, indent);
    // The last place where this line may end.
    let mut possible = None;
    while at < text.len() {
        let Measured { character, width: own } = text[at];
        if character == '\n' {
            lines.push(start..at);
            (start, at, used, possible) = (at + 1, at + 1, 0.0, None);
            continue;
        }
        // A hair of tolerance against the rounding of sums.
        if used + own > width + 0.01 && character != ' ' && at > start {
            let end = possible.filter(|end| *end > start).unwrap_or(at);
            lines.push(start..end);
            (start, at, used, possible) = (end, end, 0.0, None);
            continue;
        }
        used += own;
        at += 1;
        if at < text.len() && may_break(character, text[at].character) {
            possible = Some(at);
        }
    }
    if start < text.len() || text.last().is_none_or(|last| last.character == '\n') {
        lines.push(start..text.len());
    }
    lines
}

/// Whether a line may end between the two.
fn may_break(before: char, after: char) -> bool {
    if after == ' ' || NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after) || before == '-' || before == '/'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn measured(text: &str) -> Vec<Measured> {
        let width = |character| if is_wide(character) { 2.0 } else { 1.0 };
        text.chars().map(|character| Measured { character, width: width(character) }).collect()
    }

    fn broken(text: &str, width: f32) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        lines(&measured(text), width, 0.0).into_iter().map(|line| chars[line].iter().collect()).collect()
    }

    #[test]
    fn closing_marks_never_begin_and_opening_marks_never_end_a_line() {
        assert_eq!(broken("一二三四，五六", 8.0), ["一二三", "四，五六"]);
        assert_eq!(broken("一二三（四五）", 8.0), ["一二三", "（四五）"]);
        assert_eq!(broken("一二三四。」五", 8.0), ["一二三", "四。」五"]);
    }

    #[test]
    fn latin_words_and_amounts_stay_whole() {
        assert_eq!(broken("共计 12,345.67 元", 9.0), ["共计 ", "12,345.67 ", "元"]);
        assert_eq!(broken("an example", 8.0), ["an ", "example"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken_where_it_must() {
        assert_eq!(broken("abcdefghij", 4.0), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn a_line_feed_breaks_and_empty_lines_stay() {
        assert_eq!(broken("一\n\n二", 8.0), ["一", "", "二"]);
        assert_eq!(broken("", 8.0), [""]);
        assert_eq!(broken("一\n", 8.0), ["一", ""]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[一二三，。（）a-c1-3. ]{0,60}", width in 4_u8..30) {
            let found = lines(&measured(&text), f32::from(width), 0.0);
            let all: Vec<usize> = found.iter().cloned().flatten().collect();
            prop_assert_eq!(all, (0..text.chars().count()).collect::<Vec<_>>());
            let chars: Vec<char> = text.chars().collect();
            for line in found {
                let line: String = chars[line].iter().collect();
                let used: f32 = measured(line.trim_end()).iter().map(|m| m.width).sum();
                prop_assert!(used <= f32::from(width), "{}", line);
            }
        }
    }
}
