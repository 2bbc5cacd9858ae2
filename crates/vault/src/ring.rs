//! The key ring: data keys by id, one of them active.

use std::fmt;
use std::str::FromStr;

use kernel::Entropy;
use zeroize::Zeroizing;

use crate::algorithm::{Cipher, NONCE, TAG};
use crate::derive::hkdf32;
use crate::encoding::{hex, unhex};
use crate::{Aad, Algorithm, VaultError};

/// Layout version of a sealed value.
const VERSION: u8 = 1;
/// Bytes before the nonce: version, algorithm, key id.
const HEADER: usize = 6;
/// Bytes that sealing adds to a value.
const OVERHEAD: usize = HEADER + NONCE + TAG;

/// The id of a data key: random, so that two rings never mean different keys by one id. Eight hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(crate) [u8; 4]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

impl FromStr for KeyId {
    type Err = VaultError;

    fn from_str(text: &str) -> Result<Self, VaultError> {
        unhex(text).map(Self).ok_or_else(|| VaultError::RingMalformed("a key id is not eight hex digits".into()))
    }
}

/// One data key, its bytes kept beside the ready cipher so that the ring can be written again.
#[derive(Clone)]
pub(crate) struct DataKey {
    pub(crate) id: KeyId,
    pub(crate) secret: Zeroizing<[u8; 32]>,
    cipher: Cipher,
}

impl DataKey {
    pub(crate) fn new(id: KeyId, algorithm: Algorithm, secret: Zeroizing<[u8; 32]>) -> Self {
        let cipher = Cipher::new(algorithm, &secret);
        Self { id, secret, cipher }
    }

    fn generate(entropy: &dyn Entropy, algorithm: Algorithm, taken: &[KeyId]) -> Self {
        let mut id = KeyId([0; 4]);
        loop {
            entropy.fill(&mut id.0);
            if !taken.contains(&id) {
                break;
            }
        }
        let mut secret = Zeroizing::new([0_u8; 32]);
        entropy.fill(secret.as_mut());
        Self::new(id, algorithm, secret)
    }

    pub(crate) const fn algorithm(&self) -> Algorithm {
        self.cipher.algorithm()
    }
}

/// Seals and opens single values.
///
/// A sealed value is `version(1) | algorithm(1) | key id(4) | nonce(12) | cipher text | tag(16)`, 34 bytes longer
/// than the plain one. The header and the value's place ([`Aad`]) are authenticated with it. Nonces are random:
/// rotate before one key has sealed 2³² values (NIST SP 800-38D, 8.3).
///
/// Beside the data keys the ring holds one root secret that rotation leaves alone; [`KeyRing::derive`] makes
/// long-lived keys from it (blind index, signing keys).
#[derive(Clone)]
pub struct KeyRing {
    pub(crate) active: DataKey,
    /// Oldest first.
    pub(crate) older: Vec<DataKey>,
    pub(crate) root: Zeroizing<[u8; 32]>,
}

impl KeyRing {
    /// A new ring with one AES-256-GCM key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut root = Zeroizing::new([0_u8; 32]);
        entropy.fill(root.as_mut());
        Self { active: DataKey::generate(entropy, Algorithm::Aes256Gcm, &[]), older: Vec::new(), root }
    }

    /// Encrypts a value for its place under the active key.
    pub fn seal(&self, entropy: &dyn Entropy, aad: &Aad<'_>, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0_u8; NONCE];
        entropy.fill(&mut nonce);
        // The full capacity at once: growing would leave copies of the plain text behind.
        let mut sealed = Vec::with_capacity(OVERHEAD + plain.len());
        sealed.push(VERSION);
        sealed.push(self.active.algorithm().code());
        sealed.extend_from_slice(&self.active.id.0);
        let bound = aad.bind(&sealed);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let tag = self.active.cipher.encrypt(nonce, &bound, &mut sealed[HEADER + NONCE..]);
        sealed.extend_from_slice(&tag);
        sealed
    }

    /// Decrypts a value that was sealed for this place under any key of the ring.
    /// Errors: [`VaultError::NotSealed`], [`VaultError::UnknownAlgorithm`], [`VaultError::UnknownKey`], and
    /// [`VaultError::Refused`] for altered bytes or another place.
    pub fn open(&self, aad: &Aad<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let header = Header::read(sealed)?;
        let key = self.key(header.key)?;
        if key.algorithm() != header.algorithm {
            // A key works under one algorithm only; another number here was not written by us.
            return Err(VaultError::Refused);
        }
        let too_short = VaultError::NotSealed("too short");
        let body = &sealed[HEADER..];
        let (nonce, body) = body.split_first_chunk::<NONCE>().ok_or(too_short.clone())?;
        let (cipher_text, tag) = body.split_last_chunk::<TAG>().ok_or(too_short)?;
        let mut plain = Zeroizing::new(cipher_text.to_vec());
        let bound = aad.bind(&sealed[..HEADER]);
        key.cipher.decrypt(*nonce, &bound, &mut plain, *tag).ok_or(VaultError::Refused)?;
        Ok(plain)
    }

    /// Adds a new key of the active key's algorithm and makes it active. Values under older keys still open.
    pub fn rotate(&mut self, entropy: &dyn Entropy) -> KeyId {
        let fresh = DataKey::generate(entropy, self.active.algorithm(), &self.keys());
        self.older.push(std::mem::replace(&mut self.active, fresh));
        self.active.id
    }

    /// Whether a value was sealed under another key than the active one. It looks at the header only.
    /// Errors: [`VaultError::NotSealed`], [`VaultError::UnknownAlgorithm`].
    pub fn needs_reseal(&self, sealed: &[u8]) -> Result<bool, VaultError> {
        let header = Header::read(sealed)?;
        Ok(header.key != self.active.id)
    }

    /// Opens a value and seals it again for the same place under the active key.
    /// Errors: those of [`KeyRing::open`].
    pub fn reseal(&self, entropy: &dyn Entropy, aad: &Aad<'_>, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        Ok(self.seal(entropy, aad, &self.open(aad, sealed)?))
    }

    /// Forgets an older key. What is still sealed under it is lost for good, so reseal everything first.
    /// Errors: [`VaultError::KeyInUse`] for the active key, [`VaultError::UnknownKey`].
    pub fn retire(&mut self, id: KeyId) -> Result<(), VaultError> {
        if id == self.active.id {
            return Err(VaultError::KeyInUse(id));
        }
        let place = self.older.iter().position(|key| key.id == id).ok_or(VaultError::UnknownKey(id))?;
        self.older.remove(place);
        Ok(())
    }

    /// The key that seals now.
    pub const fn active(&self) -> KeyId {
        self.active.id
    }

    /// All keys, oldest first; the active one is last.
    pub fn keys(&self) -> Vec<KeyId> {
        self.older.iter().chain([&self.active]).map(|key| key.id).collect()
    }

    /// Under which key a value was sealed.
    /// Errors: [`VaultError::NotSealed`], [`VaultError::UnknownAlgorithm`].
    pub fn key_of(sealed: &[u8]) -> Result<KeyId, VaultError> {
        Header::read(sealed).map(|header| header.key)
    }

    /// A long-lived 32-byte key for one purpose, the same before and after rotation. The label is part of the
    /// data format: changing it changes the key. Used labels: `blind-index/v1`, and those of the callers, such as
    /// `audit-note/1` for the seed of [`note::NoteSigner`](crate::note::NoteSigner).
    pub fn derive(&self, label: &str) -> Zeroizing<[u8; 32]> {
        hkdf32(b"renhe/vault/derive/v1", &self.root, label)
    }

    fn key(&self, id: KeyId) -> Result<&DataKey, VaultError> {
        if self.active.id == id {
            return Ok(&self.active);
        }
        self.older.iter().find(|key| key.id == id).ok_or(VaultError::UnknownKey(id))
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing").field("active", &self.active()).field("keys", &self.keys()).finish_non_exhaustive()
    }
}

/// The first six bytes of a sealed value.
struct Header {
    algorithm: Algorithm,
    key: KeyId,
}

impl Header {
    fn read(sealed: &[u8]) -> Result<Self, VaultError> {
        if sealed.len() < OVERHEAD {
            return Err(VaultError::NotSealed("too short"));
        }
        let [version, algorithm, a, b, c, d, ..] = *sealed else {
            return Err(VaultError::NotSealed("too short"));
        };
        if version != VERSION {
            return Err(VaultError::NotSealed("unknown layout version"));
        }
        Ok(Self { algorithm: Algorithm::try_from(algorithm)?, key: KeyId([a, b, c, d]) })
    }
}
