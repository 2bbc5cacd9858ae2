//! Questions of employees: asked on the own page, answered by the desk within a deadline.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use kernel::{Instant, PersonId, Problem, Record, Sensitive};
use storage::query::{Find, subject_of, subjects_of};
use storage::rows::{Person, Ticket as Row, TicketMessage};
use storage::{Sealed, UnitOfWork};
use uuid::Uuid;

use super::views::{
    NewTicket, ReplyTicket, TicketList, TicketMessageView, TicketPage, TicketQuery, TicketQueue, TicketView,
};
use crate::organisation::check_code;
use crate::people::PersonRef;
use crate::wire::cut;
use crate::{App, Created, Result};

/// Hours in which the desk answers: the house's own promise. Pay is urgent.
const HOURS: i64 = 48;
const URGENT_HOURS: i64 = 24;
const LISTED: u64 = 500;

fn own(caller: &Caller) -> Result<PersonId> {
    caller.require(Permission::SessionUse)?;
    caller.person().ok_or(Problem::forbidden("desk.no_person"))
}

fn said(text: &Sensitive<String>, pointer: &'static str) -> Result<String> {
    let text = text.expose().trim().to_owned();
    if text.is_empty() { Err(Problem::invalid("input.required").at(pointer)) } else { Ok(text) }
}

/// Asks a question.
pub async fn open_ticket(app: &App, caller: &Caller, input: NewTicket) -> Result<Created> {
    let person = own(caller)?;
    let mut work = app.begin(caller, "open_ticket", None).await?;
    let row = open_ticket_in(&mut work, person, input).await?;
    work.commit().await?;
    Ok(Created { id: row.id })
}

/// The same inside a unit of work.
pub async fn open_ticket_in(work: &mut UnitOfWork, person: PersonId, input: NewTicket) -> Result<Row> {
    check_code(&work.db(), "ticket_category", &input.category, "/category").await?;
    let (title, body) = (said(&input.title, "/title")?, said(&input.body, "/body")?);
    let hours = if input.category == "pay" { URGENT_HOURS } else { HOURS };
    let id = work.new_id();
    let now = work.now();
    let row = Row {
        id,
        person_id: person.0,
        category: input.category,
        title: work.seal(Row::META, Row::TITLE, id, &title),
        body: work.seal(Row::META, Row::BODY, id, &body),
        state: "open".to_owned(),
        due_at: now.plus_seconds(hours * 3_600).into(),
        handler_id: None,
        opened_at: now.into(),
        answered_at: None,
    };
    work.insert(row.clone()).await?;
    Ok(row)
}

/// The caller's own questions.
pub async fn own_tickets(app: &App, caller: &Caller) -> Result<TicketList> {
    let person = own(caller)?;
    let rows = Find::<Row>::new().eq(Row::PERSON_ID, person.0).descending(Row::OPENED_AT).limit(LISTED + 1);
    list(app, caller, rows.all(&app.db()).await?).await
}

/// Questions to the desk: what waits stands by its deadline, what is over by the day on which it was asked.
pub async fn list_tickets(app: &App, caller: &Caller, query: TicketQuery) -> Result<TicketList> {
    let scope = caller.require(Permission::DeskWork)?;
    let find = Find::<Row>::new().visible(&scope, app.today());
    let rows = match query.queue.unwrap_or_default() {
        TicketQueue::Open => find.eq(Row::STATE, "open").ascending(Row::DUE_AT),
        TicketQueue::Mine => match caller.account() {
            Some(account) => find.eq(Row::HANDLER_ID, account.0).descending(Row::OPENED_AT),
            None => return Ok(TicketList { items: Vec::new(), more: false }),
        },
        TicketQueue::All => find.descending(Row::OPENED_AT),
        TicketQueue::Closed => find.eq(Row::STATE, "closed").descending(Row::OPENED_AT),
    };
    list(app, caller, rows.limit(LISTED + 1).all(&app.db()).await?).await
}

/// The question, for the asker and for the desk; else it is not there.
async fn readable(app: &App, caller: &Caller, id: Uuid) -> Result<(Row, bool)> {
    caller.require(Permission::SessionUse)?;
    let unknown = || Problem::not_found("desk.ticket_unknown");
    let row = Find::<Row>::by_id(&app.db(), id).await?.ok_or_else(unknown)?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    let asker = caller.is(row.person_id);
    if asker || caller.scope(Permission::DeskWork).covers(&subject) { Ok((row, asker)) } else { Err(unknown()) }
}

/// A question with what was said.
pub async fn get_ticket(app: &App, caller: &Caller, id: Uuid) -> Result<TicketPage> {
    let (row, asker) = readable(app, caller, id).await?;
    page(app, caller, row, asker).await
}

async fn page(app: &App, caller: &Caller, row: Row, asker: bool) -> Result<TicketPage> {
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    let opened = app.store().unseal(Row::META.name, Row::BODY, row.id, &row.body)?.into_exposed();
    let mut shown = caller.disclose(subject);
    let mut messages =
        vec![TicketMessageView { by_asker: true, body: shown.show(Row::BODY, opened), at: row.opened_at.into() }];
    let rows = Find::<TicketMessage>::new().eq(TicketMessage::TICKET_ID, row.id).ascending(TicketMessage::AT);
    for message in rows.all(&app.db()).await? {
        let body = app.store().unseal(TicketMessage::META.name, TicketMessage::BODY, message.id, &message.body)?;
        messages.push(TicketMessageView {
            by_asker: message.by_asker,
            body: shown.show(TicketMessage::BODY, body.into_exposed()),
            at: message.at.into(),
        });
    }
    let ticket = list(app, caller, vec![row]).await?.items.pop().ok_or(Problem::not_found("desk.ticket_unknown"))?;
    Ok(TicketPage { ticket, messages, may_answer: !asker })
}

/// A further message: the first one of the desk answers the question, one of the asker opens it again.
pub async fn reply_ticket(app: &App, caller: &Caller, id: Uuid, input: ReplyTicket) -> Result<TicketPage> {
    let (row, asker) = readable(app, caller, id).await?;
    let mut work = app.begin(caller, "reply_ticket", None).await?;
    let new = reply_ticket_in(&mut work, &row, asker, input).await?;
    work.commit().await?;
    page(app, caller, new, asker).await
}

/// The same inside a unit of work.
pub async fn reply_ticket_in(work: &mut UnitOfWork, row: &Row, asker: bool, input: ReplyTicket) -> Result<Row> {
    if row.state == "closed" {
        return Err(Problem::conflict("desk.ticket_closed"));
    }
    let body = said(&input.body, "/body")?;
    let message = work.new_id();
    let now = work.now();
    let written = TicketMessage {
        id: message,
        ticket_id: row.id,
        person_id: row.person_id,
        author_id: work.context().actor,
        by_asker: asker,
        body: work.seal(TicketMessage::META, TicketMessage::BODY, message, &body),
        at: now.into(),
    };
    work.insert(written).await?;
    let new = if asker {
        Row { state: "open".to_owned(), due_at: now.plus_seconds(HOURS * 3_600).into(), ..row.clone() }
    } else {
        Row {
            state: "answered".to_owned(),
            handler_id: row.handler_id.or(work.context().actor),
            answered_at: row.answered_at.or(Some(now.into())),
            ..row.clone()
        }
    };
    work.update(row, new.clone()).await?;
    Ok(new)
}

/// Closes a question: the asker has what was needed, or the desk has nothing to add.
pub async fn close_ticket(app: &App, caller: &Caller, id: Uuid) -> Result<TicketPage> {
    let (row, asker) = readable(app, caller, id).await?;
    if row.state == "closed" {
        return Err(Problem::conflict("desk.ticket_closed"));
    }
    let mut work = app.begin(caller, "close_ticket", None).await?;
    let new = Row { state: "closed".to_owned(), ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    page(app, caller, new, asker).await
}

async fn list(app: &App, caller: &Caller, mut rows: Vec<Row>) -> Result<TicketList> {
    let db = app.db();
    let more = cut(&mut rows, LISTED);
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let subjects = subjects_of(&db, &persons, app.today()).await?;
    let names = Find::<Person>::new().any(Person::ID, persons).all(&db).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|row| (row.id, row.full_name)).collect();
    let items = rows.into_iter().map(|row| {
        let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
        let subject = subjects.get(&row.person_id).copied().unwrap_or(nowhere);
        let name = names.get(&row.person_id).cloned().unwrap_or_default();
        view(app, caller, subject, row, name)
    });
    Ok(TicketList { items: items.collect::<Result<_>>()?, more })
}

fn view(app: &App, caller: &Caller, subject: Subject, row: Row, name: String) -> Result<TicketView> {
    let Row { id, person_id, category, title, body: _, state, due_at, handler_id: _, opened_at, answered_at: _ } = row;
    let mut shown = caller.disclose(subject);
    let due_at = Instant::from(due_at);
    let open = |sealed: &Sealed<String>| -> Result<String> {
        Ok(app.store().unseal(Row::META.name, Row::TITLE, id, sealed).map(Sensitive::into_exposed)?)
    };
    Ok(TicketView {
        id,
        person: PersonRef { id: PersonId(person_id), full_name: name },
        category: shown.show(Row::CATEGORY, category),
        title: shown.show_with(Row::TITLE, || open(&title))?,
        overdue: state == "open" && due_at < app.now(),
        state: shown.show(Row::STATE, state),
        due_at: shown.show(Row::DUE_AT, due_at),
        opened_at: shown.show(Row::OPENED_AT, opened_at.into()),
        redacted: shown.redacted(),
    })
}
