//! Sessions and failed sign-ins: operational state, written without a trail because it says nothing about
//! records. The sign-in itself is in the trail.

use kernel::Instant;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::rows::{Session, login_throttle, session};
use crate::types::Stamp;
use crate::{StorageError, Store};

/// How often a login or an address failed of late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// Failures since the window began.
    pub failures: i32,
    /// When the window began.
    pub window_from: Instant,
    /// Locked until.
    pub locked_until: Option<Instant>,
}

impl Store {
    /// Begins a session.
    pub async fn insert_session(&self, session: Session) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        session::Entity::insert(session.into_active_model()).exec_without_returning(&self.writer).await?;
        Ok(())
    }

    /// The session with this token digest.
    pub async fn session(&self, digest: &[u8]) -> Result<Option<Session>, StorageError> {
        Ok(session::Entity::find_by_id(digest.to_vec()).one(&self.db().0).await?)
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

    /// Failures under a key.
    pub async fn throttle(&self, key: &str) -> Result<Option<Throttle>, StorageError> {
        let row = login_throttle::Entity::find_by_id(key.to_owned()).one(&self.db().0).await?;
        Ok(row.map(|row| Throttle {
            failures: row.failures,
            window_from: row.window_from.into(),
            locked_until: row.locked_until.map(Into::into),
        }))
    }

    /// Remembers failures under a key.
    pub async fn set_throttle(&self, key: &str, throttle: Throttle) -> Result<(), StorageError> {
        let row = login_throttle::Model {
            throttle_key: key.to_owned(),
            failures: throttle.failures,
            window_from: throttle.window_from.into(),
            locked_until: throttle.locked_until.map(Into::into),
        };
        let columns =
            [login_throttle::Column::Failures, login_throttle::Column::WindowFrom, login_throttle::Column::LockedUntil];
        let _turn = self.turn.lock().await;
        login_throttle::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::column(login_throttle::Column::ThrottleKey).update_columns(columns).to_owned())
            .exec_without_returning(&self.writer)
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
