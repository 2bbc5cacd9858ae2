//! Reads. [`Find`] covers the plain ones without naming SeaORM outside this crate; joins are written out.

pub mod conduct;
pub mod contracts;
mod find;
pub mod people;
mod scope;

pub use find::{Bind, Find};
pub use scope::{subject_of, subjects_of};
