//! The browser journeys of `web/e2e`, against the debug binary.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::build::{self, DEBUG_BINARY};
use crate::{packages, page, workspace};

/// Builds what the journeys need and walks them; an argument names one journey.
pub fn e2e(arguments: &[String]) -> Result<()> {
    page::build()?;
    build::debug()?;
    journeys(arguments)
}

/// Walks the journeys with the binary that is built already.
pub fn journeys(arguments: &[String]) -> Result<()> {
    if !Path::new("web/e2e").exists() {
        println!("skipped: web/e2e does not exist yet");
        return Ok(());
    }
    let browser = packages::chromium().context("the journeys need Chromium (Debian: chromium)")?;
    let binary = workspace::root().join(DEBUG_BINARY);
    page::npm(["run", "e2e", "--"]).args(arguments).env("RENHE_BIN", binary).env("RENHE_CHROMIUM", browser).run()
}
