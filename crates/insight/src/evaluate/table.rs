//! A CSV file as text columns, and from there as typed columns.

use std::io::Read;

use crate::Error;
use crate::frame::{Column, Frame};

/// A table of text with a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    name: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What is read as "not known".
const MISSING: [&str; 6] = ["", "na", "n/a", "nan", "null", "#n/a"];

fn is_missing(text: &str) -> bool {
    MISSING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn unreadable(place: &str, error: &csv::Error) -> Error {
    Error::Unreadable { place: place.to_owned(), reason: error.to_string() }
}

impl Table {
    /// Reads comma-separated values with a header. `name` is used in messages. Bytes that are no UTF-8 are replaced,
    /// a byte order mark is skipped, values are trimmed.
    pub fn read(name: &str, from: impl Read) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(from);
        let text = |field: &[u8]| String::from_utf8_lossy(field).trim().to_owned();
        let header: Vec<String> = reader
            .byte_headers()
            .map_err(|error| unreadable(name, &error))?
            .iter()
            .map(|field| text(field).trim_start_matches('\u{feff}').to_owned())
            .collect();
        let mut rows = Vec::new();
        for record in reader.byte_records() {
            rows.push(record.map_err(|error| unreadable(name, &error))?.iter().map(text).collect());
        }
        Ok(Self { name: name.to_owned(), header, rows })
    }

    /// The name given when it was read.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Column names in order.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The texts of one column.
    pub fn column(&self, name: &str) -> Result<Vec<&str>, Error> {
        let place = self
            .header
            .iter()
            .position(|column| column == name)
            .ok_or_else(|| Error::NoColumn { column: name.to_owned(), place: self.name.clone() })?;
        Ok(self.rows.iter().map(|row| row.get(place).map_or("", String::as_str)).collect())
    }

    /// A column of yes/no, 1/0, true/false or 是/否.
    pub fn flags(&self, name: &str) -> Result<Vec<bool>, Error> {
        self.parsed(name, "yes or no", |text| match text.to_ascii_lowercase().as_str() {
            "yes" | "y" | "1" | "1.0" | "true" | "t" | "是" => Some(true),
            "no" | "n" | "0" | "0.0" | "false" | "f" | "否" => Some(false),
            _ => None,
        })
    }

    /// A column of numbers, none missing.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, Error> {
        self.parsed(name, "number", |text| text.parse::<f64>().ok().filter(|value| value.is_finite()))
    }

    /// A column of whole numbers from 0, none missing.
    pub fn counts(&self, name: &str) -> Result<Vec<usize>, Error> {
        self.parsed(name, "whole number", |text| text.parse::<usize>().ok())
    }

    fn parsed<T>(
        &self,
        name: &str,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, Error> {
        let read = |(row, text): (usize, &str)| {
            parse(text).ok_or_else(|| Error::BadValue {
                place: self.name.clone(),
                row: row + 1,
                value: text.to_owned(),
                expected,
            })
        };
        self.column(name)?.into_iter().enumerate().map(read).collect()
    }

    /// The columns as features: numbers where every known value is one, categories else. Columns named in `without`
    /// and columns that hold one value only are left out; the names of the latter come back.
    pub fn features(&self, without: &[&str]) -> Result<(Frame, Vec<String>), Error> {
        let (mut columns, mut constant) = (Vec::new(), Vec::new());
        for name in self.header.iter().filter(|name| !without.contains(&name.as_str())) {
            let column = typed(name, &self.column(name)?);
            if column.is_constant() {
                constant.push(name.clone());
            } else {
                columns.push(column);
            }
        }
        Ok((Frame::new(columns)?, constant))
    }

    /// This table with the rows of another below, columns matched by name. Fails when a column is not there.
    pub fn stacked(&self, other: &Self) -> Result<Self, Error> {
        let columns: Vec<Vec<&str>> = self.header.iter().map(|name| other.column(name)).collect::<Result<_, _>>()?;
        let more = (0..other.rows()).map(|row| columns.iter().map(|column| column[row].to_owned()).collect());
        Ok(Self {
            name: format!("{} and {}", self.name, other.name),
            header: self.header.clone(),
            rows: self.rows.iter().cloned().chain(more).collect(),
        })
    }
}

fn typed(name: &str, texts: &[&str]) -> Column {
    let number = |text: &str| text.parse::<f64>().ok().filter(|value| value.is_finite());
    if texts.iter().all(|text| is_missing(text) || number(text).is_some()) {
        let values =
            texts.iter().map(|text| if is_missing(text) { f64::NAN } else { number(text).unwrap_or(f64::NAN) });
        return Column::numbers(name, values.collect());
    }
    let values: Vec<Option<&str>> = texts.iter().map(|text| (!is_missing(text)).then_some(*text)).collect();
    Column::categories(name, &values)
}
