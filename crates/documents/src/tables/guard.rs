//! What a package may hold, looked at while every part is unpacked into a counter: before anything is kept.

use std::io::{Cursor, Read};

use super::{Limits, TableError};

/// Parts of a package. A workbook has a few dozen.
const PARTS: usize = 10_000;
/// Shared texts. Each costs memory before the first cell is seen.
const SHARED_TEXTS: usize = 2_000_000;
/// Unpacked bytes of the shared texts.
const SHARED_BYTES: u64 = 112 << 20;
/// Merged areas.
const MERGES: usize = 100_000;
/// Unpacked bytes of any part that is neither a sheet nor the shared texts.
const OTHER_BYTES: u64 = 16 << 20;
/// Tags of such a part. Excel itself stops at 65,490 cell formats.
const OTHER_TAGS: usize = 1_000_000;
/// One tag or one text between tags: a reader keeps it as a whole.
const TOKEN_BYTES: usize = 2 << 20;

/// What the package holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measured {
    /// Whether any sheet has merged cells.
    pub(super) merged: bool,
}

/// Unpacks every part into a counter. Sizes stated in the package can lie.
pub(super) fn measure(bytes: &[u8], limits: &Limits) -> Result<Measured, TableError> {
    let damaged = |detail: String| TableError::Damaged { detail };
    // The list of parts stands at the end: without it the file was cut.
    let tail = &bytes[bytes.len().saturating_sub(70 << 10)..];
    if !tail.windows(4).any(|window| window == b"PK\x05\x06") {
        return Err(TableError::CutOff);
    }
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    if package.len() > PARTS {
        return Err(damaged(format!("{} parts", package.len())));
    }
    if package.index_for_name("xl/workbook.xml").is_none() && package.index_for_name("[Content_Types].xml").is_none() {
        return Err(TableError::NotATable);
    }
    let (mut left, mut measured) = (limits.unpacked_bytes, Measured::default());
    let mut buffer = vec![0; 64 << 10];
    for index in 0..package.len() {
        let mut part = package.by_index(index).map_err(|e| damaged(e.to_string()))?;
        let name = part.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let mut look = Look::new(&name);
        loop {
            let read = part.read(&mut buffer).map_err(|e| damaged(e.to_string()))?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or(TableError::UnpacksTooLarge { limit: limits.unpacked_bytes })?;
            look.at(&buffer[..read])?;
        }
        measured.merged |= look.merges > 0;
    }
    Ok(measured)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Sheet,
    Texts,
    Xml,
    Other,
}

/// Where in the markup a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a tag or a text.
    Token,
    /// Right after `<`, the next byte tells what begins.
    Opened,
    /// In `<!…`.
    Marked,
    /// In a comment, which may hold anything but its end.
    Comment,
    /// In a section of raw text, which may too.
    Raw,
}

/// One part on its way through.
#[derive(Debug)]
struct Look {
    part: Part,
    bytes: u64,
    tags: usize,
    merges: usize,
    texts: usize,
    /// Bytes since the last tag began.
    token: usize,
    place: Place,
    /// The first bytes after `<`.
    name: [u8; 10],
    named: usize,
    /// The two bytes before this one.
    before: [u8; 2],
}

impl Look {
    fn new(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let xml = [".xml", ".rels", ".vml"].iter().any(|ending| lower.ends_with(ending));
        let part = match () {
            () if lower.contains("worksheets/") && xml => Part::Sheet,
            () if lower.contains("sharedstrings") => Part::Texts,
            () if xml => Part::Xml,
            () => Part::Other,
        };
        let place = Place::Token;
        let (name, before) = ([0; 10], [0; 2]);
        Self { part, bytes: 0, tags: 0, merges: 0, texts: 0, token: 0, place, name, named: 10, before }
    }

    fn at(&mut self, bytes: &[u8]) -> Result<(), TableError> {
        self.bytes += bytes.len() as u64;
        match self.part {
            Part::Other => return Ok(()),
            Part::Xml if self.bytes > OTHER_BYTES => return Err(TableError::UnpacksTooLarge { limit: OTHER_BYTES }),
            Part::Texts if self.bytes > SHARED_BYTES => {
                return Err(TableError::UnpacksTooLarge { limit: SHARED_BYTES });
            }
            _ => {}
        }
        for byte in bytes {
            self.byte(*byte)?;
        }
        let too_many = match self.part {
            Part::Xml => self.tags > OTHER_TAGS,
            Part::Texts => self.texts > SHARED_TEXTS,
            _ => false,
        };
        if too_many { Err(TableError::TooManyCells { limit: SHARED_TEXTS }) } else { Ok(()) }
    }

    fn byte(&mut self, byte: u8) -> Result<(), TableError> {
        if byte == b'<' && self.place == Place::Token {
            (self.place, self.token, self.named) = (Place::Opened, 0, 0);
            self.tags += 1;
            return Ok(());
        }
        self.token += 1;
        if self.token > TOKEN_BYTES {
            return Err(TableError::Damaged { detail: format!("a text of more than {TOKEN_BYTES} bytes") });
        }
        if self.named < self.name.len() {
            self.name[self.named] = byte;
            self.named += 1;
            match &self.name[..self.named] {
                [b'!'] => self.place = Place::Marked,
                [_] => self.place = Place::Token,
                b"!--" => self.place = Place::Comment,
                b"![CDATA[" => self.place = Place::Raw,
                _ => {}
            }
            if byte == b'>' || self.named == self.name.len() {
                self.counted()?;
                self.named = self.name.len();
            }
        }
        let over = match self.place {
            Place::Marked => byte == b'>',
            Place::Comment => byte == b'>' && self.before == *b"--",
            Place::Raw => byte == b'>' && self.before == *b"]]",
            Place::Token | Place::Opened => false,
        };
        if over {
            self.place = Place::Token;
        }
        self.before = [self.before[1], byte];
        Ok(())
    }

    /// The beginning of a tag's name is known.
    fn counted(&mut self) -> Result<(), TableError> {
        let name = &self.name[..self.named];
        if name.starts_with(b"!DOCTYPE") || name.starts_with(b"!ENTITY") {
            return Err(TableError::Doctype);
        }
        let local = name.iter().position(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..]);
        if local.starts_with(b"mergeCell") || local.starts_with(b"mergeC") {
            self.merges += 1;
            if self.merges > MERGES {
                return Err(TableError::TooManyMerges { limit: MERGES });
            }
        }
        if local.starts_with(b"si>") || local.starts_with(b"si ") || local.starts_with(b"si/") {
            self.texts += 1;
        }
        Ok(())
    }
}
