//! Entries by page, proofs, and the check of the whole.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use kernel::{AccountId, FieldClass, FieldMeta, FieldType, PersonId, Problem};
use storage::EntryFilter;
use storage::audit::{FindingKind, InclusionProof, ReadableChange, ReadableEntry, Verification};
use storage::query::Find;
use storage::rows::Account;
use uuid::Uuid;

use super::views::{
    AuditChange, AuditEntryView, AuditFinding, AuditFindingKind, AuditProof, AuditQuery, AuditStatusView,
    AuditVerification,
};
use crate::{App, Page, Result};

/// Entries from the newest back. What the caller may not read of a value's class is left out and named.
pub async fn list_audit_entries(app: &App, caller: &Caller, query: &AuditQuery) -> Result<Page<AuditEntryView>> {
    caller.require(Permission::AuditRead)?;
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let filter = EntryFilter {
        before: query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()),
        subject: query.subject.map(|person| person.0),
        actor: query.actor.map(|account| account.0),
        record: query.record.clone(),
        operation: query.operation.clone(),
        ..EntryFilter::default()
    };
    let mut entries = app.store().audit_entries(&filter, limit + 1).await?;
    let more = entries.len() as u64 > limit;
    entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = more.then(|| entries.last().map(|entry| entry.seq.to_string())).flatten();
    let actors = entries.iter().filter_map(|entry| entry.leaf.actor);
    let accounts = Find::<Account>::new().any(Account::ID, actors).all(&app.db()).await?;
    let logins: HashMap<Uuid, String> = accounts.into_iter().map(|account| (account.id, account.login)).collect();
    let mut items = Vec::with_capacity(entries.len());
    for entry in entries {
        let subject = match entry.leaf.subject {
            Some(person) => storage::query::subject_of(&app.db(), person, app.today()).await?,
            None => Subject::default(),
        };
        items.push(entry_view(caller, &subject, entry, &logins));
    }
    Ok(Page { items, next_cursor, total: None })
}

fn entry_view(
    caller: &Caller,
    subject: &Subject,
    entry: ReadableEntry,
    logins: &HashMap<Uuid, String>,
) -> AuditEntryView {
    let ReadableEntry { seq, at, leaf, reason, changes } = entry;
    let action = serde_json::to_value(leaf.action).ok().and_then(|value| value.as_str().map(str::to_owned));
    let mut redacted = Vec::new();
    let changes = leaf
        .changed_fields()
        .map(|field| {
            let readable = changes.iter().find(|change| change.field == *field);
            let class = readable.map(|change| change.class);
            let meta = field_of(class.unwrap_or(FieldClass::Protected));
            let value = |pick: fn(&ReadableChange) -> &Option<String>| {
                caller.show(subject, &meta, readable.and_then(|change| pick(change).clone()))
            };
            let (old, new) = (value(|change| &change.old), value(|change| &change.new));
            if new.as_ref().is_none() {
                redacted.push(field.clone());
            }
            AuditChange { field: field.clone(), class, old, new }
        })
        .collect();
    AuditEntryView {
        seq,
        at,
        actor: leaf.actor.map(AccountId),
        actor_login: leaf.actor.and_then(|actor| logins.get(&actor).cloned()),
        operation: leaf.operation,
        action: action.unwrap_or_default(),
        record: leaf.record,
        record_id: leaf.record_id,
        subject: leaf.subject.map(PersonId),
        reason,
        changes,
        digest: leaf.digest,
        redacted,
    }
}

/// An entry outlives the declaration of its field, so its own class decides.
const fn field_of(class: FieldClass) -> FieldMeta {
    FieldMeta {
        name: "value",
        label: "audit.value",
        class,
        field_type: FieldType::Text,
        required: false,
        searchable: false,
        sealed: true,
        refers_to: None,
    }
}

/// The log as it stands.
pub async fn audit_status(app: &App, caller: &Caller) -> Result<AuditStatusView> {
    caller.require(Permission::AuditRead)?;
    let storage::audit::AuditStatus { size, root, checkpoint, verifier_key } = app.store().audit_status().await?;
    Ok(AuditStatusView { size, root, checkpoint, verifier_key })
}

/// Proof that an entry is in the log, for a verifier outside.
pub async fn audit_proof(app: &App, caller: &Caller, seq: u64) -> Result<AuditProof> {
    caller.require(Permission::AuditRead)?;
    let proof = app.store().audit_proof(seq).await?.ok_or(Problem::not_found("audit.entry_unknown"))?;
    let InclusionProof { seq, size, leaf, path, root, checkpoint, verifier_key } = proof;
    Ok(AuditProof { seq, size, leaf, path, root, checkpoint, verifier_key })
}

/// Checks every entry against its hash and every hash against the checkpoints.
pub async fn verify_audit(app: &App, caller: &Caller) -> Result<AuditVerification> {
    caller.require(Permission::AuditRead)?;
    let Verification { size, root, checkpoints, erased, first } = app.store().verify_audit(|_| ()).await?;
    let first = first.map(|finding| AuditFinding {
        kind: match finding.kind {
            FindingKind::Altered => AuditFindingKind::Altered,
            FindingKind::AlteredHash => AuditFindingKind::AlteredHash,
            FindingKind::Forked => AuditFindingKind::Forked,
            FindingKind::Removed => AuditFindingKind::Removed,
            FindingKind::Inserted => AuditFindingKind::Inserted,
            FindingKind::Cut => AuditFindingKind::Cut,
            FindingKind::ForgedCheckpoint => AuditFindingKind::ForgedCheckpoint,
        },
        seq: finding.seq,
        up_to: finding.up_to,
        what: finding.what.to_owned(),
    });
    Ok(AuditVerification { whole: first.is_none(), size, root, checkpoints, erased, first })
}
