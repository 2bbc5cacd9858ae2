//! Files in a bucket, as an operator sets it up, backs it up, restores it and gets it wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};
use storage::MARKER;
use testkit::{BUCKET_SECRET, TempDir, TestBucket};

use crate::browser::Browser;
use crate::renhe::{Server, renhe, run, well};

const PASSWORD: &str = "Korrektes-Pferd-7";
const CONTRACT: &str = "劳动合同书 第一条 合同期限三年";

/// On an address that is nobody's, so that a server that should have refused ends all the same.
const SERVE: [&str; 3] = ["serve", "--listen", "192.0.2.1:80"];

/// Data folders side by side, and what was printed over them.
struct Desk {
    folder: TempDir,
    printed: std::cell::RefCell<String>,
}

impl Desk {
    fn new() -> Self {
        Self { folder: testkit::data_folder(), printed: String::new().into() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command with these settings in the environment.
    fn run(&self, data: &str, settings: &[(&'static str, String)], words: &[&str], input: &str) -> Output {
        let mut command = renhe(&self.path(data), None, words);
        let output = run(command.envs(settings.iter().cloned()), input);
        let mut printed = self.printed.borrow_mut();
        printed.push_str(&String::from_utf8_lossy(&output.stdout));
        printed.push_str(&String::from_utf8_lossy(&output.stderr));
        output
    }

    /// What it said when it did not go well.
    fn refused(&self, data: &str, settings: &[(&'static str, String)], words: &[&str]) -> String {
        let output = self.run(data, settings, words, "");
        assert!(!output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// The doctor's verdict on one thing.
    fn doctor(&self, data: &str, settings: &[(&'static str, String)], name: &str) -> (String, String) {
        let output = self.run(data, settings, &["doctor", "--json"], "");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
        let check = report["checks"].as_array().unwrap().iter().find(|check| check["name"] == name).unwrap();
        let text = |field: &str| check[field].as_str().unwrap().to_owned();
        (text("verdict"), text("detail"))
    }

    fn server(&self, data: &str, settings: &[(&'static str, String)]) -> Server {
        Server::start(&self.path(data), None, &self.path("serve.log"), settings)
    }

    /// A database with one document of one person; the document's address.
    fn filed(&self, data: &str, settings: &[(&'static str, String)]) -> String {
        well(self.run(data, settings, &["user", "add", "han.xue", "--role", "hr", "--password-stdin"], PASSWORD));
        let server = self.server(data, settings);
        let hr = Browser::sign_in(&server.address, "han.xue", PASSWORD);
        let entity = json!({ "name": "人和（上海）有限公司", "short_name": "人和", "place": "CN-Shanghai" });
        let entity = hr.post("/api/v1/legal-entities", &entity)["id"].clone();
        let unit = json!({ "code": "R", "name": "人事部", "kind": "group", "first_day": "2020-01-01" });
        let unit = hr.post("/api/v1/org-units", &unit)["id"].clone();
        let hired = json!({
            "person": { "full_name": "张明远" }, "legal_entity_id": entity, "unit_id": unit, "employee_no": "R1",
            "kind": "full_time", "hired_on": "2025-03-03", "position": "分析师", "place": "CN-Shanghai",
            "working_time": "standard",
        });
        let person = hr.post("/api/v1/people", &hired)["person_id"].clone();
        let filed = hr.file(&json!({ "person_id": person, "category": "contract" }), "合同.txt", CONTRACT);
        server.stop();
        format!("/api/v1/files/{}/content", filed["id"].as_str().unwrap())
    }

    fn holds_the_document(&self, data: &str, settings: &[(&'static str, String)], address: &str) {
        assert_eq!(self.doctor(data, settings, "files").0, "well");
        let server = self.server(data, settings);
        let hr = Browser::sign_in(&server.address, "han.xue", PASSWORD);
        assert_eq!(hr.bytes(address), CONTRACT.as_bytes());
        server.stop();
    }

    /// A folder with nothing but the master key of another.
    fn with_key_of(&self, from: &str, data: &str) {
        std::fs::create_dir(self.path(data)).unwrap();
        std::fs::copy(self.path(from).join("master.key"), self.path(data).join("master.key")).unwrap();
    }
}

/// The names of what lies in a folder and below.
fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() { names_in(&entry.path()) } else { BTreeSet::from([name]) }
        })
        .collect()
}

/// The settings as they stand in `renhe.toml`.
fn written(settings: &[(&'static str, String)]) -> String {
    let line =
        |(name, value): &(&str, String)| format!("{} = {value:?}\n", name.trim_start_matches("RENHE_").to_lowercase());
    settings.iter().map(line).collect()
}

/// What a backup leaves out of them.
fn secrets_of(bucket: &TestBucket) -> Vec<(&'static str, String)> {
    let secret = |(name, _): &(&str, String)| ["RENHE_FILES_ACCESS_KEY", "RENHE_FILES_SECRET"].contains(name);
    bucket.settings().into_iter().filter(secret).collect()
}

#[test]
fn a_backup_holds_the_files_of_a_bucket_and_a_restore_puts_them_where_the_settings_say() {
    let (desk, first, second) = (Desk::new(), TestBucket::start(), TestBucket::start());
    std::fs::create_dir(desk.path("data")).unwrap();
    std::fs::write(desk.path("data").join("renhe.toml"), written(&first.settings())).unwrap();
    well(desk.run("data", &[], &["migrate"], ""));
    let address = desk.filed("data", &[]);
    assert!(!desk.path("data").join("files").exists(), "the files lie in the bucket");
    let backup = desk.path("backup").to_string_lossy().into_owned();
    well(desk.run("data", &[], &["backup", &backup], ""));
    let mut in_the_bucket = names_in(&first.objects());
    assert!(in_the_bucket.remove(MARKER));
    assert_eq!(names_in(&desk.path("backup").join("files")), in_the_bucket);
    // Beside the living database: not on its bucket, and before anything was written.
    desk.with_key_of("data", "copy");
    let said = desk.refused("copy", &[], &["restore", &backup]);
    assert!(said.contains("RENHE_FILES_ACCESS_KEY, RENHE_FILES_SECRET"), "a backup holds no secrets: {said}");
    let secrets = secrets_of(&first);
    let said = desk.refused("copy", &secrets, &["restore", &backup]);
    assert!(said.contains("is in use by a database") && said.contains("RENHE_FILES_URL"), "{said}");
    assert_eq!(names_in(&desk.path("copy")), ["master.key".to_owned()].into());
    // On a bucket of its own it is whole, and the first stays as it was.
    let before = names_in(&first.objects());
    well(desk.run("copy", &second.settings(), &["restore", &backup], ""));
    desk.holds_the_document("copy", &second.settings(), &address);
    assert_eq!(names_in(&first.objects()), before);
    // Started without its own settings it finds those of the backup, and the bucket of the first.
    desk.holds_the_document("data", &[], &address);
    let said = desk.refused("copy", &secrets, &["migrate"]);
    assert!(said.contains("in use by a copy of this database"), "{said}");
    // When the first is gone for good, its bucket is free for whoever says so.
    std::fs::remove_file(first.objects().join(MARKER)).unwrap();
    desk.with_key_of("data", "heir");
    well(desk.run("heir", &secrets, &["restore", &backup], ""));
    desk.holds_the_document("heir", &secrets, &address);
    // Nothing that was printed, logged or written knows the secret, but the settings and their copies.
    let logged = std::fs::read_to_string(desk.path("serve.log")).unwrap();
    assert!(logged.contains("TRACE") && logged.contains("stopped"), "{logged}");
    assert!(!logged.contains(BUCKET_SECRET));
    assert!(!desk.printed.borrow().contains(BUCKET_SECRET));
}

#[test]
fn files_move_from_a_folder_into_a_bucket_by_a_backup() {
    let (desk, bucket) = (Desk::new(), TestBucket::start());
    well(desk.run("data", &[], &["migrate"], ""));
    let address = desk.filed("data", &[]);
    let backup = desk.path("backup").to_string_lossy().into_owned();
    well(desk.run("data", &[], &["backup", &backup], ""));
    desk.with_key_of("data", "moved");
    well(desk.run("moved", &bucket.settings(), &["restore", &backup], ""));
    assert!(!desk.path("moved").join("files").exists());
    desk.holds_the_document("moved", &bucket.settings(), &address);
}

#[test]
fn a_server_does_not_start_on_the_place_of_another_database() {
    let (desk, bucket) = (Desk::new(), TestBucket::start());
    well(desk.run("first", &bucket.settings(), &["migrate"], ""));
    let said = desk.refused("second", &bucket.settings(), &SERVE);
    assert!(said.contains("in use by another database") && said.contains("files_url"), "{said}");
    let (verdict, detail) = desk.doctor("second", &bucket.settings(), "files");
    assert!(verdict == "ill" && detail.contains("in use by another database"), "{detail}");
    // The same for a folder that two share.
    let folder = [("RENHE_FILES_URL", format!("file://{}", desk.path("shared").display()))];
    well(desk.run("third", &folder, &["migrate"], ""));
    let said = desk.refused("fourth", &folder, &SERVE);
    assert!(said.contains("in use by another database") && said.contains("files_url"), "{said}");
}

#[test]
fn the_doctor_says_what_is_wrong_with_a_bucket_and_never_its_secret() {
    let (desk, mut bucket) = (Desk::new(), TestBucket::start());
    let good = bucket.settings();
    let with = |name: &'static str, value: &str| {
        let mut settings = good.clone();
        settings.iter_mut().filter(|(known, _)| *known == name).for_each(|(_, told)| value.clone_into(told));
        settings
    };
    // Also before there is a database, so that a bucket is tried first.
    let (verdict, detail) = desk.doctor("data", &good, "file store");
    assert_eq!(verdict, "well", "{detail}");
    assert!(detail.contains("s3://renhe-files/personnel/files at http://127.0.0.1"), "{detail}");
    assert!(names_in(&bucket.objects()).is_empty(), "the probe is gone");
    well(desk.run("data", &good, &["migrate"], ""));
    let faults = [
        // A secret of digits is text too, and stays unsaid.
        (with("RENHE_FILES_SECRET", "0123456789012345"), "files_secret does not belong to files_access_key"),
        (with("RENHE_FILES_ACCESS_KEY", "nobody"), "does not know files_access_key"),
        (with("RENHE_FILES_URL", "s3://renhe-nowhere"), "no such bucket"),
        (with("RENHE_FILES_URL", "s3://No Bucket"), "is no name of a bucket"),
        (with("RENHE_FILES_URL", "ftp://renhe"), "files_url cannot be ftp://renhe"),
        (with("RENHE_FILES_ENDPOINT", "127.0.0.1:9000"), "files_endpoint begins with https://"),
        (with("RENHE_FILES_ENDPOINT", "http://127.0.0.1/renhe"), "files_endpoint is only a host"),
    ];
    for (settings, words) in &faults {
        let (verdict, detail) = desk.doctor("data", settings, "file store");
        assert_eq!(verdict, "ill", "{detail}");
        assert!(detail.contains(words), "{detail}");
    }
    let (verdict, detail) = desk.doctor("data", &good[..1], "file store");
    assert_eq!(verdict, "ill");
    assert!(detail.contains("set files_access_key and files_secret too"), "{detail}");
    bucket.stop();
    let (verdict, detail) = desk.doctor("data", &good, "file store");
    assert_eq!(verdict, "ill");
    assert!(detail.contains("cannot be reached"), "{detail}");
    std::fs::write(desk.path("data").join("renhe.toml"), "files_secret = 98765432109876\n").unwrap();
    let said = desk.refused("data", &[], &["doctor"]);
    assert!(said.contains("must be text in quotes"), "{said}");
    let printed = desk.printed.borrow();
    for secret in [BUCKET_SECRET, "0123456789012345", "123456789012345", "98765432109876"] {
        assert!(!printed.contains(secret), "{secret}");
    }
}
