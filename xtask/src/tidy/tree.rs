//! The files that the rules look at: text and, for Rust, its syntax, read once.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

/// Text files by path, with the syntax of those that are Rust.
#[derive(Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
    syntax: BTreeMap<String, Result<syn::File, syn::Error>>,
}

impl Tree {
    /// Reads the named files; what is no UTF-8 text is left out.
    pub fn read(paths: &[String]) -> Result<Self> {
        let mut tree = Self::default();
        for path in paths {
            let bytes = std::fs::read(path).with_context(|| format!("cannot read {path}"))?;
            if let Ok(text) = String::from_utf8(bytes) {
                tree.add(path, text);
            }
        }
        Ok(tree)
    }

    fn add(&mut self, path: &str, text: String) {
        if has_extension(path, "rs") {
            self.syntax.insert(path.to_owned(), syn::parse_file(&text));
        }
        self.files.insert(path.to_owned(), text);
    }

    /// A tree out of a test.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.add(path, (*text).to_owned());
        }
        tree
    }

    /// All paths with their texts.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// One file's text.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// All Rust files that could be read as Rust.
    pub fn rust(&self) -> impl Iterator<Item = (&str, &syn::File)> {
        self.syntax.iter().filter_map(|(path, file)| Some((path.as_str(), file.as_ref().ok()?)))
    }

    /// Rust files below a folder that ends with `/`.
    pub fn rust_below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a syn::File)> {
        self.rust().filter(move |(path, _)| path.starts_with(folder))
    }

    /// The manifest of each crate of the workspace: its path and its content.
    pub fn manifests(&self) -> Vec<(&str, toml::Table)> {
        let is_manifest = |path: &&str| *path == "xtask/Cargo.toml" || member(path).is_some();
        let manifests = self.files.iter().map(|(path, text)| (path.as_str(), text));
        manifests
            .filter(|(path, _)| is_manifest(path))
            .filter_map(|(path, text)| Some((path, text.parse().ok()?)))
            .collect()
    }
}

/// The folder name of `crates/<name>/Cargo.toml`.
fn member(path: &str) -> Option<&str> {
    let name = path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
    (!name.contains('/')).then_some(name)
}

/// Whether the path ends with `.extension`.
pub fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

/// Whether the file holds tests only.
pub fn is_test_file(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/benches/")
}
