//! The two ways into a handler: [`Signed`] for somebody, [`Public`] for anybody. Nothing else hands out the
//! [`App`], so a handler that forgets to ask who is calling has nothing to work with.

use access::Caller;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::{ErrorKind, Problem};
use services::App;
use services::identity::Me;

use super::guard::Admitted;
use super::{ApiOptions, Language, Server};
use crate::problem::ApiProblem;

/// A signed-in caller who holds the operation's permission.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The use cases.
    pub app: App,
    /// Who calls.
    pub caller: Caller,
    /// The account behind the caller.
    pub me: Me,
    /// The language of texts.
    pub language: Language,
    /// The session's token, to end it.
    pub(crate) token: String,
    /// How the API is served.
    pub(crate) options: ApiOptions,
}

/// Anybody; only for operations without a permission.
#[derive(Debug, Clone)]
pub struct Public {
    /// The use cases.
    pub app: App,
    /// Where the caller comes from.
    pub address: String,
    /// The language of texts.
    pub language: Language,
    /// How the API is served.
    pub(crate) options: ApiOptions,
}

/// A handler that no guard stands before: a mistake of ours, never answered with data.
fn unguarded() -> ApiProblem {
    ApiProblem(Problem::new(ErrorKind::Internal, "internal.unguarded"))
}

impl<S: Sync> FromRequestParts<S> for Signed {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiProblem> {
        let language = parts.extensions.get::<Language>().copied().unwrap_or_default();
        let server = parts.extensions.get::<Server>().cloned().ok_or_else(unguarded)?;
        match parts.extensions.get::<Admitted>() {
            Some(Admitted::Signed { caller, me, token }) => Ok(Self {
                app: server.app,
                caller: caller.clone(),
                me: me.as_ref().clone(),
                language,
                token: token.clone(),
                options: server.options,
            }),
            _ => Err(unguarded()),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Public {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiProblem> {
        let language = parts.extensions.get::<Language>().copied().unwrap_or_default();
        let server = parts.extensions.get::<Server>().cloned().ok_or_else(unguarded)?;
        match parts.extensions.get::<Admitted>() {
            Some(Admitted::Anybody { address }) => {
                Ok(Self { app: server.app, address: address.clone(), language, options: server.options })
            }
            _ => Err(unguarded()),
        }
    }
}
