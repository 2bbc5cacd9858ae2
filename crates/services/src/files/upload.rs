//! Sending documents in.

use access::{Caller, Permission};
use documents::Kind;
use kernel::{Date, FileId, PersonId, Problem};
use serde::Deserialize;
use storage::UnitOfWork;
use storage::query::{Find, subject_of};
use storage::rows::{File, FileVersion, Person};
use utoipa::ToSchema;

use super::archive::{Content, Filing, add_version_in, file_in, text_inside};
use super::read::{open_title, seen};
use super::views::FileView;
use crate::{App, Result};

/// The largest document.
pub const LARGEST: usize = 30 << 20;

/// A file as it was sent.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name it was sent under.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a document is about.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFile {
    /// Whose.
    pub person_id: PersonId,
    /// A code of the catalogue `file_category`.
    #[schema(example = "contract")]
    pub category: String,
    /// What stands in lists; the name of the file unless told.
    #[serde(default)]
    pub title: Option<String>,
    /// The day that stands on it.
    #[serde(default)]
    pub dated_on: Option<Date>,
    /// The last day on which it proves anything.
    #[serde(default)]
    pub valid_until: Option<Date>,
}

/// The bytes with what they are and what is written in them; refused when a file takes no such thing.
async fn content(upload: Upload) -> Result<Content> {
    let Upload { file_name, bytes } = upload;
    if bytes.is_empty() {
        return Err(Problem::invalid("files.empty").at("/file"));
    }
    if bytes.len() > LARGEST {
        return Err(Problem::invalid("files.too_large").at("/file").with("limit_mib", LARGEST >> 20));
    }
    let kind = Kind::of(&bytes, &file_name).ok_or(Problem::invalid("files.kind_refused").at("/file"))?;
    let text = text_inside(Some(kind), &bytes).await;
    Ok(Content { file_name: tidy(&file_name), media_type: kind.media_type().to_owned(), bytes, text })
}

/// A name without folders and control characters.
fn tidy(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    if name.trim().is_empty() { "document".to_owned() } else { name.trim().to_owned() }
}

/// A document that was read and whose bytes are stored: what is left is to file it.
pub struct ReadFile {
    input: NewFile,
    content: Content,
}

impl std::fmt::Debug for ReadFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadFile").finish_non_exhaustive()
    }
}

/// Reads a document that somebody files for a person, and stores its bytes. Written ahead: a slow store does not keep
/// the other writers waiting.
pub async fn read_file(app: &App, caller: &Caller, input: NewFile, upload: Upload) -> Result<ReadFile> {
    let subject = subject_of(&app.db(), input.person_id.0, app.today()).await?;
    caller.require_for(Permission::FileWrite, &subject)?;
    if Find::<Person>::by_id(&app.db(), input.person_id.0).await?.is_none() {
        return Err(Problem::not_found("access.out_of_scope"));
    }
    let content = content(upload).await?;
    app.store().prepare_blob(&content.bytes).await?;
    Ok(ReadFile { input, content })
}

/// Files what was read.
pub async fn file_read_in(app: &App, work: &mut UnitOfWork, read: ReadFile) -> Result<FileId> {
    let ReadFile { input: NewFile { person_id, category, title, dated_on, valid_until }, content } = read;
    let title = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| content.file_name.clone());
    let expires_on = valid_until.map(|last| last + chrono::Days::new(1));
    let filing = Filing { person: person_id, category, title, dated_on, expires_on, source: None };
    file_in(app, work, filing, content).await
}

/// The document of the person that has the very same bytes and category, if there is one.
pub async fn same_file_in(work: &UnitOfWork, read: &ReadFile) -> Result<Option<FileId>> {
    let blob = work.store().blob_id(&read.content.bytes);
    let find = Find::<FileVersion>::new().eq(FileVersion::PERSON_ID, read.input.person_id.0);
    for version in find.eq(FileVersion::BLOB_ID, blob).all(&work.db()).await? {
        let file = Find::<File>::by_id(&work.db(), version.file_id).await?;
        let file = file.filter(|file| file.status == "filed" && file.category == read.input.category);
        if let Some(file) = file {
            return Ok(Some(FileId(file.id)));
        }
    }
    Ok(None)
}

/// Files a document for a person.
pub async fn add_file(app: &App, caller: &Caller, input: NewFile, upload: Upload) -> Result<FileView> {
    let read = read_file(app, caller, input, upload).await?;
    let mut work = app.begin(caller, "add_file", None).await?;
    let id = file_read_in(app, &mut work, read).await?;
    work.commit().await?;
    super::read::written(app, caller, id).await
}

/// Adds a version to a document.
pub async fn add_file_version(app: &App, caller: &Caller, id: FileId, upload: Upload) -> Result<FileView> {
    let row = seen(app, caller, id).await?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    caller.require_for(Permission::FileWrite, &subject)?;
    let content = content(upload).await?;
    app.store().prepare_blob(&content.bytes).await?;
    let mut work = app.begin(caller, "add_file_version", None).await?;
    let row = Find::<File>::by_id(&work.db(), row.id).await?.ok_or(Problem::not_found("files.unknown"))?;
    if row.status != "filed" {
        return Err(Problem::conflict("files.destroyed"));
    }
    let title = open_title(app, &row)?;
    add_version_in(&mut work, row, &title, content).await?;
    work.commit().await?;
    super::read::written(app, caller, id).await
}
