//! Pay for annual leave that was not taken when the employment ends.

use chrono::Datelike;
use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{LEAVE_5, LEAVE_RULES_10, LEAVE_RULES_11, LEAVE_RULES_12, PAID_DAYS};
use crate::exact::{div, mul, percent, plain, read, to_money, yuan};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// Facts of the leave year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnusedLeaveInput {
    /// Last day of employment; picks the rules.
    pub last_day: Date,
    /// Calendar days of this year spent at this employer, the last day included.
    pub calendar_days_elapsed: u32,
    /// Days that a full year gives (0, 5, 10 or 15 by total service).
    pub full_year_days: u32,
    /// Days taken or arranged this year; halves are allowed.
    pub days_taken: Decimal,
    /// Average monthly wage of the last twelve months without overtime pay.
    pub avg_wage_12m_ex_overtime: Money,
}

/// What the untaken days pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UnusedLeave {
    /// Whole days to be paid.
    pub days: u32,
    /// One day's wage, rounded for show; the amounts use the exact quotient.
    #[serde(rename = "daily_wage_fen")]
    pub daily_wage: Money,
    /// What is still to be paid on top of the wage: 200 %.
    #[serde(rename = "extra_200_fen")]
    pub extra_200: Money,
    /// The whole, of which the wage already holds 100 %.
    #[serde(rename = "total_300_fen")]
    pub total_300: Money,
}

/// Calendar days of the closing year spent at this employer, both ends included: the share of 实施办法 art. 12.
/// Zero when the last day lies before the first.
pub fn leave_days_elapsed(hire_date: Date, last_day: Date) -> u32 {
    let new_year = Date::from_ymd_opt(last_day.year(), 1, 1).unwrap_or(last_day);
    u32::try_from((last_day - hire_date.max(new_year)).num_days() + 1).unwrap_or(0)
}

/// Pay for untaken annual leave at the end. 企业职工带薪年休假实施办法 arts. 10 to 12.
/// Days over-taken are never claimed back. Where the person declined in writing to take leave, only the wage is due
/// (art. 10 para. 2): then nothing extra is paid and this is not to be called.
///
/// # Errors
/// Refuses negative facts and days before the rules.
pub fn unused_annual_leave(law: &Parameters, input: &UnusedLeaveInput) -> Result<Explained<UnusedLeave>, Refusal> {
    if input.days_taken < Decimal::ZERO {
        return Err(Refusal::wrong("days_taken", "已休天数不能为负数。", "the days taken cannot be negative"));
    }
    if input.avg_wage_12m_ex_overtime < Money::ZERO {
        return Err(Refusal::wrong("avg_wage_12m_ex_overtime", "工资不能为负数。", "a wage cannot be negative"));
    }
    let mut sheet = Working::default();
    let days = untaken_days(law, &mut sheet, input)?;

    let paid_days = law.national("work.paid_days_month", input.last_day)?;
    sheet.uses(paid_days);
    let divisor = paid_days.decimal()?;
    let wage = yuan(input.avg_wage_12m_ex_overtime);
    let daily_wage = to_money(div(wage, divisor)?)?;
    sheet.step(
        format!(
            "日工资：剔除加班工资的月平均工资 {} 元 ÷ {} 天。",
            read(input.avg_wage_12m_ex_overtime),
            plain(divisor)
        ),
        format!(
            "Day wage: the monthly average without overtime, {}, ÷ {}.",
            read(input.avg_wage_12m_ex_overtime),
            plain(divisor)
        ),
        format!("{} ÷ {}", read(input.avg_wage_12m_ex_overtime), plain(divisor)),
        read(daily_wage),
        &[LEAVE_RULES_11, PAID_DAYS],
    );

    let total_row = law.national("leave.annual.unused_pay", input.last_day)?;
    let included_row = law.national("leave.annual.unused_pay_included", input.last_day)?;
    sheet.uses(total_row);
    sheet.uses(included_row);
    let (total_percent, included) = (total_row.decimal()?, included_row.decimal()?);
    let extra_percent = total_percent - included;
    // One division at the end, so that nothing but the paid amount is rounded.
    let of_days = mul(wage, Decimal::from(days))?;
    let extra_200 = to_money(div(percent(of_days, extra_percent)?, divisor)?)?;
    let total_300 = to_money(div(percent(of_days, total_percent)?, divisor)?)?;
    sheet.step(
        format!(
            "按日工资的 {}% 计算，其中 {}% 已随工资支付，另付 {}%：{} 元。",
            plain(total_percent),
            plain(included),
            plain(extra_percent),
            read(extra_200)
        ),
        format!(
            "{} % of the day wage, of which {} % is in the wage already: {} % more, {}.",
            plain(total_percent),
            plain(included),
            plain(extra_percent),
            read(extra_200)
        ),
        format!("{} ÷ {} × {days} × {}%", read(input.avg_wage_12m_ex_overtime), plain(divisor), plain(extra_percent)),
        read(extra_200),
        &[LEAVE_5, LEAVE_RULES_10],
    );
    Ok(sheet.done(UnusedLeave { days, daily_wage, extra_200, total_300 }))
}

/// `floor(elapsed ÷ 365 × full year − taken)`, never below zero.
fn untaken_days(law: &Parameters, sheet: &mut Working, input: &UnusedLeaveInput) -> Result<u32, Refusal> {
    let row = law.national("leave.annual.year_divisor", input.last_day)?;
    sheet.uses(row);
    let year = Decimal::from(row.whole()?);
    let earned = mul(Decimal::from(input.calendar_days_elapsed), Decimal::from(input.full_year_days))?;
    let left = div(earned - mul(input.days_taken, year)?, year)?;
    let days = u32::try_from(left.floor().max(Decimal::ZERO)).map_err(|_| Refusal::TooLarge)?;
    let (elapsed, full, taken) = (input.calendar_days_elapsed, input.full_year_days, plain(input.days_taken));
    let year = plain(year);
    sheet.step(
        format!(
            "当年已过 {elapsed} 天 ÷ {year} × 全年 {full} 天 − 已休 {taken} 天，不足一整天的不计，应付 {days} 天。"
        ),
        format!("{elapsed} days gone ÷ {year} × {full} days a year − {taken} taken, whole days only: {days}."),
        format!("⌊{elapsed} ÷ {year} × {full} − {taken}⌋"),
        days.to_string(),
        &[LEAVE_RULES_12],
    );
    if left < Decimal::ZERO {
        sheet.warn("多休的天数不再扣回。", "Days taken beyond the share are not claimed back.");
    }
    Ok(days)
}
