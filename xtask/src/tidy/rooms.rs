//! The rooms of `services`: each calls only rooms above it in the list of ARCHITECTURE.md, and only by their face.

use std::collections::BTreeMap;

use super::rust_source::{is_for_tests, used_paths, words};
use super::table::{quoted, rows};
use super::{Finding, Tree};

const PAGE: &str = "ARCHITECTURE.md";
const FOLDER: &str = "crates/services/src/";

/// The module at the root of services in which a file lies: a folder or a single file.
fn module(path: &str) -> Option<&str> {
    let inside = path.strip_prefix(FOLDER).filter(|inside| *inside != "lib.rs")?;
    Some(inside.split_once('/').map_or_else(|| inside.trim_end_matches(".rs"), |(folder, _)| folder))
}

/// The rooms: what `lib.rs` shows to the floor above. Its private modules are the hallway, which serves all rooms.
fn built(tree: &Tree) -> Vec<String> {
    let Some((_, root)) = tree.rust().find(|(path, _)| path.strip_prefix(FOLDER) == Some("lib.rs")) else {
        return Vec::new();
    };
    let modules = root.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if matches!(module.vis, syn::Visibility::Public(_)) => Some(module.ident.to_string()),
        _ => None,
    });
    modules.collect()
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
    let built = built(tree);
    for (name, (_, line)) in order.iter().filter(|(name, _)| !built.contains(name)) {
        found.push(Finding::new("rooms", PAGE, *line, format!("services has no room `{name}`")));
    }
    for name in built.iter().filter(|name| !order.contains_key(*name)) {
        let message = format!("room `{name}` is missing in the list of rooms in {PAGE}");
        found.push(Finding::new("rooms", &format!("{FOLDER}lib.rs"), 0, message));
    }
    for (path, file) in tree.rust_below(FOLDER) {
        let Some(here) = module(path) else { continue };
        let own_place = order.get(here).map(|(place, _)| *place);
        for (there, line) in rooms_named(file, &order).into_iter().filter(|(there, _)| there != here) {
            let message = match (own_place, order.get(&there)) {
                (None, Some(_)) => format!("`{here}` serves all rooms and may call none, not `{there}`"),
                (Some(here_place), Some((place, _))) if *place > here_place => {
                    format!("`{here}` may not call `{there}`, which stands after it: react to an event instead")
                }
                _ => continue,
            };
            found.push(Finding::new("rooms", path, line, message));
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
        let Some(room) = module(path).filter(|room| path == format!("{FOLDER}{room}/mod.rs")) else { continue };
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
