//! A small own list of passwords that people really choose, ours to extend. It holds no leaked data: these are
//! words, keyboard walks, Chinese love numbers (520, 1314) and the usual workplace patterns.

/// Whole passwords, lower case, look-alike marks written as letters (see [`plain`]).
const WHOLE: &[&str] = &[
    "1qaz2wsx",
    "1qazxsw2",
    "1qaz@wsx",
    "!qaz2wsx",
    "zaq12wsx",
    "zaq1@wsx",
    "qwer1234",
    "1234qwer",
    "qwe123456",
    "123qweasd",
    "qweasd123",
    "qweasdzxc",
    "asdf1234",
    "asd123456",
    "zxcv1234",
    "zxc123456",
    "qazwsx123",
    "qazwsxedc",
    "aa123456",
    "aa123123",
    "aa112233",
    "aa123456789",
    "a1234567",
    "a12345678",
    "a123456789",
    "ab123456",
    "abc12345",
    "abc123456",
    "abcd1234",
    "abcd12345",
    "abcd123456",
    "abc123abc",
    "123abc123",
    "123456aa",
    "123456abc",
    "11111111",
    "12345678",
    "123456789",
    "1234567890",
    "87654321",
    "88888888",
    "66666666",
    "00000000",
    "147258369",
    "5201314",
    "woaini1314",
    "woaini520",
    "woaini521",
    "woaini123",
    "woaini1314520",
    "iloveyou1314",
    "iloveyou520",
    "qq123456",
    "wx123456",
    "q1w2e3r4",
    "q1w2e3r4t5",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "a1b2c3d4",
    "p4ssw0rd",
    "trustno1",
    "letmein123",
    "football1",
    "monkey123",
    "dragon123",
    "sunshine1",
    "princess1",
    "superman1",
    "batman123",
    "michael1",
    "charlie1",
    "starwars1",
];

/// Words that stay weak with a few digits or marks around them: `Admin@123`, `Huawei2026!`, `123Welcome`.
const WORDS: &[&str] = &[
    "password",
    "passwd",
    "passw",
    "pass",
    "pwd",
    "mima",
    "admin",
    "administrator",
    "root",
    "user",
    "guest",
    "test",
    "tester",
    "testing",
    "demo",
    "welcome",
    "hello",
    "login",
    "master",
    "super",
    "superman",
    "manager",
    "system",
    "server",
    "default",
    "changeme",
    "change",
    "secret",
    "letmein",
    "iloveyou",
    "woaini",
    "woaiwojia",
    "qwerty",
    "qwert",
    "qwer",
    "qweasd",
    "qweasdzxc",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "zxcv",
    "zxcvbn",
    "zxcvbnm",
    "qazwsx",
    "qaz",
    "wsx",
    "abc",
    "abcd",
    "abcde",
    "abcdef",
    "a",
    "aa",
    "aaa",
    "q",
    "qq",
    "qwe",
    "asd",
    "zxc",
    "company",
    "office",
    "huawei",
    "xiaomi",
    "alibaba",
    "tencent",
    "taobao",
    "baidu",
    "wechat",
    "weixin",
    "dingtalk",
    "feishu",
    "oracle",
    "mysql",
    "windows",
    "microsoft",
    "google",
    "apple",
    "china",
    "zhongguo",
    "beijing",
    "shanghai",
    "shenzhen",
    "guangzhou",
    "hangzhou",
    "renhe",
    "hr",
    "ehr",
    "oa",
    "erp",
    "kaoqin",
    "gongzi",
    "renshi",
    "spring",
    "summer",
    "autumn",
    "winter",
    "monday",
    "january",
    "dragon",
    "monkey",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "michael",
    "jordan",
    "nihao",
    "nihaoma",
    "shengri",
    "baobao",
    "baobei",
    "laogong",
    "laopo",
    "zhangwei",
    "wangwei",
    "lili",
    "liwei",
    "zhangsan",
    "lisi",
    "wangwu",
];

/// So many characters around a word still count as "a few".
const AROUND: usize = 8;

/// Whether people choose this password, or one that differs only in case and look-alike marks.
pub(super) fn is_guessable(password: &str) -> bool {
    let lower = password.to_lowercase();
    let plain = plain(&lower);
    WHOLE.iter().any(|word| *word == lower || *word == plain) || is_dressed_word(&lower) || few_distinct(&lower)
}

/// Look-alike marks as the letters they stand for: `p@$$w0rd` reads `password`.
fn plain(lower: &str) -> String {
    let letter = |c| match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '$' | '5' => 's',
        '1' | '!' => 'i',
        '3' => 'e',
        '7' => 't',
        other => other,
    };
    lower.chars().map(letter).collect()
}

/// One of the words with at most [`AROUND`] digits and marks before and behind it.
fn is_dressed_word(lower: &str) -> bool {
    let characters: Vec<char> = lower.chars().collect();
    let is_dress = |c: &char| !c.is_alphabetic();
    WORDS.iter().any(|word| {
        let length = word.len();
        if characters.len() < length || characters.len() - length > AROUND {
            return false;
        }
        (0..=characters.len() - length).any(|start| {
            let (before, rest) = characters.split_at(start);
            let (middle, behind) = rest.split_at(length);
            before.iter().all(is_dress)
                && behind.iter().all(is_dress)
                && plain(&middle.iter().collect::<String>()) == *word
        })
    })
}

/// `Aaaa1111` and the like.
fn few_distinct(lower: &str) -> bool {
    let mut seen: Vec<char> = lower.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_fancy_dress_are_recognised() {
        for password in [
            "P@ssw0rd",
            "Passw0rd!",
            "Admin@123",
            "Huawei@123",
            "1qaz@WSX",
            "Aa123456",
            "Woaini1314",
            "Abc@123456",
            "Qwer1234!",
            "Welcome2026!",
            "123@Admin",
            "Aaaa1111",
            "Renhe#2026",
            "Abcd!1234",
        ] {
            assert!(is_guessable(password), "{password}");
        }
    }

    #[test]
    fn ordinary_good_passwords_pass() {
        for password in
            ["mK7-wqzp", "tides-Carry-4-boats", "Jx9#vTr2", "adminLies-Beside7", "春风十里不如你A1", "T7k!9-a-2Wz"]
        {
            assert!(!is_guessable(password), "{password}");
        }
    }

    #[test]
    fn the_lists_are_written_the_way_they_are_compared() {
        for word in WHOLE {
            assert_eq!(*word, word.to_lowercase());
        }
        for word in WORDS {
            assert!(word.chars().all(|c| c.is_ascii_lowercase()), "{word}");
        }
    }
}
