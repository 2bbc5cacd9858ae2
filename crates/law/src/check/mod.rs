//! Runs files of worked cases against the calculators (`renhe law check FILE`).

mod compare;
mod contract;
mod inputs;
mod leave;
mod table;
mod termination;
mod worktime;

use std::fmt;

use kernel::Date;
use serde::Serialize;
use serde_json::Value;

use crate::{Parameters, Refusal};
use inputs::Inputs;

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseOutcome {
    /// Every expected fact came out.
    Passed,
    /// Something else came out, or nothing.
    Failed,
    /// No calculator of this name exists yet; counted as failed.
    Unsupported,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseReport {
    /// Id of the case in its file.
    pub id: String,
    /// Name of the calculator.
    pub calc: String,
    /// What became of it.
    pub outcome: CaseOutcome,
    /// What the file expects.
    pub expected: Value,
    /// What came out; null when nothing did.
    pub got: Value,
    /// Why it failed; empty when it passed.
    pub why: String,
}

/// A whole file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CheckReport {
    /// Cases in which every expected fact came out.
    pub passed: usize,
    /// All other cases, the unsupported among them.
    pub failed: usize,
    /// Cases without a calculator; part of `failed`.
    pub unsupported: usize,
    /// Every case, in the order of the file.
    pub cases: Vec<CaseReport>,
}

/// `N passed, N failed`, the line that scripts read.
impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a file of worked cases: `{"vectors": [{id, calc, as_of, inputs, expected}]}` or the bare list.
/// Numbers may be written as texts or numbers and are compared by value; every expected key must come out,
/// further keys of the answer are allowed. `{"refusal": true}` or `{"refusal": "law.parameter_missing"}` expects
/// a refusal.
///
/// # Errors
/// Refuses a text that is not such a file. A broken case is reported as failed, the others still run.
pub fn check(file_json: &str) -> Result<CheckReport, Refusal> {
    let file: Value = serde_json::from_str(file_json).map_err(|error| {
        Refusal::wrong("file", format!("不是有效的 JSON：{error}"), format!("not valid JSON: {error}"))
    })?;
    let cases = file
        .as_array()
        .or_else(|| file.get("vectors").and_then(Value::as_array))
        .ok_or_else(|| Refusal::wrong("file", "没有 vectors 列表。", "there is no list called vectors"))?;
    Ok(run(Parameters::builtin()?, cases))
}

/// Runs cases against any data.
pub(crate) fn run(law: &Parameters, cases: &[Value]) -> CheckReport {
    let mut report = CheckReport::default();
    for case in cases {
        let done = run_case(law, case);
        match done.outcome {
            CaseOutcome::Passed => report.passed += 1,
            CaseOutcome::Failed => report.failed += 1,
            CaseOutcome::Unsupported => {
                report.failed += 1;
                report.unsupported += 1;
            }
        }
        report.cases.push(done);
    }
    report
}

/// Runs one case.
fn run_case(law: &Parameters, case: &Value) -> CaseReport {
    let text = |key: &str| case.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let expected = case.get("expected").cloned().unwrap_or(Value::Null);
    let mut report = CaseReport {
        id: text("id"),
        calc: text("calc"),
        outcome: CaseOutcome::Failed,
        expected,
        got: Value::Null,
        why: String::new(),
    };
    let Some(calculator) = table::find(&report.calc) else {
        report.outcome = CaseOutcome::Unsupported;
        report.why = String::from("not yet supported");
        return report;
    };
    let answer = as_of(case).and_then(|as_of| calculator(law, as_of, &Inputs::of(case)?));
    let wants_refusal = report.expected.get("refusal").or_else(|| report.expected.get("refused")).cloned();
    match (answer, wants_refusal) {
        (Ok(got), None) => {
            report.why = compare::difference(&report.expected, &got).unwrap_or_default();
            report.got = got;
        }
        (Ok(got), Some(_)) => {
            report.why = String::from("a refusal is expected");
            report.got = got;
        }
        (Err(refusal), Some(Value::String(code))) if code != refusal.code() => {
            report.why = format!("refused as {}: {refusal}", refusal.code());
        }
        (Err(_), Some(_)) => {}
        (Err(refusal), None) => report.why = format!("refused: {refusal}"),
    }
    if report.why.is_empty() {
        report.outcome = CaseOutcome::Passed;
    }
    report
}

/// The day on which a case asks.
fn as_of(case: &Value) -> Result<Option<Date>, Refusal> {
    match case.get("as_of") {
        None | Some(Value::Null) => Ok(None),
        Some(day) => inputs::as_date("as_of", day).map(Some),
    }
}
