//! Use cases on a real store (SQLite in a temporary folder) under a clock that stands.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

mod across;
mod alerts;
mod approvals;
mod archiving;
mod changes;
mod conduct;
mod contracts;
mod custom_fields;
mod demo;
mod directory;
mod dirty;
mod duplicates;
mod exchange;
mod file_loans;
mod files;
mod fixture;
mod hiring;
mod hr_dataset;
mod identity;
mod imports;
mod insights;
mod lifecycles;
mod migration;
mod migration_documents;
mod numbering;
mod offboarding;
mod offboarding_work;
mod overview;
mod own_data;
mod people;
mod positions;
mod qualifications;
mod quality;
mod reorganisations;
mod standard_postgres;
