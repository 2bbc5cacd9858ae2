//! `renhe bench`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use super::bench_insight::BenchInsight;
use crate::output::Output;

/// Measure how fast and how good this build is, on invented data
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Look back over invented groups whose story is known
    Insight(BenchInsight),
}

impl Bench {
    pub async fn run(self, output: Output) -> Result<ExitCode> {
        match self {
            Self::Insight(command) => command.run(output).await,
        }
    }
}
