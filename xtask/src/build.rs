//! The release binary with the page inside.

use anyhow::Result;

use crate::page;
use crate::process::Tool;

/// Where the release binary is.
pub const BINARY: &str = "target/release/renhe";

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
