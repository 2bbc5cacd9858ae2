//! The shared worked examples, where the evaluation folder is present.

use std::path::Path;

use law::{CaseOutcome, check};

/// The calculators that must be right.
fn is_required(calc: &str) -> bool {
    calc.starts_with("termination.") || calc == "iit.severance_one_off"
}

#[test]
fn the_shared_examples_come_out() {
    let Ok(folder) = std::env::var("RENHE_EVAL_DATA") else {
        eprintln!("skipped: RENHE_EVAL_DATA is not set, so the shared examples were not run");
        return;
    };
    let text = std::fs::read_to_string(Path::new(&folder).join("law/vectors.json")).unwrap();
    let report = check(&text).unwrap();
    let wrong: Vec<_> = report.cases.iter().filter(|case| case.outcome == CaseOutcome::Failed).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let missing = |case: &&law::CaseReport| is_required(&case.calc) && case.outcome != CaseOutcome::Passed;
    assert_eq!(report.cases.iter().find(missing), None);
    assert!(report.cases.iter().filter(|case| is_required(&case.calc)).count() >= 20);
    assert_eq!(report.passed + report.failed, report.cases.len());
    eprintln!("{report}");
}
