//! What handlers give back.

use axum::Json;
use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::problem::ApiProblem;

/// A view, or a problem.
pub type Answer<T> = Result<Json<T>, ApiProblem>;

/// 201 with a view, or a problem.
pub type Made<T> = Result<(StatusCode, Json<T>), ApiProblem>;

/// 204, or a problem.
pub type Done = Result<NoContent, ApiProblem>;

pub use axum::response::NoContent;

/// 201 with what was made.
pub const fn made<T>(view: T) -> Made<T> {
    Ok((StatusCode::CREATED, Json(view)))
}

/// A file to save.
#[derive(Debug, Clone)]
pub struct File {
    /// What the browser proposes as its name; Chinese is fine.
    pub name: String,
    /// Its type, such as `application/pdf`.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        to_save(self.bytes.into(), &self.name, self.content_type)
    }
}

/// A body that the browser saves under a name.
pub(crate) fn to_save(body: Body, name: &str, content_type: &'static str) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", percent_encoded(name));
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.extend(HeaderValue::from_str(&disposition).ok().map(|value| (CONTENT_DISPOSITION, value)));
    response
}

/// As RFC 8187 wants a name in a header.
fn percent_encoded(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}
