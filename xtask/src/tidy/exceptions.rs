//! The one list of places that may break a rule. It may only shrink.

use super::{Finding, Tree};

const PATH: &str = "xtask/tidy-exceptions.toml";
const RULE: &str = "exceptions";

/// Takes out what is excused; adds what is wrong with the list itself. An exception that excuses nothing any
/// more has to go, and `most`, the committed maximum, goes down with it.
pub fn apply(tree: &Tree, mut findings: Vec<Finding>) -> Vec<Finding> {
    let Some(text) = tree.text(PATH) else { return findings };
    let list: toml::Table = match text.parse() {
        Ok(list) => list,
        Err(error) => {
            findings.push(Finding::new(RULE, PATH, 0, format!("{error}")));
            return findings;
        }
    };
    let rows = list.get("exception").and_then(|rows| rows.as_array()).cloned().unwrap_or_default();
    let most = list.get("most").and_then(toml::Value::as_integer).unwrap_or_default();
    if usize::try_from(most) != Ok(rows.len()) {
        let message =
            format!("{} exceptions, `most` says {most}: the list may only shrink, and `most` with it", rows.len());
        findings.push(Finding::new(RULE, PATH, 0, message));
    }
    for row in &rows {
        let text = |key: &str| row.get(key).and_then(|value| value.as_str()).unwrap_or_default();
        let (rule, path) = (text("rule"), text("path"));
        if text("reason").is_empty() {
            findings.push(Finding::new(RULE, PATH, 0, format!("the exception for {path} gives no reason")));
        }
        let before = findings.len();
        findings.retain(|finding| finding.rule != rule || finding.path != path);
        if findings.len() == before {
            findings.push(Finding::new(
                RULE,
                PATH,
                0,
                format!("{path} keeps rule `{rule}` now: take its exception out"),
            ));
        }
    }
    findings
}
