//! Measurements, in release.

use anyhow::Result;
use testkit::ThrowawayPostgres;

use crate::build::{self, BINARY};
use crate::process::Tool;

/// Runs `renhe bench ARGS`; `--crash` kills a writer 50 times on each engine instead.
pub fn bench(arguments: &[String]) -> Result<()> {
    build::build()?;
    if !arguments.iter().any(|argument| argument == "--crash") {
        return Tool::new(BINARY).args(["bench"]).args(arguments).run();
    }
    let crash = || Tool::new(BINARY).args(["bench", "crash", "--kills", "50"]);
    crash().run()?;
    let server = ThrowawayPostgres::start()?;
    let database = server.fresh_database()?;
    crash().args(["--database-url", database.url()]).run()
}
