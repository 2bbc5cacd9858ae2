//! What the rules ask of Rust source: its words in order, its paths, whether a part is for tests only.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Meta, UseTree};

/// A token as text with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Identifiers, punctuation characters and brackets; every float literal is `1.0`, every other literal `""`.
    pub text: String,
    /// From 1.
    pub line: usize,
}

/// All words of a file, contents of macros too, but without documentation and without `#[cfg(test)]` modules.
pub fn words(file: &syn::File) -> Vec<Word> {
    let mut words = Vec::new();
    for item in &file.items {
        if !is_for_tests(attributes(item)) {
            collect(quote_item(item), &mut words);
        }
    }
    words
}

fn quote_item(item: &syn::Item) -> TokenStream {
    let mut tokens = TokenStream::new();
    quote::ToTokens::to_tokens(item, &mut tokens);
    tokens
}

fn collect(tokens: TokenStream, words: &mut Vec<Word>) {
    let mut after_hash = false;
    for token in tokens {
        let line = token.span().start().line;
        let mut push = |text: &str| words.push(Word { text: text.to_owned(), line });
        let hash = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#');
        match token {
            TokenTree::Group(group) if after_hash && is_documentation(&group) => {}
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                push(open);
                collect(group.stream(), words);
                words.push(Word { text: close.to_owned(), line: group.span_close().start().line });
            }
            TokenTree::Ident(name) => push(&name.to_string()),
            TokenTree::Punct(mark) => push(&mark.as_char().to_string()),
            TokenTree::Literal(literal) => {
                let float = matches!(syn::Lit::new(literal), syn::Lit::Float(_));
                push(if float { "1.0" } else { "\"\"" });
            }
        }
        after_hash = hash;
    }
}

fn is_documentation(group: &proc_macro2::Group) -> bool {
    let first = group.stream().into_iter().next();
    matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

const fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// Splits a phrase such as `std::fs` or `dbg!` into words.
pub fn phrase(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for character in text.chars() {
        let part_of_name = character.is_alphanumeric() || character == '_';
        match words.last_mut() {
            Some(last) if part_of_name && last.chars().all(|c| c.is_alphanumeric() || c == '_') => last.push(character),
            _ => words.push(character.to_string()),
        }
    }
    if text == "1.0" { vec!["1.0".to_owned()] } else { words }
}

/// Lines on which the phrase is said.
pub fn lines_saying(words: &[Word], phrase: &[String]) -> Vec<usize> {
    let matches = |window: &&[Word]| window.iter().zip(phrase).all(|(word, wanted)| word.text == *wanted);
    words.windows(phrase.len().max(1)).filter(matches).map(|window| window[0].line).collect()
}

/// Every path that the file's `use` items name, in full, with its line: `use a::{b, c}` is two.
pub fn used_paths(file: &syn::File) -> Vec<(Vec<String>, usize)> {
    let mut paths = Vec::new();
    for item in &file.items {
        match item {
            syn::Item::Use(used) if !is_for_tests(&used.attrs) => {
                let line = used.use_token.span.start().line;
                expand(&used.tree, &mut Vec::new(), line, &mut paths);
            }
            _ => {}
        }
    }
    paths
}

fn expand(tree: &UseTree, above: &mut Vec<String>, line: usize, paths: &mut Vec<(Vec<String>, usize)>) {
    let with =
        |name: &syn::Ident, above: &[String]| above.iter().cloned().chain([name.to_string()]).collect::<Vec<String>>();
    match tree {
        UseTree::Path(path) => {
            above.push(path.ident.to_string());
            expand(&path.tree, above, line, paths);
            above.pop();
        }
        UseTree::Name(name) => paths.push((with(&name.ident, above), line)),
        UseTree::Rename(rename) => paths.push((with(&rename.ident, above), line)),
        UseTree::Glob(_) => paths.push((above.clone(), line)),
        UseTree::Group(group) => {
            for tree in &group.items {
                expand(tree, above, line, paths);
            }
        }
    }
}

/// Whether the item is compiled for tests only.
pub fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string();
            condition == "test" || condition.starts_with("all (test") || condition.starts_with("all(test")
        }
        _ => false,
    })
}

/// The attributes of any item.
pub fn attributes(item: &syn::Item) -> &[Attribute] {
    use syn::Item;
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
