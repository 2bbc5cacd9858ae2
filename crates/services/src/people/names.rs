//! Names as people type them: pinyin without tones, and its initials.

use pinyin::ToPinyin;

/// `张明远` → `zhangmingyuan`. Letters stay, everything else goes.
pub fn pinyin_of(name: &str) -> String {
    spell(name, false)
}

/// `张明远` → `zmy`; `Li Wei` → `lw`.
pub fn initials_of(name: &str) -> String {
    spell(name, true)
}

fn spell(name: &str, initials: bool) -> String {
    let mut out = String::new();
    let mut within_word = false;
    for c in name.chars() {
        if let Some(pinyin) = c.to_pinyin() {
            out.push_str(if initials { pinyin.first_letter() } else { pinyin.plain() });
            within_word = false;
        } else if c.is_alphanumeric() {
            if !initials || !within_word {
                out.extend(c.to_lowercase());
            }
            within_word = true;
        } else {
            within_word = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_found_by_pinyin_and_initials() {
        assert_eq!((pinyin_of("张明远").as_str(), initials_of("张明远").as_str()), ("zhangmingyuan", "zmy"));
    }

    #[test]
    fn a_latin_name_keeps_its_letters() {
        assert_eq!(
            (pinyin_of("Adinolfi, Wilson  K").as_str(), initials_of("Adinolfi, Wilson  K").as_str()),
            ("adinolfiwilsonk", "awk")
        );
    }
}
