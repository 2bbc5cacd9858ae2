//! The standard year, day and hour.

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{hours_a_day, paid_days_month};
use crate::article::{LABOUR_44, PAID_DAYS};
use crate::exact::{div, mul, plain, read, to_money, yuan};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// What a day and an hour of a monthly wage are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DailyWage {
    /// Monthly wage ÷ paid days.
    #[serde(rename = "daily_fen")]
    pub daily: Money,
    /// Monthly wage ÷ paid days ÷ hours a day.
    #[serde(rename = "hourly_fen")]
    pub hourly: Money,
}

/// What a day and an hour of a monthly wage are worth, each rounded once. 人社部发〔2025〕2号.
///
/// # Errors
/// Refuses a day before the rule.
pub fn daily_wage(law: &Parameters, monthly: Money, on: Date) -> Result<Explained<DailyWage>, Refusal> {
    let mut sheet = Working::default();
    let days = paid_days_month(law, &mut sheet, on)?;
    let hours = hours_a_day(law, &mut sheet, on)?;
    let daily = to_money(div(yuan(monthly), days)?)?;
    let hourly = to_money(div(yuan(monthly), mul(days, hours)?)?)?;
    let (d, h) = (plain(days), plain(hours));
    sheet.step(
        format!("日工资 {} 元，小时工资 {} 元。", read(daily), read(hourly)),
        format!("A day is worth {}, an hour {}.", read(daily), read(hourly)),
        format!("{} ÷ {d}; {} ÷ {d} ÷ {h}", read(monthly), read(monthly)),
        format!("{}; {}", read(daily), read(hourly)),
        &[PAID_DAYS, LABOUR_44],
    );
    Ok(sheet.done(DailyWage { daily, hourly }))
}

/// The standard figures of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StandardTime {
    /// Paid days of an average month (月计薪天数).
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub paid_days_month: Decimal,
    /// Workdays of an average month.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub work_days_month: Decimal,
    /// Workdays of the year.
    pub work_days_year: u32,
    /// Work hours of an average month.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub work_hours_month: Decimal,
}

/// The standard figures of a year: those in force on its last day. 人社部发〔2025〕2号.
///
/// # Errors
/// Refuses a year whose figures are not loaded.
pub fn standard(law: &Parameters, year: i32) -> Result<Explained<StandardTime>, Refusal> {
    let on = Date::from_ymd_opt(year, 12, 31)
        .ok_or_else(|| Refusal::wrong("year", "年份超出可计算范围。", "the year is out of range"))?;
    let mut sheet = Working::default();
    let paid_days_month = paid_days_month(law, &mut sheet, on)?;
    let hours = hours_a_day(law, &mut sheet, on)?;
    let month_row = law.national("work.work_days_month", on)?;
    let year_row = law.national("work.work_days_year", on)?;
    sheet.uses(month_row);
    sheet.uses(year_row);
    let work_days_month = month_row.decimal()?;
    let work_hours_month = mul(work_days_month, hours)?;
    sheet.step(
        format!("月工作小时：{} × {} = {}。", plain(work_days_month), plain(hours), plain(work_hours_month)),
        format!("Hours a month: {} × {} = {}.", plain(work_days_month), plain(hours), plain(work_hours_month)),
        format!("{} × {}", plain(work_days_month), plain(hours)),
        plain(work_hours_month),
        &[PAID_DAYS],
    );
    let work_days_year = year_row.whole()?;
    Ok(sheet.done(StandardTime { paid_days_month, work_days_month, work_days_year, work_hours_month }))
}
