//! The medical period and the floor of sick pay.

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{MEDICAL_3_4, SICK_59};
use crate::exact::{percent, plain, read, to_money, yuan};
use crate::explained::{Figure, Working};
use crate::{Explained, Parameters, Refusal};

/// A line of `leave.medical_period`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Line {
    total_from: Decimal,
    unit_from: Decimal,
    months: u32,
    window: u32,
}

/// How long an ill person is protected, and over which stretch the months are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MedicalPeriod {
    /// Months of the medical period.
    pub months: u32,
    /// Months within which sick days add up to it.
    pub window_months: u32,
}

/// The medical period by total service and service here, in years. 劳部发〔1994〕479号 arts. 3 and 4.
///
/// # Errors
/// Refuses negative years, and more years here than in all.
pub fn medical_period(
    law: &Parameters,
    total_years: Decimal,
    unit_years: Decimal,
    on: Date,
) -> Result<Explained<MedicalPeriod>, Refusal> {
    if unit_years < Decimal::ZERO || total_years < unit_years {
        let en = "service here must lie between nothing and total service";
        return Err(Refusal::wrong("unit_years", "本单位工作年限应在 0 与累计工作年限之间。", en));
    }
    let mut sheet = Working::default();
    let row = law.national("leave.medical_period", on)?;
    sheet.uses(row);
    let lines: Vec<Line> = row.shape()?;
    let line = lines
        .iter()
        .filter(|line| line.total_from <= total_years && line.unit_from <= unit_years)
        .max_by_key(|line| (line.total_from, line.unit_from))
        .ok_or_else(|| Refusal::missing("total_years"))?;
    let (total, unit) = (plain(total_years), plain(unit_years));
    sheet.step(
        format!("实际工作 {total} 年、本单位 {unit} 年：医疗期 {} 个月，按 {} 个月累计。", line.months, line.window),
        format!("{total} years in all, {unit} here: {} months within {}.", line.months, line.window),
        format!("{total} / {unit}"),
        line.months.to_string(),
        &[MEDICAL_3_4],
    );
    Ok(sheet.done(MedicalPeriod { months: line.months, window_months: line.window }))
}

/// The least that sick pay may be. 劳部发〔1995〕309号 art. 59: a share of the local minimum wage. Cities may ask more.
///
/// # Errors
/// Refuses a day before the rule.
pub fn sick_pay_floor(law: &Parameters, local_min_wage: &Figure, on: Date) -> Result<Explained<Money>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("leave.sick_pay_floor", on)?;
    sheet.uses(row);
    let share = row.decimal()?;
    let minimum = sheet.figure(local_min_wage);
    let floor = to_money(percent(yuan(minimum), share)?)?;
    sheet.step(
        format!("病假工资不低于最低工资 {} 元的 {}%：{} 元。", read(minimum), plain(share), read(floor)),
        format!("Sick pay is at least {} % of the minimum wage of {}: {}.", plain(share), read(minimum), read(floor)),
        format!("{} × {}%", read(minimum), plain(share)),
        read(floor),
        &[SICK_59],
    );
    Ok(sheet.done(floor))
}
