//! Signing in and out. A session is a random token in an `HttpOnly` cookie; the database keeps its digest.

use access::{Caller, Permission};
use kernel::{AccountId, ErrorKind, Instant, PersonId, Problem};
use storage::WriteContext;
use storage::audit::Action;
use storage::query::Find;
use storage::rows::{Account, Session};
use vault::passwords;
use vault::tokens::{Token, TokenDigest};

use super::caller::caller_with;
use super::views::{DemoLogin, Me, SessionOptions, SignIn};
use super::{bootstrap, caller_of, throttle};
use crate::{App, Result};

/// A session ends after this long without use (SPEC G-01).
const IDLE_SECONDS: i64 = 30 * 60;
/// And after this long however busy.
const ABSOLUTE_SECONDS: i64 = 12 * 60 * 60;
/// How often a use is remembered: every request would be a write.
const TOUCH_SECONDS: i64 = 60;

/// What a successful sign-in gives.
#[derive(Debug)]
pub struct SignedIn {
    /// Goes into the cookie.
    pub token: Token,
    /// Who it is.
    pub me: Me,
}

/// Checks name and password and begins a session. Unknown name, wrong password and closed account look alike.
pub async fn sign_in(app: &App, input: SignIn, address: &str) -> Result<SignedIn> {
    let login = input.login.trim().to_lowercase();
    throttle::take(app, &login, address).await?;
    let account = Find::<Account>::new().eq(Account::LOGIN, login.as_str()).one(&app.db()).await?;
    let account = account.filter(|account| account.active);
    let stored = match &account {
        Some(account) => Some(
            app.store().unseal("account", Account::PASSWORD_HASH, account.id, &account.password_hash)?.into_exposed(),
        ),
        None => None,
    };
    let right = check_password(input.password.into_exposed(), stored).await?;
    let wrong = || Problem::new(ErrorKind::Unauthenticated, "identity.wrong_password");
    let account = account.filter(|_| right).ok_or_else(wrong)?;
    throttle::succeeded(app, &login, address).await?;
    begin(app, &account).await
}

/// Argon2 keeps a core busy for tens of milliseconds: away from the threads that answer requests.
pub(super) async fn check_password(password: String, stored: Option<String>) -> Result<bool> {
    let checked = tokio::task::spawn_blocking(move || match stored {
        Some(stored) => passwords::verify(&password, &stored),
        None => passwords::verify_nobody(&password).map(|()| false),
    });
    let internal = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "checking a password failed");
        Problem::new(ErrorKind::Internal, "internal.vault")
    };
    checked.await.map_err(|error| internal(&error))?.map_err(|error| internal(&error))
}

async fn begin(app: &App, account: &Account) -> Result<SignedIn> {
    let token = Token::generate(app.store().entropy());
    let expires_at = app.now().plus_seconds(ABSOLUTE_SECONDS);
    let session = Session {
        token_digest: token.digest().as_bytes().to_vec(),
        account_id: account.id,
        created_at: app.now().into(),
        last_seen_at: app.now().into(),
        expires_at: expires_at.into(),
    };
    app.store().insert_session(session).await?;
    let context = WriteContext { actor: Some(account.id), operation: "sign_in", reason: None, request: None };
    let mut work = app.store().begin(context).await?;
    work.record(Action::Access, "account", account.id, account.person_id);
    work.commit().await?;
    let caller = caller_of(app, account).await?;
    Ok(SignedIn { token, me: view(app, account, &caller, expires_at) })
}

/// The caller behind a token, if the session is alive.
pub async fn authenticate(app: &App, token: &str) -> Result<Option<(Caller, Me)>> {
    let digest = TokenDigest::of(token);
    let found = app.store().session_with_account(digest.as_bytes(), app.today()).await?;
    let Some((session, account, grants)) = found else { return Ok(None) };
    let (seen, ends): (Instant, Instant) = (session.last_seen_at.into(), session.expires_at.into());
    if ends <= app.now() || seen.plus_seconds(IDLE_SECONDS) <= app.now() {
        app.store().delete_session(digest.as_bytes()).await?;
        return Ok(None);
    }
    if !account.active {
        return Ok(None);
    }
    if seen.plus_seconds(TOUCH_SECONDS) <= app.now() {
        app.store().touch_session(digest.as_bytes()).await?;
    }
    let caller = caller_with(app, &account, grants);
    let me = view(app, &account, &caller, ends);
    Ok(Some((caller, me)))
}

/// Ends the session.
pub async fn sign_out(app: &App, token: &str) -> Result<()> {
    Ok(app.store().delete_session(TokenDigest::of(token).as_bytes()).await?)
}

/// The signed-in account, again.
pub async fn me(app: &App, caller: &Caller) -> Result<Me> {
    let account = caller.account().ok_or(Problem::new(ErrorKind::Unauthenticated, "identity.not_signed_in"))?;
    let account = Find::<Account>::by_id(&app.db(), account.0).await?;
    let account = account.ok_or(Problem::new(ErrorKind::Unauthenticated, "identity.not_signed_in"))?;
    Ok(view(app, &account, caller, app.now().plus_seconds(IDLE_SECONDS)))
}

fn view(app: &App, account: &Account, caller: &Caller, expires_at: Instant) -> Me {
    let mut roles: Vec<String> = caller.grants().iter().map(|grant| grant.role.key.clone()).collect();
    roles.sort();
    roles.dedup();
    Me {
        account_id: AccountId(account.id),
        login: account.login.clone(),
        display_name: account.display_name.clone(),
        person_id: account.person_id.map(PersonId),
        roles,
        permissions: Permission::ALL.iter().copied().filter(|permission| caller.can(*permission).allowed).collect(),
        today: app.today(),
        time_zone: app.zone().name().to_owned(),
        expires_at,
    }
}

/// The password of every demo login. Public: the people are invented.
pub(crate) const DEMO_PASSWORD: &str = "Renhe-demo-2026";

/// What the sign-in page needs to know.
pub async fn options(app: &App) -> Result<SessionOptions> {
    let mut demo_logins = Vec::new();
    if app.is_demo() {
        for account in Find::<Account>::new().ascending(Account::LOGIN).limit(40).all(&app.db()).await? {
            let caller = caller_of(app, &account).await?;
            // The role that says most: an employee who is also a manager is listed as a manager.
            let role = caller
                .grants()
                .iter()
                .map(|grant| &grant.role)
                .max_by_key(|role| (role.key != "employee", role.exclusive.is_none()));
            let Some(role) = role else { continue };
            demo_logins.push(DemoLogin {
                login: account.login.clone(),
                password: DEMO_PASSWORD.to_owned(),
                display_name: account.display_name.clone(),
                role_zh: role.title_zh.clone(),
                role_en: role.title_en.clone(),
            });
        }
    }
    Ok(SessionOptions {
        bootstrap_needed: bootstrap::bootstrap_needed(app).await?,
        demo_logins,
        today: app.today(),
        time_zone: app.zone().name().to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}
