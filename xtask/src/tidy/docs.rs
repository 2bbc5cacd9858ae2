//! Every public item of a pure crate says what it is.

use std::collections::BTreeSet;

use syn::spanned::Spanned as _;
use syn::{Attribute, ImplItem, Item, TraitItem, Visibility};

use super::architecture::crates;
use super::rust_source::{attributes, is_for_tests};
use super::tree::is_test_file;
use super::{Finding, Tree};

/// Pure crates are those on floors 0 and 1. Unlike rustc's lint this asks for words on `pub` items of private
/// modules too: they are re-exported more often than not.
pub fn public_items(tree: &Tree) -> Vec<Finding> {
    let pure = crates(tree).unwrap_or_default().into_iter().filter(|row| row.floor.is_some_and(|floor| floor <= 1));
    let folders: Vec<String> = pure.map(|row| format!("crates/{}/src/", row.name)).collect();
    let described: BTreeSet<&str> =
        tree.rust().filter(|(_, file)| is_described(&file.attrs)).map(|(path, _)| path).collect();
    let mut found = Vec::new();
    for folder in &folders {
        for (path, file) in tree.rust_below(folder).filter(|(path, _)| !is_test_file(path)) {
            let mut search =
                Search { path, described: &described, hidden: hidden_types(&file.items), found: &mut found };
            search.items(&file.items);
        }
    }
    found
}

fn is_described(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("doc"))
}

/// Types that the file keeps to itself: their `pub` methods are not public either.
fn hidden_types(items: &[Item]) -> BTreeSet<String> {
    let named = items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some((&item.vis, &item.ident)),
        Item::Enum(item) => Some((&item.vis, &item.ident)),
        _ => None,
    });
    named.filter(|(visibility, _)| !public(visibility)).map(|(_, name)| name.to_string()).collect()
}

struct Search<'a> {
    path: &'a str,
    /// Files that begin with `//!`.
    described: &'a BTreeSet<&'a str>,
    hidden: BTreeSet<String>,
    found: &'a mut Vec<Finding>,
}

impl Search<'_> {
    fn want(&mut self, what: &str, name: &dyn ToString, attributes: &[Attribute], span: proc_macro2::Span) {
        if !is_described(attributes) {
            let message = format!("{what} `{}` has no documentation (shape, unit, error, source)", name.to_string());
            self.found.push(Finding::new("docs", self.path, span.start().line, message));
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Const(item) if public(&item.vis) => self.want("constant", &item.ident, &item.attrs, item.span()),
            Item::Static(item) if public(&item.vis) => self.want("static", &item.ident, &item.attrs, item.span()),
            Item::Type(item) if public(&item.vis) => self.want("type", &item.ident, &item.attrs, item.span()),
            Item::Fn(item) if public(&item.vis) => self.want("function", &item.sig.ident, &item.attrs, item.sig.span()),
            Item::Struct(item) if public(&item.vis) => {
                self.want("struct", &item.ident, &item.attrs, item.ident.span());
                self.fields(&item.fields, true);
            }
            Item::Enum(item) if public(&item.vis) => {
                self.want("enum", &item.ident, &item.attrs, item.ident.span());
                for variant in &item.variants {
                    self.want("variant", &variant.ident, &variant.attrs, variant.span());
                    self.fields(&variant.fields, false);
                }
            }
            Item::Trait(item) if public(&item.vis) => {
                self.want("trait", &item.ident, &item.attrs, item.ident.span());
                item.items.iter().for_each(|item| self.trait_item(item));
            }
            Item::Impl(item) if item.trait_.is_none() && !self.is_hidden(&item.self_ty) => {
                item.items.iter().for_each(|item| self.impl_item(item));
            }
            Item::Mod(item) => self.module(item),
            _ => {}
        }
    }

    fn is_hidden(&self, of: &syn::Type) -> bool {
        let syn::Type::Path(path) = of else { return false };
        path.path.segments.last().is_some_and(|segment| self.hidden.contains(&segment.ident.to_string()))
    }

    fn fields(&mut self, fields: &syn::Fields, only_public: bool) {
        let syn::Fields::Named(fields) = fields else { return };
        for field in fields.named.iter().filter(|field| !only_public || public(&field.vis)) {
            if let Some(name) = &field.ident {
                self.want("field", name, &field.attrs, name.span());
            }
        }
    }

    fn trait_item(&mut self, item: &TraitItem) {
        match item {
            TraitItem::Fn(item) => self.want("method", &item.sig.ident, &item.attrs, item.sig.span()),
            TraitItem::Const(item) => self.want("constant", &item.ident, &item.attrs, item.span()),
            TraitItem::Type(item) => self.want("type", &item.ident, &item.attrs, item.span()),
            _ => {}
        }
    }

    fn impl_item(&mut self, item: &ImplItem) {
        match item {
            ImplItem::Fn(item) if public(&item.vis) => {
                self.want("method", &item.sig.ident, &item.attrs, item.sig.span());
            }
            ImplItem::Const(item) if public(&item.vis) => self.want("constant", &item.ident, &item.attrs, item.span()),
            _ => {}
        }
    }

    fn module(&mut self, module: &syn::ItemMod) {
        if let Some((_, items)) = &module.content {
            self.items(items);
        } else if public(&module.vis)
            && !self.file_of(&module.ident.to_string()).is_some_and(|file| self.described.contains(file.as_str()))
        {
            self.want("module", &module.ident, &module.attrs, module.span());
        }
    }

    /// The file of a module declared here, `None` when it is not one that begins with `//!`.
    fn file_of(&self, module: &str) -> Option<String> {
        let (folder, name) = self.path.rsplit_once('/')?;
        let below = match name {
            "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
            other => format!("{folder}/{}", other.trim_end_matches(".rs")),
        };
        let candidates = [format!("{below}/{module}.rs"), format!("{below}/{module}/mod.rs")];
        candidates.into_iter().find(|candidate| self.described.contains(candidate.as_str()))
    }
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
