//! Signed notes and checkpoints.

use kernel::SystemEntropy;
use proptest::prelude::*;
use vault::VaultError;
use vault::note::{NoteSigner, NoteVerifier};

use crate::vectors;

/// The example of Go's `golang.org/x/mod/sumdb/note`, the origin of the format.
const GO_VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\
    \n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

const ORIGIN: &str = "hr.example.cn/renhe";

fn signer() -> NoteSigner {
    NoteSigner::from_seed(ORIGIN, &[5; 32]).unwrap()
}

#[test]
fn the_note_of_the_formats_first_implementation_is_accepted() -> Result<(), VaultError> {
    let text = NoteVerifier::from_vkey(GO_VKEY)?.verify(GO_NOTE)?;
    assert!(text.starts_with("If you think") && text.ends_with("problem is.\n"));
    Ok(())
}

#[test]
fn a_checkpoint_is_byte_for_byte_that_of_another_implementation() -> Result<(), VaultError> {
    let checkpoint = NoteVerifier::from_vkey(vectors::VKEY)?.verify_checkpoint(vectors::CHECKPOINT)?;
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), (ORIGIN, 1005));
    assert_eq!(signer().vkey(), vectors::VKEY);
    assert_eq!(signer().sign_checkpoint(1005, &checkpoint.root), vectors::CHECKPOINT);
    Ok(())
}

#[test]
fn any_altered_byte_of_a_checkpoint_is_refused() {
    let verifier = signer().verifier();
    let note = signer().sign_checkpoint(17, &[9; 32]);
    for place in 0..note.len() {
        let mut bytes = note.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(altered) = String::from_utf8(bytes) else { continue };
        assert!(verifier.verify_checkpoint(&altered).is_err(), "byte {place}");
    }
}

#[test]
fn another_key_of_the_same_name_does_not_pass() -> Result<(), VaultError> {
    let other = NoteSigner::generate(ORIGIN, &SystemEntropy)?;
    let note = other.sign_checkpoint(1, &[0; 32]);
    assert_eq!(signer().verifier().verify_checkpoint(&note), Err(VaultError::NoteRefused(ORIGIN.into())));
    Ok(())
}

#[test]
fn a_cosigned_note_is_accepted_by_either_key() -> Result<(), VaultError> {
    let witness = NoteSigner::generate("witness.example", &SystemEntropy)?;
    let note = signer().sign_checkpoint(3, &[1; 32]);
    let text = note.split_once("\n\n").map(|(text, _)| format!("{text}\n")).unwrap_or_default();
    let second = witness.sign(&text)?;
    let line = second.lines().last().unwrap_or_default();
    let both = format!("{note}{line}\n");
    assert_eq!(signer().verifier().verify_checkpoint(&both)?.size, 3);
    assert_eq!(witness.verifier().verify(&both)?, text);
    Ok(())
}

#[test]
fn a_good_signature_does_not_excuse_a_bad_one_under_the_same_key() {
    let good = signer().sign_checkpoint(3, &[1; 32]);
    let other = signer().sign_checkpoint(4, &[1; 32]);
    let both = format!("{good}{}\n", other.lines().last().unwrap_or_default());
    assert_eq!(signer().verifier().verify(&both), Err(VaultError::NoteRefused(ORIGIN.into())));
}

#[test]
fn a_checkpoint_of_another_log_signed_by_our_key_is_refused() -> Result<(), VaultError> {
    let note = signer().sign("other.example\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")?;
    assert_eq!(signer().verifier().verify_checkpoint(&note), Err(VaultError::NoteRefused(ORIGIN.into())));
    Ok(())
}

#[test]
fn a_signed_text_that_is_no_checkpoint_is_refused() -> Result<(), VaultError> {
    let root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    for text in [
        format!("{ORIGIN}\n"),
        format!("{ORIGIN}\n3\n"),
        format!("{ORIGIN}\n03\n{root}\n"),
        format!("{ORIGIN}\n+3\n{root}\n"),
        format!("{ORIGIN}\n-3\n{root}\n"),
        format!("{ORIGIN}\n99999999999999999999\n{root}\n"),
        format!("{ORIGIN}\n3\nAAAA\n"),
        format!("\n3\n{root}\n"),
    ] {
        let note = signer().sign(&text)?;
        assert!(matches!(signer().verifier().verify_checkpoint(&note), Err(VaultError::NoteMalformed(_))), "{text}");
    }
    let extended = signer().sign(&format!("{ORIGIN}\n3\n{root}\nan extension\n"))?;
    assert_eq!(signer().verifier().verify_checkpoint(&extended)?.size, 3);
    Ok(())
}

#[test]
fn a_text_without_its_last_line_break_or_with_control_characters_is_not_signed() {
    assert!(signer().sign("no break").is_err());
    assert!(signer().sign("bell\u{7}\n").is_err());
    assert!(signer().sign("carriage\r\n").is_err());
}

#[test]
fn broken_names_and_key_texts_are_refused() {
    for name in ["", "two words", "a+b", "line\nbreak", "\u{3000}"] {
        assert_eq!(NoteSigner::from_seed(name, &[1; 32]).err(), Some(VaultError::NoteName), "{name:?}");
    }
    let wrong_hash = vectors::VKEY.replacen('+', "+0", 1);
    for vkey in ["", "a", "a+b", "a+00000000+AAAA", wrong_hash.as_str(), &vectors::VKEY[..60]] {
        assert_eq!(NoteVerifier::from_vkey(vkey), Err(VaultError::NoteKey), "{vkey}");
    }
}

#[test]
fn a_note_with_too_many_signatures_is_not_read() {
    let note = signer().sign_checkpoint(1, &[0; 32]);
    let line = note.lines().last().unwrap_or_default().to_owned();
    let many = format!("{note}{}", format!("{line}\n").repeat(100));
    assert_eq!(signer().verifier().verify(&many), Err(VaultError::NoteMalformed("it has too many signatures")));
}

#[test]
fn a_signer_does_not_print_its_seed() {
    assert_eq!(format!("{:?}", signer()), format!("NoteSigner({}, •••)", vectors::VKEY));
}

proptest! {
    #[test]
    fn what_is_signed_is_read_back(seed in any::<[u8; 32]>(), size: u64, root in any::<[u8; 32]>()) {
        let signer = NoteSigner::from_seed(ORIGIN, &seed).unwrap();
        let verifier = NoteVerifier::from_vkey(&signer.vkey()).unwrap();
        let checkpoint = verifier.verify_checkpoint(&signer.sign_checkpoint(size, &root)).unwrap();
        prop_assert_eq!((checkpoint.size, checkpoint.root), (size, root));
    }

    #[test]
    fn arbitrary_text_is_no_note_and_no_panic(text in "(\\PC|\n|— |a b64 )*") {
        prop_assert!(signer().verifier().verify(&text).is_err());
        prop_assert!(NoteVerifier::from_vkey(&text).is_err());
    }
}
