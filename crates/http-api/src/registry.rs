//! Where operations and handlers meet: routes, guards and the description come from one call.

use std::collections::BTreeMap;

use access::Permission;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn};
use axum::routing::MethodRouter;
use serde_json::json;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Operation as Described, PathItem};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder, Schema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::edge::guard;
use crate::operation::{Endpoint, Operation};

/// Where all paths begin.
pub(crate) const PREFIX: &str = "/api/v1";

/// Collects endpoints.
#[derive(Default)]
pub struct Registry {
    pub(crate) router: OpenApiRouter,
    pub(crate) endpoints: Vec<Endpoint>,
    /// The first meaning of each name in the description.
    named: BTreeMap<String, String>,
    /// Declarations that contradict their handler, and names with two meanings; a test keeps it empty.
    pub(crate) mistakes: Vec<String>,
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registry").field("endpoints", &self.endpoints).finish_non_exhaustive()
    }
}

impl Registry {
    /// Adds one operation with its handler: `registry.add(GET_SESSION, routes!(get_session))`.
    pub fn add(&mut self, operation: Operation, route: UtoipaMethodRouter) {
        let (schemas, mut paths, methods) = route;
        self.name_once(&schemas, operation.id);
        for (path, item) in &mut paths.paths {
            for (method, described) in operations(item) {
                if described.operation_id.as_deref() != Some(operation.id) {
                    self.mistakes.push(format!("{} stands beside {:?}", operation.id, described.operation_id));
                }
                if method != "GET" && operation.audits.is_empty() {
                    self.mistakes.push(format!("{} writes and does not say what the trail keeps", operation.id));
                }
                describe(described, &operation);
                self.endpoints.push(Endpoint { operation, method, path: format!("{PREFIX}{path}") });
            }
        }
        let guarded: MethodRouter =
            methods.layer(from_fn(move |request: Request, next: Next| guard(operation, request, next)));
        let methods: MethodRouter = guarded.layer(DefaultBodyLimit::max(operation.body_bytes));
        self.router = std::mem::take(&mut self.router).routes((schemas, paths, methods));
    }

    /// The last schema of a name wins silently: two types of one name would describe one of them wrongly.
    fn name_once(&mut self, schemas: &[(String, RefOr<Schema>)], operation: &str) {
        for (name, schema) in schemas {
            let meaning = json!(schema).to_string();
            let first = self.named.entry(name.clone()).or_insert_with(|| meaning.clone());
            if *first != meaning {
                self.mistakes.push(format!("{operation} means another {name} than operations before it"));
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Described)> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [("GET", get), ("PUT", put), ("POST", post), ("DELETE", delete), ("PATCH", patch)]
        .into_iter()
        .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

/// What the declaration says, said to readers of the description as well.
fn describe(described: &mut Described, operation: &Operation) {
    let permission = operation.permission.map(Permission::key);
    let mut problems = operation.problems.to_vec();
    problems.extend(["request.too_many", "internal.storage"]);
    if operation.permission.is_some() {
        problems.extend(["identity.not_signed_in", "access.permission_missing"]);
    }
    if operation.permission.is_some_and(Permission::over_others_only) {
        problems.push("access.own_case");
    }
    problems.sort_unstable();
    let said = Extensions::builder()
        .add("x-permission", json!(permission))
        .add("x-audits", json!(operation.audits))
        .add("x-rate-class", json!(operation.rate.key()))
        .add("x-problem-codes", json!(problems))
        .build();
    match &mut described.extensions {
        Some(known) => known.merge(said),
        none => *none = Some(said),
    }
    for response in described.responses.responses.values_mut() {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            "As asked.".clone_into(&mut response.description);
        }
    }
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let problem = ResponseBuilder::new().description("A problem.").content("application/problem+json", problem).build();
    described.responses.responses.insert("default".to_owned(), RefOr::T(problem));
}
