//! What a document is, as its bytes tell: endings lie.

use std::io::Cursor;

/// The kinds of documents that a file takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// A picture.
    Png,
    /// A picture, often a scan.
    Jpeg,
    /// A Word text, without macros.
    Docx,
    /// An Excel workbook, without macros.
    Xlsx,
    /// Comma-separated values.
    Csv,
    /// Plain text.
    Text,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Pdf, Self::Png, Self::Jpeg, Self::Docx, Self::Xlsx, Self::Csv, Self::Text];

    /// Looks at the bytes; the name only tells a table from a text. `None`: something else, a damaged package, or one
    /// that carries macros.
    pub fn of(bytes: &[u8], file_name: &str) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'P', b'K', 3, 4, ..] => package(bytes),
            _ if bytes.is_empty() || bytes.contains(&0) => None,
            _ => {
                crate::tables::plain_text(bytes).ok()?;
                let csv = file_name.to_ascii_lowercase().ends_with(".csv");
                Some(if csv { Self::Csv } else { Self::Text })
            }
        }
    }

    /// From its media type.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// As in `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv",
            Self::Text => "text/plain",
        }
    }
}

/// Word or Excel, by the part that makes it one.
fn package(bytes: &[u8]) -> Option<Kind> {
    let package = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    // A name that cannot be read makes the package suspect.
    let names: Vec<String> =
        package.file_names().map(|name| name.map(std::borrow::Cow::into_owned)).collect::<Result<_, _>>().ok()?;
    if names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return None;
    }
    let has = |name: &str| names.iter().any(|found| found == name);
    if has("word/document.xml") {
        Some(Kind::Docx)
    } else if has("xl/workbook.xml") {
        Some(Kind::Xlsx)
    } else {
        None
    }
}
