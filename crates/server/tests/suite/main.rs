//! The binary as an operator runs it: processes, signals, files.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

mod backup;
mod browser;
mod bucket;
mod canaries;
mod crash;
mod needles;
mod renhe;
