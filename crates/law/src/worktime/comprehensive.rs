//! Overtime under comprehensive hours (综合计算工时).

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::multipliers;
use crate::article::{LABOUR_44, WAGE_13};
use crate::exact::{mul, plain, read, to_money, yuan};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// Hours of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComprehensiveInput {
    /// Standard hours of the period.
    pub standard_hours: Decimal,
    /// Hours worked, statutory holidays included.
    pub worked_hours: Decimal,
    /// Hours worked on statutory holidays.
    pub holiday_hours: Decimal,
    /// An hour's wage.
    pub hourly: Money,
    /// Last day of the period.
    pub on: Date,
}

/// What the period pays beyond the wage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ComprehensivePay {
    /// Hours above the period's total, without those of statutory holidays.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub extended_hours: Decimal,
    /// Pay for them.
    #[serde(rename = "extended_pay_fen")]
    pub extended_pay: Money,
    /// Pay for statutory holidays.
    #[serde(rename = "holiday_pay_fen")]
    pub holiday_pay: Money,
}

/// What a period under comprehensive hours pays beyond the wage. 劳部发〔1994〕503号, 489号 art. 13: hours above the
/// period's total as extended hours, statutory holidays at their own rate.
///
/// # Errors
/// Refuses negative hours and more holiday hours than hours worked.
pub fn comprehensive(law: &Parameters, input: &ComprehensiveInput) -> Result<Explained<ComprehensivePay>, Refusal> {
    let ComprehensiveInput { standard_hours, worked_hours, holiday_hours, hourly, on } = *input;
    if standard_hours < Decimal::ZERO || holiday_hours < Decimal::ZERO || worked_hours < holiday_hours {
        let en = "hours cannot be negative, nor holiday hours more than those worked";
        return Err(Refusal::wrong("worked_hours", "小时数不能为负，节假日小时不能多于工作小时。", en));
    }
    let mut sheet = Working::default();
    let rates = multipliers(law, &mut sheet, on)?;
    let extended_hours = (worked_hours - standard_hours - holiday_hours).max(Decimal::ZERO);
    let extended_pay = to_money(mul(mul(extended_hours, yuan(hourly))?, rates.weekday)?)?;
    let holiday_pay = to_money(mul(mul(holiday_hours, yuan(hourly))?, rates.statutory_holiday)?)?;
    let (extended, holiday) = (plain(extended_hours), plain(holiday_hours));
    sheet.step(
        format!("周期内超出标准工时 {extended} 小时（不含法定节假日），加班工资 {} 元。", read(extended_pay)),
        format!("{extended} hours above the period (statutory holidays apart): {}.", read(extended_pay)),
        format!(
            "({} − {} − {holiday}) × {} × {}",
            plain(worked_hours),
            plain(standard_hours),
            read(hourly),
            plain(rates.weekday)
        ),
        read(extended_pay),
        &[LABOUR_44, WAGE_13],
    );
    sheet.step(
        format!("法定节假日 {holiday} 小时，加班工资 {} 元。", read(holiday_pay)),
        format!("{holiday} hours on statutory holidays: {}.", read(holiday_pay)),
        format!("{holiday} × {} × {}", read(hourly), plain(rates.statutory_holiday)),
        read(holiday_pay),
        &[LABOUR_44, WAGE_13],
    );
    Ok(sheet.done(ComprehensivePay { extended_hours, extended_pay, holiday_pay }))
}
