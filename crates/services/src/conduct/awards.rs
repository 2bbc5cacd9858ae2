//! Awards within a budget: per unit and year, refused when it would be exceeded.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use chrono::Datelike;
use kernel::{Date, FieldClass, Money, OrgUnitId, PersonId, Problem, Record, Text};
use serde_json::json;
use storage::query::{Find, subject_of, subjects_of};
use storage::rows::{Assignment, Award as Row, AwardBudget, OrgUnit, Person};
use storage::{Db, UnitOfWork};
use uuid::Uuid;
use workflow::Relation;

use super::filed::file_award_in;
use super::views::{AwardBudgetView, AwardList, AwardPage, AwardView, NewAward, PutAwardBudget};
use crate::approvals::{Approver, Ask, SummaryLine, SummaryValue, approval_of, ask_in};
use crate::organisation::{check_code, unit_path};
use crate::people::{PersonRef, RecordEvent, UnitRef, record_event_in};
use crate::wire::cut;
use crate::{App, Created, Result};

/// The name under which approvals know an award.
const ABOUT: &str = "award";
const LISTED: u64 = 500;

/// Sets what a unit may spend in a year.
pub async fn put_award_budget(app: &App, caller: &Caller, input: PutAwardBudget) -> Result<()> {
    let scope = caller.require(Permission::ConductManage)?;
    if !scope.covers(&Subject { unit: Some(input.unit_id.0), ..Subject::default() }) {
        return Err(Problem::not_found("organisation.unit_unknown").at("/unit_id"));
    }
    let mut work = app.begin(caller, "put_award_budget", None).await?;
    put_award_budget_in(app, &mut work, input).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work.
pub async fn put_award_budget_in(app: &App, work: &mut UnitOfWork, input: PutAwardBudget) -> Result<()> {
    let amount = *input.amount_fen.expose();
    if amount < Money::ZERO {
        return Err(Problem::invalid("conduct.amount_negative").at("/amount_fen"));
    }
    let known = budget_of(&work.db(), input.unit_id.0, input.year).await?;
    if spent(app, &work.db(), input.unit_id.0, input.year).await? > amount {
        return Err(Problem::conflict("conduct.budget_below_spent").at("/amount_fen"));
    }
    if let Some(old) = known {
        let amount = work.seal(AwardBudget::META, AwardBudget::AMOUNT, old.id, &amount);
        return Ok(work.update(&old, AwardBudget { amount, ..old.clone() }).await?);
    }
    let unit = Find::<OrgUnit>::new().eq(OrgUnit::UNIT_ID, input.unit_id.0).known().one(&work.db()).await?;
    if unit.is_none() {
        return Err(Problem::invalid("organisation.unit_unknown").at("/unit_id").with("day", app.today()));
    }
    let id = work.new_id();
    let row = AwardBudget {
        id,
        unit_id: input.unit_id.0,
        year: input.year,
        amount: work.seal(AwardBudget::META, AwardBudget::AMOUNT, id, &amount),
        recorded_at: work.now().into(),
        recorded_by: work.context().actor,
    };
    Ok(work.insert(row).await?)
}

async fn budget_of(db: &Db<'_>, unit: Uuid, year: i32) -> Result<Option<AwardBudget>> {
    Ok(Find::<AwardBudget>::new().eq(AwardBudget::UNIT_ID, unit).eq(AwardBudget::YEAR, year).one(db).await?)
}

/// Granted and asked for: what waits for an answer is not spent twice.
async fn spent(app: &App, db: &Db<'_>, unit: Uuid, year: i32) -> Result<Money> {
    let rows = Find::<Row>::new().eq(Row::UNIT_ID, unit).eq(Row::YEAR, year).any(Row::STATE, ["asked", "granted"]);
    let mut sum = Money::ZERO;
    for row in rows.all(db).await? {
        sum = added(sum, amount(app, &row)?)?;
    }
    Ok(sum)
}

fn added(a: Money, b: Money) -> Result<Money> {
    a.checked_add(b).map_err(|_| Problem::invalid("conduct.amount_negative"))
}

fn amount(app: &App, row: &Row) -> Result<Money> {
    Ok(app.store().unseal(Row::META.name, Row::AMOUNT, row.id, &row.amount)?.into_exposed())
}

/// Proposes an award. It counts against the nearest budget above the person.
pub async fn propose_award(app: &App, caller: &Caller, input: NewAward) -> Result<Created> {
    caller.require(Permission::AwardPropose)?;
    let subject = subject_of(&app.db(), input.person_id.0, app.today()).await?;
    caller.require_for(Permission::AwardPropose, &subject)?;
    let mut work = app.begin(caller, "propose_award", None).await?;
    let id = propose_award_in(app, &mut work, input).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// The same inside a unit of work.
pub async fn propose_award_in(app: &App, work: &mut UnitOfWork, input: NewAward) -> Result<Uuid> {
    check_code(&work.db(), "award_kind", &input.kind, "/kind").await?;
    let (title, amount) = (input.title.trim().to_owned(), *input.amount_fen.expose());
    if title.is_empty() {
        return Err(Problem::invalid("input.required").at("/title"));
    }
    if amount < Money::ZERO {
        return Err(Problem::invalid("conduct.amount_negative").at("/amount_fen"));
    }
    let year = input.day.year();
    let unit = paying_unit(app, work, (input.person_id, input.day), (year, amount)).await?;
    let id = work.new_id();
    let row = Row {
        id,
        person_id: input.person_id.0,
        unit_id: unit,
        year,
        kind: input.kind.clone(),
        title: title.clone(),
        amount: work.seal(Row::META, Row::AMOUNT, id, &amount),
        state: "asked".to_owned(),
        day: input.day,
        proposed_at: work.now().into(),
        proposed_by: work.context().actor,
    };
    work.insert(row).await?;
    let line =
        |label: &str, class, value| SummaryLine { label: label.to_owned(), class, before: None, after: Some(value) };
    let ask = Ask {
        about: (ABOUT, id),
        person: Some(input.person_id),
        title: Text::of("奖励", "Award"),
        summary: vec![
            line("award.kind", FieldClass::Directory, SummaryValue::code("award_kind", &input.kind)),
            line("award.title", FieldClass::Directory, SummaryValue::text(&title)),
            line("award.amount", FieldClass::Pay, SummaryValue::Money { value: amount }),
        ],
        path: vec![vec![Approver::Relation(Relation::Hr)]],
        due: None,
    };
    ask_in(app, work, ask).await?;
    Ok(id)
}

/// The nearest unit above the person with a budget that still holds the amount. An honour without money needs none.
async fn paying_unit(
    app: &App,
    work: &UnitOfWork,
    (person, day): (PersonId, Date),
    (year, amount): (i32, Money),
) -> Result<Uuid> {
    let db = work.db();
    let today = app.day_of(work.now());
    let own = Find::<Assignment>::new().eq(Assignment::PERSON_ID, person.0).known().on(today).one(&db).await?;
    let own = own.ok_or(Problem::conflict("people.not_employed").at("/person_id").with("day", day))?;
    if amount == Money::ZERO {
        return Ok(own.unit_id);
    }
    for unit in unit_path(&db, own.unit_id, today, work.now()).await? {
        let unit = unit.unit_id;
        let Some(budget) = budget_of(&db, unit, year).await? else { continue };
        let whole = app.store().unseal(AwardBudget::META.name, AwardBudget::AMOUNT, budget.id, &budget.amount)?;
        let used = added(spent(app, &db, unit, year).await?, amount)?;
        if used > *whole.expose() {
            return Err(Problem::conflict("conduct.budget_exceeded").at("/amount_fen").with("year", year));
        }
        return Ok(unit);
    }
    Err(Problem::conflict("conduct.no_budget").at("/amount_fen").with("year", year))
}

/// The answer. A granted award becomes an event of the person, and its decision stands in the person's file.
pub async fn award_decided_in(app: &App, work: &mut UnitOfWork, id: Uuid, approved: bool) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("conduct.award_unknown"))?;
    if row.state != "asked" {
        return Err(Problem::conflict("conduct.award_state"));
    }
    if approved {
        let detail = json!({ "title": row.title });
        let event = RecordEvent { kind: "award".to_owned(), day: row.day, detail };
        let known_at = work.now();
        record_event_in(work, PersonId(row.person_id), event, known_at).await?;
        file_award_in(app, work, &row).await?;
    }
    let state = if approved { "granted" } else { "refused" }.to_owned();
    Ok(work.update(&row, Row { state, ..row.clone() }).await?)
}

/// Awards and budgets that the caller may see.
pub async fn list_awards(app: &App, caller: &Caller) -> Result<AwardList> {
    let scope = caller.require(Permission::AwardPropose)?;
    let rows = Find::<Row>::new().visible(&scope, app.today()).descending(Row::PROPOSED_AT).limit(LISTED + 1);
    let mut rows = rows.all(&app.db()).await?;
    let more = cut(&mut rows, LISTED);
    Ok(AwardList { items: views(app, caller, rows).await?, more, budgets: budgets(app, caller).await? })
}

/// One award with its question, for those who see it in the list.
pub async fn get_award(app: &App, caller: &Caller, id: Uuid) -> Result<AwardPage> {
    let scope = caller.require(Permission::AwardPropose)?;
    let unknown = || Problem::not_found("conduct.award_unknown");
    let row = Find::<Row>::by_id(&app.db(), id).await?.ok_or_else(unknown)?;
    if !scope.covers(&subject_of(&app.db(), row.person_id, app.today()).await?) {
        return Err(unknown());
    }
    let award = views(app, caller, vec![row]).await?.pop().ok_or_else(unknown)?;
    Ok(AwardPage { award, approval: approval_of(app, caller, (ABOUT, id)).await? })
}

async fn views(app: &App, caller: &Caller, rows: Vec<Row>) -> Result<Vec<AwardView>> {
    let db = app.db();
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let subjects = subjects_of(&db, &persons, app.today()).await?;
    let names = Find::<Person>::new().any(Person::ID, persons).all(&db).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|row| (row.id, row.full_name)).collect();
    let views = rows.into_iter().map(|row| {
        let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
        let subject = subjects.get(&row.person_id).copied().unwrap_or(nowhere);
        let name = names.get(&row.person_id).cloned().unwrap_or_default();
        view(app, caller, subject, row, name)
    });
    views.collect()
}

fn view(app: &App, caller: &Caller, subject: Subject, row: Row, full_name: String) -> Result<AwardView> {
    let mut shown = caller.disclose(subject);
    let amount_fen = shown.show_with_as("amount_fen", Row::AMOUNT, || amount(app, &row))?;
    let Row { id, person_id, unit_id: _, year: _, kind, title, amount: _, state, day, proposed_at: _, proposed_by: _ } =
        row;
    Ok(AwardView {
        id,
        person: PersonRef { id: PersonId(person_id), full_name },
        kind,
        title,
        amount_fen,
        state,
        day,
        redacted: shown.redacted(),
    })
}

async fn budgets(app: &App, caller: &Caller) -> Result<Vec<AwardBudgetView>> {
    let scope = caller.scope(Permission::AwardPropose);
    let db = app.db();
    let rows = Find::<AwardBudget>::new().eq(AwardBudget::YEAR, app.today().year()).all(&db).await?;
    let units = rows.iter().map(|row| row.unit_id);
    let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, units).as_of(app.today(), app.now()).all(&db).await?;
    let units: HashMap<Uuid, String> = units.into_iter().map(|unit| (unit.unit_id, unit.name)).collect();
    let mut found = Vec::new();
    for row in rows {
        let subject = Subject { unit: Some(row.unit_id), ..Subject::default() };
        if !scope.covers(&subject) {
            continue;
        }
        let whole = app.store().unseal(AwardBudget::META.name, AwardBudget::AMOUNT, row.id, &row.amount)?;
        let used = spent(app, &db, row.unit_id, row.year).await?;
        found.push(AwardBudgetView {
            unit: UnitRef { id: OrgUnitId(row.unit_id), name: units.get(&row.unit_id).cloned().unwrap_or_default() },
            year: row.year,
            amount_fen: caller.show(&subject, AwardBudget::AMOUNT, whole.into_exposed()),
            used_fen: caller.show(&subject, Row::AMOUNT, used),
        });
    }
    found.sort_by(|a, b| a.unit.name.cmp(&b.unit.name));
    Ok(found)
}
