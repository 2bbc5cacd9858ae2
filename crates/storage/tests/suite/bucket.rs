//! Files in a bucket: the real client against a real S3 server, and what happens when either is not well.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, mpsc};

use kernel::{Sensitive, SystemEntropy};
use storage::{Addressing, Blobs, Bucket, MARKER, StorageError, Store, StoreOptions, Swept};
use testkit::TestBucket;
use uuid::Uuid;
use vault::KeyRing;
use vault::note::NoteSigner;

use super::files::{begin, filed};
use super::person;

fn clock() -> Arc<kernel::FixedClock> {
    Arc::new(testkit::clock_at("2026-11-20T08:00:00Z"))
}

fn blobs(bucket: &Bucket) -> Blobs {
    Blobs::bucket(bucket).unwrap()
}

fn why(error: StorageError) -> String {
    match error {
        StorageError::Blobs { why, .. } => why,
        other => panic!("{other}"),
    }
}

/// What a store says about a bucket that it cannot use.
async fn refusal(bucket: &Bucket) -> String {
    why(blobs(bucket).probe().await.unwrap_err())
}

/// A store that gives the same answer to everything, and what it was asked.
fn answering(answer: &'static str) -> (Bucket, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let (tell, asked) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut request) = (stream.unwrap(), [0; 8 << 10]);
            let read = stream.read(&mut request).unwrap_or_default();
            // Whoever does not want to know has gone.
            let _told = tell.send(String::from_utf8_lossy(&request[..read]).into_owned());
            let _answered = stream.write_all(answer.as_bytes());
        }
    });
    (Bucket { endpoint, ..TestBucket::start().bucket().clone() }, asked)
}

macro_rules! fault {
    ($status:literal, $code:literal) => {
        concat!(
            "HTTP/1.1 ",
            $status,
            "\r\nconnection: close\r\n\r\n<?xml version=\"1.0\"?><Error><Code>",
            $code,
            "</Code><Message>Because.</Message></Error>"
        )
    };
}

/// A key ring and its signer: who has them is the same database, or a copy of it.
struct Identity {
    keys: Arc<KeyRing>,
    signer: Arc<NoteSigner>,
}

impl Identity {
    fn new() -> Self {
        let keys = KeyRing::generate(&SystemEntropy);
        let signer = NoteSigner::from_seed("renhe.test", &keys.derive("audit-note/1")).unwrap();
        Self { keys: Arc::new(keys), signer: Arc::new(signer) }
    }

    /// The database in a folder, with its files in the bucket.
    async fn open(&self, folder: &std::path::Path, bucket: &TestBucket) -> Store {
        let options = StoreOptions {
            url: format!("sqlite://{}", folder.join("renhe.sqlite").display()),
            checkpoints: folder.join("audit-checkpoints.log"),
            keys: self.keys.clone(),
            signer: self.signer.clone(),
            clock: clock(),
            entropy: Arc::new(SystemEntropy),
            blobs: blobs(bucket.bucket()),
        };
        let store = Store::open(options).await.unwrap();
        store.migrate().await.unwrap();
        store
    }
}

/// A person with one document.
async fn file_one(store: &Store, number: i64, text: &str) {
    let owner = person(store, "Zhang");
    let mut work = begin(store).await;
    work.insert(owner.clone()).await.unwrap();
    filed(&mut work, owner.id, number, text).await;
    work.commit().await.unwrap();
}

#[tokio::test]
async fn a_bucket_keeps_the_largest_file_and_is_not_sent_what_it_has() {
    let server = TestBucket::start();
    let blobs = blobs(server.bucket());
    blobs.probe().await.unwrap();
    let large: Vec<u8> = (0..30_u32 << 20).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let (id, memory, back) = (Uuid::from_u128(7), Blobs::memory(), Blobs::memory());
    memory.tamper(id, large.clone()).await.unwrap();
    assert_eq!(memory.copy_into(&blobs).await.unwrap(), 1);
    assert_eq!(memory.copy_into(&blobs).await.unwrap(), 0);
    assert_eq!(blobs.copy_into(&back).await.unwrap(), 1);
    let stored = server.objects().join("00").join(id.simple().to_string());
    assert!(std::fs::read(stored).unwrap() == large, "under its prefix, byte for byte");
}

#[tokio::test]
async fn the_bucket_stands_in_the_path_or_in_the_host_as_the_settings_say() {
    let missing = fault!("404 Not Found", "NoSuchKey");
    // No server of names knows a bucket of ours, but `127.1` is our own address in short.
    for (addressing, host, line) in [
        (Addressing::Path, "127.0.0.1", "GET /127/personnel/files/renhe-database.note HTTP/1.1\r\n"),
        (Addressing::VirtualHost, "1", "GET /personnel/files/renhe-database.note HTTP/1.1\r\n"),
    ] {
        let (bucket, asked) = answering(missing);
        let (_, port) = bucket.endpoint.rsplit_once(':').unwrap();
        let endpoint = format!("http://{host}:{port}");
        let bucket = Bucket { name: "127".into(), addressing, endpoint, ..bucket.clone() };
        assert!(!blobs(&bucket).is_claimed().await.unwrap());
        let asked = asked.recv().unwrap();
        assert!(asked.starts_with(line), "{asked}");
        let in_host = asked.contains(&format!("host: 127.1:{port}\r\n"));
        assert_eq!(in_host, addressing == Addressing::VirtualHost, "{asked}");
        assert!(asked.contains("Credential=renhe-test/") && !asked.contains(testkit::BUCKET_SECRET), "{asked}");
    }
}

#[tokio::test]
async fn a_bucket_that_does_not_answer_says_what_to_mend_and_never_the_secret() {
    let mut server = TestBucket::start();
    let good = server.bucket().clone();
    let wrong = "not/the+secret";
    let said = refusal(&Bucket { secret: Sensitive::new(wrong.into()), ..good.clone() }).await;
    assert!(said.contains("files_secret") && said.contains("SignatureDoesNotMatch"), "{said}");
    assert!(!said.contains(wrong) && !said.contains(testkit::BUCKET_SECRET), "{said}");
    let said = refusal(&Bucket { access_key: "nobody".into(), ..good.clone() }).await;
    assert!(said.contains("does not know files_access_key"), "{said}");
    let nowhere = Bucket { name: "renhe-nowhere".into(), ..good.clone() };
    let said = refusal(&nowhere).await;
    assert!(said.contains("no such bucket"), "{said}");
    // A missing bucket is not a bucket without the file.
    let said = why(blobs(&nowhere).is_claimed().await.unwrap_err());
    assert!(said.contains("no such bucket"), "{said}");
    let said = why(blobs(&nowhere).list().await.unwrap_err());
    assert!(said.contains("no such bucket"), "{said}");
    server.stop();
    let said = refusal(&good).await;
    assert!(said.contains("cannot be reached") && said.contains("files_endpoint"), "{said}");
    assert!(!format!("{good:?}").contains(testkit::BUCKET_SECRET));
}

#[tokio::test]
async fn a_bucket_behind_tls_is_reached_when_somebody_trusted_vouches_for_it() {
    let (server, plain) = (TestBucket::start_secure(), TestBucket::start());
    let good = server.bucket().clone();
    blobs(&good).probe().await.unwrap();
    let said = refusal(&Bucket { authority: None, ..good.clone() }).await;
    assert!(said.contains("certificate is not trusted") && said.contains("files_ca"), "{said}");
    // Who says https gets no answer in plain, and no file is sent in plain.
    let endpoint = plain.bucket().endpoint.replacen("http:", "https:", 1);
    let said = refusal(&Bucket { endpoint, ..plain.bucket().clone() }).await;
    assert!(said.contains("cannot be reached"), "{said}");
    let said = Blobs::bucket(&Bucket { authority: Some(b"no certificate".to_vec()), ..good }).unwrap_err().to_string();
    assert!(said.contains("files_ca"), "{said}");
}

#[tokio::test]
async fn each_usual_fault_has_words_that_say_how_to_mend_it() {
    let told = [
        (
            fault!("403 Forbidden", "AccessDenied"),
            "allowed to get, put and delete objects in the bucket and to list it",
        ),
        (fault!("403 Forbidden", "RequestTimeTooSkewed"), "the clock of this machine is wrong"),
        (fault!("400 Bad Request", "AuthorizationHeaderMalformed"), "files_region or files_endpoint"),
        ("HTTP/1.1 301 Moved Permanently\r\nconnection: close\r\n\r\n", "files_region or files_endpoint"),
        (
            "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://x/\r\nconnection: close\r\n\r\n",
            "files_region or files",
        ),
        (fault!("403 Forbidden", "SecondLevelDomainForbidden"), "files_addressing"),
        (fault!("403 Forbidden", "PathStyleDomainForbidden"), "files_addressing"),
        (fault!("507 Insufficient Storage", "QuotaExceeded"), "the store refused (QuotaExceeded: Because.)"),
    ];
    for (answer, words) in told {
        let said = refusal(&answering(answer).0).await;
        assert!(said.contains(words), "{answer}\n{said}");
    }
    let said = refusal(&Bucket { endpoint: "http://renhe.invalid".into(), ..answering("").0 }).await;
    assert!(said.contains("cannot be reached"), "{said}");
}

/// Time passes here as fast as everybody waits.
#[tokio::test(start_paused = true)]
async fn a_store_that_takes_a_request_and_never_answers_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let bucket = TestBucket::start().bucket().clone();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let said = refusal(&Bucket { endpoint, ..bucket }).await;
    assert!(said.contains("does not answer (waited 10 s)"), "{said}");
}

#[tokio::test]
async fn when_the_bucket_goes_away_in_the_middle_of_a_file_no_row_names_it() {
    let test = testkit::bucket_store(clock()).await;
    let server = test.bucket.as_ref().unwrap();
    let (owner, large) = (person(&test.store, "Zhang"), "合同".repeat(200_000));
    server.cut_large_requests(true);
    let mut work = begin(&test.store).await;
    work.insert(owner.clone()).await.unwrap();
    let error = work.put_blob(large.as_bytes()).await.unwrap_err();
    let said = why(error);
    assert!(said.contains("the connection broke"), "{said}");
    drop(work);
    server.cut_large_requests(false);
    assert!(test.store.blobs().list().await.unwrap().is_empty(), "half a file is no file");
    assert!(test.store.missing_blobs().await.unwrap().is_empty());
    file_one(&test.store, 1, &large).await;
    assert_eq!(test.store.read_blob(test.store.blob_id(large.as_bytes())).await.unwrap(), large.as_bytes());
}

#[tokio::test]
async fn a_sweep_sees_more_files_than_a_bucket_lists_at_once() {
    let test = testkit::bucket_store(clock()).await;
    file_one(&test.store, 1, "kept").await;
    let objects = test.bucket.as_ref().unwrap().objects();
    for number in 0..1_100_u128 {
        let name = Uuid::from_u128(number << 100 | number).simple().to_string();
        std::fs::create_dir_all(objects.join(&name[..2])).unwrap();
        std::fs::write(objects.join(&name[..2]).join(&name), b"left over").unwrap();
    }
    assert_eq!(test.store.blobs().list().await.unwrap().len(), 1_101);
    assert_eq!(test.store.sweep_blobs().await.unwrap(), Swept { kept: 1, removed: 1_100 });
    assert_eq!(test.store.read_blob(test.store.blob_id(b"kept")).await.unwrap(), b"kept");
}

#[tokio::test]
async fn a_database_with_other_keys_neither_names_nor_removes_files_in_a_place_that_is_taken() {
    let (server, folders) = (TestBucket::start(), [testkit::data_folder(), testkit::data_folder()]);
    let first = Identity::new().open(folders[0].path(), &server).await;
    let second = Identity::new().open(folders[1].path(), &server).await;
    // An empty trail tells nothing: the first who names a file has the place.
    first.claim_blobs().await.unwrap();
    assert!(!first.blobs().is_claimed().await.unwrap());
    file_one(&first, 1, "of the first").await;
    let claimed = second.claim_blobs().await.unwrap_err();
    let put = begin(&second).await.put_blob(b"of the second").await.unwrap_err();
    let swept = second.sweep_blobs().await.unwrap_err();
    for refused in [claimed, put, swept] {
        let said = refused.to_string();
        assert!(said.contains("in use by another database") && said.contains("files_url"), "{said}");
        assert!(said.contains(MARKER), "{said}");
    }
    assert_eq!(first.sweep_blobs().await.unwrap(), Swept { kept: 1, removed: 0 });
    // The first is gone for good, says whoever removes its mark.
    std::fs::remove_file(server.objects().join(MARKER)).unwrap();
    file_one(&second, 1, "of the second").await;
    assert!(first.claim_blobs().await.unwrap_err().to_string().contains("in use by another database"));
}

/// Copies a closed database.
fn copied(from: &std::path::Path) -> testkit::TempDir {
    let to = testkit::data_folder();
    std::fs::copy(from.join("renhe.sqlite"), to.path().join("renhe.sqlite")).unwrap();
    to
}

#[tokio::test]
async fn a_copy_of_a_database_cannot_remove_what_the_other_filed_since() {
    let (server, folder, who) = (TestBucket::start(), testkit::data_folder(), Identity::new());
    let first = who.open(folder.path(), &server).await;
    file_one(&first, 1, "before the copy").await;
    first.close().await.unwrap();
    let older = copied(folder.path());
    let first = who.open(folder.path(), &server).await;
    file_one(&first, 2, "after the copy").await;
    let copy = who.open(older.path(), &server).await;
    for refused in [copy.claim_blobs().await.unwrap_err(), copy.sweep_blobs().await.unwrap_err()] {
        let said = refused.to_string();
        assert!(said.contains("in use by a copy of this database"), "{said}");
    }
    // Nor once it has as many entries of its own.
    for n in 0..4 {
        let mut work = begin(&copy).await;
        work.insert(person(&copy, &format!("Li {n}"))).await.unwrap();
        work.commit().await.unwrap();
    }
    assert!(matches!(copy.sweep_blobs().await.unwrap_err(), StorageError::BlobsTaken { .. }));
    assert!(matches!(begin(&copy).await.put_blob(b"x").await.unwrap_err(), StorageError::BlobsTaken { .. }));
    assert_eq!(first.read_blob(first.blob_id(b"after the copy")).await.unwrap(), b"after the copy");
    // The one that has the place goes on, also after a new start.
    first.close().await.unwrap();
    let first = who.open(folder.path(), &server).await;
    first.claim_blobs().await.unwrap();
    assert_eq!(first.sweep_blobs().await.unwrap(), Swept { kept: 2, removed: 0 });
}
