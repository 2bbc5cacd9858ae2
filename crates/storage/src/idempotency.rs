//! Writes that may be repeated: the first answer is kept for a day and given again. Operational, no trail.

use kernel::{FieldClass, FieldMeta, FieldType};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::rows::idempotency;
use crate::types::Stamp;
use crate::{StorageError, Store};

/// What is known of a write with this key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RepeatedWrite {
    /// Nothing: it is this caller's to do, and to answer or to forget.
    First,
    /// It was done; this was the answer.
    Answered {
        /// Status of the answer.
        status: u16,
        /// Body of the answer.
        body: Vec<u8>,
    },
    /// It was begun and not answered: still running, or its process died.
    Begun,
    /// The key was used for another request.
    Other,
}

const ANSWER: FieldMeta = FieldMeta {
    name: "answer",
    label: "idempotency.answer",
    class: FieldClass::System,
    field_type: FieldType::Document,
    required: true,
    searchable: false,
    sealed: true,
    refers_to: None,
};
/// How long an answer is kept.
const KEPT_SECONDS: i64 = 24 * 3600;
/// The status of a write that is not answered.
const BEGUN: i32 = 0;

impl Store {
    fn place_of(&self, key: &str) -> Uuid {
        Uuid::from_slice(&self.blind("idempotency.key", key)).unwrap_or_default()
    }

    /// Begins a write that may be repeated. Of two with one key at once, one is [`RepeatedWrite::First`].
    pub async fn begin_repeatable(&self, key: &str, input: &str) -> Result<RepeatedWrite, StorageError> {
        let input_digest = self.blind("idempotency.input", input);
        let row = idempotency::Model {
            request_key: key.to_owned(),
            input_digest: input_digest.clone(),
            status: BEGUN,
            answer: self.seal("idempotency", &ANSWER, self.place_of(key), &Vec::new()),
            created_at: self.now().into(),
        };
        let _turn = self.turn.lock().await;
        let inserted = idempotency::Entity::insert(row.into_active_model())
            .on_conflict(OnConflict::column(idempotency::Column::RequestKey).do_nothing().to_owned())
            .exec_without_returning(&self.writer)
            .await;
        match inserted {
            Ok(1..) => return Ok(RepeatedWrite::First),
            Ok(_) | Err(sea_orm::DbErr::RecordNotInserted) => {}
            Err(error) => return Err(error.into()),
        }
        let known = idempotency::Entity::find_by_id(key.to_owned()).one(&self.writer).await?;
        let Some(known) = known else { return Ok(RepeatedWrite::Begun) };
        if known.input_digest != input_digest {
            return Ok(RepeatedWrite::Other);
        }
        if known.status == BEGUN {
            return Ok(RepeatedWrite::Begun);
        }
        let body = self.unseal("idempotency", &ANSWER, self.place_of(key), &known.answer)?.into_exposed();
        Ok(RepeatedWrite::Answered { status: u16::try_from(known.status).unwrap_or(500), body })
    }

    /// Keeps the answer for those who ask again.
    pub async fn answer_repeatable(&self, key: &str, status: u16, body: &[u8]) -> Result<(), StorageError> {
        let answer = self.seal("idempotency", &ANSWER, self.place_of(key), &body.to_vec());
        let _turn = self.turn.lock().await;
        idempotency::Entity::update_many()
            .col_expr(idempotency::Column::Status, Expr::value(i32::from(status)))
            .col_expr(idempotency::Column::Answer, Expr::value(answer))
            .filter(idempotency::Column::RequestKey.eq(key))
            .exec(&self.writer)
            .await?;
        Ok(())
    }

    /// Forgets a write that changed nothing, so that it may be tried again.
    pub async fn forget_repeatable(&self, key: &str) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        idempotency::Entity::delete_by_id(key.to_owned()).exec(&self.writer).await?;
        Ok(())
    }

    /// Deletes answers that are older than a day; returns how many.
    pub async fn delete_old_answers(&self) -> Result<u64, StorageError> {
        let old = idempotency::Column::CreatedAt.lt(Stamp::from(self.now().plus_seconds(-KEPT_SECONDS)));
        let _turn = self.turn.lock().await;
        Ok(idempotency::Entity::delete_many().filter(old).exec(&self.writer).await?.rows_affected)
    }
}
