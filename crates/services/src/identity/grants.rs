//! Granting and withdrawing roles: live, from the next request on.

use access::{Caller, Permission, RoleScope};
use kernel::{AccountId, GrantId, PersonId, Problem};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Account, Grant};

use super::accounts::grant_view;
use super::views::{GrantRole, GrantView, RoleList};
use crate::app::required_reason;
use crate::{App, Result};

/// All roles.
pub fn list_roles(app: &App, caller: &Caller) -> Result<RoleList> {
    caller.require(Permission::AccountRead)?;
    Ok(RoleList { items: app.roles().iter().cloned().collect() })
}

/// Gives a role to an account. Nobody grants to themselves.
pub async fn grant_role(app: &App, caller: &Caller, account: AccountId, input: GrantRole) -> Result<GrantView> {
    caller.require(Permission::GrantWrite)?;
    if caller.account() == Some(account) {
        return Err(Problem::forbidden("identity.grant_to_self"));
    }
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "grant_role", Some(reason)).await?;
    let row = grant_in(app, &mut work, account, &input).await?;
    work.commit().await?;
    Ok(grant_view(row))
}

/// Gives a role inside a unit of work.
pub async fn grant_in(app: &App, work: &mut UnitOfWork, account: AccountId, input: &GrantRole) -> Result<Grant> {
    let role = app.roles().get(&input.role).ok_or(Problem::invalid("identity.role_unknown").at("/role"))?;
    if Find::<Account>::by_id(&work.db(), account.0).await?.is_none() {
        return Err(Problem::not_found("identity.account_unknown"));
    }
    let held = Find::<Grant>::new().eq(Grant::ACCOUNT_ID, account.0).none(Grant::WITHDRAWN_AT).all(&work.db()).await?;
    let keys: Vec<&str> = held.iter().map(|grant| grant.role.as_str()).chain([role.key.as_str()]).collect();
    if let Some((first, second)) = app.roles().conflict(&keys) {
        let problem = Problem::conflict("identity.administrators_exclusive").at("/role");
        return Err(problem.with("first", first).with("second", second));
    }
    let scope = input.scope.unwrap_or(role.default_scope);
    let named = matches!(scope, RoleScope::LegalEntity | RoleScope::Unit);
    if named != input.scope_id.is_some() {
        return Err(Problem::invalid("identity.scope_needs_target").at("/scope_id"));
    }
    let scope = match scope {
        RoleScope::Group => "group",
        RoleScope::LegalEntity => "legal_entity",
        RoleScope::Unit => "unit",
        RoleScope::Team => "team",
        RoleScope::Own => "own",
    };
    let row = Grant {
        id: work.new_id(),
        account_id: account.0,
        role: role.key.clone(),
        scope: scope.to_owned(),
        scope_id: input.scope_id,
        granted_at: work.now().into(),
        withdrawn_at: None,
    };
    work.insert(row.clone()).await?;
    Ok(row)
}

/// Takes a role back.
pub async fn withdraw_grant(app: &App, caller: &Caller, grant: GrantId, reason: &str) -> Result<()> {
    caller.require(Permission::GrantWrite)?;
    let mut work = app.begin(caller, "withdraw_grant", Some(required_reason(reason)?)).await?;
    let row = Find::<Grant>::by_id(&work.db(), grant.0).await?.filter(|row| row.withdrawn_at.is_none());
    let row = row.ok_or(Problem::not_found("identity.grant_unknown"))?;
    work.update(&row, Grant { withdrawn_at: Some(work.now().into()), ..row.clone() }).await?;
    work.commit().await?;
    Ok(())
}

/// Takes every role back that reaches beyond the own record: who has left runs nothing any more, and still comes to
/// the own certificate, settlement and objections. Returns how many.
pub async fn withdraw_functions_in(work: &mut UnitOfWork, person: PersonId) -> Result<usize> {
    let accounts = Find::<Account>::new().eq(Account::PERSON_ID, person.0).all(&work.db()).await?;
    let held = Find::<Grant>::new().any(Grant::ACCOUNT_ID, accounts.iter().map(|account| account.id));
    let held = held.ne(Grant::SCOPE, "own").none(Grant::WITHDRAWN_AT).all(&work.db()).await?;
    for row in &held {
        work.update(row, Grant { withdrawn_at: Some(work.now().into()), ..row.clone() }).await?;
    }
    Ok(held.len())
}
