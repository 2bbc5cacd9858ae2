//! What a paper consists of.

use kernel::Date;

/// Where text stands between its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// From margin to margin; the last line at the left.
    Justify,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Size in points.
    pub size: f32,
    /// Height of a line in parts of the size.
    pub leading: f32,
    /// Where it stands.
    pub align: Align,
    /// Indent of the first line in parts of the size.
    pub indent: f32,
    /// Additional space between characters in parts of the size.
    pub spacing: f32,
    /// Grey of the ink: 0 is black, 255 white.
    pub grey: u8,
    /// Bold.
    pub bold: bool,
}

impl Style {
    /// Body text of a letter.
    pub const BODY: Self =
        Self { size: 12.0, leading: 1.9, align: Align::Justify, indent: 2.0, spacing: 0.0, grey: 0, bold: false };
    /// Text in tables and boxes.
    pub const PLAIN: Self =
        Self { size: 10.5, leading: 1.55, align: Align::Left, indent: 0.0, spacing: 0.0, grey: 0, bold: false };
    /// Remarks.
    pub const SMALL: Self =
        Self { size: 9.0, leading: 1.6, align: Align::Left, indent: 0.0, spacing: 0.0, grey: 0x50, bold: false };

    /// The same at another place.
    pub const fn aligned(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// The same in bold.
    pub const fn bolder(mut self) -> Self {
        self.bold = true;
        self
    }

    /// The same in another size.
    pub const fn sized(mut self, size: f32) -> Self {
        self.size = size;
        self
    }
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text; `\n` breaks the line.
    pub text: String,
    /// Whether it is bold.
    pub bold: bool,
}

impl Span {
    /// Text in the paragraph's own look.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false }
    }

    /// Text in bold.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What stands in the head.
    pub title: String,
    /// Share of the width; the shares of all columns are added up.
    pub share: f32,
    /// Where its cells stand.
    pub align: Align,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Texts of its cells; `\n` breaks the line. Missing ones stay empty.
    pub cells: Vec<String>,
    /// Whether it is a sum: bold, with a grey ground.
    pub total: bool,
}

/// A table. Its head stands again on every page; a row is broken only when it is higher than a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns. When all titles are empty there is no head.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Look of the cells.
    pub style: Style,
    /// Space inside the cells above and below, in points.
    pub padding: f32,
    /// Columns (from 0) that name what stands at their right: they get a grey ground.
    pub label_columns: Vec<usize>,
}

/// A part of a paper, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of a level from 1 on.
    Heading {
        /// 1 for the title of the paper.
        level: u16,
        /// Its text.
        text: String,
        /// Its look.
        style: Style,
    },
    /// A paragraph.
    Paragraph {
        /// Its pieces.
        spans: Vec<Span>,
        /// Its look.
        style: Style,
    },
    /// Empty space, in points. Dropped at the top of a page.
    Space(f32),
    /// A table.
    Table(Table),
    /// Two columns side by side, kept on one page.
    Sides {
        /// At the left.
        left: Vec<Block>,
        /// At the right.
        right: Vec<Block>,
        /// Share of the width for the left side, between 0 and 1.
        left_share: f32,
        /// Space between them in points.
        gap: f32,
    },
    /// Blocks in a frame, kept on one page.
    Framed(Vec<Block>),
    /// Blocks kept on one page.
    Together(Vec<Block>),
    /// A QR code, as vectors.
    Qr {
        /// What it says.
        text: String,
        /// What it is for; read aloud in place of the picture.
        description: String,
        /// Side in points, the white border not included.
        side: f32,
    },
    /// A web address that opens by a click.
    Link {
        /// The address, which is also the text.
        url: String,
        /// Its look.
        style: Style,
    },
}

impl Block {
    /// A paragraph of one piece.
    pub fn text(text: impl Into<String>, style: Style) -> Self {
        Self::Paragraph { spans: vec![Span::plain(text)], style }
    }
}

/// A paper in A4.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Title in the file's properties and in the window of the reader.
    pub title: String,
    /// Who issues it.
    pub author: String,
    /// A number that is unique to this paper; part of the file's identifier.
    pub identifier: String,
    /// Date in the file's properties.
    pub made_on: Date,
    /// What stands at the left of each page's foot.
    pub footer: String,
    /// Left and right margin in points.
    pub side_margin: f32,
    /// Top margin in points.
    pub top_margin: f32,
    /// What it consists of.
    pub blocks: Vec<Block>,
}
