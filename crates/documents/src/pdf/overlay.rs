//! A page of pale, slanting words, to be laid over other pages.

use std::collections::BTreeSet;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Point, Transform};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::text::KrillaGlyph;

use super::paper::{Span, Style};
use super::text::{self, Line};
use super::{Fonts, PdfError};

/// Between two words, in points: across and down.
const STEP: (f32, f32) = (36.0, 92.0);
/// Size of the words in points.
const SIZE: f32 = 13.0;

/// One page of `width` by `height` points, covered with the words.
pub(crate) fn tiled(words: &str, (width, height): (f32, f32), fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let style = Style::PLAIN.sized(SIZE);
    let set = text::set(&[Span::plain(words)], style, 10_000.0, fonts, &mut BTreeSet::new())?;
    let line = set.lines.into_iter().next().ok_or(PdfError::BadFont)?;
    let long = line.glyphs.last().map_or(SIZE, |last| last.x + last.width) + STEP.0;
    let settings = PageSettings::from_wh(width, height).ok_or_else(|| PdfError::Writer("page size".to_owned()))?;
    let mut document = Document::new();
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    // A turn by 30 degrees; the rows reach beyond the page, so that its corners are covered too.
    surface.push_transform(&Transform::from_row(0.866, -0.5, 0.5, 0.866, 0.0, height * 0.25));
    let (rows, columns) = (steps((width + height) / STEP.1) + 2, steps((width + height) / long) + 2);
    for row in 0..rows {
        for column in 0..columns {
            let shift = if row % 2 == 0 { 0.0 } else { long / 2.0 };
            let x = f32::from(column) * long - long - height * 0.5 + shift;
            let y = f32::from(row) * STEP.1 - height * 0.25;
            draw(&mut surface, &line, (x, y));
        }
    }
    surface.pop();
    surface.finish();
    page.finish();
    document.finish().map_err(|error| PdfError::Writer(format!("{error:?}")))
}

/// A number of steps, as far as pages are long.
fn steps(count: f32) -> u16 {
    (0..u16::MAX).find(|step| f32::from(*step) >= count).unwrap_or(u16::MAX)
}

fn draw(surface: &mut krilla::surface::Surface<'_>, line: &Line, (x, y): (f32, f32)) {
    surface.set_stroke(None);
    let opacity = NormalizedF32::new(0.22).unwrap_or(NormalizedF32::ONE);
    surface.set_fill(Some(Fill { paint: rgb::Color::new(0x46, 0x50, 0x5a).into(), opacity, ..Fill::default() }));
    for run in line.glyphs.chunk_by(|a, b| a.glyph.font == b.glyph.font) {
        let (mut text, mut glyphs) = (String::new(), Vec::with_capacity(run.len()));
        for placed in run {
            let start = text.len();
            text.push(placed.glyph.character);
            glyphs.push(KrillaGlyph::new(placed.glyph.id, placed.width / SIZE, 0.0, 0.0, 0.0, start..text.len(), None));
        }
        let from = Point::from_xy(x + run[0].x, y);
        surface.draw_glyphs(from, &glyphs, run[0].glyph.font.clone(), &text, SIZE, false);
    }
}
