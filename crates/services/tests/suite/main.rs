//! Use cases on a real store (SQLite in a temporary folder) under a clock that stands.

mod demo;
mod fixture;
mod identity;
mod offboarding;
mod overview;
mod people;
