//! Fifty pays, accounts and identity numbers go in through the API, ten more with a file, and are looked for in every
//! byte that comes to rest: database, write-ahead log, checkpoints, backup, logs, the output of commands.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kernel::{SystemClock, SystemEntropy};
use serde_json::{Value, json};
use storage::{Blobs, Store, StoreOptions};
use testkit::ThrowawayPostgres;
use vault::KeyRing;
use vault::note::NoteSigner;

use crate::browser::Browser;
use crate::needles::{Found, Needles};
use crate::renhe::{Server, renhe, run, well};

const PASSWORD: &str = "Kanarien-Vogel-2026";

/// What nobody may find. The amounts are too long to be met by chance.
#[derive(Debug, Clone)]
struct Canary {
    hired_at: i64,
    raised_to: i64,
    account: String,
    identity: String,
    phone: String,
}

impl Canary {
    fn new(n: i64) -> Self {
        Self {
            hired_at: 4_815_162_342_013 + n * 7_919_317_119,
            raised_to: 6_283_185_307_179 + n * 8_675_309_113,
            account: format!("622848{:013}", 3_141_592_653_589 + n * 27_182_818_284),
            identity: identity(n),
            phone: format!("1{:010}", 3_577_215_664 + n * 90_153_287),
        }
    }

    fn hide_in(&self, needles: &mut Needles, n: usize) {
        needles.amount(&format!("pay {n}"), self.hired_at);
        needles.amount(&format!("raised pay {n}"), self.raised_to);
        needles.text(&format!("account {n}"), &self.account);
        needles.text(&format!("identity number {n}"), &self.identity);
        needles.text(&format!("phone {n}"), &self.phone);
    }
}

/// A number that passes every check: ISO 7064 MOD 11-2 over the first 17 digits.
fn identity(n: i64) -> String {
    let body = format!("310101{}{:02}{:02}{:03}", 1975 + n % 25, 1 + n % 12, 1 + n % 28, 307 + n * 7);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = body.bytes().map(|digit| usize::from(digit - b'0')).zip(weights).map(|(d, w)| d * w).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum % 11]))
}

/// The house as an operator runs it.
struct House {
    folder: testkit::TempDir,
    url: Option<String>,
}

impl House {
    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn logs(&self) -> PathBuf {
        self.folder.path().join("logs")
    }

    /// Runs a command; what it prints is kept among the logs.
    fn command(&self, name: &str, words: &[&str], input: &str) {
        let output = run(&mut renhe(&self.data(), self.url.as_deref(), words), input);
        std::fs::write(self.logs().join(format!("{name}.out")), [&output.stdout[..], &output.stderr].concat()).unwrap();
        well(output);
    }

    fn start(&self) -> Server {
        std::fs::create_dir_all(self.logs()).unwrap();
        self.command("migrate", &["migrate"], "");
        self.command("user", &["user", "add", "han.xue", "--role", "hr", "--password-stdin"], PASSWORD);
        Server::start(&self.data(), self.url.as_deref(), &self.logs().join("serve.log"), &[])
    }
}

fn hire(canary: &Canary, n: usize, place: &(Value, Value)) -> Value {
    json!({
        "person": {
            "full_name": format!("金丝雀{n}"), "identity_number": canary.identity, "phone": canary.phone,
            "bank_account": canary.account,
        },
        "legal_entity_id": place.0, "unit_id": place.1, "employee_no": format!("KANARI-{n:04}"), "kind": "full_time",
        "hired_on": "2025-03-03", "position": "分析师", "place": "CN-Shanghai", "working_time": "standard",
        "base_pay_fen": canary.hired_at,
    })
}

/// Everything that touches the values: hires, raises, reveals, reads, searches, and requests that are refused.
fn live(hr: &Browser, canaries: &[Canary]) {
    let entity = json!({ "name": "金丝雀（上海）有限公司", "short_name": "金丝雀", "place": "CN-Shanghai" });
    let entity = hr.post("/api/v1/legal-entities", &entity)["id"].clone();
    let unit = json!({ "code": "K", "name": "鸟舍", "kind": "group", "first_day": "2020-01-01" });
    let unit = hr.post("/api/v1/org-units", &unit)["id"].clone();
    let place = (entity, unit);
    for (n, canary) in canaries.iter().enumerate() {
        let hired = hr.post("/api/v1/people", &hire(canary, n, &place));
        let path = format!("/api/v1/people/{}", hired["person_id"].as_str().unwrap());
        let raise = json!({ "first_day": "2025-06-01", "base_pay_fen": canary.raised_to, "reason": "annual_review" });
        hr.post(&format!("{path}/pay-changes"), &raise);
        if n % 10 == 0 {
            file(hr, &hired["person_id"], canary);
            look(hr, &path, canary);
        }
    }
    refused(hr, &canaries[0], &place);
}

/// A document with the values in its text and in its title: found by search, and by nobody who reads the disk.
fn file(hr: &Browser, person: &Value, canary: &Canary) {
    let about = json!({ "person_id": person, "category": "identity", "title": format!("证件 {}", canary.identity) });
    let text = format!("证件号码 {} 手机 {} 账号 {}", canary.identity, canary.phone, canary.account);
    let filed = hr.file(&about, "证件.txt", &text);
    let found = hr.get(&format!("/api/v1/files?q={}", canary.account)).1;
    assert_eq!(found["items"][0]["id"], filed["id"]);
    assert!(found["items"][0]["snippet"].as_str().unwrap().contains(&canary.account));
}

fn look(hr: &Browser, path: &str, canary: &Canary) {
    let fields = [
        ("bank_account", json!(canary.account)),
        ("identity_number", json!(canary.identity)),
        ("phone", json!(canary.phone)),
        ("base_pay_fen", json!(canary.raised_to)),
    ];
    for (field, value) in fields {
        // The values are really there, and come back to whoever may see them.
        let revealed = hr.post(&format!("{path}/reveals"), &json!({ "field": field, "reason": "核对工资账户" }));
        assert_eq!(revealed["value"], value, "{field}");
    }
    assert_eq!(hr.get(path).0, 200);
    assert_eq!(hr.get(&format!("{path}/timeline")).0, 200);
    assert_eq!(hr.get(&format!("/api/v1/search?q={}", canary.identity)).0, 200);
}

/// What goes wrong is logged; what was asked is not.
fn refused(hr: &Browser, canary: &Canary, place: &(Value, Value)) {
    let (status, _) = hr.try_post("/api/v1/people", &hire(canary, 0, place));
    assert_eq!(status, 409, "the number is taken");
    let mut wrong = hire(canary, 9_999, place);
    wrong["base_pay_fen"] = json!(canary.hired_at.to_string());
    assert!((400..500).contains(&hr.try_post("/api/v1/people", &wrong).0));
    wrong["base_pay_fen"] = json!(canary.hired_at);
    wrong[canary.account.as_str()] = json!(true);
    assert!((400..500).contains(&hr.try_post("/api/v1/people", &wrong).0));
}

/// A roster comes in as a file, which lies outside of what is searched.
fn import(house: &House, canaries: &[Canary]) {
    let outside = testkit::data_folder();
    let file = outside.path().join("roster.csv");
    let mut text = "工号,姓名,身份证号,手机号码,银行账号,合同主体,部门,岗位,入职日期,合同类型,月基本工资\n".to_owned();
    for (n, canary) in canaries.iter().enumerate() {
        let Canary { hired_at, raised_to: _, account, identity, phone } = canary;
        let pay = format!("{}.{:02}", hired_at / 100, hired_at % 100);
        let _ = writeln!(
            text,
            "IMPORT-{n:03},云雀{n},{identity},{phone},{account},金丝雀（上海）有限公司,鸟舍,分析师,2024-05-06,无固定期限,{pay}"
        );
    }
    std::fs::write(&file, text).unwrap();
    house.command("import", &["import", "people", &file.to_string_lossy(), "--json"], "");
}

fn nothing_of(found: &Found, what: &str) {
    eprintln!("{what}: {} files, {} bytes", found.files.len(), found.bytes);
    assert!(found.hits.is_empty(), "{what}:\n{}", found.hits.join("\n"));
}

/// Lives through a day and searches; `beside` are the folders of a database that does not lie in the data folder.
async fn a_day(url: Option<String>, beside: &[&Path]) {
    let house = House { folder: testkit::data_folder(), url };
    let canaries: Vec<Canary> = (0..60).map(Canary::new).collect();
    let mut needles = Needles::new();
    for (n, canary) in canaries.iter().enumerate() {
        canary.hide_in(&mut needles, n);
    }
    assert!(needles.len() > 60 * 40, "{}", needles.len());
    let server = house.start();
    let hr = Browser::sign_in(&server.address, "han.xue", PASSWORD);
    let (by_hand, by_file) = canaries.split_at(50);
    live(&hr, by_hand);
    import(&house, by_file);
    // They came in: somebody who may see them does.
    let found = hr.get("/api/v1/search?q=IMPORT-007").1;
    let path = format!("/api/v1/people/{}", found["items"][0]["person_id"].as_str().unwrap());
    let reveal = json!({ "field": "base_pay_fen", "reason": "核对工资账户" });
    assert_eq!(hr.post(&format!("{path}/reveals"), &reveal)["value"], json!(by_file[7].hired_at));
    let backup = house.folder.path().join("backup");
    house.command("backup", &["backup", &backup.to_string_lossy(), "--json"], "");
    house.command("verify-audit", &["verify-audit", "--json"], "");
    house.command("doctor", &["doctor"], "");
    if house.url.is_some() {
        write_behind(&house, &[]).await;
    }
    let folders: Vec<&Path> = [house.folder.path()].into_iter().chain(beside.iter().copied()).collect();
    let running = needles.search(&folders);
    nothing_of(&running, "while the server runs");
    for ending in ["audit-checkpoints.log", "serve.log", "import.out", "verify-audit.out", "keys.json"] {
        assert!(running.read(ending), "{ending} was not looked through");
    }
    assert!(running.files.iter().any(|file| file.starts_with(&backup)), "no backup was looked through");
    assert!(house.url.is_some() || running.read("renhe.sqlite-wal"), "no write-ahead log was looked through");
    server.stop();
    nothing_of(&needles.search(&folders), "after the server has stopped");
    // The search can fail: the same values in columns that are not sealed are found on this engine.
    let leaked = &canaries[7];
    let (account, pay) = (&leaked.account, leaked.hired_at);
    let plain = format!("UPDATE person SET full_name = '{account}', created_at = {pay} WHERE full_name = '金丝雀8'");
    write_behind(&house, &[&plain]).await;
    let hits = needles.search(&folders).hits;
    for name in ["account 7 as text", "pay 7: fen"] {
        assert!(hits.iter().any(|hit| hit.starts_with(name)), "{name} was not found: {hits:?}");
    }
}

/// Runs SQL behind Renhe's back, and brings what PostgreSQL holds in memory to its files.
async fn write_behind(house: &House, statements: &[&str]) {
    let sqlite = || format!("sqlite://{}", house.data().join("renhe.sqlite").display());
    let options = StoreOptions {
        url: house.url.clone().unwrap_or_else(sqlite),
        checkpoints: house.logs().join("unused"),
        keys: Arc::new(KeyRing::generate(&SystemEntropy)),
        signer: Arc::new(NoteSigner::generate("renhe.test", &SystemEntropy).unwrap()),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        blobs: Blobs::memory(),
    };
    let store = Store::open(options).await.unwrap();
    for sql in statements {
        store.tamper(sql).await.unwrap();
    }
    if house.url.is_some() {
        store.tamper("CHECKPOINT").await.unwrap();
    }
    store.close().await.unwrap();
}

#[tokio::test]
async fn fifty_canaries_are_found_in_no_byte_on_sqlite() {
    a_day(None, &[]).await;
}

#[tokio::test]
async fn fifty_canaries_are_found_in_no_byte_on_postgresql() {
    if !ThrowawayPostgres::is_installed() {
        eprintln!("skipped: PostgreSQL is not installed");
        return;
    }
    let postgres = ThrowawayPostgres::start().unwrap();
    let database = postgres.fresh_database().unwrap();
    let folder = cluster(&postgres.address());
    a_day(Some(database.url().to_owned()), &[&folder]).await;
}

/// The folder of the cluster that listens at the address: the fourth line of its `postmaster.pid` names the port.
fn cluster(address: &str) -> PathBuf {
    let port = address.rsplit(':').next().unwrap();
    let clusters = std::fs::read_dir(std::env::temp_dir()).unwrap().flatten().map(|entry| entry.path());
    let mut ours = clusters.filter(|folder| {
        let id = std::fs::read_to_string(folder.join("data/postmaster.pid")).unwrap_or_default();
        id.lines().nth(3) == Some(port)
    });
    ours.next().expect("the cluster's folder")
}
