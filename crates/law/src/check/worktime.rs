//! Cases of hours and overtime.

use kernel::Date;
use serde_json::{Value, json};

use super::inputs::Inputs;
use super::table::{asked, money};
use crate::exact::plain;
use crate::worktime::{self, ComprehensiveInput, OvertimeHours};
use crate::{Parameters, Refusal};

pub(super) fn comprehensive(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = worktime::comprehensive(
        law,
        &ComprehensiveInput {
            standard_hours: inputs.decimal("standard_hours")?,
            worked_hours: inputs.decimal("worked_hours")?,
            holiday_hours: inputs.decimal("holiday_hours")?,
            hourly: inputs.money("hourly")?,
            on: asked(as_of)?,
        },
    )?
    .value;
    Ok(json!({
        "extended_hours": plain(found.extended_hours),
        "extended_pay": money(found.extended_pay),
        "holiday_pay": money(found.holiday_pay),
    }))
}

pub(super) fn daily_wage(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = worktime::daily_wage(law, inputs.money("monthly")?, asked(as_of)?)?.value;
    Ok(json!({"daily": money(found.daily), "hourly": money(found.hourly)}))
}

pub(super) fn overtime_limit_check(
    law: &Parameters,
    as_of: Option<Date>,
    inputs: &Inputs<'_>,
) -> Result<Value, Refusal> {
    let (days, month) = (inputs.decimals("daily_extra")?, inputs.decimal("month_extra_total")?);
    let found = worktime::overtime_limit_check(law, &days, month, asked(as_of)?)?.value;
    Ok(json!({"daily_ok": found.daily_ok, "monthly_ok": found.monthly_ok}))
}

pub(super) fn overtime_pay(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let hours = OvertimeHours {
        weekday: inputs.decimal("weekday_hours")?,
        rest_day: inputs.decimal("rest_day_hours")?,
        holiday: inputs.decimal("holiday_hours")?,
    };
    let found = worktime::overtime_pay(law, inputs.money("monthly_base")?, hours, asked(as_of)?)?.value;
    Ok(json!({
        "hourly": money(found.hourly),
        "weekday_pay": money(found.weekday_pay),
        "rest_day_pay": money(found.rest_day_pay),
        "holiday_pay": money(found.holiday_pay),
        "total": money(found.total),
    }))
}

pub(super) fn standard(law: &Parameters, _: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = worktime::standard(law, inputs.year("year")?)?.value;
    Ok(json!({
        "paid_days_month": plain(found.paid_days_month),
        "work_days_month": plain(found.work_days_month),
        "work_days_year": found.work_days_year,
        "work_hours_month": plain(found.work_hours_month),
    }))
}

pub(super) fn unpaid_absence(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = worktime::unpaid_absence(law, inputs.money("monthly")?, inputs.decimal("days")?, asked(as_of)?)?.value;
    Ok(json!({"deduction": money(found.deduction), "paid": money(found.paid)}))
}
