//! The page: its packages, its checks, its build, and the compressed copies that the binary serves.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process::Tool;

const FOLDER: &str = "web";
const NODE_AT_LEAST: u32 = 20;
/// What the last build was made from; kept outside `dist`, which goes into the binary whole.
const BUILT: &str = "target/xtask/page";
/// The lock that `node_modules` was installed from.
const INSTALLED: &str = "web/node_modules/.installed-from";

/// A npm script of the page.
pub fn npm<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Tool {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Tool::new(program).args(arguments).folder(FOLDER)
}

/// Says in one line what to install when Node is missing or old.
pub fn want_node() -> Result<()> {
    let Ok(version) = Tool::new("node").args(["--version"]).read() else {
        bail!(
            "the page needs Node {NODE_AT_LEAST} or newer: install it from https://nodejs.org or your system's packages"
        );
    };
    let version = version.trim();
    let major: Option<u32> = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_none_or(|major| major < NODE_AT_LEAST) {
        bail!(
            "the page needs Node {NODE_AT_LEAST} or newer, this is {version}: install a newer one from https://nodejs.org"
        );
    }
    Ok(())
}

/// Installs the packages of the lock when they are not the installed ones.
pub fn install() -> Result<()> {
    want_node()?;
    let lock = fs::read_to_string(Path::new(FOLDER).join("package-lock.json")).context("web/package-lock.json")?;
    if fs::read_to_string(INSTALLED).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    npm(["ci", "--no-audit", "--no-fund"]).run()?;
    fs::write(INSTALLED, lock)?;
    Ok(())
}

/// Builds `web/dist` and its compressed copies, unless they are made from the same files already.
pub fn build() -> Result<()> {
    install()?;
    let sources = fingerprint()?;
    let index = Path::new(FOLDER).join("dist/index.html");
    if index.exists() && fs::read_to_string(BUILT).is_ok_and(|built| built == sources) {
        println!("the page is built already");
        return Ok(());
    }
    npm(["run", "build"]).run()?;
    Tool::new("node").args(["xtask/compress.mjs", "web/dist"]).run()?;
    fs::create_dir_all("target/xtask")?;
    fs::write(BUILT, sources)?;
    Ok(())
}

/// Types, lints, texts and component tests.
pub fn test() -> Result<()> {
    install()?;
    npm(["run", "check"]).run()?;
    npm(["test"]).run()
}

/// Names, sizes and times of everything that the page is built from.
fn fingerprint() -> Result<String> {
    let mut hash = DefaultHasher::new();
    for path in crate::workspace::files()?.iter().filter(|path| path.starts_with("web/")) {
        let about = fs::metadata(path)?;
        (path, about.len(), about.modified()?).hash(&mut hash);
    }
    Ok(format!("{:016x}", hash.finish()))
}
