//! The employee's notice.

use chrono::Days;
use kernel::Date;
use serde::{Deserialize, Serialize};

use crate::article::{CIVIL_201_202, LCL_37};
use crate::exits::EmployeeNoticeDays;
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// When a resignation takes effect at the earliest without the employer's consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EmployeeNotice {
    /// The day the employer received the notice.
    pub received_on: Date,
    /// Days of notice.
    pub notice_days: u32,
    /// First day on which the notice has run out: the earliest last day of employment.
    pub earliest_last_day: Date,
}

/// When a resignation takes effect. Labour Contract Law art. 37; the day of receipt does not count
/// (Civil Code art. 201). An earlier day needs the employer's consent.
///
/// # Errors
/// Refuses a day before the law.
pub fn employee_notice(
    law: &Parameters,
    received_on: Date,
    in_probation: bool,
) -> Result<Explained<EmployeeNotice>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("term.notice.employee", received_on)?;
    sheet.uses(row);
    let days: EmployeeNoticeDays = row.shape()?;
    let notice_days = if in_probation { days.probation } else { days.normal };
    let earliest_last_day = received_on
        .checked_add_days(Days::new(u64::from(notice_days)))
        .ok_or_else(|| Refusal::wrong("received_on", "日期超出可计算范围。", "the date is out of range"))?;
    let (zh, en) = if in_probation { ("试用期内", "in probation") } else { ("试用期外", "after probation") };
    sheet.step(
        format!("{zh}辞职提前 {notice_days} 日通知，收到通知当日不计，最早最后工作日为 {earliest_last_day}。"),
        format!(
            "Resignation {en}: {notice_days} days' notice, the day of receipt not counted; the earliest last day is {earliest_last_day}."
        ),
        format!("{received_on} + {notice_days}"),
        earliest_last_day.to_string(),
        &[LCL_37, CIVIL_201_202],
    );
    Ok(sheet.done(EmployeeNotice { received_on, notice_days, earliest_last_day }))
}
