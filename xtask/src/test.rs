//! Every test, in the order that gives the first answer soonest.

use std::path::Path;

use anyhow::Result;
use testkit::ThrowawayPostgres;

use crate::process::{Tool, find};
use crate::steps::Steps;
use crate::{check, codegen, e2e, packages, page, tidy};

/// Runs everything and prints the ten slowest steps. One flavour of build serves all steps after the lints:
/// `build --workspace --all-targets` has the same features as the tests, so nothing is compiled twice. Incremental
/// builds stay on: without them a clean build of our own crates takes 17 % less CPU time (129 s instead of 156 s),
/// but every change of the setting rebuilds them all, and a warm run is what one does all day.
pub fn test() -> Result<()> {
    let mut steps = Steps::default();
    steps.run("format", check::format);
    steps.run("tidy", tidy::tidy);
    steps.run("system packages", packages::ensure);
    if Path::new("web").exists() {
        // Before any Rust: the binary embeds the page.
        steps.run("page build", page::build);
        steps.run("page checks and tests", page::test);
    }
    steps.run("clippy", check::clippy);
    let built = steps.run("build", || Tool::cargo().args(["build", "--workspace", "--all-targets", "--quiet"]).run());
    if built {
        steps.run("generated files", codegen::compare);
        steps.run("tests on both engines", tests);
        tell_room();
        steps.run("documentation tests", || Tool::cargo().args(["test", "--workspace", "--doc", "--quiet"]).run());
        steps.run("browser journeys", || e2e::journeys(&[]));
    }
    if find("cargo-deny").is_some() {
        steps.run("licences and sources", || deny(&["bans", "licenses", "sources"]).run());
        steps.run("advisories", advisories);
    }
    steps.finish()
}

/// A disk that ran full fails whatever test writes next, and none of them says why.
fn tell_room() {
    if let Ok(room) = Tool::new("df").args(["-h", "target", &std::env::temp_dir().to_string_lossy()]).read() {
        println!("{room}");
    }
}

fn deny(checks: &[&str]) -> Tool {
    Tool::cargo().args(["deny", "--log-level", "error", "check"]).args(checks)
}

/// The database of advisories lies on the network; without it nobody can say, and that is no failure of ours.
fn advisories() -> Result<()> {
    match deny(&["advisories"]).read() {
        Err(error) if format!("{error:#}").contains("failed to fetch advisory database") => {
            println!("skipped: the advisory database cannot be fetched from here");
            Ok(())
        }
        other => other.map(drop),
    }
}

/// One throw-away PostgreSQL serves all test processes; a machine without it fails instead of skipping.
fn tests() -> Result<()> {
    let server = ThrowawayPostgres::start()?;
    let runner: &[&str] = if find("cargo-nextest").is_some() {
        &["nextest", "run", "--workspace"]
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests"]
    };
    let tool = Tool::cargo().args(runner).env("RENHE_TEST_POSTGRES", server.address());
    tool.env("RENHE_REQUIRE_POSTGRES", "1").run()
}
