//! Annual leave.

use chrono::Datelike;
use kernel::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{LEAVE_3, LEAVE_4, LEAVE_RULES_3, LEAVE_RULES_5};
use crate::exact::{MONTHS_IN_YEAR, div, plain};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// A line of `leave.annual`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Tier {
    from_years: u32,
    days: u32,
}

/// A line of `leave.annual.denied`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct DeniedTier {
    from_years: u32,
    sick_months: u32,
    item: u32,
}

/// Months after so many years.
fn months(years: u32) -> i64 {
    i64::from(years) * MONTHS_IN_YEAR
}

/// Days of annual leave a year by total service, all employers together. 职工带薪年休假条例 arts. 2 and 3,
/// 实施办法 arts. 3 and 4. Service is given in whole months.
///
/// # Errors
/// Refuses a day before the regulation.
pub fn annual_days(law: &Parameters, total_service_months: u32, on: Date) -> Result<Explained<u32>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("leave.annual", on)?;
    sheet.uses(row);
    let tiers: Vec<Tier> = row.shape()?;
    let served = i64::from(total_service_months);
    let days = tiers.iter().filter(|tier| months(tier.from_years) <= served).map(|tier| tier.days).max().unwrap_or(0);
    sheet.step(
        format!("累计工作 {total_service_months} 个月，全年年休假 {days} 天。"),
        format!("{total_service_months} months of service in all: {days} days a year."),
        format!("{total_service_months} ÷ {MONTHS_IN_YEAR}"),
        days.to_string(),
        &[LEAVE_3, LEAVE_RULES_3],
    );
    Ok(sheet.done(days))
}

/// Annual leave in the year of joining.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JoinerLeave {
    /// Calendar days from the joining day to the end of the year, both included.
    pub remaining_calendar_days: u32,
    /// Whole days of leave.
    pub days: u32,
}

/// Annual leave in the year of joining. 实施办法 art. 5: the share of the rest of the year, whole days only.
///
/// # Errors
/// Refuses a day before the measures.
pub fn annual_joiner(
    law: &Parameters,
    join_date: Date,
    full_year_days: u32,
) -> Result<Explained<JoinerLeave>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("leave.annual.year_divisor", join_date)?;
    sheet.uses(row);
    let year = row.whole()?;
    let year_end = Date::from_ymd_opt(join_date.year() + 1, 1, 1).unwrap_or(Date::MAX);
    let remaining = u32::try_from((year_end - join_date).num_days()).map_err(|_| Refusal::TooLarge)?;
    let exact = div(Decimal::from(u64::from(remaining) * u64::from(full_year_days)), Decimal::from(year))?;
    let days = u32::try_from(exact.floor()).map_err(|_| Refusal::TooLarge)?.min(full_year_days);
    sheet.step(
        format!("当年剩余 {remaining} 天 ÷ {year} × 全年 {full_year_days} 天，不足一整天的不计：{days} 天。"),
        format!("{remaining} days left ÷ {year} × {full_year_days} days a year, whole days only: {days}."),
        format!("⌊{remaining} ÷ {year} × {full_year_days}⌋"),
        days.to_string(),
        &[LEAVE_RULES_5],
    );
    Ok(sheet.done(JoinerLeave { remaining_calendar_days: remaining, days }))
}

/// Whether long sick leave takes this year's annual leave away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AnnualDenied {
    /// Whether there is none this year.
    pub denied: bool,
    /// The item that takes it away.
    pub article: Option<String>,
}

/// Whether long sick leave takes this year's annual leave away. 职工带薪年休假条例 art. 4 items 3 to 5.
///
/// # Errors
/// Refuses a day before the regulation.
pub fn annual_denied(
    law: &Parameters,
    total_service_months: u32,
    sick_leave_months: Decimal,
    on: Date,
) -> Result<Explained<AnnualDenied>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("leave.annual.denied", on)?;
    sheet.uses(row);
    let tiers: Vec<DeniedTier> = row.shape()?;
    let served = i64::from(total_service_months);
    let tier = tiers.iter().filter(|tier| months(tier.from_years) <= served).max_by_key(|tier| tier.from_years);
    let Some(tier) = tier else {
        sheet.step(
            "累计工作不满一年，尚不享受年休假。",
            "Under a year of service there is no annual leave to lose.",
            format!("{total_service_months} < {MONTHS_IN_YEAR}"),
            "0",
            &[LEAVE_3],
        );
        return Ok(sheet.done(AnnualDenied { denied: false, article: None }));
    };
    let denied = sick_leave_months >= Decimal::from(tier.sick_months);
    let (sick, limit) = (plain(sick_leave_months), tier.sick_months);
    let (zh, en, mark) =
        if denied { ("不享受", "no leave this year", "≥") } else { ("仍享受", "leave stays", "<") };
    sheet.step(
        format!("病假累计 {sick} 个月，界限 {limit} 个月：当年{zh}年休假。"),
        format!("{sick} months of sick leave against {limit}: {en}."),
        format!("{sick} {mark} {limit}"),
        denied.to_string(),
        &[LEAVE_4],
    );
    let article = denied.then(|| format!("{}({})", LEAVE_4.code, tier.item));
    Ok(sheet.done(AnnualDenied { denied, article }))
}
