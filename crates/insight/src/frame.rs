//! A table of typed columns, as all models here take it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::Error;

/// The values of one column.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers in the unit of the column; NaN means missing.
    Number(Vec<f64>),
    /// Codes into `levels`; `None` means missing.
    Category {
        /// Names of the levels, sorted, each once.
        levels: Vec<String>,
        /// One code a row.
        codes: Vec<Option<u32>>,
    },
}

/// One named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name, unique within a frame.
    pub name: String,
    /// One value a row.
    pub values: Values,
}

/// One value of one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Not known.
    Missing,
    /// A number.
    Number(f64),
    /// The name of a level.
    Level(&'a str),
}

impl Column {
    /// A column of numbers; NaN and infinities mean missing.
    pub fn numbers(name: impl Into<String>, values: Vec<f64>) -> Self {
        let values = values.into_iter().map(|value| if value.is_finite() { value } else { f64::NAN }).collect();
        Self { name: name.into(), values: Values::Number(values) }
    }

    /// A column of categories from the names of the levels.
    pub fn categories<S: AsRef<str>>(name: impl Into<String>, values: &[Option<S>]) -> Self {
        let names: BTreeSet<&str> = values.iter().flatten().map(AsRef::as_ref).collect();
        let place: BTreeMap<&str, u32> = names.iter().copied().zip(0_u32..).collect();
        let codes =
            values.iter().map(|value| value.as_ref().and_then(|name| place.get(name.as_ref()).copied())).collect();
        Self {
            name: name.into(),
            values: Values::Category { levels: names.into_iter().map(str::to_owned).collect(), codes },
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match &self.values {
            Values::Number(values) => values.len(),
            Values::Category { codes, .. } => codes.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a row; missing beyond the end.
    pub fn cell(&self, row: usize) -> Cell<'_> {
        match &self.values {
            Values::Number(values) => match values.get(row) {
                Some(value) if value.is_finite() => Cell::Number(*value),
                _ => Cell::Missing,
            },
            Values::Category { levels, codes } => {
                let level = codes.get(row).copied().flatten().and_then(|code| levels.get(code as usize));
                level.map_or(Cell::Missing, |name| Cell::Level(name))
            }
        }
    }

    /// Whether all rows hold the same value (all missing counts as the same).
    pub fn is_constant(&self) -> bool {
        let first = self.cell(0);
        (1..self.len()).all(|row| self.cell(row) == first)
    }

    fn taken(&self, rows: &[usize]) -> Self {
        let values = match &self.values {
            Values::Number(values) => Values::Number(rows.iter().map(|&row| values[row]).collect()),
            Values::Category { levels, codes } => {
                Values::Category { levels: levels.clone(), codes: rows.iter().map(|&row| codes[row]).collect() }
            }
        };
        Self { name: self.name.clone(), values }
    }

    fn compare(&self, a: usize, b: usize) -> Ordering {
        match &self.values {
            Values::Number(values) => values[a].total_cmp(&values[b]),
            Values::Category { codes, .. } => codes[a].cmp(&codes[b]),
        }
    }
}

/// Columns of equal length with unique names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    columns: Vec<Column>,
    rows: usize,
}

impl Frame {
    /// A frame of these columns. Fails when lengths differ or a name stands twice.
    pub fn new(columns: Vec<Column>) -> Result<Self, Error> {
        let rows = columns.first().map_or(0, Column::len);
        let mut names = BTreeSet::new();
        for column in &columns {
            if column.len() != rows {
                return Err(Error::UnevenColumns { column: column.name.clone(), rows: column.len(), expected: rows });
            }
            if !names.insert(column.name.as_str()) {
                return Err(Error::ColumnTwice(column.name.clone()));
            }
        }
        Ok(Self { columns, rows })
    }

    /// Number of rows.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The columns in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The values of one row, in the order of the columns.
    pub fn row(&self, row: usize) -> Vec<Cell<'_>> {
        self.columns.iter().map(|column| column.cell(row)).collect()
    }

    /// The rows of these numbers, in the given order. Numbers beyond the end are left out.
    pub fn take(&self, rows: &[usize]) -> Self {
        let rows: Vec<usize> = rows.iter().copied().filter(|&row| row < self.rows).collect();
        Self { columns: self.columns.iter().map(|column| column.taken(&rows)).collect(), rows: rows.len() }
    }

    /// Orders two rows by content, column after column.
    pub(crate) fn compare_rows(&self, a: usize, b: usize) -> Ordering {
        self.columns.iter().map(|column| column.compare(a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}
