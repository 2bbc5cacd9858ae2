//! Findings: listed as far as the caller may see, given to somebody with a deadline, accepted with a reason.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use kernel::{AccountId, FieldMeta, PersonId, Problem, Record, Sensitive};
use storage::query::{Find, subjects_of};
use storage::rows::{OrgUnit, Person, QualityFinding};
use storage::{Db, Document};
use uuid::Uuid;

use super::overview::company_names;
use super::owners::{account_names, check_owner};
use super::rules::{Rule, rules};
use super::views::{AcceptFinding, AssignFindings, Assigned, FindingList, FindingQuery, FindingView, OwnerRef};
use crate::app::required_reason;
use crate::{App, Result};

/// The rules whose findings the caller may see somewhere.
fn readable(caller: &Caller) -> Result<HashMap<String, Rule>> {
    let mut rules: HashMap<String, Rule> = rules()?.into_iter().map(|rule| (rule.key.clone(), rule)).collect();
    rules.retain(|_, rule| !caller.scope_with(Permission::StandardRead, rule.class).is_empty());
    Ok(rules)
}

fn find(app: &App, caller: &Caller, keys: &[&str]) -> Find<QualityFinding> {
    let scope = caller.scope(Permission::StandardRead);
    Find::<QualityFinding>::new().any(QualityFinding::RULE, keys.iter().copied()).visible(&scope, app.today())
}

/// Findings, by rule and age.
pub async fn list_findings(app: &App, caller: &Caller, query: &FindingQuery) -> Result<FindingList> {
    caller.require(Permission::StandardRead)?;
    let rules = readable(caller)?;
    let wanted = |key: &&str| query.rule.as_deref().is_none_or(|rule| rule == *key);
    let keys: Vec<&str> = rules.keys().map(String::as_str).filter(wanted).collect();
    let state = query.state.as_deref().unwrap_or("open");
    let narrowed = || {
        let mut found = find(app, caller, &keys).eq(QualityFinding::STATE, state);
        if let Some(entity) = query.legal_entity_id {
            found = found.eq(QualityFinding::LEGAL_ENTITY_ID, entity.0);
        }
        if query.mine == Some(true) {
            let own = caller.account().map_or_else(Uuid::nil, |account| account.0);
            found = found.eq(QualityFinding::OWNER_ACCOUNT_ID, own);
        }
        if query.overdue == Some(true) {
            found = found.lt(QualityFinding::DUE_ON, app.today());
        }
        found
    };
    let db = app.db();
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let from: u64 = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let sorted = narrowed().ascending(QualityFinding::RULE).ascending(QualityFinding::OPENED_ON);
    let rows = sorted.ascending(QualityFinding::ID).offset(from).limit(limit).all(&db).await?;
    let total = narrowed().count(&db).await?;
    let reached = from + rows.len() as u64;
    Ok(FindingList {
        items: shown(app, caller, &db, rows, &rules).await?,
        next_cursor: (reached < total).then(|| reached.to_string()),
        total,
    })
}

async fn shown(
    app: &App,
    caller: &Caller,
    db: &Db<'_>,
    rows: Vec<QualityFinding>,
    rules: &HashMap<String, Rule>,
) -> Result<Vec<FindingView>> {
    let persons: Vec<Uuid> = rows.iter().filter_map(|row| row.person_id).collect();
    let subjects = subjects_of(db, &persons, app.today()).await?;
    let people = Find::<Person>::new().any(Person::ID, persons).all(db).await?;
    let mut names: HashMap<Uuid, String> = people.into_iter().map(|row| (row.id, row.full_name)).collect();
    let units = Find::<OrgUnit>::new().known().on(app.today()).all(db).await?;
    names.extend(units.into_iter().map(|row| (row.unit_id, row.name)));
    let companies = company_names(db).await?;
    let owners = account_names(db, rows.iter().filter_map(|row| row.owner_account_id)).await?;
    let mut items = Vec::new();
    for row in rows {
        let Some(rule) = rules.get(&row.rule) else { continue };
        let subject = row.person_id.and_then(|person| subjects.get(&person).copied()).unwrap_or(Subject {
            person: row.person_id,
            legal_entity: row.legal_entity_id,
            ..Subject::default()
        });
        // The rule's class decides: that somebody's birthday is wrong is told only to who may read birthdays.
        if caller.may_read(rule.class, &subject) {
            items.push(view(
                app,
                caller,
                subject,
                rule,
                row,
                &Called { names: &names, companies: &companies, owners: &owners },
            )?);
        }
    }
    Ok(items)
}

/// What ids are called.
struct Called<'a> {
    names: &'a HashMap<Uuid, String>,
    companies: &'a HashMap<Uuid, String>,
    owners: &'a HashMap<Uuid, String>,
}

fn view(
    app: &App,
    caller: &Caller,
    subject: Subject,
    rule: &Rule,
    row: QualityFinding,
    called: &Called<'_>,
) -> Result<FindingView> {
    let QualityFinding {
        id,
        rule: _,
        record: _,
        record_id,
        person_id,
        legal_entity_id,
        detail,
        state,
        opened_on,
        closed_on,
        run_id: _,
        owner_account_id,
        due_on,
        note,
    } = row;
    let mut shown = caller.disclose(subject);
    let meta = QualityFinding::META.name;
    let store = app.store();
    let field: &'static FieldMeta = QualityFinding::DETAIL;
    let detail = shown.show_with(field, || {
        let opened = detail.as_ref().map(|sealed| store.unseal(meta, field, id, sealed)).transpose()?;
        Ok::<_, Problem>(opened.map(|opened| {
            let Document(value) = opened.into_exposed();
            value
        }))
    })?;
    let note = shown.show_with(QualityFinding::NOTE, || {
        let opened = note.as_ref().map(|sealed| store.unseal(meta, QualityFinding::NOTE, id, sealed)).transpose()?;
        Ok::<_, Problem>(opened.map(Sensitive::into_exposed))
    })?;
    let overdue = state == "open" && due_on.is_some_and(|due| due < app.today());
    Ok(FindingView {
        id,
        rule: rule.key.clone(),
        title: rule.title(),
        mend: rule.mend(),
        link: rule.link.clone(),
        person_id: person_id.map(PersonId),
        name: called.names.get(&person_id.unwrap_or(record_id)).cloned(),
        company: legal_entity_id.and_then(|id| called.companies.get(&id).cloned()),
        detail,
        state,
        opened_on,
        closed_on,
        owner: owner_account_id.map(|account| OwnerRef {
            account_id: AccountId(account),
            name: called.owners.get(&account).cloned().unwrap_or_default(),
        }),
        due_on,
        overdue,
        note,
    })
}

/// Gives findings to somebody, with a deadline.
pub async fn assign_findings(app: &App, caller: &Caller, input: AssignFindings) -> Result<Assigned> {
    caller.require(Permission::StandardWrite)?;
    if input.due_on < app.today() {
        return Err(Problem::invalid("quality.due_past").at("/due_on"));
    }
    check_owner(app, input.owner_account_id.0).await?;
    let rules = readable(caller)?;
    let wanted = |key: &&str| input.rule.as_deref().is_none_or(|rule| rule == *key);
    let keys: Vec<&str> = rules.keys().map(String::as_str).filter(wanted).collect();
    if input.ids.is_empty() && input.rule.is_none() {
        return Err(Problem::invalid("input.required").at("/ids"));
    }
    let mut work = app.begin(caller, "assign_findings", None).await?;
    let mut found = find(app, caller, &keys).eq(QualityFinding::STATE, "open");
    if !input.ids.is_empty() {
        found = found.any(QualityFinding::ID, input.ids.iter().copied());
    }
    if let Some(entity) = input.legal_entity_id {
        found = found.eq(QualityFinding::LEGAL_ENTITY_ID, entity.0);
    }
    let rows = found.all(&work.db()).await?;
    for row in &rows {
        let given = QualityFinding {
            owner_account_id: Some(input.owner_account_id.0),
            due_on: Some(input.due_on),
            ..row.clone()
        };
        work.update(row, given).await?;
    }
    work.commit().await?;
    Ok(Assigned { count: rows.len() as u64 })
}

/// Leaves a finding as it is: an exception that somebody answers for. It no longer counts against the company.
pub async fn accept_finding(app: &App, caller: &Caller, finding: Uuid, input: AcceptFinding) -> Result<()> {
    caller.require(Permission::StandardWrite)?;
    let note = required_reason(&input.note).map_err(|_| Problem::invalid("input.reason_required").at("/note"))?;
    let rules = readable(caller)?;
    let keys: Vec<&str> = rules.keys().map(String::as_str).collect();
    let mut work = app.begin(caller, "accept_finding", Some(note.clone())).await?;
    let row = find(app, caller, &keys).eq(QualityFinding::ID, finding).one(&work.db()).await?;
    let row = row.ok_or(Problem::not_found("quality.unknown_finding"))?;
    if row.state != "open" {
        return Err(Problem::conflict("quality.not_open"));
    }
    let accepted = QualityFinding {
        state: "accepted".to_owned(),
        closed_on: Some(app.today()),
        due_on: None,
        note: Some(work.seal(QualityFinding::META, QualityFinding::NOTE, row.id, &note)),
        ..row.clone()
    };
    work.update(&row, accepted).await?;
    work.commit().await?;
    Ok(())
}
