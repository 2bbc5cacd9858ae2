//! The API as its callers meet it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

mod contract;
mod fixture;
mod imports;
mod policy;
mod problems;
