//! Detached Ed25519 signatures of documents, and the salted digests that audit leaves hold.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use kernel::Entropy;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::VaultError;
use crate::encoding::{hex, part, unhex};

/// Names a signing key: the first 8 bytes of SHA-256 of the public key, 16 hexadecimal digits as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignerId([u8; 8]);

impl SignerId {
    fn of(public: &[u8; 32]) -> Self {
        let digest: [u8; 32] = Sha256::digest(public).into();
        let mut id = [0_u8; 8];
        id.copy_from_slice(&digest[..8]);
        Self(id)
    }
}

impl fmt::Display for SignerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for SignerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignerId({self})")
    }
}

impl FromStr for SignerId {
    type Err = VaultError;

    fn from_str(text: &str) -> Result<Self, VaultError> {
        unhex(text).map(Self).ok_or(VaultError::SignatureMalformed("a key id is 16 hex digits"))
    }
}

/// A detached signature. As text `ed25519:<key id, 16 hex digits>:<base64 of 64 bytes>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DetachedSignature {
    /// Which key signed.
    pub key: SignerId,
    /// The signature of RFC 8032 over the document's bytes as they are, without prefix.
    pub bytes: [u8; 64],
}

impl fmt::Display for DetachedSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ed25519:{}:{}", self.key, STANDARD.encode(self.bytes))
    }
}

impl FromStr for DetachedSignature {
    type Err = VaultError;

    fn from_str(text: &str) -> Result<Self, VaultError> {
        let rest = text.strip_prefix("ed25519:").ok_or(VaultError::SignatureMalformed("it is not ed25519"))?;
        let (key, signature) = rest.split_once(':').ok_or(VaultError::SignatureMalformed("the key id is missing"))?;
        let bytes = STANDARD
            .decode(signature)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(VaultError::SignatureMalformed("a signature is 64 bytes in base64"))?;
        Ok(Self { key: key.parse()?, bytes })
    }
}

/// Signs documents. Its seed must serve nothing else (above all not the audit notes): the bytes of a document come
/// from users, so a shared key could be made to sign a note. Take it from `KeyRing::derive("document-signature/1")`;
/// the next number is the next key.
pub struct DocumentSigner(SigningKey);

impl DocumentSigner {
    /// From a 32-byte secret seed (RFC 8032).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// A fresh key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut seed = Zeroizing::new([0_u8; 32]);
        entropy.fill(seed.as_mut());
        Self::from_seed(&seed)
    }

    /// Signs the bytes.
    pub fn sign(&self, document: &[u8]) -> DetachedSignature {
        let public = self.public();
        DetachedSignature { key: public.id(), bytes: self.0.sign(document).to_bytes() }
    }

    /// The public half.
    pub fn public(&self) -> DocumentKey {
        DocumentKey(self.0.verifying_key())
    }
}

impl fmt::Debug for DocumentSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentSigner({}, •••)", self.public().id())
    }
}

/// A public key that checks documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentKey(VerifyingKey);

/// The fixed start of an Ed25519 `SubjectPublicKeyInfo` (RFC 8410).
const SPKI_PREFIX: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

impl DocumentKey {
    /// From its 32 bytes. Error: [`VaultError::SignatureMalformed`] for bytes that are no usable point.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, VaultError> {
        VerifyingKey::from_bytes(bytes)
            .ok()
            .filter(|key| !key.is_weak())
            .map(Self)
            .ok_or(VaultError::SignatureMalformed("not an Ed25519 public key"))
    }

    /// Its 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Its id.
    pub fn id(&self) -> SignerId {
        SignerId::of(self.0.as_bytes())
    }

    /// As PEM (RFC 8410), so that anyone can check without Renhe:
    /// `openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in document.pdf -sigfile signature.bin`.
    pub fn to_pem(&self) -> String {
        let der = [SPKI_PREFIX.as_slice(), self.0.as_bytes()].concat();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    }

    /// Checks a signature of this key.
    /// Errors: [`VaultError::UnknownSigner`] when another key signed, [`VaultError::SignatureRefused`].
    pub fn verify(&self, document: &[u8], signature: &DetachedSignature) -> Result<(), VaultError> {
        if signature.key != self.id() {
            return Err(VaultError::UnknownSigner(signature.key.to_string()));
        }
        self.0
            .verify_strict(document, &Signature::from_bytes(&signature.bytes))
            .map_err(|_| VaultError::SignatureRefused)
    }
}

/// All keys whose documents are still to be honoured, by id.
#[derive(Debug, Clone, Default)]
pub struct DocumentKeys(BTreeMap<SignerId, DocumentKey>);

impl DocumentKeys {
    /// Of these keys.
    pub fn new(keys: impl IntoIterator<Item = DocumentKey>) -> Self {
        Self(keys.into_iter().map(|key| (key.id(), key)).collect())
    }

    /// Checks a signature with the key it names.
    /// Errors: [`VaultError::UnknownSigner`], [`VaultError::SignatureRefused`].
    pub fn verify(&self, document: &[u8], signature: &DetachedSignature) -> Result<(), VaultError> {
        let key = self.0.get(&signature.key).ok_or_else(|| VaultError::UnknownSigner(signature.key.to_string()))?;
        key.verify(document, signature)
    }
}

/// A person's salt for [`field_digest`]: 32 random bytes. Keep it sealed in its own row; destroying it erases the
/// person from the audit log while the log still verifies.
pub fn new_salt(entropy: &dyn Entropy) -> Zeroizing<[u8; 32]> {
    let mut salt = Zeroizing::new([0_u8; 32]);
    entropy.fill(salt.as_mut());
    salt
}

/// What an audit leaf holds in place of a personal value: HMAC-SHA-256 under the person's salt over record, field
/// and value, each with its length. With the salt anyone can check a claimed value; without it the digest is 32
/// random-looking bytes, even for a value with two possibilities.
/// The same value in the same field of the same record gives the same digest, so a value that returns to what it
/// was is visible as such while the salt lives. `record` should hold the record's kind and id.
pub fn field_digest(salt: &[u8; 32], record: &str, field: &str, value: &[u8]) -> [u8; 32] {
    FieldDigester::new(salt).digest(record, field, value)
}

/// A digest as the trail writes it: 43 characters of base64 without padding.
pub fn digest_text(digest: &[u8; 32]) -> String {
    STANDARD_NO_PAD.encode(digest)
}

/// Whether a text of the trail is this digest. Entries of the first version wrote it in hexadecimal.
pub fn is_digest(text: &str, digest: &[u8; 32]) -> bool {
    text == digest_text(digest) || text == hex(digest)
}

/// [`field_digest`] for many fields under one salt: the key is prepared once.
#[derive(Clone)]
pub struct FieldDigester(Hmac<Sha256>);

impl fmt::Debug for FieldDigester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FieldDigester(•••)")
    }
}

impl FieldDigester {
    /// Under this salt.
    pub fn new(salt: &[u8; 32]) -> Self {
        let Ok(mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(salt) else {
            unreachable!("HMAC takes a key of any length")
        };
        Self(mac)
    }

    /// The digest of one value, as [`field_digest`] says.
    pub fn digest(&self, record: &str, field: &str, value: &[u8]) -> [u8; 32] {
        let mut text = Vec::with_capacity(record.len() + field.len() + value.len() + 24);
        part(&mut text, record.as_bytes());
        part(&mut text, field.as_bytes());
        part(&mut text, value);
        let text = Zeroizing::new(text);
        let mut mac = self.0.clone();
        mac.update(&text);
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_known_in_the_spelling_of_the_first_version_and_of_the_second_and_another_is_not() {
        let own = field_digest(&[7; 32], "person", "phone", b"13800138000");
        let other = field_digest(&[7; 32], "person", "phone", b"13900139000");
        assert_eq!((digest_text(&own).len(), hex(&own).len()), (43, 64));
        assert!(is_digest(&digest_text(&own), &own) && is_digest(&hex(&own), &own));
        assert!(!is_digest(&digest_text(&other), &own) && !is_digest(&hex(&other), &own));
    }
}
