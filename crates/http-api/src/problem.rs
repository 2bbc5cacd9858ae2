//! Problems on the wire (RFC 9457), with texts from one table in two languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::{ErrorKind, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::edge::Language;

pub(crate) const METHOD_UNKNOWN: &str = "request.method_unknown";
pub(crate) const TOO_LARGE: &str = "request.too_large";

/// A failure on its way out; the outermost layer knows the language and writes the body.
#[derive(Debug, Clone)]
pub struct ApiProblem(pub Problem);

impl From<Problem> for ApiProblem {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The status follows from the kind; two codes of HTTP itself have their own.
fn status(problem: &Problem) -> StatusCode {
    match (problem.code, problem.kind) {
        (METHOD_UNKNOWN, _) => StatusCode::METHOD_NOT_ALLOWED,
        (TOO_LARGE, _) => StatusCode::PAYLOAD_TOO_LARGE,
        (_, ErrorKind::Unauthenticated) => StatusCode::UNAUTHORIZED,
        (_, ErrorKind::Forbidden) => StatusCode::FORBIDDEN,
        (_, ErrorKind::NotFound) => StatusCode::NOT_FOUND,
        (_, ErrorKind::Invalid) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, ErrorKind::Conflict) => StatusCode::CONFLICT,
        (_, ErrorKind::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        (_, ErrorKind::Internal) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What went wrong (RFC 9457).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// A stable name of the problem: `urn:renhe:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(example = "urn:renhe:problem:people.not_employed")]
    pub kind: String,
    /// What it is, in the caller's language.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened here and how to mend it, in the caller's language.
    pub detail: String,
    /// `room.reason`: stable, for programs.
    #[schema(example = "people.not_employed")]
    pub code: String,
    /// JSON pointer to the field that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The values inside the texts.
    pub params: BTreeMap<String, String>,
    /// The article of law that says no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Names this request in the log of the server.
    pub request_id: Uuid,
}

/// The texts of one code.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Texts {
    /// Title and detail in Chinese.
    pub(crate) zh: [String; 2],
    /// Title and detail in English.
    pub(crate) en: [String; 2],
}

static TABLE: LazyLock<BTreeMap<String, Texts>> =
    LazyLock::new(|| match parse(include_str!("../data/problems.toml")) {
        Ok(table) => table,
        Err(error) => {
            tracing::error!(%error, "the table of problems cannot be read");
            BTreeMap::new()
        }
    });

/// `[room]` sections of `reason = { zh = [title, detail], en = [title, detail] }`.
pub(crate) fn parse(text: &str) -> Result<BTreeMap<String, Texts>, toml::de::Error> {
    let rooms: BTreeMap<String, BTreeMap<String, Texts>> = toml::from_str(text)?;
    let codes = rooms.into_iter().flat_map(|(room, reasons)| {
        reasons.into_iter().map(move |(reason, texts)| (format!("{room}.{reason}"), texts))
    });
    Ok(codes.collect())
}

/// Every code with a text, for the description of the API.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    TABLE.keys().map(String::as_str)
}

/// Title and detail of a problem in a language; the command line uses them too. A code without a text shows
/// itself: that is ugly, and a test forbids it, but it is better than silence.
pub fn texts(problem: &Problem, language: Language) -> [String; 2] {
    let Some(texts) = TABLE.get(problem.code) else { return [problem.code.to_owned(), problem.code.to_owned()] };
    let texts = match language {
        Language::Zh => &texts.zh,
        Language::En => &texts.en,
    };
    texts.clone().map(|text| fill(text, &problem.params))
}

fn fill(mut text: String, params: &BTreeMap<&'static str, String>) -> String {
    for (name, value) in params {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// Writes the body into an answer that so far has only a status.
pub(crate) fn render(mut response: Response, problem: &Problem, language: Language, request_id: Uuid) -> Response {
    let status = status(problem);
    let [title, detail] = texts(problem, language);
    let body = ProblemBody {
        kind: format!("urn:renhe:problem:{}", problem.code),
        title,
        status: status.as_u16(),
        detail,
        code: problem.code.to_owned(),
        pointer: problem.pointer.clone(),
        params: problem.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        article: problem.article.clone(),
        request_id,
    };
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    let seconds = problem.params.get("seconds").cloned().or_else(|| {
        let minutes: u64 = problem.params.get("minutes")?.parse().ok()?;
        Some((minutes * 60).to_string())
    });
    if let Some(value) = seconds.filter(|_| problem.kind == ErrorKind::TooMany) {
        headers.extend(HeaderValue::from_str(&value).ok().map(|value| (RETRY_AFTER, value)));
    }
    *response.status_mut() = status;
    *response.body_mut() = Body::from(serde_json::to_vec(&body).unwrap_or_default());
    response
}
