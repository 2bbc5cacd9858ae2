//! The rows that the product learns from: person-months with typed features and whether an exit followed.

use std::collections::BTreeSet;

use kernel::Month;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::frame::{Cell, Column, Frame};
use crate::product::protected::check_key;

/// What a feature holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeatureKind {
    /// A number in the unit that the catalogue of features states.
    Number,
    /// Yes or no.
    Flag,
    /// One of a few names.
    Category,
}

/// One feature. Its texts live in the locale files under its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeatureSpec {
    /// Stable key in `a-z`, `0-9`, `_`.
    pub key: String,
    /// What it holds.
    pub kind: FeatureKind,
}

impl FeatureSpec {
    /// A feature.
    pub fn new(key: impl Into<String>, kind: FeatureKind) -> Self {
        Self { key: key.into(), kind }
    }
}

/// The value of one feature.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not known.
    Missing,
    /// For [`FeatureKind::Number`]; NaN and infinities count as missing.
    Number(f64),
    /// For [`FeatureKind::Flag`].
    Flag(bool),
    /// For [`FeatureKind::Category`].
    Category(String),
}

impl FeatureKind {
    /// The cell of a value, if it is of this kind.
    fn cell(self, value: &Value) -> Result<Cell<'_>, &'static str> {
        match (self, value) {
            (Self::Number, Value::Number(number)) if number.is_finite() => Ok(Cell::Number(*number)),
            (_, Value::Missing) | (Self::Number, Value::Number(_)) => Ok(Cell::Missing),
            (Self::Flag, Value::Flag(flag)) => Ok(Cell::Number(f64::from(u8::from(*flag)))),
            (Self::Category, Value::Category(name)) => Ok(Cell::Level(name)),
            (Self::Number, _) => Err("a number"),
            (Self::Flag, _) => Err("yes or no"),
            (Self::Category, _) => Err("the name of a category"),
        }
    }
}

/// The cells of a row, checked against the features.
pub(crate) fn cells<'a>(specs: &[FeatureSpec], values: &'a [Value], row: usize) -> Result<Vec<Cell<'a>>, Error> {
    if values.len() != specs.len() {
        return Err(Error::UnevenRow { row, values: values.len(), expected: specs.len() });
    }
    let cell = |(spec, value): (&FeatureSpec, &'a Value)| {
        spec.kind.cell(value).map_err(|expected| Error::WrongKind { row, key: spec.key.clone(), expected })
    };
    specs.iter().zip(values).map(cell).collect()
}

/// One person in one month.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Number of the person, of no meaning elsewhere: keeps rows of one person on one side of every split.
    pub subject: u64,
    /// The month whose end the features were known at.
    pub month: Month,
    /// One value a feature, in their order.
    pub values: Vec<Value>,
    /// Whether an exit followed within the horizon.
    pub left: bool,
}

/// Rows to learn from. Cannot be made with a protected attribute among its features.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    specs: Vec<FeatureSpec>,
    horizon_months: u32,
    rows: Vec<Row>,
}

impl Dataset {
    /// An empty dataset. `horizon_months` is how far ahead `left` looks. Refuses protected attributes by name, keys
    /// that stand twice, and keys in other letters than `a-z`, `0-9`, `_`.
    pub fn new(specs: Vec<FeatureSpec>, horizon_months: u32) -> Result<Self, Error> {
        let mut keys = BTreeSet::new();
        for spec in &specs {
            check_key(&spec.key)?;
            if !keys.insert(spec.key.as_str()) {
                return Err(Error::ColumnTwice(spec.key.clone()));
            }
        }
        Ok(Self { specs, horizon_months, rows: Vec::new() })
    }

    /// Adds a row. Refuses too few or too many values and values of another kind than their feature.
    pub fn push(&mut self, row: Row) -> Result<(), Error> {
        cells(&self.specs, &row.values, self.rows.len())?;
        self.rows.push(row);
        Ok(())
    }

    /// The features.
    pub fn specs(&self) -> &[FeatureSpec] {
        &self.specs
    }

    /// The rows in the order in which they were added.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How far ahead `left` looks, in months.
    pub const fn horizon_months(&self) -> u32 {
        self.horizon_months
    }

    /// What happened, row by row.
    pub fn labels(&self) -> Vec<bool> {
        self.rows.iter().map(|row| row.left).collect()
    }

    /// The person of each row.
    pub(crate) fn subjects(&self) -> Vec<u64> {
        self.rows.iter().map(|row| row.subject).collect()
    }

    /// The rows that pass.
    pub(crate) fn filtered(&self, pass: impl Fn(&Row) -> bool) -> Self {
        let rows = self.rows.iter().filter(|row| pass(row)).cloned().collect();
        Self { specs: self.specs.clone(), horizon_months: self.horizon_months, rows }
    }

    /// The features as columns.
    pub(crate) fn frame(&self) -> Result<Frame, Error> {
        let columns = self.specs.iter().enumerate().map(|(place, spec)| self.column(place, spec)).collect();
        Frame::new(columns)
    }

    fn column(&self, place: usize, spec: &FeatureSpec) -> Column {
        let cell = |row: &'_ Row| row.values.get(place).cloned().unwrap_or(Value::Missing);
        if spec.kind == FeatureKind::Category {
            let names: Vec<Option<String>> = self
                .rows
                .iter()
                .map(|row| match cell(row) {
                    Value::Category(name) => Some(name),
                    _ => None,
                })
                .collect();
            return Column::categories(spec.key.clone(), &names);
        }
        let number = |row: &Row| match cell(row) {
            Value::Number(number) => number,
            Value::Flag(flag) => f64::from(u8::from(flag)),
            Value::Missing | Value::Category(_) => f64::NAN,
        };
        Column::numbers(spec.key.clone(), self.rows.iter().map(number).collect())
    }
}
