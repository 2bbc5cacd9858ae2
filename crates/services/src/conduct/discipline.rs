//! Disciplinary measures: bound to an acknowledged version, with the hearing of the person and the notice to the union
//! before anybody decides.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use kernel::{Date, FieldClass, PersonId, Problem, Record, Sensitive, Text};
use storage::query::{Find, subject_of, subjects_of};
use storage::rows::{Discipline as Row, Person, WorkRule, WorkRuleAck};
use storage::{Sealed, UnitOfWork};
use uuid::Uuid;
use workflow::Relation;

use super::notice::file_notice_in;
use super::rules::binding;
use super::views::{
    DisciplineList, DisciplinePage, DisciplineView, DropDiscipline, Hearing, NewDiscipline, UnionNotice,
};
use crate::app::required_reason;
use crate::approvals::{Approver, Ask, SummaryLine, SummaryValue, approval_of, ask_in, withdraw_in};
use crate::organisation::check_code;
use crate::people::{PersonRef, current_employment};
use crate::wire::cut;
use crate::{App, Created, Result};

/// The name under which approvals know a measure.
const ABOUT: &str = "discipline";
const LISTED: u64 = 500;

/// Opens a case. Refused when the person had not acknowledged the version that held on the day of the incident.
pub async fn open_discipline(app: &App, caller: &Caller, input: NewDiscipline) -> Result<Created> {
    caller.require(Permission::ConductManage)?;
    let subject = subject_of(&app.db(), input.person_id.0, app.today()).await?;
    caller.require_for(Permission::ConductManage, &subject)?;
    let mut work = app.begin(caller, "open_discipline", None).await?;
    let id = open_discipline_in(app, &mut work, input).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// The same inside a unit of work.
pub async fn open_discipline_in(app: &App, work: &mut UnitOfWork, input: NewDiscipline) -> Result<Uuid> {
    check_code(&work.db(), "discipline_measure", &input.measure, "/measure").await?;
    let (clause, facts) = (input.clause.trim().to_owned(), input.facts.expose().trim().to_owned());
    for (text, pointer) in [(&clause, "/clause"), (&facts, "/facts")] {
        if text.is_empty() {
            return Err(Problem::invalid("input.required").at(pointer));
        }
    }
    let today = app.day_of(work.now());
    if input.incident_on > today {
        return Err(Problem::invalid("input.day_ahead").at("/incident_on"));
    }
    let employment = current_employment(&work.db(), input.person_id, today).await?;
    let employment = employment.ok_or(Problem::conflict("people.not_employed").at("/person_id"))?;
    let rule = binding(app, &work.db(), input.work_rule_id, input.person_id.0, input.incident_on).await?;
    if rule.legal_entity_id.is_some_and(|entity| entity != employment.legal_entity_id) {
        return Err(Problem::conflict("conduct.not_in_force").at("/work_rule_id").by_law("《劳动合同法》第四条第四款"));
    }
    let id = work.new_id();
    let row = Row {
        id,
        person_id: input.person_id.0,
        employment_id: employment.employment_id,
        work_rule_id: rule.id,
        clause,
        measure: input.measure,
        incident_on: input.incident_on,
        facts: work.seal(Row::META, Row::FACTS, id, &facts),
        state: "open".to_owned(),
        heard_on: None,
        hearing: None,
        union_on: None,
        union_answer: None,
        ended_on: None,
        ended_reason: None,
        opened_at: work.now().into(),
        opened_by: work.context().actor,
    };
    work.insert(row).await?;
    Ok(id)
}

/// Begins a write about a measure that the caller runs.
async fn begin(
    app: &App,
    caller: &Caller,
    (operation, reason): (&'static str, Option<String>),
    id: Uuid,
    states: &[&str],
) -> Result<(UnitOfWork, Row)> {
    caller.require(Permission::ConductManage)?;
    let work = app.begin(caller, operation, reason).await?;
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("conduct.discipline_unknown"))?;
    let subject = subject_of(&work.db(), row.person_id, app.today()).await?;
    caller.require_for(Permission::ConductManage, &subject)?;
    if !states.contains(&row.state.as_str()) {
        return Err(Problem::conflict("conduct.discipline_state").with("state", &row.state));
    }
    Ok((work, row))
}

fn on_time(app: &App, day: Date, row: &Row) -> Result<()> {
    if day > app.today() {
        return Err(Problem::invalid("input.day_ahead").at("/day"));
    }
    if day < row.incident_on {
        return Err(Problem::invalid("input.range_reversed").at("/day"));
    }
    Ok(())
}

/// Records what the person said.
pub async fn hear_discipline(app: &App, caller: &Caller, id: Uuid, input: Hearing) -> Result<DisciplineView> {
    let (mut work, row) = begin(app, caller, ("hear_discipline", None), id, &["open"]).await?;
    on_time(app, input.day, &row)?;
    let said = input.said.expose().trim().to_owned();
    if said.is_empty() {
        return Err(Problem::invalid("input.required").at("/said"));
    }
    let hearing = Some(work.seal(Row::META, Row::HEARING, id, &said));
    let new = Row { heard_on: Some(input.day), hearing, ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    one(app, caller, new).await
}

/// Records that the union was told of the reasons, and what it said (art. 43).
pub async fn tell_union(app: &App, caller: &Caller, id: Uuid, input: UnionNotice) -> Result<DisciplineView> {
    let (mut work, row) = begin(app, caller, ("tell_union", None), id, &["open"]).await?;
    on_time(app, input.day, &row)?;
    let answer = input.answer.map(|text| text.expose().trim().to_owned()).filter(|text| !text.is_empty());
    let union_answer = answer.map(|text| work.seal(Row::META, Row::UNION_ANSWER, id, &text));
    let new = Row { union_on: Some(input.day), union_answer, ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    one(app, caller, new).await
}

fn missing(row: &Row) -> Vec<&'static str> {
    let steps = [("hearing", row.heard_on), ("union", row.union_on)];
    steps.into_iter().filter(|(_, day)| day.is_none()).map(|(step, _)| step).collect()
}

/// Asks for the decision: only after the hearing and the notice, and never by whoever asks.
pub async fn propose_discipline(app: &App, caller: &Caller, id: Uuid) -> Result<DisciplineView> {
    let (mut work, row) = begin(app, caller, ("propose_discipline", None), id, &["open"]).await?;
    let lacking = missing(&row);
    if !lacking.is_empty() {
        return Err(Problem::conflict("conduct.steps_missing")
            .with("steps", lacking.join(", "))
            .by_law("《劳动合同法》第四十三条"));
    }
    let line = |label: &str, value| SummaryLine {
        label: label.to_owned(),
        class: FieldClass::Talk,
        before: None,
        after: Some(value),
    };
    let ask = Ask {
        about: (ABOUT, id),
        person: Some(PersonId(row.person_id)),
        title: Text::of("违纪处理", "Disciplinary measure"),
        summary: vec![
            line("discipline.measure", SummaryValue::code("discipline_measure", &row.measure)),
            line("discipline.clause", SummaryValue::text(&row.clause)),
            line("discipline.incident_on", SummaryValue::Day { value: row.incident_on }),
        ],
        path: vec![vec![Approver::Relation(Relation::HrHead)]],
        due: None,
    };
    ask_in(app, &mut work, ask).await?;
    let new = Row { state: "asked".to_owned(), ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    one(app, caller, new).await
}

/// The decision; the notice of a measure that is imposed goes into the file. A dismissal ends no employment by itself:
/// the leaving room does, by its own rules.
pub async fn discipline_decided_in(app: &App, work: &mut UnitOfWork, id: Uuid, approved: bool) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("conduct.discipline_unknown"))?;
    if row.state != "asked" {
        return Err(Problem::conflict("conduct.discipline_state").with("state", &row.state));
    }
    let today = app.day_of(work.now());
    let (state, ended_on) = if approved { ("imposed", Some(today)) } else { ("open", None) };
    work.update(&row, Row { state: state.to_owned(), ended_on, ..row.clone() }).await?;
    if approved {
        file_notice_in(app, work, &row).await?;
    }
    Ok(())
}

/// Drops a case, with a reason.
pub async fn drop_discipline(app: &App, caller: &Caller, id: Uuid, input: DropDiscipline) -> Result<DisciplineView> {
    let reason = required_reason(&input.reason)?;
    let begun = ("drop_discipline", Some(reason.clone()));
    let (mut work, row) = begin(app, caller, begun, id, &["open", "asked"]).await?;
    withdraw_in(&mut work, (ABOUT, id)).await?;
    let ended_reason = Some(work.seal(Row::META, Row::ENDED_REASON, id, &reason));
    let new = Row { state: "dropped".to_owned(), ended_on: Some(app.today()), ended_reason, ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    one(app, caller, new).await
}

/// Measures in the caller's scope.
pub async fn list_discipline(app: &App, caller: &Caller) -> Result<DisciplineList> {
    let scope = caller.require(Permission::ConductManage)?;
    let rows = Find::<Row>::new().visible(&scope, app.today()).descending(Row::OPENED_AT).limit(LISTED + 1);
    let mut rows = rows.all(&app.db()).await?;
    let more = cut(&mut rows, LISTED);
    // Nobody looks into the own case as the one who runs it; the own page shows it.
    rows.retain(|row| !caller.is(row.person_id));
    Ok(DisciplineList { items: views(app, caller, rows).await?, more })
}

/// Measures against the caller: what is held against somebody is told to that person first.
pub async fn own_discipline(app: &App, caller: &Caller) -> Result<DisciplineList> {
    caller.require(Permission::SessionUse)?;
    let person = caller.person().ok_or(Problem::forbidden("conduct.no_person"))?;
    let rows = Find::<Row>::new().eq(Row::PERSON_ID, person.0).descending(Row::OPENED_AT).all(&app.db()).await?;
    Ok(DisciplineList { items: views(app, caller, rows).await?, more: false })
}

/// One measure with its question, for those who see it in the list.
pub async fn get_discipline(app: &App, caller: &Caller, id: Uuid) -> Result<DisciplinePage> {
    let scope = caller.require(Permission::ConductManage)?;
    let unknown = || Problem::not_found("conduct.discipline_unknown");
    let row = Find::<Row>::by_id(&app.db(), id).await?.ok_or_else(unknown)?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    if caller.is(row.person_id) || !scope.covers(&subject) {
        return Err(unknown());
    }
    let measure = one(app, caller, row).await?;
    Ok(DisciplinePage { measure, approval: approval_of(app, caller, (ABOUT, id)).await? })
}

async fn one(app: &App, caller: &Caller, row: Row) -> Result<DisciplineView> {
    views(app, caller, vec![row]).await?.pop().ok_or(Problem::not_found("conduct.discipline_unknown"))
}

async fn views(app: &App, caller: &Caller, rows: Vec<Row>) -> Result<Vec<DisciplineView>> {
    let db = app.db();
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let versions = Find::<WorkRule>::new().any(WorkRule::ID, rows.iter().map(|row| row.work_rule_id)).all(&db).await?;
    let versions: HashMap<Uuid, WorkRule> = versions.into_iter().map(|row| (row.id, row)).collect();
    let acks = Find::<WorkRuleAck>::new().any(WorkRuleAck::PERSON_ID, persons.iter().copied()).all(&db).await?;
    let subjects = subjects_of(&db, &persons, app.today()).await?;
    let names = Find::<Person>::new().any(Person::ID, persons).all(&db).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|row| (row.id, row.full_name)).collect();
    rows.into_iter()
        .map(|row| {
            let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
            let subject = subjects.get(&row.person_id).copied().unwrap_or(nowhere);
            let name = names.get(&row.person_id).cloned().unwrap_or_default();
            let ack = acks.iter().find(|ack| ack.work_rule_id == row.work_rule_id && ack.person_id == row.person_id);
            let rule = versions.get(&row.work_rule_id);
            let around = (rule, ack.map(|ack| ack.acknowledged_at.into()));
            view(app, caller, subject, (row, name), around)
        })
        .collect()
}

fn view(
    app: &App,
    caller: &Caller,
    subject: Subject,
    (row, name): (Row, String),
    (rule, acknowledged_at): (Option<&WorkRule>, Option<kernel::Instant>),
) -> Result<DisciplineView> {
    let missing = if row.state == "open" { missing(&row) } else { Vec::new() };
    let Row {
        id,
        person_id,
        employment_id: _,
        work_rule_id: _,
        clause,
        measure,
        incident_on,
        facts,
        state,
        heard_on,
        hearing,
        union_on,
        union_answer,
        ended_on,
        ended_reason: _,
        opened_at: _,
        opened_by: _,
    } = row;
    let mut shown = caller.disclose(subject);
    let open = |field, sealed: &Sealed<String>| -> Result<String> {
        Ok(app.store().unseal(Row::META.name, field, id, sealed).map(Sensitive::into_exposed)?)
    };
    let maybe = |field, sealed: Option<&Sealed<String>>| sealed.map(|sealed| open(field, sealed)).transpose();
    Ok(DisciplineView {
        id,
        person: PersonRef { id: PersonId(person_id), full_name: name },
        rule_title: rule.map(|rule| rule.title.clone()).unwrap_or_default(),
        rule_version: rule.map_or(0, |rule| rule.version),
        acknowledged_at,
        clause: shown.show(Row::CLAUSE, clause),
        measure: shown.show(Row::MEASURE, measure),
        incident_on: shown.show(Row::INCIDENT_ON, incident_on),
        facts: shown.show_with(Row::FACTS, || open(Row::FACTS, &facts))?,
        state: shown.show(Row::STATE, state),
        heard_on: shown.show(Row::HEARD_ON, heard_on),
        hearing: shown.show_with(Row::HEARING, || maybe(Row::HEARING, hearing.as_ref()))?,
        union_on: shown.show(Row::UNION_ON, union_on),
        union_answer: shown.show_with(Row::UNION_ANSWER, || maybe(Row::UNION_ANSWER, union_answer.as_ref()))?,
        ended_on: shown.show(Row::ENDED_ON, ended_on),
        missing,
        redacted: shown.redacted(),
    })
}
