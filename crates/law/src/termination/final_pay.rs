//! What is paid at the end, and when.

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{LCL_30, LCL_50_2, LCL_85, WAGE_9, WAGE_16};
use crate::exact::{percent, plain, read, to_money, yuan};
use crate::explained::{Figure, Working};
use crate::{Explained, Parameters, Refusal};

/// How much may be taken from a month's wage for damage the person caused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DamageDeduction {
    /// The most that may be deducted this month.
    #[serde(rename = "max_deduction_fen")]
    pub max_deduction: Money,
}

/// The parameter `payroll.damage_deduction`.
#[derive(Debug, Clone, Deserialize)]
struct DeductionRule {
    max_percent: Decimal,
}

/// The most that may be deducted from a month's wage for damage. 工资支付暂行规定 art. 16: a share of the wage,
/// and what remains is not under the local minimum wage.
///
/// # Errors
/// Refuses a day before the rule and negative wages.
pub fn damage_deduction(
    law: &Parameters,
    month_wage: Money,
    local_min_wage: &Figure,
    on: Date,
) -> Result<Explained<DamageDeduction>, Refusal> {
    if month_wage < Money::ZERO {
        return Err(Refusal::wrong("month_wage", "工资不能为负数。", "a wage cannot be negative"));
    }
    let mut sheet = Working::default();
    let row = law.national("payroll.damage_deduction", on)?;
    sheet.uses(row);
    let share_percent = row.shape::<DeductionRule>()?.max_percent;
    let minimum = sheet.figure(local_min_wage);
    let share = to_money(percent(yuan(month_wage), share_percent)?)?;
    let above_minimum = month_wage.checked_sub(minimum)?.max(Money::ZERO);
    let max_deduction = share.min(above_minimum);
    let rate = plain(share_percent);
    sheet.step(
        format!("每月扣除不超过当月工资的 {rate}%（{} 元），且余额不低于最低工资 {} 元。", read(share), read(minimum)),
        format!(
            "At most {rate} % of the month's wage ({}), and no less than the minimum wage of {} remains.",
            read(share),
            read(minimum)
        ),
        format!("min({} × {rate}%, {} − {})", read(month_wage), read(month_wage), read(minimum)),
        read(max_deduction),
        &[WAGE_16],
    );
    Ok(sheet.done(DamageDeduction { max_deduction }))
}

/// One item of the last wages: final wage, overtime, unused leave, bonus due, reimbursements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PayLine {
    /// Stable code: `final_wage`, `unused_leave`.
    pub code: String,
    /// Its Chinese name.
    pub name_zh: String,
    /// Its English name.
    pub name_en: String,
    /// The amount.
    #[serde(rename = "amount_fen")]
    pub amount: Money,
}

/// What is owed at the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FinalPayInput {
    /// Last day of employment.
    pub last_day: Date,
    /// Wages and whatever else is due with them; damages of art. 87 too.
    pub lines: Vec<PayLine>,
    /// Severance of art. 47 and notice pay.
    pub severance: Money,
    /// The day the handover was done; `None` while it is not.
    pub handover_done_on: Option<Date>,
    /// Damage that the person owes, and the most that may be deducted ([`damage_deduction`]).
    pub damage: Option<(Money, Explained<DamageDeduction>)>,
}

/// What is paid at the end, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FinalPay {
    /// Wages are due on this day and wait for nothing.
    pub wages_due_on: Date,
    /// The items.
    pub lines: Vec<PayLine>,
    /// All items together.
    #[serde(rename = "wages_fen")]
    pub wages: Money,
    /// What is deducted for damage.
    #[serde(rename = "damage_deducted_fen")]
    pub damage_deducted: Money,
    /// What of the damage cannot be deducted and must be claimed otherwise.
    #[serde(rename = "damage_left_fen")]
    pub damage_left: Money,
    /// What is paid on `wages_due_on`, before tax and insurance.
    #[serde(rename = "payable_at_end_fen")]
    pub payable_at_end: Money,
    /// Severance.
    #[serde(rename = "severance_fen")]
    pub severance: Money,
    /// When severance is due: at the handover, not before the last day; `None` while the handover is not done,
    /// and where none is owed.
    pub severance_due_on: Option<Date>,
    /// Everything together, before tax and insurance.
    #[serde(rename = "total_fen")]
    pub total: Money,
}

/// What is paid at the end. 工资支付暂行规定 arts. 9 and 16, Labour Contract Law arts. 30, 50 para. 2, 85.
/// Wages wait for nothing; only severance waits for the handover.
///
/// # Errors
/// Refuses negative items and amounts that do not fit.
pub fn final_pay(law: &Parameters, input: &FinalPayInput) -> Result<Explained<FinalPay>, Refusal> {
    let mut sheet = Working::default();
    if input.lines.iter().any(|line| line.amount < Money::ZERO) || input.severance < Money::ZERO {
        return Err(Refusal::wrong("lines", "应付项目不能为负数。", "an item that is due cannot be negative"));
    }
    let wages = Money::try_sum(input.lines.iter().map(|line| line.amount))?;
    sheet.step(
        format!("工资在 {} 一次付清，共 {} 元，不以交接为条件。", input.last_day, read(wages)),
        format!("Wages are paid in one sum on {}: {}; they wait for no handover.", input.last_day, read(wages)),
        input.lines.iter().map(|line| read(line.amount)).collect::<Vec<_>>().join(" + "),
        read(wages),
        &[WAGE_9, LCL_30],
    );
    let (damage_deducted, damage_left) = match input.damage.clone() {
        None => (Money::ZERO, Money::ZERO),
        Some((owed, most)) => {
            let most = sheet.absorb(most).max_deduction;
            let deducted = owed.max(Money::ZERO).min(most).min(wages);
            (deducted, owed.max(Money::ZERO).checked_sub(deducted)?)
        }
    };
    let payable_at_end = wages.checked_sub(damage_deducted)?;
    let owed = input.severance > Money::ZERO;
    let severance_due_on = input.handover_done_on.filter(|_| owed).map(|done| done.max(input.last_day));
    if owed {
        let (zh, en) = match severance_due_on {
            Some(day) => (format!("在 {day} 支付"), format!("due on {day}")),
            None => ("在办结工作交接时支付".to_owned(), "due when the handover is done".to_owned()),
        };
        sheet.step(
            format!("经济补偿 {} 元，{zh}。", read(input.severance)),
            format!("Severance of {}, {en}.", read(input.severance)),
            "",
            read(input.severance),
            &[LCL_50_2],
        );
    }
    warn_late(law, &mut sheet, input.last_day)?;
    let total = payable_at_end.checked_add(input.severance)?;
    Ok(sheet.done(FinalPay {
        wages_due_on: input.last_day,
        lines: input.lines.clone(),
        wages,
        damage_deducted,
        damage_left,
        payable_at_end,
        severance: input.severance,
        severance_due_on,
        total,
    }))
}

/// The parameter `term.late_pay_surcharge`.
#[derive(Debug, Clone, Deserialize)]
struct Surcharge {
    min_percent: Decimal,
    max_percent: Decimal,
}

/// What late payment may cost.
fn warn_late(law: &Parameters, sheet: &mut Working, on: Date) -> Result<(), Refusal> {
    let row = law.national("term.late_pay_surcharge", on)?;
    sheet.uses(row);
    let Surcharge { min_percent, max_percent } = row.shape()?;
    sheet.cite(&LCL_85);
    sheet.warn(
        format!("逾期不付并经责令仍不支付的，加付 {}% 至 {}% 的赔偿金。", plain(min_percent), plain(max_percent)),
        format!("Paid late after an order: {} to {} % on top.", plain(min_percent), plain(max_percent)),
    );
    Ok(())
}
