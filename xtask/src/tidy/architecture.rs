//! The tables of ARCHITECTURE.md against the manifests and the source.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_source::{lines_saying, phrase, used_paths, words};
use super::table::{Row, quoted, rows};
use super::tree::is_test_file;
use super::{Finding, Tree};

const PAGE: &str = "ARCHITECTURE.md";
const RULE: &str = "crates";

/// One row of the crate table.
#[derive(Debug)]
pub struct CrateRow {
    line: usize,
    /// The crate's name.
    pub name: String,
    /// 0 (ground) upwards; `None` for tools, which no shipped crate needs at run time.
    pub floor: Option<u32>,
    builds_on: BTreeSet<String>,
}

/// The crate table: | crate | floor | what it is | must never know | builds on |.
pub fn crates(tree: &Tree) -> Option<Vec<CrateRow>> {
    let rows = rows(tree.text(PAGE)?, "crates")?;
    let read = |row: &Row<'_>| CrateRow {
        line: row.line,
        name: quoted(row.cell(0)).first().map(|name| (*name).to_owned()).unwrap_or_default(),
        floor: row.cell(1).parse().ok(),
        builds_on: quoted(row.cell(4)).into_iter().map(str::to_owned).collect(),
    };
    Some(rows.iter().map(read).collect())
}

#[derive(Debug, Default)]
struct Manifest {
    path: String,
    is_macro: bool,
    needs: BTreeSet<String>,
    needs_for_tests: BTreeSet<String>,
}

fn manifests(tree: &Tree) -> BTreeMap<String, Manifest> {
    let mut manifests = BTreeMap::new();
    for (path, table) in tree.manifests() {
        let text = |section: &str, key: &str| table.get(section).and_then(|section| section.get(key)).cloned();
        let Some(name) = text("package", "name").and_then(|name| Some(name.as_str()?.to_owned())) else { continue };
        let is_macro = text("lib", "proc-macro").and_then(|flag| flag.as_bool()) == Some(true);
        let (needs, needs_for_tests) = dependencies(&table);
        manifests.insert(name, Manifest { path: path.to_owned(), is_macro, needs, needs_for_tests });
    }
    manifests
}

/// Names of the packages needed to build and to test, those for one platform included.
fn dependencies(manifest: &toml::Table) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut build, mut test) = (BTreeSet::new(), BTreeSet::new());
    let platforms =
        manifest.get("target").and_then(|target| target.as_table()).into_iter().flat_map(toml::Table::values);
    let sections = std::iter::once(manifest).chain(platforms.filter_map(|platform| platform.as_table()));
    for section in sections {
        for (kind, names) in [("dependencies", &mut build), ("dev-dependencies", &mut test)] {
            let Some(table) = section.get(kind).and_then(|table| table.as_table()) else { continue };
            names.extend(table.iter().map(|(name, value)| {
                let renamed = value.get("package").and_then(|package| package.as_str());
                renamed.unwrap_or(name).to_owned()
            }));
        }
    }
    (build, test)
}

/// The crate table names every crate with the crates it builds on, and an edge goes down at least one floor.
pub fn crate_table(tree: &Tree) -> Vec<Finding> {
    let manifests = manifests(tree);
    let Some(table) = crates(tree) else {
        return vec![Finding::new(RULE, PAGE, 0, "the table after `<!-- tidy: crates -->` is missing")];
    };
    let mut found = Vec::new();
    let floors: BTreeMap<&str, Option<u32>> = table.iter().map(|row| (row.name.as_str(), row.floor)).collect();
    for (name, manifest) in manifests.iter().filter(|(name, _)| !floors.contains_key(name.as_str())) {
        found.push(Finding::new(RULE, &manifest.path, 0, format!("`{name}` is missing in the crate table of {PAGE}")));
    }
    for row in &table {
        let Some(manifest) = manifests.get(&row.name) else {
            found.push(Finding::new(RULE, PAGE, row.line, format!("there is no crate `{}`", row.name)));
            continue;
        };
        let ours = |names: &BTreeSet<String>| -> BTreeSet<String> {
            names.iter().filter(|name| manifests.contains_key(*name)).cloned().collect()
        };
        let edges = ours(&manifest.needs);
        for edge in edges.difference(&row.builds_on) {
            let message =
                format!("`{}` builds on `{edge}`, which {PAGE} does not say: a new edge needs an ADR", row.name);
            found.push(Finding::new(RULE, &manifest.path, 0, message));
        }
        for edge in row.builds_on.difference(&edges) {
            let message = format!("`{}` does not build on `{edge}`", row.name);
            found.push(Finding::new(RULE, PAGE, row.line, message));
        }
        let macros = |name: &String| manifests.get(name).is_some_and(|manifest| manifest.is_macro);
        for edge in edges.union(&ours(&manifest.needs_for_tests)).filter(|edge| !macros(edge)) {
            let tool = floors.get(edge.as_str()).copied().flatten();
            let goes_down = match (row.floor, tool) {
                (None, _) => true,
                (Some(_), None) => !edges.contains(edge),
                (Some(here), Some(there)) => there < here,
            };
            if !goes_down {
                let message = format!("`{}` may not know `{edge}`: edges go down at least one floor", row.name);
                found.push(Finding::new(RULE, &manifest.path, 0, message));
            }
        }
    }
    found
}

/// A library with a home is needed nowhere else: | library | only in | why |.
pub fn homes_of_libraries(tree: &Tree) -> Vec<Finding> {
    let Some(rows) = tree.text(PAGE).and_then(|text| rows(text, "homes")) else {
        return vec![Finding::new("homes", PAGE, 0, "the table after `<!-- tidy: homes -->` is missing")];
    };
    let manifests = manifests(tree);
    let mut found = Vec::new();
    for row in &rows {
        let (libraries, homes) = (quoted(row.cell(0)), quoted(row.cell(1)));
        for (name, manifest) in manifests.iter().filter(|(name, _)| !homes.contains(&name.as_str())) {
            for library in &libraries {
                if manifest.needs.contains(*library) || manifest.needs_for_tests.contains(*library) {
                    let message = format!("`{name}` may not know `{library}`: {}", row.cell(2));
                    found.push(Finding::new("homes", &manifest.path, 0, message));
                }
            }
        }
    }
    found
}

/// Words that a crate's source never says, tests aside: | crates | never says | because |.
pub fn words_never_said(tree: &Tree) -> Vec<Finding> {
    let Some(rows) = tree.text(PAGE).and_then(|text| rows(text, "words")) else {
        return vec![Finding::new("words", PAGE, 0, "the table after `<!-- tidy: words -->` is missing")];
    };
    let mut found = Vec::new();
    for row in &rows {
        let phrases: Vec<(&str, Vec<String>)> =
            quoted(row.cell(1)).into_iter().map(|text| (text, phrase(text))).collect();
        for name in quoted(row.cell(0)) {
            let folder = format!("crates/{name}/src/");
            for (path, file) in tree.rust_below(&folder).filter(|(path, _)| !is_test_file(path)) {
                let (words, paths) = (words(file), used_paths(file));
                for (text, phrase) in &phrases {
                    let names: Vec<&str> = text.split("::").collect();
                    let imported = paths
                        .iter()
                        .filter(|(path, _)| path.iter().zip(&names).filter(|(a, b)| a == *b).count() == names.len());
                    let lines: BTreeSet<usize> =
                        lines_saying(&words, phrase).into_iter().chain(imported.map(|(_, line)| *line)).collect();
                    let told = |line| {
                        Finding::new("words", path, line, format!("`{name}` never says `{text}`: {}", row.cell(2)))
                    };
                    found.extend(lines.into_iter().map(told));
                }
            }
        }
    }
    found
}
