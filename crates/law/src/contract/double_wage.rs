//! Double wage while there is no written contract.

use chrono::{Days, Months};
use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{COURT_6, IR_6, IR_7, LCL_10, LCL_14_3, LCL_82};
use crate::calendar::YearCalendar;
use crate::contract::WrittenForm;
use crate::exact::{add, div, half_up, mul, plain, read, to_money, yuan};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// The second wage that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DoubleWage {
    /// First day for which it is owed; `None` when nothing is owed.
    pub start: Option<Date>,
    /// Last day for which it is owed.
    pub end: Option<Date>,
    /// Months, a part month by its paid days; two places.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub months: Decimal,
    /// The second wage, on top of the one already paid.
    #[serde(rename = "amount_fen")]
    pub amount: Money,
    /// From this day on the contract counts as open-ended.
    pub deemed_open_ended_from: Option<Date>,
}

/// The second wage while there is no written contract. Labour Contract Law arts. 10, 14 para. 3 and 82,
/// Implementation Regulation arts. 6 and 7: from the day after the first month to the day before signing, and not
/// beyond the first year. Without a signature it is counted up to `as_of`. A part month is priced by its paid days
/// (法释〔2025〕12号 art. 6).
///
/// # Errors
/// Refuses dates out of order, and a part month in a year whose calendar is not loaded.
pub fn double_wage(
    law: &Parameters,
    hire_date: Date,
    signed_date: Option<Date>,
    monthly_wage: Money,
    as_of: Date,
) -> Result<Explained<DoubleWage>, Refusal> {
    if signed_date.is_some_and(|signed| signed < hire_date) {
        // Signed before the first day of work: the best case, nothing is owed.
        return double_wage(law, hire_date, Some(hire_date), monthly_wage, as_of);
    }
    let mut sheet = Working::default();
    let row = law.national("contract.written_form", hire_date)?;
    let max_row = law.national("contract.double_wage_max", as_of.max(hire_date))?;
    sheet.uses(row);
    let rule: WrittenForm = row.shape()?;
    let later = |months| {
        hire_date
            .checked_add_months(Months::new(months))
            .ok_or_else(|| Refusal::wrong("hire_date", "日期超出可计算范围。", "the date is out of range"))
    };
    let start = later(rule.grace_months)?;
    let deemed = later(rule.deemed_open_ended_months)?;
    let unsigned_until = signed_date.unwrap_or(as_of + Days::new(1)).min(deemed);
    let deemed_open_ended_from =
        if signed_date.map_or(as_of >= deemed, |signed| signed >= deemed) { Some(deemed) } else { None };
    if unsigned_until <= start {
        sheet.step(
            format!("用工之日起 {} 个月内订立书面合同，不支付二倍工资。", rule.grace_months),
            format!("Signed within {} month of the first day: nothing is owed.", rule.grace_months),
            format!("{hire_date} → {unsigned_until}"),
            read(Money::ZERO),
            &[LCL_10],
        );
        let nothing =
            DoubleWage { start: None, end: None, months: Decimal::ZERO, amount: Money::ZERO, deemed_open_ended_from };
        return Ok(sheet.done(nothing));
    }
    sheet.uses(max_row);
    let months = months_between(law, &mut sheet, start, unsigned_until)?.min(Decimal::from(max_row.whole()?));
    let amount = to_money(mul(yuan(monthly_wage), months)?)?;
    let end = unsigned_until - Days::new(1);
    let shown = half_up(months, 2).normalize();
    sheet.step(
        format!("{start} 至 {end} 未订立书面合同，共 {} 个月，应另付 {} 元。", plain(shown), read(amount)),
        format!("No written contract from {start} to {end}: {} months, {} more.", plain(shown), read(amount)),
        format!("{} × {}", read(monthly_wage), plain(shown)),
        read(amount),
        &[LCL_82, IR_6, IR_7],
    );
    if let Some(day) = deemed_open_ended_from {
        sheet.step(
            format!("满一年未订立书面合同，自 {day} 起视为已订立无固定期限合同。"),
            format!("A year without a written contract: open-ended from {day} on."),
            "",
            day.to_string(),
            &[LCL_14_3, IR_7],
        );
    }
    Ok(sheet.done(DoubleWage { start: Some(start), end: Some(end), months: shown, amount, deemed_open_ended_from }))
}

/// Whole months of `[start, end)` and the rest by paid days.
fn months_between(law: &Parameters, sheet: &mut Working, start: Date, end: Date) -> Result<Decimal, Refusal> {
    let mut whole = 0_u32;
    while start + Months::new(whole + 1) <= end {
        whole += 1;
    }
    let mut day = start + Months::new(whole);
    let months = Decimal::from(whole);
    if day == end {
        return Ok(months);
    }
    let row = law.national("work.paid_days_month", day)?;
    sheet.uses(row);
    let (first, mut paid) = (day, 0_u32);
    while day < end {
        let (calendar, calendar_row) = YearCalendar::of(law, day)?;
        sheet.uses(calendar_row);
        paid += u32::from(calendar.kind(day).is_paid());
        day = day + Days::new(1);
    }
    let average = row.decimal()?;
    let last = end - Days::new(1);
    sheet.step(
        format!("{first} 至 {last} 不满一个月，按计薪日 {paid} 天计算。"),
        format!("{first} to {last} is a part month: {paid} paid days."),
        format!("{paid} ÷ {}", plain(average)),
        plain(half_up(div(Decimal::from(paid), average)?, 2)),
        &[COURT_6],
    );
    sheet.warn(
        "不满一个月的部分如何折算，司法解释原文尚未核对。",
        "How a part month is priced comes from knowledge; the text of the interpretation was not read.",
    );
    add(months, div(Decimal::from(paid), average)?)
}
