//! What a contract says beside its kind and its days.

use access::{Caller, Permission};
use kernel::{DateRange, Instant, Problem};
use storage::query::{Find, subject_of};
use storage::rows::{Contract, ContractTerms as Row};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::desk::law;
use super::views::TermsInput;
use crate::organisation::check_code;
use crate::{App, Result};

/// The terms of a contract, as known now.
pub(super) async fn terms_of(db: &Db<'_>, contract: Uuid) -> Result<Option<TermsInput>> {
    let row = Find::<Row>::new().eq(Row::CONTRACT_ID, contract).known().one(db).await?;
    Ok(row.map(|row| input_of(&row)))
}

pub(super) fn input_of(row: &Row) -> TermsInput {
    TermsInput {
        number: row.number.clone(),
        signed_by: row.signed_by.clone(),
        work_place: row.work_place.clone(),
        insured_place: row.insured_place.clone(),
        working_time: row.working_time.clone(),
        probation_months: row.probation_months,
        tenth_hours_a_day: row.tenth_hours_a_day,
        tenth_hours_a_week: row.tenth_hours_a_week,
        pay_days: row.pay_days,
        agency: row.agency.clone(),
        permit_last_day: row.permit_last_day,
    }
}

/// Records the terms of a contract; what was known before is superseded.
pub async fn put_contract_terms(app: &App, caller: &Caller, contract: Uuid, input: TermsInput) -> Result<()> {
    caller.require(Permission::ContractWrite)?;
    let mut work = app.begin(caller, "put_contract_terms", None).await?;
    let found = Find::<Contract>::new().eq(Contract::CONTRACT_ID, contract).known().one(&work.db()).await?;
    let found = found.ok_or(Problem::not_found("contracts.unknown"))?;
    let subject = subject_of(&work.db(), found.person_id, app.today()).await?;
    caller.require_for(Permission::ContractWrite, &subject)?;
    let known_at = work.now();
    put_terms_in(&mut work, contract, input, known_at).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work, known since `known_at`.
pub async fn put_terms_in(work: &mut UnitOfWork, contract: Uuid, input: TermsInput, known_at: Instant) -> Result<()> {
    let found = Find::<Contract>::new().eq(Contract::CONTRACT_ID, contract).known().one(&work.db()).await?;
    let found = found.ok_or(Problem::not_found("contracts.unknown"))?;
    check(work, &input).await?;
    copy_terms_in(work, &found, input, known_at).await
}

async fn check(work: &UnitOfWork, input: &TermsInput) -> Result<()> {
    for (place, pointer) in [(&input.work_place, "/work_place"), (&input.insured_place, "/insured_place")] {
        if let Some(place) = place {
            law()?.place(place).map_err(|refusal| refusal.problem().at(pointer))?;
        }
    }
    if let Some(code) = &input.working_time {
        check_code(&work.db(), "working_time", code, "/working_time").await?;
    }
    let numbers = [
        (input.probation_months, "/probation_months", 120),
        (input.tenth_hours_a_day, "/tenth_hours_a_day", 240),
        (input.tenth_hours_a_week, "/tenth_hours_a_week", 1_680),
        (input.pay_days, "/pay_days", 366),
    ];
    for (number, pointer, most) in numbers {
        if number.is_some_and(|number| number < 0 || number > most) {
            return Err(Problem::invalid("input.number_range").at(pointer).with("least", 0).with("most", most));
        }
    }
    Ok(())
}

/// Writes terms that were checked, or that stood under the contract before.
pub(super) async fn copy_terms_in(
    work: &mut UnitOfWork,
    contract: &Contract,
    input: TermsInput,
    known_at: Instant,
) -> Result<()> {
    let range = DateRange::new(contract.valid_from, contract.valid_until)
        .map_err(|_| Problem::invalid("input.range_reversed"))?;
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let row = Row {
        row_id: work.new_id(),
        contract_id: contract.contract_id,
        employment_id: contract.employment_id,
        person_id: contract.person_id,
        number: said(input.number),
        signed_by: said(input.signed_by),
        work_place: input.work_place,
        insured_place: input.insured_place,
        working_time: input.working_time,
        probation_months: input.probation_months,
        tenth_hours_a_day: input.tenth_hours_a_day,
        tenth_hours_a_week: input.tenth_hours_a_week,
        pay_days: input.pay_days,
        agency: said(input.agency),
        permit_last_day: input.permit_last_day,
        file_id: None,
        valid_from: range.from(),
        valid_until: range.until(),
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    Ok(work.put(range, known_at, &row).await?)
}
