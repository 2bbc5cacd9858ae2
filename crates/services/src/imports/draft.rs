//! A row of the file as Renhe understands it.

use std::hash::{DefaultHasher, Hash, Hasher};

use kernel::{Date, Money};

/// One row, read. What is `None` was empty or is named in a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) row: u32,
    pub(super) employee_no: String,
    pub(super) full_name: String,
    pub(super) identity_number: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) bank_account: Option<String>,
    pub(super) birth_date: Option<Date>,
    pub(super) sex: Option<String>,
    pub(super) legal_entity: Option<String>,
    /// From the top down, below the root.
    pub(super) units: Vec<String>,
    pub(super) position: Option<String>,
    pub(super) job_level: Option<String>,
    pub(super) manager_no: Option<String>,
    pub(super) manager_name: Option<String>,
    pub(super) place: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) working_time: Option<String>,
    pub(super) hired_on: Option<Date>,
    pub(super) probation_last_day: Option<Date>,
    /// What the status column says: still there or not.
    pub(super) status: Option<String>,
    pub(super) exit_on: Option<Date>,
    pub(super) exit_ground: Option<String>,
    pub(super) exit_reason: Option<String>,
    pub(super) contract_kind: Option<String>,
    pub(super) contract_first: Option<Date>,
    pub(super) contract_last: Option<Date>,
    /// The contract's days contradict each other: no contract is written.
    pub(super) contract_broken: bool,
    /// Monthly.
    pub(super) pay: Option<Money>,
    /// As the file has it.
    pub(super) pay_in_file: Option<Money>,
    /// Hundredths of 100.
    pub(super) score: Option<i64>,
    pub(super) reviewed_on: Option<Date>,
    /// Values of the firm's own fields, by their place among those that are known.
    pub(super) custom: Vec<(usize, String)>,
    /// An error stands in this row.
    pub(super) bad: bool,
    /// Left out by a person, or because it begins after today.
    pub(super) left_out: bool,
}

impl Draft {
    /// Whether the row will be written when bad rows are skipped.
    pub(super) const fn goes_in(&self) -> bool {
        !self.bad && !self.left_out
    }

    /// Equal for rows that say the same.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        // What nearly every row has for itself; the rest is compared in full.
        (&self.employee_no, &self.full_name, &self.identity_number, self.hired_on, self.pay).hash(&mut hasher);
        hasher.finish()
    }

    /// Whether another row says the same in every cell.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self == &Self { row: self.row, ..other.clone() }
    }
}
