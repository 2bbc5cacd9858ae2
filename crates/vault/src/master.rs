//! The master key: the only secret that lives outside the key ring file.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use kernel::Entropy;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::VaultError;
use crate::encoding::{hex, unhex};

/// 32 random bytes that open the key ring file. The caller reads them from a key file or from `RENHE_MASTER_KEY`;
/// keep them on another medium than the backups of the data.
#[derive(Clone, ZeroizeOnDrop)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// A fresh key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = [0_u8; 32];
        entropy.fill(&mut bytes);
        Self(bytes)
    }

    /// From its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From text: 64 hexadecimal digits, or base64 in either alphabet, with or without padding. White space at
    /// both ends is ignored, because files end in a line break.
    /// Error: [`VaultError::MasterKeyMalformed`].
    pub fn from_text(text: &str) -> Result<Self, VaultError> {
        let text = text.trim();
        if let Some(bytes) = unhex::<32>(text) {
            return Ok(Self(bytes));
        }
        [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD]
            .into_iter()
            .find_map(|engine| engine.decode(text).ok())
            .map(Zeroizing::new)
            .and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok())
            .map(Self)
            .ok_or(VaultError::MasterKeyMalformed)
    }

    /// As 64 hexadecimal digits, for a key file of mode 0600.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(hex(&self.0))
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(•••)")
    }
}
