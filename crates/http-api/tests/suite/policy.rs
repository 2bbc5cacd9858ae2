//! Every operation, as everybody.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use access::Roles;
use axum::body::Body;
use http_api::Endpoint;
use serde_json::Value;

use crate::fixture::{House, house};

const CALLERS: [&str; 7] = ["stranger", "employee", "manager", "hr", "system_admin", "security_admin", "audit_admin"];

/// Bodies that get past the form, where who is asked about matters and not only what.
const BODIES: [(&str, &str); 11] = [
    ("reveal_field", r#"{"field":"phone","reason":"核对"}"#),
    ("transfer_person", r#"{"first_day":"2027-01-01"}"#),
    ("change_pay", r#"{"first_day":"2027-01-01","base_pay_fen":3000000,"reason":"annual_review"}"#),
    (
        "record_performance",
        r#"{"cycle":"2026Q2","first_day":"2026-04-01","last_day":"2026-06-30","score_hundredths":8000}"#,
    ),
    ("record_leave", r#"{"kind":"personal","first_day":"2026-11-02","last_day":"2026-11-02","half_days":2}"#),
    ("record_leave_entitlement", r#"{"kind":"annual","year":2026,"half_days":7}"#),
    (
        "add_tag",
        r#"{"kind":"mentor","source":"培训系统","basis":"名单","first_day":"2026-11-01","last_day":"2027-06-30"}"#,
    ),
    ("seat_person", r#"{"position_id":"00000000-0000-4000-8000-000000000000","first_day":"2026-11-02"}"#),
    (
        "add_reporting_line",
        r#"{"to_person_id":"00000000-0000-4000-8000-000000000000","kind":"dotted","first_day":"2026-11-02"}"#,
    ),
    ("end_reporting_line", r#"{"last_day":"2026-11-02"}"#),
    ("record_event", r#"{"kind":"award","day":"2026-11-02","detail":{}}"#),
];

/// Every path is about Zhang; every other id names nothing.
fn path(endpoint: &Endpoint, house: &House) -> String {
    let mut path = String::new();
    for part in endpoint.path.split('/').skip(1) {
        path.push('/');
        match part {
            "{person_id}" => path.push_str(&house.zhang.to_string()),
            "{kind}" => path.push_str("leave_kind"),
            "{seq}" => path.push('0'),
            other if other.starts_with('{') => path.push_str("00000000-0000-4000-8000-000000000000"),
            other => path.push_str(other),
        }
    }
    path
}

/// What a caller meets: `sign in`, `no` (the permission is missing), `hidden` (not a word about whether the person
/// exists), or `yes` (the operation is theirs; the made-up input may still be refused).
async fn meets(house: &House, who: Option<&str>, endpoint: &Endpoint) -> &'static str {
    let body = BODIES.iter().find(|(id, _)| *id == endpoint.operation.id).map_or("{}", |(_, body)| body);
    let request = house.request(who, endpoint.method, &path(endpoint, house)).body(Body::from(body)).unwrap();
    let answer = house.send(request).await;
    let code = answer.body.get("code").and_then(Value::as_str).unwrap_or_default();
    match (answer.status.as_u16(), code) {
        (401, "identity.not_signed_in") => "sign in",
        (403, "access.permission_missing") => "no",
        (404, _) if endpoint.path.contains("{person_id}") => "hidden",
        (500.., code) => panic!("{} answered {} {code} to {who:?}", endpoint.operation.id, answer.status),
        _ => "yes",
    }
}

#[tokio::test]
async fn every_operation_meets_every_caller_as_the_policy_says() {
    let (mut house, roles) = (house().await, Roles::built_in().unwrap());
    let mut endpoints = http_api::endpoints();
    // Signing out comes last: the walker needs the session.
    endpoints.sort_by_key(|endpoint| endpoint.operation.id == "delete_session");
    let mut table = format!("| operation | permission | anonymous | {} |\n|---|---|---|", CALLERS.join(" | "));
    table.push_str(&"---|".repeat(CALLERS.len()));
    for (place, endpoint) in endpoints.iter().enumerate() {
        // There are more operations than anybody may call at once: the count of calls begins again now and then.
        if place % 20 == 19 {
            house.forget_calls();
        }
        let permission = endpoint.operation.permission;
        let name = permission.map_or("–", access::Permission::key);
        let _ = write!(table, "\n| {} `{}` {} | {name} |", endpoint.operation.id, endpoint.method, endpoint.path);
        let anonymous = meets(&house, None, endpoint).await;
        assert_eq!(anonymous == "sign in", permission.is_some(), "{} as nobody: {anonymous}", endpoint.operation.id);
        let _ = write!(table, " {anonymous} |");
        for who in CALLERS {
            let met = meets(&house, Some(who), endpoint).await;
            let role = roles.get(if who == "stranger" { "employee" } else { who }).unwrap();
            let held = permission.is_none_or(|permission| role.permissions.contains(&permission));
            // A use case may ask for a second permission beside the operation's; never for less than it.
            assert!(held || met == "no", "{} as {who}: {met}", endpoint.operation.id);
            let _ = write!(table, " {met} |");
        }
    }
    golden(&format!(
        "# Every operation, as everybody\n\nMade by a test that walks the API. Ids in a path are those of one \
         employee; stranger is a colleague of another unit, manager the one the employee reports to.\n`sign in`: \
         nobody is signed in. `no`: the permission is missing. `hidden`: the answer does not tell whether the person \
         exists. `yes`: the operation is theirs.\n\n{table}\n"
    ));
}

/// `RENHE_UPDATE_GOLDEN=1` writes the file anew.
fn golden(text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/endpoint-matrix.md");
    if std::env::var_os("RENHE_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == text,
        "docs/endpoint-matrix.md says something else. If the change of rights is meant, run\n  \
         RENHE_UPDATE_GOLDEN=1 cargo test -p http-api\nand have it reviewed by somebody who may judge it."
    );
}

#[test]
fn the_description_and_the_operations_are_the_same_set() {
    let described = serde_json::to_value(http_api::openapi()).unwrap();
    let mut in_document = BTreeSet::new();
    for (path, item) in described["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(_, operation)| operation.is_object()) {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            for wanted in ["summary", "description", "x-permission", "x-problem-codes"] {
                assert!(operation.get(wanted).is_some(), "{id} has no {wanted}");
            }
            in_document.insert((id, method.to_uppercase(), path.clone()));
        }
    }
    let endpoints = http_api::endpoints();
    let declared: BTreeSet<_> = endpoints
        .iter()
        .map(|endpoint| (endpoint.operation.id.to_owned(), endpoint.method.to_owned(), endpoint.path.clone()))
        .collect();
    assert_eq!(in_document, declared);
    let ids: BTreeSet<_> = endpoints.iter().map(|endpoint| endpoint.operation.id).collect();
    assert_eq!(ids.len(), endpoints.len(), "two operations share a name");
}
