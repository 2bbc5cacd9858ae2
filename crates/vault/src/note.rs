//! Signed notes and checkpoints of a log, in the C2SP formats `signed-note` and `tlog-checkpoint`, Ed25519 only.
//!
//! A checkpoint:
//! ```text
//! example.org/renhe
//! 1005
//! b64 of the 32-byte root
//!
//! — example.org/renhe b64 of (4-byte key id ‖ 64-byte signature)
//! ```
//! The signature covers the text up to and with the line break before the empty line. A verifier key is
//! `name+8 hex digits+b64(0x01 ‖ 32-byte public key)`; the key id is the start of
//! SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). Anyone with that text and any C2SP tool can check our log.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use kernel::Entropy;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::VaultError;
use crate::encoding::{hex, unhex};
use crate::merkle::Hash;

/// The number of Ed25519 in key texts.
const ED25519: u8 = 1;
/// Longer notes are not read.
const LONGEST_NOTE: usize = 1_000_000;
/// Notes with more signatures are not read.
const MOST_SIGNATURES: usize = 100;
/// What a signature line starts with: an em dash and a space.
const SIGNATURE_START: &str = "\u{2014} ";

/// The size and the root of a log at some moment, as signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: its first line, the same as the key's name here.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// Reads a checkpoint's text. Lines after the third are extensions of the format and are skipped.
    fn read(text: &str) -> Result<Self, VaultError> {
        let malformed = VaultError::NoteMalformed;
        let mut lines = text.lines();
        let origin = lines.next().filter(|line| !line.is_empty()).ok_or(malformed("the origin is missing"))?;
        let size = lines.next().ok_or(malformed("the size is missing"))?;
        let root = lines.next().ok_or(malformed("the root is missing"))?;
        let is_plain = size.bytes().all(|b| b.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
        let size = size.parse().ok().filter(|_| is_plain).ok_or(malformed("the size is not a number"))?;
        let root = STANDARD
            .decode(root)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(malformed("the root is not 32 bytes in base64"))?;
        if lines.any(str::is_empty) {
            return Err(malformed("an extension line is empty"));
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

/// Signs notes under a name such as `hr.example.cn/renhe`.
pub struct NoteSigner {
    name: String,
    key: SigningKey,
}

impl NoteSigner {
    /// From a 32-byte secret seed (RFC 8032), such as `KeyRing::derive("audit-note/1")`.
    /// Error: [`VaultError::NoteName`].
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, VaultError> {
        check_name(name)?;
        Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(seed) })
    }

    /// A fresh key. Error: [`VaultError::NoteName`].
    pub fn generate(name: &str, entropy: &dyn Entropy) -> Result<Self, VaultError> {
        let mut seed = Zeroizing::new([0_u8; 32]);
        entropy.fill(seed.as_mut());
        Self::from_seed(name, &seed)
    }

    /// The public half.
    pub fn verifier(&self) -> NoteVerifier {
        let key = self.key.verifying_key();
        NoteVerifier { name: self.name.clone(), id: key_id(&self.name, &key), key }
    }

    /// The verifier key's text, to be published and kept by others.
    pub fn vkey(&self) -> String {
        self.verifier().vkey()
    }

    /// Signs a text of whole lines. Error: [`VaultError::NoteMalformed`] when it does not end in a line break.
    pub fn sign(&self, text: &str) -> Result<String, VaultError> {
        check_text(text)?;
        Ok(self.sign_checked(text))
    }

    /// Signs the log's size and root; the origin is the signer's name.
    pub fn sign_checkpoint(&self, size: u64, root: &Hash) -> String {
        self.sign_checked(&Checkpoint { origin: self.name.clone(), size, root: *root }.text())
    }

    fn sign_checked(&self, text: &str) -> String {
        let id = key_id(&self.name, &self.key.verifying_key());
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        let line = STANDARD.encode([id.as_slice(), signature.as_slice()].concat());
        format!("{text}\n{SIGNATURE_START}{} {line}\n", self.name)
    }
}

impl fmt::Debug for NoteSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteSigner({}, •••)", self.vkey())
    }
}

/// Checks notes of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteVerifier {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

impl NoteVerifier {
    /// From `name+hash+key`. Error: [`VaultError::NoteKey`].
    pub fn from_vkey(vkey: &str) -> Result<Self, VaultError> {
        let mut parts = vkey.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VaultError::NoteKey);
        };
        check_name(name).map_err(|_| VaultError::NoteKey)?;
        let id = unhex::<4>(id).ok_or(VaultError::NoteKey)?;
        let bytes = STANDARD.decode(key).map_err(|_| VaultError::NoteKey)?;
        let [ED25519, public @ ..] = bytes.as_slice() else { return Err(VaultError::NoteKey) };
        let public = public.try_into().map_err(|_| VaultError::NoteKey)?;
        let key = VerifyingKey::from_bytes(public).map_err(|_| VaultError::NoteKey)?;
        if key.is_weak() || key_id(name, &key) != id {
            return Err(VaultError::NoteKey);
        }
        Ok(Self { name: name.to_owned(), id, key })
    }

    /// The key's text.
    pub fn vkey(&self) -> String {
        let key = STANDARD.encode([[ED25519].as_slice(), self.key.as_bytes()].concat());
        format!("{}+{}+{key}", self.name, hex(&self.id))
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The signed text of a note that carries a good signature of this key. Signatures of other keys are skipped;
    /// a bad one under this key's name and id refuses the note.
    /// Errors: [`VaultError::NoteMalformed`], [`VaultError::NoteRefused`].
    pub fn verify<'a>(&self, note: &'a str) -> Result<&'a str, VaultError> {
        let refused = || VaultError::NoteRefused(self.name.clone());
        let (text, signatures) = split(note)?;
        let mut found = false;
        for (name, id, signature) in signatures {
            if name != self.name || id != self.id {
                continue;
            }
            let signature = Signature::from_slice(&signature).map_err(|_| refused())?;
            self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| refused())?;
            found = true;
        }
        if found { Ok(text) } else { Err(refused()) }
    }

    /// The checkpoint of this key's log, its signature checked and its origin compared with the key's name.
    /// Errors: [`VaultError::NoteMalformed`], [`VaultError::NoteRefused`].
    pub fn verify_checkpoint(&self, note: &str) -> Result<Checkpoint, VaultError> {
        let checkpoint = Checkpoint::read(self.verify(note)?)?;
        if checkpoint.origin == self.name { Ok(checkpoint) } else { Err(VaultError::NoteRefused(self.name.clone())) }
    }
}

fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let digest: [u8; 32] =
        Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(key.as_bytes()).finalize().into();
    [digest[0], digest[1], digest[2], digest[3]]
}

fn check_name(name: &str) -> Result<(), VaultError> {
    let is_bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(is_bad) { Err(VaultError::NoteName) } else { Ok(()) }
}

fn check_text(text: &str) -> Result<(), VaultError> {
    if !text.ends_with('\n') {
        return Err(VaultError::NoteMalformed("the text does not end in a line break"));
    }
    if text.chars().any(|c| c.is_ascii_control() && c != '\n') {
        return Err(VaultError::NoteMalformed("the text holds control characters"));
    }
    Ok(())
}

/// One signature line: name, key id, signature.
type SignatureLine<'a> = (&'a str, [u8; 4], Vec<u8>);

/// The text (with its last line break) and the signatures of a note.
fn split(note: &str) -> Result<(&str, Vec<SignatureLine<'_>>), VaultError> {
    let malformed = VaultError::NoteMalformed;
    if note.len() > LONGEST_NOTE {
        return Err(malformed("it is too long"));
    }
    check_text(note)?;
    let end = note.rfind("\n\n").ok_or(malformed("it has no signature"))?;
    let (text, lines) = (&note[..=end], &note[end + 2..]);
    let mut signatures = Vec::new();
    for line in lines.lines() {
        if signatures.len() == MOST_SIGNATURES {
            return Err(malformed("it has too many signatures"));
        }
        let (name, signature) = line
            .strip_prefix(SIGNATURE_START)
            .and_then(|rest| rest.split_once(' '))
            .ok_or(malformed("a signature line is broken"))?;
        check_name(name).map_err(|_| malformed("a signature's name is broken"))?;
        let bytes = STANDARD.decode(signature).map_err(|_| malformed("a signature is not base64"))?;
        let (id, signature) = bytes.split_first_chunk::<4>().ok_or(malformed("a signature is too short"))?;
        if signature.is_empty() {
            return Err(malformed("a signature is too short"));
        }
        signatures.push((name, *id, signature.to_vec()));
    }
    if signatures.is_empty() { Err(malformed("it has no signature")) } else { Ok((text, signatures)) }
}
