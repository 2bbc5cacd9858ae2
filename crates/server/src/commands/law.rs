//! `renhe law`.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use http_api::Language;
use kernel::{Clock as _, Date, SystemClock};
use law::{CaseOutcome, CheckReport, DueValue, Refusal, ShownValue};
use serde::Serialize;

use crate::output::{Output, language};

/// Look at the law inside
#[derive(Debug, Subcommand)]
pub enum Law {
    /// Run worked cases and compare
    Check(Check),
    /// Show a statutory value as it stood on a day
    Show(Show),
    /// List values that lapse or were not verified for a year
    Due(Due),
}

/// Run worked cases and compare
#[derive(Debug, Args)]
pub struct Check {
    /// JSON file of cases: {"vectors": [{id, calc, `as_of`, inputs, expected}]}
    file: PathBuf,
}

/// Show a statutory value as it stood on a day
#[derive(Debug, Args)]
pub struct Show {
    /// Id of the value, such as `wage.minimum_monthly`
    id: String,
    /// The day
    #[arg(long, value_name = "DATE")]
    at: Date,
    /// The place, such as CN-Shanghai [default: the whole country]
    #[arg(long, value_name = "P")]
    place: Option<String>,
}

/// List values that lapse or were not verified for a year
#[derive(Debug, Args)]
pub struct Due {
    /// The day [default: today]
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
}

impl Law {
    pub fn run(self, output: Output) -> Result<ExitCode> {
        match self {
            Self::Check(check) => check.run(output),
            Self::Show(show) => {
                let shown = law::show(&show.id, show.at, show.place.as_deref()).map_err(refused)?;
                output.result(&shown, Value(&shown))?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Due(due) => {
                let at = due.at.unwrap_or_else(|| SystemClock.today());
                let list = DueList { at, items: law::due(at).map_err(refused)? };
                output.result(&list, &list)?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

/// A refusal knows its own sentence in both languages.
fn refused(refusal: Refusal) -> anyhow::Error {
    let text = match language() {
        Language::Zh => refusal.zh(),
        Language::En => refusal.en(),
    };
    anyhow::anyhow!("{text} [{}]", refusal.code())
}

impl Check {
    fn run(self, output: Output) -> Result<ExitCode> {
        let text = std::fs::read_to_string(&self.file).with_context(|| self.file.display().to_string())?;
        let report = law::check(&text).map_err(refused)?;
        output.result(&report, Checked(&report))?;
        Ok(if report.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

struct Checked<'a>(&'a CheckReport);

impl fmt::Display for Checked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for case in &self.0.cases {
            match case.outcome {
                CaseOutcome::Passed => {}
                CaseOutcome::Failed => {
                    writeln!(f, "failed      {} ({}): {}", case.id, case.calc, case.why)?;
                    writeln!(f, "            expected {}", case.expected)?;
                    writeln!(f, "            got      {}", case.got)?;
                }
                CaseOutcome::Unsupported => writeln!(f, "unsupported {} ({})", case.id, case.calc)?,
            }
        }
        write!(f, "{}", self.0)
    }
}

struct Value<'a>(&'a ShownValue);

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0;
        writeln!(f, "{} {} ({})", value.id, value.name_zh, value.place)?;
        writeln!(f, "  value     {} {}", value.value, value.unit)?;
        let until = value.last_day.map_or_else(|| "open".to_owned(), |day| day.to_string());
        writeln!(f, "  in force  {} – {until}", value.first_day)?;
        writeln!(f, "  source    {}", value.citation)?;
        if let Some(url) = &value.url {
            writeln!(f, "            {url}")?;
        }
        write!(f, "  verified  {} ({:?})", value.verified_on, value.status)?;
        if value.provisional {
            write!(f, "\n  provisional: carried over from an earlier year")?;
        }
        if let Some(note) = &value.note {
            write!(f, "\n  note      {note}")?;
        }
        Ok(())
    }
}

#[derive(Debug, Serialize)]
struct DueList {
    at: Date,
    items: Vec<DueValue>,
}

impl fmt::Display for DueList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for item in &self.items {
            writeln!(f, "{} {:?} {} ({})", item.due_on, item.reason, item.value.id, item.value.place)?;
        }
        write!(f, "{} values are due on {}", self.items.len(), self.at)
    }
}
