//! Sizes, names, and marks of unfinished work.

use syn::spanned::Spanned as _;
use syn::visit::Visit;

use super::rust_source::{lines_saying, phrase, words};
use super::tree::has_extension;
use super::{Finding, Tree};

const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 70;
const SOURCE: &[&str] = &["rs", "ts", "tsx", "js", "mjs", "css", "sh", "py"];
const BANNED_NAMES: &[&str] =
    &["util", "utils", "utilities", "helper", "helpers", "common", "misc", "manager", "managers", "stuff"];

fn is_generated(path: &str) -> bool {
    path.contains(".gen.") || path.contains("/snapshots/")
}

fn is_source(path: &str) -> bool {
    SOURCE.iter().any(|extension| has_extension(path, extension)) && !is_generated(path)
}

/// A file is at most 600 lines; tests that make it longer move to a file of their own.
pub fn file_length(tree: &Tree) -> Vec<Finding> {
    let sources = tree.files().filter(|(path, _)| is_source(path));
    let long = sources.map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > FILE_LINES);
    long.map(|(path, lines)| {
        let message = format!("{lines} lines, {FILE_LINES} are allowed: one idea per file");
        Finding::new("file-length", path, 0, message)
    })
    .collect()
}

/// A function is at most 70 lines, from its signature to its closing brace.
pub fn function_length(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, file) in tree.rust() {
        let mut functions = Functions { path, found: &mut found };
        functions.visit_file(file);
    }
    found
}

struct Functions<'a> {
    path: &'a str,
    found: &'a mut Vec<Finding>,
}

impl Functions<'_> {
    fn measure(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.span().start().line;
        let lines = block.span().end().line.saturating_sub(first) + 1;
        if lines > FUNCTION_LINES {
            let message = format!("`{}` has {lines} lines, {FUNCTION_LINES} are allowed", signature.ident);
            self.found.push(Finding::new("function-length", self.path, first, message));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.measure(&function.sig, &function.block);
        syn::visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.measure(&function.sig, &function.block);
        syn::visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.measure(&function.sig, block);
        }
        syn::visit::visit_trait_item_fn(self, function);
    }
}

/// No module is called after nothing in particular: such a name attracts everything.
pub fn module_names(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, _) in tree.files().filter(|(path, _)| is_source(path)) {
        let mut parts = path.split('/').map(|part| part.split('.').next().unwrap_or_default());
        if let Some(name) = parts.rfind(|part| BANNED_NAMES.contains(&part.to_lowercase().as_str())) {
            found.push(Finding::new("module-name", path, 0, format!("\"{name}\" says nothing: name the idea")));
        }
    }
    for (path, file) in tree.rust() {
        for item in &file.items {
            let syn::Item::Mod(module) = item else { continue };
            let name = module.ident.to_string();
            if module.content.is_some() && BANNED_NAMES.contains(&name.as_str()) {
                let line = module.ident.span().start().line;
                found.push(Finding::new("module-name", path, line, format!("\"{name}\" says nothing: name the idea")));
            }
        }
    }
    found
}

/// Nothing is left for later in the source: an issue is the place for that.
pub fn unfinished(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, file) in tree.rust() {
        let words = words(file);
        for name in ["todo", "unimplemented", "dbg"] {
            for line in lines_saying(&words, &phrase(&format!("{name}!"))) {
                found.push(Finding::new("unfinished", path, line, format!("`{name}!` is no finished work")));
            }
        }
    }
    // Put together here, so that this file does not find itself.
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat()];
    for (path, text) in tree.files().filter(|(path, _)| is_source(path)) {
        for (index, line) in text.lines().enumerate() {
            let said = line
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .find(|word| marks.iter().any(|mark| mark == word));
            if let Some(mark) = said {
                found.push(Finding::new("unfinished", path, index + 1, format!("{mark}: finish it or file an issue")));
            }
        }
    }
    found
}
