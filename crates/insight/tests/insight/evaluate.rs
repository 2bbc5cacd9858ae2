use std::fmt::Write as _;
use std::fs::File;
use std::path::PathBuf;

use insight::evaluate::{Goal, Options, Report, Source, Table, evaluate};

use crate::synthetic::people;
use insight::frame::Cell;

fn table(name: &str, text: &str) -> Table {
    Table::read(name, text.as_bytes()).unwrap()
}

/// The synthetic people as a file, with a column that never changes and one that gives the answer away.
fn file(rows: usize, seed: u64) -> String {
    let (frame, labels) = people(rows, seed);
    let mut text = "\u{feff}pay,unit,noise,constant,cheat,left\n".to_owned();
    for (row, label) in labels.iter().enumerate() {
        for cell in frame.row(row) {
            match cell {
                Cell::Number(number) => write!(text, "{number},").unwrap(),
                Cell::Level(name) => write!(text, " {name} ,").unwrap(),
                Cell::Missing => text.push_str("NA,"),
            }
        }
        writeln!(text, "{},{}", u8::from(*label), if *label { "Yes" } else { "No" }).unwrap();
    }
    text
}

fn folds(rows: usize) -> String {
    // The lines stand in another order than the rows.
    let lines: Vec<String> = (0..rows).rev().map(|row| format!("{row},{},{}", row % 3, (row / 2) % 2)).collect();
    format!("row_id,r0,r1\n{}\n", lines.join("\n"))
}

fn options(source: Source) -> Options {
    Options { goal: Goal::Binary { target: "left".to_owned() }, source, exclude: vec!["cheat".to_owned()], seed: 1 }
}

#[test]
fn folds_are_run_and_the_report_has_the_fields_of_the_contract() {
    let source = Source::Folds { data: table("a", &file(300, 1)), folds: table("f", &folds(300)), columns: vec![] };
    let mut time = 0.0;
    let report = evaluate(&options(source), &mut || {
        time += 5.0;
        time
    })
    .unwrap();
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["folds"].as_array().unwrap().len(), 5);
    for name in ["roc_auc", "pr_auc", "brier", "ece", "accuracy", "recall_top10", "precision_top10"] {
        assert!(json["mean"][name].is_f64() && json["folds"][0][name].is_f64(), "{name}");
    }
    assert_eq!((json["train_ms"].as_f64(), json["score_ms"].as_f64()), (Some(5.0), Some(5.0)));
    assert_eq!(json["folds"][0]["test_rows"], 100);
    assert!(json["notes"][0].as_str().unwrap().contains("constant"));
    assert!(json["notes"].to_string().contains("benchmark only"));
    assert!(!json["features"].to_string().contains("cheat"));
    assert!(json["mean"]["roc_auc"].as_f64().unwrap() > 0.7);
}

#[test]
fn a_train_and_a_test_file_are_one_fold() {
    let source = Source::Split { train: table("a", &file(400, 1)), test: table("b", &file(200, 2)) };
    let Report::Binary(summary) = evaluate(&options(source), &mut || 0.0).unwrap() else { panic!("not binary") };
    assert_eq!((summary.folds.len(), summary.folds[0].train_rows, summary.folds[0].test_rows), (1, 400, 200));
}

#[test]
fn what_cannot_be_read_is_named() {
    let source = |data: &str| Source::Split { train: table("a.csv", data), test: table("b.csv", data) };
    let message = |data: &str| evaluate(&options(source(data)), &mut || 0.0).unwrap_err().to_string();
    assert!(message("x,cheat\n1,2\n").contains("no column left in a.csv"));
    assert!(message("x,cheat,left\n1,2,Yes\n3,1,maybe\n").contains("row 2: \"maybe\""));
    let bad = Source::Folds { data: table("a", &file(10, 1)), folds: table("f", &folds(11)), columns: vec![] };
    assert!(evaluate(&options(bad), &mut || 0.0).unwrap_err().to_string().contains("row_id 10"));
}

#[test]
fn times_until_exit_are_judged_by_concordance_and_brier() {
    let mut text = "tenure,gone,risk,noise\n".to_owned();
    let mut stream = crate::synthetic::Stream::new(3);
    for _ in 0..400 {
        let (risk, noise) = (stream.next(), stream.next());
        let time = -stream.next().max(1e-9).ln() / (3.0 * risk).exp() * 100.0;
        let seen = 60.0 * stream.next();
        writeln!(text, "{},{},{risk},{noise}", time.min(seen) + 0.01, u8::from(time <= seen)).unwrap();
    }
    let goal = Goal::Survival { time: "tenure".to_owned(), event: "gone".to_owned() };
    let source =
        Source::Folds { data: table("s", &text), folds: table("f", &folds(400)), columns: vec!["r0".to_owned()] };
    let report = evaluate(&Options { goal, source, exclude: vec![], seed: 1 }, &mut || 0.0).unwrap();
    let Report::Survival(summary) = report else { panic!("not survival") };
    assert!(summary.mean.c_index > 0.65, "{}", summary.mean.c_index);
    assert!(summary.mean.ibs < 0.2, "{}", summary.mean.ibs);
}

/// The evaluation folder's CSV, when it is there.
fn shared(path: &str) -> Option<Table> {
    let Ok(folder) = std::env::var("RENHE_EVAL_DATA") else {
        println!("skipped: RENHE_EVAL_DATA is not set");
        return None;
    };
    let file = File::open(PathBuf::from(folder).join("data").join(path)).ok()?;
    Some(Table::read(path, file).unwrap())
}

#[test]
fn on_the_ibm_folds_the_targets_are_met() {
    let (Some(data), Some(folds)) = (shared("attrition/ibm_train.csv"), shared("attrition/ibm_folds.csv")) else {
        return;
    };
    let goal = Goal::Binary { target: "Attrition".to_owned() };
    let source = Source::Folds { data, folds, columns: vec![] };
    let exclude = ["EmployeeCount", "Over18", "StandardHours", "EmployeeNumber"].map(str::to_owned).to_vec();
    let report = evaluate(&Options { goal, source, exclude, seed: 1 }, &mut || 0.0).unwrap();
    let Report::Binary(summary) = report else { panic!("not binary") };
    assert_eq!(summary.folds.len(), 25);
    assert!(summary.mean.roc_auc >= 0.832 && summary.mean.pr_auc >= 0.625, "{:?}", summary.mean);
}
