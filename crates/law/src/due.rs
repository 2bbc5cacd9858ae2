//! Which values want attention: about to end, ended without a successor, or not verified for long.

use chrono::{Days, Months};
use kernel::Date;
use serde::Serialize;

use crate::{Parameter, Parameters, Refusal, ShownValue};

/// A value is looked at again after this many months. A habit of the house, no law.
const VERIFY_EVERY_MONTHS: u32 = 12;
/// The end of a value is announced this many days before. A habit of the house, no law.
const ANNOUNCE_DAYS: u64 = 90;

/// Why a value wants attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DueReason {
    /// It has ended and nothing follows: calculations already refuse.
    Lapsed,
    /// It ends within 90 days and nothing follows.
    EndsSoon,
    /// It was last verified more than a year ago.
    VerificationOld,
}

/// A value that wants attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueValue {
    /// Why.
    pub reason: DueReason,
    /// The day on which it ends or ended, or on which the year of verification ran out.
    pub due_on: Date,
    /// The value.
    pub value: ShownValue,
}

/// The values that want attention on a day, the most urgent first. A row that another row follows without a gap
/// needs nothing at its end, and history needs no new verification.
///
/// # Errors
/// Refuses only when the data inside the binary cannot be read.
pub fn due(today: Date) -> Result<Vec<DueValue>, Refusal> {
    Ok(due_among(Parameters::builtin()?, today))
}

/// [`due`] over any data.
pub(crate) fn due_among(law: &Parameters, today: Date) -> Vec<DueValue> {
    let mut found: Vec<DueValue> = law.rows().iter().filter_map(|row| due_value(law, row, today)).collect();
    found.sort_by(|a, b| {
        (a.reason, a.due_on, &a.value.id, &a.value.place).cmp(&(b.reason, b.due_on, &b.value.id, &b.value.place))
    });
    found
}

/// The most urgent reason of a row.
fn due_value(law: &Parameters, row: &Parameter, today: Date) -> Option<DueValue> {
    let found = |reason, due_on| Some(DueValue { reason, due_on, value: row.into() });
    if let Some(until) = row.until {
        let followed = law
            .rows()
            .iter()
            .any(|next| next.id == row.id && next.jurisdiction == row.jurisdiction && next.from == until);
        match row.last_day() {
            Some(last) if !followed && until <= today => return found(DueReason::Lapsed, last),
            Some(last) if !followed && last <= today + Days::new(ANNOUNCE_DAYS) => {
                return found(DueReason::EndsSoon, last);
            }
            _ if until <= today => return None,
            _ => {}
        }
    }
    let fresh_until = row.verified_on + Months::new(VERIFY_EVERY_MONTHS);
    if fresh_until < today { found(DueReason::VerificationOld, fresh_until) } else { None }
}
