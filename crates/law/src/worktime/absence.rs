//! Unpaid days.

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::paid_days_month;
use crate::article::PAID_DAYS;
use crate::exact::{div, mul, plain, read, to_money, yuan};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// What unpaid days take from a month's wage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UnpaidAbsence {
    /// What is taken.
    #[serde(rename = "deduction_fen")]
    pub deduction: Money,
    /// What remains.
    #[serde(rename = "paid_fen")]
    pub paid: Money,
}

/// What unpaid days take from a month's wage; never more than the wage. 人社部发〔2025〕2号.
///
/// # Errors
/// Refuses negative days and days before the rule.
pub fn unpaid_absence(
    law: &Parameters,
    monthly: Money,
    days: Decimal,
    on: Date,
) -> Result<Explained<UnpaidAbsence>, Refusal> {
    if days < Decimal::ZERO {
        return Err(Refusal::wrong("days", "天数不能为负数。", "days cannot be negative"));
    }
    let mut sheet = Working::default();
    let average = paid_days_month(law, &mut sheet, on)?;
    let deduction = to_money(div(mul(yuan(monthly), days)?, average)?)?.min(monthly);
    let paid = monthly.checked_sub(deduction)?;
    sheet.step(
        format!("无薪缺勤 {} 天，扣 {} 元，应发 {} 元。", plain(days), read(deduction), read(paid)),
        format!("{} unpaid days: {} less, {} to pay.", plain(days), read(deduction), read(paid)),
        format!("{} ÷ {} × {}", read(monthly), plain(average), plain(days)),
        read(deduction),
        &[PAID_DAYS],
    );
    Ok(sheet.done(UnpaidAbsence { deduction, paid }))
}
