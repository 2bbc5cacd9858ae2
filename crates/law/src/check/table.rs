//! The calculators by the names of the case files.

use kernel::{Date, Money};
use serde_json::{Value, json};

use super::inputs::Inputs;
use super::{contract, leave, termination, worktime};
use crate::explained::Figure;
use crate::{Parameters, Refusal, calendar, iit};

/// Computes the answer to a case.
pub(super) type Calculator = fn(&Parameters, Option<Date>, &Inputs<'_>) -> Result<Value, Refusal>;

/// Every supported calculator.
const CALCULATORS: &[(&str, Calculator)] = &[
    ("calendar.day_kind", day_kind),
    ("contract.dispatch_share", contract::dispatch_share),
    ("contract.double_wage", contract::double_wage),
    ("contract.noncompete", contract::noncompete),
    ("contract.noncompete_release", contract::noncompete_release),
    ("contract.open_ended_due", contract::open_ended_due),
    ("contract.part_time_check", contract::part_time_check),
    ("contract.probation_excess_damages", contract::probation_excess_damages),
    ("contract.probation_max_months", contract::probation_max_months),
    ("contract.probation_wage_floor", contract::probation_wage_floor),
    ("contract.training_penalty", contract::training_penalty),
    ("iit.severance_one_off", severance_one_off),
    ("leave.annual_days", leave::annual_days),
    ("leave.annual_denied", leave::annual_denied),
    ("leave.annual_joiner", leave::annual_joiner),
    ("leave.maternity_days", leave::maternity_days),
    ("leave.medical_period", leave::medical_period),
    ("leave.sick_pay_floor", leave::sick_pay_floor),
    ("parameter.value", parameter_value),
    ("payroll.damage_deduction_cap", termination::damage_deduction_cap),
    ("retirement.min_contribution_years", contract::min_contribution_years),
    ("retirement.statutory_age", contract::statutory_age),
    ("termination.certificate_check", termination::certificate_check),
    ("termination.deadlines", termination::deadlines),
    ("termination.pre2008_split", termination::pre2008_split),
    ("termination.protected_check", termination::protected_check),
    ("termination.settlement", termination::settlement),
    ("termination.unused_annual_leave", termination::unused_annual_leave),
    ("worktime.comprehensive", worktime::comprehensive),
    ("worktime.daily_wage", worktime::daily_wage),
    ("worktime.overtime_limit_check", worktime::overtime_limit_check),
    ("worktime.overtime_pay", worktime::overtime_pay),
    ("worktime.standard", worktime::standard),
    ("worktime.unpaid_absence", worktime::unpaid_absence),
];

/// The calculator of this name.
pub(super) fn find(name: &str) -> Option<Calculator> {
    CALCULATORS.iter().find(|(known, _)| *known == name).map(|(_, calculator)| *calculator)
}

/// The day on which a case asks, where its inputs hold none.
pub(super) fn asked(as_of: Option<Date>) -> Result<Date, Refusal> {
    as_of.ok_or_else(|| Refusal::missing("as_of"))
}

/// An amount as the files write it.
pub(super) fn money(amount: Money) -> Value {
    Value::String(amount.to_string())
}

fn severance_one_off(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let average = Figure::given(inputs.money("local_avg_annual_wage")?);
    let found = iit::severance_one_off(law, inputs.money("amount")?, &average, asked(as_of)?)?.value;
    Ok(json!({"exempt": money(found.exempt), "taxable": money(found.taxable), "tax": money(found.tax)}))
}

fn day_kind(law: &Parameters, _: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let kind = calendar::day_kind(law, inputs.date("date")?)?.value;
    Ok(json!({"kind": kind.as_str()}))
}

/// A row of the data itself, so that a new value can have its case beside it: `id`, `place`, with `as_of`.
fn parameter_value(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let row = law.at(inputs.text("id")?, inputs.text("place")?, asked(as_of)?)?;
    Ok(json!({"value": row.json(), "place": row.jurisdiction, "unit": row.unit, "status": row.status}))
}
