//! What it costs when the employer wants an earlier last day: the ways side by side.

use kernel::{Date, Money};
use serde::{Deserialize, Serialize};

use super::settlement::{Pre2008Practice, Settlement, SettlementInput, settlement};
use crate::article::{LCL_36, LCL_37, LCL_40, LCL_48};
use crate::exact::read;
use crate::explained::{Figure, Working};
use crate::{Explained, Ground, Parameters, Refusal};

/// A way to an earlier last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExitOption {
    /// Keep to the employee's own date: wages until then, no severance. Labour Contract Law art. 37.
    KeepTheDate,
    /// Agree on the earlier date, proposed by the employer: N. Arts. 36, 46 item 2.
    AgreeN,
    /// A lawful ground of art. 40 without notice: N + 1.
    NoNoticeNPlusOne,
    /// Ending it without a lawful ground: 2N. Arts. 48, 87.
    Unlawful2N,
}

/// Facts of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostPreviewInput {
    /// First day of work.
    pub hire_date: Date,
    /// The last day that the employer would like.
    pub wanted_last_day: Date,
    /// The last day that the resignation gives.
    pub resigned_last_day: Date,
    /// Average gross wage of the last twelve months.
    pub avg_wage_12m: Money,
    /// Wage of the previous month.
    pub prev_month_wage: Money,
    /// Local average monthly wage of the prior year.
    pub city_avg_month: Figure,
    /// Local monthly minimum wage.
    pub local_min_wage: Figure,
    /// How service before 2008 is priced.
    pub pre2008: Pre2008Practice,
}

/// What one way costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExitCost {
    /// The way.
    pub option: ExitOption,
    /// Last day of employment on this way.
    pub last_day: Date,
    /// What it costs beyond the wages for days worked.
    #[serde(rename = "cost_fen")]
    pub cost: Money,
    /// Whether this way is lawful in itself.
    pub lawful: bool,
    /// When it may be used, in Chinese.
    pub text_zh: String,
    /// When it may be used, in English.
    pub text_en: String,
    /// How the amount came about; `None` where nothing is paid.
    pub settlement: Option<Explained<Settlement>>,
}

/// All ways side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CostPreview {
    /// Calendar days that the employer would save.
    pub days_earlier: i64,
    /// The ways, cheapest for the firm first by law's own order: keep, N, N + 1, 2N.
    pub options: Vec<ExitCost>,
}

/// What an earlier last day costs. It is a preview: nothing is decided by it.
///
/// # Errors
/// Refuses a wanted day that is not before the resigned one, and whatever [`settlement`] refuses.
pub fn cost_preview(law: &Parameters, input: &CostPreviewInput) -> Result<Explained<CostPreview>, Refusal> {
    if input.wanted_last_day >= input.resigned_last_day {
        return Err(Refusal::wrong(
            "wanted_last_day",
            format!("用人单位希望的日期应早于 {}。", input.resigned_last_day),
            format!("the wanted day must be before {}", input.resigned_last_day),
        ));
    }
    let mut sheet = Working::default();
    let days_earlier = (input.resigned_last_day - input.wanted_last_day).num_days();
    sheet.step(
        format!("按辞职通知，{} 为最后工作日；期间照付工资，不需要经济补偿。", input.resigned_last_day),
        format!(
            "By the resignation {} is the last day; wages go on until then, no severance.",
            input.resigned_last_day
        ),
        "",
        read(Money::ZERO),
        &[LCL_37],
    );
    let mut options = vec![ExitCost {
        option: ExitOption::KeepTheDate,
        last_day: input.resigned_last_day,
        cost: Money::ZERO,
        lawful: true,
        text_zh: format!("按劳动者提出的日期 {}，可安排不到岗但照付工资。", input.resigned_last_day),
        text_en: format!("Keep to {}; the person may be released from work at full pay.", input.resigned_last_day),
        settlement: None,
    }];
    for (option, ground, lawful, zh, en) in WAYS {
        let found = settlement(law, &facts(input, ground))?;
        let cost = found.value.total;
        let article = match option {
            ExitOption::AgreeN => LCL_36,
            ExitOption::NoNoticeNPlusOne => LCL_40,
            _ => LCL_48,
        };
        sheet.step(
            format!("提前 {days_earlier} 天，{zh}：{} 元。", read(cost)),
            format!("{days_earlier} days earlier, {en}: {}.", read(cost)),
            "",
            read(cost),
            &[article],
        );
        sheet.absorb(found.clone().map(|_| ()));
        options.push(ExitCost {
            option,
            last_day: input.wanted_last_day,
            cost,
            lawful,
            text_zh: zh.to_owned(),
            text_en: en.to_owned(),
            settlement: Some(found),
        });
    }
    Ok(sheet.done(CostPreview { days_earlier, options }))
}

/// The ways that pay, with the ground that prices them.
const WAYS: [(ExitOption, Ground, bool, &str, &str); 3] = [
    (
        ExitOption::AgreeN,
        Ground::Art36EmployerProposed,
        true,
        "由用人单位提出并经协商一致（N）",
        "agreed on the employer's proposal (N)",
    ),
    (
        ExitOption::NoNoticeNPlusOne,
        Ground::Art40MajorChange,
        true,
        "确有第四十条情形且未提前通知（N+1）",
        "only if a ground of art. 40 really exists, without notice (N + 1)",
    ),
    (
        ExitOption::Unlawful2N,
        Ground::Unlawful,
        false,
        "没有合法理由单方要求提前离开（2N）",
        "sent away early without a lawful ground (2N)",
    ),
];

/// The exit on the wanted day on a ground.
fn facts(input: &CostPreviewInput, ground: Ground) -> SettlementInput {
    SettlementInput {
        hire_date: input.hire_date,
        last_day: input.wanted_last_day,
        ground,
        avg_wage_12m: input.avg_wage_12m,
        city_avg_month: Some(input.city_avg_month.clone()),
        local_min_wage: Some(input.local_min_wage.clone()),
        notice_days_given: Some(0),
        prev_month_wage: Some(input.prev_month_wage),
        pre2008: input.pre2008,
    }
}
