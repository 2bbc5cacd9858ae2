//! Use cases on a real store (SQLite in a temporary folder) under a clock that stands.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

mod alerts;
mod approvals;
mod conduct;
mod contracts;
mod custom_fields;
mod demo;
mod dirty;
mod fixture;
mod hr_dataset;
mod identity;
mod imports;
mod insights;
mod offboarding;
mod offboarding_work;
mod overview;
mod people;
mod qualifications;
