//! What is known about a set before it is read: the files with their kinds and columns, and what `migration.toml` says.

use std::collections::BTreeMap;

use documents::tables::Sheet;
use kernel::Problem;
use serde::{Deserialize, Serialize};

use super::super::mapping::{ColumnMap, DayOrder, Defaults, Mapping, Why};
use super::super::target::{Care, Target};
use super::kinds::FileKind;
use crate::Result;

/// The name of the file that a person may add to a set.
pub(super) const MANUAL: &str = "migration.toml";

/// One file of a set, as the record of the import keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct SetFile {
    pub(in super::super) name: String,
    /// None: nobody knows what it holds.
    pub(in super::super) kind: Option<FileKind>,
    pub(in super::super) sha256: String,
    pub(in super::super) rows: u32,
    pub(in super::super) mapping: Mapping,
}

/// What `migration.toml` says. All of it may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manual {
    /// As in `MAP.toml` of a roster; what is not named keeps its default.
    #[serde(default)]
    defaults: toml::Table,
    /// Working hours of a day, for leave that is counted in hours; 8 unless told.
    #[serde(default)]
    pub(super) hours_per_day: Option<u32>,
    #[serde(default, rename = "file")]
    files: Vec<ManualFile>,
}

/// What it says about one file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ManualFile {
    name: String,
    /// A [`FileKind`], or `skip`.
    #[serde(default)]
    kind: Option<String>,
    /// Heading → target; an empty one: not imported.
    #[serde(default)]
    columns: BTreeMap<String, String>,
    /// Heading → order of day, month and year.
    #[serde(default)]
    day_orders: BTreeMap<String, DayOrder>,
    /// Heading of a protected attribute → what for.
    #[serde(default)]
    purposes: BTreeMap<String, String>,
    /// As in `MAP.toml`: target → text in the file → code.
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// What a person decided about a file.
pub(super) enum Decided {
    /// Leave the file out.
    Skip,
    /// It holds this; none: look for yourself.
    Kind(Option<FileKind>),
}

impl Manual {
    /// Reads it.
    pub(super) fn read(text: &str) -> Result<Self> {
        let refused = |detail: String| Problem::invalid("imports.map_unreadable").with("detail", detail);
        let manual: Self = toml::from_str(text).map_err(|error| refused(error.message().to_owned()))?;
        manual.defaults()?;
        Ok(manual)
    }

    /// The defaults with what it changes.
    pub(super) fn defaults(&self) -> Result<Defaults> {
        let refused = |detail: String| Problem::invalid("imports.map_unreadable").with("detail", detail);
        let mut all = toml::Table::try_from(Defaults::default()).map_err(|error| refused(error.to_string()))?;
        all.extend(self.defaults.clone());
        all.try_into().map_err(|error: toml::de::Error| refused(error.message().to_owned()))
    }

    fn file(&self, name: &str) -> Option<&ManualFile> {
        self.files.iter().find(|file| file.name == name)
    }

    /// What it says about the kind of a file.
    pub(super) fn kind(&self, name: &str) -> Result<Decided> {
        match self.file(name).and_then(|file| file.kind.as_deref()) {
            None => Ok(Decided::Kind(None)),
            Some("skip") => Ok(Decided::Skip),
            Some(key) => {
                let unknown = Problem::invalid("imports.file_kind_unknown").with("file", name).with("kind", key);
                Ok(Decided::Kind(Some(FileKind::parse(key).ok_or(unknown)?)))
            }
        }
    }

    /// The columns of a file, as guessed and as told.
    pub(super) fn mapping(&self, name: &str, kind: FileKind, sheet: &Sheet) -> Result<Mapping> {
        let own = self.file(name).cloned().unwrap_or_default();
        let told = own.columns.iter().map(|(heading, key)| Ok((heading.as_str(), target(kind, key, name)?)));
        let told = told.collect::<Result<BTreeMap<&str, Option<Target>>>>()?;
        if let Some(heading) = told.keys().find(|heading| sheet.column(heading).is_none()) {
            return Err(Problem::invalid("imports.no_such_column").with("file", name).with("heading", *heading));
        }
        let mut columns: Vec<ColumnMap> = Vec::new();
        for heading in &sheet.header {
            let (target, why) = match told.get(heading.as_str()) {
                Some(target) => (*target, Why::ByHand),
                None => guessed(kind, heading, &told),
            };
            let purpose = own.purposes.get(heading).cloned().filter(|text| text.trim().chars().count() >= 2);
            let (target, why) = match target {
                Some(target) if columns.iter().any(|own| own.target == Some(target)) => (None, Why::AnotherColumn),
                Some(target) if target.care() == Care::Protected && purpose.is_none() => (None, Why::Protected),
                target => (target, why),
            };
            let day_order = own.day_orders.get(heading).copied();
            columns.push(ColumnMap { heading: heading.clone(), target, custom: None, why, day_order, purpose });
        }
        Ok(Mapping { defaults: self.defaults()?, values: own.values, columns })
    }
}

fn target(kind: FileKind, key: &str, file: &str) -> Result<Option<Target>> {
    if key.is_empty() {
        return Ok(None);
    }
    let found = Target::parse(key).filter(|target| kind.columns().iter().any(|column| column.target == *target));
    let unknown = || Problem::invalid("imports.target_unknown").with("file", file).with("target", key);
    found.map(Some).ok_or_else(unknown)
}

/// What a heading means by its looks, unless a person gave that meaning to another column.
fn guessed(kind: FileKind, heading: &str, told: &BTreeMap<&str, Option<Target>>) -> (Option<Target>, Why) {
    if let Some(target) = protected(heading) {
        let wanted = kind.columns().iter().any(|column| column.target == target);
        return if wanted { (Some(target), Why::Heading) } else { (None, Why::Protected) };
    }
    if rules::columns::protected(heading).is_some() {
        return (None, Why::Protected);
    }
    match kind.by_heading(heading) {
        Some(target) if told.values().any(|own| *own == Some(target)) => (None, Why::AnotherColumn),
        Some(target) => (Some(target), Why::Heading),
        None => (None, Why::NoPurpose),
    }
}

/// Attributes that are taken for a stated purpose.
fn protected(heading: &str) -> Option<Target> {
    match super::super::target::fold_heading(heading).as_str() {
        "性别" | "sex" | "gender" => Some(Target::Sex),
        "出生日期" | "生日" | "出生年月日" | "birthdate" | "dateofbirth" | "dob" => Some(Target::BirthDate),
        _ => None,
    }
}
