//! Reference lists: one path for all of them. `data/catalogues.toml` ships the usual items.

use access::{Caller, Permission};
use chrono::Days;
use kernel::{CatalogueItemId, Date, Problem};
use serde::Deserialize;
use storage::query::Find;
use storage::rows::CatalogueItem;
use storage::{Db, UnitOfWork};

use super::views::{CatalogueItemView, CatalogueList, NewCatalogueItem};
use crate::{App, Result};

#[derive(Deserialize)]
struct CatalogueFile {
    catalogue: Vec<Catalogue>,
}

#[derive(Deserialize)]
struct Catalogue {
    kind: String,
    /// `[code, Chinese, English]`.
    items: Vec<[String; 3]>,
}

/// Shipped items hold from a day before any record.
const SHIPPED_FROM: Date = match Date::from_ymd_opt(1950, 1, 1) {
    Some(day) => day,
    None => Date::MIN,
};

/// Writes the shipped items that are not there yet; returns how many.
pub async fn seed_catalogues(work: &mut UnitOfWork) -> Result<usize> {
    let file: CatalogueFile = toml::from_str(include_str!("../../data/catalogues.toml"))
        .map_err(|error| Problem::new(kernel::ErrorKind::Internal, "internal.catalogue").with("detail", error))?;
    let known = Find::<CatalogueItem>::new().all(&work.db()).await?;
    let mut rows = Vec::new();
    for catalogue in file.catalogue {
        for (sort, [code, title_zh, title_en]) in (0..).zip(catalogue.items) {
            if known.iter().any(|item| item.kind == catalogue.kind && item.code == code) {
                continue;
            }
            rows.push(CatalogueItem {
                id: work.new_id(),
                kind: catalogue.kind.clone(),
                code,
                title_zh,
                title_en,
                sort: sort * 10,
                valid_from: SHIPPED_FROM,
                valid_until: None,
            });
        }
    }
    let count = rows.len();
    work.insert_all(rows).await?;
    Ok(count)
}

/// Every list's items that may be used today. Anybody signed in may read them: the page draws names with them.
pub async fn list_catalogues(app: &App, caller: &Caller) -> Result<CatalogueList> {
    caller.require(Permission::SessionUse)?;
    let mut rows = Find::<CatalogueItem>::new().all(&app.db()).await?;
    let today = app.today();
    rows.retain(|row| row.valid_from <= today && row.valid_until.is_none_or(|until| today < until));
    rows.sort_by(|a, b| (&a.kind, a.sort, &a.code).cmp(&(&b.kind, b.sort, &b.code)));
    Ok(CatalogueList { items: rows.into_iter().map(view).collect() })
}

/// One list on a day.
pub async fn catalogue(db: &Db<'_>, kind: &str, day: Date) -> Result<Vec<CatalogueItem>> {
    let mut rows = Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, kind).all(db).await?;
    rows.retain(|row| row.valid_from <= day && row.valid_until.is_none_or(|until| day < until));
    rows.sort_by_key(|row| row.sort);
    Ok(rows)
}

/// Refuses a code that the list does not hold, naming the field and the list.
pub async fn check_code(db: &Db<'_>, kind: &str, code: &str, pointer: &str) -> Result<()> {
    let found =
        Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, kind).eq(CatalogueItem::CODE, code).one(db).await?;
    if found.is_none() {
        return Err(Problem::invalid("catalogue.code_unknown").at(pointer).with("kind", kind).with("code", code));
    }
    Ok(())
}

/// Adds an item, or replaces one of the same code from a day on.
pub async fn put_catalogue_item(
    app: &App,
    caller: &Caller,
    kind: &str,
    input: NewCatalogueItem,
) -> Result<CatalogueItemView> {
    caller.require(Permission::CatalogueWrite)?;
    if input.code.trim().is_empty() {
        return Err(Problem::invalid("input.required").at("/code"));
    }
    let mut work = app.begin(caller, "put_catalogue_item", None).await?;
    let first_day = input.first_day.unwrap_or_else(|| app.today());
    let same = Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, kind).eq(CatalogueItem::CODE, input.code.as_str());
    let mut sort = input.sort.unwrap_or(1_000);
    for old in same.all(&work.db()).await?.into_iter().filter(|old| old.valid_until.is_none()) {
        if old.valid_from >= first_day {
            return Err(Problem::conflict("catalogue.already_from_later_day").at("/first_day"));
        }
        sort = input.sort.unwrap_or(old.sort);
        work.update(&old, CatalogueItem { valid_until: Some(first_day), ..old.clone() }).await?;
    }
    let row = CatalogueItem {
        id: work.new_id(),
        kind: kind.to_owned(),
        code: input.code.trim().to_owned(),
        title_zh: input.title_zh,
        title_en: input.title_en,
        sort,
        valid_from: first_day,
        valid_until: None,
    };
    work.insert(row.clone()).await?;
    work.commit().await?;
    Ok(view(row))
}

fn view(row: CatalogueItem) -> CatalogueItemView {
    let CatalogueItem { id, kind, code, title_zh, title_en, sort: _, valid_from, valid_until } = row;
    let last_day = valid_until.map(|until| until - Days::new(1));
    CatalogueItemView { id: CatalogueItemId(id), kind, code, title_zh, title_en, first_day: valid_from, last_day }
}
