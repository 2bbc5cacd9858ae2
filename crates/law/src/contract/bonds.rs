//! What binds a person beyond the job: training bonds and non-compete.

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{COURT_36, COURT_39, LCL_22, LCL_24};
use crate::exact::{div, mul, percent, plain, read, to_money, yuan};
use crate::explained::{Figure, Working};
use crate::{Explained, Parameters, Refusal};

/// The most that may be claimed for training that was not served off. Labour Contract Law art. 22: not more than the
/// cost, and only the share of the time that is left.
///
/// # Errors
/// Refuses an agreed service of no months and amounts that do not fit.
pub fn training_penalty(
    training_cost: Money,
    service_months: u32,
    served_months: u32,
) -> Result<Explained<Money>, Refusal> {
    if service_months == 0 {
        let en = "the agreed service must be at least a month";
        return Err(Refusal::wrong("service_months", "服务期至少为一个月。", en));
    }
    let mut sheet = Working::default();
    let left = service_months.saturating_sub(served_months);
    let penalty = to_money(div(mul(yuan(training_cost), Decimal::from(left))?, Decimal::from(service_months))?)?;
    sheet.step(
        format!(
            "培训费用 {} 元，服务期 {service_months} 个月，尚未履行 {left} 个月：违约金不超过 {} 元。",
            read(training_cost),
            read(penalty)
        ),
        format!(
            "Cost {}, {left} of {service_months} months not served: at most {}.",
            read(training_cost),
            read(penalty)
        ),
        format!("{} × {left} ÷ {service_months}", read(training_cost)),
        read(penalty),
        &[LCL_22],
    );
    Ok(sheet.done(penalty))
}

/// What a non-compete pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Noncompete {
    /// Each month.
    #[serde(rename = "monthly_fen")]
    pub monthly: Money,
    /// Months that bind; never more than the law allows.
    pub months: u32,
    /// Together.
    #[serde(rename = "total_fen")]
    pub total: Money,
}

/// `contract.noncompete`.
#[derive(Debug, Clone, Deserialize)]
struct Rule {
    max_months: u32,
    default_percent: Decimal,
    guideline_over_months: u32,
    guideline_percent: Decimal,
}

/// What a non-compete pays. Labour Contract Law arts. 23 and 24, 法释〔2020〕26号 art. 36: the agreed sum, or where
/// none is agreed a share of the average wage, not under the local minimum wage.
///
/// # Errors
/// Refuses days before the rule and amounts that do not fit.
pub fn noncompete(
    law: &Parameters,
    avg_wage_12m: Money,
    local_min_wage: &Figure,
    months: u32,
    agreed_monthly: Option<Money>,
    on: Date,
) -> Result<Explained<Noncompete>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("contract.noncompete", on)?;
    sheet.uses(row);
    let rule: Rule = row.shape()?;
    let minimum = sheet.figure(local_min_wage);
    let share = to_money(percent(yuan(avg_wage_12m), rule.default_percent)?)?;
    let monthly = agreed_monthly.unwrap_or_else(|| share.max(minimum));
    let rate = plain(rule.default_percent);
    if agreed_monthly.is_none() {
        sheet.step(
            format!(
                "未约定补偿：按前十二个月平均工资的 {rate}%（{} 元），不低于最低工资 {} 元：每月 {} 元。",
                read(share),
                read(minimum),
                read(monthly)
            ),
            format!(
                "Nothing agreed: {rate} % of the average wage ({}), at least the minimum wage of {}: {} a month.",
                read(share),
                read(minimum),
                read(monthly)
            ),
            format!("max({} × {rate}%, {})", read(avg_wage_12m), read(minimum)),
            read(monthly),
            &[COURT_36],
        );
    }
    let bound = months.min(rule.max_months);
    if bound < months {
        sheet.warn(
            format!("竞业限制最长 {} 个月，超出部分无约束力。", rule.max_months),
            format!("A non-compete binds {} months at most; the rest does not.", rule.max_months),
        );
    }
    if monthly < share.max(minimum) {
        sheet.warn(
            format!("约定补偿低于平均工资的 {rate}% 或最低工资，可能被认定过低。"),
            format!(
                "The agreed sum is under {rate} % of the average wage or under the minimum wage; a court may raise it."
            ),
        );
    }
    let guideline = plain(rule.guideline_percent);
    if monthly < to_money(percent(yuan(avg_wage_12m), rule.guideline_percent)?)? && bound > rule.guideline_over_months {
        sheet.warn(
            format!("超过一年的，主管部门指引建议不低于平均工资的 {guideline}%。"),
            format!("Beyond a year a guideline asks for {guideline} % of the average wage."),
        );
    }
    let total = to_money(mul(yuan(monthly), Decimal::from(bound))?)?;
    sheet.step(
        format!("共 {bound} 个月，合计 {} 元。", read(total)),
        format!("{bound} months, {} together.", read(total)),
        format!("{} × {bound}", read(monthly)),
        read(total),
        &[LCL_24],
    );
    Ok(sheet.done(Noncompete { monthly, months: bound, total }))
}

/// `contract.noncompete_release`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct ReleaseRule {
    extra_months: u32,
    unpaid_months: u32,
}

/// What the person may ask for when the employer ends a non-compete early: some more months of its pay.
/// 法释〔2020〕26号 art. 39.
///
/// # Errors
/// Refuses days before the rule and amounts that do not fit.
pub fn noncompete_release(law: &Parameters, monthly: Money, on: Date) -> Result<Explained<Money>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("contract.noncompete_release", on)?;
    sheet.uses(row);
    let rule: ReleaseRule = row.shape()?;
    let extra = to_money(mul(yuan(monthly), Decimal::from(rule.extra_months))?)?;
    sheet.step(
        format!("用人单位提前解除竞业限制，劳动者可请求额外支付 {} 个月补偿：{} 元。", rule.extra_months, read(extra)),
        format!("Released early by the employer: {} more months may be asked for, {}.", rule.extra_months, read(extra)),
        format!("{} × {}", read(monthly), rule.extra_months),
        read(extra),
        &[COURT_39],
    );
    Ok(sheet.done(extra))
}

/// After so many unpaid months the person may end the non-compete. 法释〔2020〕26号 art. 38.
///
/// # Errors
/// Refuses days before the rule.
pub fn noncompete_unpaid_months(law: &Parameters, on: Date) -> Result<u32, Refusal> {
    let rule: ReleaseRule = law.national("contract.noncompete_release", on)?.shape()?;
    Ok(rule.unpaid_months)
}
