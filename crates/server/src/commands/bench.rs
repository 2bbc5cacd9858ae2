//! `renhe bench`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use super::bench_crash::Crash;
use super::bench_import::BenchImport;
use super::bench_insight::BenchInsight;
use super::bench_people::BenchPeople;
use super::crash_writer::CrashWriter;
use crate::cli::Global;
use crate::output::Output;

/// Measure how fast and how good this build is, on invented data
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Look back over invented groups whose story is known
    Insight(BenchInsight),
    /// Lists, searches and pages of very many people, over HTTP
    People(BenchPeople),
    /// Bring an invented roster in, measure time and memory, and compare every field afterwards
    Import(BenchImport),
    /// Kill a writer many times, and look whether what it acknowledged is there
    Crash(Crash),
    /// The process that is killed
    #[command(hide = true)]
    CrashWriter(CrashWriter),
}

impl Bench {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        match self {
            Self::Insight(command) => Box::pin(command.run(output)).await,
            Self::People(command) => Box::pin(command.run(global, output)).await,
            Self::Import(command) => Box::pin(command.run(global, output)).await,
            Self::Crash(command) => command.run(global, output).await,
            Self::CrashWriter(writer) => Box::pin(writer.run(global)).await,
        }
    }
}
