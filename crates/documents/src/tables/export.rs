//! A table on its way out.

use kernel::{Date, Money};
use serde::{Deserialize, Serialize};

/// What a column holds; it decides format and alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Text. Identity, phone and account numbers are text too, so that no digit is lost.
    Text,
    /// Whole numbers.
    Integer,
    /// Amounts in yuan with two places.
    Money,
    /// Days.
    Date,
    /// Yes or no.
    Bool,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands in the header row.
    pub title: String,
    /// What it holds.
    pub kind: ColumnKind,
}

impl Column {
    /// A column with this title and kind.
    pub fn new(title: impl Into<String>, kind: ColumnKind) -> Self {
        Self { title: title.into(), kind }
    }
}

/// One value. It may differ from its column's kind (a remark in a column of amounts): the value wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An amount.
    Money(Money),
    /// A day.
    Date(Date),
    /// Yes or no.
    Bool(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<Money> for Value {
    fn from(amount: Money) -> Self {
        Self::Money(amount)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Date(day)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A table: head and rows. A row shorter than the head leaves its last cells empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Name of the sheet. Marks that Excel forbids are replaced, and it is cut at 31 characters.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}
