//! Hours, overtime, and what a day or an hour is worth.

mod absence;
mod comprehensive;
mod overtime;
mod standard;

pub use absence::{UnpaidAbsence, unpaid_absence};
pub use comprehensive::{ComprehensiveInput, ComprehensivePay, comprehensive};
pub use overtime::{OvertimeHours, OvertimeLimits, OvertimePay, overtime_limit_check, overtime_pay};
pub use standard::{DailyWage, StandardTime, daily_wage, standard};

use kernel::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::explained::Working;
use crate::{Parameters, Refusal};

/// `work.standard_hours`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct StandardHours {
    day: u32,
}

/// `work.overtime_multipliers`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Multipliers {
    weekday: Decimal,
    rest_day: Decimal,
    statutory_holiday: Decimal,
}

/// Paid days of an average month.
fn paid_days_month(law: &Parameters, sheet: &mut Working, on: Date) -> Result<Decimal, Refusal> {
    let row = law.national("work.paid_days_month", on)?;
    sheet.uses(row);
    row.decimal()
}

/// Hours of a normal day.
fn hours_a_day(law: &Parameters, sheet: &mut Working, on: Date) -> Result<Decimal, Refusal> {
    let row = law.national("work.standard_hours", on)?;
    sheet.uses(row);
    Ok(Decimal::from(row.shape::<StandardHours>()?.day))
}

/// Overtime rates.
fn multipliers(law: &Parameters, sheet: &mut Working, on: Date) -> Result<Multipliers, Refusal> {
    let row = law.national("work.overtime_multipliers", on)?;
    sheet.uses(row);
    row.shape()
}
