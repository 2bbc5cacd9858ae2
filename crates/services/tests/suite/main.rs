//! Use cases on a real store (SQLite in a temporary folder) under a clock that stands.

mod fixture;
mod identity;
mod people;
