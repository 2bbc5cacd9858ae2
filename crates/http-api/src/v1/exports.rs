//! Rosters as files.

use access::Permission;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use services::exports::{self, ExportPeople};
use utoipa_axum::routes;

use crate::{ApiProblem, File, Operation, Query, RateClass, Registry, Signed};

const EXPORT_PEOPLE: Operation = Operation::read("export_people", Permission::RosterExport)
    .audits("who took which day's roster, how many people and in which form")
    .rated(RateClass::Heavy);

pub(super) fn register(registry: &mut Registry) {
    registry.add(EXPORT_PEOPLE, routes!(export_people));
}

/// The roster of a day
///
/// What was true on the day, as far as is known now or was known on another day. Columns that the caller may not read
/// are left out and named in the header `X-Renhe-Redacted`. No cell can act as a formula.
#[utoipa::path(get, path = "/exports/people", tag = "exports", params(ExportPeople),
    responses((status = 200, body = String, content_type = "application/octet-stream")))]
async fn export_people(signed: Signed, Query(query): Query<ExportPeople>) -> Result<Response, ApiProblem> {
    let file = exports::export_people(&signed.app, &signed.caller, query).await?;
    let redacted = HeaderValue::from_str(&file.redacted.join(",")).ok();
    let answer = File { name: file.file_name, content_type: file.content_type, bytes: file.bytes };
    let mut response = answer.into_response();
    if let Some(redacted) = redacted {
        response.headers_mut().insert(HeaderName::from_static("x-renhe-redacted"), redacted);
    }
    Ok(response)
}
