//! Does the trail still say what it said? Names the first entry that was altered, removed, inserted or cut.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;
use vault::merkle::{Frontier, leaf_hash};
use vault::note::{Checkpoint, NoteVerifier};
use vault::sign::field_digest;

use super::entry::Leaf;
use super::log::{DETAIL, hex, open_salt, place};
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
    /// The log is shorter than a checkpoint outside the database says: its end was cut off.
    Cut,
    /// A checkpoint is not signed by our key.
    ForgedCheckpoint,
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
    pub what: String,
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Entries in the database.
    pub size: u64,
    /// Root hash over them, hex.
    pub root: String,
    /// Checkpoints compared, inside and outside the database.
    pub checkpoints: usize,
    /// Entries whose readable part was erased on request; the log vouches for them all the same.
    pub erased: u64,
    /// The first thing that is wrong; `None`: the trail is whole.
    pub first: Option<Finding>,
}

const PAGE: u64 = 5_000;

struct Walk<'a> {
    store: &'a Store,
    frontier: Frontier,
    salts: HashMap<Uuid, Option<[u8; 32]>>,
    erased: u64,
    /// Size → root that a checkpoint signs.
    signed: HashMap<u64, [u8; 32]>,
    /// The largest size whose root agreed with a checkpoint.
    agreed: u64,
}

impl Store {
    /// Checks every entry against its hash, every hash against the checkpoints inside and outside the database.
    /// `progress` is told the number of entries checked so far.
    pub async fn verify_audit(&self, mut progress: impl FnMut(u64)) -> Result<Verification, StorageError> {
        let db = self.db();
        let (inside, outside) = (self.checkpoints_inside(&db).await?, self.checkpoints_outside()?);
        let mut walk = Walk {
            store: self,
            frontier: Frontier::empty(),
            salts: HashMap::new(),
            erased: 0,
            signed: HashMap::new(),
            agreed: 0,
        };
        let checkpoints = inside.len() + outside.len();
        let mut first = self.read_checkpoints(inside.iter().chain(&outside), &mut walk.signed);
        let covered = walk.signed.keys().copied().max().unwrap_or(0);
        loop {
            let from = walk.frontier.size();
            let rows = audit_entry::Entity::find()
                .filter(audit_entry::Column::Seq.gte(from.cast_signed()))
                .order_by_asc(audit_entry::Column::Seq)
                .limit(PAGE)
                .all(&db.0)
                .await?;
            let Some(last) = rows.last().map(|row| row.seq.cast_unsigned()) else { break };
            let nodes = leaf_nodes(&db, from, last).await?;
            for row in rows {
                if let Some(finding) = walk.step(&db, row, &nodes).await? {
                    // What follows a wrong entry cannot be judged: its number or the root is already off.
                    first.get_or_insert(finding);
                    break;
                }
            }
            progress(walk.frontier.size());
            if first.is_some() {
                break;
            }
        }
        let size = super::log::size(&db).await?;
        let first = first.or_else(|| end_finding(size, covered));
        Ok(Verification { size, root: hex(&walk.frontier.root()), checkpoints, erased: walk.erased, first })
    }

    async fn checkpoints_inside(&self, db: &Db<'_>) -> Result<Vec<String>, StorageError> {
        let rows = audit_checkpoint::Entity::find().order_by_asc(audit_checkpoint::Column::Size).all(&db.0).await?;
        Ok(rows.into_iter().map(|row| row.note).collect())
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
        if current.contains("\n\n— ") && text.ends_with('\n') {
            notes.push(current);
        }
        Ok(notes)
    }

    fn read_checkpoints<'a>(
        &self,
        notes: impl Iterator<Item = &'a String>,
        signed: &mut HashMap<u64, [u8; 32]>,
    ) -> Option<Finding> {
        let verifier = match NoteVerifier::from_vkey(&self.signer().vkey()) {
            Ok(verifier) => verifier,
            Err(error) => {
                return Some(Finding {
                    kind: FindingKind::ForgedCheckpoint,
                    seq: 0,
                    up_to: None,
                    what: error.to_string(),
                });
            }
        };
        let mut first = None;
        for note in notes {
            match verifier.verify_checkpoint(note) {
                Ok(Checkpoint { size, root, .. }) => {
                    signed.insert(size, root);
                }
                Err(error) => {
                    let seq = note.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or(0);
                    let finding =
                        Finding { kind: FindingKind::ForgedCheckpoint, seq, up_to: None, what: error.to_string() };
                    first.get_or_insert(finding);
                }
            }
        }
        first
    }
}

fn end_finding(size: u64, covered: u64) -> Option<Finding> {
    let finding = |kind, seq, what: &str| Some(Finding { kind, seq, up_to: None, what: what.to_owned() });
    match size.cmp(&covered) {
        std::cmp::Ordering::Less => {
            finding(FindingKind::Cut, size, "a signed checkpoint covers more entries than there are")
        }
        std::cmp::Ordering::Greater => {
            finding(FindingKind::Inserted, covered, "no signed checkpoint covers this entry")
        }
        std::cmp::Ordering::Equal => None,
    }
}

async fn leaf_nodes(db: &Db<'_>, from: u64, to: u64) -> Result<HashMap<u64, Vec<u8>>, StorageError> {
    let rows = audit_node::Entity::find()
        .filter(audit_node::Column::Level.eq(0))
        .filter(audit_node::Column::Idx.between(from.cast_signed(), to.cast_signed()))
        .all(&db.0)
        .await?;
    Ok(rows.into_iter().map(|row| (row.idx.cast_unsigned(), row.hash)).collect())
}

impl Walk<'_> {
    async fn step(
        &mut self,
        db: &Db<'_>,
        row: audit_entry::Model,
        nodes: &HashMap<u64, Vec<u8>>,
    ) -> Result<Option<Finding>, StorageError> {
        let expected = self.frontier.size();
        let seq = row.seq.cast_unsigned();
        let wrong = |kind, what: &str| Ok(Some(Finding { kind, seq: expected, up_to: None, what: what.to_owned() }));
        if seq != expected {
            return wrong(FindingKind::Removed, "the number is missing");
        }
        let hash = leaf_hash(row.leaf.as_bytes());
        match nodes.get(&seq) {
            None => return wrong(FindingKind::Inserted, "the entry has no hash in the log"),
            Some(stored) if stored.as_slice() != hash => {
                return wrong(FindingKind::Altered, "the entry differs from its hash");
            }
            Some(_) => {}
        }
        if let Some(what) = self.contradiction(db, &row).await? {
            return wrong(FindingKind::Altered, what);
        }
        self.frontier.push(hash);
        let size = self.frontier.size();
        match self.signed.get(&size) {
            Some(root) if *root != self.frontier.root() => Ok(Some(Finding {
                kind: FindingKind::Altered,
                seq: self.agreed,
                up_to: Some(seq),
                what: "the entries and their hashes were rewritten after a checkpoint was signed".to_owned(),
            })),
            Some(_) => {
                self.agreed = size;
                Ok(None)
            }
            None => Ok(None),
        }
    }

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
        let Some(sealed) = &row.detail else {
            self.erased += 1;
            return Ok(None);
        };
        let Some(salt) = self.salt(db, leaf.subject).await? else {
            self.erased += 1;
            return Ok(None);
        };
        let Ok(detail) = self.store.unseal("audit_entry", &DETAIL, place(leaf.seq), sealed) else {
            return Ok(Some("the sealed values cannot be opened"));
        };
        let agrees = detail.expose().0.changes.iter().all(|change| {
            let digests = leaf.changes.get(&change.field);
            let pair = [&change.old, &change.new];
            digests.is_some_and(|digests| {
                pair.into_iter().zip(digests).all(|(value, digest)| match (value, digest) {
                    (None, None) => true,
                    // Long values are kept shortened; the digest covers what was cut.
                    (Some(text), Some(_)) if text.ends_with('…') => true,
                    (Some(text), Some(digest)) => {
                        hex(&field_digest(&salt, &leaf.record, &change.field, text.as_bytes())) == *digest
                    }
                    _ => false,
                })
            })
        });
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
