//! Labour dispatch and part-time work.

use kernel::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{DISPATCH_4, LCL_66_3, LCL_68, LCL_70, LCL_72_2};
use crate::exact::{div, half_up, mul, plain};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// How many of an employer's workers are dispatched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DispatchShare {
    /// Their share of everybody who works there, in percent, two places.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub percent: Decimal,
    /// The limit in percent.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub limit_percent: Decimal,
    /// How many more than the law allows; 0 within the limit.
    pub over: u32,
}

/// The share of dispatched workers. Labour Contract Law art. 66 para. 3, 劳务派遣暂行规定 art. 4: the total is those
/// with a labour contract and the dispatched together. The excess is how many must go for the rest to be within the
/// limit while the others stay.
///
/// # Errors
/// Refuses days before the rule.
pub fn dispatch_share(
    law: &Parameters,
    own_contracts: u32,
    dispatched: u32,
    on: Date,
) -> Result<Explained<DispatchShare>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("contract.dispatch_share", on)?;
    sheet.uses(row);
    let limit = row.decimal()?;
    let own = Decimal::from(own_contracts);
    let total = own + Decimal::from(dispatched);
    let percent = match dispatched {
        0 => Decimal::ZERO,
        _ => div(mul(Decimal::from(dispatched), Decimal::ONE_HUNDRED)?, total)?,
    };
    // d ÷ (own + d) ≤ limit ÷ 100, so d ≤ own × limit ÷ (100 − limit).
    let most = div(mul(own, limit)?, Decimal::ONE_HUNDRED - limit)?.floor();
    let over = (Decimal::from(dispatched) - most).max(Decimal::ZERO);
    let over = u32::try_from(over.trunc()).map_err(|_| Refusal::TooLarge)?;
    let shown = half_up(percent, 2).normalize();
    sheet.step(
        format!(
            "订立劳动合同 {own_contracts} 人，使用被派遣劳动者 {dispatched} 人，占用工总量 {}%（上限 {}%）{}。",
            plain(shown),
            plain(limit),
            if over > 0 { format!("，超出 {over} 人") } else { String::new() }
        ),
        format!(
            "{own_contracts} with a labour contract, {dispatched} dispatched: {} % of all (limit {} %){}.",
            plain(shown),
            plain(limit),
            if over > 0 { format!(", {over} too many") } else { String::new() }
        ),
        format!("{dispatched} ÷ ({own_contracts} + {dispatched})"),
        format!("{}%", plain(shown)),
        &[LCL_66_3, DISPATCH_4],
    );
    Ok(sheet.done(DispatchShare { percent: shown, limit_percent: limit, over }))
}

/// The shortest term of a dispatched worker's contract with the agency, in months. Labour Contract Law art. 58 para. 2.
///
/// # Errors
/// Refuses days before the law.
pub fn dispatch_min_months(law: &Parameters, on: Date) -> Result<u32, Refusal> {
    law.national("contract.dispatch_term", on)?.shape()
}

/// What was agreed with a part-time worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PartTimeTerms {
    /// Average hours a day.
    pub hours_a_day: Option<Decimal>,
    /// Hours a week together.
    pub hours_a_week: Option<Decimal>,
    /// Days between two pays.
    pub pay_days: Option<u32>,
    /// Whether a probation was agreed.
    pub probation: bool,
}

/// What is wrong with part-time terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartTimeBreach {
    /// Too many hours a day.
    HoursADay,
    /// Too many hours a week.
    HoursAWeek,
    /// Paid too seldom.
    PayDays,
    /// A probation, which part-time work has none of.
    Probation,
}

/// Whether part-time work stays part-time before the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PartTimeCheck {
    /// No breach.
    pub lawful: bool,
    /// Every breach.
    pub breaches: Vec<PartTimeBreach>,
}

/// `contract.part_time`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct PartTimeRule {
    hours_a_day: Decimal,
    hours_a_week: Decimal,
    pay_days: u32,
}

/// Whether part-time terms keep to the law. Labour Contract Law arts. 68, 70 and 72. What was not recorded is not
/// judged.
///
/// # Errors
/// Refuses days before the law.
pub fn part_time_check(law: &Parameters, terms: &PartTimeTerms, on: Date) -> Result<Explained<PartTimeCheck>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("contract.part_time", on)?;
    sheet.uses(row);
    let rule: PartTimeRule = row.shape()?;
    let mut breaches = Vec::new();
    let hours = [
        (PartTimeBreach::HoursADay, terms.hours_a_day, rule.hours_a_day, "平均每日", "a day"),
        (PartTimeBreach::HoursAWeek, terms.hours_a_week, rule.hours_a_week, "每周累计", "a week"),
    ];
    for (breach, agreed, most, zh, en) in hours {
        let Some(agreed) = agreed else { continue };
        if agreed > most {
            breaches.push(breach);
        }
        sheet.step(
            format!("{zh} {} 小时，非全日制不超过 {} 小时。", plain(agreed), plain(most)),
            format!("{} hours {en}; part-time work has at most {}.", plain(agreed), plain(most)),
            format!("{} ≤ {}", plain(agreed), plain(most)),
            if agreed > most { "超出" } else { "符合" },
            &[LCL_68],
        );
    }
    if let Some(days) = terms.pay_days {
        if days > rule.pay_days {
            breaches.push(PartTimeBreach::PayDays);
        }
        sheet.step(
            format!("每 {days} 天支付一次，最长 {} 天。", rule.pay_days),
            format!("Paid every {days} days; at most {} days.", rule.pay_days),
            format!("{days} ≤ {}", rule.pay_days),
            if days > rule.pay_days { "超出" } else { "符合" },
            &[LCL_72_2],
        );
    }
    if terms.probation {
        breaches.push(PartTimeBreach::Probation);
        sheet.step("非全日制用工不得约定试用期。", "Part-time work has no probation.", "", "违反", &[LCL_70]);
    }
    Ok(sheet.done(PartTimeCheck { lawful: breaches.is_empty(), breaches }))
}
