//! Cryptography for the rest of the house: bytes in, bytes out. No storage, no clock, no disk.
//!
//! - [`KeyRing`]: seals single fields (AES-256-GCM), names the key and the algorithm of every value, rotates.
//! - [`BlindIndex`]: finds equal values without reading them.
//! - [`passwords`]: Argon2id hashes and the password policy.
//! - [`tokens`]: session and bootstrap tokens, public codes.
//! - [`merkle`]: the audit log's tree (RFC 6962).
//! - [`note`]: signed checkpoints of that tree (C2SP signed note and tlog-checkpoint).
//! - [`sign`]: detached signatures of documents, and the salted digests that audit leaves hold.
//!
//! Random bytes come from a [`kernel::Entropy`] argument. In service it must be [`kernel::SystemEntropy`]:
//! a predictable nonce or key breaks everything that this crate promises.

mod aad;
mod algorithm;
mod blind;
mod derive;
mod encoding;
mod error;
mod master;
pub mod merkle;
pub mod note;
pub mod passwords;
mod ring;
mod ring_file;
pub mod sign;
pub mod tokens;

pub use aad::Aad;
pub use algorithm::Algorithm;
pub use blind::BlindIndex;
pub use error::VaultError;
pub use master::MasterKey;
pub use ring::{KeyId, KeyRing};
