//! The ciphers that a key may use.

use std::fmt;

use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce, Tag};

use crate::VaultError;

/// An authenticated cipher with a 256-bit or 128-bit key, a 96-bit nonce and a 128-bit tag.
/// The number stands in every sealed value and never changes its meaning.
/// 2 is reserved for SM4-GCM (RFC 8998).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Algorithm {
    /// AES-256 in Galois/counter mode (NIST SP 800-38D).
    Aes256Gcm = 1,
}

impl Algorithm {
    /// The number in the sealed value.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The name in the key ring file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aes256Gcm => "aes-256-gcm",
        }
    }

    /// From its name in the key ring file.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Aes256Gcm].into_iter().find(|algorithm| algorithm.name() == name)
    }
}

impl TryFrom<u8> for Algorithm {
    type Error = VaultError;

    fn try_from(code: u8) -> Result<Self, VaultError> {
        match code {
            1 => Ok(Self::Aes256Gcm),
            other => Err(VaultError::UnknownAlgorithm(other)),
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Bytes of a nonce, for every algorithm here.
pub(crate) const NONCE: usize = 12;
/// Bytes of a tag, for every algorithm here.
pub(crate) const TAG: usize = 16;

/// A cipher with its key schedule made. Key schedules are wiped when dropped (feature `zeroize` of `aes-gcm`).
#[derive(Clone)]
pub(crate) enum Cipher {
    Aes256Gcm(Box<Aes256Gcm>),
}

impl Cipher {
    pub(crate) fn new(algorithm: Algorithm, key: &[u8; 32]) -> Self {
        match algorithm {
            Algorithm::Aes256Gcm => Self::Aes256Gcm(Box::new(Aes256Gcm::new(key.into()))),
        }
    }

    pub(crate) const fn algorithm(&self) -> Algorithm {
        match self {
            Self::Aes256Gcm(_) => Algorithm::Aes256Gcm,
        }
    }

    /// Encrypts in place and returns the tag.
    pub(crate) fn encrypt(&self, nonce: [u8; NONCE], aad: &[u8], buffer: &mut [u8]) -> [u8; TAG] {
        let tag = match self {
            Self::Aes256Gcm(cipher) => cipher.encrypt_inout_detached(&Nonce::from(nonce), aad, buffer.into()),
        };
        match tag {
            Ok(tag) => tag.into(),
            Err(_) => unreachable!("GCM refuses only texts of 64 GiB and more, which no memory of ours holds"),
        }
    }

    /// Decrypts in place. On a wrong tag the buffer holds nothing of use.
    pub(crate) fn decrypt(&self, nonce: [u8; NONCE], aad: &[u8], buffer: &mut [u8], tag: [u8; TAG]) -> Option<()> {
        let opened = match self {
            Self::Aes256Gcm(cipher) => {
                cipher.decrypt_inout_detached(&Nonce::from(nonce), aad, buffer.into(), &Tag::from(tag))
            }
        };
        opened.ok()
    }
}
