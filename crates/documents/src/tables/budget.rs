//! What reading may cost in memory.

use super::{Limits, TableError};

/// Notices about single cells that are kept; a file that is odd in every cell is named by its first ones.
pub(super) const NOTICES: usize = 20_000;

/// Cells and bytes of text that may still be kept.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
    texts: usize,
    limits: Limits,
}

impl Budget {
    pub(super) const fn new(limits: &Limits) -> Self {
        Self { cells: limits.cells, texts: limits.text_bytes, limits: *limits }
    }

    /// One more filled cell with a text of so many bytes.
    pub(super) fn spend(&mut self, text: usize) -> Result<(), TableError> {
        self.cells = self.cells.checked_sub(1).ok_or(TableError::TooManyCells { limit: self.limits.cells })?;
        let limit = self.limits.text_bytes;
        self.texts = self.texts.checked_sub(text).ok_or(TableError::TooMuchText { limit: limit as u64 })?;
        Ok(())
    }
}
