//! Lines of glyphs.

use std::collections::BTreeSet;

use super::breaking::{self, Measured};
use super::font::{Fonts, Glyph};
use super::paper::{Align, Span, Style};
use super::{PdfError, PdfWarning};
use crate::fold::is_wide;

/// A glyph in its place.
#[derive(Clone)]
pub(super) struct Placed {
    pub glyph: Glyph,
    /// From the left edge of the text area, in points.
    pub x: f32,
    /// Width with all additional space, in points.
    pub width: f32,
    pub bold: bool,
}

/// One line.
#[derive(Clone)]
pub(super) struct Line {
    pub glyphs: Vec<Placed>,
}

/// A paragraph set in lines.
#[derive(Clone)]
pub(super) struct SetText {
    pub lines: Vec<Line>,
    pub style: Style,
}

impl SetText {
    /// Height of all lines, in points.
    pub fn height(&self) -> f32 {
        self.line_height() * f32::from(u16::try_from(self.lines.len()).unwrap_or(u16::MAX))
    }

    /// Height of one line, in points.
    pub fn line_height(&self) -> f32 {
        self.style.size * self.style.leading
    }
}

/// Breaks the spans into lines of at most `width` points.
pub(super) fn set(
    spans: &[Span],
    style: Style,
    width: f32,
    fonts: &Fonts,
    warnings: &mut BTreeSet<PdfWarning>,
) -> Result<SetText, PdfError> {
    let mut glyphs = Vec::new();
    for span in spans {
        for c in span.text.chars().filter_map(printable) {
            // A line feed has no glyph of its own; a blank keeps its place.
            let shown = if c == '\n' { ' ' } else { c };
            let (glyph, replaced) = fonts.glyph(shown).ok_or(PdfError::BadFont)?;
            if replaced {
                warnings.insert(PdfWarning::MissingCharacter(c));
            }
            glyphs.push((c, glyph, span.bold || style.bold));
        }
    }
    let advance = |glyph: &Glyph| (glyph.advance + style.spacing) * style.size;
    let measured: Vec<Measured> =
        glyphs.iter().map(|(c, glyph, _)| Measured { character: *c, width: advance(glyph) }).collect();
    let indent = style.indent * style.size;
    let ranges = breaking::lines(&measured, width, indent);
    let last = ranges.len().saturating_sub(1);
    let lines = ranges.into_iter().enumerate().map(|(index, range)| {
        let forced = index == last || measured.get(range.end).is_some_and(|next| next.character == '\n');
        let trimmed = trimmed_end(&measured, &range);
        let indent = if index == 0 { indent } else { 0.0 };
        place(&glyphs[range.start..trimmed], &advance, style.align, (width, indent), forced)
    });
    Ok(SetText { lines: lines.collect(), style })
}

/// Control and invisible characters have no place on paper; a tab is a blank.
fn printable(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' | '\u{a0}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Zero-width and direction marks, and variation selectors, whose shapes the font does not have.
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

fn trimmed_end(text: &[Measured], range: &std::ops::Range<usize>) -> usize {
    let blanks = text[range.clone()].iter().rev().take_while(|m| m.character == ' ').count();
    range.end - blanks
}

fn place(
    glyphs: &[(char, Glyph, bool)],
    advance: &impl Fn(&Glyph) -> f32,
    align: Align,
    (width, indent): (f32, f32),
    last: bool,
) -> Line {
    let natural: f32 = glyphs.iter().map(|(_, glyph, _)| advance(glyph)).sum();
    let slack = (width - indent - natural).max(0.0);
    // Only beside Chinese characters: words keep their shape.
    let stretches =
        |index: usize| index + 1 < glyphs.len() && (is_wide(glyphs[index].0) || is_wide(glyphs[index + 1].0));
    let gaps = (0..glyphs.len()).filter(|index| stretches(*index)).count();
    let stretch = match align {
        Align::Justify if !last && gaps > 0 => slack / f32::from(u16::try_from(gaps).unwrap_or(u16::MAX)),
        _ => 0.0,
    };
    let mut x = match align {
        Align::Left | Align::Justify => indent,
        Align::Center => indent + slack / 2.0,
        Align::Right => indent + slack,
    };
    let place_one = |(index, (_, glyph, bold)): (usize, &(char, Glyph, bool))| {
        let width = advance(glyph) + if stretches(index) { stretch } else { 0.0 };
        let placed = Placed { glyph: glyph.clone(), x, width, bold: *bold };
        x += width;
        placed
    };
    Line { glyphs: glyphs.iter().enumerate().map(place_one).collect() }
}
