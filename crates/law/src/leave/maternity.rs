//! Maternity leave.

use kernel::Date;
use serde::Deserialize;

use crate::article::WOMEN_7;
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// Facts of a birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Birth {
    /// Which child of the mother it is: 1 for the first.
    pub parity: u32,
    /// Whether a medical certificate says difficult birth.
    pub difficult: bool,
    /// Children beyond the first of this birth: 1 for twins.
    pub extra_children: u32,
}

/// `leave.maternity.base`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Base {
    days: u32,
    per_extra_child: u32,
}

/// `leave.maternity.extra_later_child`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct LaterChild {
    from_parity: u32,
    days: u32,
}

/// Days of maternity leave. 女职工劳动保护特别规定 art. 7 and the province's family-planning regulation.
///
/// # Errors
/// Refuses a place whose province has no row, and days before the rules.
pub fn maternity_days(law: &Parameters, place: &str, birth: Birth, on: Date) -> Result<Explained<u32>, Refusal> {
    let mut sheet = Working::default();
    let base_row = law.national("leave.maternity.base", on)?;
    sheet.uses(base_row);
    let base: Base = base_row.shape()?;
    let local = local_days(law, &mut sheet, place, birth.parity, on)?;
    let difficult = if birth.difficult {
        let row = law.at("leave.maternity.difficult", place, on)?;
        sheet.uses(row);
        row.whole()?
    } else {
        0
    };
    let children = base.per_extra_child.checked_mul(birth.extra_children).ok_or(Refusal::TooLarge)?;
    let days = base.days + local + difficult + children;
    sheet.step(
        format!(
            "国家规定 {} 天 + 地方延长 {local} 天 + 难产 {difficult} 天 + 多胞胎 {children} 天 = {days} 天。",
            base.days
        ),
        format!(
            "National {} + local {local} + difficult birth {difficult} + further children {children} = {days} days.",
            base.days
        ),
        format!("{} + {local} + {difficult} + {children}", base.days),
        days.to_string(),
        &[WOMEN_7],
    );
    Ok(sheet.done(days))
}

/// The province's own days; some give more for a later child.
fn local_days(law: &Parameters, sheet: &mut Working, place: &str, parity: u32, on: Date) -> Result<u32, Refusal> {
    let row = law.at("leave.maternity.extra", place, on)?;
    match law.at("leave.maternity.extra_later_child", place, on) {
        Ok(later_row) => {
            let later: LaterChild = later_row.shape()?;
            if parity >= later.from_parity {
                sheet.uses(later_row);
                return Ok(later.days);
            }
        }
        Err(Refusal::NoParameter { .. }) => {}
        Err(other) => return Err(other),
    }
    sheet.uses(row);
    row.whole()
}
