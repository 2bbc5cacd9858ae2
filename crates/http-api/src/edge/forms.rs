//! Bodies, queries and path parts, with refusals that say where and why.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use kernel::Problem;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use crate::problem::{ApiProblem, TOO_LARGE};

/// The JSON body.
#[derive(Debug, Clone)]
pub struct Input<T>(pub T);

/// The query string.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

/// The ids in the path. A malformed one names nothing, so the answer is "not found".
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Input<T> {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiProblem> {
        let bytes = Bytes::from_request(request, state).await.map_err(unread)?;
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let pointer = pointer(error.path());
            let problem = match error.inner().classify() {
                serde_json::error::Category::Data => Problem::invalid("request.field_invalid"),
                _ => Problem::invalid("request.malformed_json"),
            };
            ApiProblem(problem.at(pointer).with("detail", without_values(error.inner())))
        })?;
        json.end().map_err(|_| ApiProblem(Problem::invalid("request.malformed_json")))?;
        Ok(Self(value))
    }
}

pub(crate) fn unread(rejection: BytesRejection) -> ApiProblem {
    match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
            ApiProblem(Problem::invalid(TOO_LARGE))
        }
        _ => ApiProblem(Problem::invalid("request.unreadable")),
    }
}

/// What was expected, without quoting what came: that may be somebody's pay.
fn without_values(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    match (text.starts_with("invalid type: ") || text.starts_with("invalid value: "), text.find(", expected ")) {
        (true, Some(at)) => text[at + 2..].to_owned(),
        _ => text.to_owned(),
    }
}

/// As a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        text.push('/');
        text.push_str(&part);
    }
    text
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Query<T> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(ApiProblem(unusable(&rejection.body_text()))),
        }
    }
}

/// What axum says of a query, `… query string: sort: unknown variant …, expected one of …`, as a problem that names the
/// parameter and, where it is one of a few words, those words. What came is not repeated: it may name somebody.
fn unusable(said: &str) -> Problem {
    let said = said.split_once("query string: ").map_or(said, |(_, said)| said);
    let (field, why) = said.split_once(": ").unwrap_or(("", said));
    let words: Vec<&str> = match why.split_once("expected one of ").or_else(|| why.split_once("expected ")) {
        Some((_, words)) if why.starts_with("unknown variant") => words.split('`').skip(1).step_by(2).collect(),
        _ => Vec::new(),
    };
    let problem = if words.is_empty() {
        Problem::invalid("request.query_invalid")
    } else {
        Problem::invalid("request.query_choice").with("choices", words.join(", "))
    };
    problem.at(format!("/{field}")).with("field", field)
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Id<T> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiProblem> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(rejection) if rejection.status() == StatusCode::BAD_REQUEST => {
                Err(ApiProblem(Problem::not_found("request.no_such_thing")))
            }
            Err(_) => Err(ApiProblem(Problem::new(kernel::ErrorKind::Internal, "internal.path"))),
        }
    }
}
