//! A package to tables: which file holds what, and what its columns mean.

use std::collections::BTreeMap;

use documents::package::Package;
use documents::tables::{self, Limits, Sheet};
use kernel::Problem;
use sha2::{Digest, Sha256};

use super::super::mapping::Mapping;
use super::kinds::FileKind;
use super::plan::{Decided, MANUAL, Manual, SetFile};
use crate::Result;

/// A file of the set, read.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) file: SetFile,
    pub(super) sheet: Sheet,
}

/// What a package holds.
#[derive(Debug)]
pub(super) struct OpenedSet {
    pub(super) files: Vec<Opened>,
    pub(super) hours_per_day: u32,
}

/// Hours of a working day, for leave counted in hours, unless the set says otherwise. What a firm counts with, no
/// value of law.
const HOURS_PER_DAY: u32 = 8;

/// The package, measured.
pub(super) fn package(bytes: &[u8]) -> Result<Package<'_>> {
    Package::open(bytes, Limits::default()).map_err(|error| error.problem().at("/file"))
}

/// The folder in which the tables lie: many packages hold one folder and everything in it.
fn root(package: &Package<'_>) -> String {
    let mut first = package.files().map(|(name, _)| name.split_once('/').map(|(folder, _)| folder));
    let folder = first.next().flatten();
    match folder {
        Some(folder) if first.all(|other| other == Some(folder)) => format!("{folder}/"),
        _ => String::new(),
    }
}

/// A file of the package by its name inside the folder of the tables.
pub(super) fn read_inside(package: &Package<'_>, name: &str) -> Result<Option<Vec<u8>>> {
    package.read(&format!("{}{name}", root(package))).map_err(|error| error.problem().at("/file"))
}

/// The sizes of all files, by name inside the folder of the tables.
pub(super) fn sizes_inside(package: &Package<'_>) -> BTreeMap<String, u64> {
    let root = root(package);
    package.files().filter_map(|(name, size)| Some((name.strip_prefix(&root)?.to_owned(), size))).collect()
}

fn is_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !name.contains('/') && matches!(ending.as_deref(), Some("csv" | "xlsx" | "json" | "xml"))
}

/// Reads every table of the package and guesses what it holds. Files in folders below are documents.
pub(super) fn open(bytes: &[u8]) -> Result<OpenedSet> {
    let package = package(bytes)?;
    let manual = match read_inside(&package, MANUAL)? {
        Some(text) => {
            let text = tables::plain_text(&text).map_err(|error| error.problem().with("file", MANUAL))?;
            Manual::read(&text)?
        }
        None => Manual::default(),
    };
    let mut files = Vec::new();
    for name in sizes_inside(&package).into_keys().filter(|name| is_table(name)) {
        let Decided::Kind(told) = manual.kind(&name)? else { continue };
        let bytes = read_inside(&package, &name)?.unwrap_or_default();
        let sheet = tables::read(&bytes, &name).map_err(|error| error.problem().with("file", &name).at("/file"))?;
        let kind = told
            .or_else(|| FileKind::by_name(&name))
            .or_else(|| FileKind::by_name(&sheet.name))
            .or_else(|| FileKind::by_headings(&sheet.header));
        let mapping = match kind {
            Some(kind) => manual.mapping(&name, kind, &sheet)?,
            None => Mapping { defaults: manual.defaults()?, values: BTreeMap::new(), columns: Vec::new() },
        };
        let file = SetFile {
            name,
            kind,
            sha256: hex::encode(Sha256::digest(&bytes)),
            rows: u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX),
            mapping,
        };
        files.push(Opened { file, sheet });
    }
    if files.is_empty() {
        return Err(Problem::invalid("imports.no_tables").at("/file"));
    }
    // In the order of writing, so that a report reads from the ground up.
    files.sort_by(|a, b| (a.file.kind, &a.file.name).cmp(&(b.file.kind, &b.file.name)));
    Ok(OpenedSet { files, hours_per_day: manual.hours_per_day.unwrap_or(HOURS_PER_DAY) })
}
