//! One spelling for the many forms that keyboards and programs give to the same character.

/// The text with full-width letters, digits and marks made half-width, every kind of dash and blank made
/// the plain one, invisible marks removed, and the ends trimmed.
///
/// Chinese keyboards switch between widths without showing it, so `２０２１－３－１` is as common as `2021-3-1`.
/// Chinese characters and their own marks (`、` `。` `年`) stay as they are.
pub fn fold(text: &str) -> String {
    let folded: String = text.chars().filter_map(fold_char).collect();
    folded.trim().to_owned()
}

fn fold_char(c: char) -> Option<char> {
    Some(match c {
        // Byte-order mark, zero-width and direction marks: copied along from web pages and PDF files.
        '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' => return None,
        '\u{00a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        other => other,
    })
}

/// Whether the character takes the width of two Latin letters on paper and in a sheet.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1_f300..=0x1_faff | 0x2_0000..=0x3_fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_half_width_are_the_same_text() {
        assert_eq!(fold("　２０２１－３－１\u{200b} "), "2021-3-1");
        assert_eq!(fold("ＡＢ（ｃ）"), "AB(c)");
    }

    #[test]
    fn chinese_text_stays() {
        assert_eq!(fold(" 张三、李四。"), "张三、李四。");
    }
}
