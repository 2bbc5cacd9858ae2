//! Blocks onto pages.

use std::collections::BTreeSet;

use qrcode::{EcLevel, QrCode};

use super::font::Fonts;
use super::paper::{Block, Paper, Span, Style};
use super::text::{self, SetText};
use super::{PdfError, PdfWarning};

/// A4 in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// Room at the bottom of a page, the foot inside it.
pub(super) const BOTTOM: f32 = 64.0;

/// Something to draw. All lengths are points from the upper left corner of the page.
pub(super) enum Ink {
    /// A line of text; `y` is its base line.
    Text { line: text::Line, style: Style, x: f32, y: f32 },
    /// A filled rectangle.
    Ground { area: Area, grey: u8 },
    /// A straight line.
    Rule { from: (f32, f32), to: (f32, f32), width: f32, grey: u8 },
    /// The dark modules of a QR code: runs of (column, row, length).
    Modules { x: f32, y: f32, module: f32, runs: Vec<(u16, u16, u16)> },
    /// A place that opens a web address.
    Link { area: Area, url: String },
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// Ink, and the leaf of the tag tree it belongs to. Without one it is decoration.
pub(super) struct Mark {
    pub ink: Ink,
    pub leaf: Option<usize>,
}

/// What a part of the paper is, for those who hear it.
pub(super) enum Role {
    Heading(u16, String),
    Paragraph,
    Table,
    TableHead,
    TableBody,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Figure(String),
    Link,
}

/// The tag tree before the leaves have identifiers.
pub(super) enum Part {
    Leaf(usize),
    Group(Role, Vec<Part>),
}

/// Where the next block goes, and all that is set so far.
pub(super) struct Flow<'a> {
    pub fonts: &'a Fonts,
    pub warnings: BTreeSet<PdfWarning>,
    pub pages: Vec<Vec<Mark>>,
    pub leaves: usize,
    pub top: f32,
    /// Left edge and width of the area in use.
    pub x: f32,
    pub width: f32,
    /// Upper edge of what comes next.
    pub y: f32,
    /// Whether a page may end here. Off inside of what must stay together.
    pub breakable: bool,
}

impl<'a> Flow<'a> {
    pub fn new(paper: &Paper, fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            warnings: BTreeSet::new(),
            pages: vec![Vec::new()],
            leaves: 0,
            top: paper.top_margin,
            x: paper.side_margin,
            width: PAGE.0 - 2.0 * paper.side_margin,
            y: paper.top_margin,
            breakable: true,
        }
    }

    pub fn blocks(&mut self, blocks: &[Block]) -> Result<Vec<Part>, PdfError> {
        let mut parts = Vec::new();
        for block in blocks {
            self.block(block, &mut parts)?;
        }
        Ok(parts)
    }

    fn block(&mut self, block: &Block, parts: &mut Vec<Part>) -> Result<(), PdfError> {
        match block {
            Block::Heading { level, text, style } => {
                let set = self.set(&[Span::plain(text.as_str())], *style, self.width)?;
                // A heading at the foot of a page would be alone: ask for room for two more lines.
                self.need(set.height() + 2.0 * set.line_height());
                let leaf = self.lines(&set);
                parts.push(Part::Group(Role::Heading(*level, text.clone()), vec![leaf]));
            }
            Block::Paragraph { spans, style } => {
                let set = self.set(spans, *style, self.width)?;
                let leaf = self.lines(&set);
                parts.push(Part::Group(Role::Paragraph, vec![leaf]));
            }
            Block::Space(points) => {
                if self.y > self.top {
                    self.y += points;
                }
            }
            Block::Table(table) => parts.push(self.table(table)?),
            Block::Sides { left, right, left_share, gap } => self.sides(left, right, (*left_share, *gap), parts)?,
            Block::Framed(blocks) => self.framed(blocks, parts)?,
            Block::Together(blocks) => {
                self.keep(blocks, self.width)?;
                self.unbroken(|flow| {
                    parts.extend(flow.blocks(blocks)?);
                    Ok(())
                })?;
            }
            Block::Qr { text, description, side } => parts.push(self.qr(text, description, *side)?),
            Block::Link { url, style } => parts.push(self.link(url, *style)?),
        }
        Ok(())
    }

    pub fn set(&mut self, spans: &[Span], style: Style, width: f32) -> Result<SetText, PdfError> {
        text::set(spans, style, width, self.fonts, &mut self.warnings)
    }

    pub fn leaf(&mut self) -> usize {
        self.leaves += 1;
        self.leaves - 1
    }

    pub fn draw(&mut self, ink: Ink, leaf: Option<usize>) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Mark { ink, leaf });
        }
    }

    /// Room left on this page, in points.
    pub fn room(&self) -> f32 {
        PAGE.1 - BOTTOM - self.y
    }

    /// Goes on to a new page unless so much room is left (or this page is still empty).
    pub fn need(&mut self, height: f32) {
        if self.breakable && height > self.room() && self.y > self.top {
            self.new_page();
        }
    }

    pub fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.top;
    }

    /// Draws lines one below the other, over pages if need be.
    fn lines(&mut self, set: &SetText) -> Part {
        let leaf = self.leaf();
        for line in &set.lines {
            self.need(set.line_height());
            self.line(line, set, self.x, self.y, leaf);
            self.y += set.line_height();
        }
        Part::Leaf(leaf)
    }

    /// Draws one line whose upper edge is at `top`.
    pub fn line(&mut self, line: &text::Line, set: &SetText, x: f32, top: f32, leaf: usize) {
        // A Chinese glyph fills its size from 0.88 above the base line to 0.12 below.
        let y = top + (set.line_height() - set.style.size) / 2.0 + 0.88 * set.style.size;
        self.draw(Ink::Text { line: line.clone(), style: set.style, x, y }, Some(leaf));
    }

    /// How high the blocks are in an area of this width.
    fn height(&mut self, blocks: &[Block], width: f32) -> Result<f32, PdfError> {
        let mut trial = Flow { fonts: self.fonts, warnings: BTreeSet::new(), pages: vec![Vec::new()], ..*self };
        // Away from the upper edge, so that space at the start counts as it will.
        (trial.width, trial.y, trial.breakable) = (width, self.top + 1.0, false);
        trial.blocks(blocks)?;
        Ok(trial.y - self.top - 1.0)
    }

    fn keep(&mut self, blocks: &[Block], width: f32) -> Result<f32, PdfError> {
        let height = self.height(blocks, width)?;
        if height > PAGE.1 - BOTTOM - self.top {
            return Err(PdfError::TooHigh);
        }
        self.need(height);
        Ok(height)
    }

    fn unbroken(&mut self, inner: impl FnOnce(&mut Self) -> Result<(), PdfError>) -> Result<(), PdfError> {
        let before = std::mem::replace(&mut self.breakable, false);
        let result = inner(self);
        self.breakable = before;
        result
    }

    fn sides(
        &mut self,
        left: &[Block],
        right: &[Block],
        (share, gap): (f32, f32),
        parts: &mut Vec<Part>,
    ) -> Result<(), PdfError> {
        let (x, width) = (self.x, self.width);
        let left_width = (width - gap) * share;
        let right_width = width - gap - left_width;
        let height = self.height(left, left_width)?.max(self.height(right, right_width)?);
        self.need(height);
        let y = self.y;
        self.unbroken(|flow| {
            flow.width = left_width;
            parts.extend(flow.blocks(left)?);
            (flow.x, flow.width, flow.y) = (x + left_width + gap, right_width, y);
            parts.extend(flow.blocks(right)?);
            Ok(())
        })?;
        (self.x, self.width, self.y) = (x, width, y + height);
        Ok(())
    }

    fn framed(&mut self, blocks: &[Block], parts: &mut Vec<Part>) -> Result<(), PdfError> {
        const PADDING: f32 = 10.0;
        let inner = self.width - 2.0 * PADDING;
        let height = self.keep(blocks, inner)? + 2.0 * PADDING;
        self.need(height);
        let (x, y, width) = (self.x, self.y, self.width);
        self.unbroken(|flow| {
            (flow.x, flow.width, flow.y) = (x + PADDING, inner, y + PADDING);
            parts.extend(flow.blocks(blocks)?);
            Ok(())
        })?;
        (self.x, self.width, self.y) = (x, width, y + height);
        self.frame(Area { x, y, width, height }, 0.8, 0x40);
        Ok(())
    }

    /// The four sides of a rectangle.
    pub fn frame(&mut self, area: Area, width: f32, grey: u8) {
        let (left, top, right, bottom) = (area.x, area.y, area.x + area.width, area.y + area.height);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        for pair in corners.windows(2) {
            self.draw(Ink::Rule { from: pair[0], to: pair[1], width, grey }, None);
        }
    }

    fn qr(&mut self, text: &str, description: &str, side: f32) -> Result<Part, PdfError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| PdfError::QrTooLong)?;
        let modules = u16::try_from(code.width()).map_err(|_| PdfError::QrTooLong)?;
        self.need(side);
        let leaf = self.leaf();
        let ink = Ink::Modules { x: self.x, y: self.y, module: side / f32::from(modules), runs: runs(&code, modules) };
        self.draw(ink, Some(leaf));
        self.y += side;
        Ok(Part::Group(Role::Figure(description.to_owned()), vec![Part::Leaf(leaf)]))
    }

    fn link(&mut self, url: &str, style: Style) -> Result<Part, PdfError> {
        let set = self.set(&[Span::plain(url)], style, self.width)?;
        self.need(set.height());
        let top = self.y;
        let leaf = self.lines(&set);
        let area = Area { x: self.x, y: top, width: self.width, height: set.height() };
        if let Part::Leaf(leaf) = leaf {
            self.draw(Ink::Link { area, url: url.to_owned() }, Some(leaf));
        }
        Ok(Part::Group(Role::Paragraph, vec![Part::Group(Role::Link, vec![leaf])]))
    }
}

/// Dark modules next to each other as one run: fewer shapes, and no hairlines between them.
fn runs(code: &QrCode, modules: u16) -> Vec<(u16, u16, u16)> {
    let dark = |column: u16, row: u16| code[(usize::from(column), usize::from(row))] == qrcode::Color::Dark;
    let mut runs = Vec::new();
    for row in 0..modules {
        let mut column = 0;
        while column < modules {
            let length = (column..modules).take_while(|c| dark(*c, row)).count();
            let length = u16::try_from(length).unwrap_or(0);
            if length > 0 {
                runs.push((column, row, length));
            }
            column += length.max(1);
        }
    }
    runs
}
