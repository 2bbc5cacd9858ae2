//! A firm's own Word template: which placeholders it has, and a copy with them filled.
//!
//! A placeholder is `{{name}}` in the text of a paragraph. Word cuts a text into runs wherever it likes (spelling,
//! formatting, the cursor of last week), so that a placeholder may lie in several of them: it is put together again,
//! and the value takes the look of its first character. Nothing else of the file is touched.
//!
//! A file from outside is hostile until measured: its size, its parts, what they unpack to, entities, macros and
//! pictures or templates from elsewhere.

mod markup;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use kernel::Problem;

/// Bytes of a template.
const FILE_BYTES: usize = 5 << 20;
/// Bytes of everything in it, unpacked.
const UNPACKED_BYTES: u64 = 50 << 20;
/// Parts of the package; a letter has a dozen.
const PARTS: usize = 2_000;
/// The part that makes a package a Word document.
const BODY: &str = "word/document.xml";

/// Why a template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// The file or what it unpacks to is larger than allowed.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// It is no Word document in the package format.
    #[error("not a Word document")]
    NotADocument,
    /// It cannot be read.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// What the reader said.
        detail: String,
    },
    /// It declares entities, holds macros or fetches something from elsewhere.
    #[error("the file holds {what}, which a letter does not need")]
    Unsafe {
        /// Which of them: `entities`, `macros`, `external`.
        what: &'static str,
    },
}

impl From<DocxError> for Problem {
    fn from(error: DocxError) -> Self {
        match error {
            DocxError::TooLarge { limit } => Self::invalid("letters.too_large").at("/file").with("limit_bytes", limit),
            DocxError::NotADocument => Self::invalid("letters.not_a_document").at("/file"),
            DocxError::Damaged { .. } => Self::invalid("letters.damaged").at("/file"),
            DocxError::Unsafe { what } => Self::invalid("letters.unsafe").at("/file").with("what", what),
        }
    }
}

/// A template that was measured and understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    bytes: Vec<u8>,
    fields: Vec<String>,
}

/// A filled letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The file.
    pub bytes: Vec<u8>,
    /// Placeholders without a value; they are empty in the letter.
    pub missing: Vec<String>,
}

impl Template {
    /// Measures a file and finds its placeholders.
    ///
    /// # Errors
    /// Refuses what is too large, damaged, no Word document, or fetches or runs something.
    pub fn read(bytes: Vec<u8>) -> Result<Self, DocxError> {
        if bytes.len() > FILE_BYTES {
            return Err(DocxError::TooLarge { limit: FILE_BYTES as u64 });
        }
        let mut fields = BTreeSet::new();
        for (name, text) in texts(&bytes)? {
            if is_written(&name) {
                fields.extend(markup::placeholders(&text)?);
            }
        }
        Ok(Self { bytes, fields: fields.into_iter().collect() })
    }

    /// The names of its placeholders, each once, sorted.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// The file as it came.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// A copy with the placeholders filled. Parts without text are copied as they are, so the same template and the
    /// same values give the same bytes.
    ///
    /// # Errors
    /// Refuses only what [`Template::read`] would have refused.
    pub fn fill(&self, values: &BTreeMap<String, String>) -> Result<Filled, DocxError> {
        let mut package = open(&self.bytes)?;
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        for index in 0..package.len() {
            let mut part = package.by_index(index).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
            if !is_written(&name) {
                drop(part);
                let raw = package.by_index_raw(index).map_err(damaged)?;
                out.raw_copy_file(raw).map_err(damaged)?;
                continue;
            }
            let mut text = String::new();
            part.by_ref().take(UNPACKED_BYTES).read_to_string(&mut text).map_err(damaged)?;
            let filled = markup::filled(&text, values)?;
            out.start_file(name, options).map_err(damaged)?;
            out.write_all(filled.as_bytes()).map_err(damaged)?;
        }
        let bytes = out.finish().map_err(damaged)?.into_inner();
        let missing = self.fields.iter().filter(|field| !values.contains_key(*field)).cloned().collect();
        Ok(Filled { bytes, missing })
    }
}

fn damaged(error: impl std::fmt::Display) -> DocxError {
    DocxError::Damaged { detail: error.to_string() }
}

fn open(bytes: &[u8]) -> Result<zip::ZipArchive<Cursor<&[u8]>>, DocxError> {
    zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::NotADocument)
}

/// The parts that people write in.
fn is_written(name: &str) -> bool {
    let Some(name) = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else { return false };
    name == "document"
        || name == "footnotes"
        || name == "endnotes"
        || name.starts_with("header")
        || name.starts_with("footer")
}

/// Unpacks every part against one budget (sizes stated in a package can lie) and gives those that are XML.
#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "the name is in small letters here")]
fn texts(bytes: &[u8]) -> Result<Vec<(String, String)>, DocxError> {
    let mut package = open(bytes)?;
    if package.len() > PARTS {
        return Err(DocxError::TooLarge { limit: PARTS as u64 });
    }
    if package.index_for_name(BODY).is_none() {
        return Err(DocxError::NotADocument);
    }
    let mut left = UNPACKED_BYTES;
    let mut texts = Vec::new();
    for index in 0..package.len() {
        let part = package.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.into_owned();
        let mut content = Vec::new();
        let read = part.take(left + 1).read_to_end(&mut content).map_err(damaged)? as u64;
        left = left.checked_sub(read).ok_or(DocxError::TooLarge { limit: UNPACKED_BYTES })?;
        let lower = name.to_ascii_lowercase();
        if lower.ends_with("vbaproject.bin") {
            return Err(DocxError::Unsafe { what: "macros" });
        }
        if lower.ends_with(".xml") || lower.ends_with(".rels") {
            let text = String::from_utf8(content).map_err(damaged)?;
            guard(&lower, &text)?;
            texts.push((name, text));
        }
    }
    Ok(texts)
}

#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "the name comes in small letters")]
fn guard(name: &str, text: &str) -> Result<(), DocxError> {
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(DocxError::Unsafe { what: "entities" });
    }
    // A link that a reader follows is fine; what Word fetches by itself (templates, pictures, objects) is not.
    let fetched = |tag: &str| tag.contains("External") && !tag.contains("/hyperlink\"");
    if name.ends_with(".rels") && text.split("<Relationship ").skip(1).any(fetched) {
        return Err(DocxError::Unsafe { what: "external" });
    }
    Ok(())
}
