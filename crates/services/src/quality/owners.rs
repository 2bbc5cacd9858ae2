//! To whom findings and audit items can be given: accounts that may see the data standard.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission};
use kernel::{AccountId, Problem};
use storage::Db;
use storage::query::Find;
use storage::rows::{Account, Grant};
use uuid::Uuid;

use super::views::{OwnerList, OwnerRef};
use crate::{App, Result};

/// Accounts that may see the data standard, by name.
pub async fn list_quality_owners(app: &App, caller: &Caller) -> Result<OwnerList> {
    caller.require(Permission::StandardRead)?;
    let db = app.db();
    let able = able(app, &db).await?;
    let mut items: Vec<OwnerRef> = Find::<Account>::new()
        .eq(Account::ACTIVE, true)
        .any(Account::ID, able)
        .ascending(Account::DISPLAY_NAME)
        .all(&db)
        .await?
        .into_iter()
        .map(|row| OwnerRef { account_id: AccountId(row.id), name: row.display_name })
        .collect();
    items.dedup();
    Ok(OwnerList { items })
}

async fn able(app: &App, db: &Db<'_>) -> Result<HashSet<Uuid>> {
    let able =
        |role: &str| app.roles().get(role).is_some_and(|role| role.permissions.contains(&Permission::StandardRead));
    let grants = Find::<Grant>::new().all(db).await?;
    Ok(grants
        .into_iter()
        .filter(|grant| grant.withdrawn_at.is_none() && able(&grant.role))
        .map(|grant| grant.account_id)
        .collect())
}

/// Refuses an account that could not open what it is given.
pub(super) async fn check_owner(app: &App, account: Uuid) -> Result<()> {
    let db = app.db();
    let row = Find::<Account>::by_id(&db, account).await?;
    if row.is_none_or(|row| !row.active) || !able(app, &db).await?.contains(&account) {
        return Err(Problem::invalid("quality.owner_may_not").at("/owner_account_id"));
    }
    Ok(())
}

/// What accounts are called.
pub(super) async fn account_names(
    db: &Db<'_>,
    accounts: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let rows = Find::<Account>::new().any(Account::ID, accounts).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.display_name)).collect())
}
