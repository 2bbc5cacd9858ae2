//! Ink onto a PDF, with its tags.

use std::num::NonZeroU16;

use chrono::Datelike;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::KrillaGlyph;
use krilla::{Document, SerializeSettings};

use super::flow::{Area, Flow, Ink, Mark, PAGE, Part, Role};
use super::paper::{Align, Paper, Span, Style};
use super::text::{Line, Placed};
use super::{Fonts, Pdf, PdfError};

const LANGUAGE: &str = "zh-CN";

impl Paper {
    /// Makes the file.
    ///
    /// # Errors
    /// A QR code that is too long, a block that must stay together and does not fit on a page, or a font
    /// that cannot be embedded. A missing character is a warning.
    pub fn render(&self, fonts: &Fonts) -> Result<Pdf, PdfError> {
        let mut flow = Flow::new(self, fonts);
        let parts = flow.blocks(&self.blocks)?;
        self.number_pages(&mut flow)?;
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .finish()
            .map_err(|e| PdfError::Writer(format!("{e:?}")))?;
        let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        document.set_metadata(self.metadata());
        let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); flow.leaves];
        for marks in &flow.pages {
            draw_page(&mut document, marks, &mut leaves)?;
        }
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        for part in parts {
            tree.children.extend(nodes(part, &mut leaves));
        }
        document.set_tag_tree(tree);
        let bytes = document.finish().map_err(|e| PdfError::Writer(format!("{e}: {e:?}")))?;
        Ok(Pdf { bytes, warnings: flow.warnings.into_iter().collect() })
    }

    fn metadata(&self) -> Metadata {
        let part = |number: u32| u8::try_from(number).unwrap_or(1);
        let year = u16::try_from(self.made_on.year()).unwrap_or(0);
        // Midnight in China: the day a reader shows is then the day on the paper.
        let date = DateTime::new(year)
            .month(part(self.made_on.month()))
            .day(part(self.made_on.day()))
            .hour(0)
            .minute(0)
            .second(0)
            .utc_offset_hour(8)
            .utc_offset_minute(0);
        Metadata::new()
            .title(self.title.clone())
            .authors(vec![self.author.clone()])
            .creator("Renhe 人和".to_owned())
            .language(LANGUAGE.to_owned())
            .document_id(self.identifier.clone())
            .creation_date(date)
    }

    /// The foot of each page: it can only be written when the number of pages is known.
    fn number_pages(&self, flow: &mut Flow<'_>) -> Result<(), PdfError> {
        let count = flow.pages.len();
        let y = PAGE.1 - 40.0;
        for index in 0..count {
            let number = format!("第 {} 页 共 {count} 页", index + 1);
            for (text, align) in [(self.footer.clone(), Align::Left), (number, Align::Right)] {
                let style = Style::SMALL.sized(8.5).aligned(align);
                let width = PAGE.0 - 2.0 * self.side_margin;
                let set = flow.set(&[Span::plain(text)], style, width)?;
                let Some(line) = set.lines.into_iter().next() else { continue };
                let ink = Ink::Text { line, style, x: self.side_margin, y };
                flow.pages[index].push(Mark { ink, leaf: None });
            }
        }
        Ok(())
    }
}

fn draw_page(document: &mut Document, marks: &[Mark], leaves: &mut [Vec<Identifier>]) -> Result<(), PdfError> {
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| PdfError::Writer("page size".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let is_link = |mark: &&Mark| matches!(mark.ink, Ink::Link { .. });
    let visible: Vec<&Mark> = marks.iter().filter(|mark| !is_link(mark)).collect();
    for group in visible.chunk_by(|a, b| a.leaf == b.leaf) {
        let leaf = group[0].leaf;
        let tag = match leaf {
            Some(_) if matches!(group[0].ink, Ink::Text { .. }) => ContentTag::Span(SpanTag::empty()),
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        };
        let identifier = surface.start_tagged(tag);
        for mark in group {
            draw(&mut surface, &mark.ink);
        }
        surface.end_tagged();
        if let Some(leaf) = leaf {
            leaves[leaf].push(identifier);
        }
    }
    surface.finish();
    for mark in marks.iter().filter(is_link) {
        let (Ink::Link { area, url }, Some(leaf)) = (&mark.ink, mark.leaf) else { continue };
        let Some(rect) = rect(*area) else { continue };
        let link = LinkAnnotation::new(rect, Target::Action(Action::Link(LinkAction::new(url.clone()))));
        leaves[leaf].push(page.add_tagged_annotation(Annotation::new_link(link, Some(url.clone()))));
    }
    page.finish();
    Ok(())
}

fn draw(surface: &mut Surface<'_>, ink: &Ink) {
    match ink {
        Ink::Text { line, style, x, y } => draw_line(surface, line, *style, (*x, *y)),
        Ink::Ground { area, grey } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*grey)));
            draw_shape(surface, |path| path.extend_rect(*area));
        }
        Ink::Rule { from, to, width, grey } => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*width, *grey)));
            draw_shape(surface, |path| {
                path.move_to(from.0, from.1);
                path.line_to(to.0, to.1);
            });
        }
        Ink::Modules { x, y, module, runs } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(0)));
            draw_shape(surface, |path| {
                for (column, row, length) in runs {
                    path.extend_rect(Area {
                        x: x + f32::from(*column) * module,
                        y: y + f32::from(*row) * module,
                        width: f32::from(*length) * module,
                        height: *module,
                    });
                }
            });
        }
        Ink::Link { .. } => {}
    }
}

/// Rectangles by areas.
trait ExtendRect {
    fn extend_rect(&mut self, area: Area);
}

impl ExtendRect for PathBuilder {
    fn extend_rect(&mut self, area: Area) {
        if let Some(rect) = rect(area) {
            self.push_rect(rect);
        }
    }
}

fn draw_shape(surface: &mut Surface<'_>, build: impl FnOnce(&mut PathBuilder)) {
    let mut path = PathBuilder::new();
    build(&mut path);
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Draws a line in runs of one font and weight.
fn draw_line(surface: &mut Surface<'_>, line: &Line, style: Style, (x, y): (f32, f32)) {
    let alike = |a: &Placed, b: &Placed| a.bold == b.bold && a.glyph.font == b.glyph.font;
    for run in line.glyphs.chunk_by(alike) {
        let first = &run[0];
        surface.set_fill(Some(fill(style.grey)));
        // One weight is embedded; bold is the same outline with a little more ink.
        surface.set_stroke(first.bold.then(|| stroke(style.size * 0.026, style.grey)));
        let mut text = String::new();
        let mut glyphs = Vec::with_capacity(run.len());
        for placed in run {
            let start = text.len();
            text.push(placed.glyph.character);
            let advance = placed.width / style.size;
            glyphs.push(KrillaGlyph::new(placed.glyph.id, advance, 0.0, 0.0, 0.0, start..text.len(), None));
        }
        let from = Point::from_xy(x + first.x, y);
        surface.draw_glyphs(from, &glyphs, first.glyph.font.clone(), &text, style.size, false);
    }
}

fn rect(area: Area) -> Option<Rect> {
    Rect::from_xywh(area.x, area.y, area.width, area.height)
}

fn fill(grey: u8) -> Fill {
    Fill { paint: rgb::Color::new(grey, grey, grey).into(), ..Fill::default() }
}

fn stroke(width: f32, grey: u8) -> Stroke {
    Stroke { paint: rgb::Color::new(grey, grey, grey).into(), width, opacity: NormalizedF32::ONE, ..Stroke::default() }
}

/// The tag tree with the identifiers that drawing gave. Groups without content are left out.
fn nodes(part: Part, leaves: &mut [Vec<Identifier>]) -> Vec<Node> {
    let (role, parts) = match part {
        Part::Leaf(leaf) => return std::mem::take(&mut leaves[leaf]).into_iter().map(Node::Leaf).collect(),
        Part::Group(role, parts) => (role, parts),
    };
    let children: Vec<Node> = parts.into_iter().flat_map(|part| nodes(part, leaves)).collect();
    let group = match role {
        Role::Heading(level, title) => {
            TagGroup::with_children(Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(title)), children)
        }
        Role::Paragraph => TagGroup::with_children(Tag::P, children),
        Role::Table => TagGroup::with_children(Tag::Table, children),
        Role::TableHead => TagGroup::with_children(Tag::THead, children),
        Role::TableBody => TagGroup::with_children(Tag::TBody, children),
        Role::Row => TagGroup::with_children(Tag::TR, children),
        Role::ColumnHead => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), children),
        Role::RowHead => TagGroup::with_children(Tag::TH(TableHeaderScope::Row), children),
        Role::Cell => TagGroup::with_children(Tag::TD, children),
        Role::Figure(description) => TagGroup::with_children(Tag::Figure(Some(description)), children),
        Role::Link => TagGroup::with_children(Tag::Link, children),
    };
    vec![Node::Group(group)]
}
