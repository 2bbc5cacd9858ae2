//! Signing in and out, the own password, the first three accounts.

use access::Permission;
use axum::Json;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use services::identity::{self, Bootstrap, ChangePassword, Me, SessionOptions, SignIn};
use utoipa_axum::routes;

use crate::edge::{ApiOptions, COOKIE_NAME};
use crate::{Answer, ApiProblem, Done, Input, NoContent, Operation, Public, RateClass, Registry, Signed};

const GET_SESSION_OPTIONS: Operation = Operation::public("get_session_options");
const CREATE_SESSION: Operation = Operation::public("create_session")
    .audits("the sign-in; failures are counted for lockout")
    .rated(RateClass::SignIn)
    .fails(&["identity.wrong_password", "identity.locked"]);
const GET_SESSION: Operation = Operation::read("get_session", Permission::SessionUse);
const DELETE_SESSION: Operation =
    Operation::write("delete_session", Permission::SessionUse, "nothing: the session is gone");
const CHANGE_PASSWORD: Operation =
    Operation::write("change_password", Permission::SessionUse, "the change, never the password")
        .rated(RateClass::SignIn)
        .fails(&[
            "identity.wrong_password",
            "identity.password_too_short",
            "identity.password_too_long",
            "identity.password_too_simple",
            "identity.password_contains_name",
            "identity.password_common",
        ]);
const BOOTSTRAP: Operation = Operation::public("bootstrap")
    .audits("the three accounts and their grants")
    .rated(RateClass::SignIn)
    .fails(&["identity.bootstrap_token_wrong", "identity.bootstrap_roles"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(GET_SESSION_OPTIONS, routes!(get_session_options));
    registry.add(CREATE_SESSION, routes!(create_session));
    registry.add(GET_SESSION, routes!(get_session));
    registry.add(DELETE_SESSION, routes!(delete_session));
    registry.add(CHANGE_PASSWORD, routes!(change_password));
    registry.add(BOOTSTRAP, routes!(bootstrap));
}

/// What the sign-in page needs
///
/// Whether the three administrators are still to be created, and the logins of a demo group.
#[utoipa::path(get, path = "/session/options", tag = "session", security(()),
    responses((status = 200, body = SessionOptions)))]
async fn get_session_options(public: Public) -> Answer<SessionOptions> {
    Ok(Json(identity::options(&public.app).await?))
}

/// Sign in
///
/// Sets the session cookie. Five failures in fifteen minutes lock a login for fifteen minutes; an unknown name, a
/// wrong password and a closed account look alike.
#[utoipa::path(post, path = "/session", tag = "session", security(()), request_body = SignIn,
    responses((status = 200, description = "Signed in; the cookie is set.", body = Me)))]
async fn create_session(public: Public, Input(input): Input<SignIn>) -> Result<(HeaderMap, Json<Me>), ApiProblem> {
    let signed_in = identity::sign_in(&public.app, input, &public.address).await?;
    Ok((cookie(signed_in.token.text(), public.options, None), Json(signed_in.me)))
}

/// Who is signed in
///
/// The account with its roles and everything it may do somewhere.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = Me)))]
async fn get_session(signed: Signed) -> Answer<Me> {
    Ok(Json(signed.me))
}

/// Sign out
///
/// Ends this session; others of the account go on.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204)))]
async fn delete_session(signed: Signed) -> Result<(HeaderMap, NoContent), ApiProblem> {
    identity::sign_out(&signed.app, &signed.token).await?;
    Ok((cookie("", signed.options, Some(0)), NoContent))
}

/// Change the own password
///
/// All sessions of the account end, this one too.
#[utoipa::path(post, path = "/session/password", tag = "session", request_body = ChangePassword,
    responses((status = 204)))]
async fn change_password(signed: Signed, Input(input): Input<ChangePassword>) -> Done {
    identity::change_password(&signed.app, &signed.caller, input).await?;
    Ok(NoContent)
}

/// Create the three administrators
///
/// Needs the token that the first start printed on the console; it dies with its use.
#[utoipa::path(post, path = "/bootstrap", tag = "session", security(()), request_body = Bootstrap,
    responses((status = 204)))]
async fn bootstrap(public: Public, Input(input): Input<Bootstrap>) -> Done {
    identity::bootstrap(&public.app, input).await?;
    Ok(NoContent)
}

/// The session ends on the server; the cookie itself lives as long as the browser.
fn cookie(token: &str, options: ApiOptions, max_age: Option<u32>) -> HeaderMap {
    let secure = if options.secure_cookie { "; Secure" } else { "" };
    let age = max_age.map(|age| format!("; Max-Age={age}")).unwrap_or_default();
    let text = format!("{COOKIE_NAME}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{age}");
    HeaderValue::from_str(&text).into_iter().map(|value| (SET_COOKIE, value)).collect()
}
