//! Our own worked cases: `cases/*.toml`, tables written by hand (see `cases/README.md`).

use std::path::Path;

use law::{CaseOutcome, CaseReport, check};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A table of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    calc: String,
    as_of: Option<Value>,
    #[serde(default)]
    given: Map<String, Value>,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

#[derive(Deserialize)]
struct File {
    table: Vec<Table>,
}

/// The rows of a file as cases of `renhe law check`.
fn cases(name: &str, text: &str) -> Vec<Value> {
    let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut cases = Vec::new();
    for (t, table) in file.table.iter().enumerate() {
        for (r, row) in table.rows.iter().enumerate() {
            assert_eq!(row.len(), table.columns.len(), "{name}: table {t}, row {r}");
            let mut inputs = table.given.clone();
            let mut expected = Map::new();
            let mut as_of = table.as_of.clone();
            for (column, value) in table.columns.iter().zip(row) {
                match (column.strip_prefix('='), column.as_str()) {
                    // TOML has no null: the word stands for it, except for a ground of that name.
                    (Some(key), _) if value == "none" && key != "ground" => {
                        drop(expected.insert(key.to_owned(), Value::Null));
                    }
                    (Some(key), _) => drop(expected.insert(key.to_owned(), value.clone())),
                    (None, "as_of") => as_of = Some(value.clone()),
                    (None, key) => drop(inputs.insert(key.to_owned(), value.clone())),
                }
            }
            let id = format!("{name}: table {t}, row {r}");
            cases.push(json!({
                "id": id, "calc": table.calc, "as_of": as_of, "inputs": inputs, "expected": expected,
            }));
        }
    }
    cases
}

#[test]
fn every_case_beside_the_data_comes_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut done: Vec<CaseReport> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "toml") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let vectors = cases(&name, &std::fs::read_to_string(&path).unwrap());
            done.extend(check(&json!({ "vectors": vectors }).to_string()).unwrap().cases);
        }
    }
    let wrong: Vec<_> = done.iter().filter(|case| case.outcome != CaseOutcome::Passed).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(done.len() > 200, "only {} cases were found", done.len());
}

#[test]
fn a_case_with_another_fen_fails_and_says_where() {
    let report = check(
        r#"[{"id": "x", "calc": "iit.severance_one_off", "as_of": "2026-09-30",
            "inputs": {"amount": "600000.00", "local_avg_annual_wage": "150924.00"},
            "expected": {"tax": "12525.61"}}]"#,
    )
    .unwrap();
    assert_eq!((report.passed, report.failed, report.unsupported), (0, 1, 0));
    assert_eq!(report.to_string(), "0 passed, 1 failed");
    assert_eq!(report.cases[0].why, r#"/tax: expected "12525.61", got "12525.60""#);
}

#[test]
fn a_calculator_that_does_not_exist_counts_as_failed() {
    let report =
        check(r#"{"vectors": [{"id": "x", "calc": "astrology.horoscope", "inputs": {}, "expected": {"a": 1}}]}"#);
    let report = report.unwrap();
    assert_eq!((report.passed, report.failed, report.unsupported), (0, 1, 1));
    assert_eq!(report.cases[0].why, "not yet supported");
    assert_eq!(report.to_string(), "0 passed, 1 failed");
}

#[test]
fn a_file_that_is_no_list_of_cases_is_refused() {
    assert!(check("{").is_err());
    assert!(check(r#"{"cases": []}"#).is_err());
    assert_eq!(check(r#"{"vectors": []}"#).unwrap().to_string(), "0 passed, 0 failed");
}

#[test]
fn a_broken_case_fails_alone() {
    let report = check(
        r#"[{"id": "a", "calc": "termination.deadlines"},
            {"id": "b", "calc": "termination.deadlines", "inputs": {"last_day": "2026-02-30"}, "expected": {"wages_due": "x"}},
            {"id": "c", "calc": "termination.deadlines", "inputs": {"last_day": "2026-02-28"}, "expected": {"wages_due": "2026-02-28"}}]"#,
    )
    .unwrap();
    assert_eq!((report.passed, report.failed), (1, 2));
}
