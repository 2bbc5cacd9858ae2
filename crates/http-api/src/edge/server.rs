//! What requests share.

use std::sync::Arc;

use services::App;

use super::rate::RateLimiter;

/// How the API is served.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ApiOptions {
    /// Whether the page is reached by https: the cookie then travels nowhere else.
    pub secure_cookie: bool,
    /// Whether a proxy in front names the caller's address in `X-Forwarded-For`. Never without one: anybody could
    /// then choose the address that lockout counts.
    pub trust_forwarded: bool,
}

/// What requests share; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    pub(crate) app: App,
    pub(crate) options: ApiOptions,
    pub(crate) rate: Arc<RateLimiter>,
}

impl Server {
    pub(crate) fn new(app: App, options: ApiOptions) -> Self {
        Self { app, options, rate: Arc::default() }
    }
}
