//! The text inside a document, for search. Bounded: a small file that unpacks to a huge one, or a text without end,
//! costs no more than the limits say.

use std::io::{Cursor, Read as _};

use lopdf::{Document, LoadOptions};

use crate::Kind;
use crate::tables;

/// Why a document gives no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Damaged, encrypted, or beyond the limits.
    #[error("no text can be read: {0}")]
    Unreadable(String),
}

/// Bytes that one part may unpack to.
const UNPACKED: usize = 64 << 20;
/// Characters that are kept; what comes after is not found.
const CHARACTERS: usize = 500_000;
/// Pages that are read.
const PAGES: usize = 400;

/// The text of a document; empty for pictures.
///
/// # Errors
/// [`TextError::Unreadable`] says what the reader stumbled over.
pub fn text_of(kind: Kind, bytes: &[u8]) -> Result<String, TextError> {
    let text = match kind {
        Kind::Pdf => pdf(bytes)?,
        Kind::Png | Kind::Jpeg => String::new(),
        Kind::Docx => docx(bytes)?,
        Kind::Xlsx => xlsx(bytes)?,
        Kind::Csv | Kind::Text => {
            tables::plain_text(bytes).map_err(|error| TextError::Unreadable(error.to_string()))?
        }
    };
    Ok(text.chars().take(CHARACTERS).collect())
}

fn unreadable(error: impl std::fmt::Display) -> TextError {
    TextError::Unreadable(error.to_string())
}

/// A whole document that opens without a password, with bounded streams.
pub(crate) fn load(bytes: &[u8]) -> Result<Document, TextError> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(unreadable)?;
    if document.is_encrypted() {
        return Err(TextError::Unreadable("it is protected by a password".to_owned()));
    }
    Ok(document)
}

fn pdf(bytes: &[u8]) -> Result<String, TextError> {
    let document = load(bytes)?;
    let (mut text, mut length) = (String::new(), 0);
    for page in document.get_pages().into_keys().take(PAGES) {
        // A page that cannot be read takes nothing from the others.
        let found = document.extract_text_with_limit(&[page], UNPACKED).unwrap_or_default();
        length += found.chars().count();
        text.push_str(&found);
        text.push('\n');
        if length > CHARACTERS {
            break;
        }
    }
    Ok(text)
}

fn docx(bytes: &[u8]) -> Result<String, TextError> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let part = package.by_name("word/document.xml").map_err(unreadable)?;
    let mut xml = Vec::new();
    part.take(UNPACKED as u64 + 1).read_to_end(&mut xml).map_err(unreadable)?;
    if xml.len() > UNPACKED {
        return Err(TextError::Unreadable("it unpacks to more than is read".to_owned()));
    }
    Ok(runs(&String::from_utf8_lossy(&xml)))
}

/// The texts of `w:t`, a line for each paragraph. The part is written by Word and its kin: `w:` is its prefix.
fn runs(xml: &str) -> String {
    let (mut text, mut rest) = (String::new(), xml);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        let name = tag.split([' ', '/', '\t', '\r', '\n']).next().unwrap_or_default();
        match name {
            "w:t" if !tag.ends_with('/') => {
                let until = rest.find('<').unwrap_or(rest.len());
                text.push_str(&unescaped(&rest[..until]));
            }
            "w:tab" | "w:br" => text.push(' '),
            "" if tag == "/w:p" => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// The five entities of XML and characters by number.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some((entity, after)) = rest.split_once(';') else { break };
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let c = match entity {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match (entity.strip_prefix("#x"), entity.strip_prefix('#')) {
                (Some(digits), _) => number(digits, 16),
                (None, Some(digits)) => number(digits, 10),
                _ => None,
            },
        };
        out.extend(c);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn xlsx(bytes: &[u8]) -> Result<String, TextError> {
    let sheet = tables::read(bytes, "workbook").map_err(unreadable)?;
    let mut text = sheet.header.join(" ");
    for row in &sheet.rows {
        text.push('\n');
        for cell in &row.cells {
            text.push_str(cell.text());
            text.push(' ');
        }
        if text.len() > CHARACTERS * 4 {
            break;
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_text_of_a_word_file_comes_paragraph_by_paragraph() {
        let xml = r#"<w:document><w:body><w:p><w:r><w:t xml:space="preserve">劳动合同 </w:t></w:r><w:r><w:t>A&amp;B &#x4e00;</w:t>
            </w:r></w:p><w:p><w:r><w:t>第二条</w:t></w:r></w:p><w:t/></w:body></w:document>"#;
        let bytes = package(&[("word/document.xml", xml.as_bytes())]);
        assert_eq!(Kind::of(&bytes, "x.bin"), Some(Kind::Docx));
        assert_eq!(text_of(Kind::Docx, &bytes).unwrap(), "劳动合同 A&B 一\n第二条\n");
    }

    #[test]
    fn a_package_with_macros_is_no_document() {
        let bytes = package(&[("word/document.xml", b"<w:t>x</w:t>"), ("word/vbaProject.bin", b"x")]);
        assert_eq!(Kind::of(&bytes, "x.docx"), None);
    }

    #[test]
    fn a_word_file_that_unpacks_to_a_flood_is_refused_within_the_limit() {
        let bytes = package(&[("word/document.xml", &vec![b' '; UNPACKED + 1])]);
        assert!(bytes.len() < 200_000);
        assert!(matches!(text_of(Kind::Docx, &bytes), Err(TextError::Unreadable(_))));
    }

    #[test]
    fn bytes_decide_and_not_the_ending() {
        assert_eq!(Kind::of(b"%PDF-1.7 ...", "photo.png"), Some(Kind::Pdf));
        assert_eq!(Kind::of(b"MZ\0\0", "contract.pdf"), None);
        assert_eq!(Kind::of("姓名,工号".as_bytes(), "a.csv"), Some(Kind::Csv));
        assert_eq!(Kind::of(b"", "a.txt"), None);
    }

    #[test]
    fn broken_documents_are_errors_and_never_panics() {
        for cut in [5, 9, 40, 200] {
            let mut bytes = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".to_vec();
            bytes.extend(b"2 0 obj << /Kids [2 0 R 2 0 R] /Count 9999999999 /Type /Pages >> endobj\n".repeat(4));
            bytes.extend(b"trailer << /Root 1 0 R >>\nstartxref\n99999\n%%EOF");
            bytes.truncate(bytes.len() - cut);
            let _refused_or_empty = text_of(Kind::Pdf, &bytes);
        }
        assert!(text_of(Kind::Pdf, b"%PDF-1.7 nothing").is_err());
        assert!(text_of(Kind::Docx, b"PK\x03\x04broken").is_err());
        assert!(text_of(Kind::Xlsx, b"PK\x03\x04broken").is_err());
    }
}
