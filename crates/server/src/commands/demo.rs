//! `renhe demo`.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use chrono::Days;
use clap::Args;
use kernel::{Clock as _, Date, FixedClock, SystemClock};
use serde::Serialize;
use services::demo::{DemoOptions, make_demo};
use services::{alerts, identity};

use crate::cli::Global;
use crate::output::{Output, progress};
use crate::{settings, wiring};

/// Make an invented group to try Renhe on
#[derive(Debug, Args, Serialize)]
pub struct Demo {
    /// About how many people are present at the end
    #[arg(long, value_name = "N", default_value_t = 1_200)]
    #[serde(skip)]
    people: usize,
    /// The same seed and last day make the same group
    #[arg(long, value_name = "N", default_value_t = 20_260)]
    #[serde(skip)]
    seed: u64,
    /// Months of history
    #[arg(long, value_name = "N", default_value_t = 36)]
    #[serde(skip)]
    months: u32,
    /// Last day of the history [default: yesterday]
    #[arg(long, value_name = "DATE")]
    #[serde(skip)]
    until: Option<Date>,
}

#[derive(Debug, Serialize)]
struct Made {
    persons: usize,
    acts: usize,
    audit_entries: u64,
    until: Date,
    zhang: String,
    zhang_resigns_on: Date,
    zhang_alerted: bool,
    seconds: f64,
}

impl Demo {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        let settings = settings::read(global, &self)?;
        let until = self.until.unwrap_or_else(|| SystemClock.today() - Days::new(1));
        let started = std::time::Instant::now();
        let clock = Arc::new(FixedClock::at(kernel::Instant::start_of(until)));
        let app = wiring::open_with(&settings, clock.clone()).await?;
        app.store().migrate().await?;
        let _occupied = wiring::occupy(&settings)?;
        if !identity::bootstrap_needed(&app).await? || app.store().audit_status().await?.size > 0 {
            bail!("{} already holds data: a demo needs an empty folder (--data DIR)", settings.data.display());
        }
        app.store().check_blobs_are_ours().await?;
        mark(&settings.data.join("renhe.toml"))?;
        let bar = progress(0, "living through the years");
        let options = DemoOptions { people: self.people, seed: self.seed, end: until, months: self.months };
        let demo = make_demo(&app, &clock, &options, |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        });
        let demo = Box::pin(demo).await?;
        bar.finish_and_clear();
        // Few exits make no model; the group is a demo all the same.
        let zhang_alerted = match alerts::prepare_demo(&app, demo.zhang).await {
            Ok(alerted) => alerted,
            Err(problem) => {
                eprintln!("the early warning has not spoken: {}", problem.code);
                false
            }
        };
        let made = Made {
            persons: demo.persons.len(),
            acts: demo.acts,
            audit_entries: app.store().audit_status().await?.size,
            until,
            zhang: demo.zhang.to_string(),
            zhang_resigns_on: demo.zhang_resigns_on,
            zhang_alerted,
            seconds: (started.elapsed().as_secs_f64() * 10.0).round() / 10.0,
        };
        let words = format!(
            "{} people were ever here, {} things happened by {until}; made in {} s. Sign in with one of the logins on \
             the sign-in page.",
            made.persons, made.acts, made.seconds
        );
        app.store().clone().close().await?;
        output.result(&made, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Remembers that this folder is a demo, so that the sign-in page lists its logins.
fn mark(file: &std::path::Path) -> Result<()> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    if text.lines().any(|line| line.trim().starts_with("demo")) {
        return Ok(());
    }
    std::fs::write(file, format!("{text}demo = true\n")).with_context(|| file.display().to_string())
}
