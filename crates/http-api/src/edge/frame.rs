//! Around every request: an id, the language, the texts of problems, the headers of the browser's defences, one
//! line in the log.

use std::any::Any;
use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::{ErrorKind, Problem};
use uuid::Uuid;

use super::guard::Answered;
use super::{Language, Server};
use crate::problem::{ApiProblem, METHOD_UNKNOWN, render};

/// `style-src` allows inline styles because the component library writes them; scripts come only from ourselves.
/// `frame-src` allows what the page itself holds: a certificate is previewed from memory.
const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self' blob:; \
         frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ("x-frame-options", "DENY"),
];

pub(crate) async fn frame(server: Server, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id: Uuid = server.app.new_id();
    let language = Language::of(request.headers());
    let method = request.method().clone();
    let api = request.uri().path().starts_with("/api/");
    request.extensions_mut().insert(server);
    request.extensions_mut().insert(language);
    let mut response = next.run(request).await;
    if let Some(ApiProblem(problem)) = response.extensions_mut().remove::<ApiProblem>() {
        response = render(response, &problem, language, id);
    }
    let status = response.status();
    let answered = response.extensions().get::<Answered>();
    let (operation, account) = (answered.map(|a| a.operation), answered.and_then(|a| a.account.as_deref()));
    if api {
        let ms = started.elapsed().as_millis();
        // The path is left out: it may hold what somebody searched for.
        tracing::info!(request = %id, %method, operation, account, status = status.as_u16(), ms, "answered");
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if api {
        headers.entry("cache-control").or_insert(HeaderValue::from_static("no-store"));
    }
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        headers.insert("x-request-id", value);
    }
    response
}

pub(crate) async fn no_such_path() -> ApiProblem {
    ApiProblem(Problem::not_found("request.no_such_path"))
}

pub(crate) async fn no_such_method() -> ApiProblem {
    ApiProblem(Problem::not_found(METHOD_UNKNOWN))
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = text.unwrap_or("without words"), "a handler panicked");
    ApiProblem(Problem::new(ErrorKind::Internal, "internal.panic")).into_response()
}
