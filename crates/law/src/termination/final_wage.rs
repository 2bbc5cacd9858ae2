//! The wage of a last month that was not worked to its end.

use chrono::Days;
use kernel::{Date, Money, Month};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{PAID_DAYS, WAGE_9};
use crate::calendar::YearCalendar;
use crate::exact::{div, mul, plain, read, to_money, yuan};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// How a part month is priced. The law fixes the paid days of a month; the way of counting is the firm's rule,
/// so the result names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WageMethod {
    /// Wage ÷ paid days of an average month × days worked.
    AverageMonthWorked,
    /// Wage − wage ÷ paid days of an average month × days not worked.
    AverageMonthMissed,
    /// Wage × days worked ÷ paid days of this very month.
    DaysOfMonth,
}

/// Paid days (计薪日) of a month: workdays and statutory holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaidDayCount {
    /// Paid days of the whole month.
    pub in_month: u32,
    /// Paid days of the month on which the person was employed.
    pub employed: u32,
}

/// Facts of the last month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FinalWageInput {
    /// Last day of employment.
    pub last_day: Date,
    /// The wage of a full month.
    pub month_wage: Money,
    /// Paid days of the month, from [`paid_days`] or from attendance.
    pub days: PaidDayCount,
    /// Days of absence without pay among the employed days; halves are allowed.
    pub unpaid_days: Decimal,
    /// How the part month is priced.
    pub method: WageMethod,
}

/// The wage of the last month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FinalWage {
    /// How it was priced.
    pub method: WageMethod,
    /// Days that are paid, as text.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub paid_days: Decimal,
    /// The wage, gross.
    #[serde(rename = "wage_fen")]
    pub wage: Money,
}

/// Counts the paid days of the month of `last_day` by the calendar of the year. `first_day` is the first day of
/// employment where it lies in the same month, otherwise any earlier day.
///
/// # Errors
/// Refuses days out of order and years whose calendar is not loaded.
pub fn paid_days(law: &Parameters, first_day: Date, last_day: Date) -> Result<Explained<PaidDayCount>, Refusal> {
    if first_day > last_day {
        return Err(Refusal::wrong("last_day", "最后工作日早于入职日。", "the last day is before the first day"));
    }
    let (calendar, row) = YearCalendar::of(law, last_day)?;
    let mut sheet = Working::default();
    sheet.uses(row);
    let month = Month::of(last_day);
    let (mut in_month, mut employed) = (0, 0);
    let mut day = month.first_day();
    while day < month.end() {
        if calendar.kind(day).is_paid() {
            in_month += 1;
            employed += u32::from(first_day <= day && day <= last_day);
        }
        day = day + Days::new(1);
    }
    sheet.step(
        format!("{month} 计薪日（工作日和法定节假日）共 {in_month} 天，在职 {employed} 天。"),
        format!("{month} has {in_month} paid days (workdays and statutory holidays); {employed} of them employed."),
        format!("{} → {last_day}", first_day.max(month.first_day())),
        format!("{employed} / {in_month}"),
        &[PAID_DAYS],
    );
    Ok(sheet.done(PaidDayCount { in_month, employed }))
}

/// The wage of the last month. 人社部发〔2025〕2号 (paid days), 劳部发〔1994〕489号 art. 9.
/// A month worked in full pays the full wage whatever the method; no method pays more than it or less than nothing.
///
/// # Errors
/// Refuses more days employed or absent than there are.
pub fn final_wage(law: &Parameters, input: &FinalWageInput) -> Result<Explained<FinalWage>, Refusal> {
    let PaidDayCount { in_month, employed } = input.days;
    let employed_days = Decimal::from(employed);
    if employed > in_month || in_month == 0 {
        let en = "more employed days than the month has";
        return Err(Refusal::wrong("days", "在职计薪日多于当月计薪日。", en));
    }
    if input.unpaid_days < Decimal::ZERO || input.unpaid_days > employed_days {
        let en = "unpaid days must lie between nothing and the employed days";
        return Err(Refusal::wrong("unpaid_days", "无薪缺勤天数应在 0 与在职计薪日之间。", en));
    }
    if input.month_wage < Money::ZERO {
        return Err(Refusal::wrong("month_wage", "工资不能为负数。", "a wage cannot be negative"));
    }
    let mut sheet = Working::default();
    let paid = employed_days - input.unpaid_days;
    let missed = Decimal::from(in_month) - paid;
    let full = yuan(input.month_wage);
    let shown = read(input.month_wage);
    let (exact, formula) = if missed.is_zero() {
        (full, shown)
    } else if input.method == WageMethod::DaysOfMonth {
        let exact = div(mul(full, paid)?, Decimal::from(in_month))?;
        (exact, format!("{shown} × {} ÷ {in_month}", plain(paid)))
    } else {
        let row = law.national("work.paid_days_month", input.last_day)?;
        sheet.uses(row);
        let average = row.decimal()?;
        let of = |days: Decimal| mul(full, days).and_then(|product| div(product, average));
        match input.method {
            WageMethod::AverageMonthMissed => {
                (full - of(missed)?, format!("{shown} − {shown} ÷ {} × {}", plain(average), plain(missed)))
            }
            _ => (of(paid)?, format!("{shown} ÷ {} × {}", plain(average), plain(paid))),
        }
    };
    let wage = to_money(exact.clamp(Decimal::ZERO, full))?;
    let (zh, en) = match input.method {
        WageMethod::AverageMonthWorked => ("按月计薪天数、出勤天数计算", "by the average month, days worked"),
        WageMethod::AverageMonthMissed => ("按月计薪天数、缺勤天数倒扣计算", "by the average month, days missed"),
        WageMethod::DaysOfMonth => ("按当月实际计薪日计算", "by the paid days of this month"),
    };
    sheet.step(
        format!("当月工资（{zh}）：计薪 {} 天，{} 元。", plain(paid), read(wage)),
        format!("Wage of the month ({en}): {} paid days, {}.", plain(paid), read(wage)),
        formula,
        read(wage),
        &[WAGE_9, PAID_DAYS],
    );
    Ok(sheet.done(FinalWage { method: input.method, paid_days: paid.normalize(), wage }))
}
