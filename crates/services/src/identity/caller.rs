//! From stored grants to a caller with expanded scopes.

use std::sync::Arc;

use access::{Caller, RoleScope, Scope};
use kernel::{AccountId, PersonId};
use storage::Granted;
use storage::rows::Account;
use uuid::Uuid;

use crate::{App, Result};

/// The caller behind an account, with the grants in force now.
pub async fn caller_of(app: &App, account: &Account) -> Result<Caller> {
    let grants = app.store().grants_of(account.id, app.today()).await?;
    Ok(caller_with(app, account, grants))
}

/// The same for who has read the grants already.
pub(super) fn caller_with(app: &App, account: &Account, granted: Vec<Granted>) -> Caller {
    // A role that was taken out of the role data grants nothing.
    let grants = granted.into_iter().filter_map(|granted| {
        let role = Arc::new(app.roles().get(&granted.grant.role)?.clone());
        Some(access::Grant { role, scope: expand(granted, account.person_id) })
    });
    let grants = grants.collect();
    Caller::new(AccountId(account.id), account.person_id.map(PersonId), grants)
}

pub(super) fn parse_scope(text: &str) -> RoleScope {
    match text {
        "group" => RoleScope::Group,
        "legal_entity" => RoleScope::LegalEntity,
        "unit" => RoleScope::Unit,
        "team" => RoleScope::Team,
        _ => RoleScope::Own,
    }
}

fn expand(Granted { grant, below }: Granted, person: Option<Uuid>) -> Scope {
    let one = |id: Option<Uuid>| id.into_iter().collect();
    let below = below.into_iter().collect();
    match parse_scope(&grant.scope) {
        RoleScope::Group => Scope::everything(),
        RoleScope::LegalEntity => Scope { legal_entities: one(grant.scope_id), ..Scope::default() },
        RoleScope::Unit => Scope { units: below, ..Scope::default() },
        RoleScope::Team => Scope { managers: below, ..Scope::default() },
        RoleScope::Own => Scope { persons: one(person), ..Scope::default() },
    }
}
