//! Why a file could not be read or written.

use kernel::Problem;

use super::TextEncoding;

/// Why a table could not be read. Rows, lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// No sheet of the workbook holds anything below a header.
    #[error("the sheet has a header but no rows below it")]
    NoRows,
    /// The file is larger than allowed.
    #[error("the file is larger than {limit} bytes")]
    FileTooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// Unpacked, the workbook is larger than allowed.
    #[error("unpacked, the workbook is larger than {limit} bytes")]
    UnpacksTooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// Too many rows.
    #[error("the sheet has more than {limit} rows")]
    TooManyRows {
        /// Rows allowed.
        limit: usize,
    },
    /// Too many columns.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// Row.
        row: u32,
        /// Columns allowed.
        limit: usize,
    },
    /// Too many cells.
    #[error("the sheet has more than {limit} filled cells")]
    TooManyCells {
        /// Cells allowed.
        limit: usize,
    },
    /// Too much text.
    #[error("the cells hold more than {limit} bytes of text")]
    TooMuchText {
        /// Bytes allowed.
        limit: u64,
    },
    /// Too many merged cells.
    #[error("the workbook has more than {limit} merged areas")]
    TooManyMerges {
        /// Areas allowed.
        limit: usize,
    },
    /// The file ends before its own end: it was cut on the way.
    #[error("the file ends before its own end; send it again")]
    CutOff,
    /// A document with declarations, which a list of records never needs and an attack does.
    #[error("the file declares a document type or entities, which are not read")]
    Doctype,
    /// JSON or XML that is no list of flat records.
    #[error("record {row}: \"{field}\" holds further fields; a record is one level deep")]
    Nested {
        /// Record, counted from 1.
        row: u32,
        /// The field.
        field: String,
    },
    /// JSON or XML that breaks its own rules.
    #[error("line {line} breaks the rules of {format}: {detail}")]
    BrokenMarkup {
        /// `JSON` or `XML`.
        format: &'static str,
        /// Line.
        line: u32,
        /// What the reader stumbled over; technical.
        detail: String,
    },
    /// A cell is too long; in a text file often a quotation mark that is never closed.
    #[error("row {row}, column {column}: a cell has more than {limit} characters")]
    CellTooLong {
        /// Row.
        row: u32,
        /// Column.
        column: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// A quotation mark is opened and never closed.
    #[error("row {row}: a quotation mark is opened and never closed")]
    UnclosedQuote {
        /// Row in which it is opened.
        row: u32,
    },
    /// The workbook is protected by a password.
    #[error("the workbook is protected by a password")]
    Encrypted,
    /// A workbook of the old binary kind.
    #[error("this is an old .xls workbook; save it as .xlsx or CSV")]
    OldExcel,
    /// A web page with the ending of a table, as some systems export it.
    #[error("this is a web page, not a table; open it in Excel or WPS and save it as .xlsx")]
    WebPage,
    /// Neither text nor workbook.
    #[error("this is neither a CSV text nor an Excel workbook")]
    NotATable,
    /// The workbook is damaged.
    #[error("the workbook is damaged: {detail}")]
    Damaged {
        /// What the reader stumbled over; technical.
        detail: String,
    },
    /// The text is broken at one place.
    #[error("line {line} is not valid {encoding} text")]
    BrokenText {
        /// Encoding that fits the text before that place.
        encoding: TextEncoding,
        /// Line of the text file.
        line: u32,
    },
    /// The encoding could not be told.
    #[error("the encoding of the text cannot be told; save it as UTF-8")]
    UnknownEncoding,
    /// The sheet asked for does not exist.
    #[error("the workbook has no sheet \"{name}\"")]
    NoSuchSheet {
        /// Name asked for.
        name: String,
        /// Names that exist.
        sheets: Vec<String>,
    },
    /// The header row asked for holds nothing.
    #[error("row {row} holds nothing and cannot be the header")]
    NoHeader {
        /// Row asked for.
        row: u32,
    },
}

impl TableError {
    /// The failure as the edges tell it: code `documents.<reason>` and the values for its message.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Empty => Problem::invalid("documents.file_empty"),
            Self::NoRows => Problem::invalid("documents.no_rows"),
            Self::FileTooLarge { limit } => Problem::invalid("documents.file_too_large").with("limit_bytes", limit),
            Self::UnpacksTooLarge { limit } => {
                Problem::invalid("documents.unpacks_too_large").with("limit_bytes", limit)
            }
            Self::TooManyRows { limit } => Problem::invalid("documents.too_many_rows").with("limit", limit),
            Self::TooManyColumns { row, limit } => {
                Problem::invalid("documents.too_many_columns").with("row", row).with("limit", limit)
            }
            Self::TooManyCells { limit } => Problem::invalid("documents.too_many_cells").with("limit", limit),
            Self::TooMuchText { limit } => Problem::invalid("documents.too_much_text").with("limit_bytes", limit),
            Self::TooManyMerges { limit } => Problem::invalid("documents.too_many_merges").with("limit", limit),
            Self::CutOff => Problem::invalid("documents.cut_off"),
            Self::Doctype => Problem::invalid("documents.doctype"),
            Self::Nested { row, field } => Problem::invalid("documents.nested").with("row", row).with("field", field),
            Self::BrokenMarkup { format, line, .. } => {
                Problem::invalid("documents.broken_markup").with("format", format).with("line", line)
            }
            Self::CellTooLong { row, column, limit } => {
                Problem::invalid("documents.cell_too_long").with("row", row).with("column", column).with("limit", limit)
            }
            Self::UnclosedQuote { row } => Problem::invalid("documents.unclosed_quote").with("row", row),
            Self::Encrypted => Problem::invalid("documents.encrypted"),
            Self::OldExcel => Problem::invalid("documents.old_excel"),
            Self::WebPage => Problem::invalid("documents.web_page"),
            Self::NotATable => Problem::invalid("documents.not_a_table"),
            Self::Damaged { .. } => Problem::invalid("documents.damaged"),
            Self::BrokenText { encoding, line } => {
                Problem::invalid("documents.broken_text").with("encoding", encoding).with("line", line)
            }
            Self::UnknownEncoding => Problem::invalid("documents.unknown_encoding"),
            Self::NoSuchSheet { name, .. } => Problem::invalid("documents.no_such_sheet").with("sheet", name),
            Self::NoHeader { row } => Problem::invalid("documents.no_header").with("row", row),
        }
    }
}

/// Why a table could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// More rows than a sheet can hold (1,048,576 with the header).
    #[error("a sheet holds at most 1,048,575 rows; this table has {rows}")]
    TooManyRows {
        /// Rows of the table.
        rows: usize,
    },
    /// A text longer than a cell can hold.
    #[error("row {row}, column {column}: a cell of a workbook holds at most 32,767 characters")]
    CellTooLong {
        /// Row, counted from 1 with the header.
        row: usize,
        /// Column, counted from 1.
        column: usize,
    },
    /// The writer refused.
    #[error("the workbook could not be written: {0}")]
    Writer(String),
}
