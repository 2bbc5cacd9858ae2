//! From a clone to a page in the browser.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::build::{self, BINARY};
use crate::process::Tool;

const DATA: &str = "renhe-data";
/// The demo group grows here and moves when it is complete, so that a broken start leaves nothing half-made.
const GROWING: &str = "renhe-data.growing";

/// Builds, makes the demo group when there is no data yet, and serves. Further arguments go to `renhe serve`.
pub fn run(arguments: &[String]) -> Result<()> {
    build::build()?;
    if !Path::new(DATA).exists() {
        if Path::new(GROWING).exists() {
            fs::remove_dir_all(GROWING)?;
        }
        Tool::new(BINARY).args(["demo", "--data", GROWING]).run()?;
        fs::rename(GROWING, DATA)?;
    }
    println!("\nRenhe is at http://127.0.0.1:8080 (its data is in ./{DATA}; Ctrl-C stops it)\n");
    let serve = Tool::new(BINARY).args(["serve", "--data", DATA, "--listen", "127.0.0.1:8080"]);
    serve.args(arguments).become_it()
}
