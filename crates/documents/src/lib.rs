//! Bytes in and out: tables (CSV, XLSX), PDF papers, and the loose texts that people type into cells.
//!
//! - [`tables`]: reads a roster whatever its encoding, delimiter or title rows; writes CSV and XLSX.
//! - [`pdf`]: papers with a small layout of their own; [`certificate`], [`settlement`] and [`letter`] are such papers.
//! - [`docx`]: fills the placeholders of a firm's own Word template.
//! - [`Kind`], [`text_of`]: what a document is, and the text inside it.
//! - [`dates`], [`amounts`], [`identifiers`]: read what people type, and say so when it cannot be told.
//!
//! Nothing here touches storage, the network or the disk. Today's date is an argument.

pub mod amounts;
pub mod certificate;
pub mod dates;
pub mod destruction;
pub mod docx;
mod fold;
pub mod identifiers;
mod kind;
pub mod letter;
pub mod package;
pub mod pdf;
pub mod proof;
pub mod settlement;
pub mod tables;
mod text;
mod watermark;
mod words;

pub use fold::fold;
pub use kind::Kind;
pub use text::{TextError, text_of};
pub use watermark::{WatermarkError, watermarked};
pub use words::{amount_in_words, chinese_day};
