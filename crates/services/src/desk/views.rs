//! What the service desk takes and gives.

use access::Shown;
use kernel::{Instant, Sensitive};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::people::PersonRef;

/// A question.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTicket {
    /// Code of list `ticket_category`.
    pub category: String,
    /// In a few words.
    #[schema(value_type = String)]
    pub title: Sensitive<String>,
    /// The question.
    #[schema(value_type = String)]
    pub body: Sensitive<String>,
}

/// A further message.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyTicket {
    /// What it says.
    #[schema(value_type = String)]
    pub body: Sensitive<String>,
}

/// A question in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TicketView {
    /// Which.
    pub id: Uuid,
    /// Who asks.
    pub person: PersonRef,
    /// About what.
    #[schema(value_type = Option<String>, required)]
    pub category: Shown<String>,
    /// In a few words.
    #[schema(value_type = Option<String>, required)]
    pub title: Shown<String>,
    /// `open`, `answered` or `closed`.
    #[schema(value_type = Option<String>, required)]
    pub state: Shown<String>,
    /// By when it is answered.
    #[schema(value_type = Option<Instant>, required)]
    pub due_at: Shown<Instant>,
    /// Whether that has passed without an answer.
    pub overdue: bool,
    /// When it was asked.
    #[schema(value_type = Option<Instant>, required)]
    pub opened_at: Shown<Instant>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Which questions to the desk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TicketQueue {
    /// Those that wait for an answer, the earliest deadline first.
    #[default]
    Open,
    /// Those that the caller answered, whatever became of them.
    Mine,
    /// All of them.
    All,
    /// Those that are closed.
    Closed,
}

/// Which questions.
#[derive(Debug, Clone, Copy, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TicketQuery {
    /// `open` unless told.
    #[param(inline)]
    pub queue: Option<TicketQueue>,
}

/// Questions.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TicketList {
    /// The questions, at most 500.
    pub items: Vec<TicketView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A message of a question.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TicketMessageView {
    /// Whether the asker wrote it.
    pub by_asker: bool,
    /// What it says.
    #[schema(value_type = Option<String>, required)]
    pub body: Shown<String>,
    /// When.
    pub at: Instant,
}

/// A question with what was said.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TicketPage {
    /// The question.
    pub ticket: TicketView,
    /// What was said, in order.
    pub messages: Vec<TicketMessageView>,
    /// Whether the caller answers questions.
    pub may_answer: bool,
}

/// What to look for.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ArticleQuery {
    /// Title, pinyin or initials.
    pub q: Option<String>,
}

/// An article to write.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutArticle {
    /// Which; else a new one.
    pub id: Option<Uuid>,
    /// Title.
    pub title: String,
    /// Code of list `ticket_category`.
    pub category: String,
    /// The answer.
    pub body: String,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ArticleView {
    /// Which.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// About what.
    pub category: String,
    /// The answer.
    pub body: String,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// Articles by title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ArticleList {
    /// The articles.
    pub items: Vec<ArticleView>,
}
