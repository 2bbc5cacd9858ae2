//! Reads. [`Find`] covers the plain ones without naming SeaORM outside this crate; joins are written out.

pub mod across;
pub mod conduct;
pub mod contracts;
pub mod duplicates;
pub mod files;
mod find;
pub mod people;
mod reach;
mod scope;
pub mod seats;

pub use find::{Bind, Find};
pub(crate) use reach::{Tree, below, ids_of, in_one_text};
pub use reach::{managers_below, units_above, units_below};
pub(crate) use scope::column;
pub use scope::{subject, subject_among, subject_of, subjects_of};
