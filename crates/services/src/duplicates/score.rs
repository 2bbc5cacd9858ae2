//! How likely two records are one person: a sum of terms, each said in words. Pure.

use chrono::Datelike as _;
use kernel::{Date, ErrorKind, FieldClass, Problem};
use serde::Deserialize;

use crate::Result;

/// The weights that ship with Renhe.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Policy {
    pub(super) threshold: i32,
    pub(super) likely: i32,
    pub(super) largest_group: i64,
    weights: Weights,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    identity_same: i32,
    identity_differs: i32,
    phone_same: i32,
    name_same: i32,
    pinyin_same: i32,
    birth_same: i32,
    birth_differs: i32,
    email_same: i32,
    bank_same: i32,
    worked_at_once: i32,
}

impl Policy {
    /// Reads the shipped weights; refused when a protected attribute could decide alone.
    pub(super) fn shipped() -> Result<Self> {
        Self::read(include_str!("../../data/duplicates.toml"))
    }

    fn read(text: &str) -> Result<Self> {
        let broken =
            |detail: String| Problem::new(ErrorKind::Internal, "internal.duplicate_weights").with("detail", detail);
        let policy: Self = toml::from_str(text).map_err(|error| broken(error.to_string()))?;
        if policy.weights.birth_same >= policy.threshold {
            return Err(broken("birth_same".to_owned()));
        }
        Ok(policy)
    }
}

/// What is compared of a record, opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) full_name: String,
    pub(super) name_pinyin: String,
    pub(super) identity: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) bank: Option<String>,
    pub(super) birth: Option<Date>,
    /// Days of employments: first, and first day after.
    pub(super) worked: Vec<(Date, Option<Date>)>,
}

/// One thing that counts for or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) key: &'static str,
    pub(super) points: i32,
    /// Who may be told.
    pub(super) class: FieldClass,
}

/// The terms of a pair, strongest first, and their sum between 0 and 100.
pub(super) fn score(policy: &Policy, one: &Facts, other: &Facts) -> (i32, Vec<Term>) {
    let weights = &policy.weights;
    let mut terms = Vec::new();
    let mut say = |key, points, class| terms.push(Term { key, points, class });
    match same(one.identity.as_ref(), other.identity.as_ref()) {
        Some(true) => say("identity_same", weights.identity_same, FieldClass::Identity),
        Some(false) => say("identity_differs", weights.identity_differs, FieldClass::Identity),
        None => {}
    }
    if same(one.phone.as_ref(), other.phone.as_ref()) == Some(true) {
        say("phone_same", weights.phone_same, FieldClass::Contact);
    }
    if one.full_name == other.full_name {
        say("name_same", weights.name_same, FieldClass::Directory);
    } else if one.name_pinyin == other.name_pinyin {
        say("pinyin_same", weights.pinyin_same, FieldClass::Directory);
    }
    match same(one.birth.as_ref(), other.birth.as_ref()) {
        Some(true) => say("birth_same", weights.birth_same, FieldClass::Protected),
        // Off by a year or with day and month swapped is a slip of the pen, not another person.
        Some(false) if !slipped(one.birth, other.birth) => {
            say("birth_differs", weights.birth_differs, FieldClass::Protected);
        }
        _ => {}
    }
    if same(one.email.as_ref(), other.email.as_ref()) == Some(true) {
        say("email_same", weights.email_same, FieldClass::Contact);
    }
    if same(one.bank.as_ref(), other.bank.as_ref()) == Some(true) {
        say("bank_same", weights.bank_same, FieldClass::Bank);
    }
    if overlap(&one.worked, &other.worked) {
        say("worked_at_once", weights.worked_at_once, FieldClass::Employment);
    }
    terms.sort_by_key(|term| std::cmp::Reverse(term.points.abs()));
    let sum: i32 = terms.iter().map(|term| term.points).sum();
    (sum.clamp(0, 100), terms)
}

/// Whether both are known and equal; `None` when one is not known.
fn same<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<bool> {
    Some(one? == other?)
}

fn slipped(one: Option<Date>, other: Option<Date>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let swapped = one.year() == other.year() && (one.month(), one.day()) == (other.day(), other.month());
    let year = (one.year() - other.year()).abs() == 1 && (one.month(), one.day()) == (other.month(), other.day());
    swapped || year
}

fn overlap(one: &[(Date, Option<Date>)], other: &[(Date, Option<Date>)]) -> bool {
    let meets = |(from, until): &(Date, Option<Date>), (start, end): &(Date, Option<Date>)| {
        until.is_none_or(|until| *start < until) && end.is_none_or(|end| *from < end)
    };
    one.iter().any(|range| other.iter().any(|own| meets(range, own)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(name: &str) -> Facts {
        Facts { full_name: name.into(), name_pinyin: name.into(), ..Facts::default() }
    }

    fn keys(terms: &[Term]) -> Vec<&str> {
        terms.iter().map(|term| term.key).collect()
    }

    #[test]
    fn a_protected_attribute_never_puts_a_pair_on_the_list_alone() {
        let policy = Policy::shipped().unwrap();
        let birth = "1990-03-01".parse().ok();
        let (one, other) = (Facts { birth, ..somebody("zhang") }, Facts { birth, ..somebody("li") });
        let (points, terms) = score(&policy, &one, &other);
        assert_eq!(keys(&terms), ["birth_same"]);
        assert!(points < policy.threshold);
        let bold = include_str!("../../data/duplicates.toml").replace("birth_same = 25", "birth_same = 40");
        assert_eq!(Policy::read(&bold).unwrap_err().code, "internal.duplicate_weights");
    }

    #[test]
    fn the_same_identity_number_is_likely_and_two_different_ones_outweigh_name_phone_and_birthday() {
        let policy = Policy::shipped().unwrap();
        let full = |identity: &str| Facts {
            identity: Some(identity.into()),
            phone: Some("13800138000".into()),
            birth: "1990-03-01".parse().ok(),
            ..somebody("zhangwei")
        };
        assert_eq!(score(&policy, &full("A"), &full("A")).0, 100);
        let (points, terms) = score(&policy, &full("A"), &full("B"));
        assert_eq!(keys(&terms), ["identity_differs", "phone_same", "birth_same", "name_same"]);
        assert!(points < policy.threshold, "{points}");
    }

    #[test]
    fn name_and_birthday_make_a_possible_pair_and_a_slip_of_the_pen_does_not_speak_against_it() {
        let policy = Policy::shipped().unwrap();
        let born = |day: &str| Facts { birth: day.parse().ok(), ..somebody("zhangwei") };
        let (points, _) = score(&policy, &born("1990-03-01"), &born("1990-03-01"));
        assert!((policy.threshold..policy.likely).contains(&points), "{points}");
        assert_eq!(keys(&score(&policy, &born("1990-03-01"), &born("1990-01-03")).1), ["name_same"]);
        assert_eq!(keys(&score(&policy, &born("1990-03-01"), &born("1985-03-01")).1), ["birth_differs", "name_same"]);
    }

    #[test]
    fn working_at_two_employers_at_once_speaks_against_one_person() {
        let policy = Policy::shipped().unwrap();
        let day = |text: &str| text.parse().unwrap();
        let at = |from, until: Option<&str>| Facts { worked: vec![(day(from), until.map(day))], ..somebody("z") };
        let told = |one: &Facts, other: &Facts| keys(&score(&policy, one, other).1).contains(&"worked_at_once");
        assert!(told(&at("2020-01-01", None), &at("2024-01-01", Some("2024-02-01"))));
        assert!(!told(&at("2020-01-01", Some("2024-01-01")), &at("2024-01-01", None)), "the day after is no overlap");
    }
}
