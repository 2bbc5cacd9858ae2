//! A group to try Renhe on: invented, deterministic, made by driving the services under a moved clock.
//!
//! [`plan`](plan) first lives through the years on paper (see `data/demo-model.toml`), then [`make_demo`] plays
//! the acts through the same commands that the page uses.

mod cases;
mod changes;
mod conduct;
mod contracts;
mod crowd;
mod elder;
mod files;
mod leaving;
mod life;
mod logins;
mod names;
mod organisation;
mod parameters;
mod plan;
mod play;
mod profiles;
mod random;
mod standard;
mod structure;

pub use crowd::{Crowd, CrowdPerson};
pub use play::{Demo, DemoOptions, make_demo};

use chrono::Months;

use self::organisation::{CAST, Founding};
use self::plan::Plan;
use self::random::Draws;
use crate::Result;

/// The plan of a group, with the persons of the story by role.
fn draw(options: &DemoOptions) -> Result<(Plan, Vec<(&'static str, usize)>)> {
    let parameters = parameters::parameters()?;
    let draws = Draws::new(options.seed);
    let start = options.end - Months::new(options.months);
    let founding = Founding { draws: &draws, parameters: &parameters, start, people: options.people };
    let (plan, cast) = founding.plan();
    let staged = cast.iter().map(|(_, person)| *person).chain([0, 1]).collect();
    let mut life = life::Life::new(&draws, &parameters, (start, options.end), plan, staged);
    life.stage_zhang();
    debug_assert_eq!(cast.len(), CAST.len(), "everybody of the story has a seat");
    Ok((life.run(), cast))
}

#[cfg(test)]
mod tests;
