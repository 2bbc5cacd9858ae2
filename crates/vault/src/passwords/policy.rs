//! What a new password must be (SPEC G-01, after 等保 2.0 (GB/T 22239-2019) 8.1.4.1: complex and not simple to guess).

use kernel::Problem;

use super::{guessable, normal_form};

/// Fewest characters.
pub const MINIMUM_CHARACTERS: usize = 8;
/// Most characters: enough for any phrase, and no way to keep the server busy with megabytes.
pub const MAXIMUM_CHARACTERS: usize = 128;
/// How many of the four classes (lower case, upper case, digit, everything else) must occur.
pub const MINIMUM_CLASSES: usize = 3;
/// Shorter login names are not looked for inside a password: `li` would forbid too much.
const SHORTEST_NAME: usize = 3;

/// Checks a new password. Letters without case, such as Chinese characters, and marks count as the fourth class.
///
/// Errors, all of kind `Invalid` and pointing at `/password`: `identity.password_too_short` (params `minimum`),
/// `identity.password_too_long` (`maximum`), `identity.password_too_simple` (`classes`),
/// `identity.password_contains_name`, `identity.password_common`.
pub fn check(password: &str, login_name: &str) -> Result<(), Problem> {
    let password = &*normal_form(password);
    let characters = password.chars().count();
    let refuse = |code| Err(Problem::invalid(code).at("/password"));
    if characters < MINIMUM_CHARACTERS {
        return refuse("identity.password_too_short").map_err(|p| p.with("minimum", MINIMUM_CHARACTERS));
    }
    if characters > MAXIMUM_CHARACTERS {
        return refuse("identity.password_too_long").map_err(|p| p.with("maximum", MAXIMUM_CHARACTERS));
    }
    if classes(password) < MINIMUM_CLASSES {
        return refuse("identity.password_too_simple").map_err(|p| p.with("classes", MINIMUM_CLASSES));
    }
    if contains_name(password, login_name) {
        return refuse("identity.password_contains_name");
    }
    if guessable::is_guessable(password) {
        return refuse("identity.password_common");
    }
    Ok(())
}

fn classes(password: &str) -> usize {
    let lower = password.chars().any(char::is_lowercase);
    let upper = password.chars().any(char::is_uppercase);
    let digit = password.chars().any(|c| c.is_ascii_digit());
    let other = password.chars().any(|c| !c.is_lowercase() && !c.is_uppercase() && !c.is_ascii_digit());
    [lower, upper, digit, other].into_iter().filter(|class| *class).count()
}

/// Whether the password holds the login name, or the part of it before `@`, in any case.
fn contains_name(password: &str, login_name: &str) -> bool {
    let password = password.to_lowercase();
    let name = normal_form(login_name.trim()).to_lowercase();
    let local = name.split('@').next().unwrap_or(&name);
    [name.as_str(), local].iter().any(|part| part.chars().count() >= SHORTEST_NAME && password.contains(part))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(password: &str, name: &str) -> Option<&'static str> {
        check(password, name).err().map(|problem| problem.code)
    }

    #[test]
    fn each_fault_has_its_own_code() {
        assert_eq!(code("Ab1!xyz", "zhang.wei"), Some("identity.password_too_short"));
        assert_eq!(code(&"Ab1!".repeat(33), "zhang.wei"), Some("identity.password_too_long"));
        assert_eq!(code("abcdefgh1", "zhang.wei"), Some("identity.password_too_simple"));
        assert_eq!(code("xZhang.Wei7", "zhang.wei"), Some("identity.password_contains_name"));
        assert_eq!(code("P@ssw0rd2026", "zhang.wei"), Some("identity.password_common"));
        assert_eq!(code("tides-Carry-4-boats", "zhang.wei"), None);
    }

    #[test]
    fn eight_characters_of_three_classes_are_enough() {
        assert_eq!(code("mK7-wqzp", "li"), None);
        assert_eq!(code("mK7wqzpt", "li"), None);
    }

    #[test]
    fn chinese_characters_count_as_characters_and_as_a_class() {
        assert_eq!(code("春风不度玉门Ab", "li"), None);
        assert_eq!(code("春风不度玉Ab", "li"), Some("identity.password_too_short"));
    }

    #[test]
    fn full_width_typing_does_not_hide_a_common_password() {
        assert_eq!(code("Ｐ＠ssw0rd", "li"), Some("identity.password_common"));
    }

    #[test]
    fn the_name_before_the_at_sign_is_looked_for_too() {
        assert_eq!(code("Liming-2031-x", "liming@example.cn"), Some("identity.password_contains_name"));
    }

    #[test]
    fn a_problem_says_where_and_how_many_and_never_the_password() {
        let Err(problem) = check("short", "zhang") else { panic!("too short") };
        assert_eq!(problem.pointer.as_deref(), Some("/password"));
        assert_eq!(problem.params.get("minimum").map(String::as_str), Some("8"));
        assert!(!format!("{problem:?}").contains("\"short\""));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_check_panic(password in "\\PC{0,40}", name in "\\PC{0,20}") {
            let _ = check(&password, &name);
        }
    }
}
