//! Accounts.

use std::collections::HashMap;

use access::{Caller, Permission};
use kernel::{AccountId, ErrorKind, GrantId, PersonId, Problem, Record};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Account, Grant};
use uuid::Uuid;
use vault::passwords;

use super::caller::parse_scope;
use super::session::check_password;
use super::views::{AccountView, ChangePassword, GrantView, NewAccount};
use crate::{App, Page, PageQuery, Result};

/// Creates an account.
pub async fn create_account(app: &App, caller: &Caller, input: NewAccount) -> Result<AccountView> {
    caller.require(Permission::AccountWrite)?;
    let mut work = app.begin(caller, "create_account", None).await?;
    let id = create_account_in(app, &mut work, input).await?;
    work.commit().await?;
    let row = Find::<Account>::by_id(&app.db(), id.0).await?.ok_or(Problem::not_found("identity.account_unknown"))?;
    Ok(view(row, Vec::new()))
}

/// Creates an account inside a unit of work.
pub async fn create_account_in(app: &App, work: &mut UnitOfWork, input: NewAccount) -> Result<AccountId> {
    let login = input.login.trim().to_lowercase();
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    if login.len() < 3 || login.len() > 64 || !login.chars().all(allowed) {
        return Err(Problem::invalid("identity.login_malformed").at("/login"));
    }
    if Find::<Account>::new().eq(Account::LOGIN, login.as_str()).one(&work.db()).await?.is_some() {
        return Err(Problem::conflict("identity.login_taken").at("/login"));
    }
    passwords::check(input.password.expose(), &login).map_err(|problem| problem.at("/password"))?;
    let hash = hash(app, input.password.into_exposed()).await?;
    let id = work.new_id();
    let password_hash = work.seal(Account::META, Account::PASSWORD_HASH, id, &hash);
    let row = Account {
        id,
        login,
        display_name: input.display_name.trim().to_owned(),
        person_id: input.person_id.map(|person| person.0),
        password_hash,
        active: true,
        created_at: work.now().into(),
    };
    work.insert(row).await?;
    Ok(AccountId(id))
}

/// Argon2 runs away from the threads that answer requests.
async fn hash(app: &App, password: String) -> Result<String> {
    let app = app.clone();
    let hashed = tokio::task::spawn_blocking(move || passwords::hash(app.store().entropy(), &password)).await;
    match hashed {
        Ok(Ok(hash)) => Ok(hash),
        _ => Err(Problem::new(ErrorKind::Internal, "internal.vault")),
    }
}

/// Changes the own password; all other sessions of the account end.
pub async fn change_password(app: &App, caller: &Caller, input: ChangePassword) -> Result<()> {
    let account = caller.account().ok_or(Problem::new(ErrorKind::Unauthenticated, "identity.not_signed_in"))?;
    let old =
        Find::<Account>::by_id(&app.db(), account.0).await?.ok_or(Problem::not_found("identity.account_unknown"))?;
    let stored = app.store().unseal("account", Account::PASSWORD_HASH, old.id, &old.password_hash)?.into_exposed();
    if !check_password(input.current.into_exposed(), Some(stored)).await? {
        return Err(Problem::invalid("identity.wrong_password").at("/current"));
    }
    passwords::check(input.new.expose(), &old.login).map_err(|problem| problem.at("/new"))?;
    let hash = hash(app, input.new.into_exposed()).await?;
    let mut work = app.begin(caller, "change_password", None).await?;
    let password_hash = work.seal(Account::META, Account::PASSWORD_HASH, old.id, &hash);
    work.update(&old, Account { password_hash, ..old.clone() }).await?;
    work.commit().await?;
    Ok(app.store().delete_sessions_of(old.id).await?)
}

/// Accounts with their grants, by login.
pub async fn list_accounts(app: &App, caller: &Caller, query: &PageQuery) -> Result<Page<AccountView>> {
    caller.require(Permission::AccountRead)?;
    let limit = query.limit();
    let mut find = Find::<Account>::new().ascending(Account::LOGIN).limit(limit + 1);
    if let Some(cursor) = &query.cursor {
        find = find.gte(Account::LOGIN, cursor.as_str()).ne(Account::LOGIN, cursor.as_str());
    }
    let mut rows = find.all(&app.db()).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut grants: HashMap<Uuid, Vec<Grant>> = HashMap::new();
    for grant in Find::<Grant>::new().any(Grant::ACCOUNT_ID, ids).none(Grant::WITHDRAWN_AT).all(&app.db()).await? {
        grants.entry(grant.account_id).or_default().push(grant);
    }
    let next_cursor = more.then(|| rows.last().map(|row| row.login.clone())).flatten();
    let total = Some(Find::<Account>::new().count(&app.db()).await?);
    let items = rows
        .into_iter()
        .map(|row| {
            let own = grants.remove(&row.id).unwrap_or_default();
            view(row, own)
        })
        .collect();
    Ok(Page { items, next_cursor, total })
}

fn view(row: Account, grants: Vec<Grant>) -> AccountView {
    let Account { id, login, display_name, person_id, password_hash: _, active, created_at: _ } = row;
    AccountView {
        id: AccountId(id),
        login,
        display_name,
        person_id: person_id.map(PersonId),
        active,
        grants: grants.into_iter().map(grant_view).collect(),
    }
}

pub(super) fn grant_view(row: Grant) -> GrantView {
    let Grant { id, account_id: _, role, scope, scope_id, granted_at, withdrawn_at: _ } = row;
    GrantView { id: GrantId(id), role, scope: parse_scope(&scope), scope_id, granted_at: granted_at.into() }
}
