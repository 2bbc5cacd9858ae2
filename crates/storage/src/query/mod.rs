//! Reads. [`Find`] covers the plain ones without naming SeaORM outside this crate; joins are written out.

mod find;
pub mod people;
mod reach;
mod scope;

pub use find::{Bind, Find};
pub use reach::{managers_below, units_above, units_below};
pub(crate) use scope::column;
pub use scope::{subject, subject_among, subject_of, subjects_of};
