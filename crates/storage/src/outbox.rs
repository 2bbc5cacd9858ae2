//! The transactional outbox: work is written in the transaction of its cause, claimed by one node under a
//! lease, retried with growing pauses, and shown when it gives up.

use kernel::{FieldClass, FieldMeta, FieldType, Instant};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::rows::job;
use crate::types::{Document, Opened, Stamp};
use crate::{StorageError, Store};

/// Work to be done after the commit, at least once.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What kind of work.
    pub kind: &'static str,
    /// The same key is queued once, however often its cause is repeated.
    pub key: String,
    /// What the worker needs to know; sealed at rest.
    pub payload: serde_json::Value,
    /// Not before.
    pub run_after: Instant,
}

/// A claimed job.
#[derive(Debug, Clone)]
pub struct ClaimedJob {
    /// Its id.
    pub id: Uuid,
    /// What kind of work.
    pub kind: String,
    /// What the worker needs to know.
    pub payload: Opened<Document<serde_json::Value>>,
    /// How often it was tried before.
    pub attempts: i32,
}

/// A job as the page shows it: no payload.
#[derive(Debug, Clone)]
pub struct JobSummary {
    /// Its id.
    pub id: Uuid,
    /// What kind of work.
    pub kind: String,
    /// `ready`, `leased`, `done` or `failed`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When it is tried next.
    pub run_after: Instant,
}

/// A claim ends after this long, so that the death of a node delays a job but does not lose it.
const LEASE_SECONDS: i64 = 120;
/// After this many attempts a job waits for a person.
const ATTEMPTS_MAX: i32 = 8;

const PAYLOAD: FieldMeta = FieldMeta {
    name: "payload",
    label: "job.payload",
    class: FieldClass::System,
    field_type: FieldType::Document,
    required: true,
    searchable: false,
    sealed: true,
    refers_to: None,
};

pub(crate) async fn insert(store: &Store, transaction: &DatabaseTransaction, job: NewJob) -> Result<(), StorageError> {
    let known = job::Entity::find().filter(job::Column::JobKey.eq(&job.key)).one(transaction).await?;
    if known.is_some() {
        return Ok(());
    }
    let id = store.entropy().uuid();
    let row = job::Model {
        id,
        kind: job.kind.to_owned(),
        job_key: job.key,
        payload: store.seal("job", &PAYLOAD, id, &Document(job.payload)),
        state: "ready".to_owned(),
        attempts: 0,
        run_after: job.run_after.into(),
        leased_until: None,
        last_error: None,
        created_at: store.now().into(),
    };
    job::Entity::insert(row.into_active_model()).exec_without_returning(transaction).await?;
    Ok(())
}

impl Store {
    /// Claims the next due job, or one whose holder died.
    pub async fn claim_job(&self) -> Result<Option<ClaimedJob>, StorageError> {
        let now = Stamp::from(self.now());
        let due = Condition::any()
            .add(job::Column::State.eq("ready").and(job::Column::RunAfter.lte(now)))
            .add(job::Column::State.eq("leased").and(job::Column::LeasedUntil.lt(now)));
        let _turn = self.turn.lock().await;
        let next = job::Entity::find()
            .filter(due.clone())
            .order_by_asc(job::Column::RunAfter)
            .order_by_asc(job::Column::CreatedAt)
            .limit(1)
            .one(&self.writer)
            .await?;
        let Some(next) = next else { return Ok(None) };
        // The condition is checked again by the update: two nodes may have read the same job, one gets it.
        let claimed = job::Entity::update_many()
            .col_expr(job::Column::State, Expr::value("leased"))
            .col_expr(job::Column::LeasedUntil, Expr::value(Stamp::from(self.now().plus_seconds(LEASE_SECONDS))))
            .col_expr(job::Column::Attempts, Expr::value(next.attempts + 1))
            .filter(job::Column::Id.eq(next.id).and(job::Column::Attempts.eq(next.attempts)))
            .filter(due)
            .exec(&self.writer)
            .await?;
        if claimed.rows_affected == 0 {
            return Ok(None);
        }
        let payload = self.unseal("job", &PAYLOAD, next.id, &next.payload)?;
        Ok(Some(ClaimedJob { id: next.id, kind: next.kind, payload, attempts: next.attempts }))
    }

    /// Marks a claimed job as done.
    pub async fn finish_job(&self, id: Uuid) -> Result<(), StorageError> {
        self.set_job(id, "done", self.now(), None).await
    }

    /// Puts a claimed job back, later each time, or gives up and leaves it for a person to see.
    pub async fn fail_job(&self, job: &ClaimedJob, error: &str) -> Result<(), StorageError> {
        let pause = 2_i64.saturating_pow(job.attempts.clamp(0, 12).cast_unsigned()) * 5;
        let state = if job.attempts + 1 >= ATTEMPTS_MAX { "failed" } else { "ready" };
        self.set_job(job.id, state, self.now().plus_seconds(pause), Some(error)).await
    }

    /// Tries a job that gave up once more.
    pub async fn retry_job(&self, id: Uuid) -> Result<(), StorageError> {
        self.set_job(id, "ready", self.now(), None).await
    }

    async fn set_job(
        &self,
        id: Uuid,
        state: &str,
        run_after: Instant,
        error: Option<&str>,
    ) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        job::Entity::update_many()
            .col_expr(job::Column::State, Expr::value(state))
            .col_expr(job::Column::RunAfter, Expr::value(Stamp::from(run_after)))
            .col_expr(job::Column::LeasedUntil, Expr::value(Option::<i64>::None))
            .col_expr(job::Column::LastError, Expr::value(error.map(str::to_owned)))
            .filter(job::Column::Id.eq(id))
            .exec(&self.writer)
            .await?;
        Ok(())
    }

    /// Jobs that are not done, oldest first.
    pub async fn open_jobs(&self) -> Result<Vec<JobSummary>, StorageError> {
        let rows = job::Entity::find()
            .filter(job::Column::State.ne("done"))
            .order_by_asc(job::Column::CreatedAt)
            .limit(200)
            .all(&self.db().0)
            .await?;
        Ok(rows.into_iter().map(summary).collect())
    }
}

fn summary(row: job::Model) -> JobSummary {
    let job::Model {
        id,
        kind,
        job_key: _,
        payload: _,
        state,
        attempts,
        run_after,
        leased_until: _,
        last_error,
        created_at: _,
    } = row;
    JobSummary { id, kind, state, attempts, last_error, run_after: run_after.into() }
}
