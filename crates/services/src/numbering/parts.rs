//! The parts of an employee number, and whether together they make one.

use std::collections::{BTreeMap, HashSet};

use kernel::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::{OnMismatch, OnOverflow};
use crate::Result;

/// One part of an employee number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NumberPart {
    /// The same characters in every number.
    Literal {
        /// Letters, digits or `-`.
        #[schema(example = "YC")]
        text: String,
    },
    /// The code of the group.
    GroupCode,
    /// The code of the employer.
    EmployerCode,
    /// The code of the unit on the day of the hire.
    UnitCode,
    /// The year of the hire.
    EntryYear {
        /// 2 or 4.
        digits: u8,
    },
    /// The month of the hire, two digits.
    EntryMonth,
    /// The running number.
    Sequence {
        /// How many digits, filled with zeros.
        digits: u8,
        /// The first number.
        start: u32,
        /// By what it is counted separately; by nothing: once for the whole group.
        per: Vec<CountedBy>,
    },
    /// One digit over all that stands before it, so that a slip of the pen is seen.
    CheckDigit,
}

/// By what a running number is counted separately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountedBy {
    /// Each employer.
    Employer,
    /// Each unit code.
    Unit,
    /// Each year.
    Year,
    /// Each month.
    Month,
}

/// The longest number.
const LONGEST: usize = 24;
/// What a unit's code is reckoned with.
const UNIT_CODE: usize = 8;

/// A rule, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) parts: Vec<NumberPart>,
    pub(super) group_code: String,
    pub(super) employer_codes: BTreeMap<Uuid, String>,
    pub(super) on_mismatch: OnMismatch,
    pub(super) on_overflow: OnOverflow,
}

/// Whether a code may stand in a number.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.len() <= 12 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

impl Rule {
    /// The digits, the first number and the separate counts of the running number.
    pub(super) fn sequence(&self) -> (u8, u32, &[CountedBy]) {
        let found = self.parts.iter().find_map(|part| match part {
            NumberPart::Sequence { digits, start, per } => Some((*digits, *start, per.as_slice())),
            _ => None,
        });
        found.unwrap_or((6, 1, &[]))
    }

    fn has(&self, wanted: impl Fn(&NumberPart) -> bool) -> bool {
        self.parts.iter().any(wanted)
    }

    /// Refuses what cannot make numbers that differ. `employers` are those that hire by the rule.
    pub(super) fn check(&self, employers: &[(Uuid, String)]) -> Result<()> {
        self.check_shape()?;
        self.check_counts()?;
        if self.has(|part| *part == NumberPart::GroupCode) && !is_code(&self.group_code) {
            return Err(Problem::invalid("numbering.group_code").at("/group_code"));
        }
        if self.has(|part| *part == NumberPart::EmployerCode) {
            let mut seen = HashSet::new();
            for (id, name) in employers {
                let code = self.employer_codes.get(id).map(String::as_str).unwrap_or_default();
                if !is_code(code) {
                    return Err(Problem::invalid("numbering.employer_code").at("/employer_codes").with("name", name));
                }
                if !seen.insert(code) {
                    return Err(Problem::invalid("numbering.employer_code_twice")
                        .at("/employer_codes")
                        .with("code", code));
                }
            }
        }
        let longest = self.longest();
        if longest > LONGEST {
            return Err(Problem::invalid("numbering.too_long")
                .at("/parts")
                .with("length", longest)
                .with("most", LONGEST));
        }
        Ok(())
    }

    fn check_shape(&self) -> Result<()> {
        let sequences = self.parts.iter().filter(|part| matches!(part, NumberPart::Sequence { .. })).count();
        if sequences != 1 {
            return Err(Problem::invalid("numbering.one_sequence").at("/parts"));
        }
        let variable = |part: &NumberPart| matches!(part, NumberPart::EmployerCode | NumberPart::UnitCode);
        for (at, part) in self.parts.iter().enumerate() {
            let pointer = || format!("/parts/{at}");
            match part {
                NumberPart::Literal { text } if !is_code(text) => {
                    return Err(Problem::invalid("numbering.literal").at(pointer()));
                }
                NumberPart::EntryYear { digits } if !matches!(digits, 2 | 4) => {
                    return Err(Problem::invalid("numbering.year_digits").at(pointer()));
                }
                NumberPart::Sequence { digits, .. } if !(2..=9).contains(digits) => {
                    return Err(Problem::invalid("numbering.sequence_digits").at(pointer()));
                }
                NumberPart::Sequence { digits, start, .. } if u64::from(*start) >= 10_u64.pow((*digits).into()) => {
                    return Err(Problem::invalid("numbering.start_too_large").at(pointer()));
                }
                NumberPart::CheckDigit if at + 1 != self.parts.len() => {
                    return Err(Problem::invalid("numbering.check_digit_last").at(pointer()));
                }
                _ => {}
            }
            // "A" + "BC" would read like "AB" + "C".
            if variable(part) && self.parts.get(at + 1).is_some_and(variable) {
                return Err(Problem::invalid("numbering.ambiguous").at(pointer()));
            }
        }
        Ok(())
    }

    /// What is counted separately must be seen in the number: else two counts make the same number.
    fn check_counts(&self) -> Result<()> {
        let (_, _, per) = self.sequence();
        for by in per {
            let shown = match by {
                CountedBy::Employer => self.has(|part| *part == NumberPart::EmployerCode),
                CountedBy::Unit => self.has(|part| *part == NumberPart::UnitCode),
                CountedBy::Year => self.has(|part| matches!(part, NumberPart::EntryYear { .. })),
                CountedBy::Month => {
                    self.has(|part| *part == NumberPart::EntryMonth)
                        && self.has(|part| matches!(part, NumberPart::EntryYear { .. }))
                        && per.contains(&CountedBy::Year)
                }
            };
            if !shown {
                return Err(Problem::invalid("numbering.count_not_shown").at("/parts").with("by", format!("{by:?}")));
            }
        }
        Ok(())
    }

    fn longest(&self) -> usize {
        let of = |part: &NumberPart| match part {
            NumberPart::Literal { text } => text.len(),
            NumberPart::GroupCode => self.group_code.len(),
            NumberPart::EmployerCode => self.employer_codes.values().map(String::len).max().unwrap_or_default(),
            NumberPart::UnitCode => UNIT_CODE,
            NumberPart::EntryYear { digits } | NumberPart::Sequence { digits, .. } => usize::from(*digits),
            NumberPart::EntryMonth => 2,
            NumberPart::CheckDigit => 1,
        };
        self.parts.iter().map(of).sum()
    }
}
