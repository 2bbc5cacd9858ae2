//! Which encoding a text file is in, and its text.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

use super::TableError;

/// Encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first: "Unicode text" of Excel.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB 18030 with GBK and GB 2312 inside it: what a Chinese Excel writes as CSV.
    Gb18030,
    /// Big5, on request only.
    Big5,
    /// Windows-1252, on request only.
    Windows1252,
}

impl TextEncoding {
    fn codec(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
            Self::Windows1252 => WINDOWS_1252,
        }
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.codec().name())
    }
}

/// A text with what was found out about its bytes.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: TextEncoding,
    pub byte_order_mark: bool,
    /// Whether the text looks like what the encoding is used for.
    pub certain: bool,
}

/// Decodes the bytes; `wanted` overrules the guess but not a byte-order mark.
pub(super) fn decode(bytes: &[u8], wanted: Option<TextEncoding>) -> Result<Decoded<'_>, TableError> {
    if let Some((encoding, mark)) = byte_order_mark(bytes) {
        let text = strictly(&bytes[mark..], encoding)?;
        return Ok(Decoded { text, encoding, byte_order_mark: true, certain: true });
    }
    if let Some(encoding) = wanted {
        let text = strictly(bytes, encoding)?;
        return Ok(Decoded { text, encoding, byte_order_mark: false, certain: true });
    }
    if bytes.contains(&0) {
        let encoding = wide_without_mark(bytes).ok_or(TableError::NotATable)?;
        let text = strictly(bytes, encoding)?;
        return Ok(Decoded { text, encoding, byte_order_mark: false, certain: true });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: Cow::Borrowed(text),
            encoding: TextEncoding::Utf8,
            byte_order_mark: false,
            certain: true,
        }),
        Err(broken) => decode_national(bytes, broken.valid_up_to()),
    }
}

fn byte_order_mark(bytes: &[u8]) -> Option<(TextEncoding, usize)> {
    let (codec, length) = Encoding::for_bom(bytes)?;
    let encoding = [TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be];
    encoding.into_iter().find(|e| e.codec() == codec).map(|e| (e, length))
}

/// UTF-16 that lost its mark on the way: separators and line ends have a zero on one side, and no zero is on the other.
fn wide_without_mark(bytes: &[u8]) -> Option<TextEncoding> {
    let start = &bytes[..bytes.len().min(8 << 10)];
    let zeros = |side: usize| start.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = start.len() / 40;
    match (even, odd) {
        (0, low) if low > enough => Some(TextEncoding::Utf16Le),
        (high, 0) if high > enough => Some(TextEncoding::Utf16Be),
        _ => None,
    }
}

/// Bytes that are not UTF-8 as a whole: damaged UTF-8, or GB 18030, or neither.
fn decode_national(bytes: &[u8], valid_up_to: usize) -> Result<Decoded<'_>, TableError> {
    let intact = String::from_utf8_lossy(&bytes[..valid_up_to]);
    // Two GB characters hardly ever look like one three-byte character of UTF-8, let alone three times.
    if intact.chars().filter(|c| c.len_utf8() >= 3).take(3).count() == 3 {
        return Err(TableError::BrokenText { encoding: TextEncoding::Utf8, line: line_of(&bytes[..valid_up_to]) });
    }
    match strictly(bytes, TextEncoding::Gb18030) {
        Ok(text) => Ok(Decoded {
            text,
            encoding: TextEncoding::Gb18030,
            byte_order_mark: false,
            certain: common_share(bytes) >= 0.6,
        }),
        Err(broken) if common_share(bytes) >= 0.6 => Err(broken),
        Err(_) => Err(TableError::UnknownEncoding),
    }
}

/// The share of two-byte characters that belong to GB 2312. Real Chinese text is nearly all in it; French or
/// Czech text that happens to decode, and UTF-8 taken for GBK, is mostly outside.
fn common_share(bytes: &[u8]) -> f64 {
    let (mut common, mut pairs, mut at) = (0_u32, 0_u32, 0);
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            at += 1;
            continue;
        }
        let second = bytes.get(at + 1).copied().unwrap_or(0);
        pairs += 1;
        common += u32::from(matches!(bytes[at], 0xa1..=0xa9 | 0xb0..=0xf7) && second >= 0xa1);
        at += 2;
    }
    if pairs == 0 { 1.0 } else { f64::from(common) / f64::from(pairs) }
}

/// Decodes without replacing anything; the error names the line.
fn strictly(bytes: &[u8], encoding: TextEncoding) -> Result<Cow<'_, str>, TableError> {
    if let Some(text) = encoding.codec().decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text);
    }
    let mut decoder = encoding.codec().new_decoder_without_bom_handling();
    let mut before = String::with_capacity(bytes.len() * 3);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut before, true);
    let line = if matches!(result, DecoderResult::Malformed(..)) { line_of(before.as_bytes()) } else { 1 };
    Err(TableError::BrokenText { encoding, line })
}

fn line_of(before: &[u8]) -> u32 {
    u32::try_from(before.split(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}
