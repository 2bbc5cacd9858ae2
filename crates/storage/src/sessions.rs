//! Sessions and failed sign-ins: operational state, written without a trail because it says nothing about
//! records. The sign-in itself is in the trail.

use kernel::{Date, Instant, Record as _};
use sea_orm::sea_query::{
    Alias, CaseStatement, Expr, ExprTrait as _, Func, OnConflict, Query, SelectStatement, SimpleExpr, UnionType,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IdenStatic, IntoActiveModel, Iterable,
    JoinType, QueryFilter, QueryResult,
};
use uuid::Uuid;

use crate::query::{Tree, below, column, ids_of, in_one_text};
use crate::reached::Kept;
use crate::rows::{Account, Assignment, Grant, OrgUnit, Session, account, grant, login_throttle, session};
use crate::types::Stamp;
use crate::{StorageError, Store};

/// How tries under a key are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TryLimit {
    /// From so many tries on the key is locked.
    pub most: i32,
    /// Tries count together for so long, and a lock lasts so long.
    pub window_seconds: i64,
}

/// A grant in force.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The grant.
    pub grant: Grant,
    /// For a unit, it and all units below; for a team, the person and all managers below.
    pub below: Vec<Uuid>,
}

fn granted(rows: &[QueryResult]) -> Result<Vec<Granted>, StorageError> {
    let mut all = Vec::new();
    for row in rows {
        // An account without a grant is a row all the same.
        let Some(grant) = Grant::from_query_result_optional(row, "grant_")? else { continue };
        let below: Option<String> = row.try_get("", "below")?;
        all.push(Granted { grant, below: ids_of(below.as_deref())? });
    }
    Ok(all)
}

/// The newest entry of the trail about what decides how far grants reach: units, who reports to whom, whose account it
/// is, and the grants themselves.
fn newest() -> SelectStatement {
    let of = |record: &'static str| {
        let mut select = Query::select();
        select.expr_as(Func::max(column("audit_entry", "seq")), Alias::new("seq")).from(Alias::new("audit_entry"));
        select.and_where(column("audit_entry", "record").eq(record)).to_owned()
    };
    let mut each = of(OrgUnit::META.name);
    for record in [Assignment::META.name, Account::META.name, Grant::META.name] {
        each.union(UnionType::All, of(record));
    }
    let newest = Func::coalesce([Func::max(column("entry", "seq")).into(), Expr::value(0_i64)]);
    Query::select().expr_as(newest, Alias::new("newest")).from_subquery(each, Alias::new("entry")).to_owned()
}

/// All columns of a table under `table_column`.
fn named<E: EntityTrait>(select: &mut SelectStatement, table: &'static str) {
    for field in E::Column::iter() {
        let name = field.as_str();
        select.expr_as(column(table, name), Alias::new(format!("{table}_{name}")));
    }
}

impl Store {
    /// Begins a session.
    pub async fn insert_session(&self, session: Session) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        session::Entity::insert(session.into_active_model()).exec_without_returning(&self.writer).await?;
        Ok(())
    }

    /// The session with this token digest, its account and what it is granted on a day: one statement, for it comes
    /// before every answer.
    pub async fn session_with_account(
        &self,
        digest: &[u8],
        day: Date,
    ) -> Result<Option<(Session, Account, Vec<Granted>)>, StorageError> {
        let kept = self.reached.get(digest, day);
        let rows = self.with_session(digest, day, kept.as_ref()).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let session = Session::from_query_result(first, "session_")?;
        let account = Account::from_query_result(first, "account_")?;
        let newest = first.try_get("", "newest")?;
        let mut grants = granted(&rows)?;
        match kept.filter(|kept| kept.newest == newest) {
            Some(kept) => kept.recall(&mut grants),
            None => self.reached.put(digest, Kept::of(&grants, (newest, day))),
        }
        Ok(Some((session, account, grants)))
    }

    async fn with_session(
        &self,
        digest: &[u8],
        day: Date,
        kept: Option<&Kept>,
    ) -> Result<Vec<QueryResult>, StorageError> {
        let changed = kept.map(|kept| column("trail", "newest").ne(kept.newest));
        let mut select = self.with_grants(day, changed);
        select
            .inner_join(session::Entity, column("session", "account_id").eq(column("account", "id")))
            .join_subquery(JoinType::InnerJoin, newest(), Alias::new("trail"), Expr::val(1).eq(1))
            .and_where(column("session", "token_digest").eq(digest.to_vec()));
        named::<session::Entity>(&mut select, "session");
        named::<account::Entity>(&mut select, "account");
        select.expr_as(column("trail", "newest"), Alias::new("newest"));
        Ok(self.db().0.query_all(&select).await?)
    }

    /// What an account is granted on a day.
    pub async fn grants_of(&self, account: Uuid, day: Date) -> Result<Vec<Granted>, StorageError> {
        let mut select = self.with_grants(day, None);
        select.and_where(column("account", "id").eq(account));
        granted(&self.db().0.query_all(&select).await?)
    }

    /// Accounts with their grants in force, each with what stands below its unit or below the person of the account;
    /// where that is known, only if something `changed`.
    fn with_grants(&self, day: Date, changed: Option<SimpleExpr>) -> SelectStatement {
        let backend = self.writer.get_database_backend();
        let reach = |tree, top| {
            let ids = in_one_text(backend, below(tree, top, day, self.now()));
            SimpleExpr::SubQuery(None, Box::new(ids.into()))
        };
        let changed = changed.unwrap_or_else(|| Expr::val(1).eq(1));
        let scope = |name: &str| changed.clone().and(column("grant", "scope").eq(name));
        let reached = CaseStatement::new()
            .case(scope("unit"), reach(Tree::Units, column("grant", "scope_id")))
            .case(scope("team"), reach(Tree::Managers, column("account", "person_id")));
        let mut select = Query::select();
        select.from(account::Entity).left_join(
            grant::Entity,
            Condition::all()
                .add(column("grant", "account_id").eq(column("account", "id")))
                .add(column("grant", "withdrawn_at").is_null()),
        );
        named::<grant::Entity>(&mut select, "grant");
        select.expr_as(reached, Alias::new("below")).to_owned()
    }

    /// Remembers that a session was used.
    pub async fn touch_session(&self, digest: &[u8]) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        session::Entity::update_many()
            .col_expr(session::Column::LastSeenAt, Expr::value(Stamp::from(self.now())))
            .filter(session::Column::TokenDigest.eq(digest.to_vec()))
            .exec(&self.writer)
            .await?;
        Ok(())
    }

    /// Ends a session.
    pub async fn delete_session(&self, digest: &[u8]) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        session::Entity::delete_by_id(digest.to_vec()).exec(&self.writer).await?;
        Ok(())
    }

    /// Ends all sessions of an account.
    pub async fn delete_sessions_of(&self, account: Uuid) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        session::Entity::delete_many().filter(session::Column::AccountId.eq(account)).exec(&self.writer).await?;
        Ok(())
    }

    /// Ends all sessions that have expired; returns how many.
    pub async fn delete_expired_sessions(&self) -> Result<u64, StorageError> {
        let _turn = self.turn.lock().await;
        let expired = session::Column::ExpiresAt.lt(Stamp::from(self.now()));
        Ok(session::Entity::delete_many().filter(expired).exec(&self.writer).await?.rows_affected)
    }

    /// Until when a key is locked, if it is.
    pub async fn locked_until(&self, key: &str) -> Result<Option<Instant>, StorageError> {
        let row = login_throttle::Entity::find_by_id(key.to_owned()).one(&self.db().0).await?;
        Ok(row.and_then(|row| row.locked_until).map(Into::into))
    }

    /// Counts a try before it is judged, and returns which one of its window it is. One statement does it: of tries
    /// that come at once, on whatever node, each gets a number of its own.
    pub async fn count_try(&self, key: &str, now: Instant, limit: TryLimit) -> Result<i32, StorageError> {
        use login_throttle::Column::{Failures, LockedUntil, ThrottleKey, WindowFrom};
        let until: Stamp = now.plus_seconds(limit.window_seconds).into();
        let first = login_throttle::Model {
            throttle_key: key.to_owned(),
            failures: 1,
            window_from: now.into(),
            locked_until: (limit.most <= 1).then_some(until),
        };
        let old = |column: login_throttle::Column| Expr::col((login_throttle::Entity, column));
        let oldest: Stamp = now.plus_seconds(-limit.window_seconds).into();
        let over = || old(WindowFrom).lte(oldest);
        let locks = old(Failures).add(1).gte(limit.most);
        let counted = OnConflict::column(ThrottleKey)
            .value(Failures, CaseStatement::new().case(over(), 1).finally(old(Failures).add(1)))
            .value(
                LockedUntil,
                CaseStatement::new().case(over(), None::<Stamp>).case(locks, until).finally(None::<Stamp>),
            )
            .value(WindowFrom, CaseStatement::new().case(over(), Stamp::from(now)).finally(old(WindowFrom)))
            .to_owned();
        let _turn = self.turn.lock().await;
        let insert = login_throttle::Entity::insert(first.into_active_model()).on_conflict(counted);
        Ok(insert.exec_with_returning(&self.writer).await?.failures)
    }

    /// Takes a counted try back, because it was right.
    pub async fn uncount_try(&self, key: &str) -> Result<(), StorageError> {
        use login_throttle::Column::{Failures, LockedUntil, ThrottleKey};
        let _turn = self.turn.lock().await;
        login_throttle::Entity::update_many()
            .col_expr(Failures, Expr::col(Failures).sub(1))
            .col_expr(LockedUntil, Expr::value(None::<Stamp>))
            .filter(ThrottleKey.eq(key))
            .filter(Failures.gt(0))
            .exec(&self.writer)
            .await?;
        Ok(())
    }

    /// Forgets the failures under a key.
    pub async fn clear_throttle(&self, key: &str) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        login_throttle::Entity::delete_by_id(key.to_owned()).exec(&self.writer).await?;
        Ok(())
    }
}
