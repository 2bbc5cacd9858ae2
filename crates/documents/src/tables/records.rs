//! Records that name their own fields, as JSON and XML have them, gathered into one table.

use std::collections::HashMap;

use super::budget::Budget;
use super::cell::Texts;
use super::{Cell, Limits, Notice, Row, Sheet, Source, TableError};

/// Gathers records; a field that no record before had becomes a further column.
#[derive(Debug)]
pub(super) struct Records {
    columns: HashMap<String, usize>,
    header: Vec<String>,
    rows: Vec<Row>,
    row: Vec<Cell>,
    number: u32,
    budget: Budget,
    texts: Texts,
    limits: Limits,
}

impl Records {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            columns: HashMap::new(),
            header: Vec::new(),
            rows: Vec::new(),
            row: Vec::new(),
            number: 1,
            budget: Budget::new(limits),
            texts: Texts::default(),
            limits: *limits,
        }
    }

    /// The number of the record that is being read.
    pub(super) const fn number(&self) -> u32 {
        self.number
    }

    /// A field of the present record.
    pub(super) fn field(&mut self, name: &str, value: Value<'_>) -> Result<(), TableError> {
        let name = name.trim();
        let column = match self.columns.get(name) {
            Some(column) => *column,
            None => {
                let limit = self.limits.columns;
                if self.header.len() >= limit {
                    return Err(TableError::TooManyColumns { row: self.number, limit });
                }
                self.header.push(name.to_owned());
                self.columns.insert(name.to_owned(), self.header.len() - 1);
                self.header.len() - 1
            }
        };
        let cell = match value {
            Value::Nothing => return Ok(()),
            Value::Text(text) => Cell::from_text(text, &mut self.texts),
            Value::Number(text) => Cell::Number(self.texts.of(text)),
            Value::Bool(truth) => Cell::Bool(truth),
        };
        let limit = self.limits.cell_chars;
        if cell.text().len() > limit && cell.text().chars().count() > limit {
            return Err(TableError::CellTooLong { row: self.number, column: column + 1, limit });
        }
        if cell.is_empty() {
            return Ok(());
        }
        self.budget.spend(cell.text().len())?;
        if self.row.len() <= column {
            self.row.resize(column + 1, Cell::Empty);
        }
        if !self.row[column].is_empty() {
            return Err(TableError::Nested { row: self.number, field: name.to_owned() });
        }
        self.row[column] = cell;
        Ok(())
    }

    /// The present record ends here.
    pub(super) fn end(&mut self) -> Result<(), TableError> {
        let row = Row { number: self.number, cells: std::mem::take(&mut self.row), formulas: Vec::new() };
        self.number = self.number.saturating_add(1);
        if row.is_filled() {
            self.rows.push(row);
        }
        if self.rows.len() > self.limits.rows {
            return Err(TableError::TooManyRows { limit: self.limits.rows });
        }
        Ok(())
    }

    /// The table.
    pub(super) fn sheet(mut self, file_name: &str, source: Source, notices: Vec<Notice>) -> Result<Sheet, TableError> {
        if self.rows.is_empty() {
            return Err(if self.header.is_empty() { TableError::Empty } else { TableError::NoRows });
        }
        for row in &mut self.rows {
            row.cells.resize(self.header.len(), Cell::Empty);
        }
        let base = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
        let name = base.rsplit_once('.').map_or(base, |(stem, _)| stem).to_owned();
        Ok(Sheet { name, header: self.header, header_row: 0, rows: self.rows, source, notices })
    }
}

/// A value as the format has it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'a> {
    Nothing,
    Text(&'a str),
    Number(&'a str),
    Bool(bool),
}
