//! From stored grants to a caller with expanded scopes.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use access::{Caller, RoleScope, Scope};
use kernel::{AccountId, PersonId};
use storage::query::Find;
use storage::rows::{Account, Assignment, Grant, OrgUnit};
use uuid::Uuid;

use crate::{App, Result};

/// The caller behind an account, with the grants in force now.
pub async fn caller_of(app: &App, account: &Account) -> Result<Caller> {
    let rows = Find::<Grant>::new().eq(Grant::ACCOUNT_ID, account.id).none(Grant::WITHDRAWN_AT).all(&app.db()).await?;
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
    Ok(match parse_scope(&grant.scope) {
        RoleScope::Group => Scope::everything(),
        RoleScope::LegalEntity => Scope { legal_entities: one(grant.scope_id), ..Scope::default() },
        RoleScope::Unit => Scope { units: subtree(app, one(grant.scope_id)).await?, ..Scope::default() },
        RoleScope::Team => Scope { managers: managers_below(app, one(person)).await?, ..Scope::default() },
        RoleScope::Own => Scope { persons: one(person), ..Scope::default() },
    })
}

/// The units and everything below them today.
async fn subtree(app: &App, roots: BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>> {
    let units = Find::<OrgUnit>::new().as_of(app.today(), app.now()).all(&app.db()).await?;
    let mut children: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for unit in units {
        if let Some(parent) = unit.parent_id {
            children.entry(parent).or_default().push(unit.unit_id);
        }
    }
    let (mut found, mut open) = (roots.clone(), roots.into_iter().collect::<Vec<_>>());
    while let Some(unit) = open.pop() {
        let below = children.get(&unit).map(Vec::as_slice).unwrap_or_default();
        open.extend(below.iter().filter(|unit| found.insert(**unit)));
    }
    Ok(found)
}

/// The person and every manager who reports to them, directly or not: their direct reports together are the team.
async fn managers_below(app: &App, top: BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>> {
    let (mut found, mut level) = (top.clone(), top.into_iter().collect::<Vec<_>>());
    while !level.is_empty() {
        let reports = Find::<Assignment>::new()
            .as_of(app.today(), app.now())
            .any(Assignment::MANAGER_ID, level.drain(..))
            .all(&app.db())
            .await?;
        level = reports.iter().map(|report| report.person_id).filter(|person| found.insert(*person)).collect();
    }
    Ok(found)
}
