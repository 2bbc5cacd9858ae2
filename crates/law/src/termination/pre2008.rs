//! Service before the Labour Contract Law came into force on its first day (art. 97 para. 3).

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::service::{Service, ServiceMonths, SeveranceRule};
use super::settlement::{Pre2008Practice, WageBase, amount_of, wage_base};
use crate::article::{IR_25, LCL_47_1, LCL_47_2, LCL_87, LCL_97_3, OLD_481};
use crate::exact::{add, mul, plain, read, to_money};
use crate::exits::{Before2008, ExitPay, ExitRow};
use crate::explained::{Figure, Working};
use crate::{Explained, Ground, Parameters, Refusal};

/// The parameter `term.severance.pre2008`.
#[derive(Debug, Clone, Deserialize)]
struct OldRule {
    /// First day of the new law.
    boundary: Date,
    /// Months of wage for a year.
    per_year: Decimal,
    /// Months of wage for a part of a year.
    part_year: Decimal,
    /// Most months for mutual agreement and incompetence.
    max_months: Decimal,
}

/// Months of severance on both sides of the boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SplitMonths {
    /// Before the boundary: paid with the uncapped wage.
    pub(crate) before: Decimal,
    /// From the boundary on: paid with the wage of art. 47.
    pub(crate) after: Decimal,
    /// Whether the old rules came in, so that a lawyer must look.
    pub(crate) review: bool,
}

impl SplitMonths {
    /// Both parts together.
    pub(crate) fn total(&self) -> Result<Decimal, Refusal> {
        add(self.before, self.after)
    }
}

/// What is counted.
pub(crate) struct Stretch<'a> {
    pub(crate) hire_date: Date,
    pub(crate) last_day: Date,
    pub(crate) exit: &'a ExitRow,
    pub(crate) base: &'a WageBase,
    pub(crate) practice: Pre2008Practice,
}

/// Counts the months of severance, on both sides of the boundary where the hire lies before it.
pub(crate) fn months(
    law: &Parameters,
    sheet: &mut Working,
    rule: &SeveranceRule,
    stretch: &Stretch<'_>,
) -> Result<SplitMonths, Refusal> {
    let row = law.national("term.severance.pre2008", stretch.last_day)?;
    let old: OldRule = row.shape()?;
    if stretch.hire_date >= old.boundary {
        let after = new_months(sheet, rule, stretch, stretch.hire_date)?;
        return Ok(SplitMonths { before: Decimal::ZERO, after, review: false });
    }
    let review = stretch.exit.pay != ExitPay::None;
    if review {
        sheet.uses(row);
    }
    if stretch.practice == Pre2008Practice::WholeServiceByArt47 {
        let after = new_months(sheet, rule, stretch, stretch.hire_date)?;
        return Ok(SplitMonths { before: Decimal::ZERO, after, review });
    }
    let before = match stretch.exit.before_2008 {
        Before2008::FromHire => {
            let after = new_months(sheet, rule, stretch, stretch.hire_date)?;
            sheet.step(
                "赔偿金的计算年限自用工之日起计算，不分段。",
                "The years of damages count from the first day of work, without a split.",
                format!("{} → {}", stretch.hire_date, stretch.last_day),
                plain(after),
                &[LCL_87, IR_25],
            );
            return Ok(SplitMonths { before: Decimal::ZERO, after, review });
        }
        Before2008::OldRule => old_months(sheet, rule, stretch, &old, None)?,
        Before2008::OldRuleCapped => old_months(sheet, rule, stretch, &old, Some(old.max_months))?,
        Before2008::None => {
            let boundary = old.boundary;
            sheet.step(
                format!("此种情形的经济补偿自 {boundary} 起计算，之前的工作年限不计。"),
                format!("On this ground severance counts from {boundary} only."),
                format!("{} → {boundary}", stretch.hire_date),
                "0",
                &[LCL_97_3],
            );
            Decimal::ZERO
        }
    };
    let after = new_months(sheet, rule, stretch, old.boundary)?;
    warn_employer_fault(sheet, stretch.exit.ground);
    Ok(SplitMonths { before, after, review })
}

/// Months before the boundary by the rules of 1994: a month a year, a part year as a year, some grounds capped.
fn old_months(
    sheet: &mut Working,
    rule: &SeveranceRule,
    stretch: &Stretch<'_>,
    old: &OldRule,
    cap: Option<Decimal>,
) -> Result<Decimal, Refusal> {
    let boundary = old.boundary;
    let eve = boundary.pred_opt().unwrap_or(boundary);
    let service = Service::count(stretch.hire_date, eve, rule.whole_year_from_months)?;
    let years = mul(Decimal::from(service.years), old.per_year)?;
    let full = if service.any_rest { add(years, old.part_year)? } else { years };
    let counted = cap.map_or(full, |cap| full.min(cap));
    let (cap_zh, cap_en) = if counted < full {
        (format!("，此种情形最多 {} 个月", plain(counted)), format!(", at most {} on this ground", plain(counted)))
    } else {
        (String::new(), String::new())
    };
    sheet.step(
        format!("{boundary} 之前的工作年限按原规定：每满一年一个月，不满一年按一年，共 {} 个月{cap_zh}。", plain(full)),
        format!(
            "Service before {boundary} by the old rules: a month a year, a part year as a year: {} months{cap_en}.",
            plain(full)
        ),
        format!("{} → {eve}", stretch.hire_date),
        plain(counted),
        &[LCL_97_3, OLD_481],
    );
    Ok(counted)
}

/// Art. 38 is only partly new, and the ground alone does not say which part applies.
fn warn_employer_fault(sheet: &mut Working, ground: Ground) {
    if ground == Ground::Art38EmployerFault {
        sheet.warn(
            "用人单位过错解除：拖欠工资、强迫劳动等情形在原规定下已有补偿，2008年以前年限是否计算须由法务确认。",
            "Employer's fault: unpaid wages and forced labour were compensated under the old rules already; \
             have a lawyer confirm whether service before 2008 counts.",
        );
    }
}

/// Months by art. 47 from a day on, with the limit that comes with a capped wage.
fn new_months(
    sheet: &mut Working,
    rule: &SeveranceRule,
    stretch: &Stretch<'_>,
    from: Date,
) -> Result<Decimal, Refusal> {
    let service = Service::count(from, stretch.last_day, rule.whole_year_from_months)?;
    let full = service.months(rule)?;
    let (rest_zh, rest_en) = match (service.any_rest, service.long_rest) {
        (_, true) => (
            format!("，余下时间满 {} 个月，按一年计", rule.whole_year_from_months),
            format!(" and a rest of {} months or more, which counts as a year", rule.whole_year_from_months),
        ),
        (true, false) => (
            format!("，余下时间不满 {} 个月，按半个月工资计", rule.whole_year_from_months),
            format!(" and a rest under {} months, which counts as half a month", rule.whole_year_from_months),
        ),
        (false, false) => (String::new(), String::new()),
    };
    let (first, last, years) = (service.first_day, service.last_day, service.years);
    sheet.step(
        format!("工作年限：{first} 至 {last}，满 {years} 年{rest_zh}，共 {} 个月。", plain(full)),
        format!("Service from {first} to {last}: {years} whole years{rest_en}: {} months.", plain(full)),
        format!("{first} → {last}"),
        plain(full),
        &[LCL_47_1],
    );
    if service.month_end_matters {
        sheet.warn(
            "入职日在当月没有对应日，按月末日计算；若按次日计算，年限会少算一档，请复核。",
            "The day of hire has no counterpart in the closing month; its last day is used. Counting to the next day \
             would give less: please check.",
        );
    }
    if stretch.base.capped && full > rule.years_cap_when_capped {
        let cap = rule.years_cap_when_capped;
        sheet.step(
            format!("月工资已按上限计算，年限最高不超过 {} 年。", plain(cap)),
            format!("The wage is capped, so no more than {} years count.", plain(cap)),
            format!("min({}, {})", plain(full), plain(cap)),
            plain(cap),
            &[LCL_47_2],
        );
        return Ok(cap);
    }
    Ok(full)
}

/// Facts for the split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pre2008Input {
    /// First day of work.
    pub hire_date: Date,
    /// Last day of employment.
    pub last_day: Date,
    /// Why it ends.
    pub ground: Ground,
    /// Average gross wage of the last twelve months.
    pub avg_wage_12m: Money,
    /// Local average monthly wage of the prior year.
    pub city_avg_month: Figure,
    /// Local minimum wage, the floor; `None` leaves the floor untested and says so.
    pub local_min_wage: Option<Figure>,
}

/// Severance on both sides of 1 January 2008.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Pre2008Split {
    /// Months before the boundary, by the rules of 1994.
    pub pre2008_months: ServiceMonths,
    /// Months from the boundary on, by art. 47.
    pub post2008_months: ServiceMonths,
    /// What is paid: severance, or damages on the ground `unlawful`; zero where the ground pays nothing.
    #[serde(rename = "amount_fen")]
    pub amount: Money,
}

/// Severance for service that began before 2008. Labour Contract Law art. 97 para. 3, 劳部发〔1994〕481号.
/// Damages for unlawful termination are not split (Implementation Regulation art. 25): their months before the
/// boundary are those that the whole service has more than the new part.
///
/// # Errors
/// Refuses dates out of order, days before the law, and amounts that do not fit.
pub fn pre2008_split(law: &Parameters, input: &Pre2008Input) -> Result<Explained<Pre2008Split>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("term.severance.rule", input.last_day)?;
    sheet.uses(row);
    let rule: SeveranceRule = row.shape()?;
    let exit = law.exits.row(input.ground)?;
    let base =
        wage_base(&mut sheet, &rule, input.avg_wage_12m, input.local_min_wage.as_ref(), Some(&input.city_avg_month))?;
    let stretch = Stretch {
        hire_date: input.hire_date,
        last_day: input.last_day,
        exit,
        base: &base,
        practice: Pre2008Practice::Split,
    };
    let split = months(law, &mut sheet, &rule, &stretch)?;
    let factor = super::settlement::pay_factor(law, &mut sheet, exit, input.last_day)?;
    let amount = to_money(mul(amount_of(&split, &base)?, factor)?)?;
    let (before, after) = if exit.before_2008 == Before2008::FromHire {
        from_hire(law, &rule, input, split.after)?
    } else {
        (split.before, split.after)
    };
    sheet.step(
        format!("应付 {} 元。", read(amount)),
        format!("Due: {} yuan.", read(amount)),
        format!(
            "({} × {} + {} × {}) × {}",
            plain(split.before),
            read(base.uncapped),
            plain(split.after),
            read(base.amount),
            plain(factor)
        ),
        read(amount),
        &exit.articles()?,
    );
    Ok(sheet.done(Pre2008Split {
        pre2008_months: ServiceMonths(before),
        post2008_months: ServiceMonths(after),
        amount,
    }))
}

/// Shows the months of an undivided service on both sides of the boundary.
fn from_hire(
    law: &Parameters,
    rule: &SeveranceRule,
    input: &Pre2008Input,
    total: Decimal,
) -> Result<(Decimal, Decimal), Refusal> {
    let OldRule { boundary, .. } = law.national("term.severance.pre2008", input.last_day)?.shape()?;
    if input.hire_date >= boundary {
        return Ok((Decimal::ZERO, total));
    }
    let new = Service::count(boundary, input.last_day, rule.whole_year_from_months)?.months(rule)?.min(total);
    Ok((total - new, new))
}
