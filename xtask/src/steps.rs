//! A sequence of steps with their times. A red step does not hide a red one behind it.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What ran, for how long, and how it ended.
#[derive(Debug, Default)]
pub struct Steps {
    done: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    took: Duration,
    failure: Option<String>,
}

impl Steps {
    /// Runs one step and goes on, whatever comes of it. True when it was green.
    pub fn run(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        println!("\n=== {name}");
        let begun = Instant::now();
        let failure = work().err().map(|error| format!("{error:#}"));
        if let Some(failure) = &failure {
            println!("--- {name}: {failure}");
        }
        let green = failure.is_none();
        self.done.push(Step { name, took: begun.elapsed(), failure });
        green
    }

    /// Prints the ten slowest steps and what failed; an error when anything did.
    pub fn finish(self) -> Result<()> {
        let total: Duration = self.done.iter().map(|step| step.took).sum();
        let mut slowest: Vec<&Step> = self.done.iter().collect();
        slowest.sort_by_key(|step| std::cmp::Reverse(step.took));
        println!("\nThe slowest of {} steps, {} in all:", self.done.len(), told(total));
        for step in slowest.iter().take(10) {
            println!("  {:>8}  {}", told(step.took), step.name);
        }
        let failed: Vec<&Step> = self.done.iter().filter(|step| step.failure.is_some()).collect();
        if failed.is_empty() {
            println!("\nAll green.");
            return Ok(());
        }
        let told = |step: &&Step| format!("\n  {}: {}", step.name, step.failure.as_deref().unwrap_or_default());
        let list = failed.iter().map(told).collect::<Vec<_>>().concat();
        bail!("{} of {} steps failed:{list}", failed.len(), self.done.len())
    }
}

fn told(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 60 { format!("{}m{:02}s", seconds / 60, seconds % 60) } else { format!("{:.1}s", time.as_secs_f64()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_red_step_is_told_at_the_end_and_does_not_stop_the_next() {
        let mut steps = Steps::default();
        let mut ran = false;
        assert!(!steps.run("first", || bail!("it broke")));
        assert!(steps.run("second", || {
            ran = true;
            Ok(())
        }));
        assert!(ran);
        assert_eq!(steps.finish().unwrap_err().to_string(), "1 of 2 steps failed:\n  first: it broke");
    }

    #[test]
    fn times_read_as_minutes_once_there_is_one() {
        assert_eq!([told(Duration::from_millis(1_240)), told(Duration::from_secs(125))], ["1.2s", "2m05s"]);
    }
}
