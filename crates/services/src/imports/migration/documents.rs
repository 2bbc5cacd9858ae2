//! The documents of a set, one by one after its records: each in a unit of work of its own, so that a run that was
//! stopped goes on where it stood. Equal bytes for the same person are filed once.

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use access::Caller;
use kernel::{ErrorKind, PersonId, Problem};
use storage::query::Find;
use storage::rows::Employment;
use uuid::Uuid;

use super::super::session::Session;
use super::super::target::Target;
use super::super::views::{DocumentsView, RefusedDocument};
use super::super::write::Running;
use super::entries::Entry;
use super::kinds::FileKind;
use super::papers::Papers;
use super::set::{Key, Set};
use super::stored::Effects;
use super::write::effect;
use crate::files::{NewFile, Upload, file_read_in, read_file, same_file_in};
use crate::{App, Result};

/// How the documents ended.
pub(super) struct Ended {
    pub(super) view: DocumentsView,
    /// Somebody asked to stop.
    pub(super) stopped: bool,
}

struct Filer<'a> {
    app: &'a App,
    caller: &'a Caller,
    import: Uuid,
    papers: &'a dyn Papers,
    people: HashMap<String, Uuid>,
}

/// Files what is not filed yet.
pub(super) async fn file_all(
    app: &App,
    caller: &Caller,
    session: &Session,
    set: &Set,
    papers: &dyn Papers,
    running: &Running,
) -> Result<Ended> {
    let import = session.row.id;
    let effects = Effects::read(&app.db(), import).await?;
    let people = Find::<Employment>::new().known().all(&app.db()).await?;
    let people = people.into_iter().map(|row| (row.employee_no, row.person_id)).collect();
    let filer = Filer { app, caller, import, papers, people };
    let rows: Vec<(Key, &Entry)> = set.of(FileKind::Documents).collect();
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    running.done.store(0, Ordering::Relaxed);
    running.total.store(total, Ordering::Relaxed);
    let mut ended = Ended { view: DocumentsView { total, filed: 0, refused: Vec::new() }, stopped: false };
    for (key, entry) in rows {
        if running.cancel.load(Ordering::Relaxed) {
            ended.stopped = true;
            break;
        }
        if effects.of(set, key).is_some() {
            ended.view.filed += 1;
        } else {
            match filer.one(key, entry).await {
                Ok(()) => ended.view.filed += 1,
                Err(problem) if problem.kind == ErrorKind::Internal => return Err(problem),
                Err(problem) => ended.view.refused.push(RefusedDocument {
                    name: entry.text(Target::DocumentName).to_owned(),
                    row: entry.row,
                    code: problem.code.to_owned(),
                }),
            }
        }
        running.done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(ended)
}

impl Filer<'_> {
    async fn one(&self, key: Key, entry: &Entry) -> Result<()> {
        let name = entry.text(Target::DocumentName);
        let bytes = self.papers.read(name).ok_or_else(|| Problem::invalid("imports.document_missing"))?;
        let person = self.people.get(entry.text(Target::EmployeeNo)).copied();
        let input = NewFile {
            person_id: PersonId(person.ok_or_else(|| Problem::not_found("people.unknown"))?),
            category: entry.text(Target::DocumentCategory).to_owned(),
            title: entry.maybe(Target::DocumentTitle),
            dated_on: entry.day(Target::DocumentDay),
            valid_until: entry.day(Target::UsableUntil),
        };
        let upload = Upload { file_name: name.to_owned(), bytes };
        let read = read_file(self.app, self.caller, input, upload).await?;
        let mut work = self.app.begin(self.caller, "run_import", None).await?;
        // What lay in the file before is not taken back with the import.
        let (record, id) = match same_file_in(&work, &read).await? {
            Some(known) => ("known_file", known),
            None => ("file", file_read_in(self.app, &mut work, read).await?),
        };
        let made = effect(&work, self.import, record, id.0, (key.0, entry.row));
        work.insert(made).await?;
        work.commit().await?;
        Ok(())
    }
}
