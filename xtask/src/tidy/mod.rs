//! The rules of this repository as code: what is written in ARCHITECTURE.md and CONTRIBUTING.md and not
//! checked here will not stay true.
//!
//! Each rule is a function from the [`Tree`] to findings, so that a test can hand it a small tree that breaks it.

mod architecture;
mod docs;
mod exceptions;
mod limits;
mod locales;
mod locks;
mod pages;
mod places;
mod rooms;
mod rust_source;
mod table;
#[cfg(test)]
mod tests;
mod tree;

use anyhow::{Result, bail};

pub use tree::Tree;

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where; relative to the root.
    pub path: String,
    /// Which line, from 1; 0 for the whole file.
    pub line: usize,
    /// Which rule; the name used in `tidy-exceptions.toml`.
    pub rule: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl Finding {
    fn new(rule: &'static str, path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, rule, message: message.into() }
    }
}

type Rule = fn(&Tree) -> Vec<Finding>;

const RULES: &[Rule] = &[
    limits::file_length,
    limits::function_length,
    limits::module_names,
    limits::unfinished,
    architecture::crate_table,
    architecture::homes_of_libraries,
    architecture::words_never_said,
    rooms::order_of_rooms,
    rooms::faces_of_rooms,
    docs::public_items,
    locales::complete,
    locales::labels_of_records,
    locks::npm,
    locks::cargo,
    pages::links,
    pages::decisions,
    places::of_one_machine,
];

/// Checks the working tree.
pub fn tidy() -> Result<()> {
    let tree = Tree::read(&crate::workspace::files()?)?;
    let findings = findings(&tree);
    for finding in &findings {
        match finding.line {
            0 => println!("{}: {} [{}]", finding.path, finding.message, finding.rule),
            line => println!("{}:{line}: {} [{}]", finding.path, finding.message, finding.rule),
        }
    }
    match findings.len() {
        0 => {
            println!("tidy: {} rules, {} files, nothing found", RULES.len(), tree.files().count());
            Ok(())
        }
        1 => bail!("tidy: 1 finding"),
        many => bail!("tidy: {many} findings"),
    }
}

fn findings(tree: &Tree) -> Vec<Finding> {
    let mut found: Vec<Finding> = RULES.iter().flat_map(|rule| rule(tree)).collect();
    found = exceptions::apply(tree, found);
    found.sort();
    found
}
