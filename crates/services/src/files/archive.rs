//! Filing: what a flow made, or what somebody sent.

use std::time::Duration;

use documents::Kind;
use kernel::{Date, FileId, PersonId, Problem, Record};
use storage::UnitOfWork;
use storage::query::Find;
use storage::query::files::class_name;
use storage::rows::{File, FileVersion};
use uuid::Uuid;

use super::rules;
use crate::{App, Result};

/// A document that a flow made.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Whose.
    pub person: PersonId,
    /// A code of the catalogue `file_category`.
    pub category: &'static str,
    /// What stands in lists.
    pub title: String,
    /// Name to save it under.
    pub file_name: String,
    /// As in `Content-Type`.
    pub media_type: &'static str,
    /// The very bytes.
    pub bytes: Vec<u8>,
    /// The record that it comes from, such as `("certificate", id)`.
    pub source: (&'static str, Uuid),
}

/// Files what a flow made, in its own transaction. The same record again makes a new version, or nothing when the
/// bytes are the same.
pub async fn archive_in(app: &App, work: &mut UnitOfWork, archive: Archive) -> Result<FileId> {
    let Archive { person, category, title, file_name, media_type, bytes, source } = archive;
    let text = text_inside(Kind::from_media_type(media_type), &bytes).await;
    let content = Content { file_name, media_type: media_type.to_owned(), bytes, text };
    let known =
        Find::<File>::new().eq(File::SOURCE_ID, source.1).eq(File::CATEGORY, category).eq(File::STATUS, "filed");
    let known = known.all(&work.db()).await?.into_iter().find(|row| row.source.as_deref() == Some(source.0));
    match known {
        Some(row) => {
            let id = FileId(row.id);
            add_version_in(work, row, &title, content).await?;
            Ok(id)
        }
        None => {
            let filing = Filing {
                person,
                category: category.to_owned(),
                title,
                dated_on: Some(app.day_of(work.now())),
                expires_on: None,
                source: Some(source),
            };
            file_in(app, work, filing, content).await
        }
    }
}

/// What a document is about.
pub(super) struct Filing {
    pub(super) person: PersonId,
    pub(super) category: String,
    pub(super) title: String,
    pub(super) dated_on: Option<Date>,
    pub(super) expires_on: Option<Date>,
    pub(super) source: Option<(&'static str, Uuid)>,
}

/// The bytes of a version and what was read in them.
pub(super) struct Content {
    pub(super) file_name: String,
    pub(super) media_type: String,
    pub(super) bytes: Vec<u8>,
    pub(super) text: String,
}

/// How long a document may be read for its text. A document that takes longer is found by its title alone.
const PATIENCE: Duration = Duration::from_secs(20);

/// The text of a document, read away from the threads that answer. A document that cannot be read is filed all the
/// same: it is a scan, or protected by a password.
pub(super) async fn text_inside(kind: Option<Kind>, bytes: &[u8]) -> String {
    let Some(kind) = kind else { return String::new() };
    let bytes = bytes.to_vec();
    let reading = tokio::task::spawn_blocking(move || documents::text_of(kind, &bytes));
    match tokio::time::timeout(PATIENCE, reading).await {
        Ok(Ok(Ok(text))) => text,
        Ok(Ok(Err(error))) => {
            tracing::info!(%error, "a document gives no text");
            String::new()
        }
        Ok(Err(panicked)) => {
            tracing::warn!(%panicked, "the reader of a document gave up");
            String::new()
        }
        Err(_) => {
            tracing::warn!("a document takes too long to read");
            String::new()
        }
    }
}

/// Files a new document with its first version.
pub(super) async fn file_in(app: &App, work: &mut UnitOfWork, filing: Filing, content: Content) -> Result<FileId> {
    let Filing { person, category, title, dated_on, expires_on, source } = filing;
    let rule = rules::rule(&work.db(), &category, app.day_of(work.now())).await?;
    let newest = Find::<File>::new().descending(File::NUMBER).limit(1).one(&work.db()).await?;
    let (id, now) = (work.new_id(), work.now());
    let row = File {
        id,
        // The unit of work is the only writer: the next number is free until it commits.
        number: newest.map_or(0, |row| row.number) + 1,
        person_id: person.0,
        category,
        class: class_name(rule.class),
        title: work.seal(File::META, File::TITLE, id, &title),
        status: "filed".to_owned(),
        version: 1,
        dated_on,
        expires_on,
        source: source.map(|(record, _)| record.to_owned()),
        source_id: source.map(|(_, id)| id),
        filed_at: now.into(),
        filed_by: work.context().actor,
        changed_at: now.into(),
        destroyed_at: None,
    };
    version_in(work, &row, content, &title).await?;
    work.insert(row).await?;
    Ok(FileId(id))
}

/// Adds a version to a document, unless its newest has the very same bytes. The title is that of the newest version.
pub(super) async fn add_version_in(work: &mut UnitOfWork, row: File, title: &str, content: Content) -> Result<()> {
    let newest = Find::<FileVersion>::new().eq(FileVersion::FILE_ID, row.id).eq(FileVersion::VERSION, row.version);
    let newest = newest.one(&work.db()).await?;
    if newest.is_some_and(|newest| newest.blob_id == Some(work.store().blob_id(&content.bytes))) {
        return Ok(());
    }
    let new = File {
        version: row.version + 1,
        title: work.seal(File::META, File::TITLE, row.id, &title.to_owned()),
        changed_at: work.now().into(),
        ..row.clone()
    };
    version_in(work, &new, content, title).await?;
    Ok(work.update(&row, new).await?)
}

/// Bytes, text and index of a document's present version.
async fn version_in(work: &mut UnitOfWork, file: &File, content: Content, title: &str) -> Result<()> {
    let Content { file_name, media_type, bytes, text } = content;
    let blob = work.put_blob(&bytes).await?;
    let text_blob = if text.trim().is_empty() { None } else { Some(work.put_blob(text.as_bytes()).await?) };
    let id = work.new_id();
    let row = FileVersion {
        id,
        file_id: file.id,
        person_id: file.person_id,
        version: file.version,
        blob_id: Some(blob),
        text_id: text_blob,
        byte_count: i64::try_from(bytes.len()).map_err(|_| Problem::invalid("files.too_large"))?,
        media_type,
        file_name: Some(work.seal(FileVersion::META, FileVersion::FILE_NAME, id, &file_name)),
        added_at: work.now().into(),
        added_by: work.context().actor,
    };
    work.insert(row).await?;
    Ok(work.index_text(file.number, &format!("{title}\n{file_name}\n{text}")).await?)
}
