//! Rosters as files.

use access::Permission;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use futures::stream::try_unfold;
use services::exports::{self, ExportPeople, ExportPeopleList};
use services::people::RosterQuery;
use utoipa_axum::routes;

use crate::answer::to_save;
use crate::{ApiProblem, File, Operation, Query, RateClass, Registry, Signed};

const EXPORT_PEOPLE: Operation = Operation::read("export_people", Permission::RosterExport)
    .audits("who took which day's roster, how many people and in which form")
    .rated(RateClass::Heavy);
const EXPORT_PEOPLE_LIST: Operation = Operation::read("export_people_list", Permission::RosterExport)
    .audits("who took which list of people, how many, which columns and what narrowed it")
    .rated(RateClass::Heavy)
    .fails(&["exports.column_unknown"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(EXPORT_PEOPLE, routes!(export_people));
    registry.add(EXPORT_PEOPLE_LIST, routes!(export_people_list));
}

/// The roster of a day
///
/// What was true on the day, as far as is known now or was known on another day. Columns that the caller may not read
/// are left out and named in the header `X-Renhe-Redacted`. No cell can act as a formula.
#[utoipa::path(get, path = "/exports/people", tag = "exports", params(ExportPeople),
    responses((status = 200, body = String, content_type = "application/octet-stream")))]
async fn export_people(signed: Signed, Query(query): Query<ExportPeople>) -> Result<Response, ApiProblem> {
    let file = exports::export_people(&signed.app, &signed.caller, query).await?;
    let answer = File { name: file.file_name, content_type: file.content_type, bytes: file.bytes };
    Ok(naming(answer.into_response(), &file.redacted))
}

/// The list of people as a file
///
/// The people, order and columns of a list of the directory; `cursor` and `limit` mean nothing here. A column that the
/// caller may read for nobody is left out and named in the header `X-Renhe-Redacted`; where the caller may not read it
/// for somebody, the cell says so. CSV is sent while it is being read.
#[utoipa::path(get, path = "/exports/people-list", tag = "exports", params(RosterQuery, ExportPeopleList),
    responses((status = 200, body = String, content_type = "application/octet-stream")))]
async fn export_people_list(
    signed: Signed,
    Query(list): Query<RosterQuery>,
    Query(form): Query<ExportPeopleList>,
) -> Result<Response, ApiProblem> {
    let file = exports::export_people_list(&signed.app, &signed.caller, list, form).await?;
    let pieces = try_unfold(file.lines, async |mut lines| {
        // The answer has begun: all that can be said of a failure is that the file is not whole.
        let piece = lines.next().await.map_err(|problem| std::io::Error::other(problem.code))?;
        Ok::<_, std::io::Error>(piece.map(|piece| (piece, lines)))
    });
    Ok(naming(to_save(Body::from_stream(pieces), &file.file_name, file.content_type), &file.redacted))
}

/// Says in a header what was left out.
fn naming(mut response: Response, redacted: &[String]) -> Response {
    if let Ok(redacted) = HeaderValue::from_str(&redacted.join(",")) {
        response.headers_mut().insert(HeaderName::from_static("x-renhe-redacted"), redacted);
    }
    response
}
