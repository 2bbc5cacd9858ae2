//! Documents that somebody may see.

use access::Scope;
use kernel::{Date, FieldClass, Instant};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};
use uuid::Uuid;

use super::scope::about_visible_person;
use crate::rows::file;
use crate::types::Stamp;
use crate::{Db, StorageError};

/// Which documents somebody may see: by class over the rows of a scope, and what was lent.
#[derive(Debug, Clone, Default)]
pub struct FileSight {
    /// The name of a class as it stands in the row, and over whom.
    pub classes: Vec<(String, Scope)>,
    /// Single documents that were lent.
    pub files: Vec<Uuid>,
    /// Categories of one person that were lent.
    pub parts: Vec<(Uuid, String)>,
}

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct FileFilter {
    /// Who may see what.
    pub sight: FileSight,
    /// Only of this person.
    pub person: Option<Uuid>,
    /// Only of this category.
    pub category: Option<String>,
    /// Only `filed` or `destroyed`.
    pub status: Option<String>,
    /// Only those whose index holds all of these words.
    pub words: Option<Vec<String>>,
    /// Only filed or changed before, for the next page.
    pub before: Option<(Instant, Uuid)>,
}

/// A class as rows spell it.
pub fn class_name(class: FieldClass) -> String {
    serde_json::to_value(class).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn column(name: &'static str) -> SimpleExpr {
    Expr::col((file::Entity, Alias::new(name)))
}

fn seen(sight: &FileSight, day: Date) -> Condition {
    let mut any = Condition::any().add(Expr::value(false));
    for (class, scope) in &sight.classes {
        let visible = about_visible_person(column("person_id"), scope, day);
        any = any.add(Condition::all().add(column("class").eq(class.as_str())).add(visible));
    }
    if !sight.files.is_empty() {
        any = any.add(column("id").is_in(sight.files.iter().copied()));
    }
    for (person, category) in &sight.parts {
        let part = Condition::all().add(column("person_id").eq(*person)).add(column("category").eq(category.as_str()));
        any = any.add(part);
    }
    any
}

/// The numbers of the texts that hold all of the words.
fn indexed(backend: DbBackend, words: &[String]) -> SimpleExpr {
    match backend {
        DbBackend::Sqlite => Expr::cust_with_values(
            "\"file\".\"number\" IN (SELECT rowid FROM file_search WHERE file_search MATCH ?)",
            [words.join(" ")],
        ),
        _ => Expr::cust_with_values(
            "\"file\".\"number\" IN (SELECT number FROM file_search WHERE words @@ to_tsquery('simple', $1))",
            [words.join(" & ")],
        ),
    }
}

fn select(db: &Db<'_>, filter: &FileFilter, day: Date) -> Select<file::Entity> {
    let mut select = file::Entity::find().filter(seen(&filter.sight, day));
    if let Some(person) = filter.person {
        select = select.filter(file::Column::PersonId.eq(person));
    }
    if let Some(category) = &filter.category {
        select = select.filter(file::Column::Category.eq(category.as_str()));
    }
    if let Some(status) = &filter.status {
        select = select.filter(file::Column::Status.eq(status.as_str()));
    }
    if let Some(words) = &filter.words {
        select = select.filter(indexed(db.0.get_database_backend(), words));
    }
    if let Some((at, id)) = filter.before {
        let at = Stamp::from(at);
        let earlier = Condition::any()
            .add(file::Column::ChangedAt.lt(at))
            .add(Condition::all().add(file::Column::ChangedAt.eq(at)).add(file::Column::Id.gt(id)));
        select = select.filter(earlier);
    }
    select
}

/// The newest first.
pub async fn list(db: &Db<'_>, filter: &FileFilter, day: Date, limit: u64) -> Result<Vec<file::Model>, StorageError> {
    let select = select(db, filter, day).order_by_desc(file::Column::ChangedAt).order_by_asc(file::Column::Id);
    Ok(select.limit(limit).all(&db.0).await?)
}

/// How many the filter finds; with words: how many may hold them.
pub async fn count(db: &Db<'_>, filter: &FileFilter, day: Date) -> Result<u64, StorageError> {
    use sea_orm::PaginatorTrait as _;
    Ok(select(db, filter, day).count(&db.0).await?)
}

/// One document, if it may be seen.
pub async fn one(db: &Db<'_>, sight: &FileSight, id: Uuid, day: Date) -> Result<Option<file::Model>, StorageError> {
    Ok(file::Entity::find_by_id(id).filter(seen(sight, day)).one(&db.0).await?)
}
