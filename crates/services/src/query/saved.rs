//! Questions that somebody keeps.

use access::{Caller, Permission};
use kernel::Problem;
use storage::query::Find;
use storage::rows::SavedQuery;
use uuid::Uuid;

use super::answer::check;
use super::views::{SaveQuery, SavedQueryList, SavedQueryView};
use crate::{App, Result};

fn own(caller: &Caller) -> Uuid {
    caller.account().map_or_else(Uuid::nil, |account| account.0)
}

/// The caller's questions and those that colleagues share.
pub async fn list_queries(app: &App, caller: &Caller) -> Result<SavedQueryList> {
    caller.require(Permission::QueryRun)?;
    let rows = Find::<SavedQuery>::new().ascending(SavedQuery::TITLE).all(&app.db()).await?;
    let mut items = Vec::new();
    for row in rows.into_iter().filter(|row| row.shared || row.account_id == own(caller)) {
        let SavedQuery { id, account_id, title, definition, shared, created_at: _ } = row;
        // A question of an older release whose form is no longer known is left out rather than guessed.
        if let Ok(query) = serde_json::from_str(&definition) {
            items.push(SavedQueryView { id, title, query, shared, own: account_id == own(caller) });
        }
    }
    Ok(SavedQueryList { items })
}

/// Keeps a question.
pub async fn save_query(app: &App, caller: &Caller, input: SaveQuery) -> Result<Uuid> {
    caller.require(Permission::QueryRun)?;
    let title = input.title.trim().to_owned();
    if title.is_empty() {
        return Err(Problem::invalid("input.required").at("/title"));
    }
    check(caller, &input.query)?;
    let mut work = app.begin(caller, "save_query", None).await?;
    let definition = serde_json::to_string(&input.query)
        .map_err(|_| Problem::new(kernel::ErrorKind::Internal, "internal.saved_query"))?;
    let row = SavedQuery {
        id: work.new_id(),
        account_id: own(caller),
        title,
        definition,
        shared: input.shared,
        created_at: work.now().into(),
    };
    let id = row.id;
    work.insert(row).await?;
    work.commit().await?;
    Ok(id)
}

/// Lets go of an own question.
pub async fn delete_query(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    caller.require(Permission::QueryRun)?;
    let mut work = app.begin(caller, "delete_query", None).await?;
    let row = Find::<SavedQuery>::by_id(&work.db(), id).await?.filter(|row| row.account_id == own(caller));
    work.remove(row.ok_or(Problem::not_found("query.unknown"))?).await?;
    work.commit().await?;
    Ok(())
}
