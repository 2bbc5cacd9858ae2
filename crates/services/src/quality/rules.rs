//! The rules, as they are declared in `data/quality.toml`.

use kernel::{ErrorKind, FieldClass, Problem, Text};
use serde::Deserialize;

use crate::Result;

/// One rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) key: String,
    pub(super) check: Check,
    pub(super) class: FieldClass,
    pub(super) weight: u32,
    /// `person`, `unit`, `codes` or `duplicates`: where it is mended.
    pub(super) link: String,
    pub(super) law: Option<String>,
    title: [String; 2],
    definition: [String; 2],
    mend: [String; 2],
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Check {
    Missing { field: String },
    IdentityFormat,
    IdentityBirth,
    IdentitySex,
    PhoneFormat,
    PhoneShared,
    BankChecksum,
    ContractMissing { days: u64 },
    FutureWithoutContract { days: u64 },
    ManagerMissing,
    ManagerGone,
    ManagerCircular,
    UnitWithoutHead,
    NumberTwice,
    CodeStale,
    LevelUnmapped,
    DuplicatePerson,
}

#[derive(Deserialize)]
struct File {
    rule: Vec<Rule>,
}

impl Rule {
    pub(super) fn title(&self) -> Text {
        let [zh, en] = self.title.clone();
        Text::new(zh, en)
    }

    pub(super) fn definition(&self) -> Text {
        let [zh, en] = self.definition.clone();
        Text::new(zh, en)
    }

    pub(super) fn mend(&self) -> Text {
        let [zh, en] = self.mend.clone();
        Text::new(zh, en)
    }
}

/// All rules, in the order of the file.
pub(super) fn rules() -> Result<Vec<Rule>> {
    let file: File = toml::from_str(include_str!("../../data/quality.toml"))
        .map_err(|error| Problem::new(ErrorKind::Internal, "internal.quality_rules").with("detail", error))?;
    Ok(file.rule)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_rule_says_what_is_wrong_and_how_to_mend_it_in_both_languages() {
        let rules = rules().unwrap();
        let keys: HashSet<&str> = rules.iter().map(|rule| rule.key.as_str()).collect();
        assert_eq!(keys.len(), rules.len(), "two rules share a key");
        for rule in &rules {
            assert!(!rule.title().incomplete() && !rule.definition().incomplete() && !rule.mend().incomplete());
            assert!((1..=5).contains(&rule.weight), "{}", rule.key);
            assert!(["person", "unit", "codes", "duplicates"].contains(&rule.link.as_str()), "{}", rule.key);
        }
    }

    #[test]
    fn sex_and_birthday_are_told_only_to_who_may_read_protected_fields() {
        let class = |key: &str| rules().unwrap().into_iter().find(|rule| rule.key == key).unwrap().class;
        assert_eq!((class("identity_birth"), class("identity_sex")), (FieldClass::Protected, FieldClass::Protected));
    }
}
