//! The binary as an operator runs it: processes, signals, files.

mod browser;
mod canaries;
mod crash;
mod needles;
mod renhe;
