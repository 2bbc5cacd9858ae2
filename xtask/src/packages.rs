//! What the tests need from the system: PostgreSQL, a browser, Chinese letters for it.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process::{Tool, find};

/// The browser that the journeys drive.
pub fn chromium() -> Option<std::path::PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(find)
}

fn missing() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if !testkit::ThrowawayPostgres::is_installed() {
        missing.push("postgresql");
    }
    if chromium().is_none() {
        missing.push("chromium");
    }
    if !has_chinese_letters() {
        missing.push("fonts-noto-cjk");
    }
    missing
}

/// Without fontconfig nobody can say; then the package is wanted, which is harmless.
fn has_chinese_letters() -> bool {
    let listed = Tool::new("fc-list").args([":lang=zh-cn", "family"]).read();
    listed.is_ok_and(|families| !families.trim().is_empty())
}

/// Installs what is missing where that is allowed: on Debian, as root. Else says what to install.
pub fn ensure() -> Result<()> {
    let wanted = missing();
    if wanted.is_empty() {
        println!("postgresql, chromium and a Chinese font are here");
        return Ok(());
    }
    let debian = Path::new("/etc/debian_version").exists() && find("apt-get").is_some();
    let root = Tool::new("id").args(["-u"]).read().is_ok_and(|id| id.trim() == "0");
    if debian && root {
        let apt = || Tool::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
        apt().args(["update", "--quiet"]).run()?;
        apt().args(["install", "--quiet", "--yes", "--no-install-recommends"]).args(&wanted).run()?;
    }
    let still = missing();
    if !still.is_empty() {
        bail!(
            "not installed: {} (Debian package names; other systems have the same under similar ones)",
            still.join(", ")
        );
    }
    Ok(())
}
