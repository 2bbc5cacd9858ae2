//! The first start: a token, printed once on the server's console, creates the three administrators and dies.

use access::Caller;
use kernel::{ErrorKind, Problem};
use storage::query::Find;
use storage::rows::Account;
use vault::tokens::{Token, TokenDigest};

use super::views::{Bootstrap, GrantRole, NewAccount};
use super::{accounts, grants};
use crate::{App, Result};

const ROLES: [&str; 3] = ["system_admin", "security_admin", "audit_admin"];

/// Whether there is no account yet.
pub async fn bootstrap_needed(app: &App) -> Result<bool> {
    Ok(Find::<Account>::new().count(&app.db()).await? == 0)
}

/// A token for the console; the last one given counts. `None` when the administrators exist.
pub async fn issue_bootstrap_token(app: &App) -> Result<Option<Token>> {
    if !bootstrap_needed(app).await? {
        return Ok(None);
    }
    let token = Token::generate(app.store().entropy());
    *app.bootstrap().lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(token.digest());
    Ok(Some(token))
}

/// Creates the three administrators in one stroke; the token dies with its use.
pub async fn bootstrap(app: &App, input: Bootstrap) -> Result<()> {
    let refused = || Problem::new(ErrorKind::Forbidden, "identity.bootstrap_token_wrong").at("/token");
    let expected = *app.bootstrap().lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if expected != Some(TokenDigest::of(input.token.expose())) || !bootstrap_needed(app).await? {
        return Err(refused());
    }
    let mut roles: Vec<&str> = input.administrators.iter().map(|admin| admin.role.as_str()).collect();
    roles.sort_unstable();
    let mut wanted = ROLES;
    wanted.sort_unstable();
    if roles != wanted {
        return Err(Problem::invalid("identity.bootstrap_roles").at("/administrators"));
    }
    let mut work = app.begin(&Caller::system(), "bootstrap", None).await?;
    for (index, admin) in input.administrators.into_iter().enumerate() {
        let account = NewAccount {
            login: admin.login,
            display_name: admin.display_name,
            person_id: None,
            password: admin.password,
        };
        let at = |problem: Problem| {
            let pointer = problem.pointer.clone().unwrap_or_default();
            problem.at(format!("/administrators/{index}{pointer}"))
        };
        let id = accounts::create_account_in(app, &mut work, account).await.map_err(at)?;
        let grant = GrantRole { role: admin.role, scope: None, scope_id: None, reason: "bootstrap".to_owned() };
        grants::grant_in(app, &mut work, id, &grant).await.map_err(at)?;
    }
    work.commit().await?;
    *app.bootstrap().lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
    Ok(())
}
