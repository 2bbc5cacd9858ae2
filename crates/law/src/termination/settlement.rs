//! What an exit costs: severance (N), notice pay (+1), damages (2N).

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::pre2008::{SplitMonths, Stretch, months};
use super::service::{ServiceMonths, SeveranceRule};
use crate::article::{IR_20, IR_25, IR_27, LCL_40, LCL_47_2, LCL_47_3, LCL_87};
use crate::exact::{add, mul, plain, read, to_money, yuan};
use crate::exits::{EmployerNotice, ExitNotice, ExitPay, ExitRow};
use crate::explained::{Figure, Working};
use crate::{Explained, Ground, Parameters, Refusal};

/// How service before 2008 is priced. Regions differ, so it is a switch; both ask for review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pre2008Practice {
    /// In two parts, the older one by the rules of 1994 (art. 97 para. 3).
    #[default]
    Split,
    /// The whole service by art. 47, as some regions do by agreement or local rule.
    WholeServiceByArt47,
}

/// Facts of an exit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementInput {
    /// First day of work; the first day at a group company where its years count (Implementation Regulation art. 10).
    pub hire_date: Date,
    /// Last day of employment.
    pub last_day: Date,
    /// Why it ends.
    pub ground: Ground,
    /// Average gross wage of the last twelve months (or of the months worked, where fewer): base, bonus, allowances,
    /// overtime. Implementation Regulation art. 27.
    pub avg_wage_12m: Money,
    /// Local average monthly wage of the prior year. Needed where the ground pays.
    pub city_avg_month: Option<Figure>,
    /// Local monthly minimum wage. Needed where the ground pays.
    pub local_min_wage: Option<Figure>,
    /// Days of written notice that the employer gave, for art. 40. `None`: none is on record.
    pub notice_days_given: Option<u32>,
    /// Wage of the month before the last, for notice pay.
    pub prev_month_wage: Option<Money>,
    /// How service before 2008 is priced.
    pub pre2008: Pre2008Practice,
}

/// What an exit costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Settlement {
    /// Why it ends.
    pub ground: Ground,
    /// N as months of wage; shown for information where the ground pays nothing.
    pub service_months_n: ServiceMonths,
    /// Months before 2008 within N, paid with the uncapped wage.
    pub pre2008_months: ServiceMonths,
    /// The monthly wage that is multiplied, after floor and cap.
    #[serde(rename = "wage_base_fen")]
    pub wage_base: Money,
    /// Whether the wage lay above the cap of art. 47 para. 2.
    pub capped: bool,
    /// Severance of art. 47.
    #[serde(rename = "economic_compensation_fen")]
    pub economic_compensation: Money,
    /// One month's wage instead of notice, art. 40.
    #[serde(rename = "notice_pay_fen")]
    pub notice_pay: Money,
    /// Damages of art. 87, instead of severance.
    #[serde(rename = "unlawful_damages_fen")]
    pub unlawful_damages: Money,
    /// Everything together.
    #[serde(rename = "total_fen")]
    pub total: Money,
    /// A lawyer has to look before it is paid.
    pub review_required: bool,
}

/// The monthly wage of art. 47.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WageBase {
    /// After floor and cap.
    pub(crate) amount: Money,
    /// After the floor only.
    pub(crate) uncapped: Money,
    /// Whether the cap bit.
    pub(crate) capped: bool,
}

/// What an exit costs. Labour Contract Law arts. 40, 46, 47, 87; Implementation Regulation arts. 20, 25, 27.
/// The rules are those in force on the last day of employment.
///
/// # Errors
/// Refuses dates out of order, days before the law, a missing average or minimum wage where the ground pays,
/// a missing last wage where notice pay is due, and amounts that do not fit.
pub fn settlement(law: &Parameters, input: &SettlementInput) -> Result<Explained<Settlement>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("term.severance.rule", input.last_day)?;
    sheet.uses(row);
    let rule: SeveranceRule = row.shape()?;
    let exit = law.exits.row(input.ground)?;
    if exit.pay != ExitPay::None {
        input.city_avg_month.as_ref().ok_or_else(|| Refusal::missing("city_avg_month"))?;
        input.local_min_wage.as_ref().ok_or_else(|| Refusal::missing("local_min_wage"))?;
    }
    let (floor, city) = (input.local_min_wage.as_ref(), input.city_avg_month.as_ref());
    let base = wage_base(&mut sheet, &rule, input.avg_wage_12m, floor, city)?;
    let practice = if exit.pay == ExitPay::None { Pre2008Practice::WholeServiceByArt47 } else { input.pre2008 };
    let (hire_date, last_day) = (input.hire_date, input.last_day);
    let split = months(law, &mut sheet, &rule, &Stretch { hire_date, last_day, exit, base: &base, practice })?;
    let (severance, damages) = compensation(law, &mut sheet, exit, &split, &base, last_day)?;
    let notice_pay = notice_pay(law, &mut sheet, exit, input)?;
    let total = Money::try_sum([severance, notice_pay, damages])?;
    sheet.step(
        format!("合计 {} 元。", read(total)),
        format!("Total: {} yuan.", read(total)),
        format!("{} + {} + {}", read(severance), read(notice_pay), read(damages)),
        read(total),
        &[],
    );
    if input.ground == Ground::Art40Illness {
        sheet.warn(
            "因病解除的，多地规定另付医疗补助费，请按当地规定核对。",
            "On illness many places demand a medical subsidy on top; check the local rule.",
        );
    }
    Ok(sheet.done(Settlement {
        ground: input.ground,
        service_months_n: ServiceMonths(split.total()?),
        pre2008_months: ServiceMonths(split.before),
        wage_base: base.amount,
        capped: base.capped,
        economic_compensation: severance,
        notice_pay,
        unlawful_damages: damages,
        total,
        review_required: split.review,
    }))
}

/// The wage of art. 47: not under the local minimum wage, not over a multiple of the local average.
pub(crate) fn wage_base(
    sheet: &mut Working,
    rule: &SeveranceRule,
    average: Money,
    floor: Option<&Figure>,
    city: Option<&Figure>,
) -> Result<WageBase, Refusal> {
    if average < Money::ZERO {
        return Err(Refusal::wrong("avg_wage_12m", "平均工资不能为负数。", "an average wage cannot be negative"));
    }
    let uncapped = match floor.map(|figure| sheet.figure(figure)) {
        Some(minimum) if average < minimum => {
            sheet.step(
                format!(
                    "前 {} 个月平均工资 {} 元低于当地最低工资，按最低工资 {} 元计算。",
                    rule.average_months,
                    read(average),
                    read(minimum)
                ),
                format!(
                    "The average wage of {} is under the local minimum wage; the minimum of {} counts.",
                    read(average),
                    read(minimum)
                ),
                format!("max({}, {})", read(average), read(minimum)),
                read(minimum),
                &[IR_27],
            );
            minimum
        }
        Some(_) => average,
        None => {
            sheet.warn("未提供当地最低工资，未核对下限。", "No local minimum wage was given; the floor is not tested.");
            average
        }
    };
    let Some(city) = city.map(|figure| sheet.figure(figure)) else {
        sheet.warn(
            "未提供当地上年度职工月平均工资，未核对上限。",
            "No local average wage was given; the cap is not tested.",
        );
        return Ok(WageBase { amount: uncapped, uncapped, capped: false });
    };
    let cap = to_money(mul(yuan(city), rule.wage_cap_multiple)?)?;
    let multiple = plain(rule.wage_cap_multiple);
    let capped = uncapped > cap;
    let amount = if capped { cap } else { uncapped };
    let (zh, en) = if capped {
        (format!("高于上限，按上限 {} 元计算", read(cap)), format!("above the cap, so {} counts", read(cap)))
    } else {
        ("未高于上限".to_owned(), "not above the cap".to_owned())
    };
    sheet.step(
        format!(
            "月工资 {} 元与当地上年度职工月平均工资的 {multiple} 倍（{} 元）比较：{zh}。",
            read(uncapped),
            read(cap)
        ),
        format!("The wage of {} against {multiple} times the local average ({}): {en}.", read(uncapped), read(cap)),
        format!("min({}, {} × {multiple})", read(uncapped), read(city)),
        read(amount),
        &[LCL_47_2, LCL_47_3, IR_27],
    );
    Ok(WageBase { amount, uncapped, capped })
}

/// Both parts of N in yuan, exact.
pub(crate) fn amount_of(split: &SplitMonths, base: &WageBase) -> Result<Decimal, Refusal> {
    add(mul(split.before, yuan(base.uncapped))?, mul(split.after, yuan(base.amount))?)
}

/// How often N is paid on this ground.
pub(crate) fn pay_factor(
    law: &Parameters,
    sheet: &mut Working,
    exit: &ExitRow,
    last_day: Date,
) -> Result<Decimal, Refusal> {
    match exit.pay {
        ExitPay::None => Ok(Decimal::ZERO),
        ExitPay::N => Ok(Decimal::ONE),
        ExitPay::TwoN => {
            let row = law.national("term.unlawful_multiple", last_day)?;
            sheet.uses(row);
            row.decimal()
        }
    }
}

/// Severance and damages: one, the other, or none.
fn compensation(
    law: &Parameters,
    sheet: &mut Working,
    exit: &ExitRow,
    split: &SplitMonths,
    base: &WageBase,
    last_day: Date,
) -> Result<(Money, Money), Refusal> {
    let exact = amount_of(split, base)?;
    let formula = if split.before.is_zero() {
        format!("{} × {}", read(base.amount), plain(split.after))
    } else {
        let (old, new) = (plain(split.before), plain(split.after));
        format!("{} × {old} + {} × {new}", read(base.uncapped), read(base.amount))
    };
    let factor = pay_factor(law, sheet, exit, last_day)?;
    let amount = to_money(mul(exact, factor)?)?;
    let articles = exit.articles()?;
    match exit.pay {
        ExitPay::None => {
            sheet.step(
                format!("{}：依法不支付经济补偿。", exit.name_zh),
                format!("{}: no severance is due.", exit.name_en),
                "0",
                read(Money::ZERO),
                &articles,
            );
            Ok((Money::ZERO, Money::ZERO))
        }
        ExitPay::N => {
            sheet.step(
                format!("{}：经济补偿 {} 元。", exit.name_zh, read(amount)),
                format!("{}: severance of {}.", exit.name_en, read(amount)),
                formula,
                read(amount),
                &articles,
            );
            Ok((amount, Money::ZERO))
        }
        ExitPay::TwoN => {
            let times = plain(factor);
            sheet.step(
                format!(
                    "违法解除或终止：赔偿金为经济补偿标准的 {times} 倍，共 {} 元，不再支付经济补偿。",
                    read(amount)
                ),
                format!("Unlawful: damages of {times} times severance, {}, instead of it.", read(amount)),
                format!("({formula}) × {times}"),
                read(amount),
                &[LCL_87, IR_25],
            );
            Ok((Money::ZERO, amount))
        }
    }
}

/// One month's wage instead of notice; short notice does not shrink it.
fn notice_pay(
    law: &Parameters,
    sheet: &mut Working,
    exit: &ExitRow,
    input: &SettlementInput,
) -> Result<Money, Refusal> {
    if exit.notice != ExitNotice::EmployerOrWage {
        return Ok(Money::ZERO);
    }
    let row = law.national("term.notice.employer", input.last_day)?;
    sheet.uses(row);
    let due = row.shape::<EmployerNotice>()?.days;
    let given = input.notice_days_given.unwrap_or_default();
    if input.notice_days_given.is_none() {
        sheet.warn("没有书面通知的记录，按未提前通知计算。", "No written notice is on record: counted as none given.");
    }
    if given >= due {
        sheet.step(
            format!("已提前 {given} 日书面通知，不需要支付代通知金。"),
            format!("{given} days' written notice was given: no pay instead of notice."),
            format!("{given} ≥ {due}"),
            read(Money::ZERO),
            &[LCL_40],
        );
        return Ok(Money::ZERO);
    }
    let wage = input.prev_month_wage.ok_or_else(|| Refusal::missing("prev_month_wage"))?;
    if wage < Money::ZERO {
        return Err(Refusal::wrong("prev_month_wage", "工资不能为负数。", "a wage cannot be negative"));
    }
    sheet.step(
        format!("提前通知 {given} 日，不足 {due} 日：额外支付上一个月工资 {} 元（不封顶，不按天折算）。", read(wage)),
        format!("{given} days' notice is under {due}: one more month's wage of {} (no cap, not pro rata).", read(wage)),
        format!("{given} < {due}"),
        read(wage),
        &[LCL_40, IR_20],
    );
    Ok(wage)
}
