//! Where the repository is and which files it holds.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process::Tool;

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Paths of all files that are or would be committed, relative to the root, with `/` between folders.
pub fn files() -> Result<Vec<String>> {
    let listed = Tool::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).read();
    let mut files: Vec<String> = Vec::new();
    if let Ok(names) = listed {
        files.extend(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned));
    } else {
        // A source archive has no git.
        walk(Path::new("."), &mut files)?;
    }
    files.sort();
    files.dedup();
    // A file deleted but not yet committed is still listed.
    files.retain(|file| Path::new(file).is_file());
    Ok(files)
}

fn walk(folder: &Path, files: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !matches!(name, "target" | "node_modules" | "dist" | ".git" | "renhe-data") {
                walk(&path, files)?;
            }
        } else if let Some(path) = path.to_str() {
            files.push(path.trim_start_matches("./").replace('\\', "/"));
        }
    }
    Ok(())
}
