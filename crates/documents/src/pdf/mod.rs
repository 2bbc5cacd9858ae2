//! Papers: a small layout over krilla.
//!
//! A [`Paper`] is a list of [`Block`]s. [`Paper::render`] breaks lines, breaks pages, repeats table heads,
//! numbers the pages and writes a tagged PDF/A-2a: text can be extracted, read aloud and kept for decades.
//! The same paper gives the same bytes.

mod breaking;
mod draw;
mod flow;
mod font;
pub(crate) mod overlay;
mod paper;
mod table;
mod text;

#[cfg(test)]
mod tests;

pub use font::Fonts;
pub use paper::{Align, Block, Column, Paper, Row, Span, Style, Table};
#[cfg(test)]
pub(crate) use tests::page_texts;

/// A finished file and what could not be shown as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// What a careful clerk would mention.
    pub warnings: Vec<PdfWarning>,
}

/// Something on the paper is not as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PdfWarning {
    /// No font has this character; 〓 stands in its place. Give a font that has it (see [`Fonts::with_extra`]).
    MissingCharacter(char),
}

/// Why a paper could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The given font file cannot be read.
    #[error("the font file cannot be read")]
    BadFont,
    /// The text of a QR code is too long.
    #[error("the text of the QR code is too long")]
    QrTooLong,
    /// A block does not fit on any page.
    #[error("a block that must stay together is higher than a page")]
    TooHigh,
    /// The writer refused.
    #[error("the file could not be written: {0}")]
    Writer(String),
}
