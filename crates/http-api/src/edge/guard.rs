//! Stands before every handler: who calls, may they, how often.

use std::net::SocketAddr;
use std::time::Instant;

use access::Caller;
use axum::extract::{ConnectInfo, Request};
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::{ErrorKind, Problem};
use services::identity::Me;

use super::Server;
use super::repeat::Repeatable;
use crate::operation::Operation;
use crate::problem::ApiProblem;

/// The session cookie.
pub(crate) const COOKIE_NAME: &str = "renhe_session";

/// A write from another site cannot set this header without our consent (CORS), so its presence proves that the
/// page or a program wrote on purpose.
pub(crate) const WRITE_HEADER: &str = "x-renhe-request";

/// Who was let in.
#[derive(Debug, Clone)]
pub(crate) enum Admitted {
    Anybody { address: String },
    Signed { caller: Caller, me: Box<Me>, token: String },
}

/// Which operation answered, for the log.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub(crate) operation: &'static str,
    pub(crate) account: Option<String>,
}

pub(crate) async fn guard(operation: Operation, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut answered = Answered { operation: operation.id, account: None };
    let mut response = match admit(&operation, &parts).await {
        Ok(admitted) => {
            if let Admitted::Signed { me, .. } = &admitted {
                answered.account = Some(me.account_id.to_string());
            }
            let repeatable = Repeatable::of(&operation, &parts, &admitted);
            parts.extensions.insert(admitted);
            match repeatable {
                Some(repeatable) => repeatable.run(&operation, Request::from_parts(parts, body), next).await,
                None => next.run(Request::from_parts(parts, body)).await,
            }
        }
        Err(problem) => ApiProblem(problem).into_response(),
    };
    response.extensions_mut().insert(answered);
    response
}

async fn admit(operation: &Operation, parts: &Parts) -> Result<Admitted, Problem> {
    let server = parts.extensions.get::<Server>().ok_or(Problem::new(ErrorKind::Internal, "internal.unguarded"))?;
    if !matches!(parts.method, Method::GET | Method::HEAD) && !parts.headers.contains_key(WRITE_HEADER) {
        return Err(Problem::forbidden("request.write_header_missing").with("header", "X-Renhe-Request"));
    }
    let address = address(server, parts);
    let Some(permission) = operation.permission else {
        spend(server, operation, &address)?;
        return Ok(Admitted::Anybody { address });
    };
    let nobody = || Problem::new(ErrorKind::Unauthenticated, "identity.not_signed_in");
    let Some(token) = session_token(&parts.headers) else {
        spend(server, operation, &address)?;
        return Err(nobody());
    };
    let Some((caller, me)) = services::identity::authenticate(&server.app, &token).await? else {
        spend(server, operation, &address)?;
        return Err(nobody());
    };
    spend(server, operation, &me.account_id.to_string())?;
    if !caller.can(permission).allowed {
        return Err(Problem::forbidden("access.permission_missing").with("permission", permission.key()));
    }
    Ok(Admitted::Signed { caller, me: Box::new(me), token })
}

fn spend(server: &Server, operation: &Operation, who: &str) -> Result<(), Problem> {
    server
        .rate
        .take(operation.rate, who, Instant::now())
        .map_err(|seconds| Problem::new(ErrorKind::TooMany, "request.too_many").with("seconds", seconds))
}

/// The last address that a proxy of ours saw; behind no proxy, the other end of the connection.
fn address(server: &Server, parts: &Parts) -> String {
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let nearest = forwarded.and_then(|list| list.rsplit(',').next()).map(str::trim);
    match nearest.filter(|text| server.options.trust_forwarded && !text.is_empty()) {
        Some(text) => text.chars().take(64).collect(),
        None => parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(|| "local".to_owned(), |peer| peer.0.ip().to_string()),
    }
}

fn session_token(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .map(|(_, value)| value.to_owned())
}
