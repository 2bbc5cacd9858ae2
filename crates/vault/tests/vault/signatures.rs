//! Document signatures and audit digests.

use kernel::{SeededEntropy, SystemEntropy};
use proptest::prelude::*;
use vault::VaultError;
use vault::sign::{DetachedSignature, DocumentKey, DocumentKeys, DocumentSigner, field_digest, new_salt};

use crate::vectors;

const DOCUMENT: &[u8] = "离职证明".as_bytes();

#[test]
fn the_signature_and_the_key_are_those_of_another_implementation() -> Result<(), VaultError> {
    let signer = DocumentSigner::from_seed(&[5; 32]);
    assert_eq!(signer.sign(DOCUMENT).to_string(), vectors::DOCUMENT_SIGNATURE);
    assert_eq!(signer.public().to_pem(), vectors::DOCUMENT_KEY);
    signer.public().verify(DOCUMENT, &vectors::DOCUMENT_SIGNATURE.parse()?)
}

#[test]
fn a_document_or_signature_with_one_flipped_bit_is_refused() {
    let signer = DocumentSigner::generate(&SystemEntropy);
    let signature = signer.sign(DOCUMENT);
    for bit in 0..DOCUMENT.len() * 8 {
        let mut document = DOCUMENT.to_vec();
        document[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(signer.public().verify(&document, &signature), Err(VaultError::SignatureRefused));
    }
    for bit in 0..512 {
        let mut signature = signature;
        signature.bytes[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(signer.public().verify(DOCUMENT, &signature), Err(VaultError::SignatureRefused));
    }
}

#[test]
fn documents_of_an_earlier_key_stay_valid_while_its_public_half_is_kept() {
    let (old, new) = (DocumentSigner::generate(&SystemEntropy), DocumentSigner::generate(&SystemEntropy));
    let signature = old.sign(DOCUMENT);
    assert_eq!(DocumentKeys::new([old.public(), new.public()]).verify(DOCUMENT, &signature), Ok(()));
    let unknown = VaultError::UnknownSigner(old.public().id().to_string());
    assert_eq!(DocumentKeys::new([new.public()]).verify(DOCUMENT, &signature), Err(unknown.clone()));
    assert_eq!(new.public().verify(DOCUMENT, &signature), Err(unknown));
}

#[test]
fn a_public_key_survives_its_bytes_and_weak_ones_are_refused() {
    let key = DocumentSigner::generate(&SystemEntropy).public();
    assert_eq!(DocumentKey::from_bytes(&key.to_bytes()), Ok(key));
    let mut neutral = [0_u8; 32];
    neutral[0] = 1;
    assert!(matches!(DocumentKey::from_bytes(&neutral), Err(VaultError::SignatureMalformed(_))));
}

#[test]
fn a_signer_does_not_print_its_seed() {
    let signer = DocumentSigner::from_seed(&[5; 32]);
    assert_eq!(format!("{signer:?}"), format!("DocumentSigner({}, •••)", signer.public().id()));
}

#[test]
fn the_field_digest_is_the_documented_one() {
    let digest = field_digest(&[3; 32], "employment/7", "base_pay_fen", b"2860000");
    assert_eq!(digest.to_vec(), vectors::bytes(vectors::FIELD_DIGEST));
}

#[test]
fn without_the_salt_equal_values_of_two_people_look_unrelated() {
    let entropy = SeededEntropy::new(1);
    let (zhang, li) = (new_salt(&entropy), new_salt(&entropy));
    assert_ne!(field_digest(&zhang, "p", "sex", b"f"), field_digest(&li, "p", "sex", b"f"));
}

proptest! {
    #[test]
    fn a_signature_survives_its_text(seed in any::<[u8; 32]>(), document in proptest::collection::vec(any::<u8>(), 0..50)) {
        let signer = DocumentSigner::from_seed(&seed);
        let signature = signer.sign(&document);
        prop_assert_eq!(signature.to_string().parse(), Ok(signature));
        prop_assert_eq!(signer.public().verify(&document, &signature), Ok(()));
    }

    #[test]
    fn arbitrary_text_is_no_signature_and_no_panic(text in "\\PC{0,100}") {
        prop_assert!(text.parse::<DetachedSignature>().is_err());
    }

    #[test]
    fn two_fields_have_one_digest_exactly_when_they_are_the_same(
        one in ("[ab]{0,3}", "[ab]{0,3}", "[ab]{0,3}"), other in ("[ab]{0,3}", "[ab]{0,3}", "[ab]{0,3}"),
    ) {
        let digest = |(r, f, v): &(String, String, String)| field_digest(&[1; 32], r, f, v.as_bytes());
        prop_assert_eq!(digest(&one) == digest(&other), one == other);
    }
}
