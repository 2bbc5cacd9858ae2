//! `renhe insight`.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ::insight::evaluate::{Goal, Options, Report, Source, Table, evaluate};
use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};

use crate::output::Output;

/// Measure models
#[derive(Debug, Subcommand)]
pub enum Insight {
    /// Measure the models on a table with known outcomes; a benchmark only
    Evaluate(Evaluate),
}

/// Measure the models on a table with known outcomes; a benchmark only
///
/// The product's own path refuses protected attributes as features; this command takes any column.
#[derive(Debug, Args)]
pub struct Evaluate {
    /// Column of yes/no, 1/0 or true/false
    #[arg(long, value_name = "COL", conflicts_with_all = ["time", "event"], required_unless_present = "time")]
    target: Option<String>,
    /// Column of times until exit
    #[arg(long, value_name = "COL", requires = "event")]
    time: Option<String>,
    /// Column that says whether the time ended in an exit
    #[arg(long, value_name = "COL", requires = "time")]
    event: Option<String>,
    /// Table to learn from
    #[arg(long, value_name = "CSV", requires = "test", conflicts_with = "data", required_unless_present = "data")]
    train: Option<PathBuf>,
    /// Table to judge by
    #[arg(long, value_name = "CSV", requires = "train")]
    test: Option<PathBuf>,
    /// Table of all rows
    #[arg(long, value_name = "CSV", requires = "folds")]
    data: Option<PathBuf>,
    /// Table of fold numbers: `row_id` and columns r0, r1 …
    #[arg(long, value_name = "CSV", requires = "data")]
    folds: Option<PathBuf>,
    /// Fold columns to run [default: all]
    #[arg(long, value_name = "COL,…", value_delimiter = ',')]
    fold_columns: Vec<String>,
    /// Columns that are no features
    #[arg(long, value_name = "COL,…", value_delimiter = ',')]
    exclude: Vec<String>,
    /// Seed of the fits
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

impl Insight {
    pub fn run(self, output: Output) -> Result<ExitCode> {
        let Self::Evaluate(command) = self;
        let report = evaluate(&command.options()?, &mut stopwatch())?;
        output.result(&report, Words(&report))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Evaluate {
    fn options(self) -> Result<Options> {
        let goal = match (self.target, self.time, self.event) {
            (Some(target), None, None) => Goal::Binary { target },
            (None, Some(time), Some(event)) => Goal::Survival { time, event },
            _ => bail!("either --target, or --time with --event"),
        };
        let source = match (self.train, self.test, self.data, self.folds) {
            (Some(train), Some(test), None, None) => Source::Split { train: table(&train)?, test: table(&test)? },
            (None, None, Some(data), Some(folds)) => {
                Source::Folds { data: table(&data)?, folds: table(&folds)?, columns: self.fold_columns }
            }
            _ => bail!("either --train with --test, or --data with --folds"),
        };
        Ok(Options { goal, source, exclude: self.exclude, seed: self.seed })
    }
}

fn table(path: &Path) -> Result<Table> {
    let name = path.display().to_string();
    let file = File::open(path).with_context(|| name.clone())?;
    Ok(Table::read(&name, file)?)
}

/// Milliseconds of the process's own work on all cores: what a busy neighbour does not change.
fn stopwatch() -> impl FnMut() -> f64 {
    #[cfg(unix)]
    {
        use rustix::time::{ClockId, clock_gettime};
        || {
            let at = clock_gettime(ClockId::ProcessCPUTime);
            std::time::Duration::new(at.tv_sec.unsigned_abs(), u32::try_from(at.tv_nsec).unwrap_or(0)).as_secs_f64()
                * 1e3
        }
    }
    #[cfg(not(unix))]
    {
        let start = std::time::Instant::now();
        move || start.elapsed().as_secs_f64() * 1e3
    }
}

struct Words<'a>(&'a Report);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The report is flat enough to be read as it is.
        let Ok(value) = serde_json::to_value(self.0) else { return Err(fmt::Error) };
        for (name, figure) in value.get("mean").and_then(serde_json::Value::as_object).into_iter().flatten() {
            if let Some(figure) = figure.as_f64() {
                writeln!(f, "{name:<20} {figure:.4}")?;
            }
        }
        for name in ["train_ms", "score_ms"] {
            if let Some(figure) = value.get(name).and_then(serde_json::Value::as_f64) {
                writeln!(f, "{name:<20} {figure:.1} (CPU)")?;
            }
        }
        let folds = value.get("folds").and_then(serde_json::Value::as_array).map_or(0, Vec::len);
        write!(f, "{folds} fits")?;
        for note in value.get("notes").and_then(serde_json::Value::as_array).into_iter().flatten() {
            write!(f, "\nnote: {}", note.as_str().unwrap_or_default())?;
        }
        Ok(())
    }
}
