//! Cases of exits.

use kernel::Date;
use serde_json::{Value, json};

use super::inputs::Inputs;
use super::table::{asked, money};
use crate::explained::Figure;
use crate::termination::{self, Pre2008Input, Pre2008Practice, ProtectedStatus, SettlementInput, UnusedLeaveInput};
use crate::{Ground, Parameters, Refusal};

fn ground(inputs: &Inputs<'_>) -> Result<Ground, Refusal> {
    let name = inputs.text("ground")?;
    let known = || Ground::ALL.map(Ground::as_str).join(", ");
    Ground::find(name).ok_or_else(|| {
        Refusal::wrong(
            "ground",
            format!("没有“{name}”这一情形；可用：{}。", known()),
            format!("no ground is called {name}; known: {}", known()),
        )
    })
}

pub(super) fn settlement(law: &Parameters, _: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = termination::settlement(
        law,
        &SettlementInput {
            hire_date: inputs.date("hire_date")?,
            last_day: inputs.date("last_day")?,
            ground: ground(inputs)?,
            avg_wage_12m: inputs.money("avg_wage_12m")?,
            city_avg_month: inputs.money_if_given("city_avg_month")?.map(Figure::given),
            local_min_wage: inputs.money_if_given("local_min_wage")?.map(Figure::given),
            notice_days_given: inputs.whole_if_given("notice_days_given")?,
            prev_month_wage: inputs.money_if_given("prev_month_wage")?,
            pre2008: Pre2008Practice::default(),
        },
    )?
    .value;
    Ok(json!({
        "service_months_n": found.service_months_n.to_string(),
        "wage_base": money(found.wage_base),
        "capped": found.capped,
        "economic_compensation": money(found.economic_compensation),
        "notice_pay": money(found.notice_pay),
        "unlawful_damages": money(found.unlawful_damages),
        "total": money(found.total),
    }))
}

pub(super) fn pre2008_split(law: &Parameters, _: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = termination::pre2008_split(
        law,
        &Pre2008Input {
            hire_date: inputs.date("hire_date")?,
            last_day: inputs.date("last_day")?,
            ground: ground(inputs)?,
            avg_wage_12m: inputs.money("avg_wage_12m")?,
            city_avg_month: Figure::given(inputs.money("city_avg_month")?),
            local_min_wage: inputs.money_if_given("local_min_wage")?.map(Figure::given),
        },
    )?
    .value;
    Ok(json!({
        "pre2008_months": found.pre2008_months.to_string(),
        "post2008_months": found.post2008_months.to_string(),
        "amount": money(found.amount),
    }))
}

pub(super) fn unused_annual_leave(
    law: &Parameters,
    as_of: Option<Date>,
    inputs: &Inputs<'_>,
) -> Result<Value, Refusal> {
    let found = termination::unused_annual_leave(
        law,
        &UnusedLeaveInput {
            last_day: asked(as_of)?,
            calendar_days_elapsed: inputs.whole("calendar_days_elapsed")?,
            full_year_days: inputs.whole("full_year_days")?,
            days_taken: inputs.decimal("days_taken")?,
            avg_wage_12m_ex_overtime: inputs.money("avg_wage_12m_ex_overtime")?,
        },
    )?
    .value;
    Ok(json!({
        "days": found.days,
        "daily_wage": money(found.daily_wage),
        "extra_200": money(found.extra_200),
        "total_300": money(found.total_300),
    }))
}

pub(super) fn certificate_check(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = termination::certificate_check(law, &inputs.texts("fields")?, asked(as_of)?)?.value;
    Ok(json!({"valid": found.valid, "missing": found.missing, "forbidden": found.forbidden}))
}

pub(super) fn protected_check(law: &Parameters, as_of: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let words = inputs.texts("statuses")?;
    let statuses = words.iter().map(|word| {
        ProtectedStatus::find(word).ok_or_else(|| {
            Refusal::wrong(
                "statuses",
                format!("没有“{word}”这一受保护情形。"),
                format!("no protected status is called {word}"),
            )
        })
    });
    let statuses = statuses.collect::<Result<Vec<_>, _>>()?;
    let found = termination::protected_check(law, ground(inputs)?, &statuses, asked(as_of)?)?.value;
    Ok(json!({"allowed": found.allowed, "article": found.article}))
}

pub(super) fn deadlines(law: &Parameters, _: Option<Date>, inputs: &Inputs<'_>) -> Result<Value, Refusal> {
    let found = termination::deadlines(law, inputs.date("last_day")?)?.value;
    Ok(json!({
        "certificate_due": found.certificate_due,
        "wages_due": found.wages_due,
        "file_and_si_transfer_due": found.file_and_si_transfer_due,
        "housing_fund_change_due": found.housing_fund_change_due,
        "contract_text_keep_until": found.contract_text_keep_until,
        "arbitration_limit": found.arbitration_limit,
    }))
}

pub(super) fn damage_deduction_cap(
    law: &Parameters,
    as_of: Option<Date>,
    inputs: &Inputs<'_>,
) -> Result<Value, Refusal> {
    let minimum = Figure::given(inputs.money("local_min_wage")?);
    let found = termination::damage_deduction(law, inputs.money("month_wage")?, &minimum, asked(as_of)?)?.value;
    Ok(json!({"max_deduction": money(found.max_deduction)}))
}
