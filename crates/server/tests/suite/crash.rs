//! Killed at any moment, nothing that was acknowledged is lost.

use serde_json::Value;

use crate::renhe::{renhe, run, well};

/// Ten kills; `renhe bench crash` does fifty.
fn ten_kills(url: Option<&str>, engine: &str) {
    let folder = testkit::data_folder();
    let data = folder.path().join("data");
    let words = ["bench", "crash", "--kills", "10", "--seed", "20261122", "--json"];
    let output = run(&mut renhe(&data, url, &words), "");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    eprintln!("{text}");
    let report: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    for list in ["lost", "half_written", "not_once"] {
        assert_eq!(report[list], Value::Array(Vec::new()), "{list}");
    }
    assert_eq!((&report["engine"], &report["kills"], &report["open_jobs"]), (&engine.into(), &10.into(), &0.into()));
    assert_eq!(report["finding"], Value::Null);
    assert!(output.status.success());
    // The kills hit a writer at work, and it may have been a step ahead of what it said, never behind.
    let count = |name: &str| report[name].as_u64().unwrap();
    let (said, written) = (count("acknowledged_writes"), count("written"));
    assert!(said >= 10 && written >= said && written <= said + 10, "{said} acknowledged, {written} written");
    assert_eq!(count("completed"), written);
    // The command that an operator runs says the same.
    let verified: Value =
        serde_json::from_str(&well(run(&mut renhe(&data, url, &["verify-audit", "--json"]), ""))).unwrap();
    assert_eq!((&verified["whole"], &verified["size"]), (&true.into(), &report["trail_entries"]));
}

#[test]
fn ten_kills_lose_nothing_on_sqlite() {
    ten_kills(None, "sqlite");
}

#[test]
fn ten_kills_lose_nothing_on_postgresql() {
    let Some(database) = testkit::postgres_database() else { return };
    ten_kills(Some(database.url()), "postgres");
}

#[test]
fn a_database_in_use_is_not_crashed_into() {
    let folder = testkit::data_folder();
    well(run(&mut renhe(folder.path(), None, &["migrate"]), ""));
    let output = run(&mut renhe(folder.path(), None, &["bench", "crash", "--kills", "1"]), "");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("holds data"), "{output:?}");
}
