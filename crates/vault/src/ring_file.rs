//! The key ring as a file: JSON that can be shown to an operator, keys wrapped under the master key.
//!
//! ```json
//! { "format": "renhe-key-ring", "version": 1, "salt": "base64",
//!   "root": "base64",
//!   "keys": [ { "id": "8 hex", "algorithm": "aes-256-gcm", "wrapped": "base64" } ],
//!   "mac": "base64" }
//! ```
//! The key-encryption key is HKDF-SHA-256 of the master key with the file's salt; each secret is wrapped with
//! AES-256-GCM as `nonce(12) | cipher text(32) | tag(16)`, bound to its role, id and algorithm. The last key is the
//! active one. `mac` is HMAC-SHA-256 over everything else, so that nobody without the master key can drop a key,
//! add one, or make an old one active again.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use kernel::Entropy;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::algorithm::{Cipher, NONCE, TAG};
use crate::derive::hkdf32;
use crate::encoding::part;
use crate::ring::DataKey;
use crate::{Algorithm, KeyRing, MasterKey, VaultError};

const FORMAT: &str = "renhe-key-ring";
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RingFile {
    format: String,
    version: u32,
    salt: String,
    root: String,
    keys: Vec<WrappedKey>,
    mac: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrappedKey {
    id: String,
    algorithm: String,
    wrapped: String,
}

/// Only what every version shares, so that a later file is named as such and not as malformed.
#[derive(Deserialize)]
struct Preamble {
    format: String,
    version: u32,
}

impl KeyRing {
    /// The ring as a file's bytes, wrapped under the master key; write it with mode 0600 and atomically.
    /// Calling it with another master key is how the master key is changed.
    /// Error: [`VaultError::RingMalformed`], which JSON of this shape cannot cause.
    pub fn to_file_bytes(&self, entropy: &dyn Entropy, master: &MasterKey) -> Result<Vec<u8>, VaultError> {
        let mut salt = [0_u8; 32];
        entropy.fill(&mut salt);
        let wrapping = Wrapping::new(master, &salt);
        let keys = self
            .older
            .iter()
            .chain([&self.active])
            .map(|key| WrappedKey {
                id: key.id.to_string(),
                algorithm: key.algorithm().name().to_owned(),
                wrapped: wrapping.wrap(entropy, &key_role(&key.id.to_string(), key.algorithm().name()), &key.secret),
            })
            .collect();
        let mut file = RingFile {
            format: FORMAT.to_owned(),
            version: VERSION,
            salt: STANDARD.encode(salt),
            root: wrapping.wrap(entropy, ROOT_ROLE, &self.root),
            keys,
            mac: String::new(),
        };
        file.mac = STANDARD.encode(wrapping.mac(&file).finalize().into_bytes());
        let mut bytes = serde_json::to_vec_pretty(&file).map_err(|e| VaultError::RingMalformed(e.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads a ring file.
    /// Errors: [`VaultError::RingMalformed`], [`VaultError::RingVersion`] for a file of a later release, and
    /// [`VaultError::RingRefused`] when the master key is another one or the file was altered.
    pub fn from_file_bytes(bytes: &[u8], master: &MasterKey) -> Result<Self, VaultError> {
        let preamble: Preamble = parse(bytes)?;
        if preamble.format != FORMAT {
            return Err(VaultError::RingMalformed("it is not a key ring".into()));
        }
        if preamble.version != VERSION {
            return Err(VaultError::RingVersion(preamble.version));
        }
        let file: RingFile = parse(bytes)?;
        let wrapping = Wrapping::new(master, &decode(&file.salt)?);
        let mac = decode(&file.mac)?;
        wrapping.mac(&file).verify_slice(&mac).map_err(|_| VaultError::RingRefused)?;

        let root = wrapping.unwrap(ROOT_ROLE, &file.root)?;
        let mut older = Vec::with_capacity(file.keys.len());
        for key in &file.keys {
            let algorithm = Algorithm::from_name(&key.algorithm)
                .ok_or_else(|| VaultError::RingMalformed(format!("unknown algorithm of key {}", key.id)))?;
            let secret = wrapping.unwrap(&key_role(&key.id, &key.algorithm), &key.wrapped)?;
            older.push(DataKey::new(key.id.parse()?, algorithm, secret));
        }
        let active = older.pop().ok_or_else(|| VaultError::RingMalformed("it holds no key".into()))?;
        Ok(Self { active, older, root })
    }
}

const ROOT_ROLE: &str = "root";

fn key_role(id: &str, algorithm: &str) -> String {
    format!("key {id} {algorithm}")
}

fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, VaultError> {
    serde_json::from_slice(bytes).map_err(|e| VaultError::RingMalformed(e.to_string()))
}

fn decode(text: &str) -> Result<Vec<u8>, VaultError> {
    STANDARD.decode(text).map_err(|_| VaultError::RingMalformed("a field is not base64".into()))
}

/// The two keys that the master key gives for one file.
struct Wrapping {
    cipher: Cipher,
    mac_key: Zeroizing<[u8; 32]>,
}

impl Wrapping {
    fn new(master: &MasterKey, salt: &[u8]) -> Self {
        let key = hkdf32(salt, master.bytes(), "renhe/vault/key-encryption/v1");
        let mac_key = hkdf32(salt, master.bytes(), "renhe/vault/key-ring-mac/v1");
        Self { cipher: Cipher::new(Algorithm::Aes256Gcm, &key), mac_key }
    }

    fn wrap(&self, entropy: &dyn Entropy, role: &str, secret: &[u8; 32]) -> String {
        let mut nonce = [0_u8; NONCE];
        entropy.fill(&mut nonce);
        let mut body = Zeroizing::new(*secret);
        let tag = self.cipher.encrypt(nonce, role.as_bytes(), body.as_mut());
        STANDARD.encode([nonce.as_slice(), body.as_slice(), tag.as_slice()].concat())
    }

    fn unwrap(&self, role: &str, wrapped: &str) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let wrong_length = || VaultError::RingMalformed("a wrapped key has the wrong length".into());
        let bytes = decode(wrapped)?;
        let (nonce, body) = bytes.split_first_chunk::<NONCE>().ok_or_else(wrong_length)?;
        let (body, tag) = body.split_last_chunk::<TAG>().ok_or_else(wrong_length)?;
        let mut secret = Zeroizing::new(<[u8; 32]>::try_from(body).map_err(|_| wrong_length())?);
        self.cipher.decrypt(*nonce, role.as_bytes(), secret.as_mut(), *tag).ok_or(VaultError::RingRefused)?;
        Ok(secret)
    }

    /// A MAC fed with all fields but `mac` itself.
    fn mac(&self, file: &RingFile) -> Hmac<Sha256> {
        let mut text = Vec::new();
        part(&mut text, file.format.as_bytes());
        part(&mut text, &file.version.to_be_bytes());
        part(&mut text, file.salt.as_bytes());
        part(&mut text, file.root.as_bytes());
        for key in &file.keys {
            part(&mut text, key.id.as_bytes());
            part(&mut text, key.algorithm.as_bytes());
            part(&mut text, key.wrapped.as_bytes());
        }
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(self.mac_key.as_ref()) else {
            unreachable!("HMAC takes a key of any length")
        };
        mac.update(&text);
        mac
    }
}
