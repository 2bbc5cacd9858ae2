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

/// `retirement.flexible`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Flexible {
    early_max_years: i32,
    late_max_years: i32,
    early_notice_months: u32,
    late_agreement_months: u32,
}

/// The months among which a retirement may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RetirementWindow {
    /// The month by law, `YYYY-MM`.
    pub statutory_month: String,
    /// The earliest month that the person may choose, `YYYY-MM`: never before the old age.
    pub earliest_month: String,
    /// The latest month that both may agree on, `YYYY-MM`.
    pub latest_month: String,
    /// The person tells an earlier choice in writing at least so many months before.
    pub early_notice_months: u32,
    /// A later one is agreed in writing at least so many months before.
    pub late_agreement_months: u32,
}

/// From when to when somebody born in a month may retire: earlier by own choice, later by agreement. NPC Standing
/// Committee decision of 13 September 2024, art. 3, and 人社部发〔2024〕94号.
///
/// # Errors
/// Refuses when a rule is not loaded.
pub fn retirement_window(
    law: &Parameters,
    birth: Month,
    category: RetirementCategory,
    on: Date,
) -> Result<Explained<RetirementWindow>, Refusal> {
    let mut sheet = Working::default();
    let statutory = sheet.absorb(statutory_age(law, birth, category, on)?);
    let delay = i32::try_from(statutory.delay_months).unwrap_or(i32::MAX);
    let row = law.national("retirement.flexible", on)?;
    let rule: Flexible = row.shape()?;
    let by_law = birth.plus(age_in_months(&statutory));
    let months_in_year = i32::try_from(MONTHS_IN_YEAR).unwrap_or(i32::MAX);
    let old_age = by_law.plus(-delay);
    let earliest = by_law.plus(-rule.early_max_years * months_in_year).max(old_age);
    let latest = by_law.plus(rule.late_max_years * months_in_year);
    sheet.uses(row);
    sheet.step(
        format!("可自愿提前，最早 {earliest}（不早于原退休年龄 {old_age}）；协商一致可延迟，最迟 {latest}。"),
        format!("Earlier by own choice from {earliest} (not before the old age in {old_age}); later by agreement until {latest}."),
        format!("max({by_law} − {} y, {old_age}); {by_law} + {} y", rule.early_max_years, rule.late_max_years),
        format!("{earliest} – {latest}"),
        &[DELAY_2024],
    );
    Ok(sheet.done(RetirementWindow {
        statutory_month: by_law.to_string(),
        earliest_month: earliest.to_string(),
        latest_month: latest.to_string(),
        early_notice_months: rule.early_notice_months,
        late_agreement_months: rule.late_agreement_months,
    }))
}

fn age_in_months(age: &StatutoryAge) -> i32 {
    let years = i64::from(age.age_years) * MONTHS_IN_YEAR + i64::from(age.age_months);
    i32::try_from(years).unwrap_or(i32::MAX)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn window(birth: &str, category: RetirementCategory) -> (String, String, String) {
        let law = Parameters::builtin().unwrap();
        let birth = Month::of(format!("{birth}-01").parse().unwrap());
        let found = retirement_window(law, birth, category, "2026-11-20".parse().unwrap()).unwrap().value;
        (found.earliest_month, found.statutory_month, found.latest_month)
    }

    /// Born in January 1965, a man retires by law in February 2025: 60 years and one month. He may go one month
    /// earlier, at the old age, and not three years earlier.
    #[test]
    fn nobody_retires_before_the_old_age() {
        let (earliest, statutory, latest) = window("1965-01", RetirementCategory::Male60);
        assert_eq!((earliest.as_str(), statutory.as_str(), latest.as_str()), ("2025-01", "2025-02", "2028-02"));
    }

    /// Born in December 1984, a woman of the group of 50 retires by law at 55, in December 2039, and may go three
    /// years earlier.
    #[test]
    fn three_years_is_the_most_that_may_be_chosen() {
        let (earliest, statutory, latest) = window("1984-12", RetirementCategory::Female50);
        assert_eq!((earliest.as_str(), statutory.as_str(), latest.as_str()), ("2036-12", "2039-12", "2042-12"));
    }
}
