//! Pages that lead somewhere: links between documents, and the list of decisions.

use std::collections::BTreeMap;

use super::tree::has_extension;
use super::{Finding, Tree};

const DECISIONS: &str = "docs/adr/";

/// A link from one page to a file of the repository finds it.
pub fn links(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| has_extension(path, "md")) {
        for (index, line) in text.lines().enumerate() {
            for target in targets(line).filter(|target| !exists(tree, path, target)) {
                found.push(Finding::new("links", path, index + 1, format!("there is no {target}")));
            }
        }
    }
    found
}

/// What stands in `](…)` and is no address and no place on the same page.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let ends = line.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    ends.filter(|target| !target.contains("://") && !target.starts_with('#') && !target.starts_with("mailto:"))
}

/// Pictures are no text and so not in the tree; they are looked for on the disk.
fn exists(tree: &Tree, page: &str, target: &str) -> bool {
    let target = target.split(['#', ' ']).next().unwrap_or_default();
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let wanted = parts.join("/");
    let inside = format!("{wanted}/");
    tree.files().any(|(path, _)| path == wanted || path.starts_with(&inside)) || std::path::Path::new(&wanted).exists()
}

/// Every decision has a number of its own and stands in the list of decisions.
pub fn decisions(tree: &Tree) -> Vec<Finding> {
    let list = tree.text("docs/adr/README.md").unwrap_or_default();
    let mut found = Vec::new();
    let mut numbers: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, _) in tree.files() {
        let Some(name) = path.strip_prefix(DECISIONS).filter(|name| *name != "README.md") else { continue };
        if !list.contains(&format!("({name})")) {
            found.push(Finding::new("decisions", path, 0, "is missing in docs/adr/README.md"));
        }
        let number = name.split('-').next().unwrap_or_default();
        if let Some(other) = numbers.insert(number, path) {
            found.push(Finding::new("decisions", path, 0, format!("has the number of {other}")));
        }
    }
    found
}
