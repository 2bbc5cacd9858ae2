//! Whole files and the search over them: what is named is there, what is not named goes, and neither the folder nor
//! the index tells a text.

use kernel::Record as _;
use storage::query::files::{FileFilter, FileSight, list};
use storage::rows::{File, FileVersion};
use storage::{StorageError, Store, UnitOfWork, WriteContext};
use uuid::Uuid;

use super::{on_both_engines, person};

const TEXT: &str = "本合同期限为三年，自二〇二六年三月一日起。乙方岗位：Platform Engineer，月工资二万八千元。";

pub async fn filed(work: &mut UnitOfWork, owner: Uuid, number: i64, text: &str) -> File {
    let blob = work.put_blob(text.as_bytes()).await.unwrap();
    let (id, version) = (work.new_id(), work.new_id());
    let row = File {
        id,
        number,
        person_id: owner,
        category: "contract".into(),
        class: "employment".into(),
        title: work.seal(File::META, File::TITLE, id, &"劳动合同".to_owned()),
        status: "filed".into(),
        version: 1,
        dated_on: None,
        expires_on: None,
        source: None,
        source_id: None,
        filed_at: work.now().into(),
        filed_by: None,
        changed_at: work.now().into(),
        destroyed_at: None,
    };
    work.insert(row.clone()).await.unwrap();
    let version = FileVersion {
        id: version,
        file_id: id,
        person_id: owner,
        version: 1,
        blob_id: Some(blob),
        text_id: None,
        byte_count: 1,
        media_type: "text/plain".into(),
        file_name: None,
        added_at: work.now().into(),
        added_by: None,
    };
    work.insert(version).await.unwrap();
    work.index_text(number, text).await.unwrap();
    row
}

pub async fn begin(store: &Store) -> UnitOfWork {
    store.begin(WriteContext::system("test")).await.unwrap()
}

/// The numbers of what a search finds, for somebody who may see everything.
async fn found(store: &Store, wanted: &str) -> Vec<i64> {
    let words: Vec<String> = store.search_words(wanted).into_iter().collect();
    let classes = vec![("employment".to_owned(), access::Scope::everything())];
    let filter = FileFilter {
        sight: FileSight { classes, ..FileSight::default() },
        words: Some(words),
        ..FileFilter::default()
    };
    let mut numbers: Vec<i64> = list(&store.db(), &filter, testkit::day("2026-11-20"), 100)
        .await
        .unwrap()
        .iter()
        .map(|row| row.number)
        .collect();
    numbers.sort_unstable();
    numbers
}

on_both_engines! {
    in a bucket too:
    async fn words_across_and_inside_chinese_and_latin_words_are_found_in_the_same_transaction(test: TestStore) {
        let owner = person(&test.store, "Zhang");
        let mut work = begin(&test.store).await;
        work.insert(owner.clone()).await.unwrap();
        filed(&mut work, owner.id, 1, TEXT).await;
        filed(&mut work, owner.id, 2, "保密协议，期限五年").await;
        work.commit().await.unwrap();
        for wanted in ["期限为三", "三年", "platform", "ENGINEER", "合同期限", "ＰＬＡＴ"] {
            assert_eq!(found(&test.store, wanted).await, [1], "{wanted}");
        }
        assert_eq!(found(&test.store, "期限").await, [1, 2]);
        assert_eq!(found(&test.store, "竞业").await, Vec::<i64>::new());
        // The index knows pairs and not their order; the text does.
        assert!(test.store.text_holds(TEXT, "三年，自二〇二六年"));
        assert!(!test.store.text_holds("年三", "三年"));
        let work = begin(&test.store).await;
        work.index_text(1, "改签：无固定期限").await.unwrap();
        assert_eq!(found(&test.store, "三年").await, [1], "not before the commit");
        work.commit().await.unwrap();
        assert_eq!(found(&test.store, "三年").await, Vec::<i64>::new());
        assert_eq!(found(&test.store, "无固定期限").await, [1]);
        let mut work = begin(&test.store).await;
        work.forget_text(1).await.unwrap();
        work.record(storage::audit::Action::Read, "file", owner.id, None);
        work.commit().await.unwrap();
        assert_eq!(found(&test.store, "期限").await, [2]);
    }

    async fn equal_files_are_stored_once_and_a_changed_or_missing_one_is_an_error(test: TestStore) {
        let store = &test.store;
        let one = store.prepare_blob(TEXT.as_bytes()).await.unwrap();
        assert_eq!(store.prepare_blob(TEXT.as_bytes()).await.unwrap(), one);
        assert_ne!(store.prepare_blob(b"other").await.unwrap(), one);
        assert_eq!(store.blobs().list().await.unwrap().len(), 2);
        assert_eq!(store.read_blob(one).await.unwrap(), TEXT.as_bytes());
        store.blobs().tamper(one, b"something else altogether, and long enough".to_vec()).await.unwrap();
        assert!(matches!(store.read_blob(one).await, Err(StorageError::BlobBroken(id)) if id == one));
        // Stored again, it is whole again.
        store.prepare_blob(TEXT.as_bytes()).await.unwrap();
        assert_eq!(store.read_blob(one).await.unwrap(), TEXT.as_bytes());
        let nobody = Uuid::from_u128(7);
        assert!(matches!(store.read_blob(nobody).await, Err(StorageError::BlobBroken(id)) if id == nobody));
    }

    async fn what_a_broken_transaction_left_behind_is_swept_and_nothing_else(test: TestStore) {
        let owner = person(&test.store, "Zhang");
        let mut work = begin(&test.store).await;
        work.insert(owner.clone()).await.unwrap();
        filed(&mut work, owner.id, 1, "kept").await;
        work.commit().await.unwrap();
        let mut broken = begin(&test.store).await;
        filed(&mut broken, owner.id, 2, "lost").await;
        filed(&mut broken, owner.id, 3, "kept").await;
        drop(broken);
        assert_eq!(test.store.blobs().list().await.unwrap().len(), 2);
        assert_eq!(test.store.sweep_blobs().await.unwrap(), storage::Swept { kept: 1, removed: 1 });
        assert_eq!(test.store.read_blob(test.store.blob_id(b"kept")).await.unwrap(), b"kept");
        assert!(test.store.missing_blobs().await.unwrap().is_empty());
        assert_eq!(found(&test.store, "lost").await, Vec::<i64>::new());
    }
}

/// The bytes of everything in a folder.
fn bytes_in(folder: &std::path::Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            all.extend(bytes_in(&entry.path()));
        } else {
            all.extend(std::fs::read(entry.path()).unwrap_or_default());
        }
    }
    all
}

fn holds(all: &[u8], wanted: &str) -> bool {
    all.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

#[tokio::test]
async fn no_pair_of_a_filed_text_stands_in_the_database_and_the_search_for_it_can_fail() {
    let test = testkit::sqlite_store(std::sync::Arc::new(testkit::clock_at("2026-11-20T08:00:00Z"))).await;
    let owner = person(&test.store, "Zhang");
    let mut work = begin(&test.store).await;
    work.insert(owner.clone()).await.unwrap();
    filed(&mut work, owner.id, 1, TEXT).await;
    work.commit().await.unwrap();
    let all = bytes_in(test.folder.path());
    assert!(all.len() > 50_000);
    let characters: Vec<char> = TEXT.chars().filter(|c| c.is_alphanumeric()).collect();
    // Three Chinese characters, or a whole Latin word: three Latin letters are met by chance.
    let threes = characters.windows(3).filter(|three| three.iter().all(|c| !c.is_ascii()));
    let threes: Vec<String> = threes.map(|three| three.iter().collect()).collect();
    assert!(threes.len() > 20);
    for wanted in threes.iter().map(String::as_str).chain(["Platform", "platform", "Engineer", "engineer"]) {
        assert!(!holds(&all, wanted), "{wanted}");
    }
    // The control: the same text in a plain column is found.
    test.store.tamper(&format!("UPDATE person SET full_name = '{TEXT}'")).await.unwrap();
    assert!(holds(&bytes_in(test.folder.path()), "二万八千元"));
}
