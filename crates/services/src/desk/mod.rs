//! The service desk: questions with a deadline, their answers, and a knowledge base that is looked into first.

mod articles;
mod tickets;
mod views;

pub use articles::{list_articles, put_article, put_article_in};
pub use tickets::{
    close_ticket, get_ticket, list_tickets, open_ticket, open_ticket_in, own_tickets, reply_ticket, reply_ticket_in,
};
pub use views::{
    ArticleList, ArticleQuery, ArticleView, NewTicket, PutArticle, ReplyTicket, TicketList, TicketMessageView,
    TicketPage, TicketQuery, TicketQueue, TicketView,
};
