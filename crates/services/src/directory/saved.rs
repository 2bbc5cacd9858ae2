//! Saved views: one's own, and those that personnel shares with a role.

use access::{Caller, Permission};
use kernel::{ErrorKind, Problem};
use storage::query::Find;
use storage::rows::SavedView;
use uuid::Uuid;

use super::views::{NewSavedView, SavedViewList, SavedViewView};
use crate::{App, Created, Result};

/// More views than anybody finds again.
const MOST: u64 = 50;
/// Longer than any address that the page makes.
const QUERY_MAX: usize = 2_000;

/// The views that the caller finds in the directory.
pub async fn list_saved_views(app: &App, caller: &Caller) -> Result<SavedViewList> {
    caller.require(Permission::PersonRead)?;
    let Some(account) = caller.account() else { return Ok(SavedViewList { items: Vec::new() }) };
    let db = app.db();
    let mut rows = Find::<SavedView>::new().eq(SavedView::ACCOUNT_ID, account.0).all(&db).await?;
    let roles = caller.grants().iter().map(|grant| grant.role.key.clone());
    let shared = Find::<SavedView>::new().any(SavedView::ROLE, roles).ne(SavedView::ACCOUNT_ID, account.0);
    rows.extend(shared.all(&db).await?);
    let mut items: Vec<_> = rows.into_iter().map(|row| view(row, account.0)).collect();
    items.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(SavedViewList { items })
}

fn view(row: SavedView, account: Uuid) -> SavedViewView {
    let SavedView { id, account_id, role, name, query, columns, created_at: _ } = row;
    let columns = columns.split(',').filter(|column| !column.is_empty()).map(str::to_owned).collect();
    SavedViewView { id, name, query, columns, role, own: account_id == account }
}

/// Keeps a view under a name; one of the same name and maker is replaced.
pub async fn save_view(app: &App, caller: &Caller, input: NewSavedView) -> Result<Created> {
    caller.require(Permission::PersonRead)?;
    let account = caller.account().ok_or(Problem::new(ErrorKind::Unauthenticated, "identity.not_signed_in"))?;
    let name = input.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 40 {
        return Err(Problem::invalid("input.required").at("/name"));
    }
    if input.query.len() > QUERY_MAX || input.columns.iter().any(|column| column.contains(',')) {
        return Err(Problem::invalid("directory.view_malformed").at("/query"));
    }
    if let Some(role) = &input.role {
        caller.require(Permission::ViewShare)?;
        if app.roles().get(role).is_none() {
            return Err(Problem::invalid("identity.role_unknown").at("/role"));
        }
    }
    let mut work = app.begin(caller, "save_view", None).await?;
    let own = Find::<SavedView>::new().eq(SavedView::ACCOUNT_ID, account.0).all(&work.db()).await?;
    let same = own.iter().find(|row| row.name == name);
    if same.is_none() && own.len() as u64 >= MOST {
        return Err(Problem::conflict("directory.too_many_views").with("most", MOST));
    }
    let row = SavedView {
        id: same.map_or_else(|| work.new_id(), |row| row.id),
        account_id: account.0,
        role: input.role,
        name,
        query: input.query,
        columns: input.columns.join(","),
        created_at: same.map_or_else(|| work.now().into(), |row| row.created_at),
    };
    let id = row.id;
    match same {
        Some(old) => work.update(old, row).await?,
        None => work.insert(row).await?,
    }
    work.commit().await?;
    Ok(Created { id })
}

/// Deletes a view of one's own.
pub async fn delete_saved_view(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    caller.require(Permission::PersonRead)?;
    let mut work = app.begin(caller, "delete_saved_view", None).await?;
    let row = Find::<SavedView>::by_id(&work.db(), id).await?;
    let row = row.filter(|row| caller.account().is_some_and(|account| account.0 == row.account_id));
    work.remove(row.ok_or(Problem::not_found("directory.view_unknown"))?).await?;
    work.commit().await?;
    Ok(())
}
