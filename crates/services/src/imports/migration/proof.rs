//! A set on both sides, file by file: every field of every row that was written, counted and summed, and rows drawn by
//! lot by name.

use kernel::ImportId;

use super::super::known::Known;
use super::super::session::{Session, damaged};
use super::super::target::Target;
use super::super::verification::{Both, FileProof, Tally, Verification, lot};
use super::entries::Said;
use super::open;
use super::plan::SetFile;
use super::set::{Key, Set};
use super::stored::{Effects, Fields, Stored};
use crate::{App, Result};

/// Compares what the files say with what stands.
pub(in super::super) async fn compare(app: &App, session: &Session) -> Result<Verification> {
    let set = session.outcome.set.as_ref().ok_or_else(|| damaged("set"))?;
    let opened = open::open(&session.bytes(app)?)?;
    let known = Known::read(&app.db(), set.day).await?;
    let rows = Set::read_again(&opened, &known, set.day, &set.changes);
    let stored = Stored::read(app, app.db()).await?;
    let effects = Effects::read(&app.db(), session.row.id).await?;
    let mut files = Vec::new();
    for file in &session.plan.files {
        files.push(one(file, &rows, &stored, &effects).await?);
    }
    let sum = |count: fn(&FileProof) -> u32| files.iter().map(count).sum();
    Ok(Verification {
        import_id: ImportId(session.row.id),
        file_name: session.row.file_name.clone(),
        file_sha256: session.row.file_digest.clone(),
        verified_at: app.now(),
        rows_read: sum(|file| file.rows_read),
        rows_written: sum(|file| file.rows_written),
        rows_left_out: sum(|file| file.rows_left_out),
        fields: Vec::new(),
        samples: Vec::new(),
        agrees: files.iter().all(|file| file.agrees),
        files,
    })
}

async fn one(file: &SetFile, set: &Set, stored: &Stored<'_>, effects: &Effects) -> Result<FileProof> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let place = set.tables.iter().position(|table| table.name == file.name);
    let keys: Vec<Key> = place.map_or_else(Vec::new, |place| {
        let good = set.tables[place].entries.iter().enumerate().filter(|(_, entry)| entry.goes_in());
        good.map(|(at, _)| (place, at)).collect()
    });
    let Some(kind) = file.kind else { return Ok(unread(file)) };
    let found = stored.fields(set, kind, &keys, effects).await?;
    let (drawn, none) = (lot(&file.sha256, keys.len()), Fields::new());
    let mut tally = Tally::default();
    for (at, key) in keys.iter().enumerate() {
        let entry = set.entry(*key);
        let stands = found.get(key).unwrap_or(&none);
        let both: Vec<Both> = entry.said.iter().map(|(target, said)| side_by_side(*target, said, stands)).collect();
        tally.row(entry.row, &both, drawn.contains(&at));
    }
    let fields: Vec<_> = tally.fields.into_values().collect();
    Ok(FileProof {
        name: file.name.clone(),
        kind: Some(kind),
        title: Some(kind.title()),
        sha256: file.sha256.clone(),
        rows_read: file.rows,
        rows_written: number(keys.len()),
        rows_found: number(found.len()),
        rows_left_out: file.rows.saturating_sub(number(keys.len())),
        agrees: fields.iter().all(|field| field.differing == 0) && found.len() == keys.len(),
        fields,
        samples: tally.samples,
    })
}

fn side_by_side(target: Target, said: &Said, stands: &Fields) -> Both {
    let amount = |said: Option<&Said>| match said {
        Some(Said::Pay(amount)) => Some(amount.fen()),
        Some(Said::HalfDays(days)) => Some(*days),
        _ => None,
    };
    let found = stands.get(&target);
    Both {
        target,
        file: said.shown(),
        stands: found.map(Said::shown).unwrap_or_default(),
        amounts: amount(Some(said)).map(|own| [own, amount(found).unwrap_or(0)]),
    }
}

/// A file that was not read: nothing of it was to be written.
fn unread(file: &SetFile) -> FileProof {
    FileProof {
        name: file.name.clone(),
        kind: None,
        title: None,
        sha256: file.sha256.clone(),
        rows_read: file.rows,
        rows_written: 0,
        rows_found: 0,
        rows_left_out: file.rows,
        fields: Vec::new(),
        samples: Vec::new(),
        agrees: true,
    }
}
