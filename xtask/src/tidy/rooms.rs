//! The rooms of `services`: each calls only rooms above it in the list of ARCHITECTURE.md, and only by their face.

use std::collections::BTreeMap;

use super::rust_source::{is_for_tests, used_paths, words};
use super::table::{quoted, rows};
use super::{Finding, Tree};

const PAGE: &str = "ARCHITECTURE.md";
const FOLDER: &str = "crates/services/src/";

/// The room in which a file of services lies.
fn room(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.split_once('/').map(|(room, _)| room)
}

/// Rooms by name, with their place in the list.
fn order(tree: &Tree) -> Option<BTreeMap<String, (usize, usize)>> {
    let rows = rows(tree.text(PAGE)?, "rooms")?;
    let named = rows.iter().enumerate().filter_map(|(place, row)| {
        let name = quoted(row.cell(0)).first().map(|name| (*name).to_owned())?;
        Some((name, (place, row.line)))
    });
    Some(named.collect())
}

/// Every room stands in the list, and knows only rooms that stand before it.
pub fn order_of_rooms(tree: &Tree) -> Vec<Finding> {
    let Some(order) = order(tree) else {
        return vec![Finding::new("rooms", PAGE, 0, "the table after `<!-- tidy: rooms -->` is missing")];
    };
    let mut found = Vec::new();
    let built: Vec<&str> = tree
        .rust_below(FOLDER)
        .filter(|(path, _)| path.ends_with("/mod.rs"))
        .filter_map(|(path, _)| {
            let room = room(path)?;
            (path == format!("{FOLDER}{room}/mod.rs")).then_some(room)
        })
        .collect();
    for (name, (_, line)) in order.iter().filter(|(name, _)| !built.contains(&name.as_str())) {
        found.push(Finding::new("rooms", PAGE, *line, format!("services has no room `{name}`")));
    }
    for name in built.iter().filter(|name| !order.contains_key(**name)) {
        let message = format!("room `{name}` is missing in the list of rooms in {PAGE}");
        found.push(Finding::new("rooms", &format!("{FOLDER}{name}/mod.rs"), 0, message));
    }
    for (path, file) in tree.rust_below(FOLDER) {
        let Some(here) = room(path) else { continue };
        let Some((own_place, _)) = order.get(here) else { continue };
        for (there, line) in rooms_named(file, &order) {
            if there != here && order.get(&there).is_some_and(|(place, _)| place > own_place) {
                let message =
                    format!("`{here}` may not call `{there}`, which stands after it: react to an event instead");
                found.push(Finding::new("rooms", path, line, message));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Rooms that the file names by a path from the root of the crate.
fn rooms_named(file: &syn::File, order: &BTreeMap<String, (usize, usize)>) -> Vec<(String, usize)> {
    let mut named = Vec::new();
    for window in words(file).windows(4) {
        let [root, first, second, name] = window else { continue };
        if root.text == "crate" && first.text == ":" && second.text == ":" && order.contains_key(&name.text) {
            named.push((name.text.clone(), name.line));
        }
    }
    for (path, line) in used_paths(file) {
        if let [root, name, ..] = path.as_slice()
            && root == "crate"
            && order.contains_key(name)
        {
            named.push((name.clone(), line));
        }
    }
    named
}

/// A room's `mod.rs` is its public face: it re-exports what others may call and keeps its modules private.
pub fn faces_of_rooms(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, file) in tree.rust_below(FOLDER) {
        let Some(room) = room(path).filter(|room| path == format!("{FOLDER}{room}/mod.rs")) else { continue };
        for item in &file.items {
            let syn::Item::Mod(module) = item else { continue };
            if !matches!(module.vis, syn::Visibility::Inherited) && !is_for_tests(&module.attrs) {
                let line = module.ident.span().start().line;
                let message = format!("`{room}` keeps `{}` private and re-exports what others may call", module.ident);
                found.push(Finding::new("rooms", path, line, message));
            }
        }
    }
    found
}
