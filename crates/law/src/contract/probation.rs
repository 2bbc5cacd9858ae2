//! Probation: how long, at what wage, and what too much of it costs.

use chrono::{Days, Months};
use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{IR_15, LCL_19, LCL_20, LCL_83};
use crate::exact::{mul, percent, plain, read, to_money, yuan};
use crate::explained::{Figure, Working};
use crate::{Explained, Parameters, Refusal};

/// Kind of a labour contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContractKind {
    /// Fixed term.
    Fixed,
    /// Open-ended.
    OpenEnded,
    /// Until a task is done.
    Task,
    /// Part-time, art. 68.
    PartTime,
}

impl ContractKind {
    /// The kind with this name.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "fixed" | "fixed_term" => Some(Self::Fixed),
            "open_ended" => Some(Self::OpenEnded),
            "task" | "task_based" | "task_completed" => Some(Self::Task),
            "part_time" => Some(Self::PartTime),
            _ => None,
        }
    }
}

/// A line of `contract.probation`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Line {
    #[serde(default)]
    term_lt_months: Option<u32>,
    max: u32,
}

/// The longest probation of a contract, in months. Labour Contract Law arts. 19 and 70. The days of signing pick the
/// rule; `term_months` is needed for a fixed term.
///
/// # Errors
/// Refuses a fixed term without its months, and days before the law.
pub fn probation_max_months(
    law: &Parameters,
    kind: ContractKind,
    term_months: Option<u32>,
    signed_on: Date,
) -> Result<Explained<u32>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("contract.probation", signed_on)?;
    sheet.uses(row);
    let lines: Vec<Line> = row.shape()?;
    let (months, zh, en) = match kind {
        ContractKind::Task | ContractKind::PartTime => {
            (0, "此类合同不得约定试用期".to_owned(), "no probation in this kind of contract".to_owned())
        }
        ContractKind::OpenEnded => {
            let longest = lines.iter().map(|line| line.max).max().unwrap_or(0);
            (longest, "无固定期限合同".to_owned(), "open-ended contract".to_owned())
        }
        ContractKind::Fixed => {
            let term = term_months.ok_or_else(|| Refusal::missing("term_months"))?;
            let line = lines.iter().find(|line| line.term_lt_months.is_none_or(|limit| term < limit));
            let most = line.map_or(0, |line| line.max);
            (most, format!("合同期限 {term} 个月"), format!("a term of {term} months"))
        }
    };
    sheet.step(
        format!("{zh}：试用期最长 {months} 个月，同一用人单位只能约定一次。"),
        format!("{en}: at most {months} months, once per employer."),
        term_months.map_or_else(String::new, |term| term.to_string()),
        months.to_string(),
        &[LCL_19],
    );
    Ok(sheet.done(months))
}

/// How far probation may go under one contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProbationLimit {
    /// The longest probation, in months.
    pub max_months: u32,
    /// The last day that it may have; none where no probation may be agreed at all.
    #[cfg_attr(feature = "schema", schema(required))]
    pub last_day: Option<Date>,
}

/// The last day that probation may have under a contract that runs from `first_day` to `last_day` (none: without an
/// end). Whole months of the term decide. Labour Contract Law arts. 19 and 70.
///
/// # Errors
/// Refuses as [`probation_max_months`] does.
pub fn probation_limit(
    law: &Parameters,
    kind: ContractKind,
    (first_day, last_day): (Date, Option<Date>),
    signed_on: Date,
) -> Result<Explained<ProbationLimit>, Refusal> {
    let term = last_day.map(|last| whole_months(first_day, last + Days::new(1)));
    let most = probation_max_months(law, kind, term, signed_on)?;
    let max_months = most.value;
    let last = (max_months > 0).then(|| first_day + Months::new(max_months) - Days::new(1));
    Ok(most.map(|max_months| ProbationLimit { max_months, last_day: last }))
}

/// Whole months from `from` to `until`, which is exclusive.
fn whole_months(from: Date, until: Date) -> u32 {
    let most = u32::try_from((until - from).num_days().max(0) / 28).unwrap_or(0);
    (0..=most).rev().find(|months| from + Months::new(*months) <= until).unwrap_or(0)
}

/// The least that probation may pay. Labour Contract Law art. 20, Implementation Regulation art. 15: a share of the
/// agreed wage (the stricter reading; the law also lets a share of the lowest wage of the same post do), and never
/// under the local minimum wage.
///
/// # Errors
/// Refuses days before the law.
pub fn probation_wage_floor(
    law: &Parameters,
    contract_wage: Money,
    same_post_lowest: Option<Money>,
    local_min_wage: &Figure,
    signed_on: Date,
) -> Result<Explained<Money>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("contract.probation_wage", signed_on)?;
    sheet.uses(row);
    let share = row.decimal()?;
    let minimum = sheet.figure(local_min_wage);
    let of_agreed = to_money(percent(yuan(contract_wage), share)?)?;
    let floor = of_agreed.max(minimum);
    sheet.step(
        format!(
            "约定工资的 {}%（{} 元）与最低工资 {} 元取高：{} 元。",
            plain(share),
            read(of_agreed),
            read(minimum),
            read(floor)
        ),
        format!(
            "The higher of {} % of the agreed wage ({}) and the minimum wage of {}: {}.",
            plain(share),
            read(of_agreed),
            read(minimum),
            read(floor)
        ),
        format!("max({} × {}%, {})", read(contract_wage), plain(share), read(minimum)),
        read(floor),
        &[LCL_20, IR_15],
    );
    if let Some(lowest) = same_post_lowest {
        let other = to_money(percent(yuan(lowest), share)?)?.max(minimum);
        if other < floor {
            sheet.warn(
                format!("按相同岗位最低档工资计算的下限为 {} 元，本系统取较严口径。", read(other)),
                format!("By the lowest wage of the same post the floor is {}; the stricter one is used.", read(other)),
            );
        }
    }
    Ok(sheet.done(floor))
}

/// What probation beyond the law costs. Labour Contract Law art. 83: the wage after probation for the months served
/// too long.
///
/// # Errors
/// Refuses negative months and amounts that do not fit.
pub fn probation_excess_damages(
    post_probation_wage: Money,
    excess_months: Decimal,
) -> Result<Explained<Money>, Refusal> {
    if excess_months < Decimal::ZERO {
        return Err(Refusal::wrong("excess_months", "月数不能为负数。", "months cannot be negative"));
    }
    let mut sheet = Working::default();
    let damages = to_money(mul(yuan(post_probation_wage), excess_months)?)?;
    let months = plain(excess_months);
    sheet.step(
        format!(
            "违法约定的试用期已履行 {months} 个月，按转正后工资 {} 元赔偿：{} 元。",
            read(post_probation_wage),
            read(damages)
        ),
        format!("{months} months served beyond the law at {} a month: {}.", read(post_probation_wage), read(damages)),
        format!("{} × {months}", read(post_probation_wage)),
        read(damages),
        &[LCL_83],
    );
    Ok(sheet.done(damages))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(first: &str, last: Option<&str>) -> ProbationLimit {
        let law = Parameters::builtin().unwrap();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let kind = if last.is_some() { ContractKind::Fixed } else { ContractKind::OpenEnded };
        probation_limit(law, kind, (day(first), last.map(day)), day(first)).unwrap().value
    }

    #[test]
    fn a_day_less_than_three_years_allows_two_months_and_three_years_allow_six() {
        let last = |limit: ProbationLimit| limit.last_day.map(|day| day.to_string());
        assert_eq!(last(limit("2026-03-01", Some("2029-02-28"))).as_deref(), Some("2026-08-31"));
        assert_eq!(last(limit("2026-03-01", Some("2029-02-27"))).as_deref(), Some("2026-04-30"));
        assert_eq!(last(limit("2026-03-01", None)).as_deref(), Some("2026-08-31"));
    }

    #[test]
    fn a_contract_of_less_than_three_months_has_no_probation() {
        let none = ProbationLimit { max_months: 0, last_day: None };
        assert_eq!(limit("2026-03-01", Some("2026-05-30")), none);
        assert_eq!(limit("2026-03-01", Some("2026-05-31")).max_months, 1);
    }
}
