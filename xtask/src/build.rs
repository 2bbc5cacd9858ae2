//! The release binary with the page inside.

use anyhow::Result;

use crate::page;
use crate::process::Tool;

/// Where the release binary is.
pub const BINARY: &str = "target/release/renhe";

/// Where the debug binary is.
pub const DEBUG_BINARY: &str = "target/debug/renhe";

/// Makes `target/debug/renhe` in the flavour of the tests. The whole workspace and one small test are named because
/// Cargo chooses the features of shared dependencies by what is named: a plain `build --package server` would compile
/// the database libraries a second time, after and before every test run.
pub fn debug() -> Result<()> {
    Tool::cargo().args(["build", "--workspace", "--bin", "renhe", "--test", "policy", "--quiet"]).run()
}

/// Makes `target/release/renhe`.
pub fn build() -> Result<()> {
    page::build()?;
    Tool::cargo().args(["build", "--release", "--package", "server", "--bin", "renhe"]).run()?;
    let size = std::fs::metadata(BINARY)?.len();
    println!("{BINARY}: {:.1} MB", to_megabytes(size));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a size to read, and below 2^52 exact")]
fn to_megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
