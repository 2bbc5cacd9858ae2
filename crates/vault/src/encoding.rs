//! Unambiguous byte strings for authenticated data, digests and labels.

/// Appends a part with its length in front, so that `("ab", "c")` and `("a", "bc")` never give the same bytes.
pub(crate) fn part(out: &mut Vec<u8>, bytes: &[u8]) {
    // The length is a u64: no part of any size can wrap it.
    out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Reads hexadecimal of an exact length, either case; anything else is `None`.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != N * 2 {
        return None;
    }
    let mut bytes = [0_u8; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_slide_into_each_other() {
        let (mut one, mut other) = (Vec::new(), Vec::new());
        part(&mut one, b"ab");
        part(&mut one, b"c");
        part(&mut other, b"a");
        part(&mut other, b"bc");
        assert_ne!(one, other);
    }

    #[test]
    fn hexadecimal_reads_back_what_it_wrote() {
        assert_eq!(unhex::<4>(&hex(&[0, 15, 160, 255])), Some([0, 15, 160, 255]));
        assert_eq!(unhex::<2>("00f"), None);
        assert_eq!(unhex::<2>("00fg"), None);
    }
}
