//! Random tokens: the client keeps the text, the database keeps only its digest.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::Entropy;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A session or bootstrap token: 256 random bits as 43 characters of base64url.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// A fresh token.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        entropy.fill(bytes.as_mut());
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_ref())))
    }

    /// The text that goes to the client, once.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What to store and to look up.
    pub fn digest(&self) -> TokenDigest {
        TokenDigest::of(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(•••)")
    }
}

/// SHA-256 of a token's text. A plain hash is enough: 256 random bits cannot be guessed. Compared in constant time.
#[derive(Clone, Copy)]
pub struct TokenDigest([u8; 32]);

impl TokenDigest {
    /// Of whatever text the client presented.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// As read from the database.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// For the database.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for TokenDigest {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenDigest {}

impl fmt::Debug for TokenDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenDigest(•••)")
    }
}

/// A public code for an address that anyone may hold, such as the verification page of a certificate:
/// 128 random bits as 22 characters of base64url. Not a secret of the house, but not to be guessed.
pub fn public_code(entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

#[cfg(test)]
mod tests {
    use kernel::{SeededEntropy, SystemEntropy};

    use super::*;

    #[test]
    fn a_presented_token_has_the_digest_of_the_issued_one() {
        let token = Token::generate(&SystemEntropy);
        assert_eq!(token.text().len(), 43);
        assert_eq!(TokenDigest::of(token.text()), token.digest());
        assert_ne!(TokenDigest::of(&token.text()[1..]), token.digest());
    }

    #[test]
    fn a_digest_is_plain_sha_256() {
        // FIPS 180-4 example "abc".
        let digest = crate::encoding::hex(TokenDigest::of("abc").as_bytes());
        assert_eq!(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn two_tokens_differ_and_neither_prints() {
        let entropy = SeededEntropy::new(1);
        let (one, other) = (Token::generate(&entropy), Token::generate(&entropy));
        assert_ne!(one.text(), other.text());
        assert_eq!(format!("{one:?} {:?}", one.digest()), "Token(•••) TokenDigest(•••)");
    }

    #[test]
    fn a_public_code_fits_an_address() {
        let code = public_code(&SystemEntropy);
        assert_eq!(code.len(), 22);
        assert!(code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    }

    #[test]
    fn byte_strings_of_other_length_are_not_the_same() {
        assert!(same(b"abc", b"abc"));
        assert!(!same(b"abc", b"abd"));
        assert!(!same(b"abc", b"ab"));
    }
}
