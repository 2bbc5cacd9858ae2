//! `renhe bench insight`: would the alert about Zhang have come in time, on groups that nobody has seen before?

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::Args;
use kernel::{Date, FixedClock};
use serde::Serialize;
use services::demo::{DemoOptions, make_demo};
use services::insights::{SeedResult, bench_group};

use crate::cli::Global;
use crate::commands::NoFlags;
use crate::output::{Output, progress};
use crate::{settings, wiring};

/// Look back over invented groups whose story is known
#[derive(Debug, Clone, Args)]
pub struct BenchInsight {
    /// How many groups, each of a seed of its own
    #[arg(long, value_name = "N", default_value_t = 20)]
    seeds: u64,
    /// The first seed
    #[arg(long, value_name = "N", default_value_t = 101)]
    first_seed: u64,
    /// About how many people are present at the end of each
    #[arg(long, value_name = "N", visible_alias = "people", default_value_t = 1_200)]
    employees: usize,
}

/// The last day of every history.
const UNTIL: Option<Date> = Date::from_ymd_opt(2026, 11, 20);

#[derive(Debug, Serialize)]
struct OneSeed {
    seed: u64,
    seconds: f64,
    #[serde(flatten)]
    result: SeedResult,
}

#[derive(Debug, Serialize)]
struct Summary {
    groups: usize,
    in_time: usize,
    most_share: f64,
    model_auc: f64,
    rules_auc: f64,
    changed_by_sick_leave: usize,
    seconds: f64,
    seeds: Vec<OneSeed>,
}

impl BenchInsight {
    pub async fn run(self, output: Output) -> Result<ExitCode> {
        let bar = progress(self.seeds, "living and looking back");
        let mut seeds = Vec::new();
        for seed in self.first_seed..self.first_seed + self.seeds {
            let started = std::time::Instant::now();
            let result = one(seed, self.employees).await.with_context(|| format!("seed {seed}"))?;
            seeds.push(OneSeed { seed, seconds: started.elapsed().as_secs_f64(), result });
            bar.inc(1);
        }
        bar.finish_and_clear();
        let summary = summary(seeds);
        let words = format!(
            "{} of {} alerts in time; at most {:.1} % of a month; AUC {:.3} beside {:.3} of three rules; {} scores \
             changed by sick leave; {:.0} s",
            summary.in_time,
            summary.groups,
            summary.most_share * 100.0,
            summary.model_auc,
            summary.rules_auc,
            summary.changed_by_sick_leave,
            summary.seconds
        );
        output.result(&summary, words)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Makes a group in a folder that is gone afterwards, and looks back over it.
async fn one(seed: u64, people: usize) -> Result<SeedResult> {
    let folder = std::env::temp_dir().join(format!("renhe-bench-{}-{seed}", std::process::id()));
    let global = Global { data: Some(folder.clone()), database_url: None, json: false };
    let settings = settings::read(&global, &NoFlags {})?;
    let until = UNTIL.context("the last day")?;
    let clock = Arc::new(FixedClock::at(kernel::Instant::start_of(until)));
    let app = wiring::open_with(&settings, clock.clone()).await?;
    app.store().migrate().await?;
    let options = DemoOptions { people, seed, end: until, months: 36 };
    let demo = Box::pin(make_demo(&app, &clock, &options, |_, _| ())).await?;
    let result = bench_group(&app, demo.zhang, demo.zhang_resigns_on).await?;
    app.store().clone().close().await?;
    std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(result)
}

fn summary(seeds: Vec<OneSeed>) -> Summary {
    let groups = seeds.len();
    let count = f64::from(u32::try_from(groups.max(1)).unwrap_or(1));
    let mean = |pick: fn(&SeedResult) -> f64| seeds.iter().map(|seed| pick(&seed.result)).sum::<f64>() / count;
    Summary {
        groups,
        in_time: seeds.iter().filter(|seed| seed.result.in_time).count(),
        most_share: seeds.iter().map(|seed| seed.result.most_share).fold(0.0, f64::max),
        model_auc: mean(|result| result.model_auc),
        rules_auc: mean(|result| result.rules_auc),
        changed_by_sick_leave: seeds.iter().map(|seed| seed.result.changed_by_sick_leave).sum(),
        seconds: seeds.iter().map(|seed| seed.seconds).sum(),
        seeds,
    }
}
