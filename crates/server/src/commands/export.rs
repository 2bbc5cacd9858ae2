//! `renhe export`.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use access::Caller;
use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use kernel::Date;
use serde::Serialize;
use services::exports::{ExportFormat, ExportPeople, export_people};

use super::NoFlags;
use crate::cli::Global;
use crate::output::Output;
use crate::{settings, wiring};

/// Write a roster to a file
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The people employed on a day, with what was true then
    People(People),
}

/// The people employed on a day, with what was true then
///
/// The file goes to standard output, or to --to. Whoever may run this sees every column; the export stands in the trail.
#[derive(Debug, Args)]
pub struct People {
    /// The day [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// As far as was known at the end of this day [default: now]
    #[arg(long, value_name = "DATE")]
    known_on: Option<Date>,
    /// csv (with byte-order mark), xlsx or json (codes, amounts in fen)
    #[arg(long, value_enum)]
    format: Format,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Xlsx,
    Json,
}

#[derive(Debug, Serialize)]
struct Exported {
    file: String,
    people: usize,
    bytes: usize,
    redacted: Vec<String>,
}

impl Export {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        let Self::People(people) = self;
        let settings = settings::read(global, &NoFlags {})?;
        let app = wiring::open(&settings).await?;
        let format = match people.format {
            Format::Csv => ExportFormat::Csv,
            Format::Xlsx => ExportFormat::Xlsx,
            Format::Json => ExportFormat::Json,
        };
        if people.to.is_none() && people.format == Format::Xlsx && std::io::stdout().is_terminal() {
            bail!("a workbook is no text: redirect it, or name a file with --to");
        }
        let input = ExportPeople { as_of: people.as_of, known_on: people.known_on, format };
        let file = export_people(&app, &Caller::system(), input).await?;
        if people.to.is_none() && !(output.json && people.format != Format::Json) {
            let mut out = std::io::stdout().lock();
            out.write_all(&file.bytes)?;
            out.flush()?;
            return Ok(ExitCode::SUCCESS);
        }
        // With --json the object is the result, so the file needs a place of its own.
        let to = people.to.unwrap_or_else(|| PathBuf::from(&file.file_name));
        std::fs::write(&to, &file.bytes).with_context(|| to.display().to_string())?;
        let exported = Exported {
            file: to.display().to_string(),
            people: file.people,
            bytes: file.bytes.len(),
            redacted: file.redacted,
        };
        output.result(&exported, format_args!("{}: {} people", exported.file, exported.people))?;
        Ok(ExitCode::SUCCESS)
    }
}
