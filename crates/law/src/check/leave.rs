//! Cases of leave.

use kernel::Date;
use serde_json::{Value, json};

use super::inputs::Inputs;
use super::table::{asked, money};
use crate::explained::Figure;
use crate::leave::{self, Birth};
use crate::{Parameters, Refusal};

pub(super) fn annual_days(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let days = leave::annual_days(law, inputs.whole("total_service_months")?, asked(as_of)?)?.value;
    Ok(json!({ "days": days }))
}

pub(super) fn annual_joiner(law: &Parameters, _: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = leave::annual_joiner(law, inputs.date("join_date")?, inputs.whole("full_year_days")?)?.value;
    Ok(json!({"remaining_calendar_days": found.remaining_calendar_days, "days": found.days}))
}

pub(super) fn annual_denied(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let (served, sick) = (inputs.whole("total_service_months")?, inputs.decimal("sick_leave_months")?);
    let found = leave::annual_denied(law, served, sick, asked(as_of)?)?.value;
    Ok(json!({"denied": found.denied, "article": found.article}))
}

pub(super) fn maternity_days(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let birth = Birth {
        parity: inputs.whole("parity")?,
        difficult: inputs.truth("difficult")?,
        extra_children: inputs.whole("extra_children")?,
    };
    let days = leave::maternity_days(law, inputs.text("province")?, birth, asked(as_of)?)?.value;
    Ok(json!({ "days": days }))
}

pub(super) fn medical_period(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let (total, unit) = (inputs.decimal("total_years")?, inputs.decimal("unit_years")?);
    let found = leave::medical_period(law, total, unit, asked(as_of)?)?.value;
    Ok(json!({"months": found.months, "window_months": found.window_months}))
}

pub(super) fn sick_pay_floor(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let minimum = Figure::given(inputs.money("local_min_wage")?);
    let floor = leave::sick_pay_floor(law, &minimum, asked(as_of)?)?.value;
    Ok(json!({ "floor": money(floor) }))
}
