//! Until when a contract must be in writing.

use kernel::Date;
use serde::Deserialize;

use crate::{Parameters, Refusal};

/// `contract.written_form`, counted from the first day of work. Labour Contract Law arts. 10, 14 para. 3 and 82.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct WrittenForm {
    /// Months in which signing costs nothing.
    pub grace_months: u32,
    /// Months after which the contract counts as open-ended.
    pub deemed_open_ended_months: u32,
}

/// The rule in force on a day.
///
/// # Errors
/// Refuses days before the law.
pub fn written_form(law: &Parameters, on: Date) -> Result<WrittenForm, Refusal> {
    law.national("contract.written_form", on)?.shape()
}

/// Whether somebody over the retirement age needs a written agreement on a day. Order 56.
pub fn over_age_needs_writing(law: &Parameters, on: Date) -> bool {
    law.national("contract.over_age", on).is_ok()
}
