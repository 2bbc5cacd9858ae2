//! A set while it is checked: its tables with entries and findings, and what the check changes in them.

use std::collections::HashMap;

use documents::tables::{Notice, Sheet};
use kernel::Date;
use serde::{Deserialize, Serialize};

use super::super::known::Known;
use super::super::mapping::Mapping;
use super::super::read::Reader;
use super::super::report::{Log, Severity, Spot};
use super::super::target::Target;
use super::entries::{Entries, Entry, Said};
use super::kinds::FileKind;
use super::open::{Opened, OpenedSet};

/// Which row of which file.
pub(super) type Key = (usize, usize);

/// Something that the check changed in what a file says. With them the same rows are read again, also after the run,
/// when the database no longer looks as it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Change {
    file: usize,
    row: u32,
    /// None: the row is not imported.
    target: Option<Target>,
    /// None: the cell is not imported.
    said: Option<Said>,
}

/// One file on its way through the check.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) kind: FileKind,
    pub(super) header: Vec<String>,
    pub(super) mapping: Mapping,
    pub(super) entries: Vec<Entry>,
    pub(super) log: Log,
}

/// The tables of a set. A file of unknown kind has none.
#[derive(Debug)]
pub(super) struct Set {
    pub(super) tables: Vec<Table>,
    pub(super) changes: Vec<Change>,
    pub(super) today: Date,
}

impl Set {
    /// Reads every row of every file.
    pub(super) fn read(opened: &OpenedSet, known: &Known, today: Date) -> Self {
        let read = |opened_file: &Opened| {
            let Opened { file, sheet } = opened_file;
            let mut log = Log::default();
            let kind = file.kind?;
            let reader = Reader::new(sheet, &file.mapping, &[], known, today);
            let entries = Entries { reader, kind, hours_per_day: opened.hours_per_day };
            let entries: Vec<Entry> = sheet.rows.iter().map(|row| entries.entry(row, &mut log)).collect();
            let mut table = Table {
                name: file.name.clone(),
                kind,
                header: sheet.header.clone(),
                mapping: file.mapping.clone(),
                entries,
                log,
            };
            table.notices(sheet);
            table.missing_columns();
            Some(table)
        };
        Self { tables: opened.files.iter().filter_map(read).collect(), changes: Vec::new(), today }
    }

    /// Reads the rows again as a check left them.
    pub(super) fn read_again(opened: &OpenedSet, known: &Known, today: Date, changes: &[Change]) -> Self {
        let mut set = Self::read(opened, known, today);
        let mut rows: Vec<HashMap<u32, usize>> = Vec::new();
        for table in &set.tables {
            rows.push(table.entries.iter().enumerate().map(|(at, entry)| (entry.row, at)).collect());
        }
        for change in changes {
            let Some(at) = rows.get(change.file).and_then(|rows| rows.get(&change.row)) else { continue };
            let entry = &mut set.tables[change.file].entries[*at];
            match (change.target, &change.said) {
                (None, _) => entry.left_out = true,
                (Some(target), None) => {
                    entry.said.remove(&target);
                }
                (Some(target), Some(said)) => {
                    entry.said.insert(target, said.clone());
                }
            }
        }
        set
    }

    /// The rows of one kind that go in, over all its files.
    pub(super) fn of(&self, kind: FileKind) -> impl Iterator<Item = (Key, &Entry)> {
        self.rows(kind, Entry::goes_in)
    }

    /// The rows of one kind that are wanted, over all its files.
    pub(super) fn rows(&self, kind: FileKind, wanted: fn(&Entry) -> bool) -> impl Iterator<Item = (Key, &Entry)> {
        let tables = self.tables.iter().enumerate().filter(move |(_, table)| table.kind == kind);
        tables.flat_map(move |(at, table)| {
            let found = table.entries.iter().enumerate().filter(move |(_, entry)| wanted(entry));
            found.map(move |(row, entry)| ((at, row), entry))
        })
    }

    /// The keys of these rows, bad ones included: to look at them while the set is changed.
    pub(super) fn keys(&self, kind: FileKind) -> Vec<Key> {
        self.rows(kind, Entry::is_there).map(|(key, _)| key).collect()
    }

    pub(super) fn entry(&self, key: Key) -> &Entry {
        &self.tables[key.0].entries[key.1]
    }

    pub(super) fn has(&self, kind: FileKind) -> bool {
        self.tables.iter().any(|table| table.kind == kind)
    }

    /// A finding. An error makes the row bad.
    pub(super) fn find(&mut self, key: Key, target: Target, found: (Severity, &str), detail: &str) {
        self.tables[key.0].find(key.1, target, found, detail);
    }

    /// An error with nothing to fill in.
    pub(super) fn wrong(&mut self, key: Key, target: Target, code: &str) {
        self.find(key, target, (Severity::Error, code), "");
    }

    /// The cell is not imported.
    pub(super) fn drop_cell(&mut self, key: Key, target: Target) {
        let entry = &mut self.tables[key.0].entries[key.1];
        if entry.said.remove(&target).is_some() {
            self.changes.push(Change { file: key.0, row: entry.row, target: Some(target), said: None });
        }
    }

    /// The cell is imported as if it said something else, and that is counted as handled.
    pub(super) fn take_as(&mut self, key: Key, target: Target, said: Said, note: &'static str) {
        let table = &mut self.tables[key.0];
        let entry = &mut table.entries[key.1];
        table.log.handled(note, None, entry.row);
        entry.said.insert(target, said.clone());
        self.changes.push(Change { file: key.0, row: entry.row, target: Some(target), said: Some(said) });
    }

    /// The row is not imported, because something that it stands on is not.
    pub(super) fn leave_out(&mut self, key: Key) {
        let table = &mut self.tables[key.0];
        let entry = &mut table.entries[key.1];
        if entry.goes_in() {
            entry.left_out = true;
            table.log.handled("stands_on_bad_row", None, entry.row);
            self.changes.push(Change { file: key.0, row: entry.row, target: None, said: None });
        }
    }

    /// Bad rows are not imported either; said at the end of a check.
    pub(super) fn bad_rows_stay_out(&mut self) {
        for (file, table) in self.tables.iter().enumerate() {
            let bad = table.entries.iter().filter(|entry| entry.bad);
            self.changes.extend(bad.map(|entry| Change { file, row: entry.row, target: None, said: None }));
        }
    }
}

impl Table {
    fn find(&mut self, at: usize, target: Target, (severity, code): (Severity, &str), detail: &str) {
        let Self { kind, header, mapping, entries, log, .. } = self;
        let entry = &mut entries[at];
        let original = entry.said.get(&target).map(Said::shown).unwrap_or_default();
        let heading = mapping.column(target).map(|column| header[column].as_str());
        let who = entry.text(kind.columns()[0].target).to_owned();
        let full_name = entry.text(Target::FullName).to_owned();
        let spot = Spot {
            row: entry.row,
            full_name: &full_name,
            employee_no: &who,
            heading,
            target: Some(target),
            original: &original,
        };
        log.find(spot, severity, code, detail, None);
        entry.bad |= severity == Severity::Error;
    }

    /// A column that must be there and is not: said once, and no row can be imported.
    fn missing_columns(&mut self) {
        let missing =
            self.kind.columns().iter().filter(|own| own.required && self.mapping.column(own.target).is_none());
        for column in missing {
            let title = column.target.title();
            self.log.say("column_missing", None, super::super::texts::in_both(&title.zh, &title.en));
        }
    }

    /// What the reader of the file noticed and a person must know.
    fn notices(&mut self, sheet: &Sheet) {
        for notice in &sheet.notices {
            let (row, code) = match notice {
                Notice::RowTooLong { row, .. } => (*row, "row_too_long"),
                Notice::CutOff { row } => (*row, "row_cut_off"),
                Notice::FormulaWithoutValue { row, column } if self.mapped(*column).is_some() => {
                    (*row, "formula_without_value")
                }
                Notice::DigitsLost { row, column } => {
                    self.lost_digits(*row, *column);
                    continue;
                }
                Notice::TitleRowsSkipped { rows } => {
                    let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
                    self.log.say("notice_title_rows", None, rows.join(", "));
                    continue;
                }
                Notice::EncodingUncertain { .. } => {
                    self.log.say("notice_encoding", None, "");
                    continue;
                }
                Notice::OtherSheets { sheets } => {
                    // The lists to choose from that a template brings along are no content.
                    if sheets.iter().any(|sheet| sheet != "选项") {
                        self.log.say("notice_sheets", None, sheets.join(", "));
                    }
                    continue;
                }
                _ => continue,
            };
            if let Some(at) = self.place(row).filter(|at| !self.entries[*at].left_out) {
                let key = self.kind.columns()[0].target;
                self.find(at, key, (Severity::Error, code), "");
            }
        }
    }

    /// Where a row of the file stands among the entries, which are in its order.
    fn place(&self, row: u32) -> Option<usize> {
        self.entries.binary_search_by_key(&row, |entry| entry.row).ok()
    }

    /// The target of a column as notices count them, from 1.
    fn mapped(&self, column: usize) -> Option<Target> {
        self.mapping.columns.get(column.saturating_sub(1)).and_then(|column| column.target)
    }

    /// A spreadsheet keeps 15 digits: a longer number is wrong, not merely odd.
    fn lost_digits(&mut self, row: u32, column: usize) {
        let Some(target @ (Target::IdentityNumber | Target::BankAccount)) = self.mapped(column) else { return };
        if let Some(at) = self.place(row) {
            self.entries[at].said.remove(&target);
            self.find(at, target, (Severity::Warning, "digits_lost"), "");
        }
    }
}
