//! The only way to write. Every change leaves an entry in the trail, in the same transaction.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use kernel::{DateRange, FieldMeta, FieldType, FieldValue, Instant, Neighbours, Record, Timeline};
use sea_orm::{
    AccessMode, ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    FromQueryResult, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;
use vault::Aad;

use crate::audit::{self, Action, Change, PendingEntry};
use crate::outbox::{self, NewJob};
use crate::transaction::Transaction;
use crate::types::{Plain, Sealed, Stamp};
use crate::{Db, StorageError, Store, names};

/// A stored record: declared once, mapped by SeaORM.
pub trait Row:
    Record
    + Clone
    + Send
    + Sync
    + FromQueryResult
    + ModelTrait<Entity: EntityTrait<Model = Self, ActiveModel: ActiveModelTrait<Entity = Self::Entity> + Send>>
    + IntoActiveModel<<Self::Entity as EntityTrait>::ActiveModel>
{
}

impl<R> Row for R where
    R: Record
        + Clone
        + Send
        + Sync
        + FromQueryResult
        + ModelTrait<Entity: EntityTrait<Model = R, ActiveModel: ActiveModelTrait<Entity = R::Entity> + Send>>
        + IntoActiveModel<<R::Entity as EntityTrait>::ActiveModel>
{
}

/// A record that is superseded instead of overwritten.
pub trait TimelineRow: Row {
    /// The column of the timeline's key.
    fn key_column() -> <Self::Entity as EntityTrait>::Column;
    /// The days it holds.
    fn range(&self) -> DateRange;
    /// When it was known.
    fn known(&self) -> kernel::Known;
    /// The same values as a new row over other days.
    fn rewritten(&self, row_id: Uuid, range: DateRange, known_from: Instant, recorded_at: Instant) -> Self;
    /// The same row, no longer known from `at` on.
    fn superseded(&self, at: Instant) -> Self;
}

/// Who writes and why.
#[derive(Debug, Clone)]
pub struct WriteContext {
    /// The account; `None` for the system itself.
    pub actor: Option<Uuid>,
    /// The operation's name, such as `hire_person`.
    pub operation: &'static str,
    /// The reason given by a person, when one is asked for. Sealed in the trail.
    pub reason: Option<String>,
    /// Ties the entries of one request together.
    pub request: Option<Uuid>,
}

impl WriteContext {
    /// The system's own work.
    pub const fn system(operation: &'static str) -> Self {
        Self { actor: None, operation, reason: None, request: None }
    }
}

/// An open transaction and the trail it will leave. Dropped without [`UnitOfWork::commit`], nothing happened.
#[derive(Debug)]
pub struct UnitOfWork {
    store: Store,
    transaction: Transaction,
    context: WriteContext,
    entries: Vec<PendingEntry>,
    trail: audit::Tail,
    forgotten: BTreeSet<Uuid>,
    neighbours: Option<Neighbours>,
    /// Whether it stored whole files: their place then learns of its commit.
    pub(crate) stored_files: AtomicBool,
    _turn: OwnedMutexGuard<()>,
}

/// A timeline that is composed before it is written: for what is new as a whole, such as a hire with its end.
#[derive(Debug, Clone)]
pub struct NewLine<R>(Timeline<R>);

impl<R: TimelineRow> NewLine<R> {
    /// `row` holds over `range`, known since `known_at`.
    pub fn new(range: DateRange, known_at: Instant, row: R) -> Self {
        let known = kernel::Known { from: known_at, until: None };
        Self(Timeline::new(vec![kernel::Fact { range, known, value: row }]))
    }

    /// As [`UnitOfWork::put`].
    pub fn put(&mut self, range: DateRange, known_at: Instant, row: R) -> Result<(), StorageError> {
        Ok(self.0.put(range, known_at, row)?)
    }

    /// As [`UnitOfWork::clear`].
    pub fn clear(&mut self, range: DateRange, known_at: Instant) -> Result<(), StorageError> {
        Ok(self.0.clear(range, known_at)?)
    }

    /// Its facts so far.
    pub fn facts(&self) -> &[kernel::Fact<R>] {
        self.0.facts()
    }
}

/// Entries that may wait before they are hashed and stored.
const PENDING: usize = 4_096;

/// Rows in one statement. Both engines limit the number of bound values (SQLite to 32,766).
fn chunk_of<R: Row>() -> usize {
    (30_000 / R::META.fields.len().max(1)).min(500)
}

/// One writer at a time across all nodes: it numbers the trail's leaves without gaps.
const WRITER_LOCK: i64 = 0x0072_656E_6865;

impl Store {
    /// Begins to write. Waits for its turn: there is one writer at a time on both engines.
    pub async fn begin(&self, context: WriteContext) -> Result<UnitOfWork, StorageError> {
        let turn = self.turn.clone().lock_owned().await;
        let postgres = self.writer.get_database_backend() == DbBackend::Postgres;
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: postgres.then_some(AccessMode::ReadWrite),
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        let transaction = self.writer.begin_with_options(options).await?;
        if postgres {
            let lock = "SELECT pg_advisory_xact_lock($1)";
            transaction
                .execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, [WRITER_LOCK.into()]))
                .await?;
        }
        let entries = Vec::new();
        Ok(UnitOfWork {
            store: self.clone(),
            transaction: Transaction::new(transaction),
            context,
            entries,
            trail: audit::Tail::default(),
            forgotten: BTreeSet::new(),
            neighbours: None,
            stored_files: AtomicBool::new(false),
            _turn: turn,
        })
    }
}

impl UnitOfWork {
    /// Reads, including what this unit of work has written.
    pub fn db(&self) -> Db<'_> {
        (&*self.transaction).into()
    }

    pub(crate) fn transaction(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// The store.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The present instant.
    pub fn now(&self) -> Instant {
        self.store.now()
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        let entropy = self.store.entropy();
        self.neighbours.as_ref().map_or_else(|| entropy.uuid(), |run| run.uuid(entropy))
    }

    /// For imports of many people: from here on ids lie together (see [`Neighbours`]), and rows are composed while the
    /// last are written.
    pub fn write_many(&mut self) {
        self.neighbours = Some(Neighbours::somewhere(self.store.entropy()));
        self.transaction.go_ahead();
    }

    /// Who writes and why.
    pub const fn context(&self) -> &WriteContext {
        &self.context
    }

    /// Continues under another operation's name: a use case that is made of others.
    pub const fn set_operation(&mut self, operation: &'static str) {
        self.context.operation = operation;
    }

    /// Seals a value for a field of the record with this key (see [`Record::key`]).
    pub fn seal<T: Plain>(
        &self,
        record: &'static kernel::RecordMeta,
        field: &FieldMeta,
        key: Uuid,
        value: &T,
    ) -> Sealed<T> {
        self.store.seal(record.name, field, key, value)
    }

    /// Writes a new row.
    pub async fn insert<R: Row>(&mut self, row: R) -> Result<(), StorageError> {
        let changes = self.changes(None, Some(&row))?;
        self.note(Action::Create, &row, changes);
        names::added(&*self.transaction, std::slice::from_ref(&row)).await?;
        R::Entity::insert(row.into_active_model()).exec_without_returning(&*self.transaction).await?;
        self.spill().await
    }

    /// Writes many new rows at once. Their entries of the trail are stored on the way, so that neither has to stand
    /// in memory as a whole.
    pub async fn insert_all<R: Row>(&mut self, rows: Vec<R>) -> Result<(), StorageError> {
        let mut rows = rows.into_iter();
        loop {
            let chunk: Vec<R> = rows.by_ref().take(chunk_of::<R>()).collect();
            if chunk.is_empty() {
                return Ok(());
            }
            for row in &chunk {
                let changes = self.changes(None, Some(row))?;
                self.note(Action::Create, row, changes);
            }
            self.store_rows(chunk).await?;
        }
    }

    /// Writes timelines that were composed in memory. Their keys must be new: nothing stored is compared with them.
    /// The trail says the same as if every fact had been put one after the other.
    pub async fn insert_lines<R: TimelineRow>(&mut self, lines: Vec<NewLine<R>>) -> Result<(), StorageError> {
        let recorded_at = self.now();
        let mut rows = Vec::new();
        for fact in lines.iter().flat_map(NewLine::facts) {
            let row = fact.value.rewritten(self.new_id(), fact.range, fact.known.from, recorded_at);
            let changes = self.changes(None, Some(&row))?;
            self.note(Action::Create, &row, changes);
            rows.push(match fact.known.until {
                Some(until) => {
                    let superseded = row.superseded(until);
                    let changes = self.changes(Some(&row), Some(&superseded))?;
                    self.note(Action::Supersede, &superseded, changes);
                    superseded
                }
                None => row,
            });
            if rows.len() == chunk_of::<R>() {
                self.store_rows(std::mem::take(&mut rows)).await?;
            }
        }
        self.store_rows(rows).await
    }

    /// Rows whose entries are noted.
    async fn store_rows<R: Row>(&mut self, rows: Vec<R>) -> Result<(), StorageError> {
        if !rows.is_empty() {
            for tokens in names::given_by(&rows) {
                self.transaction.insert_all(tokens).await?;
            }
            let models = rows.into_iter().map(IntoActiveModel::into_active_model);
            self.transaction.insert_all(R::Entity::insert_many(models)).await?;
        }
        self.spill().await
    }

    /// Hashes and stores the entries that wait, once they are many.
    async fn spill(&mut self) -> Result<(), StorageError> {
        if self.entries.len() < PENDING {
            return Ok(());
        }
        let entries = self.take_entries();
        self.trail.extend(&self.store, &mut self.transaction, entries).await
    }

    /// The entries that wait. Of forgotten records none keeps its readable part.
    fn take_entries(&mut self) -> Vec<PendingEntry> {
        let mut entries = std::mem::take(&mut self.entries);
        for entry in &mut entries {
            entry.forgotten = self.forgotten.contains(&entry.record_id);
        }
        entries
    }

    /// Replaces a row by a new version of itself. Nothing is written when nothing changed.
    pub async fn update<R: Row>(&mut self, old: &R, new: R) -> Result<(), StorageError> {
        let changes = self.changes(Some(old), Some(&new))?;
        if changes.is_empty() {
            return Ok(());
        }
        self.note(Action::Update, &new, changes);
        names::replaced(&*self.transaction, old, &new).await?;
        let mut model = new.into_active_model();
        for column in <R::Entity as EntityTrait>::Column::iter() {
            if <R::Entity as EntityTrait>::PrimaryKey::from_column(column).is_none() {
                model.reset(column);
            }
        }
        R::Entity::update(model).exec_without_returning(&*self.transaction).await?;
        self.spill().await
    }

    /// Removes a row, for undoing an import: the trail keeps what it held.
    pub async fn remove<R: Row>(&mut self, row: R) -> Result<(), StorageError> {
        let changes = self.changes(Some(&row), None)?;
        self.note(Action::Remove, &row, changes);
        names::removed(&*self.transaction, &row).await?;
        row.delete(&*self.transaction).await?;
        self.spill().await
    }

    /// Removes many rows at once.
    pub async fn remove_all<R: Row>(&mut self, rows: Vec<R>) -> Result<(), StorageError> {
        let key = <R::Entity as EntityTrait>::Column::iter()
            .find(|column| <R::Entity as EntityTrait>::PrimaryKey::from_column(*column).is_some())
            .ok_or_else(|| StorageError::Damaged(format!("{} has no key", R::META.name)))?;
        for chunk in rows.chunks(500) {
            for row in chunk {
                let changes = self.changes(Some(row), None)?;
                self.note(Action::Remove, row, changes);
            }
            let ids = chunk.iter().map(Record::id);
            R::Entity::delete_many().filter(key.is_in(ids)).exec(&*self.transaction).await?;
            self.spill().await?;
        }
        Ok(())
    }

    /// Says that `row` holds over `range`, known since `known_at`; what it contradicts is superseded.
    pub async fn put<R: TimelineRow>(
        &mut self,
        range: DateRange,
        known_at: Instant,
        row: &R,
    ) -> Result<(), StorageError> {
        self.change_timeline(row.key(), range, known_at, Some(row)).await
    }

    /// Says that nothing holds over `range` on this timeline, known since `known_at`.
    pub async fn clear<R: TimelineRow>(
        &mut self,
        key: Uuid,
        range: DateRange,
        known_at: Instant,
    ) -> Result<(), StorageError> {
        self.change_timeline::<R>(key, range, known_at, None).await
    }

    async fn change_timeline<R: TimelineRow>(
        &mut self,
        key: Uuid,
        range: DateRange,
        known_at: Instant,
        row: Option<&R>,
    ) -> Result<(), StorageError> {
        let rows: Vec<R> = R::Entity::find().filter(R::key_column().eq(key)).all(&*self.transaction).await?;
        // The line holds positions instead of values: what is new points at the row it is copied from.
        let facts = rows.iter().enumerate().map(|(position, row)| kernel::Fact {
            range: row.range(),
            known: row.known(),
            value: position,
        });
        let mut line = Timeline::new(facts.collect());
        match row {
            Some(_) => line.put(range, known_at, rows.len())?,
            None => line.clear(range, known_at)?,
        }
        let recorded_at = self.now();
        for (position, fact) in line.facts().iter().enumerate() {
            match rows.get(position) {
                Some(old) if old.known() == fact.known => {}
                Some(old) => self.supersede(old, known_at).await?,
                None => {
                    let source = rows.get(fact.value).or(row);
                    let Some(source) = source else { continue };
                    let new = source.rewritten(self.new_id(), fact.range, known_at, recorded_at);
                    self.insert(new).await?;
                }
            }
        }
        Ok(())
    }

    async fn supersede<R: TimelineRow>(&mut self, old: &R, at: Instant) -> Result<(), StorageError> {
        let new = old.superseded(at);
        let changes = self.changes(Some(old), Some(&new))?;
        self.note(Action::Supersede, &new, changes);
        let mut update = R::Entity::update_many();
        update = update.col_expr(column::<R>("known_until")?, sea_orm::sea_query::Expr::value(Stamp::from(at)));
        update.filter(column::<R>("row_id")?.eq(old.id())).exec(&*self.transaction).await?;
        Ok(())
    }

    /// Records that something was looked at or done that is no write of a record.
    pub fn record(&mut self, action: Action, record: &'static str, id: Uuid, subject: Option<Uuid>) {
        let entry = PendingEntry::new(&self.context, action, record, id, subject, Vec::new());
        self.entries.push(entry);
    }

    /// Of these records the trail keeps digests only: what they held goes from its readable part, also from the
    /// entries of this unit of work. That the log still verifies is what the digests are for.
    pub async fn forget_details(&mut self, records: &[Uuid]) -> Result<(), StorageError> {
        self.trail.settle(&mut self.transaction).await?;
        audit::forget(&self.transaction, records).await?;
        self.forgotten.extend(records);
        Ok(())
    }

    /// Queues work that leaves the process, in the same transaction as its cause.
    pub async fn enqueue(&mut self, job: NewJob) -> Result<(), StorageError> {
        outbox::insert(&self.store, &self.transaction, job).await
    }

    /// Writes the trail and commits. Returns the size of the log afterwards.
    pub async fn commit(mut self) -> Result<u64, StorageError> {
        let entries = self.take_entries();
        self.trail.extend(&self.store, &mut self.transaction, entries).await?;
        let log = self.trail.sign(&self.store, &mut self.transaction).await?;
        self.transaction.commit().await?;
        if let Some(log) = &log {
            audit::publish(&self.store, log)?;
        }
        if self.stored_files.into_inner()
            && let Err(error) = self.store.claim_blobs().await
        {
            // The files are named and stay; the next commit or sweep says the same again.
            tracing::error!(%error, "the place of the files did not learn of the newest entry");
        }
        Ok(log.map_or(0, |log| log.size))
    }

    /// The transaction, for the few writes that go by declaration and not by type.
    pub(crate) fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// An entry of the trail for such a write.
    pub(crate) fn push(&mut self, entry: PendingEntry) {
        self.entries.push(entry);
    }

    fn note<R: Record>(&mut self, action: Action, row: &R, changes: Vec<Change>) {
        let entry = PendingEntry::new(&self.context, action, R::META.name, row.id(), row.subject(), changes);
        self.entries.push(entry);
    }

    /// What differs between two versions of a row, opened, so that the trail says what changed and not
    /// merely that a ciphertext did.
    fn changes<R: Row>(&self, old: Option<&R>, new: Option<&R>) -> Result<Vec<Change>, StorageError> {
        let open = |row: Option<&R>| match row {
            None => Ok(vec![None; R::META.fields.len()]),
            Some(row) => row
                .values()
                .into_iter()
                .zip(R::META.fields)
                .map(|(value, field)| self.plain_value(R::META.name, field, row.key(), value))
                .collect::<Result<Vec<_>, StorageError>>(),
        };
        let (old, new) = (open(old)?, open(new)?);
        let changed = R::META.fields.iter().zip(old.into_iter().zip(new)).filter(|(_, (old, new))| old != new);
        Ok(changed.map(|(field, (old, new))| Change { field: field.name, class: field.class, old, new }).collect())
    }

    fn plain_value(
        &self,
        record: &'static str,
        field: &FieldMeta,
        key: Uuid,
        value: FieldValue,
    ) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(match value {
            FieldValue::Null => None,
            FieldValue::Text(text) => Some(text.into_bytes()),
            FieldValue::Integer(number) => Some(number.to_string().into_bytes()),
            FieldValue::Boolean(truth) => Some(truth.to_string().into_bytes()),
            FieldValue::Date(day) => Some(day.to_string().into_bytes()),
            FieldValue::Instant(at) => Some(at.to_string().into_bytes()),
            FieldValue::Money(amount) => Some(amount.to_string().into_bytes()),
            FieldValue::Id(id) => Some(id.to_string().into_bytes()),
            FieldValue::Bytes(bytes) => Some(hex::encode(&bytes).into_bytes()),
            FieldValue::Sealed(bytes) => {
                let plain = self.store.keys().open(&Aad { table: record, column: field.name, row: key }, &bytes)?;
                Some(match field.field_type {
                    FieldType::Money => kernel::Money::to_text(&plain).unwrap_or_default().into_bytes(),
                    FieldType::Integer => i64::to_text(&plain).unwrap_or_default().into_bytes(),
                    // What the trail keeps readable is text: bytes that are none stand in hexadecimal, or they could not
                    // be compared with their digest again.
                    _ if std::str::from_utf8(&plain).is_err() => hex::encode(&plain[..]).into_bytes(),
                    _ => plain.to_vec(),
                })
            }
        })
    }
}

fn column<R: Row>(name: &str) -> Result<<R::Entity as EntityTrait>::Column, StorageError> {
    name.parse().map_err(|_| StorageError::Damaged(format!("{} has no column {name}", R::META.name)))
}
