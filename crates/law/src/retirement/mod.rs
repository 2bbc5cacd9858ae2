//! Retirement age and the years that a pension needs.

use kernel::{Date, Month};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::DELAY_2024;
use crate::exact::{MONTHS_IN_YEAR, add, mul, plain};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// Which old age applies. A woman's depends on her post: record the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum RetirementCategory {
    /// Men.
    #[serde(rename = "male_60")]
    Male60,
    /// Women in management and technical posts.
    #[serde(rename = "female_55")]
    Female55,
    /// Other women.
    #[serde(rename = "female_50")]
    Female50,
}

impl RetirementCategory {
    /// The category with this name.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "male_60" => Some(Self::Male60),
            "female_55" => Some(Self::Female55),
            "female_50" => Some(Self::Female50),
            _ => None,
        }
    }

    const fn parameter(self) -> &'static str {
        match self {
            Self::Male60 => "retirement.male_60",
            Self::Female55 => "retirement.female_55",
            Self::Female50 => "retirement.female_50",
        }
    }
}

/// `retirement.*`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Rule {
    base_age: u32,
    step_months: i32,
    max_delay_months: i32,
}

/// When somebody retires by law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StatutoryAge {
    /// Months of delay.
    pub delay_months: u32,
    /// Whole years of the age.
    pub age_years: u32,
    /// Further months of the age.
    pub age_months: u32,
    /// The month, `YYYY-MM`.
    pub retirement_month: String,
}

/// When somebody born in a month retires by law. NPC Standing Committee decision of 13 September 2024, annexes 1 to 3:
/// one month of delay for every step of months after the decision took effect, up to a limit.
///
/// # Errors
/// Refuses when the rule is not loaded.
pub fn statutory_age(
    law: &Parameters,
    birth: Month,
    category: RetirementCategory,
    on: Date,
) -> Result<Explained<StatutoryAge>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national(category.parameter(), on)?;
    sheet.uses(row);
    let rule: Rule = row.shape()?;
    let out_of_range = || Refusal::wrong("birth", "日期超出可计算范围。", "the date is out of range");
    let base_months = i64::from(rule.base_age) * MONTHS_IN_YEAR;
    let old = i32::try_from(base_months).map(|months| birth.plus(months)).map_err(|_| out_of_range())?;
    let since_start = old.since(Month::of(row.from));
    let delay = if since_start < 0 || rule.step_months < 1 {
        0
    } else {
        (since_start / rule.step_months + 1).min(rule.max_delay_months)
    };
    let age = i32::try_from(base_months).map_err(|_| out_of_range())? + delay;
    let months_in_year = i32::try_from(MONTHS_IN_YEAR).map_err(|_| out_of_range())?;
    let (age_years, age_months) = (age / months_in_year, age % months_in_year);
    let retirement = old.plus(delay);
    sheet.step(
        format!("{birth} 出生，原退休年龄 {} 岁（{old}），延迟 {delay} 个月：{age_years} 岁 {age_months} 个月，{retirement} 退休。", rule.base_age),
        format!("Born {birth}, old age {} in {old}, delayed by {delay} months: {age_years} years {age_months} months, in {retirement}.", rule.base_age),
        format!("min({}, ⌊{since_start} ÷ {}⌋ + 1)", rule.max_delay_months, rule.step_months),
        retirement.to_string(),
        &[DELAY_2024],
    );
    Ok(sheet.done(StatutoryAge {
        delay_months: delay.unsigned_abs(),
        age_years: age_years.unsigned_abs(),
        age_months: age_months.unsigned_abs(),
        retirement_month: retirement.to_string(),
    }))
}

/// `retirement.min_years`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct MinYears {
    base: Decimal,
    first_step_year: i32,
    step_per_year: Decimal,
    max: Decimal,
}

/// Years of contributions that a pension needs, by the year of retirement. The decision's annex 4.
///
/// # Errors
/// Refuses when the rule is not loaded.
pub fn min_contribution_years(law: &Parameters, retirement_year: i32, on: Date) -> Result<Explained<Decimal>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("retirement.min_years", on)?;
    sheet.uses(row);
    let rule: MinYears = row.shape()?;
    let steps = (retirement_year - rule.first_step_year + 1).max(0);
    let years = add(rule.base, mul(rule.step_per_year, Decimal::from(steps))?)?.min(rule.max).normalize();
    sheet.step(
        format!("{retirement_year} 年退休，最低缴费年限 {} 年。", plain(years)),
        format!("Retiring in {retirement_year} needs {} years of contributions.", plain(years)),
        format!("min({}, {} + {steps} × {})", plain(rule.max), plain(rule.base), plain(rule.step_per_year)),
        plain(years),
        &[DELAY_2024],
    );
    Ok(sheet.done(years))
}
