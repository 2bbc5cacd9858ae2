//! Rules over time: written, ended, listed, tried out.

use std::collections::{BTreeMap, HashMap};

use access::{Caller, Permission};
use chrono::{Datelike, Days};
use kernel::{Date, DateRange, ErrorKind, LegalEntityId, Problem};
use storage::query::Find;
use storage::rows::{Employment, LegalEntity, NumberCounter, NumberRule, OrgUnit};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::parts::{NumberPart, Rule};
use super::pattern::Codes;
use super::take::{advance, known_rules};
use super::views::{
    CounterView, EmployerCode, EndNumberRule, NumberExample, NumberPreview, NumberRuleDraft, NumberRuleList,
    NumberRuleView, OnMismatch, OnOverflow,
};
use crate::{App, Result};

fn damaged() -> Problem {
    Problem::new(ErrorKind::Internal, "internal.number_rule")
}

/// A stored rule, opened.
pub(super) fn opened(row: &NumberRule) -> Result<Rule> {
    let codes: Vec<EmployerCode> = serde_json::from_str(&row.employer_codes).map_err(|_| damaged())?;
    Ok(Rule {
        parts: serde_json::from_str(&row.parts).map_err(|_| damaged())?,
        group_code: row.group_code.clone(),
        employer_codes: codes.into_iter().map(|code| (code.legal_entity_id.0, code.code)).collect(),
        on_mismatch: if row.on_mismatch == "refuse" { OnMismatch::Refuse } else { OnMismatch::Warn },
        on_overflow: if row.on_overflow == "widen" { OnOverflow::Widen } else { OnOverflow::Refuse },
    })
}

fn drafted(draft: &NumberRuleDraft) -> Rule {
    let codes = draft.employer_codes.iter().map(|code| (code.legal_entity_id.0, code.code.trim().to_owned()));
    Rule {
        parts: draft.parts.clone(),
        group_code: draft.group_code.trim().to_owned(),
        employer_codes: codes.filter(|(_, code)| !code.is_empty()).collect(),
        on_mismatch: draft.on_mismatch,
        on_overflow: draft.on_overflow,
    }
}

/// The employers that hire by the rule.
async fn employers(db: &Db<'_>, only: Option<Uuid>) -> Result<Vec<(Uuid, String)>> {
    let rows = Find::<LegalEntity>::new().ascending(LegalEntity::SHORT_NAME).all(db).await?;
    let served = rows.into_iter().filter(|row| row.active && only.is_none_or(|only| only == row.id));
    Ok(served.map(|row| (row.id, row.short_name)).collect())
}

/// Checks a draft; the rule and its employers.
async fn checked(db: &Db<'_>, draft: &NumberRuleDraft) -> Result<(Rule, Vec<(Uuid, String)>)> {
    if draft.title.trim().is_empty() {
        return Err(Problem::invalid("input.required").at("/title"));
    }
    let served = employers(db, draft.legal_entity_id.map(|id| id.0)).await?;
    if served.is_empty() {
        return Err(Problem::invalid("organisation.legal_entity_unknown").at("/legal_entity_id"));
    }
    let rule = drafted(draft);
    rule.check(&served)?;
    Ok((rule, served))
}

/// Writes a rule from a day on. The counts begin after the numbers that are in use already.
pub async fn put_number_rule(app: &App, caller: &Caller, draft: NumberRuleDraft) -> Result<Uuid> {
    caller.require(Permission::StandardWrite)?;
    let mut work = app.begin(caller, "put_number_rule", None).await?;
    let id = put_number_rule_in(&mut work, &draft).await?;
    work.commit().await?;
    Ok(id)
}

/// The same inside a unit of work.
pub async fn put_number_rule_in(work: &mut UnitOfWork, draft: &NumberRuleDraft) -> Result<Uuid> {
    let (rule, _) = checked(&work.db(), draft).await?;
    let entity = draft.legal_entity_id.map(|id| id.0);
    let known = Find::<NumberRule>::new().known().all(&work.db()).await?;
    let same = known.iter().find(|row| row.legal_entity_id == entity);
    let rule_id = same.map_or_else(|| work.new_id(), |row| row.rule_id);
    let json = |value: serde_json::Result<String>| value.map_err(|_| damaged());
    let codes: Vec<EmployerCode> = rule
        .employer_codes
        .iter()
        .map(|(id, code)| EmployerCode { legal_entity_id: LegalEntityId(*id), code: code.clone() })
        .collect();
    let row = NumberRule {
        row_id: work.new_id(),
        rule_id,
        legal_entity_id: entity,
        title: draft.title.trim().to_owned(),
        parts: json(serde_json::to_string(&rule.parts))?,
        group_code: rule.group_code.clone(),
        employer_codes: json(serde_json::to_string(&codes))?,
        on_mismatch: if rule.on_mismatch == OnMismatch::Refuse { "refuse" } else { "warn" }.to_owned(),
        on_overflow: if rule.on_overflow == OnOverflow::Widen { "widen" } else { "refuse" }.to_owned(),
        valid_from: draft.first_day,
        valid_until: None,
        known_from: work.now().into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    let known_at = work.now();
    work.put(DateRange::starting(draft.first_day), known_at, &row).await?;
    for (key, highest) in in_use(&work.db(), &rule).await?.highest {
        advance(work, &key, highest + 1).await?;
    }
    Ok(rule_id)
}

/// The numbers in use, as a rule reads them.
struct InUse {
    highest: BTreeMap<String, i64>,
    known: u64,
    others: u64,
}

async fn in_use(db: &Db<'_>, rule: &Rule) -> Result<InUse> {
    let mut found = InUse { highest: BTreeMap::new(), known: 0, others: 0 };
    for row in Find::<Employment>::new().known().all(db).await? {
        match rule.read(&row.employee_no, None) {
            Some(read) => {
                found.known += 1;
                let highest = found.highest.entry(read.key).or_insert(read.value);
                *highest = (*highest).max(read.value);
            }
            None => found.others += 1,
        }
    }
    Ok(found)
}

/// Ends a rule: hires after the day need a number given by hand, or fall under the group's rule.
pub async fn end_number_rule(app: &App, caller: &Caller, rule: Uuid, input: EndNumberRule) -> Result<()> {
    caller.require(Permission::StandardWrite)?;
    let mut work = app.begin(caller, "end_number_rule", None).await?;
    let known = Find::<NumberRule>::new().timeline(rule).known().all(&work.db()).await?;
    if known.is_empty() {
        return Err(Problem::not_found("numbering.unknown"));
    }
    let known_at = work.now();
    work.clear::<NumberRule>(rule, DateRange::starting(input.last_day + Days::new(1)), known_at).await?;
    work.commit().await?;
    Ok(())
}

/// What a rule would make. Nothing is written.
pub async fn preview_number_rule(app: &App, caller: &Caller, draft: NumberRuleDraft) -> Result<NumberPreview> {
    caller.require(Permission::StandardRead)?;
    let db = app.db();
    let (rule, served) = checked(&db, &draft).await?;
    let used = in_use(&db, &rule).await?;
    let counts = counts(&db).await?;
    let next = |key: &str| {
        let highest = used.highest.get(key).map_or(0, |highest| highest + 1);
        highest.max(counts.get(key).copied().unwrap_or_default())
    };
    let unit = sample_unit(&db, draft.first_day).await?;
    let examples = examples(&rule, &served, &unit, draft.first_day, next);
    Ok(NumberPreview { examples, known: used.known, others: used.others })
}

async fn counts(db: &Db<'_>) -> Result<HashMap<String, i64>> {
    let rows = Find::<NumberCounter>::new().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.scope_key, row.next_value)).collect())
}

/// A unit's code to show examples with: one far down, as most people sit there.
async fn sample_unit(db: &Db<'_>, day: Date) -> Result<String> {
    let rows = Find::<OrgUnit>::new().known().on(day).descending(OrgUnit::CODE).limit(1).all(db).await?;
    Ok(rows.into_iter().next().map_or_else(|| "D01".to_owned(), |row| row.code))
}

fn examples(
    rule: &Rule,
    served: &[(Uuid, String)],
    unit: &str,
    day: Date,
    next: impl Fn(&str) -> i64,
) -> Vec<NumberExample> {
    let (digits, start, _) = rule.sequence();
    let all = 10_i64.pow(digits.into());
    let of = |(id, name): &(Uuid, String)| {
        let employer = rule.employer_codes.get(id).cloned().unwrap_or_default();
        let codes = Codes { employer, unit: unit.to_owned(), year: day.year(), month: day.month() };
        let first = next(&rule.key(&codes)).max(i64::from(start));
        let numbers = (first..first + 3).filter_map(|value| rule.write(&codes, value)).collect();
        NumberExample { employer: name.clone(), numbers, left: (all - first).max(0) }
    };
    // Without the employer in the number they are the same everywhere.
    let many = if rule.parts.contains(&NumberPart::EmployerCode) { served.len() } else { 1 };
    served.iter().take(many).map(of).collect()
}

/// All rules, those that hold first, with what comes next.
pub async fn list_number_rules(app: &App, caller: &Caller) -> Result<NumberRuleList> {
    caller.require(Permission::StandardRead)?;
    let db = app.db();
    let today = app.today();
    let counts = counts(&db).await?;
    let names: HashMap<Uuid, String> = employers(&db, None).await?.into_iter().collect();
    let unit = sample_unit(&db, today).await?;
    let mut items = Vec::new();
    for (row, rule) in known_rules(&db).await? {
        let served = employers(&db, row.legal_entity_id).await?;
        let next = |key: &str| counts.get(key).copied().unwrap_or_default();
        let shown = examples(&rule, &served, &unit, today.max(row.valid_from), next);
        items.push(view(row, rule, today, &names, shown));
    }
    let rank = |state: &str| ["current", "planned", "past"].iter().position(|known| *known == state);
    items.sort_by(|a, b| {
        (rank(a.state), a.legal_entity_id.is_some(), b.first_day).cmp(&(
            rank(b.state),
            b.legal_entity_id.is_some(),
            a.first_day,
        ))
    });
    let mut counters: Vec<CounterView> = counts.into_iter().map(|(scope, next)| CounterView { scope, next }).collect();
    counters.sort_by(|a, b| a.scope.cmp(&b.scope));
    Ok(NumberRuleList { items, counters })
}

fn view(
    row: NumberRule,
    rule: Rule,
    today: Date,
    names: &HashMap<Uuid, String>,
    examples: Vec<NumberExample>,
) -> NumberRuleView {
    let NumberRule {
        row_id: _,
        rule_id,
        legal_entity_id,
        title,
        parts: _,
        group_code,
        employer_codes: _,
        on_mismatch: _,
        on_overflow: _,
        valid_from,
        valid_until,
        known_from: _,
        known_until: _,
        recorded_at: _,
    } = row;
    let state = match valid_until {
        Some(until) if until <= today => "past",
        _ if valid_from > today => "planned",
        _ => "current",
    };
    let codes = rule.employer_codes.into_iter();
    NumberRuleView {
        rule_id,
        legal_entity_id: legal_entity_id.map(LegalEntityId),
        employer: legal_entity_id.and_then(|id| names.get(&id).cloned()),
        title,
        parts: rule.parts,
        group_code,
        employer_codes: codes.map(|(id, code)| EmployerCode { legal_entity_id: LegalEntityId(id), code }).collect(),
        on_mismatch: rule.on_mismatch,
        on_overflow: rule.on_overflow,
        first_day: valid_from,
        last_day: valid_until.map(|until| until - Days::new(1)),
        state,
        examples: if state == "past" { Vec::new() } else { examples },
    }
}
