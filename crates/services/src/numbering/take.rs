//! Taking the next number, and what a number given by hand means for the counts.

use std::collections::BTreeMap;

use access::{Caller, Permission};
use chrono::Datelike;
use kernel::{Date, Problem};
use storage::query::Find;
use storage::rows::{Employment, NumberCounter, NumberRule, OrgUnit};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::parts::{NumberPart, Rule};
use super::pattern::Codes;
use super::rules::opened;
use super::views::{NextNumber, NextNumberQuery, OnMismatch};
use crate::{App, Result};

/// The hire that wants a number.
#[derive(Debug, Clone, Copy)]
pub struct NewHire {
    /// With which employer.
    pub legal_entity: Uuid,
    /// In which unit.
    pub unit: Uuid,
    /// First day.
    pub hired_on: Date,
}

/// The rules as they are known, opened.
pub(super) async fn known_rules(db: &Db<'_>) -> Result<Vec<(NumberRule, Rule)>> {
    let rows = Find::<NumberRule>::new().known().all(db).await?;
    rows.into_iter().map(|row| Ok((row.clone(), opened(&row)?))).collect()
}

/// The rule for a hire: the employer's own, else the group's.
fn rule_for(rules: &[(NumberRule, Rule)], entity: Uuid, day: Date) -> Option<&(NumberRule, Rule)> {
    let holds = |row: &NumberRule| row.valid_from <= day && row.valid_until.is_none_or(|until| day < until);
    let of = |wanted: Option<Uuid>| rules.iter().find(move |(row, _)| row.legal_entity_id == wanted && holds(row));
    of(Some(entity)).or_else(|| of(None))
}

/// What the hire brings into its number.
pub(super) async fn codes(db: &Db<'_>, rule: &Rule, hire: NewHire) -> Result<Codes> {
    let employer = rule.employer_codes.get(&hire.legal_entity).cloned().unwrap_or_default();
    if employer.is_empty() && rule.parts.contains(&NumberPart::EmployerCode) {
        return Err(Problem::conflict("numbering.no_employer_code").at("/employee_no"));
    }
    let unit = if rule.parts.contains(&NumberPart::UnitCode) {
        let row = Find::<OrgUnit>::new().timeline(hire.unit).known().on(hire.hired_on).one(db).await?;
        let code: String = row.map(|row| row.code).unwrap_or_default();
        if code.is_empty() || !code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return Err(Problem::conflict("numbering.no_unit_code").at("/employee_no").with("code", code));
        }
        code
    } else {
        String::new()
    };
    Ok(Codes { employer, unit, year: hire.hired_on.year(), month: hire.hired_on.month() })
}

async fn taken(db: &Db<'_>, number: &str) -> Result<bool> {
    Ok(Find::<Employment>::new().eq(Employment::EMPLOYEE_NO, number).known().one(db).await?.is_some())
}

async fn counter(db: &Db<'_>, key: &str) -> Result<Option<NumberCounter>> {
    Ok(Find::<NumberCounter>::new().eq(NumberCounter::SCOPE_KEY, key).one(db).await?)
}

/// The next free place and its number. A number that somebody has already, because it was given by hand before the
/// rule could read it, is passed over.
pub(super) async fn next_free(db: &Db<'_>, rule: &Rule, codes: &Codes) -> Result<(i64, String)> {
    let (_, start, _) = rule.sequence();
    let next = counter(db, &rule.key(codes)).await?.map_or(0, |row| row.next_value);
    let mut value = next.max(i64::from(start));
    loop {
        let number = rule.write(codes, value).ok_or(Problem::conflict("numbering.used_up").at("/employee_no"))?;
        if !taken(db, &number).await? {
            return Ok((value, number));
        }
        value += 1;
    }
}

/// Takes the next number for a hire; `None` when no rule holds for it.
pub async fn take_in(work: &mut UnitOfWork, hire: NewHire) -> Result<Option<String>> {
    let rules = known_rules(&work.db()).await?;
    let Some((_, rule)) = rule_for(&rules, hire.legal_entity, hire.hired_on) else { return Ok(None) };
    let codes = codes(&work.db(), rule, hire).await?;
    let (value, number) = next_free(&work.db(), rule, &codes).await?;
    advance(work, &rule.key(&codes), value + 1).await?;
    Ok(Some(number))
}

/// Moves a count forward, never back.
pub(super) async fn advance(work: &mut UnitOfWork, key: &str, next_value: i64) -> Result<()> {
    let changed_at = work.now().into();
    match counter(&work.db(), key).await? {
        Some(old) if old.next_value >= next_value => {}
        Some(old) => work.update(&old, NumberCounter { next_value, changed_at, ..old.clone() }).await?,
        None => {
            let row = NumberCounter { id: work.new_id(), scope_key: key.to_owned(), next_value, changed_at };
            work.insert(row).await?;
        }
    }
    Ok(())
}

/// Looks at a number given by hand: the counts of every rule that reads it as its own move past it, and one that
/// does not fit the rule of its day is refused where the rule says so. Returns whether it fits; `None` without a rule.
pub async fn given_in(work: &mut UnitOfWork, hire: NewHire, number: &str) -> Result<Option<bool>> {
    let rules = known_rules(&work.db()).await?;
    let mut fits = None;
    if let Some((row, rule)) = rule_for(&rules, hire.legal_entity, hire.hired_on) {
        let fit = rule.read(number, codes(&work.db(), rule, hire).await.ok().as_ref()).is_some();
        if !fit && rule.on_mismatch == OnMismatch::Refuse {
            return Err(Problem::conflict("numbering.does_not_fit").at("/employee_no").with("rule", &row.title));
        }
        fits = Some(fit);
    }
    for (_, rule) in &rules {
        if let Some(read) = rule.read(number, None) {
            advance(work, &read.key, read.value + 1).await?;
        }
    }
    Ok(fits)
}

/// Moves the counts past many numbers at once: an import brings numbers of its own.
pub async fn given_many_in(work: &mut UnitOfWork, numbers: &[String]) -> Result<()> {
    let mut last: BTreeMap<String, i64> = BTreeMap::new();
    for (_, rule) in known_rules(&work.db()).await? {
        for read in numbers.iter().filter_map(|number| rule.read(number, None)) {
            let value = last.entry(read.key).or_insert(read.value);
            *value = read.value.max(*value);
        }
    }
    for (key, value) in last {
        advance(work, &key, value + 1).await?;
    }
    Ok(())
}

/// What the next hire's number will be, if nobody comes before it. Nothing is taken.
pub async fn next_number(app: &App, caller: &Caller, query: NextNumberQuery) -> Result<NextNumber> {
    caller.require(Permission::PersonWrite)?;
    let db = app.db();
    let hire = NewHire { legal_entity: query.legal_entity_id.0, unit: query.unit_id.0, hired_on: query.hired_on };
    let given = query.number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let is_taken = match given {
        Some(number) => Some(taken(&db, number).await?),
        None => None,
    };
    let rules = known_rules(&db).await?;
    let Some((row, rule)) = rule_for(&rules, hire.legal_entity, hire.hired_on) else {
        return Ok(NextNumber { rule: None, number: None, fits: None, taken: is_taken, refuses: false });
    };
    let codes = codes(&db, rule, hire).await?;
    let (_, number) = next_free(&db, rule, &codes).await?;
    Ok(NextNumber {
        rule: Some(row.title.clone()),
        number: Some(number),
        fits: given.map(|given| rule.read(given, Some(&codes)).is_some()),
        taken: is_taken,
        refuses: rule.on_mismatch == OnMismatch::Refuse,
    })
}
