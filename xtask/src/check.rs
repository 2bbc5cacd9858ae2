//! The fast part of the tests: what a compiler and a reader can say without running anything.

use anyhow::Result;

use crate::process::Tool;
use crate::steps::Steps;
use crate::{codegen, page, tidy};

/// Format, lints, tidy and generated files.
pub fn check() -> Result<()> {
    let mut steps = Steps::default();
    steps.run("format", format);
    steps.run("tidy", tidy::tidy);
    steps.run("page packages", page::install);
    steps.run("clippy", clippy);
    steps.run("generated files", || codegen::codegen(true));
    steps.finish()
}

/// rustfmt agrees with every file.
pub fn format() -> Result<()> {
    Tool::cargo().args(["fmt", "--all", "--check"]).run()
}

/// Clippy has nothing to say about any target. Warnings are refused here and not in the manifests, so that a
/// half-written change still compiles.
pub fn clippy() -> Result<()> {
    let lint = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"];
    Tool::cargo().args(lint).run()
}
