//! The markup of a part: runs of text inside paragraphs, everything else left as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::DocxError;

/// A text of a part: where its content lies, and what it says.
struct Piece {
    content: Range<usize>,
    text: String,
}

/// The texts of each paragraph, in order.
fn paragraphs(markup: &str) -> Result<Vec<Vec<Piece>>, DocxError> {
    let mut paragraphs = vec![Vec::new()];
    let mut at = 0;
    while let Some(tag) = next_tag(markup, at)? {
        at = tag.end;
        let name = tag_name(&markup[tag.clone()]);
        // A break or a tab ends what may belong together as much as a paragraph does.
        if matches!(name, "w:p" | "/w:p" | "w:br" | "w:tab" | "w:cr") {
            paragraphs.push(Vec::new());
        }
        if name != "w:t" || markup[tag.clone()].ends_with("/>") {
            continue;
        }
        let Some(end) = next_tag(markup, at)? else { break };
        if tag_name(&markup[end.clone()]) != "/w:t" {
            return Err(DocxError::Damaged { detail: "a text holds markup".to_owned() });
        }
        let content = tag.end..end.start;
        let text = unescaped(&markup[content.clone()]);
        if let Some(last) = paragraphs.last_mut() {
            last.push(Piece { content, text });
        }
        at = end.end;
    }
    Ok(paragraphs)
}

/// The next tag from a place on; comments, instructions and CDATA are stepped over.
fn next_tag(markup: &str, from: usize) -> Result<Option<Range<usize>>, DocxError> {
    let broken = || DocxError::Damaged { detail: "a tag is not closed".to_owned() };
    let mut at = from;
    while let Some(start) = markup[at..].find('<').map(|found| at + found) {
        let rest = &markup[start..];
        let passed =
            [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")].into_iter().find(|(open, _)| rest.starts_with(open));
        if let Some((_, close)) = passed {
            at = start + rest.find(close).ok_or_else(broken)? + close.len();
            continue;
        }
        let mut quote = None;
        for (offset, c) in rest.char_indices() {
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), _) if open == c => quote = None,
                (None, '>') => return Ok(Some(start..start + offset + 1)),
                _ => {}
            }
        }
        return Err(broken());
    }
    Ok(None)
}

/// `w:t` of `<w:t xml:space="preserve">`.
fn tag_name(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    inner.split_whitespace().next().unwrap_or_default()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// What may stand in a text. Characters that XML does not know are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A placeholder in the joined text of a paragraph.
struct Hole {
    at: Range<usize>,
    name: String,
}

fn holes(text: &str) -> Vec<Hole> {
    let mut holes = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|found| from + found) {
        let Some(end) = text[start..].find("}}").map(|found| start + found + 2) else { break };
        // `{{{{name}}`: the innermost pair counts.
        let inner = text[start..end].rfind("{{").map_or(start, |found| start + found);
        let name = text[inner + 2..end - 2].trim();
        if !name.is_empty() {
            holes.push(Hole { at: inner..end, name: name.to_owned() });
        }
        from = end;
    }
    holes
}

fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The names of the placeholders, in order, with repetitions.
pub(super) fn placeholders(markup: &str) -> Result<Vec<String>, DocxError> {
    let paragraphs = paragraphs(markup)?;
    Ok(paragraphs.iter().flat_map(|pieces| holes(&joined(pieces))).map(|hole| hole.name).collect())
}

/// The markup with the placeholders filled; one without a value becomes empty.
pub(super) fn filled(markup: &str, values: &BTreeMap<String, String>) -> Result<String, DocxError> {
    let mut out = String::with_capacity(markup.len());
    let mut copied = 0;
    for pieces in paragraphs(markup)? {
        let text = joined(&pieces);
        let holes = holes(&text);
        if holes.is_empty() {
            continue;
        }
        let mut start = 0;
        for piece in &pieces {
            let whole = start..start + piece.text.len();
            start = whole.end;
            let new = piece_filled(&text, &whole, &holes, values);
            if new != piece.text {
                out.push_str(&markup[copied..piece.content.start]);
                out.push_str(&escaped(&new));
                copied = piece.content.end;
            }
        }
    }
    out.push_str(&markup[copied..]);
    Ok(out)
}

/// What a piece says afterwards: a value stands where its placeholder began.
fn piece_filled(text: &str, whole: &Range<usize>, holes: &[Hole], values: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut at = whole.start;
    for hole in holes.iter().filter(|hole| hole.at.start < whole.end && whole.start < hole.at.end) {
        if hole.at.start >= whole.start {
            out.push_str(&text[at..hole.at.start]);
            out.push_str(values.get(&hole.name).map_or("", String::as_str));
        }
        at = hole.at.end.min(whole.end);
    }
    out.push_str(&text[at..whole.end]);
    out
}
