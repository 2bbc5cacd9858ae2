//! Overtime under standard hours.

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{hours_a_day, multipliers, paid_days_month};
use crate::article::{LABOUR_41, LABOUR_44, PAID_DAYS, WAGE_13};
use crate::exact::{div, mul, plain, read, to_money, yuan};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// Hours of overtime by kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OvertimeHours {
    /// Beyond the hours of workdays.
    pub weekday: Decimal,
    /// On rest days that were not given back.
    pub rest_day: Decimal,
    /// On statutory holidays; time off does not replace the pay.
    pub holiday: Decimal,
}

/// What overtime pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OvertimePay {
    /// An hour's wage, rounded for show; the amounts use the exact quotient.
    #[serde(rename = "hourly_fen")]
    pub hourly: Money,
    /// For workdays.
    #[serde(rename = "weekday_pay_fen")]
    pub weekday_pay: Money,
    /// For rest days.
    #[serde(rename = "rest_day_pay_fen")]
    pub rest_day_pay: Money,
    /// For statutory holidays.
    #[serde(rename = "holiday_pay_fen")]
    pub holiday_pay: Money,
    /// Together.
    #[serde(rename = "total_fen")]
    pub total: Money,
}

/// What overtime pays. Labour Law art. 44, 工资支付暂行规定 art. 13. The base is the contract wage; cities differ.
///
/// # Errors
/// Refuses negative hours and days before the rules.
pub fn overtime_pay(
    law: &Parameters,
    monthly_base: Money,
    hours: OvertimeHours,
    on: Date,
) -> Result<Explained<OvertimePay>, Refusal> {
    if [hours.weekday, hours.rest_day, hours.holiday].iter().any(|hours| *hours < Decimal::ZERO) {
        return Err(Refusal::wrong("hours", "加班小时不能为负数。", "hours cannot be negative"));
    }
    let mut sheet = Working::default();
    let days = paid_days_month(law, &mut sheet, on)?;
    let hours_of_month = mul(days, hours_a_day(law, &mut sheet, on)?)?;
    let rates = multipliers(law, &mut sheet, on)?;
    let base = yuan(monthly_base);
    let hourly = to_money(div(base, hours_of_month)?)?;
    sheet.step(
        format!("小时工资：{} ÷ {} = {} 元。", read(monthly_base), plain(hours_of_month), read(hourly)),
        format!("An hour: {} ÷ {} = {}.", read(monthly_base), plain(hours_of_month), read(hourly)),
        format!("{} ÷ {}", read(monthly_base), plain(hours_of_month)),
        read(hourly),
        &[PAID_DAYS],
    );
    let mut pay = |hours: Decimal, rate: Decimal, zh: &str, en: &str| -> Result<Money, Refusal> {
        let pay = to_money(div(mul(mul(base, hours)?, rate)?, hours_of_month)?)?;
        let (hours, rate) = (plain(hours), plain(rate));
        sheet.step(
            format!("{zh} {hours} 小时 × {rate} 倍：{} 元。", read(pay)),
            format!("{en}: {hours} hours × {rate}: {}.", read(pay)),
            format!("{} ÷ {} × {hours} × {rate}", read(monthly_base), plain(hours_of_month)),
            read(pay),
            &[LABOUR_44, WAGE_13],
        );
        Ok(pay)
    };
    let weekday_pay = pay(hours.weekday, rates.weekday, "工作日延长", "Workdays")?;
    let rest_day_pay = pay(hours.rest_day, rates.rest_day, "休息日", "Rest days")?;
    let holiday_pay = pay(hours.holiday, rates.statutory_holiday, "法定节假日", "Statutory holidays")?;
    let total = Money::try_sum([weekday_pay, rest_day_pay, holiday_pay])?;
    Ok(sheet.done(OvertimePay { hourly, weekday_pay, rest_day_pay, holiday_pay, total }))
}

/// Whether overtime stays within the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OvertimeLimits {
    /// Whether every day stays within the day's limit.
    pub daily_ok: bool,
    /// Whether the month stays within the month's limit.
    pub monthly_ok: bool,
}

/// `work.overtime_limits`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Limits {
    day_normal: u32,
    day_special: u32,
    month: u32,
}

/// Whether overtime stays within Labour Law art. 41. The day is held against the limit for special reasons;
/// above the normal one the result warns.
///
/// # Errors
/// Refuses a day before the law.
pub fn overtime_limit_check(
    law: &Parameters,
    daily_extra: &[Decimal],
    month_extra_total: Decimal,
    on: Date,
) -> Result<Explained<OvertimeLimits>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("work.overtime_limits", on)?;
    sheet.uses(row);
    let limits: Limits = row.shape()?;
    let longest = daily_extra.iter().copied().max().unwrap_or_default();
    let daily_ok = longest <= Decimal::from(limits.day_special);
    let monthly_ok = month_extra_total <= Decimal::from(limits.month);
    let (most, total) = (plain(longest), plain(month_extra_total));
    sheet.step(
        format!("单日最多 {most} 小时（上限 {}），当月 {total} 小时（上限 {}）。", limits.day_special, limits.month),
        format!(
            "At most {most} hours a day (limit {}), {total} in the month (limit {}).",
            limits.day_special, limits.month
        ),
        format!("{most} ≤ {}; {total} ≤ {}", limits.day_special, limits.month),
        format!("{daily_ok}; {monthly_ok}"),
        &[LABOUR_41],
    );
    if daily_ok && longest > Decimal::from(limits.day_normal) {
        sheet.warn(
            format!("单日超过 {} 小时须有特殊原因，并与工会和劳动者协商。", limits.day_normal),
            format!(
                "More than {} a day needs a special reason, and the union's and the person's consent.",
                limits.day_normal
            ),
        );
    }
    Ok(sheet.done(OvertimeLimits { daily_ok, monthly_ok }))
}
