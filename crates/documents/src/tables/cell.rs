//! One cell and one row as they were found.

use std::collections::HashSet;
use std::sync::Arc;

use kernel::Date;

/// A cell. Text files know no types: their cells are [`Cell::Text`] or [`Cell::Empty`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or blanks only.
    #[default]
    Empty,
    /// Text as it stands, blanks included.
    Text(Arc<str>),
    /// A number as plain decimal text with at most 15 significant digits, which is what Excel shows.
    Number(Arc<str>),
    /// A day, perhaps with a time that the text keeps.
    Date {
        /// The day.
        day: Date,
        /// `2021-03-01` or `2021-03-01 08:30:00`.
        text: Arc<str>,
    },
    /// Yes or no.
    Bool(bool),
    /// An error value of the sheet, such as `#N/A`.
    Error(Arc<str>),
}

impl Cell {
    /// The text that people see, untrimmed. Yes is `TRUE`, no is `FALSE`, as in Excel.
    pub fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Date { text, .. } | Self::Error(text) => text,
            Self::Bool(true) => "TRUE",
            Self::Bool(false) => "FALSE",
        }
    }

    /// Whether it holds nothing.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Text, or nothing when there are only blanks.
    pub(super) fn from_text(text: &str, texts: &mut Texts) -> Self {
        if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
            Self::Empty
        } else {
            Self::Text(texts.of(text))
        }
    }
}

/// Short texts met so far: a department stands in thousands of rows and once in memory.
#[derive(Debug, Default)]
pub(super) struct Texts(HashSet<Arc<str>>);

impl Texts {
    /// Texts remembered; names and numbers, which nobody shares, soon fill any larger pool.
    const MOST: usize = 20_000;
    /// Longer texts seldom repeat.
    const LONGEST: usize = 120;

    pub(super) fn of(&mut self, text: &str) -> Arc<str> {
        if text.len() > Self::LONGEST {
            return text.into();
        }
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        if self.0.len() < Self::MOST {
            self.0.insert(Arc::clone(&new));
        }
        new
    }
}

/// A row with its number as the file shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Counted from 1, blank rows and rows above the header included: what Excel shows at the left edge.
    pub number: u32,
    /// Its cells from the first column on.
    pub cells: Vec<Cell>,
    /// Columns (from 0) whose value is the stored result of a formula.
    pub formulas: Vec<usize>,
}

impl Row {
    /// Whether any cell holds something.
    pub fn is_filled(&self) -> bool {
        self.cells.iter().any(|cell| !cell.is_empty())
    }

    /// Whether the cell's value was computed by a formula in the file.
    pub fn is_formula(&self, column: usize) -> bool {
        self.formulas.contains(&column)
    }

    /// Number of cells up to the last filled one.
    pub(super) fn width(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
    }
}
