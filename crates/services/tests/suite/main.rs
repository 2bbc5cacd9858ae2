//! Use cases on a real store (SQLite in a temporary folder) under a clock that stands.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

mod across;
mod alerts;
mod demo;
mod dirty;
mod duplicates;
mod fixture;
mod hr_dataset;
mod identity;
mod imports;
mod insights;
mod numbering;
mod offboarding;
mod offboarding_work;
mod overview;
mod people;
mod quality;
mod standard_postgres;
