//! Cases of contracts and retirement.

use kernel::{Date, Month};
use serde_json::{Value, json};

use super::inputs::Inputs;
use super::table::{asked, money};
use crate::contract::{self, ContractKind, OpenEndedFacts, PartTimeTerms};
use crate::exact::plain;
use crate::explained::Figure;
use crate::retirement::{self, RetirementCategory};
use crate::{Parameters, Refusal};

pub(super) fn double_wage(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let (hired, signed) = (inputs.date("hire_date")?, inputs.date_if_given("signed_date")?);
    let found = contract::double_wage(law, hired, signed, inputs.money("monthly_wage")?, asked(as_of)?)?.value;
    Ok(json!({
        "start": found.start,
        "end": found.end,
        "months": plain(found.months),
        "amount": money(found.amount),
        "deemed_open_ended_from": found.deemed_open_ended_from,
    }))
}

pub(super) fn noncompete(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let minimum = Figure::given(inputs.money("local_min_wage")?);
    let (average, agreed) = (inputs.money("avg_wage_12m")?, inputs.money_if_given("agreed_monthly")?);
    let found = contract::noncompete(law, average, &minimum, inputs.whole("months")?, agreed, asked(as_of)?)?.value;
    Ok(json!({"monthly": money(found.monthly), "months": found.months, "total": money(found.total)}))
}

pub(super) fn noncompete_release(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let extra = contract::noncompete_release(law, inputs.money("monthly")?, asked(as_of)?)?.value;
    Ok(json!({ "extra": money(extra) }))
}

pub(super) fn dispatch_share(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let (own, dispatched) = (inputs.whole("own_contracts")?, inputs.whole("dispatched")?);
    let found = contract::dispatch_share(law, own, dispatched, asked(as_of)?)?.value;
    Ok(json!({"percent": plain(found.percent), "limit": plain(found.limit_percent), "over": found.over}))
}

pub(super) fn part_time_check(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let terms = PartTimeTerms {
        hours_a_day: inputs.decimal_if_given("hours_a_day")?,
        hours_a_week: inputs.decimal_if_given("hours_a_week")?,
        pay_days: inputs.whole_if_given("pay_days")?,
        probation: inputs.truth("probation")?,
    };
    let found = contract::part_time_check(law, &terms, asked(as_of)?)?.value;
    Ok(json!({"lawful": found.lawful, "breaches": found.breaches}))
}

pub(super) fn open_ended_due(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let facts = OpenEndedFacts {
        fixed_contracts_signed: inputs.whole("fixed_contracts_signed")?,
        continuous_years: inputs.decimal("continuous_years")?,
        art39_40_exception: inputs.truth("art39_40_exception")?,
        employee_asked_fixed: inputs.truth("employee_asked_fixed")?,
    };
    let found = contract::open_ended_due(law, &facts, asked(as_of)?)?.value;
    Ok(json!({"must_offer": found.must_offer, "ground": found.ground}))
}

pub(super) fn probation_excess_damages(_: &Parameters, _: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let (wage, months) = (inputs.money("post_probation_wage")?, inputs.decimal("excess_months")?);
    Ok(json!({"damages": money(contract::probation_excess_damages(wage, months)?.value)}))
}

pub(super) fn probation_max_months(
    law: &Parameters,
    as_of: Option<Date>,
    inputs: &Inputs<'_>,
) -> Result<Value, Refusal> {
    let name = inputs.text("kind")?;
    let kind = ContractKind::find(name).ok_or_else(|| {
        Refusal::wrong("kind", format!("没有“{name}”这一合同类型。"), format!("no kind of contract is called {name}"))
    })?;
    let most = contract::probation_max_months(law, kind, inputs.whole_if_given("term_months")?, asked(as_of)?)?.value;
    Ok(json!({ "max_months": most }))
}

pub(super) fn probation_wage_floor(
    law: &Parameters,
    as_of: Option<Date>,
    inputs: &Inputs<'_>,
) -> Result<Value, Refusal> {
    let minimum = Figure::given(inputs.money("local_min_wage")?);
    let (agreed, lowest) = (inputs.money("contract_wage")?, inputs.money_if_given("same_post_lowest")?);
    let floor = contract::probation_wage_floor(law, agreed, lowest, &minimum, asked(as_of)?)?.value;
    Ok(json!({ "floor": money(floor) }))
}

pub(super) fn training_penalty(_: &Parameters, _: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let (cost, agreed) = (inputs.money("training_cost")?, inputs.whole("service_months")?);
    let most = contract::training_penalty(cost, agreed, inputs.whole("served_months")?)?.value;
    Ok(json!({ "max_penalty": money(most) }))
}

pub(super) fn statutory_age(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let (birth, name) = (inputs.month("birth")?, inputs.text("category")?);
    let category = RetirementCategory::find(name).ok_or_else(|| {
        Refusal::wrong("category", format!("没有“{name}”这一类别。"), format!("no category is called {name}"))
    })?;
    let found = retirement::statutory_age(law, Month::of(birth), category, asked(as_of)?)?.value;
    Ok(json!({
        "delay_months": found.delay_months,
        "age": format!("{}y{}m", found.age_years, found.age_months),
        "retirement_month": found.retirement_month,
    }))
}

pub(super) fn min_contribution_years(
    law: &Parameters,
    as_of: Option<Date>,
    inputs: &Inputs<'_>,
) -> Result<Value, Refusal> {
    let year = inputs.year("retirement_year")?;
    let years = retirement::min_contribution_years(law, year, asked(as_of)?)?.value;
    Ok(json!({"years": plain(years)}))
}
