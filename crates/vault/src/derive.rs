//! Keys from keys: HKDF-SHA-256 (RFC 5869), 32 bytes at a time.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// One 32-byte key for one purpose. Different labels give keys that tell nothing about each other.
pub(crate) fn hkdf32(salt: &[u8], secret: &[u8; 32], label: &str) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0_u8; 32]);
    if Hkdf::<Sha256>::new(Some(salt), secret).expand(label.as_bytes(), key.as_mut()).is_err() {
        unreachable!("HKDF gives up to 8,160 bytes; 32 were asked for");
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with Python's `hmac` and `hashlib` from the two steps of RFC 5869.
    #[test]
    fn the_derivation_is_the_one_of_rfc_5869() {
        let key = hkdf32(b"salt", &[7; 32], "label");
        assert_eq!(
            crate::encoding::hex(key.as_ref()),
            "f4fdb930f14208d2bc646add4868504fa2ce6ad273e18cd55a4fd1451ee4c5d6"
        );
    }
}
