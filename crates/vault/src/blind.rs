//! Equality search over sealed values.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::KeyRing;

/// Turns a value into 16 bytes that are equal exactly when purpose and value are equal: HMAC-SHA-256, cut to
/// 128 bits, under a key that rotation of the data keys leaves alone.
///
/// What it leaks: whoever reads the column learns which rows hold the same value and how often each value occurs,
/// nothing else. So use it for values that are nearly unique (identity number, phone, account), never for ones
/// with few possible values (sex, grade, pay). Whoever also holds the key ring can try all phone numbers.
/// The `purpose` keeps columns apart: the same value under two purposes gives unrelated bytes.
#[derive(Clone)]
pub struct BlindIndex(Hmac<Sha256>);

impl BlindIndex {
    /// The index of a ring; make it once and share it.
    pub fn new(ring: &KeyRing) -> Self {
        let key = ring.derive("blind-index/v1");
        match <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_ref()) {
            Ok(mac) => Self(mac),
            Err(_) => unreachable!("HMAC takes a key of any length"),
        }
    }

    /// The index of a value. `purpose` names the column, such as `person.phone`; `normalised` is the value in the
    /// one spelling that counts as equal (the caller trims, folds case, drops separators).
    pub fn blind(&self, purpose: &str, normalised: &str) -> [u8; 16] {
        self.blind_bytes(purpose, normalised.as_bytes())
    }

    /// The same for any bytes, such as a whole file: names it by its content without telling what it is.
    pub fn blind_bytes(&self, purpose: &str, content: &[u8]) -> [u8; 16] {
        let mut mac = self.0.clone();
        mac.update(&(purpose.len() as u64).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(content);
        let full: [u8; 32] = mac.finalize().into_bytes().into();
        let mut cut = [0_u8; 16];
        cut.copy_from_slice(&full[..16]);
        cut
    }
}

impl fmt::Debug for BlindIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlindIndex(•••)")
    }
}
