//! Complaints: confidential, answered by a deadline, and protected. Who complains and what about is told to the person
//! and to the one who handles it; everybody else sees a category and a deadline, or nothing.

use access::{Caller, Permission, Shown, Subject};
use chrono::Days;
use kernel::{PersonId, Problem, Record, Sensitive};
use rules::ProtectedSignal;
use storage::query::{Find, subject_of};
use storage::rows::{Complaint as Row, Person};
use storage::{Sealed, UnitOfWork};
use uuid::Uuid;

use super::views::{AnswerComplaint, ComplaintList, ComplaintView, FileComplaint};
use crate::organisation::check_code;
use crate::people::PersonRef;
use crate::{App, Created, Result};

/// What a complaint is to rules, models and reports: a signal that none of them can take.
pub const COMPLAINT: ProtectedSignal = ProtectedSignal::Grievance;
/// Days until an answer is due: the house's own promise.
const DAYS: u64 = 15;

fn own(caller: &Caller) -> Result<PersonId> {
    caller.require(Permission::SessionUse)?;
    caller.person().ok_or(Problem::forbidden("conduct.no_person"))
}

/// Files a complaint.
pub async fn file_complaint(app: &App, caller: &Caller, input: FileComplaint) -> Result<Created> {
    let person = own(caller)?;
    let mut work = app.begin(caller, "file_complaint", None).await?;
    let id = file_complaint_in(app, &mut work, person, input).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// The same inside a unit of work.
pub async fn file_complaint_in(
    app: &App,
    work: &mut UnitOfWork,
    person: PersonId,
    input: FileComplaint,
) -> Result<Uuid> {
    check_code(&work.db(), "complaint_category", &input.category, "/category").await?;
    let body = input.body.expose().trim().to_owned();
    if body.is_empty() {
        return Err(Problem::invalid("input.required").at("/body"));
    }
    let id = work.new_id();
    let row = Row {
        id,
        person_id: person.0,
        category: input.category,
        body: work.seal(Row::META, Row::BODY, id, &body),
        state: "filed".to_owned(),
        due_on: app.day_of(work.now()) + Days::new(DAYS),
        handler_id: None,
        filed_at: work.now().into(),
        answer: None,
        answered_at: None,
    };
    work.insert(row).await?;
    Ok(id)
}

/// The caller's own complaints.
pub async fn own_complaints(app: &App, caller: &Caller) -> Result<ComplaintList> {
    let person = own(caller)?;
    let rows = Find::<Row>::new().eq(Row::PERSON_ID, person.0).descending(Row::FILED_AT).all(&app.db()).await?;
    list(app, caller, rows).await
}

/// What waits for somebody, and what the caller handles. Own complaints are never in it, nor those of somebody out of
/// scope.
pub async fn list_complaints(app: &App, caller: &Caller) -> Result<ComplaintList> {
    let scope = caller.require(Permission::ComplaintHandle)?;
    let mut rows = Find::<Row>::new().visible(&scope, app.today()).ascending(Row::DUE_ON).all(&app.db()).await?;
    let account = caller.account().map(|account| account.0);
    rows.retain(|row| !caller.is(row.person_id) && (row.state == "filed" || handles(row, account)));
    list(app, caller, rows).await
}

fn handles(row: &Row, account: Option<Uuid>) -> bool {
    row.handler_id.is_some() && row.handler_id == account
}

async fn begin(app: &App, caller: &Caller, operation: &'static str, id: Uuid) -> Result<(UnitOfWork, Row)> {
    caller.require(Permission::ComplaintHandle)?;
    let work = app.begin(caller, operation, None).await?;
    let unknown = || Problem::not_found("conduct.complaint_unknown");
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or_else(unknown)?;
    let subject = subject_of(&work.db(), row.person_id, app.today()).await?;
    let covered = caller.scope(Permission::ComplaintHandle).covers(&subject);
    if !covered || caller.is(row.person_id) { Err(unknown()) } else { Ok((work, row)) }
}

/// Takes a complaint on. From now on only the taker and the person read it.
pub async fn take_complaint(app: &App, caller: &Caller, id: Uuid) -> Result<ComplaintView> {
    let (mut work, row) = begin(app, caller, "take_complaint", id).await?;
    if row.state != "filed" {
        return Err(Problem::not_found("conduct.complaint_unknown"));
    }
    let handler_id = work.context().actor;
    let new = Row { state: "handled".to_owned(), handler_id, ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    one(app, caller, new).await
}

/// Answers a complaint.
pub async fn answer_complaint(app: &App, caller: &Caller, id: Uuid, input: AnswerComplaint) -> Result<ComplaintView> {
    let (mut work, row) = begin(app, caller, "answer_complaint", id).await?;
    if row.state != "handled" || !handles(&row, work.context().actor) {
        return Err(Problem::not_found("conduct.complaint_unknown"));
    }
    let text = input.answer.expose().trim().to_owned();
    if text.is_empty() {
        return Err(Problem::invalid("input.required").at("/answer"));
    }
    let answer = Some(work.seal(Row::META, Row::ANSWER, id, &text));
    let answered_at = Some(work.now().into());
    let new = Row { state: "answered".to_owned(), answer, answered_at, ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    one(app, caller, new).await
}

/// The person takes a complaint back.
pub async fn take_back_complaint(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    let person = own(caller)?;
    let mut work = app.begin(caller, "take_back_complaint", None).await?;
    let row = Find::<Row>::by_id(&work.db(), id).await?.filter(|row| row.person_id == person.0);
    let row = row.ok_or(Problem::not_found("conduct.complaint_unknown"))?;
    if row.state != "filed" && row.state != "handled" {
        return Err(Problem::conflict("conduct.complaint_answered"));
    }
    work.update(&row, Row { state: "taken_back".to_owned(), ..row.clone() }).await?;
    work.commit().await?;
    Ok(())
}

async fn list(app: &App, caller: &Caller, rows: Vec<Row>) -> Result<ComplaintList> {
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push(one(app, caller, row).await?);
    }
    Ok(ComplaintList { items, protection: COMPLAINT.info() })
}

async fn one(app: &App, caller: &Caller, row: Row) -> Result<ComplaintView> {
    let account = caller.account().map(|account| account.0);
    let mine = handles(&row, account);
    // The reader of the words is the person or the handler; the scope alone opens nothing.
    let reads = mine || caller.is(row.person_id);
    let subject = if reads { subject_of(&app.db(), row.person_id, app.today()).await? } else { Subject::default() };
    let person = if reads { Find::<Person>::by_id(&app.db(), row.person_id).await? } else { None };
    let Row { id, person_id: _, category, body, state, due_on, handler_id: _, filed_at, answer, answered_at } = row;
    let open = |field, sealed: &Sealed<String>| -> Result<String> {
        Ok(app.store().unseal(Row::META.name, field, id, sealed).map(Sensitive::into_exposed)?)
    };
    let nobody = Caller::new(kernel::AccountId(Uuid::nil()), None, Vec::new());
    let reader = if reads { caller } else { &nobody };
    let body: Shown<String> = reader.show(&subject, Row::BODY, open(Row::BODY, &body)?);
    let answer = answer.map(|sealed| open(Row::ANSWER, &sealed)).transpose()?;
    let waits = state == "filed" || state == "handled";
    Ok(ComplaintView {
        id,
        person: person.map(|person| PersonRef { id: PersonId(person.id), full_name: person.full_name }),
        category,
        body,
        overdue: waits && due_on < app.today(),
        state,
        due_on,
        filed_at: filed_at.into(),
        answer: reader.show(&subject, Row::ANSWER, answer),
        answered_at: answered_at.map(Into::into),
        mine,
    })
}
