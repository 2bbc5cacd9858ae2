//! Hiring, contracts, ending: what makes and closes the timelines of an employment.

use chrono::Days;
use kernel::{Date, DateRange, EmploymentId, Instant, PersonId, Problem, Record, Sensitive};
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, DutyStatus, Employment, LegalEntity, OrgUnit, Person};
use storage::{Plain, Sealed, UnitOfWork};
use uuid::Uuid;

use super::alter::change_pay_in;
use super::names::{initials_of, pinyin_of};
use super::views::{ChangePay, ContractTerms, EndEmployment, Hire, Hired, NewPerson};
use crate::numbering::{NewHire, given_in, take_in};
use crate::organisation::check_code;
use crate::{App, Result};

/// Purposes of blind indexes: equal values are found within a purpose, never across.
pub(super) const IDENTITY: &str = "person.identity_number";
pub(super) const PHONE: &str = "person.phone";

/// Hires inside a unit of work, known since `known_at`.
pub async fn hire_in(app: &App, work: &mut UnitOfWork, input: Hire, known_at: Instant) -> Result<Hired> {
    check(work, &input, known_at).await?;
    let employee_no = number(work, &input).await?;
    let person_id = match (input.person_id, &input.person) {
        (Some(person), None) => known_person(work, person, input.hired_on).await?,
        (None, Some(person)) => create_person(app, work, person).await?,
        _ => return Err(Problem::invalid("people.one_person").at("/person")),
    };
    let employment_id = work.new_id();
    let row = employment_row(work, &input, employee_no, employment_id, person_id, known_at);
    work.put(DateRange::starting(input.hired_on), known_at, &row).await?;
    if let Some(terms) = &input.contract {
        sign_contract_in(work, employment_id, person_id, terms, known_at).await?;
    }
    let assignment = first_assignment(work, &input, employment_id, person_id, known_at);
    work.put(DateRange::starting(input.hired_on), known_at, &assignment).await?;
    if let Some(base_pay) = input.base_pay_fen {
        let pay = ChangePay { first_day: input.hired_on, base_pay_fen: base_pay, reason: "hire".to_owned() };
        change_pay_in(work, EmploymentId(employment_id), pay, known_at).await?;
    }
    Ok(Hired { person_id: PersonId(person_id), employment_id: EmploymentId(employment_id) })
}

pub(super) fn employment_row(
    work: &UnitOfWork,
    input: &Hire,
    employee_no: String,
    employment_id: Uuid,
    person_id: Uuid,
    known_at: Instant,
) -> Employment {
    Employment {
        row_id: work.new_id(),
        employment_id,
        person_id,
        legal_entity_id: input.legal_entity_id.0,
        employee_no,
        kind: input.kind.clone(),
        probation_until: input.probation_last_day.map(|day| day + Days::new(1)),
        exit_ground: None,
        exit_reason: None,
        valid_from: input.hired_on,
        valid_until: None,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    }
}

async fn check(work: &UnitOfWork, input: &Hire, known_at: Instant) -> Result<()> {
    let db = work.db();
    let entity = Find::<LegalEntity>::by_id(&db, input.legal_entity_id.0).await?;
    if entity.is_none_or(|entity| !entity.active) {
        return Err(Problem::invalid("organisation.legal_entity_unknown").at("/legal_entity_id"));
    }
    check_unit(work, input.unit_id.0, input.hired_on, known_at).await?;
    if input.probation_last_day.is_some_and(|day| day < input.hired_on) {
        return Err(Problem::invalid("people.probation_before_hire").at("/probation_last_day"));
    }
    check_code(&db, "employment_kind", &input.kind, "/kind").await?;
    check_code(&db, "working_time", &input.working_time, "/working_time").await
}

/// The number given by hand, or the next one by rule.
async fn number(work: &mut UnitOfWork, input: &Hire) -> Result<String> {
    let hire = NewHire { legal_entity: input.legal_entity_id.0, unit: input.unit_id.0, hired_on: input.hired_on };
    let number = input.employee_no.trim();
    if number.is_empty() {
        let next = take_in(work, hire).await?;
        return next.ok_or(Problem::invalid("input.required").at("/employee_no"));
    }
    if Find::<Employment>::new().eq(Employment::EMPLOYEE_NO, number).known().one(&work.db()).await?.is_some() {
        return Err(Problem::conflict("people.employee_no_taken").at("/employee_no"));
    }
    given_in(work, hire, number).await?;
    Ok(number.to_owned())
}

pub(super) async fn check_unit(work: &UnitOfWork, unit: Uuid, day: Date, known_at: Instant) -> Result<()> {
    let found = Find::<OrgUnit>::new().eq(OrgUnit::UNIT_ID, unit).as_of(day, known_at).one(&work.db()).await?;
    if found.is_none() {
        return Err(Problem::invalid("organisation.unit_unknown").at("/unit_id").with("day", day));
    }
    Ok(())
}

/// A rehire: the person must exist and may not be employed on the day.
async fn known_person(work: &UnitOfWork, person: PersonId, day: Date) -> Result<Uuid> {
    if Find::<Person>::by_id(&work.db(), person.0).await?.is_none() {
        return Err(Problem::not_found("people.unknown").at("/person_id"));
    }
    if super::current_employment(&work.db(), person, day).await?.is_some() {
        return Err(Problem::conflict("people.already_employed").at("/person_id"));
    }
    Ok(person.0)
}

async fn create_person(app: &App, work: &mut UnitOfWork, input: &NewPerson) -> Result<Uuid> {
    let row = person_row(app, work, input)?;
    if let Some(index) = &row.identity_blind {
        let same = Find::<Person>::new().eq(Person::IDENTITY_BLIND, index.clone()).one(&work.db()).await?;
        if same.is_some() {
            return Err(Problem::conflict("people.identity_number_taken").at("/person/identity_number"));
        }
    }
    let id = row.id;
    work.insert(row).await?;
    Ok(id)
}

pub(super) fn person_row(app: &App, work: &UnitOfWork, input: &NewPerson) -> Result<Person> {
    let full_name = input.full_name.trim().to_owned();
    if full_name.is_empty() {
        return Err(Problem::invalid("input.required").at("/person/full_name"));
    }
    let id = work.new_id();
    let blind = |purpose, value: &Option<Sensitive<String>>| {
        value.as_ref().map(|value| app.store().blind(purpose, &normalised(value.expose())))
    };
    let seal = |field, value: &Option<Sensitive<String>>| seal_text(work, field, id, value.as_ref());
    Ok(Person {
        id,
        name_pinyin: pinyin_of(&full_name),
        name_initials: initials_of(&full_name),
        full_name,
        identity_number: seal(Person::IDENTITY_NUMBER, &input.identity_number),
        identity_blind: blind(IDENTITY, &input.identity_number),
        phone: seal(Person::PHONE, &input.phone),
        phone_blind: blind(PHONE, &input.phone),
        email: seal(Person::EMAIL, &input.email),
        bank_account: seal(Person::BANK_ACCOUNT, &input.bank_account),
        birth_date: seal(Person::BIRTH_DATE, &input.birth_date),
        sex: seal(Person::SEX, &input.sex),
        created_at: work.now().into(),
    })
}

pub(super) fn seal_text(
    work: &UnitOfWork,
    field: &'static kernel::FieldMeta,
    id: Uuid,
    value: Option<&Sensitive<String>>,
) -> Option<Sealed<String>> {
    let text = value.map(|value| value.expose().trim().to_owned()).filter(|text| !text.is_empty())?;
    Some(work.seal(Person::META, field, id, &text))
}

/// Spaces and case make no other number.
pub(super) fn normalised(value: &str) -> String {
    value.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase()
}

pub(super) fn first_assignment(
    work: &UnitOfWork,
    input: &Hire,
    employment_id: Uuid,
    person_id: Uuid,
    known_at: Instant,
) -> Assignment {
    Assignment {
        row_id: work.new_id(),
        employment_id,
        person_id,
        legal_entity_id: input.legal_entity_id.0,
        unit_id: input.unit_id.0,
        manager_id: input.manager_id.map(|manager| manager.0),
        position: input.position.trim().to_owned(),
        job_level: input.job_level.clone(),
        place: input.place.clone(),
        working_time: input.working_time.clone(),
        position_id: None,
        valid_from: input.hired_on,
        valid_until: None,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    }
}

/// Signs a contract under an employment.
pub(super) async fn sign_contract_in(
    work: &mut UnitOfWork,
    employment_id: Uuid,
    person_id: Uuid,
    terms: &ContractTerms,
    known_at: Instant,
) -> Result<()> {
    check_code(&work.db(), "contract_kind", &terms.kind, "/contract/kind").await?;
    let (range, row) = contract_row(work, employment_id, person_id, terms, known_at)?;
    Ok(work.put(range, known_at, &row).await?)
}

pub(super) fn contract_row(
    work: &UnitOfWork,
    employment_id: Uuid,
    person_id: Uuid,
    terms: &ContractTerms,
    known_at: Instant,
) -> Result<(DateRange, Contract)> {
    if (terms.kind == "fixed_term") != terms.last_day.is_some() && terms.kind != "task" {
        return Err(Problem::invalid("people.contract_term").at("/contract/last_day").by_law("《劳动合同法》第十二条"));
    }
    let range = DateRange::inclusive(terms.first_day, terms.last_day)
        .map_err(|_| Problem::invalid("input.range_reversed").at("/contract/last_day"))?;
    let contract_id = work.new_id();
    let row = Contract {
        row_id: work.new_id(),
        contract_id,
        employment_id,
        person_id,
        kind: terms.kind.clone(),
        signed_on: terms.signed_on,
        valid_from: range.from(),
        valid_until: range.until(),
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    Ok((range, row))
}

/// Signs a further contract under an employment.
pub async fn renew_contract_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    person: PersonId,
    terms: &ContractTerms,
    known_at: Instant,
) -> Result<()> {
    sign_contract_in(work, employment.0, person.0, terms, known_at).await
}

pub(super) fn pay_row(
    work: &UnitOfWork,
    employment: Uuid,
    person: Uuid,
    input: ChangePay,
    known_at: Instant,
) -> Compensation {
    Compensation {
        row_id: work.new_id(),
        employment_id: employment,
        person_id: person,
        base_pay: work.seal(Compensation::META, Compensation::BASE_PAY, employment, input.base_pay_fen.expose()),
        reason: input.reason,
        valid_from: input.first_day,
        valid_until: None,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    }
}

/// Ends an employment after `last_day`: nothing of it holds from the next day on.
pub async fn end_employment_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    input: EndEmployment,
    known_at: Instant,
) -> Result<()> {
    check_code(&work.db(), "exit_ground", &input.ground, "/ground").await?;
    let find = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, employment.0);
    let old = find.as_of(input.last_day, known_at).one(&work.db()).await?;
    let old = old.ok_or(Problem::conflict("people.not_employed").at("/last_day").with("day", input.last_day))?;
    let after = DateRange::starting(input.last_day + Days::new(1));
    let reason =
        input.reason.map(|reason| work.seal(Employment::META, Employment::EXIT_REASON, employment.0, reason.expose()));
    let ended = Employment { exit_ground: Some(input.ground), exit_reason: reason, ..old.clone() };
    let whole = DateRange::inclusive(old.valid_from, Some(input.last_day))
        .map_err(|_| Problem::invalid("input.range_reversed").at("/last_day"))?;
    work.clear::<Employment>(employment.0, after, known_at).await?;
    work.put(whole, known_at, &ended).await?;
    work.clear::<Assignment>(employment.0, after, known_at).await?;
    work.clear::<Compensation>(employment.0, after, known_at).await?;
    work.clear::<DutyStatus>(employment.0, after, known_at).await?;
    Ok(())
}

/// Opens a sealed text of a person's row.
pub(super) fn open_text<T: Plain>(
    app: &App,
    field: &'static kernel::FieldMeta,
    id: Uuid,
    sealed: Option<&Sealed<T>>,
) -> Result<Option<T>> {
    let opened = sealed.map(|sealed| app.store().unseal("person", field, id, sealed)).transpose()?;
    Ok(opened.map(Sensitive::into_exposed))
}
