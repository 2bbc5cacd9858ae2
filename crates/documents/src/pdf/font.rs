//! Fonts and their glyphs.

use std::fmt;
use std::sync::{Arc, LazyLock};

use krilla::text::{Font, GlyphId};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::PdfError;

/// Noto Sans SC, cut down; see `fonts/README.md`.
static EMBEDDED: &[u8] = include_bytes!("../../fonts/NotoSansSC-Subset.ttf");

/// Parsing and hashing 2.7 MB once is enough for the life of the process.
static EMBEDDED_FACE: LazyLock<Option<Face>> = LazyLock::new(|| Face::new(Arc::new(EMBEDDED)));

/// Stands for a character that no font has: the geta mark that Chinese printers put in its place.
const MISSING: char = '〓';

/// The fonts of a paper: the embedded one, and those that the caller adds.
#[derive(Clone, Default)]
pub struct Fonts {
    extra: Vec<Face>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").field("extra", &self.extra.len()).finish()
    }
}

#[derive(Clone)]
struct Face {
    bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    font: Font,
}

impl Face {
    fn new(bytes: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Option<Self> {
        let font = Font::new(Arc::clone(&bytes).into(), 0)?;
        Some(Self { bytes, font })
    }

    fn glyph(&self, c: char) -> Option<Glyph> {
        let font = FontRef::new((*self.bytes).as_ref()).ok()?;
        let id = font.charmap().map(c)?;
        let advance = font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(id)?;
        Some(Glyph { font: self.font.clone(), id: GlyphId::new(id.to_u32()), advance, character: c })
    }
}

/// A glyph with its width in parts of the font size.
#[derive(Clone)]
pub(super) struct Glyph {
    pub font: Font,
    pub id: GlyphId,
    pub advance: f32,
    /// What it shows: the character asked for, or 〓.
    pub character: char,
}

impl Fonts {
    /// Adds a font (TrueType or OpenType) that is asked for the characters the others lack.
    ///
    /// # Errors
    /// [`PdfError::BadFont`] when the bytes are no font.
    pub fn with_extra(mut self, bytes: Vec<u8>) -> Result<Self, PdfError> {
        self.extra.push(Face::new(Arc::new(bytes)).ok_or(PdfError::BadFont)?);
        Ok(self)
    }

    /// The glyph of a character, and whether it had to be replaced.
    pub(super) fn glyph(&self, c: char) -> Option<(Glyph, bool)> {
        let faces = || EMBEDDED_FACE.iter().chain(&self.extra);
        let found = faces().find_map(|face| face.glyph(c));
        found.map(|glyph| (glyph, false)).or_else(|| Some((faces().find_map(|face| face.glyph(MISSING))?, true)))
    }
}
