//! Persons that share something: found by grouping in SQL, never by comparing all with all.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use uuid::Uuid;

use crate::rows::person;
use crate::types::Sealed;
use crate::{Db, StorageError};

/// A blind index of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blind {
    /// Of the identity number.
    Identity,
    /// Of the phone.
    Phone,
}

impl Blind {
    const fn column(self) -> &'static str {
        match self {
            Self::Identity => "identity_blind",
            Self::Phone => "phone_blind",
        }
    }
}

/// Values of a column that between two and `most` persons have.
fn shared(column: &'static str, most: Option<i64>) -> SelectStatement {
    let mut select = Query::select();
    let count = || Expr::col(Alias::new("id")).count();
    select
        .column(Alias::new(column))
        .from(person::Entity)
        .and_where(Expr::col(Alias::new(column)).is_not_null())
        .group_by_col(Alias::new(column))
        .and_having(count().gt(1_i64));
    if let Some(most) = most {
        select.and_having(count().lte(most));
    }
    select
}

/// Groups of persons with the same value. Larger groups than `most` are left out: what a whole office shares, such as
/// a switchboard's number, tells nobody apart.
pub async fn sharing(db: &Db<'_>, blind: Blind, most: i64) -> Result<Vec<Vec<Uuid>>, StorageError> {
    groups(db, blind, shared(blind.column(), Some(most))).await
}

/// Groups of more than `most` persons with the same value: values that belong to nobody.
pub async fn shared_by_many(db: &Db<'_>, blind: Blind, most: i64) -> Result<Vec<Vec<Uuid>>, StorageError> {
    let many = shared(blind.column(), None).and_having(Expr::col(Alias::new("id")).count().gt(most)).to_owned();
    groups(db, blind, many).await
}

async fn groups(db: &Db<'_>, blind: Blind, values: SelectStatement) -> Result<Vec<Vec<Uuid>>, StorageError> {
    let column = blind.column();
    let mut select = Query::select();
    select
        .columns([Alias::new("id"), Alias::new(column)])
        .from(person::Entity)
        .and_where(Expr::col(Alias::new(column)).in_subquery(values));
    let mut groups: BTreeMap<Vec<u8>, Vec<Uuid>> = BTreeMap::new();
    for row in db.0.query_all(&select).await? {
        groups.entry(row.try_get("", column)?).or_default().push(row.try_get("", "id")?);
    }
    Ok(groups.into_values().collect())
}

/// A person whose name, in pinyin, others have too.
#[derive(Debug, Clone)]
pub struct Namesake {
    /// Who.
    pub id: Uuid,
    /// The name in pinyin.
    pub name_pinyin: String,
    /// Day of birth, sealed.
    pub birth_date: Option<Sealed<String>>,
}

/// Everybody whose name others have too.
pub async fn namesakes(db: &Db<'_>) -> Result<Vec<Namesake>, StorageError> {
    let mut select = Query::select();
    select
        .columns(["id", "name_pinyin", "birth_date"].map(Alias::new))
        .from(person::Entity)
        .and_where(Expr::col(Alias::new("birth_date")).is_not_null())
        .and_where(Expr::col(Alias::new("name_pinyin")).in_subquery(shared("name_pinyin", None)));
    let mut found = Vec::new();
    for row in db.0.query_all(&select).await? {
        found.push(Namesake {
            id: row.try_get("", "id")?,
            name_pinyin: row.try_get("", "name_pinyin")?,
            birth_date: row.try_get("", "birth_date")?,
        });
    }
    Ok(found)
}
