//! What can go wrong here. No variant carries a secret or a personal value.

use crate::KeyId;
use crate::merkle::MerkleError;

/// A failure of the vault. Its text is for operators and logs; the edge turns it into a `Problem`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The bytes are too short or of another layout version: not something this crate sealed.
    #[error("not a sealed value: {0}")]
    NotSealed(&'static str),
    /// Sealed under an algorithm that this release does not know.
    #[error("sealed with algorithm {0}, which this release does not know")]
    UnknownAlgorithm(u8),
    /// The key is not in this ring: another ring, or a key retired too early.
    #[error("the key ring has no key {0}")]
    UnknownKey(KeyId),
    /// The tag does not fit: altered bytes, or a value moved to another table, column or row.
    #[error("the sealed value was altered or belongs to another field")]
    Refused,
    /// The active key cannot be retired.
    #[error("key {0} is active and cannot be retired")]
    KeyInUse(KeyId),
    /// The key ring file is not one.
    #[error("the key ring file cannot be read: {0}")]
    RingMalformed(String),
    /// Written by a later release.
    #[error("the key ring file has version {0}, which this release does not know")]
    RingVersion(u32),
    /// The master key is another one, or the file was altered.
    #[error("the key ring does not open: wrong master key, or the file was altered")]
    RingRefused,
    /// The master key's text is not 32 bytes in hexadecimal or base64.
    #[error("the master key must be 32 bytes, as 64 hexadecimal digits or as base64")]
    MasterKeyMalformed,
    /// The stored password hash is not a PHC string that this release can check.
    #[error("the stored password hash cannot be checked: {0}")]
    PasswordHash(&'static str),
    /// A note key name is empty or holds a space, a line break or `+`.
    #[error("a note key name must not be empty nor hold spaces or '+'")]
    NoteName,
    /// A verifier key text (`name+hash+key`) is not one.
    #[error("not a note verifier key")]
    NoteKey,
    /// A note's text is not in the C2SP format.
    #[error("not a signed note: {0}")]
    NoteMalformed(&'static str),
    /// The note carries no good signature of the wanted key.
    #[error("the note has no valid signature of {0}")]
    NoteRefused(String),
    /// A public key or signature text is not one.
    #[error("not a signature or public key: {0}")]
    SignatureMalformed(&'static str),
    /// Signed by a key that the verifier does not hold.
    #[error("signed by key {0}, which is not known here")]
    UnknownSigner(String),
    /// The signature does not fit the document.
    #[error("the signature does not fit the document")]
    SignatureRefused,
    /// The tree cannot answer.
    #[error(transparent)]
    Merkle(#[from] MerkleError),
}
