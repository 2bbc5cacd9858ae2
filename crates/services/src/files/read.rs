//! Finding and reading documents.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use chrono::Days;
use documents::Kind;
use kernel::{FieldMeta, FileId, Instant, PersonId, Problem};
use storage::audit::Action;
use storage::query::files::{self, FileFilter};
use storage::query::{Find, subject_of, subjects_of};
use storage::rows::{Account, Employment, File, FileHold, FileLoan, FileVersion, Person};
use uuid::Uuid;

use super::rules::class_of;
use super::sight::{borrower, is_lent, loans, sight};
use super::views::{FileContent, FileList, FileQuery, FileVersionView, FileView};
use crate::{App, Result};

fn unknown() -> Problem {
    Problem::not_found("files.unknown")
}

/// A document that the caller may see.
pub(super) async fn seen(app: &App, caller: &Caller, id: FileId) -> Result<File> {
    let row = files::one(&app.db(), &sight(app, caller).await?, id.0, app.today()).await?;
    row.ok_or_else(unknown)
}

pub(super) fn open_title(app: &App, row: &File) -> Result<String> {
    Ok(app.store().unseal("file", File::TITLE, row.id, &row.title)?.into_exposed())
}

/// Documents that the caller may see. A search looks into titles and texts, and shows where it found something.
pub async fn list_files(app: &App, caller: &Caller, query: FileQuery) -> Result<FileList> {
    caller.require(Permission::SessionUse)?;
    let FileQuery { q, person_id, category, status, cursor, limit } = query;
    let limit = usize::try_from(limit.unwrap_or(50).clamp(1, 100)).unwrap_or(50);
    let wanted = q.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let words = match &wanted {
        None => None,
        Some(text) => Some(words_of(app, text)?),
    };
    let mut filter = FileFilter {
        sight: sight(app, caller).await?,
        person: person_id.map(|person| person.0),
        category,
        status: Some(status.unwrap_or_else(|| "filed".to_owned())),
        words,
        before: cursor.as_deref().map(place).transpose()?,
    };
    let total = match &wanted {
        None => Some(files::count(&app.db(), &FileFilter { before: None, ..filter.clone() }, app.today()).await?),
        Some(_) => None,
    };
    let (found, next) = gather(app, &mut filter, wanted.as_deref(), limit).await?;
    let (rows, snippets): (Vec<File>, Vec<Option<String>>) = found.into_iter().unzip();
    let mut items = Shelf::of(app, caller, &rows).await?.views(rows)?;
    for (item, snippet) in items.iter_mut().zip(snippets) {
        item.snippet = snippet;
    }
    Ok(FileList { items, next_cursor: next, total })
}

fn words_of(app: &App, text: &str) -> Result<Vec<String>> {
    let words = app.store().search_words(text);
    if words.is_empty() {
        return Err(Problem::invalid("files.search_too_short").at("/q").with("least", storage::shortest_search()));
    }
    Ok(words.into_iter().collect())
}

fn place(cursor: &str) -> Result<(Instant, Uuid)> {
    let parsed = cursor.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let (at, id): (i64, Uuid) = parsed.ok_or(Problem::invalid("request.query_invalid").with("field", "cursor"))?;
    Ok((Instant::from_micros(at), id))
}

type Found = (File, Option<String>);

/// How many candidates one search opens before it hands over to the next page.
const OPENED: usize = 400;

/// Rows of one page. The index knows only that all pairs of characters occur; whether they stand side by side is told
/// by the opened text, so candidates are read until the page is full.
async fn gather(
    app: &App,
    filter: &mut FileFilter,
    wanted: Option<&str>,
    limit: usize,
) -> Result<(Vec<Found>, Option<String>)> {
    let (mut found, mut opened) = (Vec::new(), 0);
    loop {
        let batch = files::list(&app.db(), filter, app.today(), limit as u64 + 1).await?;
        let mut left = batch.len();
        for row in batch.into_iter().take(limit) {
            filter.before = Some((row.changed_at.into(), row.id));
            (opened, left) = (opened + 1, left - 1);
            let snippet = match wanted {
                None => None,
                Some(wanted) => match hit(app, &row, wanted).await? {
                    None => continue,
                    snippet => snippet,
                },
            };
            found.push((row, snippet));
            if found.len() == limit {
                break;
            }
        }
        if left == 0 || found.len() == limit || opened >= OPENED {
            let last = filter.before.filter(|_| left > 0);
            return Ok((found, last.map(|(at, id)| format!("{}.{id}", at.micros()))));
        }
    }
}

/// The piece of text in which something was found; `None`: the candidate does not hold it.
async fn hit(app: &App, row: &File, wanted: &str) -> Result<Option<String>> {
    let newest = Find::<FileVersion>::new().eq(FileVersion::FILE_ID, row.id).eq(FileVersion::VERSION, row.version);
    let Some(version) = newest.one(&app.db()).await? else { return Ok(None) };
    let mut text = open_title(app, row)?;
    if let Some(name) = &version.file_name {
        text.push('\n');
        text.push_str(app.store().unseal("file_version", FileVersion::FILE_NAME, version.id, name)?.expose());
    }
    if let Some(inside) = version.text_id {
        text.push('\n');
        text.push_str(&String::from_utf8_lossy(&app.store().read_blob(inside).await?));
    }
    Ok(app.store().text_holds(&text, wanted).then(|| snippet(&text, wanted)))
}

/// Some characters around the first hit, on one line.
fn snippet(text: &str, wanted: &str) -> String {
    const AROUND: usize = 36;
    let flat: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let lower: Vec<char> = flat.iter().map(char::to_ascii_lowercase).collect();
    let first: Vec<char> = wanted.split_whitespace().next().unwrap_or_default().to_lowercase().chars().collect();
    let at = lower.windows(first.len().max(1)).position(|window| window == first).unwrap_or(0);
    let (from, until) = (at.saturating_sub(AROUND), (at + first.len() + AROUND).min(flat.len()));
    let piece: String = flat[from..until].iter().collect();
    format!("{}{piece}{}", if from > 0 { "…" } else { "" }, if until < flat.len() { "…" } else { "" })
}

/// One document with its versions.
pub async fn get_file(app: &App, caller: &Caller, id: FileId) -> Result<FileView> {
    caller.require(Permission::SessionUse)?;
    let row = seen(app, caller, id).await?;
    let shelf = Shelf::of(app, caller, std::slice::from_ref(&row)).await?;
    shelf.views(vec![row])?.pop().ok_or_else(unknown)
}

/// What the writer of a document gets back: even of a class that the writer may not read.
pub(super) async fn written(app: &App, caller: &Caller, id: FileId) -> Result<FileView> {
    let row = Find::<File>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    let shelf = Shelf::of(app, caller, std::slice::from_ref(&row)).await?;
    shelf.views(vec![row])?.pop().ok_or_else(unknown)
}

/// The bytes of a version, the newest unless told. Each look stands in the trail.
pub async fn file_content(app: &App, caller: &Caller, id: FileId, version: Option<i32>) -> Result<FileContent> {
    caller.require(Permission::SessionUse)?;
    let row = seen(app, caller, id).await?;
    if row.status != "filed" {
        return Err(Problem::conflict("files.destroyed"));
    }
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    let wanted = version.unwrap_or(row.version);
    let rows = Find::<FileVersion>::new().eq(FileVersion::FILE_ID, row.id).eq(FileVersion::VERSION, wanted);
    let version = rows.one(&app.db()).await?.ok_or_else(unknown)?;
    let (blob, kind) = (version.blob_id.ok_or_else(unknown)?, Kind::from_media_type(&version.media_type));
    let bytes = app.store().read_blob(blob).await?;
    let lent = is_lent(caller, &row, &subject);
    let mut work = app.begin(caller, if lent { "view_lent_file" } else { "view_file" }, None).await?;
    work.record(if lent { Action::Read } else { Action::Export }, "file", row.id, Some(row.person_id));
    work.commit().await?;
    let file_name = match &version.file_name {
        Some(name) => app.store().unseal("file_version", FileVersion::FILE_NAME, version.id, name)?.into_exposed(),
        None => String::new(),
    };
    if lent {
        let bytes = stamped(app, caller, kind, bytes).await?;
        return Ok(FileContent {
            file_name: format!("{file_name}（借阅件）.pdf"),
            media_type: "application/pdf",
            bytes,
        });
    }
    Ok(FileContent { file_name, media_type: kind.map_or("application/octet-stream", Kind::media_type), bytes })
}

/// A copy with the borrower's name, number and the time over every page. What cannot be stamped is not shown.
async fn stamped(app: &App, caller: &Caller, kind: Option<Kind>, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let refused = || Problem::conflict("files.cannot_be_stamped");
    let kind = kind.ok_or_else(refused)?;
    let mut words = Vec::new();
    if let Some(person) = caller.person() {
        words.extend(Find::<Person>::by_id(&app.db(), person.0).await?.map(|row| row.full_name));
        let employment = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known();
        let employment = employment.descending(Employment::VALID_FROM).one(&app.db()).await?;
        words.extend(employment.map(|row| row.employee_no));
    } else if let Some(account) = caller.account() {
        words.extend(Find::<Account>::by_id(&app.db(), account.0).await?.map(|row| row.display_name));
    }
    words.push(app.now().to_chrono().with_timezone(&app.zone()).format("%Y-%m-%d %H:%M").to_string());
    let (words, today) = (words.join(" "), app.today());
    // Away from the threads that answer: a large document takes a while, and a broken one may panic its reader.
    let made = tokio::task::spawn_blocking(move || documents::watermarked(kind, &bytes, &words, today)).await;
    match made {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            tracing::info!(%error, "a document cannot be stamped");
            Err(refused())
        }
        Err(panicked) => {
            tracing::warn!(%panicked, "the stamp gave up");
            Err(refused())
        }
    }
}

/// Everything that a handful of documents is shown with, read at once.
pub(super) struct Shelf<'a> {
    app: &'a App,
    caller: &'a Caller,
    subjects: HashMap<Uuid, Subject>,
    names: HashMap<Uuid, String>,
    numbers: HashMap<Uuid, String>,
    accounts: HashMap<Uuid, String>,
    versions: Vec<FileVersion>,
    loans: Vec<FileLoan>,
    holds: Vec<FileHold>,
}

impl<'a> Shelf<'a> {
    pub(super) async fn of(app: &'a App, caller: &'a Caller, rows: &[File]) -> Result<Self> {
        let db = app.db();
        let mut persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
        persons.sort_unstable();
        persons.dedup();
        let versions =
            Find::<FileVersion>::new().any(FileVersion::FILE_ID, rows.iter().map(|row| row.id)).all(&db).await?;
        let by: Vec<Uuid> =
            rows.iter().filter_map(|row| row.filed_by).chain(versions.iter().filter_map(|row| row.added_by)).collect();
        let accounts = Find::<Account>::new().any(Account::ID, by).all(&db).await?;
        let people = Find::<Person>::new().any(Person::ID, persons.iter().copied()).all(&db).await?;
        let employments = Find::<Employment>::new().any(Employment::PERSON_ID, persons.iter().copied()).known();
        let employments = employments.ascending(Employment::VALID_FROM).all(&db).await?;
        let holds = Find::<FileHold>::new().any(FileHold::PERSON_ID, persons.iter().copied());
        Ok(Self {
            app,
            caller,
            subjects: subjects_of(&db, &persons, app.today()).await?,
            names: people.into_iter().map(|row| (row.id, row.full_name)).collect(),
            // The newest comes last and stays.
            numbers: employments.into_iter().map(|row| (row.person_id, row.employee_no)).collect(),
            accounts: accounts.into_iter().map(|row| (row.id, row.display_name)).collect(),
            versions,
            loans: loans(app, caller, app.now()).await?,
            holds: holds.none(FileHold::LIFTED_AT).all(&db).await?,
        })
    }

    pub(super) fn views(&self, rows: Vec<File>) -> Result<Vec<FileView>> {
        rows.into_iter().map(|row| self.view(row)).collect()
    }

    fn view(&self, row: File) -> Result<FileView> {
        let subject = self.subject(row.person_id);
        let lent_until = self.lent_until(&row, &subject);
        let held = self
            .holds
            .iter()
            .any(|hold| hold.person_id == row.person_id && hold.file_id.is_none_or(|file| file == row.id));
        let class = class_of(&row.class).unwrap_or(kernel::FieldClass::Health);
        let mut versions = Vec::new();
        for version in self.versions.iter().filter(|version| version.file_id == row.id) {
            versions.push(self.version(version, class, lent_until.is_some(), &subject)?);
        }
        versions.sort_by_key(|version| std::cmp::Reverse(version.version));
        let title = if row.status == "filed" { open_title(self.app, &row)? } else { String::new() };
        let File {
            id,
            number: _,
            person_id,
            category,
            class: _,
            title: _,
            status,
            version: _,
            dated_on,
            expires_on,
            source,
            source_id: _,
            filed_at,
            filed_by,
            changed_at: _,
            destroyed_at: _,
        } = row;
        Ok(FileView {
            id: FileId(id),
            person_id: PersonId(person_id),
            person_name: self.names.get(&person_id).cloned().unwrap_or_default(),
            employee_no: self.numbers.get(&person_id).cloned(),
            category,
            class,
            title: self.show(class, lent_until.is_some(), &subject, File::TITLE, title),
            may_write: status == "filed" && self.caller.require_for(Permission::FileWrite, &subject).is_ok(),
            status,
            dated_on,
            valid_until: expires_on.map(|day| day - Days::new(1)),
            expired: expires_on.is_some_and(|day| day <= self.app.today()),
            source,
            filed_at: filed_at.into(),
            filed_by: filed_by.and_then(|account| self.accounts.get(&account).cloned()),
            lent_until,
            held,
            snippet: None,
            versions,
        })
    }

    fn subject(&self, person: Uuid) -> Subject {
        self.subjects.get(&person).copied().unwrap_or(Subject { person: Some(person), ..Subject::default() })
    }

    /// Until when it is lent; `None` when it is seen by right.
    fn lent_until(&self, row: &File, subject: &Subject) -> Option<Instant> {
        if !is_lent(self.caller, row, subject) {
            return None;
        }
        let covers = |loan: &&FileLoan| {
            loan.file_id == Some(row.id)
                || loan.file_id.is_none()
                    && loan.person_id == row.person_id
                    && loan.category.as_ref() == Some(&row.category)
        };
        self.loans.iter().filter(covers).filter_map(|loan| loan.expires_at).map(Into::into).max()
    }

    /// A field under the class of its row. What was lent is shown for as long as it is lent.
    fn show(
        &self,
        class: kernel::FieldClass,
        lent: bool,
        subject: &Subject,
        field: &'static FieldMeta,
        value: String,
    ) -> access::Shown<String> {
        let field = FieldMeta { class, ..*field };
        if lent {
            borrower(self.caller, class, subject).show(subject, &field, value)
        } else {
            self.caller.show(subject, &field, value)
        }
    }

    fn version(
        &self,
        row: &FileVersion,
        class: kernel::FieldClass,
        lent: bool,
        subject: &Subject,
    ) -> Result<FileVersionView> {
        let name = match &row.file_name {
            Some(name) => self.app.store().unseal("file_version", FileVersion::FILE_NAME, row.id, name)?.into_exposed(),
            None => String::new(),
        };
        Ok(FileVersionView {
            version: row.version,
            file_name: self.show(class, lent, subject, FileVersion::FILE_NAME, name),
            media_type: row.media_type.clone(),
            byte_count: row.byte_count,
            added_at: row.added_at.into(),
            added_by: row.added_by.and_then(|account| self.accounts.get(&account).cloned()),
        })
    }
}
