//! The edge that speaks HTTP: routes, problem+json, OpenAPI. It knows use cases, never tables.
//!
//! An endpoint is one [`Operation`] beside its handler, put together by [`Registry::add`]. From that one call come
//! the route, the guard before it (who, may they, how often), the description and the tests that walk every
//! operation. A handler gets at the use cases only through [`Signed`] or [`Public`].

mod answer;
mod document;
mod edge;
mod operation;
mod problem;
mod registry;
mod v1;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::routing::get;
use services::App;
use tower_http::catch_panic::CatchPanicLayer;

pub use answer::{Answer, Done, File, Made, NoContent, made};
pub use document::openapi;
pub use edge::{ApiOptions, Id, Input, Language, Public, Query, Signed};
pub use operation::{Endpoint, Operation, RateClass};
pub use problem::{ApiProblem, ProblemBody, texts};
pub use registry::Registry;

use edge::Server;

/// Everything under `/api`, with `fallback` for the rest: the page.
pub fn router(app: App, options: ApiOptions, fallback: Router) -> Router {
    let server = Server::new(app, options);
    let registry = v1::registry();
    let (routes, _) = registry.router.split_for_parts();
    let described = openapi().to_json().unwrap_or_default();
    let api = Router::new()
        .nest(registry::PREFIX, routes.method_not_allowed_fallback(edge::no_such_method).fallback(edge::no_such_path))
        .route("/api/openapi.json", get(|| async move { ([("content-type", "application/json")], described) }))
        .route("/healthz", get(|| async { "ok" }));
    let catch = CatchPanicLayer::custom(edge::panicked);
    let frame = from_fn(move |request: Request, next: Next| edge::frame(server.clone(), request, next));
    api.fallback_service(fallback).layer(catch).layer(frame)
}

/// Every endpoint, in the order of registration.
pub fn endpoints() -> Vec<Endpoint> {
    v1::registry().endpoints
}

/// Declarations that contradict their handler; empty unless somebody made a mistake.
pub fn mistakes() -> Vec<String> {
    v1::registry().mistakes
}

/// Every code that has texts.
pub fn problem_codes() -> Vec<&'static str> {
    problem::codes().collect()
}
