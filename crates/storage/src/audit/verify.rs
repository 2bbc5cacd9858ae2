//! Does the trail still say what it said? Names the first entry that was altered, removed, inserted or cut.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;
use vault::Aad;
use vault::merkle::{Fault, FaultKind, Hash, NodeId, Replay, leaf_hash};
use vault::note::NoteVerifier;
use vault::sign::{field_digest, is_digest};

use super::entry::{Detail, Leaf, ReadableChange};
use super::log::{DETAIL, open_salt, place};
use crate::rows::{audit_checkpoint, audit_entry, audit_node, person_salt};
use crate::{Db, StorageError, Store};

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The entry says something else than when it was written.
    Altered,
    /// The entry is gone from the middle.
    Removed,
    /// The entry was not written by Renhe: no checkpoint covers it.
    Inserted,
    /// The log is shorter than a checkpoint says: its end was cut off.
    Cut,
    /// The entry is right; a stored hash over it was altered or is missing.
    AlteredHash,
    /// A checkpoint is not signed by our key.
    ForgedCheckpoint,
    /// Two signed checkpoints of one size disagree: the log was continued twice from there.
    Forked,
}

/// The first thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// The number of the entry.
    pub seq: u64,
    /// If only a span is known: the number of the last entry that may be concerned.
    pub up_to: Option<u64>,
    /// What gave it away.
    pub what: &'static str,
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Entries in the database.
    pub size: u64,
    /// Root hash over them, hex.
    pub root: String,
    /// Signed checkpoints compared, inside and outside the database.
    pub checkpoints: usize,
    /// Entries whose readable part was erased on request; the log vouches for them all the same.
    pub erased: u64,
    /// The first thing that is wrong; `None`: the trail is whole.
    pub first: Option<Finding>,
}

const PAGE: u64 = 5_000;

impl Store {
    /// Checks every entry against its hash, every hash against the checkpoints inside and outside the database.
    /// `progress` is told the number of entries checked so far.
    pub async fn verify_audit(&self, mut progress: impl FnMut(u64)) -> Result<Verification, StorageError> {
        let db = self.db();
        let (signed, mut findings) = self.read_checkpoints(&db).await?;
        let covered = signed.last().map_or(0, |(size, _)| *size);
        let checkpoints = signed.len();
        let mut values = Values { store: self, salts: HashMap::new(), erased: 0 };
        let mut replay = Replay::new(signed);
        loop {
            let next = replay.size();
            let rows = page(&db, next).await?;
            let Some(last) = rows.last().map(|row| row.seq.cast_unsigned()) else { break };
            let nodes = nodes(&db, next, last).await?;
            for row in rows {
                let expected = replay.size();
                if row.seq.cast_unsigned() != expected {
                    findings.push(finding(FindingKind::Removed, expected, "the number is missing"));
                    break;
                }
                // An entry that no checkpoint covers is not ours, whatever it says.
                if expected < covered
                    && let Some(what) = values.contradiction(&db, &row).await?
                {
                    findings.push(finding(FindingKind::Altered, expected, what));
                }
                replay.push(leaf_hash(row.leaf.as_bytes()), &nodes);
            }
            progress(replay.size());
            // What follows a gap cannot be judged: every later number is off.
            if findings.iter().any(|finding| finding.kind == FindingKind::Removed) {
                break;
            }
        }
        let checked = replay.finish();
        findings.extend(checked.faults.iter().map(|fault| of_fault(fault, covered)));
        if checked.size > covered {
            findings.push(finding(FindingKind::Inserted, covered, "no signed checkpoint covers this entry"));
        }
        // Of findings about one entry the earlier in this list says more: contradictions, then hashes, then coverage.
        let first = findings.into_iter().min_by_key(|finding| finding.seq);
        Ok(Verification {
            size: checked.size,
            root: hex::encode(checked.root),
            checkpoints,
            erased: values.erased,
            first,
        })
    }

    /// The signed sizes and roots, by size, with what is wrong about the checkpoints themselves.
    async fn read_checkpoints(&self, db: &Db<'_>) -> Result<(Vec<(u64, Hash)>, Vec<Finding>), StorageError> {
        let verifier = NoteVerifier::from_vkey(&self.signer().vkey())?;
        let inside = audit_checkpoint::Entity::find().all(&db.0).await?.into_iter().map(|row| row.note);
        let notes: BTreeSet<String> = inside.chain(self.checkpoints_outside()?).collect();
        let (mut signed, mut findings) = (BTreeMap::new(), Vec::new());
        for note in notes {
            let Ok(head) = verifier.verify_checkpoint(&note) else {
                let seq = note.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or(0);
                findings.push(finding(FindingKind::ForgedCheckpoint, seq, "the checkpoint's signature is not ours"));
                continue;
            };
            if signed.insert(head.size, head.root).is_some_and(|root| root != head.root) {
                findings.push(finding(FindingKind::Forked, head.size, "two signed checkpoints of this size disagree"));
            }
        }
        Ok((signed.into_iter().collect(), findings))
    }

    fn checkpoints_outside(&self) -> Result<Vec<String>, StorageError> {
        let path = self.checkpoint_file();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(StorageError::File { path: path.display().to_string(), source }),
        };
        // A note ends with its signature line; notes are separated by an empty line after it.
        let (mut notes, mut current) = (Vec::new(), String::new());
        for line in text.lines() {
            if line.is_empty() && current.contains("\n\n— ") {
                notes.push(std::mem::take(&mut current));
                continue;
            }
            current.push_str(line);
            current.push('\n');
        }
        // A crash may leave half a note at the end: it proves nothing and is no sign of tampering.
        Ok(notes)
    }
}

const fn finding(kind: FindingKind, seq: u64, what: &'static str) -> Finding {
    Finding { kind, seq, up_to: None, what }
}

fn of_fault(fault: &Fault, covered: u64) -> Finding {
    let (kind, what) = match fault.kind {
        // A subtree that ends beyond the checkpoints lacks its hash because of the entry beyond them.
        FaultKind::NodeMissing if fault.end > covered => {
            return finding(FindingKind::Inserted, fault.first_leaf.max(covered), "the entry has no hash in the log");
        }
        FaultKind::Entry | FaultKind::Unclear => (FindingKind::Altered, "the entry differs from its hash"),
        FaultKind::Node => (FindingKind::AlteredHash, "a stored hash differs from its entries"),
        FaultKind::NodeMissing => (FindingKind::AlteredHash, "a stored hash is missing"),
        FaultKind::Checkpoint => {
            (FindingKind::Altered, "entries and hashes were rewritten together after a checkpoint was signed")
        }
        FaultKind::Cut => (FindingKind::Cut, "a signed checkpoint covers more entries than there are"),
    };
    let last = fault.end.saturating_sub(1);
    Finding { kind, seq: fault.first_leaf, up_to: (last > fault.first_leaf).then_some(last), what }
}

async fn page(db: &Db<'_>, from: u64) -> Result<Vec<audit_entry::Model>, StorageError> {
    Ok(audit_entry::Entity::find()
        .filter(audit_entry::Column::Seq.gte(from.cast_signed()))
        .order_by_asc(audit_entry::Column::Seq)
        .limit(PAGE)
        .all(&db.0)
        .await?)
}

/// The stored nodes that the entries `from..=to` complete, at every height.
async fn nodes(db: &Db<'_>, from: u64, to: u64) -> Result<HashMap<NodeId, Hash>, StorageError> {
    let mut any = Condition::any();
    for level in 0..=to.checked_ilog2().map_or(0, |level| level + 1) {
        let (low, high) = ((from >> level).cast_signed(), (to >> level).cast_signed());
        let span = Condition::all()
            .add(audit_node::Column::Level.eq(level.cast_signed()))
            .add(audit_node::Column::Idx.between(low, high));
        any = any.add(span);
    }
    let rows = audit_node::Entity::find().filter(any).all(&db.0).await?;
    let hashes = rows.into_iter().filter_map(|row| {
        let level = u8::try_from(row.level).ok()?;
        Some((NodeId::new(level, row.idx.cast_unsigned()), row.hash.as_slice().try_into().ok()?))
    });
    Ok(hashes.collect())
}

/// Compares what stands beside the hashed bytes with them.
struct Values<'a> {
    store: &'a Store,
    salts: HashMap<Uuid, Option<[u8; 32]>>,
    erased: u64,
}

impl Values<'_> {
    /// The hashed bytes must agree with the columns beside them and with the sealed values.
    async fn contradiction(
        &mut self,
        db: &Db<'_>,
        row: &audit_entry::Model,
    ) -> Result<Option<&'static str>, StorageError> {
        let Ok(leaf) = serde_json::from_str::<Leaf>(&row.leaf) else { return Ok(Some("the entry cannot be read")) };
        let columns_agree = leaf.seq == row.seq.cast_unsigned()
            && leaf.at == row.at.0
            && leaf.actor == row.actor
            && leaf.operation == row.operation
            && leaf.record == row.record
            && leaf.record_id == row.record_id
            && leaf.subject == row.subject;
        if !columns_agree {
            return Ok(Some("the columns differ from the hashed entry"));
        }
        let salt = self.salt(db, leaf.subject).await?;
        let (Some(sealed), Some(salt)) = (&row.detail, salt) else {
            self.erased += 1;
            return Ok(None);
        };
        let Ok(plain) = self.store.keys().open(&detail_of(leaf.seq), &sealed.bytes) else {
            return Ok(Some("the sealed values cannot be opened"));
        };
        let agrees = match &leaf.digest {
            Some(digest) => is_digest(digest, &field_digest(&salt, &leaf.record, DETAIL.name, &plain)),
            None => agrees_by_field(&leaf, &salt, &plain),
        };
        Ok((!agrees).then_some("the sealed values differ from the hashed entry"))
    }

    async fn salt(&mut self, db: &Db<'_>, subject: Option<Uuid>) -> Result<Option<[u8; 32]>, StorageError> {
        let Some(person) = subject else { return Ok(Some([0; 32])) };
        if let Some(salt) = self.salts.get(&person) {
            return Ok(*salt);
        }
        let salt = match person_salt::Entity::find_by_id(person).one(&db.0).await? {
            Some(row) => Some(open_salt(self.store, person, &row.salt)?),
            None => None,
        };
        self.salts.insert(person, salt);
        Ok(salt)
    }
}

const fn detail_of(seq: u64) -> Aad<'static> {
    Aad { table: "audit_entry", column: DETAIL.name, row: place(seq) }
}

/// Entries before version 3 hold a digest of each value.
fn agrees_by_field(leaf: &Leaf, salt: &[u8; 32], detail: &[u8]) -> bool {
    let Ok(detail) = serde_json::from_slice::<Detail>(detail) else { return false };
    Detail::readable(detail.changes, &[]).iter().all(|change| agrees(leaf, salt, change))
}

fn agrees(leaf: &Leaf, salt: &[u8; 32], change: &ReadableChange) -> bool {
    let Some(digests) = leaf.changes.get(&change.field) else { return false };
    [&change.old, &change.new].into_iter().zip(digests).all(|(value, digest)| match (value, digest) {
        (None, None) => true,
        // Long values are kept shortened; the digest covers what was cut.
        (Some(text), Some(_)) if text.ends_with('…') => true,
        (Some(text), Some(digest)) => {
            is_digest(digest, &field_digest(salt, &leaf.record, &change.field, text.as_bytes()))
        }
        _ => false,
    })
}
