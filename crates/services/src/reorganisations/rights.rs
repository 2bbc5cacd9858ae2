//! Whose grants reach other people afterwards.

use std::collections::HashMap;

use storage::Db;
use storage::query::Find;
use storage::rows::{Account, Grant};
use uuid::Uuid;

use super::compare::{Reach, Reaches};
use super::load::Outlook;
use super::views::{BeforeAfter, RightDifference};
use crate::{App, Result};

/// Accounts that see other people after the draft, by grant. Grants over the group, an employer or oneself stay as they
/// are: a reorganisation touches units and managers only.
pub(super) async fn rights(app: &App, db: &Db<'_>, seen: &Outlook) -> Result<Vec<RightDifference>> {
    let accounts = Find::<Account>::new().eq(Account::ACTIVE, true).all(db).await?;
    let accounts: HashMap<Uuid, Account> = accounts.into_iter().map(|account| (account.id, account)).collect();
    let grants = Find::<Grant>::new().any(Grant::SCOPE, ["unit", "team"]).none(Grant::WITHDRAWN_AT).all(db).await?;
    let (before, after) = (Reaches::of(&seen.before), Reaches::of(&seen.after));
    let mut found = Vec::new();
    for grant in grants {
        let Some(account) = accounts.get(&grant.account_id) else { continue };
        let reach = match (grant.scope.as_str(), grant.scope_id, account.person_id) {
            ("unit", Some(unit), _) => Reach::Unit(unit),
            ("team", _, Some(person)) => Reach::Team(person),
            _ => continue,
        };
        let Some(role) = app.roles().get(&grant.role) else { continue };
        let (old, new) = (before.persons(reach), after.persons(reach));
        if old == new {
            continue;
        }
        found.push(RightDifference {
            account: account.display_name.clone(),
            role: role.key.clone(),
            role_zh: role.title_zh.clone(),
            role_en: role.title_en.clone(),
            scope: grant.scope.clone(),
            people: BeforeAfter { before: old.len() as u64, after: new.len() as u64 },
            gained: new.difference(&old).count() as u64,
            lost: old.difference(&new).count() as u64,
        });
    }
    found.sort_by(|a, b| (b.gained + b.lost, &a.account, &a.role).cmp(&(a.gained + a.lost, &b.account, &b.role)));
    Ok(found)
}
