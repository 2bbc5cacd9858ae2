//! Use cases on a real store (SQLite in a temporary folder) under a clock that stands.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

mod across;
mod alerts;
mod approvals;
mod custom_fields;
mod changes;
mod demo;
mod dirty;
mod exchange;
mod duplicates;
mod demo;
mod dirty;
mod file_loans;
mod files;
mod fixture;
mod hiring;
mod hr_dataset;
mod identity;
mod imports;
mod insights;
mod numbering;
mod lifecycles;
mod offboarding;
mod offboarding_work;
mod overview;
mod people;
mod positions;
mod qualifications;
mod reorganisations;
mod quality;
mod standard_postgres;
mod qualifications;
