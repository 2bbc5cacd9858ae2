//! What is wrong with a definition: its shape first, then the law in its edges.

mod law;
mod shape;

use serde::{Deserialize, Serialize};

use crate::{Definition, LegalLimits, Text};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = FlowSeverity))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The definition may be used.
    Warning,
    /// The definition is refused.
    Error,
}

/// One thing wrong with a definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = FlowFinding))]
pub struct Finding {
    /// Stable code.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub code: std::borrow::Cow<'static, str>,
    /// Whether it stops the definition.
    pub severity: Severity,
    /// The task it is about, if it is about one.
    #[cfg_attr(feature = "schema", schema(required))]
    pub task: Option<String>,
    /// What is wrong, and what to do.
    pub text: Text,
    /// The article that says so, when a law does.
    #[cfg_attr(feature = "schema", schema(required))]
    pub article: Option<Text>,
}

/// Collects findings.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, severity: Severity, code: &'static str, task: Option<&str>, text: Text) -> &mut Finding {
        self.0.push(Finding { code: code.into(), severity, task: task.map(Into::into), text, article: None });
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    fn error(&mut self, code: &'static str, task: Option<&str>, text: Text) {
        self.add(Severity::Error, code, task, text);
    }

    fn warning(&mut self, code: &'static str, task: Option<&str>, text: Text) {
        self.add(Severity::Warning, code, task, text);
    }

    fn unlawful(&mut self, code: &'static str, task: Option<&str>, text: Text, article: Text) {
        self.add(Severity::Error, code, task, text).article = Some(article);
    }
}

/// Everything wrong with a definition, the worst first. It may be stored and used when nothing here is an
/// [`Severity::Error`]. The numbers of law come from the caller, who has them from the law crate.
pub fn validate(definition: &Definition, limits: &LegalLimits) -> Vec<Finding> {
    let mut findings = Findings::default();
    shape::check(definition, &mut findings);
    law::check(definition, limits, &mut findings);
    findings.0.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings.0
}
