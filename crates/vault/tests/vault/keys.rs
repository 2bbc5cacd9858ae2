//! The key ring, its file, and the blind index.

use kernel::{SeededEntropy, SystemEntropy};
use proptest::prelude::*;
use uuid::Uuid;
use vault::{Aad, Algorithm, BlindIndex, KeyRing, MasterKey, VaultError};
use zeroize::ZeroizeOnDrop;

use crate::vectors;

const ROW: Uuid = Uuid::from_u128(7);
const PLACE: Aad<'_> = Aad::new("person", "id_number", ROW);

fn ring() -> KeyRing {
    KeyRing::generate(&SystemEntropy)
}

proptest! {
    #[test]
    fn what_was_sealed_opens_again(plain in proptest::collection::vec(any::<u8>(), 0..300)) {
        let ring = ring();
        let sealed = ring.seal(&SystemEntropy, &PLACE, &plain);
        prop_assert_eq!(sealed.len(), plain.len() + 34);
        prop_assert_eq!(ring.open(&PLACE, &sealed).map(|p| p.to_vec()), Ok(plain));
    }

    #[test]
    fn any_flipped_bit_is_refused(plain in proptest::collection::vec(any::<u8>(), 0..64), bit in any::<prop::sample::Index>()) {
        let ring = ring();
        let mut sealed = ring.seal(&SystemEntropy, &PLACE, &plain);
        let bit = bit.index(sealed.len() * 8);
        sealed[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(ring.open(&PLACE, &sealed).is_err());
    }

    #[test]
    fn a_value_moved_to_another_place_is_refused(table in "[a-z]{1,8}", column in "[a-z]{1,8}", row in any::<u128>()) {
        let ring = ring();
        let sealed = ring.seal(&SystemEntropy, &PLACE, b"110101199003077571");
        let place = Aad::new(&table, &column, Uuid::from_u128(row));
        prop_assume!(place != PLACE);
        prop_assert_eq!(ring.open(&place, &sealed), Err(VaultError::Refused));
    }

    #[test]
    fn table_and_column_cannot_slide_into_each_other(word in "[a-z]{2,12}", cut in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let (cut, other) = (cut.index(word.len()), other.index(word.len()));
        prop_assume!(cut != other);
        let ring = ring();
        let sealed = ring.seal(&SystemEntropy, &Aad::new(&word[..cut], &word[cut..], ROW), b"x");
        prop_assert_eq!(ring.open(&Aad::new(&word[..other], &word[other..], ROW), &sealed), Err(VaultError::Refused));
    }

    #[test]
    fn old_values_open_after_any_number_of_rotations(rotations in 1_usize..6, plain in ".{0,20}") {
        let mut ring = ring();
        let mut sealed = vec![ring.seal(&SystemEntropy, &PLACE, plain.as_bytes())];
        for _ in 0..rotations {
            ring.rotate(&SystemEntropy);
            sealed.push(ring.seal(&SystemEntropy, &PLACE, plain.as_bytes()));
        }
        prop_assert_eq!(ring.keys().len(), rotations + 1);
        for (place, value) in sealed.iter().enumerate() {
            prop_assert_eq!(ring.needs_reseal(value), Ok(place < rotations));
            prop_assert_eq!(ring.open(&PLACE, value).map(|p| p.to_vec()), Ok(plain.clone().into_bytes()));
        }
    }

    #[test]
    fn arbitrary_bytes_are_an_error_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let ring = ring();
        prop_assert!(ring.open(&PLACE, &bytes).is_err());
        let _ = ring.needs_reseal(&bytes);
        let _ = KeyRing::key_of(&bytes);
    }

    #[test]
    fn a_ring_file_of_arbitrary_bytes_is_an_error_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(KeyRing::from_file_bytes(&bytes, &MasterKey::from_bytes([1; 32])).is_err());
    }

    #[test]
    fn two_values_have_one_blind_index_exactly_when_purpose_and_value_agree(
        purpose in "[a-c]{0,3}", value in "[a-c]{0,3}", other_purpose in "[a-c]{0,3}", other_value in "[a-c]{0,3}",
    ) {
        let index = BlindIndex::new(&KeyRing::generate(&SeededEntropy::new(1)));
        let equal = index.blind(&purpose, &value) == index.blind(&other_purpose, &other_value);
        prop_assert_eq!(equal, (purpose, value) == (other_purpose, other_value));
    }
}

#[test]
fn a_value_names_its_layout_its_algorithm_and_its_key() {
    let ring = ring();
    let sealed = ring.seal(&SystemEntropy, &PLACE, b"1");
    assert_eq!(sealed[0], 1);
    assert_eq!(Algorithm::try_from(sealed[1]), Ok(Algorithm::Aes256Gcm));
    assert_eq!(KeyRing::key_of(&sealed), Ok(ring.active()));
}

#[test]
fn equal_values_are_sealed_differently() {
    let ring = ring();
    assert_ne!(ring.seal(&SystemEntropy, &PLACE, b"1"), ring.seal(&SystemEntropy, &PLACE, b"1"));
}

#[test]
fn an_algorithm_of_a_later_release_is_named_in_the_error() {
    let ring = ring();
    let mut sealed = ring.seal(&SystemEntropy, &PLACE, b"1");
    sealed[1] = 2;
    assert_eq!(ring.open(&PLACE, &sealed), Err(VaultError::UnknownAlgorithm(2)));
    assert_eq!(
        VaultError::UnknownAlgorithm(2).to_string(),
        "sealed with algorithm 2, which this release does not know"
    );
}

#[test]
fn a_value_of_another_ring_names_the_missing_key() {
    let (ring, other) = (ring(), ring());
    let sealed = other.seal(&SystemEntropy, &PLACE, b"1");
    assert_eq!(ring.open(&PLACE, &sealed), Err(VaultError::UnknownKey(other.active())));
}

#[test]
fn a_retired_key_opens_nothing_and_the_active_one_cannot_be_retired() -> Result<(), VaultError> {
    let mut ring = ring();
    let first = ring.active();
    let sealed = ring.seal(&SystemEntropy, &PLACE, b"1");
    assert_eq!(ring.retire(first), Err(VaultError::KeyInUse(first)));
    let second = ring.rotate(&SystemEntropy);
    let renewed = ring.reseal(&SystemEntropy, &PLACE, &sealed)?;
    assert_eq!(KeyRing::key_of(&renewed), Ok(second));
    ring.retire(first)?;
    assert_eq!(ring.open(&PLACE, &sealed), Err(VaultError::UnknownKey(first)));
    assert_eq!(ring.open(&PLACE, &renewed)?.as_slice(), b"1");
    assert_eq!(ring.retire(first), Err(VaultError::UnknownKey(first)));
    Ok(())
}

#[test]
fn a_ring_survives_its_file_with_all_keys() -> Result<(), VaultError> {
    let master = MasterKey::generate(&SystemEntropy);
    let mut ring = ring();
    let sealed = ring.seal(&SystemEntropy, &PLACE, b"old");
    ring.rotate(&SystemEntropy);
    let read = KeyRing::from_file_bytes(&ring.to_file_bytes(&SystemEntropy, &master)?, &master)?;
    assert_eq!(read.keys(), ring.keys());
    assert_eq!(read.active(), ring.active());
    assert_eq!(read.open(&PLACE, &sealed)?.as_slice(), b"old");
    assert_eq!(read.derive("a"), ring.derive("a"));
    Ok(())
}

#[test]
fn another_master_key_does_not_open_the_file() -> Result<(), VaultError> {
    let bytes = ring().to_file_bytes(&SystemEntropy, &MasterKey::from_bytes([1; 32]))?;
    let read = KeyRing::from_file_bytes(&bytes, &MasterKey::from_bytes([2; 32]));
    assert_eq!(read.err(), Some(VaultError::RingRefused));
    Ok(())
}

#[test]
fn keys_cannot_be_dropped_added_or_reordered_in_the_file() -> Result<(), Box<dyn std::error::Error>> {
    let master = MasterKey::generate(&SystemEntropy);
    let mut ring = ring();
    ring.rotate(&SystemEntropy);
    let file: serde_json::Value = serde_json::from_slice(&ring.to_file_bytes(&SystemEntropy, &master)?)?;
    let change: [fn(&mut Vec<serde_json::Value>); 4] = [
        |keys| drop(keys.pop()),
        |keys| keys.reverse(),
        |keys| keys.push(keys[0].clone()),
        |keys| keys[0]["id"] = "00000000".into(),
    ];
    for change in change {
        let mut file = file.clone();
        change(file["keys"].as_array_mut().ok_or("keys")?);
        let read = KeyRing::from_file_bytes(&serde_json::to_vec(&file)?, &master);
        assert_eq!(read.err(), Some(VaultError::RingRefused));
    }
    Ok(())
}

#[test]
fn a_file_of_a_later_release_is_named_as_such() {
    let later = br#"{"format":"renhe-key-ring","version":2,"other":"fields"}"#;
    let read = KeyRing::from_file_bytes(later, &MasterKey::from_bytes([1; 32]));
    assert_eq!(read.err(), Some(VaultError::RingVersion(2)));
}

#[test]
fn the_file_holds_no_secret_in_the_clear() -> Result<(), VaultError> {
    let ring = KeyRing::generate(&SeededEntropy::new(5));
    let master = MasterKey::from_bytes([9; 32]);
    let text = String::from_utf8_lossy(&ring.to_file_bytes(&SystemEntropy, &master)?).into_owned();
    assert!(text.contains("aes-256-gcm"));
    assert!(!text.contains(master.to_text().as_str()));
    // The first 32 bytes of this entropy became the root secret.
    let mut root = [0_u8; 32];
    kernel::Entropy::fill(&SeededEntropy::new(5), &mut root);
    let encoded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, root);
    assert!(!text.contains(&encoded));
    Ok(())
}

#[test]
fn a_master_key_reads_from_hexadecimal_and_base64() -> Result<(), VaultError> {
    let key = MasterKey::from_bytes([0xfb; 32]);
    let texts = [
        format!("{}\n", key.to_text().as_str()),
        key.to_text().to_uppercase(),
        "+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=".to_owned(),
        "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s".to_owned(),
    ];
    for text in texts {
        assert_eq!(MasterKey::from_text(&text)?.to_text(), key.to_text(), "{text}");
    }
    for text in ["", "short", "zz", &"0".repeat(63), &"0".repeat(66)] {
        assert_eq!(MasterKey::from_text(text).err(), Some(VaultError::MasterKeyMalformed), "{text}");
    }
    Ok(())
}

#[test]
fn the_blind_index_outlives_rotation_and_differs_between_rings() {
    let mut ring = ring();
    let before = BlindIndex::new(&ring).blind("person.phone", "13800138000");
    ring.rotate(&SystemEntropy);
    assert_eq!(BlindIndex::new(&ring).blind("person.phone", "13800138000"), before);
    assert_ne!(BlindIndex::new(&self::ring()).blind("person.phone", "13800138000"), before);
}

#[test]
fn derived_keys_differ_by_label() {
    let ring = ring();
    assert_ne!(ring.derive("audit-note/1"), ring.derive("audit-note/2"));
}

#[test]
fn nothing_secret_prints() {
    let ring = KeyRing::generate(&SeededEntropy::new(3));
    let printed = format!("{ring:?} {:?} {:?}", MasterKey::from_bytes([7; 32]), BlindIndex::new(&ring));
    assert_eq!(
        printed,
        format!(
            "KeyRing {{ active: KeyId({id}), keys: [KeyId({id})], .. }} MasterKey(•••) BlindIndex(•••)",
            id = ring.active()
        )
    );
}

#[test]
fn the_master_key_and_the_ciphers_wipe_themselves() {
    fn wiped<T: ZeroizeOnDrop>() {}
    wiped::<MasterKey>();
    wiped::<aes_gcm::Aes256Gcm>();
}

#[test]
fn a_ring_file_and_a_value_of_another_implementation_open() -> Result<(), Box<dyn std::error::Error>> {
    let master = MasterKey::from_bytes(std::array::from_fn(|i| u8::try_from(i).unwrap()));
    let ring = KeyRing::from_file_bytes(vectors::RING_FILE.as_bytes(), &master)?;
    assert_eq!(ring.keys().iter().map(ToString::to_string).collect::<Vec<_>>(), ["0a0b0c0d", "11223344"]);
    let row = "00112233-4455-4677-8899-aabbccddeeff".parse()?;
    let sealed = vectors::bytes(vectors::SEALED);
    assert_eq!(ring.open(&Aad::new("employment", "pay", row), &sealed)?.as_slice(), "张伟 2860000".as_bytes());
    assert_eq!(ring.needs_reseal(&sealed), Ok(true));
    assert_eq!(BlindIndex::new(&ring).blind("person.phone", "13800138000").to_vec(), vectors::bytes(vectors::BLIND));
    Ok(())
}
