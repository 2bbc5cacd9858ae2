//! Numbering, hashing and storing entries; checkpoints inside and outside the database.

use std::collections::{BTreeMap, HashMap};
use std::io::Write as _;

use kernel::{FieldClass, FieldMeta, FieldType};
use rayon::prelude::*;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use vault::merkle::{self, Node, NodeId};
use vault::sign::{FieldDigester, digest_text};
use vault::{Aad, VaultError};

use super::entry::{Change, Detail, KeptChange, KeptValue, Leaf, PendingEntry, ReadableEntry};
use crate::rows::{audit_checkpoint, audit_entry, audit_node, person_salt};
use crate::transaction::Transaction;
use crate::types::{Document, Plain, Sealed};
use crate::{Db, StorageError, Store};

/// The log after an append.
#[derive(Debug, Clone)]
pub(crate) struct Appended {
    pub(crate) size: u64,
    pub(crate) note: String,
}

/// The log as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditStatus {
    /// Entries.
    pub size: u64,
    /// Root hash, hex.
    pub root: String,
    /// The newest signed checkpoint.
    pub checkpoint: Option<String>,
    /// The key that signs checkpoints, as a C2SP verifier key.
    pub verifier_key: String,
}

/// Everything a verifier needs to check one entry against a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct InclusionProof {
    /// The entry's number.
    pub seq: u64,
    /// The size of the log it is proven against.
    pub size: u64,
    /// The leaf's bytes, as text.
    pub leaf: String,
    /// Sibling hashes from leaf to root, hex.
    pub path: Vec<String>,
    /// Root hash, hex.
    pub root: String,
    /// The signed checkpoint of that root.
    pub checkpoint: String,
    /// The key that signs checkpoints.
    pub verifier_key: String,
}

pub(super) const DETAIL: FieldMeta = sealed_field("detail", "audit_entry.detail");
const SALT: FieldMeta = sealed_field("salt", "person_salt.salt");

const fn sealed_field(name: &'static str, label: &'static str) -> FieldMeta {
    FieldMeta {
        name,
        label,
        class: FieldClass::System,
        field_type: FieldType::Document,
        required: true,
        searchable: false,
        sealed: true,
        refers_to: None,
    }
}

/// An entry has a number, not an id; the place of its sealed part is named by the number.
pub(super) const fn place(seq: u64) -> Uuid {
    Uuid::from_u128(seq as u128)
}

/// Rows per insert statement: ten columns stay below every engine's limit of bound values.
const CHUNK: usize = 500;
/// From so many entries on they are hashed and sealed on all cores.
const MANY: usize = 256;

/// Numbered entries as rows, each with the hash of its leaf.
type Rows = Vec<(audit_entry::Model, merkle::Hash)>;

/// The end of the log while a unit of work appends to it. Nobody else appends until that commits, so the numbers
/// and the edge that were read once stay true.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    frontier: Option<merkle::Frontier>,
    salts: HashMap<Uuid, [u8; 32]>,
    /// Entries that are being hashed while the unit of work goes on writing.
    hashing: Option<tokio::task::JoinHandle<Result<Rows, StorageError>>>,
}

impl Tail {
    /// Numbers, hashes and stores the entries. A long unit of work calls it again and again, so that its trail never
    /// stands in memory as a whole; many entries are hashed beside its further writes and stored by the next call.
    pub(crate) async fn extend(
        &mut self,
        store: &Store,
        transaction: &mut Transaction,
        entries: Vec<PendingEntry>,
    ) -> Result<(), StorageError> {
        if entries.is_empty() {
            return Ok(());
        }
        self.settle(transaction).await?;
        let from = match &self.frontier {
            Some(frontier) => frontier.size(),
            None => self.frontier.insert(frontier(&Db::from(&**transaction)).await?).size(),
        };
        self.learn_salts(store, transaction, &entries).await?;
        // A record that is about nobody needs no salt: there is no person to forget.
        let salt = |entry: &PendingEntry| entry.subject.and_then(|person| self.salts.get(&person)).copied();
        let salted: Vec<_> = entries.into_iter().map(|entry| (salt(&entry).unwrap_or_default(), entry)).collect();
        if salted.len() < MANY {
            let rows = salted.into_iter().enumerate().map(|entry| numbered_with_leaf(store, from, entry));
            return self.store(transaction, rows.collect::<Result<_, _>>()?).await;
        }
        let store = store.clone();
        let hash = move || {
            let rows = salted.into_par_iter().enumerate().map(|entry| numbered_with_leaf(&store, from, entry));
            rows.collect::<Result<_, _>>()
        };
        self.hashing = Some(tokio::task::spawn_blocking(hash));
        Ok(())
    }

    /// Stores what is being hashed.
    pub(crate) async fn settle(&mut self, transaction: &mut Transaction) -> Result<(), StorageError> {
        let Some(hashing) = self.hashing.take() else { return Ok(()) };
        let rows = hashing.await.map_err(|error| StorageError::Damaged(error.to_string()))??;
        self.store(transaction, rows).await
    }

    async fn store(&mut self, transaction: &mut Transaction, rows: Rows) -> Result<(), StorageError> {
        let mut nodes = Vec::with_capacity(rows.len() * 2);
        let frontier = self.frontier.get_or_insert_default();
        for (_, leaf) in &rows {
            frontier.push_into(*leaf, &mut nodes);
        }
        let mut rows = rows.into_iter().map(|(row, _)| row.into_active_model());
        loop {
            let chunk: Vec<_> = rows.by_ref().take(CHUNK).collect();
            if chunk.is_empty() {
                break;
            }
            transaction.insert_all(audit_entry::Entity::insert_many(chunk)).await?;
        }
        for chunk in nodes.chunks(CHUNK * 4) {
            let models = chunk.iter().map(|node| node_row(*node).into_active_model());
            transaction.insert_all(audit_node::Entity::insert_many(models)).await?;
        }
        Ok(())
    }

    /// Signs the log as it stands now. Inside the transaction: an entry that no checkpoint covers was not written by
    /// Renhe.
    pub(crate) async fn sign(
        mut self,
        store: &Store,
        transaction: &mut Transaction,
    ) -> Result<Option<Appended>, StorageError> {
        self.settle(transaction).await?;
        let Some(frontier) = self.frontier else { return Ok(None) };
        let note = store.signer().sign_checkpoint(frontier.size(), &frontier.root());
        let row =
            audit_checkpoint::Model { size: frontier.size().cast_signed(), note: note.clone(), at: store.now().into() };
        audit_checkpoint::Entity::insert(row.into_active_model()).exec_without_returning(&**transaction).await?;
        Ok(Some(Appended { size: frontier.size(), note }))
    }

    /// Reads the salts of the persons whom the entries are about; whoever has none gets one.
    async fn learn_salts(
        &mut self,
        store: &Store,
        transaction: &mut Transaction,
        entries: &[PendingEntry],
    ) -> Result<(), StorageError> {
        let mut unknown: Vec<Uuid> = Vec::new();
        for person in entries.iter().filter_map(|entry| entry.subject) {
            if let std::collections::hash_map::Entry::Vacant(e) = self.salts.entry(person) {
                e.insert([0; 32]);
                unknown.push(person);
            }
        }
        for people in unknown.chunks(CHUNK) {
            let find = person_salt::Entity::find().filter(person_salt::Column::PersonId.is_in(people.iter().copied()));
            let stored = find.all(&**transaction).await?;
            let mut known = HashMap::with_capacity(stored.len());
            for row in stored {
                known.insert(row.person_id, open_salt(store, row.person_id, &row.salt)?);
            }
            let mut fresh = Vec::new();
            for person in people {
                let salt = known.get(person).copied().unwrap_or_else(|| {
                    let mut salt = [0; 32];
                    store.entropy().fill(&mut salt);
                    let sealed = store.seal("person_salt", &SALT, *person, &salt.to_vec());
                    fresh.push(person_salt::Model { person_id: *person, salt: sealed });
                    salt
                });
                self.salts.insert(*person, salt);
            }
            if !fresh.is_empty() {
                let models = fresh.into_iter().map(IntoActiveModel::into_active_model);
                transaction.insert_all(person_salt::Entity::insert_many(models)).await?;
            }
        }
        Ok(())
    }
}

/// Writes the signed head into the file outside the database, so that cutting the log's end is seen. It comes
/// after the commit: a crash in between leaves a file that is older than the log, which still proves a prefix.
pub(crate) fn publish(store: &Store, log: &Appended) -> Result<(), StorageError> {
    let path = store.checkpoint_file();
    let file_error = |source| StorageError::File { path: path.display().to_string(), source };
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).map_err(file_error)?;
    file.write_all(format!("{}\n", log.note).as_bytes()).map_err(file_error)
}

fn numbered_with_leaf(
    store: &Store,
    from: u64,
    (place, (salt, entry)): (usize, ([u8; 32], PendingEntry)),
) -> Result<(audit_entry::Model, merkle::Hash), StorageError> {
    let row = numbered(store, from + place as u64, entry, &FieldDigester::new(&salt))?;
    let leaf = merkle::leaf_hash(row.leaf.as_bytes());
    Ok((row, leaf))
}

fn numbered(
    store: &Store,
    seq: u64,
    entry: PendingEntry,
    digester: &FieldDigester,
) -> Result<audit_entry::Model, StorageError> {
    let PendingEntry { actor, operation, request, reason, action, record, record_id, subject, changes, forgotten } =
        entry;
    let at = store.now();
    let fields = changes.iter().map(|change| change.field.to_owned()).collect();
    let kept = |field: &str, value: Option<Vec<u8>>| value.map(|value| kept(digester, (record, field), value));
    let changes = changes
        .into_iter()
        .map(|Change { field, class, old, new }| KeptChange::Values(class, kept(field, old), kept(field, new)))
        .collect();
    let detail = Document(Detail { reason, request, changes }).to_bytes();
    let leaf = Leaf {
        v: 3,
        seq,
        at: at.micros(),
        actor,
        operation: operation.to_owned(),
        action,
        record: record.to_owned(),
        record_id,
        subject,
        fields,
        digest: Some(digest_text(&digester.digest(record, DETAIL.name, &detail))),
        changes: BTreeMap::new(),
    };
    let aad = Aad { table: "audit_entry", column: DETAIL.name, row: place(seq) };
    let sealed = || Sealed::from_bytes(store.keys().seal(store.entropy(), &aad, &detail));
    Ok(audit_entry::Model {
        seq: seq.cast_signed(),
        at: at.into(),
        actor,
        operation: operation.to_owned(),
        record: record.to_owned(),
        record_id,
        subject,
        leaf: serde_json::to_string(&leaf).map_err(|error| StorageError::Damaged(error.to_string()))?,
        detail: (!forgotten).then(sealed),
    })
}

/// Takes the readable part away from what is in the log about these records.
pub(crate) async fn forget(transaction: &DatabaseTransaction, records: &[Uuid]) -> Result<(), StorageError> {
    use sea_orm::sea_query::Expr;
    for chunk in records.chunks(CHUNK) {
        audit_entry::Entity::update_many()
            .col_expr(audit_entry::Column::Detail, Expr::value(Option::<Vec<u8>>::None))
            .filter(audit_entry::Column::RecordId.is_in(chunk.iter().copied()))
            .exec(transaction)
            .await?;
    }
    Ok(())
}

/// The readable part keeps no whole files; of a long value its digest stands for the rest.
fn kept(digester: &FieldDigester, (record, field): (&str, &str), value: Vec<u8>) -> KeptValue {
    const LONGEST: usize = 2_000;
    let text = String::from_utf8_lossy(&value);
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => {
            KeptValue::Cut(format!("{}…", &text[..cut]), digest_text(&digester.digest(record, field, &value)))
        }
        None => KeptValue::Whole(text.into_owned()),
    }
}

fn node_row(node: Node) -> audit_node::Model {
    audit_node::Model { level: i32::from(node.id.level), idx: node.id.index.cast_signed(), hash: node.hash.to_vec() }
}

pub(super) fn open_salt(store: &Store, person: Uuid, sealed: &Sealed<Vec<u8>>) -> Result<[u8; 32], StorageError> {
    let bytes = store.keys().open(&Aad { table: "person_salt", column: "salt", row: person }, &sealed.bytes)?;
    bytes.as_slice().try_into().map_err(|_| StorageError::Damaged(format!("salt of {person}")))
}

pub(crate) async fn size(db: &Db<'_>) -> Result<u64, StorageError> {
    let last: Option<i64> = audit_entry::Entity::find()
        .select_only()
        .column_as(audit_entry::Column::Seq.max(), "last")
        .into_tuple::<Option<i64>>()
        .one(&db.0)
        .await?
        .flatten();
    Ok(last.map_or(0, |last| last.cast_unsigned() + 1))
}

/// Reads the named nodes; missing ones are left out, and the tree functions then name the first they lack.
async fn fetch(db: &Db<'_>, ids: Vec<NodeId>) -> Result<Vec<Node>, StorageError> {
    let mut nodes = Vec::with_capacity(ids.len());
    for id in ids {
        let row = audit_node::Entity::find_by_id((i32::from(id.level), id.index.cast_signed())).one(&db.0).await?;
        let hash = row.and_then(|row| row.hash.as_slice().try_into().ok());
        nodes.extend(hash.map(|hash| Node { id, hash }));
    }
    Ok(nodes)
}

async fn frontier(db: &Db<'_>) -> Result<merkle::Frontier, StorageError> {
    frontier_at(db, size(db).await?).await
}

/// The edge of the log as it was when it had `size` entries.
async fn frontier_at(db: &Db<'_>, size: u64) -> Result<merkle::Frontier, StorageError> {
    let nodes = fetch(db, merkle::root_nodes(size)).await?;
    Ok(merkle::Frontier::new(size, &nodes).map_err(VaultError::from)?)
}

impl Store {
    /// The log as it stands.
    pub async fn audit_status(&self) -> Result<AuditStatus, StorageError> {
        let db = self.db();
        let frontier = frontier(&db).await?;
        let newest = audit_checkpoint::Entity::find().order_by_desc(audit_checkpoint::Column::Size).one(&db.0).await?;
        Ok(AuditStatus {
            size: frontier.size(),
            root: hex::encode(frontier.root()),
            checkpoint: newest.map(|row| row.note),
            verifier_key: self.signer().vkey(),
        })
    }

    /// The root of the log as it was when it had `size` entries; not more than it has.
    pub(crate) async fn audit_root(&self, size: u64) -> Result<merkle::Hash, StorageError> {
        Ok(frontier_at(&self.db(), size).await?.root())
    }

    /// Entries from the newest back; those before `before`, about `subject`, by `actor`, of an operation.
    pub async fn audit_entries(&self, filter: &EntryFilter, limit: u64) -> Result<Vec<ReadableEntry>, StorageError> {
        let mut query = audit_entry::Entity::find().order_by_desc(audit_entry::Column::Seq).limit(limit);
        if let Some(before) = filter.before {
            query = query.filter(audit_entry::Column::Seq.lt(before.cast_signed()));
        }
        if let Some(subject) = filter.subject {
            query = query.filter(audit_entry::Column::Subject.eq(subject));
        }
        if let Some(subjects) = &filter.subjects {
            query = query.filter(audit_entry::Column::Subject.is_in(subjects.iter().copied()));
        }
        if let Some(operation) = &filter.other_than {
            query = query.filter(audit_entry::Column::Operation.ne(operation));
        }
        if let Some(actor) = filter.actor {
            query = query.filter(audit_entry::Column::Actor.eq(actor));
        }
        if let Some(record) = &filter.record {
            query = query.filter(audit_entry::Column::Record.eq(record));
        }
        if let Some(operation) = &filter.operation {
            query = query.filter(audit_entry::Column::Operation.eq(operation));
        }
        query.all(&self.db().0).await?.into_iter().map(|row| self.readable(row)).collect()
    }

    fn readable(&self, row: audit_entry::Model) -> Result<ReadableEntry, StorageError> {
        let audit_entry::Model { seq, at, actor: _, operation: _, record: _, record_id: _, subject: _, leaf, detail } =
            row;
        let seq = seq.cast_unsigned();
        let leaf: Leaf =
            serde_json::from_str(&leaf).map_err(|error| StorageError::Damaged(format!("entry {seq}: {error}")))?;
        let detail = match detail {
            Some(detail) => self.unseal("audit_entry", &DETAIL, place(seq), &detail)?.into_exposed().0,
            None => Detail { reason: None, request: None, changes: Vec::new() },
        };
        let changes = Detail::readable(detail.changes, &leaf.fields);
        Ok(ReadableEntry { seq, at: at.into(), leaf, reason: detail.reason, changes })
    }

    /// Proof that an entry is in the log.
    pub async fn audit_proof(&self, seq: u64) -> Result<Option<InclusionProof>, StorageError> {
        let db = self.db();
        let Some(row) = audit_entry::Entity::find_by_id(seq.cast_signed()).one(&db.0).await? else { return Ok(None) };
        let frontier = frontier(&db).await?;
        let size = frontier.size();
        let nodes = fetch(&db, merkle::inclusion_nodes(seq, size).map_err(VaultError::from)?).await?;
        let path = merkle::inclusion_proof(seq, size, &nodes).map_err(VaultError::from)?;
        Ok(Some(InclusionProof {
            seq,
            size,
            leaf: row.leaf,
            path: path.iter().map(hex::encode).collect(),
            root: hex::encode(frontier.root()),
            checkpoint: self.signer().sign_checkpoint(size, &frontier.root()),
            verifier_key: self.signer().vkey(),
        }))
    }
}

/// Which entries to list.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// Only entries with a smaller number.
    pub before: Option<u64>,
    /// Only entries about this person.
    pub subject: Option<Uuid>,
    /// Only entries about any of these persons.
    pub subjects: Option<Vec<Uuid>>,
    /// Only entries by this account.
    pub actor: Option<Uuid>,
    /// Only entries of this kind of record.
    pub record: Option<String>,
    /// Only entries of this operation.
    pub operation: Option<String>,
    /// No entries of this operation.
    pub other_than: Option<String>,
}
