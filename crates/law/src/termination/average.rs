//! The average wage before the end.

use kernel::{Date, Money};
use rust_decimal::Decimal;

use super::service::SeveranceRule;
use crate::article::{IR_27, LCL_47_3};
use crate::exact::{div, read, to_money, yuan};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// The average monthly wage before the end. Labour Contract Law art. 47 para. 3, Implementation Regulation art. 27:
/// gross wages of the last twelve months, or of the months worked where there are fewer. `monthly` holds whole months
/// in order, the latest last; more than twelve are cut from the front. Without overtime pay in the amounts it is the
/// base of unused leave (实施办法 art. 11).
///
/// # Errors
/// Refuses an empty list, negative wages, and a day before the law.
pub fn average_monthly_wage(law: &Parameters, monthly: &[Money], last_day: Date) -> Result<Explained<Money>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("term.severance.rule", last_day)?;
    sheet.uses(row);
    let rule: SeveranceRule = row.shape()?;
    let most = usize::try_from(rule.average_months).map_err(|_| Refusal::TooLarge)?;
    let counted = &monthly[monthly.len().saturating_sub(most)..];
    if counted.iter().any(|wage| *wage < Money::ZERO) {
        return Err(Refusal::wrong("monthly", "工资不能为负数。", "a wage cannot be negative"));
    }
    if counted.is_empty() {
        return Err(Refusal::missing("monthly"));
    }
    let sum = Money::try_sum(counted.iter().copied())?;
    let average = to_money(div(yuan(sum), Decimal::from(counted.len()))?)?;
    let count = counted.len();
    sheet.step(
        format!("前 {count} 个月应得工资合计 {} 元，月平均 {} 元。", read(sum), read(average)),
        format!("Gross wages of the last {count} months: {}, {} a month.", read(sum), read(average)),
        format!("{} ÷ {count}", read(sum)),
        read(average),
        &[LCL_47_3, IR_27],
    );
    Ok(sheet.done(average))
}
