//! Who looked at what is delicate about oneself: the right to know, PIPL art. 44.

use std::collections::HashMap;

use access::{Caller, Permission};
use storage::EntryFilter;
use storage::query::Find;
use storage::rows::Account;
use uuid::Uuid;

use super::views::{OwnRead, OwnReadList};
use crate::wire::cut;
use crate::{App, Result};

/// As many as one reads.
const SHOWN: u64 = 100;

/// The looks at masked fields of the caller, with who and why.
pub async fn list_own_reads(app: &App, caller: &Caller) -> Result<OwnReadList> {
    caller.require(Permission::ChangeRequest)?;
    let Some(person) = caller.person() else { return Ok(OwnReadList { items: Vec::new(), more: false }) };
    let filter =
        EntryFilter { subject: Some(person.0), operation: Some("reveal_field".to_owned()), ..EntryFilter::default() };
    let mut entries = app.store().audit_entries(&filter, SHOWN + 1).await?;
    let more = cut(&mut entries, SHOWN);
    let accounts = entries.iter().filter_map(|entry| entry.leaf.actor);
    let names: HashMap<Uuid, String> = Find::<Account>::new()
        .any(Account::ID, accounts)
        .all(&app.db())
        .await?
        .into_iter()
        .map(|row| (row.id, row.display_name))
        .collect();
    let items = entries.into_iter().map(|entry| {
        let said = entry.reason.unwrap_or_default();
        let (field, reason) = said.split_once(": ").unwrap_or(("", said.as_str()));
        OwnRead {
            seq: entry.seq,
            at: entry.at,
            by: entry.leaf.actor.and_then(|actor| names.get(&actor).cloned()).unwrap_or_default(),
            field: field.to_owned(),
            reason: reason.to_owned(),
        }
    });
    Ok(OwnReadList { items: items.collect(), more })
}
