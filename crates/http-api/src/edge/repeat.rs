//! `Idempotency-Key`: a write that is sent twice is done once, and answered twice.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::Problem;
use services::App;
use services::repeats::{self, Repeat};

use super::Server;
use super::guard::Admitted;
use crate::operation::Operation;
use crate::problem::{ApiProblem, TOO_LARGE};

const HEADER: &str = "idempotency-key";
/// Beyond this an answer is not kept; no write of ours answers with so much.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;

/// A write with a key.
#[derive(Debug)]
pub(crate) struct Repeatable {
    app: App,
    account: String,
    key: Option<String>,
}

impl Repeatable {
    /// A write of somebody signed in that carries a key; others are just done.
    pub(crate) fn of(operation: &Operation, parts: &Parts, admitted: &Admitted) -> Option<Self> {
        let header = parts.headers.get(HEADER)?;
        let Admitted::Signed { me, .. } = admitted else { return None };
        if parts.method == Method::GET || operation.permission.is_none() || !operation.repeatable {
            return None;
        }
        let text = header.to_str().ok().filter(|text| (1..=200).contains(&text.len()));
        let app = parts.extensions.get::<Server>()?.app.clone();
        Some(Self { app, account: me.account_id.to_string(), key: text.map(str::to_owned) })
    }

    pub(crate) async fn run(self, operation: &Operation, request: Request, next: Next) -> Response {
        match self.once(operation, request, next).await {
            Ok(response) => response,
            Err(problem) => ApiProblem(problem).into_response(),
        }
    }

    async fn once(self, operation: &Operation, request: Request, next: Next) -> Result<Response, Problem> {
        let Some(key) = self.key else { return Err(Problem::invalid("request.key_malformed")) };
        let key = format!("{}:{}:{key}", self.account, operation.id);
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, operation.body_bytes).await.map_err(|_| Problem::invalid(TOO_LARGE))?;
        // Only digests are kept. Bytes that are no text count as they can be read: a digest needs no more.
        let input = format!("{}\n{}", parts.uri, String::from_utf8_lossy(&body));
        match repeats::begin(&self.app, &key, &input).await? {
            Repeat::First => {}
            Repeat::Answered { status, body } => return Ok(again(status, body)),
            Repeat::Begun => return Err(Problem::conflict("request.in_progress")),
            Repeat::Other => return Err(Problem::invalid("request.key_reused")),
        }
        let response = next.run(Request::from_parts(parts, Body::from(body))).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, ANSWER_BYTES_MAX).await.unwrap_or_default();
        // A refusal changed nothing: the same request may succeed tomorrow, so only successes are kept.
        let answer = parts.status.is_success().then_some((parts.status.as_u16(), body.as_ref()));
        repeats::end(&self.app, &key, answer).await?;
        Ok(Response::from_parts(parts, Body::from(body)))
    }
}

fn again(status: u16, body: Vec<u8>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let json = !body.is_empty();
    let mut response = (status, Body::from(body)).into_response();
    response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    if json {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    response
}
