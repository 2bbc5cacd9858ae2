//! The service desk: questions and the knowledge base.

use access::Permission;
use axum::Json;
use services::Created;
use services::desk::{
    self, ArticleList, ArticleQuery, NewTicket, PutArticle, ReplyTicket, TicketList, TicketPage, TicketQuery,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Id, Input, Made, Operation, Query, Registry, Signed, made};

const LIST_TICKETS: Operation = Operation::read("list_tickets", Permission::DeskWork);
const LIST_OWN_TICKETS: Operation =
    Operation::read("list_own_tickets", Permission::SessionUse).fails(&["desk.no_person"]);
const OPEN_TICKET: Operation =
    Operation::write("open_ticket", Permission::SessionUse, "the question, its words sealed").fails(&[
        "desk.no_person",
        "catalogue.code_unknown",
        "input.required",
    ]);
const GET_TICKET: Operation = Operation::read("get_ticket", Permission::SessionUse).fails(&["desk.ticket_unknown"]);
const REPLY_TICKET: Operation =
    Operation::write("reply_ticket", Permission::SessionUse, "the message, its words sealed").fails(&[
        "desk.ticket_unknown",
        "desk.ticket_closed",
        "input.required",
    ]);
const CLOSE_TICKET: Operation = Operation::write("close_ticket", Permission::SessionUse, "that it was closed")
    .fails(&["desk.ticket_unknown", "desk.ticket_closed"]);
const LIST_ARTICLES: Operation = Operation::read("list_articles", Permission::SessionUse);
const PUT_ARTICLE: Operation = Operation::write("put_article", Permission::DeskWork, "the article").fails(&[
    "desk.article_unknown",
    "catalogue.code_unknown",
    "input.required",
]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_TICKETS, routes!(list_tickets));
    registry.add(LIST_OWN_TICKETS, routes!(list_own_tickets));
    registry.add(OPEN_TICKET, routes!(open_ticket));
    registry.add(GET_TICKET, routes!(get_ticket));
    registry.add(REPLY_TICKET, routes!(reply_ticket));
    registry.add(CLOSE_TICKET, routes!(close_ticket));
    registry.add(LIST_ARTICLES, routes!(list_articles));
    registry.add(PUT_ARTICLE, routes!(put_article));
}

/// Questions to the desk
///
/// Those that wait, the earliest deadline first; or another queue.
#[utoipa::path(get, path = "/tickets", tag = "desk", params(TicketQuery),
    responses((status = 200, body = TicketList)))]
async fn list_tickets(signed: Signed, Query(query): Query<TicketQuery>) -> Answer<TicketList> {
    Ok(Json(desk::list_tickets(&signed.app, &signed.caller, query).await?))
}

/// The own questions
///
/// The newest first.
#[utoipa::path(get, path = "/me/tickets", tag = "desk",
    responses((status = 200, body = TicketList)))]
async fn list_own_tickets(signed: Signed) -> Answer<TicketList> {
    Ok(Json(desk::own_tickets(&signed.app, &signed.caller).await?))
}

/// Ask the desk
///
/// Answered within the deadline of its category.
#[utoipa::path(post, path = "/me/tickets", tag = "desk", request_body = NewTicket,
    responses((status = 201, body = Created)))]
async fn open_ticket(signed: Signed, Input(input): Input<NewTicket>) -> Made<Created> {
    made(desk::open_ticket(&signed.app, &signed.caller, input).await?)
}

/// A question
///
/// With what was said; for the asker and the desk.
#[utoipa::path(get, path = "/tickets/{ticket_id}", tag = "desk", params(("ticket_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = TicketPage)))]
async fn get_ticket(signed: Signed, Id(ticket): Id<Uuid>) -> Answer<TicketPage> {
    Ok(Json(desk::get_ticket(&signed.app, &signed.caller, ticket).await?))
}

/// Write to a question
///
/// The first message of the desk answers it.
#[utoipa::path(post, path = "/tickets/{ticket_id}/messages", tag = "desk", request_body = ReplyTicket, params(("ticket_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = TicketPage)))]
async fn reply_ticket(signed: Signed, Id(ticket): Id<Uuid>, Input(input): Input<ReplyTicket>) -> Answer<TicketPage> {
    Ok(Json(desk::reply_ticket(&signed.app, &signed.caller, ticket, input).await?))
}

/// Close a question
///
/// By the asker or the desk.
#[utoipa::path(post, path = "/tickets/{ticket_id}/closing", tag = "desk", params(("ticket_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = TicketPage)))]
async fn close_ticket(signed: Signed, Id(ticket): Id<Uuid>) -> Answer<TicketPage> {
    Ok(Json(desk::close_ticket(&signed.app, &signed.caller, ticket).await?))
}

/// The knowledge base
///
/// By title, pinyin or initials.
#[utoipa::path(get, path = "/help-articles", tag = "desk", params(ArticleQuery),
    responses((status = 200, body = ArticleList)))]
async fn list_articles(signed: Signed, Query(query): Query<ArticleQuery>) -> Answer<ArticleList> {
    Ok(Json(desk::list_articles(&signed.app, &signed.caller, query).await?))
}

/// Write an article
///
/// A new one, or a new text of one.
#[utoipa::path(put, path = "/help-articles", tag = "desk", request_body = PutArticle,
    responses((status = 201, body = Created)))]
async fn put_article(signed: Signed, Input(input): Input<PutArticle>) -> Made<Created> {
    made(desk::put_article(&signed.app, &signed.caller, input).await?)
}
