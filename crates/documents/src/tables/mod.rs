//! Tables in and out: CSV and XLSX, and in also JSON and XML.
//!
//! [`read`] takes the bytes of a file as people have them and returns one [`Sheet`]: the header, the rows
//! with their numbers as the file shows them, how the bytes were understood ([`Source`]) and everything that
//! a careful reader would mention ([`Notice`]). It never merges two columns, never shifts a cell and never
//! drops a filled row without a notice.
//!
//! [`write_csv`] and [`write_xlsx`] write an [`Export`] in which no cell can act as a formula.

mod budget;
mod cell;
mod csv_in;
mod csv_out;
mod encoding;
mod error;
mod export;
mod form_out;
mod guard;
mod header;
mod json_in;
mod records;
mod xlsx_in;
mod xlsx_out;
mod xml_in;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use cell::{Cell, Row};
pub use csv_out::{csv_head, csv_rows, write_csv};
pub use encoding::TextEncoding;
pub use error::{ExportError, TableError};
pub use export::{Column, ColumnKind, Export, Value};
pub use form_out::{Form, FormColumn, write_form};
pub use xlsx_out::write_xlsx;

/// How much a file may hold. Beyond it reading stops with an error that names the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: usize,
    /// Bytes after decompression, all parts of a workbook together. Stops a small file that unpacks to a huge one.
    pub unpacked_bytes: u64,
    /// Rows that hold something.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Filled cells of the whole sheet.
    pub cells: usize,
    /// Bytes of the texts of all cells.
    pub text_bytes: usize,
    /// Characters in one cell. Excel itself stops at 32,767.
    pub cell_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            unpacked_bytes: 512 << 20,
            rows: 200_000,
            columns: 500,
            cells: 6_000_000,
            text_bytes: 160 << 20,
            cell_chars: 32_767,
        }
    }
}

/// What the caller knows better than the guess. Everything is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Name of the sheet to read from a workbook. `None`: the first visible sheet that holds anything.
    pub sheet: Option<String>,
    /// Row of the header as the file shows it, counted from 1. `None`: found by its looks.
    pub header_row: Option<u32>,
    /// Encoding of a text file. `None`: found.
    pub encoding: Option<TextEncoding>,
    /// Delimiter of a text file. `None`: found among comma, semicolon and tab.
    pub delimiter: Option<char>,
    /// How much may be read.
    pub limits: Limits,
}

/// How the bytes were understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "format", rename_all = "snake_case")]
pub enum Source {
    /// Delimited text.
    Csv {
        /// Its encoding.
        encoding: TextEncoding,
        /// Whether a byte-order mark stood in front.
        byte_order_mark: bool,
        /// What separates the cells.
        delimiter: char,
    },
    /// A list of objects, one a row.
    Json,
    /// A list of elements, one a row.
    Xml {
        /// The encoding.
        encoding: TextEncoding,
    },
    /// An Excel workbook.
    Xlsx {
        /// All its sheets, in order, hidden ones included.
        sheets: Vec<String>,
    },
}

/// Something that a careful reader of the file would mention. Rows and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Notice {
    /// Rows above the header were taken for a title and left out.
    TitleRowsSkipped {
        /// Their numbers.
        rows: Vec<u32>,
    },
    /// No row looks like a header; the named one was taken.
    HeaderUncertain {
        /// Row taken as header.
        row: u32,
    },
    /// The header cell is empty; the column got a name by its position.
    HeaderEmpty {
        /// Column.
        column: usize,
        /// Name given.
        name: String,
    },
    /// Two columns bear the same name; this one was renamed.
    HeaderDuplicate {
        /// Column.
        column: usize,
        /// Name in the file.
        name: String,
        /// Name given.
        renamed: String,
    },
    /// The header stands again further down (a page break of a printed list); the row was left out.
    HeaderRepeated {
        /// Row.
        row: u32,
    },
    /// The row has more cells than the header: often a comma inside a cell without quotes.
    RowTooLong {
        /// Row.
        row: u32,
        /// Cells found.
        cells: usize,
        /// Cells of the header.
        header: usize,
    },
    /// A merged cell covers several rows; its value was taken for each of them.
    MergedDown {
        /// Column.
        column: usize,
        /// First row covered.
        first_row: u32,
        /// Last row covered.
        last_row: u32,
    },
    /// A number with more digits than Excel keeps (15): the last ones are lost in the file itself.
    DigitsLost {
        /// Row.
        row: u32,
        /// Column.
        column: usize,
    },
    /// The cell holds a formula without a stored result.
    FormulaWithoutValue {
        /// Row.
        row: u32,
        /// Column.
        column: usize,
    },
    /// The text ends in the middle of a line, and that line has fewer cells than all others: the file was cut.
    CutOff {
        /// Row.
        row: u32,
    },
    /// The text could be read as this encoding, yet it hardly looks like Chinese: please check a few names.
    EncodingUncertain {
        /// Encoding taken.
        encoding: TextEncoding,
    },
    /// The workbook has further sheets with content, which were not read.
    OtherSheets {
        /// Their names.
        sheets: Vec<String>,
    },
}

/// One table: a header and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet; for text files the file name without its ending.
    pub name: String,
    /// Column names, unique, in order. As many as the widest row has cells.
    pub header: Vec<String>,
    /// Row of the header as the file shows it (the lower one of a header in two rows).
    pub header_row: u32,
    /// Filled rows below the header. Every row has as many cells as the header.
    pub rows: Vec<Row>,
    /// How the bytes were understood.
    pub source: Source,
    /// What a careful reader would mention.
    pub notices: Vec<Notice>,
}

impl Sheet {
    /// Position of the column with this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|title| title == name)
    }

    /// The texts of one column from top to bottom, with the number of their rows; empty cells give an empty text.
    pub fn texts(&self, column: usize) -> impl Iterator<Item = (u32, &str)> {
        self.rows.iter().map(move |row| (row.number, row.cells.get(column).map_or("", Cell::text)))
    }
}

/// Reads a table with the default limits; `file_name` only names the sheet of a text file.
/// What the file is (CSV, XLSX, JSON or XML) is seen from its bytes, because endings lie.
///
/// # Errors
/// [`TableError`] names the place and the limit; nothing is returned in part.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Sheet, TableError> {
    read_with(bytes, file_name, &ReadOptions::default())
}

/// [`read`] with what the caller knows better.
pub fn read_with(bytes: &[u8], file_name: &str, options: &ReadOptions) -> Result<Sheet, TableError> {
    if bytes.len() > options.limits.file_bytes {
        return Err(TableError::FileTooLarge { limit: options.limits.file_bytes as u64 });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(TableError::Empty);
    }
    let grid = if bytes.starts_with(b"PK\x03\x04") {
        xlsx_in::read(bytes, options)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(xlsx_in::compound_file_error(bytes));
    } else {
        let decoded = encoding::decode(bytes, options.encoding)?;
        match decoded.text.trim_start().as_bytes() {
            [b'{' | b'[', ..] => return json_in::read(&decoded.text, file_name, &options.limits),
            [b'<', ..] => return xml_in::read(&decoded, file_name, &options.limits),
            _ => csv_in::read(&decoded, file_name, options)?,
        }
    };
    header::split(grid, options)
}

/// The text of a text file, whatever its encoding.
///
/// # Errors
/// [`TableError::BrokenText`], [`TableError::UnknownEncoding`] or [`TableError::NotATable`] for what is no text.
pub fn plain_text(bytes: &[u8]) -> Result<String, TableError> {
    Ok(encoding::decode(bytes, None)?.text.into_owned())
}

/// Cells in place, before it is known which row is the header.
#[derive(Debug)]
struct Grid {
    name: String,
    rows: Vec<Row>,
    merges: Vec<Merge>,
    source: Source,
    notices: Vec<Notice>,
}

/// A rectangle of merged cells. Rows count from 1, columns from 0, both ends included.
#[derive(Debug, Clone, Copy)]
struct Merge {
    first_row: u32,
    last_row: u32,
    first_column: usize,
    last_column: usize,
}
