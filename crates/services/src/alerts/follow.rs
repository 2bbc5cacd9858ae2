//! Talks, retention actions and the manager's support.

use std::collections::HashMap;

use access::{Caller, Permission};
use chrono::Days;
use kernel::{AlertId, Date, PersonId, Problem, Record, Sensitive};
use rules::Action;
use serde_json::json;
use storage::query::Find;
use storage::rows::{Assignment, Person, RetentionAction, SupportTask, Talk};
use uuid::Uuid;

use super::commands::act;
use super::history::note;
use super::views::{AnswerTalk, AskSupport, RecordRetentionAction, RecordTalk, SupportTaskList, SupportTaskView};
use crate::organisation::check_code;
use crate::people::PersonRef;
use crate::privacy::frozen_persons;
use crate::{App, Created, Result};

fn said(text: Sensitive<String>, pointer: &str) -> Result<String> {
    let text = text.into_exposed().trim().to_owned();
    if text.chars().count() < 2 {
        return Err(Problem::invalid("input.required").at(pointer));
    }
    Ok(text)
}

fn not_ahead(app: &App, day: Option<Date>, pointer: &str) -> Result<Date> {
    let day = day.unwrap_or_else(|| app.today());
    if day > app.today() {
        return Err(Problem::invalid("input.day_ahead").at(pointer));
    }
    Ok(day)
}

/// Records a talk. A statement waits on the person's own page until they confirm or decline it.
pub async fn record_talk(app: &App, caller: &Caller, id: AlertId, input: RecordTalk) -> Result<Created> {
    let held_on = not_ahead(app, input.held_on, "/held_on")?;
    let summary = said(input.summary, "/summary")?;
    let statement = input.statement.map(|text| said(text, "/statement")).transpose()?;
    let (mut work, alert) = act(app, caller, "record_talk", id).await?;
    let talk = work.new_id();
    let row = Talk {
        id: talk,
        person_id: alert.person_id,
        alert_id: Some(alert.id),
        held_on,
        recorded_by: caller.account().map(|account| account.0),
        summary: work.seal(Talk::META, Talk::SUMMARY, talk, &summary),
        answer: if statement.is_some() { "pending" } else { "none" }.to_owned(),
        statement: statement.map(|text| work.seal(Talk::META, Talk::STATEMENT, talk, &text)),
        answered_at: None,
        recorded_at: work.now().into(),
    };
    let detail = json!({ "talk_id": talk, "held_on": held_on, "to_confirm": row.answer == "pending" });
    work.insert(row).await?;
    note(&mut work, (alert.id, alert.person_id), "talk", detail).await?;
    work.commit().await?;
    Ok(Created { id: talk })
}

/// The person confirms or declines a statement from a talk. Only a confirmed one may be told on.
pub async fn answer_talk(app: &App, caller: &Caller, talk: Uuid, input: AnswerTalk) -> Result<()> {
    caller.require(Permission::OwnInsightRead)?;
    let mut work = app.begin(caller, "answer_talk", None).await?;
    let old = Find::<Talk>::by_id(&work.db(), talk).await?.filter(|row| caller.is(row.person_id));
    let old = old.ok_or(Problem::not_found("alerts.talk_unknown"))?;
    if old.answer != "pending" {
        return Err(Problem::conflict("alerts.talk_answered"));
    }
    let answer = if input.confirm { "confirmed" } else { "declined" };
    let new = Talk { answer: answer.to_owned(), answered_at: Some(work.now().into()), ..old.clone() };
    work.update(&old, new).await?;
    if let Some(alert) = old.alert_id {
        note(&mut work, (alert, old.person_id), "talk_answered", json!({ "talk_id": talk, "answer": answer })).await?;
    }
    work.commit().await?;
    Ok(())
}

/// Records something done for the person.
pub async fn record_retention_action(
    app: &App,
    caller: &Caller,
    id: AlertId,
    input: RecordRetentionAction,
) -> Result<Created> {
    let day = not_ahead(app, input.day, "/day")?;
    check_code(&app.db(), "retention_action", &input.code, "/code").await?;
    let (mut work, alert) = act(app, caller, "record_retention_action", id).await?;
    let action = work.new_id();
    let text = input.note.map(Sensitive::into_exposed).filter(|text| !text.trim().is_empty());
    let row = RetentionAction {
        id: action,
        person_id: alert.person_id,
        alert_id: Some(alert.id),
        code: input.code.clone(),
        day,
        note: text.map(|text| work.seal(RetentionAction::META, RetentionAction::NOTE, action, &text)),
        recorded_by: caller.account().map(|account| account.0),
        recorded_at: work.now().into(),
    };
    work.insert(row).await?;
    note(&mut work, (alert.id, alert.person_id), "action", json!({ "code": input.code, "day": day })).await?;
    work.commit().await?;
    Ok(Created { id: action })
}

/// Asks the manager for support. The task says what to do; the alert, the band and the reasons stay where they are.
pub async fn ask_support(app: &App, caller: &Caller, id: AlertId, input: AskSupport) -> Result<Created> {
    let today = app.today();
    let due_on = input.due_on.unwrap_or_else(|| today + Days::new(u64::from(input.action.info().within_days)));
    if due_on < today {
        return Err(Problem::invalid("input.day_past").at("/due_on"));
    }
    if !input.action.is_for_managers() {
        return Err(Problem::invalid("alerts.support_not_managers").at("/action"));
    }
    let (mut work, alert) = act(app, caller, "ask_support", id).await?;
    let post = Find::<Assignment>::new().eq(Assignment::PERSON_ID, alert.person_id).known().on(today);
    let manager = post.one(&work.db()).await?.and_then(|post| post.manager_id);
    let manager = manager.ok_or(Problem::conflict("alerts.no_manager"))?;
    let action = serde_json::to_value(input.action).ok().and_then(|key| key.as_str().map(str::to_owned));
    let task = work.new_id();
    let row = SupportTask {
        id: task,
        person_id: alert.person_id,
        assignee_id: manager,
        action: action.clone().unwrap_or_default(),
        due_on,
        state: "open".to_owned(),
        asked_by: caller.account().map(|account| account.0),
        asked_at: work.now().into(),
        done_at: None,
    };
    work.insert(row).await?;
    note(&mut work, (alert.id, alert.person_id), "support", json!({ "action": action, "due_on": due_on })).await?;
    work.commit().await?;
    Ok(Created { id: task })
}

/// The support tasks asked of the caller.
pub async fn list_support_tasks(app: &App, caller: &Caller) -> Result<SupportTaskList> {
    caller.require(Permission::TaskWork)?;
    let Some(person) = caller.person() else { return Ok(SupportTaskList { items: Vec::new() }) };
    let db = app.db();
    let mut rows = Find::<SupportTask>::new().eq(SupportTask::ASSIGNEE_ID, person.0).all(&db).await?;
    // An objection ends every use at once, the task that came of it included.
    let frozen = frozen_persons(&db).await?;
    rows.retain(|row| row.state != "open" || !frozen.contains(&row.person_id));
    rows.sort_by_key(|row| (row.state != "open", row.due_on, row.id));
    let people = Find::<Person>::new().any(Person::ID, rows.iter().map(|row| row.person_id)).all(&db).await?;
    let names: HashMap<Uuid, String> = people.into_iter().map(|row| (row.id, row.full_name)).collect();
    Ok(SupportTaskList { items: rows.into_iter().filter_map(|row| task_view(row, &names)).collect() })
}

fn task_view(row: SupportTask, names: &HashMap<Uuid, String>) -> Option<SupportTaskView> {
    let SupportTask { id, person_id, assignee_id: _, action, due_on, state, asked_by: _, asked_at: _, done_at: _ } =
        row;
    let action: Action = serde_json::from_value(serde_json::Value::String(action)).ok()?;
    let info = action.info();
    let full_name = names.get(&person_id).cloned().unwrap_or_default();
    let person = PersonRef { id: PersonId(person_id), full_name };
    Some(SupportTaskView { id, person, action, name: info.name, how: info.how, due_on, state })
}

/// Finishes a support task.
pub async fn finish_support_task(app: &App, caller: &Caller, task: Uuid) -> Result<()> {
    caller.require(Permission::TaskWork)?;
    let mut work = app.begin(caller, "finish_support_task", None).await?;
    let old = Find::<SupportTask>::by_id(&work.db(), task).await?.filter(|row| caller.is(row.assignee_id));
    let old = old.ok_or(Problem::not_found("alerts.support_unknown"))?;
    if old.state != "open" {
        return Err(Problem::conflict("alerts.support_done"));
    }
    let new = SupportTask { state: "done".to_owned(), done_at: Some(work.now().into()), ..old.clone() };
    work.update(&old, new).await?;
    work.commit().await?;
    Ok(())
}
