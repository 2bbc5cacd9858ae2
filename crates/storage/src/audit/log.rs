//! Numbering, hashing and storing entries; checkpoints inside and outside the database.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write as _;

use kernel::{FieldClass, FieldMeta, FieldType};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use vault::merkle::{self, Node, NodeId};
use vault::sign::field_digest;
use vault::{Aad, VaultError};

use super::entry::{Change, Detail, Leaf, PendingEntry, ReadableChange, ReadableEntry};
use crate::rows::{audit_checkpoint, audit_entry, audit_node, person_salt};
use crate::types::{Document, Sealed};
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

pub(crate) async fn append(
    store: &Store,
    transaction: &DatabaseTransaction,
    entries: Vec<PendingEntry>,
    salts: &mut HashMap<Uuid, [u8; 32]>,
) -> Result<Option<Appended>, StorageError> {
    if entries.is_empty() {
        return Ok(None);
    }
    let db = Db::from(transaction);
    let mut frontier = frontier(&db).await?;
    find_salts(store, transaction, &entries, salts).await?;
    let (mut rows, mut nodes) = (Vec::with_capacity(entries.len()), Vec::with_capacity(entries.len() * 2));
    for entry in entries {
        // A record that is about nobody needs no salt: there is no person to forget.
        let salt = entry.subject.and_then(|person| salts.get(&person)).unwrap_or(&[0; 32]);
        let row = numbered(store, frontier.size(), entry, salt)?;
        let created = frontier.push(merkle::leaf_hash(row.leaf.as_bytes()));
        nodes.extend(created.into_iter().map(node_row));
        rows.push(row);
    }
    for chunk in rows.chunks(CHUNK) {
        let models = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        audit_entry::Entity::insert_many(models).exec_without_returning(transaction).await?;
    }
    for chunk in nodes.chunks(CHUNK * 4) {
        let models = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        audit_node::Entity::insert_many(models).exec_without_returning(transaction).await?;
    }
    // Signed inside the transaction: an entry that no checkpoint covers was not written by Renhe.
    let note = store.signer().sign_checkpoint(frontier.size(), &frontier.root());
    let row =
        audit_checkpoint::Model { size: frontier.size().cast_signed(), note: note.clone(), at: store.now().into() };
    audit_checkpoint::Entity::insert(row.into_active_model()).exec_without_returning(transaction).await?;
    Ok(Some(Appended { size: frontier.size(), note }))
}

/// Writes the signed head into the file outside the database, so that cutting the log's end is seen. It comes
/// after the commit: a crash in between leaves a file that is older than the log, which still proves a prefix.
pub(crate) fn publish(store: &Store, log: &Appended) -> Result<(), StorageError> {
    let path = store.checkpoint_file();
    let file_error = |source| StorageError::File { path: path.display().to_string(), source };
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).map_err(file_error)?;
    file.write_all(format!("{}\n", log.note).as_bytes()).map_err(file_error)
}

fn numbered(store: &Store, seq: u64, entry: PendingEntry, salt: &[u8; 32]) -> Result<audit_entry::Model, StorageError> {
    let PendingEntry { actor, operation, request, reason, action, record, record_id, subject, changes } = entry;
    let at = store.now();
    let digest = |field: &str, value: &[u8]| hex::encode(field_digest(salt, record, field, value));
    let digests: BTreeMap<_, _> = changes
        .iter()
        .map(|change| {
            let [old, new] = [&change.old, &change.new].map(|value| value.as_deref().map(|v| digest(change.field, v)));
            (change.field.to_owned(), [old, new])
        })
        .collect();
    let leaf = Leaf {
        v: 1,
        seq,
        at: at.micros(),
        actor,
        operation: operation.to_owned(),
        action,
        record: record.to_owned(),
        record_id,
        subject,
        reason: reason.as_deref().map(|reason| digest("reason", reason.as_bytes())),
        changes: digests,
    };
    let text = |value: Option<Vec<u8>>| value.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let changes = changes
        .into_iter()
        .map(|Change { field, class, old, new }| ReadableChange {
            field: field.to_owned(),
            class,
            old: text(old).map(shorten),
            new: text(new).map(shorten),
        })
        .collect();
    let detail = Detail { reason, request, changes };
    Ok(audit_entry::Model {
        seq: seq.cast_signed(),
        at: at.into(),
        actor,
        operation: operation.to_owned(),
        record: record.to_owned(),
        record_id,
        subject,
        leaf: serde_json::to_string(&leaf).map_err(|error| StorageError::Damaged(error.to_string()))?,
        detail: Some(store.seal("audit_entry", &DETAIL, place(seq), &Document(detail))),
    })
}

/// The readable part keeps no whole files; the digest in the leaf covers all bytes.
fn shorten(mut text: String) -> String {
    const LONGEST: usize = 2_000;
    if let Some((cut, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(cut);
        text.push('…');
    }
    text
}

fn node_row(node: Node) -> audit_node::Model {
    audit_node::Model { level: i32::from(node.id.level), idx: node.id.index.cast_signed(), hash: node.hash.to_vec() }
}

/// Persons whose salt one statement asks for or writes.
const SALTS: usize = 500;

/// Reads the salts of all persons that the entries are about, and makes those that are missing.
async fn find_salts(
    store: &Store,
    transaction: &DatabaseTransaction,
    entries: &[PendingEntry],
    salts: &mut HashMap<Uuid, [u8; 32]>,
) -> Result<(), StorageError> {
    let mut seen = HashSet::new();
    let wanted = entries.iter().filter_map(|entry| entry.subject);
    let wanted: Vec<Uuid> = wanted.filter(|person| !salts.contains_key(person) && seen.insert(*person)).collect();
    for chunk in wanted.chunks(SALTS) {
        let known = person_salt::Column::PersonId.is_in(chunk.iter().copied());
        for row in person_salt::Entity::find().filter(known).all(transaction).await? {
            salts.insert(row.person_id, open_salt(store, row.person_id, &row.salt)?);
        }
        let mut made = Vec::new();
        for person in chunk {
            if salts.contains_key(person) {
                continue;
            }
            let mut salt = [0; 32];
            store.entropy().fill(&mut salt);
            let sealed = store.seal("person_salt", &SALT, *person, &salt.to_vec());
            made.push(person_salt::Model { person_id: *person, salt: sealed }.into_active_model());
            salts.insert(*person, salt);
        }
        if !made.is_empty() {
            person_salt::Entity::insert_many(made).exec_without_returning(transaction).await?;
        }
    }
    Ok(())
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
    let size = size(db).await?;
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

    /// Entries from the newest back; those before `before`, about `subject`, by `actor`, of an operation.
    pub async fn audit_entries(&self, filter: &EntryFilter, limit: u64) -> Result<Vec<ReadableEntry>, StorageError> {
        let mut query = audit_entry::Entity::find().order_by_desc(audit_entry::Column::Seq).limit(limit);
        if let Some(before) = filter.before {
            query = query.filter(audit_entry::Column::Seq.lt(before.cast_signed()));
        }
        if let Some(subject) = filter.subject {
            query = query.filter(audit_entry::Column::Subject.eq(subject));
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
        Ok(ReadableEntry { seq, at: at.into(), leaf, reason: detail.reason, changes: detail.changes })
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
    /// Only entries by this account.
    pub actor: Option<Uuid>,
    /// Only entries of this kind of record.
    pub record: Option<String>,
    /// Only entries of this operation.
    pub operation: Option<String>,
}
