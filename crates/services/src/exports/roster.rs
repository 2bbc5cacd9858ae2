//! The lines of a roster on a day, with delicate values only for those who may read them.

use std::collections::{BTreeSet, HashMap};

use access::{Caller, Scope, Subject};
use chrono::Days;
use documents::tables::Value;
use kernel::{CustomFieldId, Date, FieldMeta, Instant, Money, Record};
use storage::query::Find;
use storage::query::people::{RosterFilter, RosterRow, list};
use storage::rows::{Assignment, Compensation, Contract, Employment, LegalEntity, OrgUnit, Person};
use storage::{Db, Plain, Sealed};
use uuid::Uuid;

use crate::custom_fields::{CustomFieldView, CustomSheet};
use crate::imports::Target;
use crate::{App, Result};

/// What holds on the day about everybody, by id.
struct Facts {
    persons: HashMap<Uuid, Person>,
    contracts: HashMap<Uuid, Contract>,
    pay: HashMap<Uuid, Compensation>,
    working_time: HashMap<Uuid, String>,
    units: HashMap<Uuid, OrgUnit>,
    entities: HashMap<Uuid, String>,
    numbers: HashMap<Uuid, String>,
}

/// The roster as values, one row for each person.
pub(super) struct Roster {
    /// Columns that at least one row fills or may fill.
    pub(super) columns: Vec<Target>,
    /// Fields that the firm added, likewise.
    pub(super) custom: Vec<CustomFieldView>,
    pub(super) rows: Vec<Row>,
    /// Columns that the caller may not read for anybody, or not for everybody.
    pub(super) redacted: BTreeSet<String>,
}

/// One person.
pub(super) struct Row {
    pub(super) values: Vec<(Target, Value)>,
    pub(super) custom: Vec<(CustomFieldId, serde_json::Value)>,
}

/// Columns in the order of the file. Headings are those that an import recognises.
pub(super) const COLUMNS: &[Target] = &[
    Target::EmployeeNo,
    Target::FullName,
    Target::LegalEntity,
    Target::UnitPath,
    Target::Position,
    Target::JobLevel,
    Target::ManagerNo,
    Target::ManagerName,
    Target::Place,
    Target::EmploymentKind,
    Target::WorkingTime,
    Target::HiredOn,
    Target::ProbationEnd,
    Target::ExitDate,
    Target::ContractKind,
    Target::ContractFirstDay,
    Target::ContractLastDay,
    Target::BasePay,
    Target::Phone,
    Target::Email,
    Target::IdentityNumber,
    Target::BankAccount,
];

/// Reads it.
pub(super) async fn read(app: &App, caller: &Caller, scope: Scope, day: Date, known_at: Instant) -> Result<Roster> {
    let db = app.db();
    let filter = RosterFilter::new(day, known_at, scope);
    let lines = list(&db, &filter, u64::from(u32::MAX)).await?;
    let facts = facts(&db, day, known_at).await?;
    let sheet = CustomSheet::read(&db, None, (day, known_at)).await?;
    let mut redacted = BTreeSet::new();
    let mut rows = Vec::with_capacity(lines.len());
    for line in &lines {
        let values = row(app, caller, line, &facts, &mut redacted)?;
        let custom = custom(app, caller, line, &sheet, &mut redacted)?;
        rows.push(Row { values, custom });
    }
    let filled = |target: &&Target| rows.iter().any(|row| row.values.iter().any(|(own, _)| own == *target));
    let columns = if rows.is_empty() { COLUMNS.to_vec() } else { COLUMNS.iter().filter(filled).copied().collect() };
    let kept = |field: &&CustomFieldView| rows.iter().any(|row| row.custom.iter().any(|(own, _)| *own == field.id));
    let custom = sheet.fields().iter().filter(kept).cloned().collect();
    Ok(Roster { columns, custom, rows, redacted })
}

/// What the firm's own fields hold about one person.
fn custom(
    app: &App,
    caller: &Caller,
    line: &RosterRow,
    sheet: &CustomSheet,
    redacted: &mut BTreeSet<String>,
) -> Result<Vec<(CustomFieldId, serde_json::Value)>> {
    let subject = subject(line);
    let mut values = Vec::with_capacity(sheet.fields().len());
    for field in sheet.fields() {
        let record = if field.record == "person" { line.person_id } else { line.employment_id };
        match sheet.value(app, caller, &subject, (field, record))?.into_option() {
            Some(value) => values.push((field.id, value.unwrap_or_default())),
            None => _ = redacted.insert(format!("{}.{}", field.record, field.code)),
        }
    }
    Ok(values)
}

async fn facts(db: &Db<'_>, day: Date, known_at: Instant) -> Result<Facts> {
    let persons = Find::<Person>::new().all(db).await?;
    let contracts = Find::<Contract>::new().as_of(day, known_at).all(db).await?;
    let pay = Find::<Compensation>::new().as_of(day, known_at).all(db).await?;
    let assignments = Find::<Assignment>::new().as_of(day, known_at).all(db).await?;
    let units = Find::<OrgUnit>::new().as_of(day, known_at).all(db).await?;
    let entities = Find::<LegalEntity>::new().all(db).await?;
    let employments = Find::<Employment>::new().as_of(day, known_at).all(db).await?;
    Ok(Facts {
        persons: persons.into_iter().map(|row| (row.id, row)).collect(),
        contracts: contracts.into_iter().map(|row| (row.employment_id, row)).collect(),
        pay: pay.into_iter().map(|row| (row.employment_id, row)).collect(),
        working_time: assignments.into_iter().map(|row| (row.employment_id, row.working_time)).collect(),
        units: units.into_iter().map(|row| (row.unit_id, row)).collect(),
        entities: entities.into_iter().map(|row| (row.id, row.name)).collect(),
        numbers: employments.into_iter().map(|row| (row.person_id, row.employee_no)).collect(),
    })
}

/// What scopes look at.
const fn subject(line: &RosterRow) -> Subject {
    Subject {
        person: Some(line.person_id),
        legal_entity: Some(line.legal_entity_id),
        unit: Some(line.unit_id),
        manager: line.manager_id,
    }
}

/// One line; a field whose class the caller may not read is not in it.
fn row(
    app: &App,
    caller: &Caller,
    line: &RosterRow,
    facts: &Facts,
    redacted: &mut BTreeSet<String>,
) -> Result<Vec<(Target, Value)>> {
    let subject = subject(line);
    let contract = facts.contracts.get(&line.employment_id);
    let day = |until: Option<Date>| until.map(|until| until - Days::new(1));
    let name = |id: Uuid| facts.persons.get(&id).map(|row| row.full_name.clone());
    let manager = line.manager_id;
    let plain: [(&FieldMeta, Target, Value); 17] = [
        (Employment::EMPLOYEE_NO, Target::EmployeeNo, line.employee_no.clone().into()),
        (Person::FULL_NAME, Target::FullName, line.full_name.clone().into()),
        (Employment::LEGAL_ENTITY_ID, Target::LegalEntity, facts.entities.get(&line.legal_entity_id).cloned().into()),
        (Assignment::UNIT_ID, Target::UnitPath, path(facts, line.unit_id).into()),
        (Assignment::POSITION, Target::Position, line.position.clone().into()),
        (Assignment::JOB_LEVEL, Target::JobLevel, line.job_level.clone().into()),
        (Assignment::MANAGER_ID, Target::ManagerNo, manager.and_then(|id| facts.numbers.get(&id).cloned()).into()),
        (Assignment::MANAGER_ID, Target::ManagerName, manager.and_then(name).into()),
        (Assignment::PLACE, Target::Place, line.place.clone().into()),
        (Employment::KIND, Target::EmploymentKind, line.employment_kind.clone().into()),
        (Assignment::WORKING_TIME, Target::WorkingTime, facts.working_time.get(&line.employment_id).cloned().into()),
        (Employment::VALID_FROM, Target::HiredOn, line.hired_on.into()),
        (Employment::PROBATION_UNTIL, Target::ProbationEnd, day(line.probation_until).into()),
        (Employment::VALID_UNTIL, Target::ExitDate, day(line.ends_on).into()),
        (Contract::KIND, Target::ContractKind, contract.map_or("none", |row| row.kind.as_str()).into()),
        (Contract::VALID_FROM, Target::ContractFirstDay, contract.map(|row| row.valid_from).into()),
        (Contract::VALID_UNTIL, Target::ContractLastDay, day(contract.and_then(|row| row.valid_until)).into()),
    ];
    let mut values = Vec::with_capacity(COLUMNS.len());
    for (field, target, value) in plain {
        match caller.show(&subject, field, value).into_option() {
            Some(value) => values.push((target, value)),
            None => _ = redacted.insert(target.key().to_owned()),
        }
    }
    let mut delicate = |field: &'static FieldMeta, target: Target, open: &dyn Fn() -> Result<Value>| -> Result<()> {
        if !caller.may_read(field.class, &subject) {
            redacted.insert(target.key().to_owned());
            return Ok(());
        }
        values.extend(caller.show(&subject, field, open()?).into_option().map(|value| (target, value)));
        Ok(())
    };
    let pay = facts.pay.get(&line.employment_id);
    delicate(Compensation::BASE_PAY, Target::BasePay, &|| {
        let key = line.employment_id;
        let pay: Option<Money> =
            opened(app, (Compensation::META.name, Compensation::BASE_PAY), key, pay.map(|row| &row.base_pay))?;
        Ok(pay.into())
    })?;
    if let Some(person) = facts.persons.get(&line.person_id) {
        let texts = [
            (Person::PHONE, Target::Phone, &person.phone),
            (Person::EMAIL, Target::Email, &person.email),
            (Person::IDENTITY_NUMBER, Target::IdentityNumber, &person.identity_number),
            (Person::BANK_ACCOUNT, Target::BankAccount, &person.bank_account),
        ];
        for (field, target, sealed) in texts {
            delicate(field, target, &|| {
                Ok(opened(app, (Person::META.name, field), person.id, sealed.as_ref())?.into())
            })?;
        }
    }
    Ok(values)
}

fn opened<T: Plain>(
    app: &App,
    (record, field): (&'static str, &'static FieldMeta),
    key: Uuid,
    sealed: Option<&Sealed<T>>,
) -> Result<Option<T>> {
    let opened = sealed.map(|sealed| app.store().unseal(record, field, key, sealed)).transpose()?;
    Ok(opened.map(kernel::Sensitive::into_exposed))
}

/// Names from the top down, with a mark that stands in no name and that imports take for a path.
fn path(facts: &Facts, unit: Uuid) -> String {
    let (mut names, mut next) = (Vec::new(), Some(unit));
    while let Some(unit) = next.and_then(|id| facts.units.get(&id)).filter(|_| names.len() < 30) {
        names.push(unit.name.as_str());
        next = unit.parent_id;
    }
    names.reverse();
    names.join(" > ")
}
