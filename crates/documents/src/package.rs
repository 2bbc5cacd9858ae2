//! Folders of files as one file, in and out: a ZIP archive. What comes in is measured while it is unpacked.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use crate::tables::{Limits, TableError};

/// Files in a package.
const FILES: usize = 20_000;

/// A package whose files were counted and measured.
#[derive(Debug)]
pub struct Package<'a> {
    bytes: &'a [u8],
    limits: Limits,
    /// Place in the archive and unpacked size, by cleaned name.
    files: BTreeMap<String, (usize, u64)>,
}

impl<'a> Package<'a> {
    /// Looks at the list of files, and unpacks each into a counter: stated sizes can lie.
    ///
    /// # Errors
    /// [`TableError`] for what is no archive, is damaged, or unpacks to more than the limits.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, TableError> {
        let mut archive = archive(bytes)?;
        if archive.len() > FILES {
            return Err(TableError::Damaged { detail: format!("{} files", archive.len()) });
        }
        let mut left = limits.unpacked_bytes;
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).map_err(damaged)?;
            let name = name_of(part.name_raw());
            let mut counted = 0_u64;
            let mut buffer = vec![0; 64 << 10];
            loop {
                let read = part.read(&mut buffer).map_err(damaged)? as u64;
                if read == 0 {
                    break;
                }
                counted += read;
                left = left.checked_sub(read).ok_or(TableError::UnpacksTooLarge { limit: limits.unpacked_bytes })?;
                if counted > limits.file_bytes as u64 {
                    return Err(TableError::UnpacksTooLarge { limit: limits.file_bytes as u64 });
                }
            }
            // Folders, hidden files and what leads out of the package are no files of it.
            if let Some(name) = clean(&name) {
                files.insert(name, (index, counted));
            }
        }
        Ok(Self { bytes, limits, files })
    }

    /// The files by name, with their sizes.
    pub fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(name, (_, size))| (name.as_str(), *size))
    }

    /// The bytes of a file; `None` when there is none of this name.
    ///
    /// # Errors
    /// [`TableError::Damaged`] when it no longer unpacks.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, TableError> {
        let Some((index, size)) = clean(name).and_then(|name| self.files.get(&name).copied()) else { return Ok(None) };
        let mut archive = archive(self.bytes)?;
        let part = archive.by_index(index).map_err(damaged)?;
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).min(self.limits.file_bytes));
        part.take(self.limits.file_bytes as u64).read_to_end(&mut bytes).map_err(damaged)?;
        Ok(Some(bytes))
    }
}

/// Whether the bytes are a packed folder: an archive that is no document of an office program.
pub fn is_folder(bytes: &[u8]) -> bool {
    let office = ["[Content_Types].xml", "xl/workbook.xml", "word/document.xml"];
    bytes.starts_with(b"PK")
        && archive(bytes).is_ok_and(|archive| office.iter().all(|name| archive.index_for_name(name).is_none()))
}

/// Packs files. The same files make the same bytes: neither order nor clock stands in them.
///
/// # Errors
/// [`TableError::Damaged`] when the writer refuses.
pub fn pack(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, TableError> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in files {
        out.start_file(name.as_str(), options).map_err(damaged)?;
        out.write_all(bytes).map_err(damaged)?;
    }
    Ok(out.finish().map_err(damaged)?.into_inner())
}

fn archive(bytes: &[u8]) -> Result<zip::ZipArchive<Cursor<&[u8]>>, TableError> {
    zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)
}

fn damaged(error: impl ToString) -> TableError {
    TableError::Damaged { detail: error.to_string() }
}

/// Older packing programs on Chinese Windows write names in GB 18030.
fn name_of(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// A name with `/` between folders; `None` for folders, hidden files, and names that lead elsewhere.
pub fn clean(name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    let name = name.trim_start_matches("./");
    let parts: Vec<&str> = name.split('/').collect();
    let fine = |part: &&str| !part.is_empty() && !part.starts_with('.') && !part.contains(':') && *part != "__MACOSX";
    let plain = parts.iter().all(fine) && !name.chars().any(char::is_control);
    // `~$` is the lock of an open workbook.
    (plain && !parts.last()?.starts_with("~$")).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(names: &[(&str, &[u8])]) -> Vec<u8> {
        let files = names.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
        pack(&files.collect()).unwrap_or_default()
    }

    #[test]
    fn what_was_packed_is_read_again_and_the_same_files_make_the_same_bytes() {
        let bytes = packed(&[("02-人员.csv", b"a"), ("档案/合同.pdf", b"%PDF")]);
        assert_eq!(bytes, packed(&[("档案/合同.pdf", b"%PDF"), ("02-人员.csv", b"a")]));
        let Ok(package) = Package::open(&bytes, Limits::default()) else { panic!("opens") };
        assert_eq!(package.files().collect::<Vec<_>>(), [("02-人员.csv", 1), ("档案/合同.pdf", 4)]);
        assert_eq!(package.read(r"档案\合同.pdf"), Ok(Some(b"%PDF".to_vec())));
        assert_eq!(package.read("none.csv"), Ok(None));
    }

    #[test]
    fn a_small_package_that_unpacks_to_a_large_one_is_refused() {
        let bytes = packed(&[("units.csv", &vec![b'0'; 4 << 20])]);
        assert!(bytes.len() < 64 << 10);
        let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
        assert_eq!(Package::open(&bytes, limits).map(|_| ()), Err(TableError::UnpacksTooLarge { limit: 1 << 20 }));
    }

    #[test]
    fn hidden_files_and_names_that_lead_elsewhere_are_no_files() {
        for name in ["../x.csv", "/x.csv", "a/../../x", "C:/x.csv", ".x.csv", "__MACOSX/x", "a/", "~$x.xlsx"] {
            assert_eq!(clean(name), None, "{name}");
        }
        assert_eq!(clean("./a\\b.csv").as_deref(), Some("a/b.csv"));
    }
}
