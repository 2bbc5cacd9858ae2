//! From stored grants to a caller with expanded scopes.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::{Caller, RoleScope, Scope};
use kernel::{AccountId, PersonId};
use storage::query::{Find, managers_below, units_below};
use storage::rows::{Account, Grant};
use uuid::Uuid;

use crate::{App, Result};

/// The caller behind an account, with the grants in force now.
pub async fn caller_of(app: &App, account: &Account) -> Result<Caller> {
    let rows = Find::<Grant>::new().eq(Grant::ACCOUNT_ID, account.id).none(Grant::WITHDRAWN_AT).all(&app.db()).await?;
    caller_with(app, account, rows).await
}

/// The same for who has read the grants already.
pub(super) async fn caller_with(app: &App, account: &Account, rows: Vec<Grant>) -> Result<Caller> {
    let mut grants = Vec::with_capacity(rows.len());
    for row in rows {
        // A role that was taken out of the role data grants nothing.
        let Some(role) = app.roles().get(&row.role) else { continue };
        let scope = expand(app, &row, account.person_id).await?;
        grants.push(access::Grant { role: Arc::new(role.clone()), scope });
    }
    Ok(Caller::new(AccountId(account.id), account.person_id.map(PersonId), grants))
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

async fn expand(app: &App, grant: &Grant, person: Option<Uuid>) -> Result<Scope> {
    let one = |id: Option<Uuid>| id.into_iter().collect::<BTreeSet<_>>();
    let (db, today, now) = (app.db(), app.today(), app.now());
    Ok(match parse_scope(&grant.scope) {
        RoleScope::Group => Scope::everything(),
        RoleScope::LegalEntity => Scope { legal_entities: one(grant.scope_id), ..Scope::default() },
        RoleScope::Unit => match grant.scope_id {
            Some(unit) => {
                Scope { units: units_below(&db, unit, today, now).await?.into_iter().collect(), ..Scope::default() }
            }
            None => Scope::default(),
        },
        RoleScope::Team => match person {
            Some(person) => Scope {
                managers: managers_below(&db, person, today, now).await?.into_iter().collect(),
                ..Scope::default()
            },
            None => Scope::default(),
        },
        RoleScope::Own => Scope { persons: one(person), ..Scope::default() },
    })
}
