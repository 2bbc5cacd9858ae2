//! Probation: how long, at what wage, and what too much of it costs.

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
