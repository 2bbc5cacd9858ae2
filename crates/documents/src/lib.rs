//! Bytes in and out: tables (CSV, XLSX), PDF papers, and the loose texts that people type into cells.
//!
//! - [`tables`]: reads a roster whatever its encoding, delimiter or title rows; writes CSV and XLSX.
//! - [`pdf`]: papers with a small layout of their own; [`certificate`] and [`settlement`] are two of them.
//! - [`dates`], [`amounts`], [`identifiers`]: read what people type, and say so when it cannot be told.
//!
//! Nothing here touches storage, the network or the disk. Today's date is an argument.

pub mod amounts;
pub mod certificate;
pub mod dates;
mod fold;
pub mod identifiers;
pub mod pdf;
pub mod proof;
pub mod settlement;
pub mod tables;
mod words;

pub use fold::fold;
pub use words::{amount_in_words, chinese_day};
