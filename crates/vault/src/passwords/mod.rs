//! Password hashes (Argon2id, RFC 9106) and the policy for new passwords.
//!
//! Parameters: 19 MiB of memory, 2 passes, 1 lane, the first choice of the OWASP Password Storage Cheat Sheet for
//! Argon2id with little memory. A hash keeps a core busy for tens of milliseconds: call it where blocking is
//! allowed, and limit how many run at once.
//!
//! Before anything else a password is brought to Unicode form NFKC (as NIST SP 800-63B, 5.1.1.2 advises), so that one
//! typed with a full-width input method or on another system is the same password.

mod guessable;
mod policy;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Entropy;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::VaultError;

pub use policy::{MAXIMUM_CHARACTERS, MINIMUM_CHARACTERS, MINIMUM_CLASSES, check};

/// KiB of memory.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over it.
const PASSES: u32 = 2;
/// Lanes.
const LANES: u32 = 1;
/// Bytes of the salt: what RFC 9106 recommends.
const SALT: usize = 16;
/// Bytes of the hash.
const OUTPUT: usize = 32;
/// The most that a stored hash may ask for (256 MiB, 16 passes, 16 lanes): an altered row must not stop the machine.
const LIMITS: (u32, u32, u32) = (256 * 1024, 16, 16);

/// Hashes a password with a fresh salt into a PHC string such as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
/// Error: [`VaultError::PasswordHash`] when the machine lacks the memory.
pub fn hash(entropy: &dyn Entropy, password: &str) -> Result<String, VaultError> {
    let mut salt = [0_u8; SALT];
    entropy.fill(&mut salt);
    hash_with(password, &salt).map(|hash| hash.to_string())
}

/// Whether the password is the hashed one. The parameters of the stored hash count, so old hashes keep working.
/// Error: [`VaultError::PasswordHash`] for a stored text that is no Argon2id hash or asks for absurd costs.
pub fn verify(password: &str, stored: &str) -> Result<bool, VaultError> {
    let (stored, params) = read(stored)?;
    let (memory, passes, lanes) = LIMITS;
    if params.m_cost() > memory || params.t_cost() > passes || params.p_cost() > lanes {
        return Err(VaultError::PasswordHash("its cost parameters are absurd"));
    }
    match Argon2::default().verify_password(normal_form(password).as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(VaultError::PasswordHash("it cannot be computed")),
    }
}

/// Spends the time of one [`verify`]. Call it when the login name is unknown, so that the time of the answer does
/// not tell which names exist.
/// Error: as [`hash`].
pub fn verify_nobody(password: &str) -> Result<(), VaultError> {
    std::hint::black_box(hash_with(password, &[0; SALT])?);
    Ok(())
}

/// Whether a stored hash was made with other parameters than today's. When it is true and [`verify`] has just said
/// yes, hash the password again and store that. An unreadable text needs it too.
pub fn needs_rehash(stored: &str) -> bool {
    let Ok((stored, params)) = read(stored) else { return true };
    (params.m_cost(), params.t_cost(), params.p_cost()) != (MEMORY_KIB, PASSES, LANES)
        || stored.version != Some(Version::V0x13.into())
        || stored.hash.is_none_or(|hash| hash.len() != OUTPUT)
        || stored.salt.is_none_or(|salt| salt.len() != SALT)
}

/// The one spelling that is hashed and judged.
fn normal_form(password: &str) -> Zeroizing<String> {
    // Room for the usual growth at once, so that no half-grown copies are left behind.
    let mut text = Zeroizing::new(String::with_capacity(password.len() * 3 + 16));
    text.extend(password.nfkc());
    text
}

fn hash_with(password: &str, salt: &[u8]) -> Result<PasswordHash, VaultError> {
    let failed = VaultError::PasswordHash("it cannot be computed");
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(OUTPUT)).map_err(|_| failed.clone())?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_with_salt(normal_form(password).as_bytes(), salt).map_err(|_| failed)
}

fn read(stored: &str) -> Result<(PasswordHash, Params), VaultError> {
    let hash = PasswordHash::new(stored).map_err(|_| VaultError::PasswordHash("it is not a PHC string"))?;
    if hash.algorithm != Algorithm::Argon2id.ident() {
        return Err(VaultError::PasswordHash("it is not Argon2id"));
    }
    let params = Params::try_from(&hash).map_err(|_| VaultError::PasswordHash("its parameters are not Argon2's"))?;
    Ok((hash, params))
}

#[cfg(test)]
mod tests {
    use kernel::SystemEntropy;

    use super::*;

    /// Made by another implementation: the reference C code, through Python's `argon2-cffi`.
    const FOREIGN: &str =
        "$argon2id$v=19$m=1024,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$UDengyDgIHrEpswm+GeJvBdp5V8H6p/bLZoLqHbHq7Y";

    #[test]
    fn a_hash_accepts_its_password_and_no_other() -> Result<(), VaultError> {
        let stored = hash(&SystemEntropy, "春风十里 Ab1")?;
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("春风十里 Ab1", &stored)?);
        assert!(!verify("春风十里 Ab2", &stored)?);
        assert!(!needs_rehash(&stored));
        Ok(())
    }

    #[test]
    fn one_password_typed_in_two_ways_is_one_password() -> Result<(), VaultError> {
        let stored = hash(&SystemEntropy, "Ａｂ１-caf\u{e9}")?;
        assert!(verify("Ab1-cafe\u{301}", &stored)?);
        assert!(!verify("Ab1-cafe", &stored)?);
        Ok(())
    }

    #[test]
    fn the_same_password_hashes_differently_each_time() -> Result<(), VaultError> {
        assert_ne!(hash(&SystemEntropy, "Same-pass1")?, hash(&SystemEntropy, "Same-pass1")?);
        Ok(())
    }

    #[test]
    fn a_hash_of_the_reference_implementation_is_accepted_and_renewed() -> Result<(), VaultError> {
        assert!(verify("correct horse", FOREIGN)?);
        assert!(!verify("correct horsf", FOREIGN)?);
        assert!(needs_rehash(FOREIGN));
        Ok(())
    }

    #[test]
    fn a_stored_text_that_is_no_hash_is_an_error_not_a_no() {
        let texts = [
            "",
            "plain",
            "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo",
            "$2b$12$abcdefghijklmnopqrstuv",
        ];
        for text in texts {
            assert!(matches!(verify("x", text), Err(VaultError::PasswordHash(_))), "{text}");
            assert!(needs_rehash(text));
        }
    }

    #[test]
    fn a_stored_hash_cannot_ask_for_all_memory() {
        let greedy = "$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";
        assert_eq!(verify("x", greedy), Err(VaultError::PasswordHash("its cost parameters are absurd")));
    }

    #[test]
    fn an_unknown_name_costs_a_hash_too() {
        assert_eq!(verify_nobody("whatever"), Ok(()));
    }
}
