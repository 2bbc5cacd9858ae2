//! The trail notices what was done to it behind Renhe's back.

use storage::audit::FindingKind;
use storage::rows::LetterTemplate;
use storage::{Document, WriteContext};

use super::{on_both_engines, person};

async fn seven_entries(store: &storage::Store) {
    for n in 0..7 {
        let mut work = store.begin(WriteContext::system("test")).await.unwrap();
        work.insert(person(store, &format!("P{n}"))).await.unwrap();
        work.commit().await.unwrap();
    }
}

async fn first_finding(store: &storage::Store) -> Option<(FindingKind, u64)> {
    store.verify_audit(|_| ()).await.unwrap().first.map(|finding| (finding.kind, finding.seq))
}

on_both_engines! {
    async fn an_untouched_trail_verifies(test: TestStore) {
        seven_entries(&test.store).await;
        let verification = test.store.verify_audit(|_| ()).await.unwrap();
        assert_eq!((verification.size, verification.first), (7, None));
    }

    async fn bytes_that_are_no_text_verify_however_few_they_are(test: TestStore) {
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        let id = work.new_id();
        let (meta, now) = (<LetterTemplate as kernel::Record>::META, work.now().into());
        let row = LetterTemplate {
            id,
            kind: "transfer".to_owned(),
            legal_entity_id: None,
            file_name: "a.docx".to_owned(),
            file: work.seal(meta, LetterTemplate::FILE, id, &vec![0x50, 0x4b, 0xff, 0xfe, 0x00]),
            fields: work.seal(meta, LetterTemplate::FIELDS, id, &Document(Vec::new())),
            uploaded_at: now,
            uploaded_by: None,
            withdrawn_at: None,
        };
        work.insert(row).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(test.store.verify_audit(|_| ()).await.unwrap().first, None);
    }

    async fn an_altered_entry_is_named(test: TestStore) {
        seven_entries(&test.store).await;
        test.store.tamper("UPDATE audit_entry SET operation = 'nothing' WHERE seq = 3").await.unwrap();
        assert_eq!(first_finding(&test.store).await, Some((FindingKind::Altered, 3)));
    }

    async fn a_removed_entry_is_named(test: TestStore) {
        seven_entries(&test.store).await;
        test.store.tamper("DELETE FROM audit_entry WHERE seq = 4").await.unwrap();
        assert_eq!(first_finding(&test.store).await, Some((FindingKind::Removed, 4)));
    }

    async fn an_entry_put_in_by_hand_is_named(test: TestStore) {
        seven_entries(&test.store).await;
        test.store.tamper("INSERT INTO audit_entry SELECT 7, at, actor, operation, record, record_id, subject, leaf, detail FROM audit_entry WHERE seq = 6").await.unwrap();
        assert_eq!(first_finding(&test.store).await, Some((FindingKind::Inserted, 7)));
    }

    async fn a_cut_end_is_noticed_by_the_file_outside_the_database(test: TestStore) {
        seven_entries(&test.store).await;
        for table in ["audit_entry WHERE seq >= 5", "audit_checkpoint WHERE size > 5", "audit_node WHERE level = 0 AND idx >= 5"] {
            test.store.tamper(&format!("DELETE FROM {table}")).await.unwrap();
        }
        assert_eq!(first_finding(&test.store).await, Some((FindingKind::Cut, 5)));
    }

    async fn an_altered_inner_hash_is_named(test: TestStore) {
        seven_entries(&test.store).await;
        test.store.tamper("UPDATE audit_node SET hash = (SELECT hash FROM audit_node WHERE level = 0 AND idx = 0) WHERE level = 1 AND idx = 1").await.unwrap();
        assert_eq!(first_finding(&test.store).await, Some((FindingKind::AlteredHash, 2)));
    }

    async fn an_entry_rewritten_with_all_its_hashes_does_not_fit_the_signed_checkpoints(test: TestStore) {
        seven_entries(&test.store).await;
        let other = testkit::sqlite_store(test.clock.clone()).await;
        seven_entries(&other.store).await;
        // The other log's entries are consistent in themselves, but signed by another key.
        std::fs::copy(other.store.checkpoint_file(), test.store.checkpoint_file()).unwrap();
        assert_eq!(first_finding(&test.store).await.map(|(kind, _)| kind), Some(FindingKind::ForgedCheckpoint));
    }

    async fn an_entry_is_proven_to_someone_who_trusts_only_the_key(test: TestStore) {
        seven_entries(&test.store).await;
        let proof = test.store.audit_proof(2).await.unwrap().unwrap();
        let verifier = vault::note::NoteVerifier::from_vkey(&proof.verifier_key).unwrap();
        let head = verifier.verify_checkpoint(&proof.checkpoint).unwrap();
        let path: Vec<[u8; 32]> = proof.path.iter().map(|hash| unhex(hash)).collect();
        let leaf = vault::merkle::leaf_hash(proof.leaf.as_bytes());
        assert!(vault::merkle::verify_inclusion(&leaf, 2, head.size, &path, &head.root).is_ok());
    }
}

fn unhex(text: &str) -> [u8; 32] {
    let bytes: Vec<u8> = (0..32).map(|n| u8::from_str_radix(&text[2 * n..2 * n + 2], 16).unwrap()).collect();
    bytes.try_into().unwrap()
}
