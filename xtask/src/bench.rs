//! Measurements, in release.

use anyhow::Result;

use crate::build::{self, BINARY};
use crate::process::Tool;

/// Runs `renhe bench ARGS`; `--crash` kills a server 50 times on each engine instead.
pub fn bench(arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--crash") {
        let suite = ["test", "--package", "server", "--test", "crash", "--", "--nocapture"];
        return Tool::cargo().args(suite).env("RENHE_CRASH_ROUNDS", "50").run();
    }
    build::build()?;
    Tool::new(BINARY).args(["bench"]).args(arguments).run()
}
