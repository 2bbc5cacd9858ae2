//! How a failure is told: a kind that every edge understands, a stable code, and where it happened.

use std::collections::BTreeMap;

use serde::Serialize;

/// What sort of failure it is. HTTP maps it to a status, the CLI to an exit message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// Nobody is signed in.
    Unauthenticated,
    /// The caller may know of the thing but may not do this.
    Forbidden,
    /// There is no such thing, or the caller may not know that there is.
    NotFound,
    /// The input is wrong; the problem says where and how to mend it.
    Invalid,
    /// The state has moved on, or a law or a rule forbids it now.
    Conflict,
    /// Too many attempts; wait.
    TooMany,
    /// Our own fault; nothing was written.
    Internal,
}

/// A failure with a stable code `room.reason`. Texts in the user's language live in one table at the edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}")]
pub struct Problem {
    /// What sort of failure.
    pub kind: ErrorKind,
    /// `room.reason`, for example `offboarding.resignation_missing`.
    pub code: &'static str,
    /// JSON pointer to the offending input field, such as `/last_day`.
    pub pointer: Option<String>,
    /// Values for the message template, such as `days` → `30`. Never personal values.
    pub params: BTreeMap<&'static str, String>,
    /// The article of law, when a law says no.
    pub article: Option<String>,
}

impl Problem {
    /// A failure of this kind with this code.
    pub const fn new(kind: ErrorKind, code: &'static str) -> Self {
        Self { kind, code, pointer: None, params: BTreeMap::new(), article: None }
    }

    /// Wrong input.
    pub const fn invalid(code: &'static str) -> Self {
        Self::new(ErrorKind::Invalid, code)
    }

    /// No such thing, or not for this caller.
    pub const fn not_found(code: &'static str) -> Self {
        Self::new(ErrorKind::NotFound, code)
    }

    /// Not possible in the present state.
    pub const fn conflict(code: &'static str) -> Self {
        Self::new(ErrorKind::Conflict, code)
    }

    /// Known but not allowed.
    pub const fn forbidden(code: &'static str) -> Self {
        Self::new(ErrorKind::Forbidden, code)
    }

    /// Points at the input field.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Adds a value for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.insert(name, value.to_string());
        self
    }

    /// Names the article that forbids it.
    #[must_use]
    pub fn by_law(mut self, article: impl Into<String>) -> Self {
        self.article = Some(article.into());
        self
    }
}
